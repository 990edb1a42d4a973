"""Punches as attendance needs them, and the minutes that were worked out of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from facegate.domain.attendance.months import PersonMonth
from facegate.domain.attendance.results import DayResult
from facegate.domain.corrections import effective
from facegate.domain.events import SIGHTINGS, Event
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import Clock
from facegate.domain.ports_attendance import DayLine, Employment, Period, PersonDay, Sighting, Stale
from facegate.domain.punch_changes import ChangeState, standing
from facegate.errors import NotFoundError, PeriodError
from facegate.storage import attendance_sums, event_days, stale
from facegate.storage.access import of_watched_only
from facegate.storage.attendance_rows import COLUMNS, day_row, person_day
from facegate.storage.audit import Action, record
from facegate.storage.corrections import holding
from facegate.storage.day_writing import write_days
from facegate.storage.event_rows import event_of
from facegate.storage.merged import in_present_ids, merged_records
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.punch_words import words_of
from facegate.storage.readers import Readers
from facegate.storage.schema import NOT_OVER, aliases, attendance_days, audit, events, periods, stale_days, subjects
from facegate.storage.sighting_rows import Corrected, all_ids, chunks, sighting_of, uncorrected_sightings
from facegate.storage.writer import Writes


class StoredAttendance:
    """Implements :class:`facegate.domain.ports_attendance.AttendanceStore`. Thread-safe."""

    def __init__(self, readers: Readers, writer: Writes, clock: Clock, *, writable: bool) -> None:
        self._readers = readers
        self._writer = writer
        self._clock = clock
        self.writable = writable

    # -- what is to be worked out ------------------------------------------------

    def note_events(self, zone: ZoneInfo, basis: str) -> None:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        self._writer.run(lambda connection: event_days.note(connection, zone, basis))

    def stale(self, zone: ZoneInfo, basis: str, first: date, last: date) -> list[Stale]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            marked = stale.marked(connection, first, last)
            if not self.writable:
                marked += event_days.as_stale(event_days.news(connection, zone, basis)[1], first, last)
        return marked

    # -- punches -------------------------------------------------------------------

    def sightings(
        self, subject_ids: Sequence[SubjectId], begin: datetime, end: datetime
    ) -> dict[SubjectId, list[Sighting]]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            found = uncorrected_sightings(connection, all_ids(connection, subject_ids), begin, end)
            corrected = Corrected(connection)
        if corrected.holding:
            for who, each in found.items():
                found[who] = [sighting for sighting in each if sighting.event_id not in corrected.holding]
            for who, sighting in corrected.sightings(begin, end):
                if who in found:
                    found[who].append(sighting)
        return found

    def sighting(self, event_id: EventId) -> tuple[SubjectId, Sighting] | None:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            row = connection.execute(select(events).where(events.c.event_id == event_id)).mappings().first()
            if row is None:
                raise NotFoundError("Event not found", "There is no event {id}.", "Check the id.", id=event_id)
            event = event_of(in_present_ids(dict(row), merged_records(connection)))
            said = effective(event, holding(connection))
        if event.type not in SIGHTINGS or not said.identified or said.subject_id is None:
            return None
        return said.subject_id, sighting_of(event)

    def changes(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[Event]]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        found: dict[SubjectId, list[Event]] = {}
        with self._readers.reading() as connection:
            ids, merged = all_ids(connection, subject_ids), merged_records(connection)
            for some in chunks([SubjectId(each) for each in ids]):
                # Every change has the moment of its punch, and few events are changes: they have an index of their own.
                theirs = select(events).where(events.c.subject_id.in_(some), events.c.punch_at.is_not(None))
                for row in connection.execute(theirs).mappings():
                    event = event_of(in_present_ids(dict(row), merged))
                    if event.subject_id is not None:
                        found.setdefault(event.subject_id, []).append(event)
        for each in found.values():
            each.sort(key=lambda event: event.sequence)
        return found

    def pending(self) -> list[Event]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            merged = merged_records(connection)
            rows = connection.execute(select(events).where(events.c.punch_at.is_not(None))).mappings().all()
        people: dict[str, list[Event]] = {}
        for row in rows:
            event = event_of(in_present_ids(dict(row), merged))
            people.setdefault(str(event.subject_id), []).append(event)
        waiting = [
            event
            for theirs in people.values()
            for states in [standing(theirs).states]
            for event in theirs
            if states.get(event.event_id) is ChangeState.PENDING
        ]
        return sorted(waiting, key=lambda event: event.sequence)

    def reasons(self, event_ids: Sequence[EventId]) -> dict[EventId, str]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            return words_of(connection, event_ids)

    # -- people --------------------------------------------------------------------

    def people(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Employment]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        names = ("subject_id", "department", "valid_from", "valid_until", "created_at")
        found: dict[SubjectId, Employment] = {}
        with self._readers.reading() as connection:
            watched = set(connection.execute(of_watched_only()).scalars())
            for some in chunks(subject_ids):
                theirs = select(*(subjects.c[name] for name in names)).where(subjects.c.subject_id.in_(some))
                for who, department, first, last, created_at in connection.execute(theirs).all():
                    found[SubjectId(who)] = Employment(
                        department,
                        # Who is only looked out for never works here.
                        date.max if who in watched else None if first is None else date.fromisoformat(first),
                        None if last is None else date.fromisoformat(last),
                        from_micros(created_at),
                    )
        return found

    def first_event(self) -> datetime | None:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            # Two questions, because each is answered by an index.
            seen = connection.execute(select(func.min(events.c.occurred_at))).scalar()
            punched = select(func.min(events.c.punch_at)).where(events.c.punch_at.is_not(None))
            first = min(
                (each for each in (seen, connection.execute(punched).scalar()) if each is not None), default=None
            )
            return None if first is None else from_micros(first)

    # -- minutes -------------------------------------------------------------------

    def put_days(self, rows: Mapping[SubjectId, Sequence[DayResult]], first: date, last: date, up_to: int) -> None:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        values = {who: [day_row(who, result) for result in results] for who, results in rows.items()}
        between = attendance_days.c.day.between(first.isoformat(), last.isoformat())

        def work(connection: Connection) -> None:
            # Somebody may have closed them since this was begun.
            closed = [(each.first_day, each.last_day) for each in connection.execute(_closed(first, last))]
            kept = values
            where = [between]
            if closed:
                kept = {who: [row for row in theirs if not _among(row, closed)] for who, theirs in values.items()}
                where += [~attendance_days.c.day.between(begin, end) for begin, end in closed]
            write_days(connection, kept, where)
            for some in chunks(list(rows)):
                stale.unmark(connection, stale_days.c.subject_id.in_(some), first, last, up_to)

        self._writer.run(work)

    def settle(self, first: date, last: date, up_to: int) -> None:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        everybody = stale_days.c.subject_id.is_(None)
        self._writer.run(lambda connection: stale.unmark(connection, everybody, first, last, up_to))

    def days(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, list[PersonDay]]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        between = attendance_days.c.day.between(first.isoformat(), last.isoformat())
        found: dict[SubjectId, list[PersonDay]] = {}
        with self._readers.reading() as connection:
            # What was declared final of a record that was merged since is kept under its old id.
            ids = all_ids(connection, subject_ids)
            for some in chunks([SubjectId(each) for each in ids]):
                theirs = select(*(attendance_days.c[name] for name in COLUMNS)).where(
                    attendance_days.c.subject_id.in_(some), between
                )
                ordered = theirs.order_by(attendance_days.c.subject_id, attendance_days.c.day)
                for row in connection.execute(ordered).all():
                    day = person_day(row)
                    who = ids[day.subject_id]
                    found.setdefault(who, []).append(day if who == day.subject_id else replace(day, subject_id=who))
        if len(ids) > len(subject_ids):
            for days in found.values():
                days.sort(key=lambda each: each.result.day)
        return found

    def lines(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> Iterator[list[DayLine]]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            yield from attendance_sums.day_lines(connection, first, last, subject_ids)

    def months(self, first: date, last: date, subject_ids: Sequence[SubjectId]) -> list[PersonMonth]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            return attendance_sums.months(connection, first, last, subject_ids)

    def open_days(self, first: date, last: date) -> dict[SubjectId, tuple[date, date]]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        between = attendance_days.c.day.between(first.isoformat(), last.isoformat())
        ends = func.min(attendance_days.c.day), func.max(attendance_days.c.day)
        unfinished = select(attendance_days.c.subject_id, *ends).where(between, NOT_OVER)
        with self._readers.reading() as connection:
            return {
                SubjectId(who): (date.fromisoformat(begin), date.fromisoformat(end))
                for who, begin, end in connection.execute(unfinished.group_by(attendance_days.c.subject_id)).all()
            }

    def strangers(self, first: date, last: date, known: Sequence[SubjectId]) -> list[SubjectId]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        between = attendance_days.c.day.between(first.isoformat(), last.isoformat())
        with self._readers.reading() as connection:
            found = connection.execute(select(attendance_days.c.subject_id).where(between).distinct()).scalars()
            return sorted({SubjectId(each) for each in found} - set(known) - merged_records(connection).keys())

    # -- periods -------------------------------------------------------------------

    def periods(self) -> list[Period]:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""
        with self._readers.reading() as connection:
            rows = connection.execute(select(periods).order_by(periods.c.first_day, periods.c.period_id))
            return [_period(row) for row in rows]

    def close_period(self, first: date, last: date, actor: str) -> Period:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""

        def work(connection: Connection) -> Period:
            taken = connection.execute(_closed(first, last)).first()
            if taken is not None:
                raise PeriodError(
                    "Period closed already",
                    "The days from {first} to {last} are closed.",
                    "Reopen them first, or close other days.",
                    first=taken.first_day,
                    last=taken.last_day,
                )
            now = self._clock.now()
            added = insert(periods).values(
                first_day=first.isoformat(), last_day=last.isoformat(), closed_at=to_micros(now), closed_by=actor
            )
            key = connection.execute(added).inserted_primary_key
            assert key is not None
            details: dict[str, object] = {"first": first.isoformat(), "last": last.isoformat()}
            record(connection, now, actor, Action.CLOSE_PERIOD, str(key[0]), details)
            return _found_period(connection, key[0])

        return self._writer.run(work)

    def note_second_person(self, on: bool, actor: str) -> None:
        """Whether changes of punches need a second person is in the audit, with whoever decided it and when.

        Nothing is noted where it is as it was noted last, and as it is by itself: off.
        """

        def work(connection: Connection) -> None:
            last = connection.execute(
                select(audit.c.details)
                .where(audit.c.action == Action.SECOND_PERSON.value)
                .order_by(audit.c.audit_id.desc())
                .limit(1)
            ).scalar()
            if on is not (last is not None and json.loads(last)["on"] is True):
                record(connection, self._clock.now(), actor, Action.SECOND_PERSON, "*", {"on": on})

        self._writer.run(work)

    def reopen_period(self, period_id: int, reason: str, actor: str) -> Period:
        """See :class:`facegate.domain.ports_attendance.AttendanceStore`."""

        def work(connection: Connection) -> Period:
            period = _found_period(connection, period_id)
            if period.reopened_at is not None:
                raise PeriodError("Period open", "The period is open already.", "There is nothing to do.")
            now = self._clock.now()
            changes = {"reopened_at": to_micros(now), "reopened_by": actor, "reason": reason}
            connection.execute(update(periods).where(periods.c.period_id == period_id).values(**changes))
            # What was reported of records that were merged since is of the records that they belong to from now on.
            merged = attendance_days.c.subject_id.in_(select(aliases.c.alias))
            days = attendance_days.c.day.between(period.first.isoformat(), period.last.isoformat())
            connection.execute(delete(attendance_days).where(merged, days))
            stale.mark(connection, [(None, period.first, period.last)])
            details: dict[str, object] = {"first": period.first.isoformat(), "last": period.last.isoformat()}
            record(connection, now, actor, Action.REOPEN_PERIOD, str(period_id), details)
            return _found_period(connection, period_id)

        return self._writer.run(work)


def _among(row: Mapping[str, Any], days: Sequence[tuple[str, str]]) -> bool:
    return any(begin <= row["day"] <= end for begin, end in days)


def _closed(first: date, last: date) -> Select[Any]:
    """Periods that are closed and touch some days."""
    touches = (periods.c.first_day <= last.isoformat(), periods.c.last_day >= first.isoformat())
    return select(periods).where(periods.c.reopened_at.is_(None), *touches)


def _found_period(connection: Connection, period_id: int) -> Period:
    row = connection.execute(select(periods).where(periods.c.period_id == period_id)).first()
    if row is None:
        raise NotFoundError("Period not found", "There is no period {id}.", "List the periods.", id=period_id)
    return _period(row)


def _period(row: Any) -> Period:
    return Period(
        period_id=row.period_id,
        first=date.fromisoformat(row.first_day),
        last=date.fromisoformat(row.last_day),
        closed_at=from_micros(row.closed_at),
        closed_by=row.closed_by,
        reopened_at=None if row.reopened_at is None else from_micros(row.reopened_at),
        reopened_by=row.reopened_by,
        reason=row.reason,
    )
