"""A day of somebody: what was to be done, what the minutes are and why, and every punch with what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.attendance.results import DayResult, IgnoredBecause
from facegate.domain.attendance.workdays import work_date
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people import Subject
from facegate.domain.records import PunchVerdict
from facegate.pipeline.attendance.punching import PunchLine, PunchState
from facegate.pipeline.attendance.service import Explained
from facegate.pipeline.services import Services
from facegate.ui.formatting import isolated
from facegate.ui.punch_words import ignored_text, moved_text, said_text, state_text
from facegate.ui.step_words import direction_text, origin_text
from facegate.ui.viewmodels.plan_preview import Preview, Who, holding, strip_of

_NEIGHBOURS = timedelta(days=2)
"""How far from its work date a punch of a shift over midnight may lie."""


@dataclass(frozen=True, slots=True)
class PunchRow:
    """A punch, or a change of one.

    Attributes:
        line: as the service tells it.
        direction: that counted, else as it was recorded; None where nothing says it.
        ignored: why it gave no minutes; None where it gave some or does not hold at all.
        used: whether it gave minutes.
        moved: whether it stands elsewhere now, by a change that is a row of its own.
    """

    line: PunchLine
    direction: Direction | None
    ignored: IgnoredBecause | None = None
    used: bool = False
    moved: bool = False

    @property
    def may_move(self) -> bool:
        """Whether it can be put at another moment."""
        holds = self.line.state is PunchState.COUNTS and not self.moved
        return holds and self.line.verdict is not PunchVerdict.VOID

    @property
    def may_void(self) -> bool:
        """Whether it can be said not to count, or the change can be taken back."""
        if self.line.verdict is None:
            return self.line.state is PunchState.COUNTS
        return self.line.state in (PunchState.COUNTS, PunchState.PENDING, PunchState.VOID)

    @property
    def is_change(self) -> bool:
        """Whether to void it is to take a change back."""
        return self.line.verdict is not None

    @property
    def event_id(self) -> EventId:
        """Of the sighting, or of the change."""
        return self.line.event_id

    def what(self) -> str:
        """Direction and origin in words."""
        if self.line.verdict is PunchVerdict.VOID:
            # It has no direction of its own.
            return said_text(PunchVerdict.VOID, self.line.actor or "", self.line.reason)
        return f"{direction_text(self.direction)} · {origin_text(self.line.origin)}"

    def became(self) -> str:
        """What became of it in words."""
        if self.moved:
            return moved_text()
        if self.line.verdict is PunchVerdict.VOID and self.line.state is PunchState.VOID:
            return state_text(PunchState.COUNTS)
        return state_text(self.line.state) if self.ignored is None else ignored_text(self.ignored)

    def said(self) -> str:
        """Who changed it and why; empty where nobody did."""
        line = self.line
        return said_text(line.verdict, isolated(line.actor or ""), isolated(line.reason)) if line.verdict else ""


@dataclass(frozen=True, slots=True)
class FoundDay:
    """Everything that the panel shows.

    Attributes:
        preview: schedule, minutes that hold, their steps and the strip; of a closed day the minutes are those on
            record and the steps those of now.
        differs: of a closed day, whether what came in since would change its minutes.
    """

    person: Subject
    day: date
    preview: Preview
    rows: tuple[PunchRow, ...]
    closed: bool
    differs: bool


def read_day(services: Services, zone: ZoneInfo, subject_id: SubjectId, day: date) -> FoundDay:
    """Read and work out a day. Raises NotFoundError, AttendanceError."""
    explained = services.attendance.explain(subject_id, day)
    person = services.people.get(subject_id)
    who = Who(
        person.subject_id,
        person.department,
        person.valid_from or work_date(person.created_at, zone),
        person.valid_until or date.max,
    )
    lines = services.punches.punches(subject_id, day - _NEIGHBOURS, day + _NEIGHBOURS)
    rows = tuple(_rows(lines, explained.result, zone))
    punches = [each.punch for each in explained.result.used]
    punches += [each.punch for each in explained.result.ignored]
    shown = _holding_result(explained)
    preview = Preview(
        explained.schedule,
        holding(services.plan.plan(), who, day),
        shown,
        strip_of(explained.schedule, explained.result, punches, zone),
    )
    differs = explained.closed and _minutes(shown) != _minutes(explained.result)
    return FoundDay(person, day, preview, rows, explained.closed, differs)


def clock_text(moment: datetime, day: date, zone: ZoneInfo) -> str:
    """``08:57``; ``06:02 +1`` on the day after."""
    local = moment.astimezone(zone)
    apart = (local.date() - day).days
    return f"{local:%H:%M}" if apart == 0 else isolated(f"{local:%H:%M} {apart:+d}")


def _rows(lines: list[PunchLine], result: DayResult, zone: ZoneInfo) -> list[PunchRow]:
    used = {_key(each.punch): each.direction for each in result.used}
    ignored = {_key(each.punch): each for each in result.ignored}
    places = {each.punch.event_id: each.punch.at for each in result.ignored}
    places |= {each.punch.event_id: each.punch.at for each in result.used}
    found = []
    for line in lines:
        # A moved punch goes by the sighting, or by what added it; it stands at its new place.
        moved = line.verdict is PunchVerdict.MOVE and line.state is PunchState.COUNTS
        key = (None if moved else line.event_id, line.at)
        elsewhere = places.get(line.event_id, line.at) != line.at
        if key in used:
            found.append(PunchRow(line, used[key], used=True))
        elif key in ignored:
            found.append(PunchRow(line, ignored[key].punch.direction, ignored[key].reason))
        elif elsewhere or line.at.astimezone(zone).date() == result.day:
            found.append(PunchRow(line, line.direction, moved=elsewhere))
    return found


def _key(punch: Punch) -> tuple[EventId | None, datetime]:
    return None if punch.origin is PunchOrigin.MOVED else punch.event_id, punch.at


def _holding_result(explained: Explained) -> DayResult:
    now, stored = explained.result, explained.stored
    if not explained.closed or stored is None:
        return now
    return replace(stored.result, used=now.used, ignored=now.ignored, steps=now.steps)


def _minutes(result: DayResult) -> tuple[object, ...]:
    return result.worked, result.overtime_tiers, result.late, result.early, result.missing, result.status
