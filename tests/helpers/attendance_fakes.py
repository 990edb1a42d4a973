"""Plans and days of attendance in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.corrections import effective
from facegate.domain.events import SIGHTINGS, Event
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import EventLog, PeopleStore
from facegate.domain.ports_attendance import (
    Employment,
    Period,
    PersonDay,
    PlanChange,
    PlanItem,
    Sighting,
    Stale,
)
from facegate.domain.punch_changes import ChangeState, standing
from facegate.errors import ChangedMeanwhileError, NotFoundError, PeriodError

ANCIENT = datetime(2020, 1, 1, tzinfo=UTC)


class MemoryPlans:
    """Implements :class:`facegate.domain.ports_attendance.PlanStore`."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], PlanItem] = {}
        self.who: dict[str, Assignment] = {}
        self.away: dict[str, Absence] = {}

    def items(self, kind: str | None = None) -> list[PlanItem]:
        return [item for key, item in sorted(self.all.items()) if kind in (None, key[0])]

    def assignments(self) -> list[Assignment]:
        return [each for _, each in sorted(self.who.items())]

    def absences(
        self, subject_id: SubjectId | None = None, first: date | None = None, last: date | None = None
    ) -> list[Absence]:
        found = [
            each
            for each in self.away.values()
            if subject_id in (None, each.subject_id)
            and (first is None or each.last_day >= first)
            and (last is None or each.first_day <= last)
        ]
        return sorted(found, key=lambda each: (each.first_day, each.absence_id))

    def change(self, change: PlanChange, actor: str, *, revision: int | None = None) -> None:
        for kind, item_id, body in change.items:
            before = self.all.get((kind, item_id))
            if revision is not None and revision != (before.revision if before else 0):
                raise ChangedMeanwhileError("Changed meanwhile", "Somebody else changed it.", "Look again.")
            number = before.revision + 1 if before else 1
            self.all[kind, item_id] = PlanItem(kind, item_id, body, number, ANCIENT, actor)
        for known, wanted in (
            (self.all, change.remove_items),
            (self.who, change.remove_assignments),
            (self.away, change.remove_absences),
        ):
            for key in wanted:
                if key not in known:
                    raise NotFoundError("Not in the plan", "It is not there.", "Look again.")
                del known[key]  # type: ignore[attr-defined]
        self.who.update((each.assignment_id, each) for each in change.assignments)
        self.away.update((each.absence_id, each) for each in change.absences)


class MemoryAttendance:
    """Implements :class:`facegate.domain.ports_attendance.AttendanceStore`: everything is always stale."""

    writable = True

    def __init__(self, log: EventLog, people: PeopleStore) -> None:
        self._log = log
        self._people = people
        self.rows: dict[SubjectId, dict[date, PersonDay]] = {}
        self.closed: list[Period] = []
        self.words: dict[EventId, str] = {}

    def note_events(self, zone: ZoneInfo, basis: str) -> None:
        """Nothing is remembered."""

    def stale(self, zone: ZoneInfo, basis: str, first: date, last: date) -> list[Stale]:
        return [Stale(1, None, first, last)]

    def _events(self) -> list[Event]:
        from facegate.domain.events import EventFilter

        return list(self._log.query(EventFilter()))

    def sightings(
        self, subject_ids: Sequence[SubjectId], begin: datetime, end: datetime
    ) -> dict[SubjectId, list[Sighting]]:
        found: dict[SubjectId, list[Sighting]] = {who: [] for who in subject_ids}
        holding = self._log.corrections()
        for event in self._events():
            said = effective(event, holding)
            there = event.type in SIGHTINGS and said.identified and begin <= event.occurred_at < end
            if there and said.subject_id in found:
                found[said.subject_id].append(_sighting(event))
        return found

    def sighting(self, event_id: EventId) -> tuple[SubjectId, Sighting] | None:
        event = self._log.get(event_id)
        said = effective(event, self._log.corrections())
        if event.type not in SIGHTINGS or not said.identified or said.subject_id is None:
            return None
        return said.subject_id, _sighting(event)

    def changes(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[Event]]:
        found: dict[SubjectId, list[Event]] = {}
        for event in sorted(self._events(), key=lambda event: event.sequence):
            if event.punch is not None and event.punch.subject_id in subject_ids:
                found.setdefault(event.punch.subject_id, []).append(event)
        return found

    def pending(self) -> list[Event]:
        people = {event.punch.subject_id for event in self._events() if event.punch is not None}
        found = [
            event
            for theirs in self.changes(sorted(people)).values()
            for event in theirs
            if standing(theirs).states.get(event.event_id) is ChangeState.PENDING
        ]
        return sorted(found, key=lambda event: event.sequence)

    def put_days(self, rows: Mapping[SubjectId, Sequence[DayResult]], first: date, last: date, up_to: int) -> None:
        def is_open(day: date) -> bool:
            return not any(each.reopened_at is None and each.first <= day <= each.last for each in self.closed)

        for who, theirs in rows.items():
            before = self.rows.get(who, {})
            days = {day: row for day, row in before.items() if not (first <= day <= last and is_open(day))}
            days.update(
                (each.day, PersonDay(who, _bare(each), len(each.used), len(each.ignored)))
                for each in theirs
                if is_open(each.day)
            )
            self.rows[who] = days

    def settle(self, first: date, last: date, up_to: int) -> None:
        """Everything stays stale."""

    def days(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[PersonDay]]:
        return {
            who: [row for day, row in sorted(self.rows.get(who, {}).items()) if first <= day <= last]
            for who in subject_ids
        }

    def strangers(self, first: date, last: date, known: Sequence[SubjectId]) -> list[SubjectId]:
        touched = {who for who, days in self.rows.items() if any(first <= day <= last for day in days)}
        return sorted(touched - set(known))

    def periods(self) -> list[Period]:
        return sorted(self.closed, key=lambda each: each.first)

    def close_period(self, first: date, last: date, actor: str) -> Period:
        if any(each.reopened_at is None and each.first <= last and first <= each.last for each in self.closed):
            raise PeriodError("Period closed already", "These days are closed.", "Reopen them first.")
        self.closed.append(Period(len(self.closed) + 1, first, last, ANCIENT, actor))
        return self.closed[-1]

    def reopen_period(self, period_id: int, reason: str, actor: str) -> Period:
        period = replace(self.closed[period_id - 1], reopened_at=ANCIENT, reopened_by=actor, reason=reason)
        self.closed[period_id - 1] = period
        return period

    def reasons(self, event_ids: Sequence[EventId]) -> dict[EventId, str]:
        return {each: self.words[each] for each in event_ids if each in self.words}

    def people(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Employment]:
        found = {}
        for who, subject in self._people.names(subject_ids).items():
            profile = subject.profile
            dates = profile.valid_from, profile.valid_until
            found[who] = Employment(profile.department, *dates, subject.created_at)
        return found

    def first_event(self) -> datetime | None:
        return min((event.punch.at if event.punch else event.occurred_at for event in self._events()), default=None)

    def open_days(self, first: date, last: date) -> dict[SubjectId, tuple[date, date]]:
        found = {}
        for who, days in self.rows.items():
            days_open = [
                day for day, row in days.items() if first <= day <= last and row.result.status is DayStatus.OPEN
            ]
            if days_open:
                found[who] = min(days_open), max(days_open)
        return found


def _sighting(event: Event) -> Sighting:
    return Sighting(event.event_id, event.occurred_at, event.direction, event.source, event.type)


def _bare(result: DayResult) -> DayResult:
    return replace(result, used=(), ignored=(), steps=())
