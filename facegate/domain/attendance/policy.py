"""How a site reads punches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_DUPLICATE_SECONDS = 3600
"""An hour: somebody who goes and comes back after more has really been away."""

MAX_DAY_START = 720
"""Noon: where a day begins later than this, its date is another one for most of its hours."""


class Directions(StrEnum):
    """Where a punch has its direction from."""

    STRICT = "strict"
    """The gate or a key gives it; a punch without one is ignored, and said so."""
    ALTERNATING = "alternating"
    """Punches without one take turns: in, out, in, ...; one that has a direction keeps it."""


class Pairing(StrEnum):
    """Which punches make working time."""

    FIRST_LAST = "first_last"
    """From the first in to the last out of each span of a shift; what lies between is ignored but for breaks."""
    EVERY_PAIR = "every_pair"
    """Every in with the out that follows it."""


@dataclass(frozen=True, slots=True)
class PunchPolicy:
    """Rules for all punches of a site.

    Attributes:
        directions: where a punch has its direction from.
        pairing: which punches make working time.
        duplicate_seconds: a punch no later than so many after one that counted, and that says the same or
            nothing, is ignored; 0..3600.
        day_start: where no shift is planned a day lasts from so many minutes after midnight to the same of the next
            day; 0..720.
    """

    directions: Directions = Directions.STRICT
    pairing: Pairing = Pairing.EVERY_PAIR
    duplicate_seconds: int = 120
    day_start: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.duplicate_seconds <= MAX_DUPLICATE_SECONDS:
            raise ValueError(f"duplicate_seconds must lie in 0..{MAX_DUPLICATE_SECONDS}: {self.duplicate_seconds}")
        if not 0 <= self.day_start <= MAX_DAY_START:
            raise ValueError(f"day_start must lie in 0..{MAX_DAY_START}: {self.day_start}")
