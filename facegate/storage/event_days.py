"""Which days have to be worked out again because of what the log took."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, select

from facegate.domain.attendance.workdays import work_date
from facegate.domain.events import SIGHTINGS, EventType
from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import Stale
from facegate.storage import stale
from facegate.storage.merged import merged_records
from facegate.storage.moments import from_micros
from facegate.storage.schema import events, meta

DAYS_BEFORE, DAYS_AFTER = 3, 1
"""A punch may belong to the shift of up to three days before (it ends within 48 hours, its window within 24 more), and
to one that begins on the next day; it moves the border between the two."""

_SEQUENCE, _BASIS = "attendance_sequence", "attendance_basis"
_MOST_EVENTS = 200_000
"""Beyond this many new events at once everything is worked out again: quicker than to see what they touch."""


def news(connection: Connection, zone: ZoneInfo, basis: str) -> tuple[int, list[stale.Mark]]:
    """The end of the log, and what events since the last time make stale."""
    known = dict(connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_([_SEQUENCE, _BASIS]))).all())
    before = int(known.get(_SEQUENCE, "-1"))
    end = connection.execute(select(func.max(events.c.sequence))).scalar() or 0
    if known.get(_BASIS) != basis or before > end or end - before > _MOST_EVENTS:
        return end, [(None, *stale.ALWAYS)]
    return end, _touched(connection, before, zone) if end > before else []


def note(connection: Connection, zone: ZoneInfo, basis: str) -> None:
    """Mark it, and remember how far the log was read."""
    end, marks = news(connection, zone, basis)
    stale.mark(connection, marks)
    for key, value in ((_SEQUENCE, str(end)), (_BASIS, basis)):
        changed = connection.execute(meta.update().where(meta.c.key == key, meta.c.value != value).values(value=value))
        if not changed.rowcount and connection.execute(select(meta.c.key).where(meta.c.key == key)).first() is None:
            connection.execute(meta.insert().values(key=key, value=value))


def as_stale(marks: Iterable[stale.Mark], first: date, last: date) -> list[Stale]:
    """Marks that are not stored, as far as they concern these days."""
    return [Stale(0, who, begin, end) for who, begin, end in marks if begin <= last and first <= end]


def _touched(connection: Connection, after: int, zone: ZoneInfo) -> list[stale.Mark]:
    kinds = [kind.value for kind in (*SIGHTINGS, EventType.CORRECTION, EventType.PUNCH)]
    columns = ("sequence", "event_id", "type", "subject_id", "occurred_at", "result", "corrects", "punch_at", "about")
    statement = select(*(events.c[name] for name in columns)).where(events.c.sequence > after, events.c.type.in_(kinds))
    merged = merged_records(connection)
    touched: set[tuple[SubjectId, date]] = set()
    for row in connection.execute(statement).all():
        if row.type == EventType.CORRECTION.value:
            found = _corrected(connection, row)
        elif row.type == EventType.PUNCH.value:
            found = _punched(connection, row)
        else:
            found = {(row.subject_id, row.occurred_at)} if row.result == Outcome.IDENTIFIED.value else set()
        for who, micros in found:
            if who is not None:
                present = merged.get(SubjectId(who), SubjectId(who))
                touched.add((present, work_date(from_micros(micros), zone)))
    return [(who, _moved(day, -DAYS_BEFORE), _moved(day, DAYS_AFTER)) for who, day in sorted(touched)]


def _corrected(connection: Connection, row: Row[Any]) -> set[tuple[str | None, int]]:
    """Whoever was ever named for the sighting that a correction is, in the end, about; wherever it was or is."""
    target = row.corrects
    while target is not None:
        found = connection.execute(select(events).where(events.c.event_id == target)).mappings().first()
        if found is None:
            return set()
        if found["type"] != EventType.CORRECTION.value:
            named = select(events.c.subject_id).where(events.c.corrects == target)
            people = {found["subject_id"], row.subject_id, *connection.execute(named).scalars()}
            moments = {found["occurred_at"], *(at for _, at in _changes_of(connection, target))}
            return {(who, at) for who in people for at in moments}
        target = found["corrects"]
    return set()


def _punched(connection: Connection, row: Row[Any]) -> set[tuple[str | None, int]]:
    """The person at every moment where the punch ever was or is: an older change may hold again, or no more."""
    found, target = {(row.subject_id, row.punch_at)}, row.about
    root = row.event_id
    while target is not None:
        about = connection.execute(select(events).where(events.c.event_id == target)).mappings().first()
        if about is None:
            break
        found.add((row.subject_id, about["punch_at"] or about["occurred_at"]))
        root, target = target, about["about"]
    return found | _changes_of(connection, root)


def _changes_of(connection: Connection, root: str) -> set[tuple[str | None, int]]:
    """Whom changes of a sighting, or of an added punch, name, and the moments that they give it."""
    changes = select(events.c.subject_id, events.c.punch_at).where(
        events.c.about == root, events.c.punch_at.is_not(None)
    )
    return {(row.subject_id, row.punch_at) for row in connection.execute(changes)}


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
