"""Numbers as a report says them."""

from __future__ import annotations

from facegate.domain.rates import Rate

DASH = "–"
UNKNOWN = "not seen"
"""Instead of a value that the trials cannot show."""


def rate_text(value: float | None) -> str:
    """A rate in per cent with two or three digits that count: 99.43 %, 2.1 %, 0.0021 %."""
    if value is None:
        return UNKNOWN
    return f"{_digits(value * 100)} %"


def format_rate(rate: Rate) -> str:
    """A rate with its 95 % interval: ``0.42 % (0.21–0.83 %)``."""
    interval = interval_text(rate)
    return f"{rate_text(rate.value)} ({interval})" if interval else rate_text(rate.value)


def interval_text(rate: Rate) -> str:
    """The interval alone: ``0.21–0.83 %``; empty where nothing is known."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{_digits(rate.low * 100)}{DASH}{_digits(rate.high * 100)} %"


def _digits(percent: float) -> str:
    """Two digits that count below 10, and near 100, where it is the distance to it that counts."""
    if percent in (0.0, 100.0):
        return f"{percent:.0f}"
    if percent >= 10.0:
        rest = 100.0 - percent
        places = 1 if rest >= 10.0 else 2
        # Rounding must not ask for one more.
        while rest < 10.0**-places * (1 - 1e-6) and places < 6:
            places += 1
        return f"{percent:.{places}f}"
    if percent >= 1.0:
        return f"{percent:.1f}"
    places = 2
    while percent < 10.0 ** (1 - places) and places < 9:
        places += 1
    return f"{percent:.{places}f}"
