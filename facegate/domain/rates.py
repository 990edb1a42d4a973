"""Error rates with the interval that their number of trials allows."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

DEVIATIONS_95 = 1.959963984540054
"""The normal distribution's 97.5 % quantile: two-sided 95 % intervals."""

RULE_OF_THREE = 3.0
"""With no error in n trials, the rate lies below 3 / n with 95 % confidence (ISO/IEC 19795-1, annex B.1)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of trials, and where the true one lies.

    Attributes:
        value: 0..1; None where the trials cannot show it.
        low, high: ends of the 95 % interval, 0..1; None together with ``value`` only
            where nothing at all is known.
        n: trials: comparisons, searches or visits, as the rate's name says.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int

    def record(self) -> dict[str, Any]:
        """The form in which every command prints a rate."""
        interval = None if self.low is None or self.high is None else [self.low, self.high]
        return {"value": self.value, "ci95": interval, "n": self.n}


def wilson(errors: int, trials: int) -> Rate:
    """A rate of independent trials with Wilson's score interval (Wilson 1927).

    Raises:
        ValueError: not 0 <= errors <= trials.
    """
    if not 0 <= errors <= trials:
        raise ValueError(f"need 0 <= errors <= trials, got {errors} of {trials}")
    if trials == 0:
        return Rate(None, None, None, 0)
    share = errors / trials
    spread = DEVIATIONS_95**2 / trials
    middle = (share + spread / 2) / (1 + spread)
    half = DEVIATIONS_95 * sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    # Rounding must not push an end past the value that it surrounds.
    return Rate(share, max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)), trials)
