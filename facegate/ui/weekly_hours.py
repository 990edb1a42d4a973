"""Weekly hours as one types them: a line a day, ``08:00-12:00, 13:00-18:00``; empty for closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from facegate.domain.access.time_tables import Hours
from facegate.domain.attendance.clock_times import DAY
from facegate.ui.clock_texts import clock_minutes_of, day_clock_text

_BETWEEN = re.compile(r"[,;，、؛]+")
_DASH = re.compile(r"\s*[-–—]\s*|\s+(?:to|bis)\s+")


def hours_of(text: str, weekday: int) -> tuple[Hours, ...]:
    """What somebody typed for a day (ISO number).

    A span that ends at or before its beginning ends on the next day. Raises ValueError where it is none.
    """
    spans = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return tuple(_span(part, weekday) for part in spans)


def _span(text: str, weekday: int) -> Hours:
    parts = _DASH.split(text)
    if len(parts) != 2:
        raise ValueError(text)
    start, end = clock_minutes_of(parts[0]), clock_minutes_of(parts[1])
    if start is None or end is None:
        raise ValueError(text)
    return Hours(start, end if end > start else end + DAY, weekday)


def hours_text(hours: Sequence[Hours]) -> str:
    """The same the other way round."""
    ordered = sorted(hours, key=lambda each: each.start)
    return ", ".join(f"{day_clock_text(each.start)}-{_end(each)}" for each in ordered)


def _end(hours: Hours) -> str:
    # Before its beginning it is understood to be on the next day: 22:00-06:00.
    overnight = hours.end > DAY and hours.end - DAY <= hours.start
    return day_clock_text(hours.end - DAY if overnight else hours.end)


def overlaps(hours: Sequence[Hours]) -> bool:
    """Whether two spans of one day have a minute in common."""
    ordered = sorted(hours, key=lambda each: each.start)
    return any(before.end > after.start for before, after in pairwise(ordered))
