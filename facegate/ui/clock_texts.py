"""Times of a work date and lengths of time, as they are shown and typed; both are minutes."""

from __future__ import annotations

import re

from facegate.domain.attendance.clock_times import DAY, HOUR, clock_text

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))?", re.ASCII)
"""``9``, ``930``, ``9:30``, ``9.30``, ``9h30``."""


def minutes_of(text: str) -> int | None:
    """Minutes that somebody typed, as hours or as hours and minutes; None where it is neither."""
    match = _TIME.fullmatch(text.strip())
    return None if match is None else int(match[1]) * HOUR + int(match[2] or 0)


def clock_minutes_of(text: str) -> int | None:
    """The same of a time, which may be of a later day: ``6:00 +1``."""
    head, plus, tail = text.partition("+")
    minutes, days = minutes_of(head), tail.strip()
    if not plus or minutes is None:
        return minutes
    return minutes + DAY * int(days) if days.isdecimal() else None


def day_clock_text(minute: int) -> str:
    """``09:00``; ``06:00 +1`` on the day after."""
    days, rest = divmod(minute, DAY)
    if minute == DAY:
        # The end of a day, rather than the beginning of the next.
        return clock_text(minute)
    return f"{clock_text(rest)} +{days}" if days else clock_text(rest)


def length_text(minutes: int) -> str:
    """``7:30``, as on time sheets."""
    return f"{minutes // HOUR}:{minutes % HOUR:02d}"
