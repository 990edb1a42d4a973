"""Which punch somebody who adds one most likely means: the one that the day lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facegate.domain.attendance.clock_times import DAY, HOUR, LAST_MINUTE
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode, IgnoredBecause
from facegate.domain.attendance.shifts import Shift

_MORNING, _EVENING = 9 * HOUR, 17 * HOUR
"""Where a coming and a leaving are put where no shift says when they were to be; something has to stand there."""


@dataclass(frozen=True, slots=True)
class ProposedPunch:
    """Where it is put first.

    Attributes:
        minute: after midnight of the work date by the site's clock, up to two days.
        direction: None where nothing says which one is missing.
    """

    minute: int
    direction: Direction | None = None


def proposed_punch(result: DayResult, shift: Shift | None, zone: ZoneInfo, now: datetime) -> ProposedPunch:
    """The missing leaving or coming at the time at which the shift ends or begins; else now, on today's date.

    Args:
        result: of the day, with its punches.
        shift: that was to be worked.
        zone: the site's.
        now: aware.
    """
    missing = _missing(result, shift, zone)
    if now.astimezone(zone).date() != result.day:
        return missing or ProposedPunch(_MORNING)
    present = wall_minute(now, result.day, zone)
    # Nobody left or came in the future.
    return ProposedPunch(present) if missing is None else ProposedPunch(min(missing.minute, present), missing.direction)


def wall_minute(moment: datetime, day: date, zone: ZoneInfo) -> int:
    """What the site's clock shows, in minutes after midnight of a day; not before it, nor beyond two days."""
    local = moment.astimezone(zone)
    minute = (local.date() - day).days * DAY + local.hour * HOUR + local.minute
    return min(max(0, minute), LAST_MINUTE)


def _missing(result: DayResult, shift: Shift | None, zone: ZoneInfo) -> ProposedPunch | None:
    # With flexible hours nobody comes and leaves with the frame, but all are there in the core.
    spans = () if shift is None else (shift.core,) if shift.core is not None else shift.spans
    if ExceptionCode.MISSING_OUT in result.exceptions:
        came = max(_lonely(result, IgnoredBecause.NO_OUT, zone), default=0)
        ends = [span.end for span in spans if span.end > came]
        return ProposedPunch(ends[0] if ends else max(_EVENING, came), Direction.OUT)
    if ExceptionCode.MISSING_IN in result.exceptions:
        left = min(_lonely(result, IgnoredBecause.NO_IN, zone), default=LAST_MINUTE)
        starts = [span.start for span in spans if span.start < left]
        return ProposedPunch(starts[-1] if starts else min(_MORNING, left), Direction.IN)
    if result.status is DayStatus.ABSENT and spans:
        return ProposedPunch(spans[0].start, Direction.IN)
    return None


def _lonely(result: DayResult, because: IgnoredBecause, zone: ZoneInfo) -> list[int]:
    return [wall_minute(each.punch.at, result.day, zone) for each in result.ignored if each.reason is because]
