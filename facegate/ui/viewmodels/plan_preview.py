"""What a day of somebody would be with some punches: which schedule holds, and the minutes with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.engine import MARGIN_DAYS, work_out
from facegate.domain.attendance.explanations import StepCode
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.attendance.results import DayResult
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.site_clock import SiteClock, instant_of, moment_of
from facegate.domain.ids import SubjectId
from facegate.ui.viewmodels.day_strips import Mark, Strip, with_punches

_AHEAD = timedelta(days=13)
"""After the day: two weeks with it, and more than the engine's margin."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose day it is.

    Attributes:
        subject_id: of the person.
        department: theirs; empty for none.
        first, last: before and after which they are not there, so that nothing is planned.
    """

    subject_id: SubjectId
    department: str = ""
    first: date = date.min
    last: date = date.max

    def is_there(self, day: date) -> bool:
        """Whether that day lies within their validity."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class TriedPunch:
    """A punch to try.

    Attributes:
        minute: after midnight of the work date.
        direction: None where the gate knows none.
    """

    minute: int
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the day would be.

    Attributes:
        schedule: what is to be done.
        holding: the assignments that are for this person on that day; the first one holds, the others gave way.
        result: the minutes, with their steps.
        strip: the day as a picture.
        ahead: what is to be done on that day and on those that follow.
    """

    schedule: DaySchedule
    holding: tuple[Assignment, ...]
    result: DayResult
    strip: Strip
    ahead: tuple[DaySchedule, ...] = ()


def previewed(
    plan: Plan, who: Who, day: date, punches: Sequence[TriedPunch], policy: PunchPolicy, zone: ZoneInfo
) -> Preview:
    """Work the day out as if it were over, with these punches and no others."""
    margin = timedelta(days=MARGIN_DAYS)
    planned = [
        each if who.is_there(each.day) else DaySchedule(each.day, DayKind.UNPLANNED)
        for each in plan.schedules(who.subject_id, who.department, day - margin, day + _AHEAD)
    ]
    ahead, planned = tuple(planned[MARGIN_DAYS:]), planned[: 2 * MARGIN_DAYS + 1]
    clock = SiteClock(zone)
    tried = [
        Punch(moment_of(clock.instant(day.toordinal(), each.minute)), each.direction, origin=PunchOrigin.SEEN)
        for each in punches
    ]
    schedule = planned[MARGIN_DAYS]
    result = work_out(planned, tried, policy, zone, explain=True)[MARGIN_DAYS]
    strip = strip_of(schedule, result, tried, zone)
    return Preview(schedule, holding(plan, who, day), result, strip, ahead)


def holding(plan: Plan, who: Who, day: date) -> tuple[Assignment, ...]:
    """Assignments that are for somebody on a day, the one that holds over the others first."""
    found = [
        each
        for each in plan.assignments
        if who.is_there(day)
        and each.holds_on(day)
        and (
            each.scope is Scope.EVERYBODY
            or (each.scope is Scope.DEPARTMENT and each.who == who.department)
            or (each.scope is Scope.PERSON and each.who == who.subject_id)
        )
    ]
    return tuple(sorted(found, key=lambda each: each.rank))


def usual_punches(schedule: DaySchedule, minute: int | None = None) -> tuple[TriedPunch, ...]:
    """What to try first: in at a time (the beginning of the shift), out at its end."""
    shift = schedule.shift
    if shift is None:
        return () if minute is None else (TriedPunch(minute, Direction.IN),)
    start = shift.start if minute is None else minute
    end = shift.end
    if shift.flexible_minutes is not None:
        end = min(shift.end, start + shift.flexible_minutes)
    return TriedPunch(start, Direction.IN), TriedPunch(max(end, start + 1), Direction.OUT)


def strip_of(schedule: DaySchedule, result: DayResult, punches: Sequence[Punch], zone: ZoneInfo) -> Strip:
    """A day that was worked out with its steps, as a picture; with all punches, also those that do not count."""
    midnight = SiteClock(zone).instant(schedule.day.toordinal(), 0)

    def minute(moment: datetime) -> int:
        return instant_of(moment.astimezone(UTC)) - midnight

    there = [
        (minute(step.at), minute(step.until))
        for step in result.steps
        if step.code is StepCode.PRESENT and step.at is not None and step.until is not None
    ]
    used = {used.punch for used in result.used}
    marks = [Mark(minute(punch.at), punch in used) for punch in punches]
    return with_punches(schedule.shift, there, marks)
