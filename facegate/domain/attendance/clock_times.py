"""Times of a work date as text: ``09:00``, and ``30:00`` for six o'clock on the morning after."""

from __future__ import annotations

import re

HOUR = 60
DAY = 24 * HOUR
LAST_MINUTE = 2 * DAY
"""A shift that begins just before midnight may end at the midnight after the next day."""

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


def minute_of(text: str) -> int:
    """Minutes after the local midnight of the work date, 0..2880, of ``HH:MM``. Raises ValueError."""
    match = _TIME.fullmatch(text.strip())
    minute = int(match[1]) * HOUR + int(match[2]) if match else -1
    if not 0 <= minute <= LAST_MINUTE:
        raise ValueError(f"not a time from 00:00 to 48:00: {text!r}")
    return minute


def clock_text(minute: int) -> str:
    """``HH:MM`` of minutes after midnight; what lies after the day ends keeps counting: ``30:00``."""
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"
