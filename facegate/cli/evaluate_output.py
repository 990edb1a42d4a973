"""How rates look in a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def rate_cells(rate: Mapping[str, Any]) -> tuple[str, str, str]:
    """(value, interval, trials) of a rate as it is printed in JSON; without a value, what is known of it."""
    value, interval = rate["value"], rate["ci95"]
    return (
        "not known" if value is None else percent(value),
        "" if interval is None else f"{percent(interval[0])} to {percent(interval[1])}",
        f"{rate['n']}",
    )


def percent(share: float) -> str:
    """Three digits that count: 0.00407 is ``0.407 %``."""
    return f"{100 * share:.3g} %"
