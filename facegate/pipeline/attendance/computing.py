"""Minutes of some people at once: what is stored of them, put into the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.engine import MARGIN_DAYS, Engine, punch_bounds
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Punch, PunchOrigin
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.workdays import work_date
from facegate.domain.events import SIGN_INS
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports_attendance import AttendanceStore, Employment, Sighting
from facegate.domain.punch_changes import Seen, Standing, standing
from facegate.domain.records import PunchVerdict
from facegate.errors import NotFoundError

EARLIEST = date(1970, 1, 3)
"""Nothing was recorded before; its margin ends where the moments of the database begin."""

DAYS_BEFORE = 3
"""How long before its date the shift of a punch may begin: it ends within 48 hours, its window within 24 more."""

LATEST = date(9000, 1, 1)
"""Far from where the calendar ends, so that margins fit."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What minutes depend on beside events and plan.

    Attributes:
        zone: of the site.
        policy: how punches are read.
    """

    zone: ZoneInfo
    policy: PunchPolicy

    def __str__(self) -> str:
        return f"1|{self.zone.key}|{self.policy}"


class Computer:
    """Works out days. Keeps what people have in common: for one thread, and for as long as the plan stays."""

    def __init__(self, store: AttendanceStore, plan: Plan, basis: Basis, now: datetime) -> None:
        self._store = store
        self._plan = plan
        self._zone = basis.zone
        self._now = now
        self._engine = Engine(basis.policy, basis.zone)

    def days(
        self, subject_ids: Sequence[SubjectId], first: date, last: date, *, explain: bool = False
    ) -> dict[SubjectId, list[DayResult]]:
        """Days of some people, of whom there is a record; days of which there is nothing to say are left out."""
        people = self._store.people(subject_ids)
        punches = self.punches(list(people), first, last)
        found: dict[SubjectId, list[DayResult]] = {}
        for who, employment in people.items():
            schedules = self.schedules(who, employment, first, last, punches[who])
            results = self._engine.work_out(
                schedules, punches[who], explain=explain, now=self._now, margins=MARGIN_DAYS
            )
            found[who] = [each for each in results if explain or _says_something(each)]
        return found

    def day_of(self, who: SubjectId, punch: Punch) -> date | None:
        """The work date of a punch that somebody has, or would have; None where it belongs to none."""
        day = work_date(punch.at, self._zone)
        employment = self._store.people([who]).get(who)
        if employment is None:
            return None
        first, last = clipped(day - timedelta(days=DAYS_BEFORE), day, day)
        punches = [*self.punches([who], first, last)[who], punch]
        schedules = self.schedules(who, employment, first, last, punches)
        for result in self._engine.work_out(schedules, punches, now=self._now):
            used, ignored = (each.punch for each in result.used), (each.punch for each in result.ignored)
            if any(each is punch for each in (*used, *ignored)):
                return result.day
        return None

    def schedules(
        self, who: SubjectId, employment: Employment, first: date, last: date, punches: Iterable[Punch]
    ) -> list[DaySchedule]:
        """What somebody is to do, with the margins that the engine needs; nothing on days when they are not there.

        Nobody is absent on days before their record was made, unless it says from when on it is valid; but on a day on
        which they have punches, or an absence was entered, the plan holds.
        """
        margin = timedelta(days=MARGIN_DAYS)
        planned = self._plan.schedules(who, employment.department, first - margin, last + margin)
        made = work_date(employment.created_at, self._zone)
        begin = employment.valid_from or made
        end = employment.valid_until or date.max
        if begin <= planned[0].day and planned[-1].day <= end:
            return planned
        there = set() if employment.valid_from else {work_date(punch.at, self._zone) for punch in punches}
        there |= set() if employment.valid_from else {each.day for each in planned if each.absences}
        return [
            each
            if (begin <= each.day or each.day in there) and each.day <= end
            else DaySchedule(each.day, DayKind.UNPLANNED)
            for each in planned
        ]

    def punches(self, subject_ids: Sequence[SubjectId], first: date, last: date) -> dict[SubjectId, list[Punch]]:
        """All that the engine needs for these days, changes by administrators applied."""
        begin, end = punch_bounds(first, last, self._zone)
        sightings = self._store.sightings(subject_ids, begin, end)
        changes = self._store.changes(subject_ids)
        found: dict[SubjectId, list[Punch]] = {}
        for who, theirs in sightings.items():
            events = changes.get(who)
            if events:
                seen = [_seen(each) for each in theirs]
                stand = standing(events)
                seen += self._moved_here(who, stand, {each.event_id for each in seen}, (begin, end))
                found[who] = stand.applied(seen)
            else:
                found[who] = [Punch(each.at, each.direction, each.event_id, _origin(each)) for each in theirs]
        return found

    def _moved_here(
        self, who: SubjectId, stand: Standing, known: set[EventId], bounds: tuple[datetime, datetime]
    ) -> list[Seen]:
        """Sightings of other days that an administrator moved to these."""
        found = []
        for event_id, change in stand.latest.items():
            here = change.verdict is PunchVerdict.MOVE and bounds[0] <= change.at < bounds[1]
            if here and event_id not in known and event_id not in stand.states:
                try:
                    sighting = self._store.sighting(event_id)
                except NotFoundError:
                    continue
                if sighting is not None and sighting[0] == who:
                    found.append(_seen(sighting[1]))
        return found


def clipped(first: date | None, last: date, otherwise: date) -> tuple[date, date]:
    """Days within what can be worked out."""
    return max(first or otherwise, EARLIEST), min(last, LATEST)


def segments(first: date, last: date, closed: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """What is left of some days without those that are closed."""
    found, begin = [], first
    for start, end in sorted(closed):
        if end < begin or start > last:
            continue
        if begin < start:
            found.append((begin, start - timedelta(days=1)))
        begin = max(begin, end + timedelta(days=1))
    if begin <= last:
        found.append((begin, last))
    return found


def within(results: Mapping[SubjectId, list[DayResult]], first: date, last: date) -> dict[SubjectId, list[DayResult]]:
    """Only the results of some days."""
    return {who: [each for each in theirs if first <= each.day <= last] for who, theirs in results.items()}


def _seen(sighting: Sighting) -> Seen:
    return Seen(sighting.event_id, sighting.at, sighting.direction, _origin(sighting))


def _origin(sighting: Sighting) -> PunchOrigin:
    return PunchOrigin.CARD if sighting.type in SIGN_INS else PunchOrigin.SEEN


def _says_something(result: DayResult) -> bool:
    return (
        result.day_kind is not DayKind.UNPLANNED
        or result.status not in (DayStatus.OFF, DayStatus.OPEN)
        or bool(result.used or result.ignored)
    )
