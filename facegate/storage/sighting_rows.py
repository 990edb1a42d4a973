"""Who was seen when, as attendance needs it: millions of rows in a year, so only the columns that count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from facegate.domain.corrections import effective
from facegate.domain.events import SIGHTINGS, Event, EventType
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports_attendance import Sighting
from facegate.errors import DamagedDataError
from facegate.storage.corrections import holding
from facegate.storage.event_records import direction_of
from facegate.storage.event_rows import event_of
from facegate.storage.merged import in_present_ids, merged_records
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.schema import aliases, events, subjects

_TYPES = {kind.value: kind for kind in SIGHTINGS}
_AT_ONCE = 400
"""Ids asked for in one statement."""
_SHARE = 2
"""Of so many people one has to be wanted: then reading all sightings is the shorter way, above all from a disk."""


def all_ids(connection: Connection, ids: Sequence[SubjectId]) -> dict[str, SubjectId]:
    """Every id that events may have of some people, with the one that they have now."""
    found: dict[str, SubjectId] = {str(each): each for each in ids}
    for some in chunks(ids):
        theirs = select(aliases.c.alias, aliases.c.subject_id).where(aliases.c.subject_id.in_(some))
        found.update((row.alias, SubjectId(row.subject_id)) for row in connection.execute(theirs))
    return found


def chunks(ids: Sequence[SubjectId]) -> Iterator[Sequence[SubjectId]]:
    """As many ids at once as one statement takes."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def uncorrected_sightings(
    connection: Connection, ids: Mapping[str, SubjectId], begin: datetime, end: datetime
) -> dict[SubjectId, list[Sighting]]:
    """Of some people, from one moment to before another, whatever corrections say."""
    columns = (events.c.event_id, events.c.type, events.c.subject_id, events.c.occurred_at, events.c.direction)
    found: dict[SubjectId, list[Sighting]] = {present: [] for present in ids.values()}
    wanted = select(*columns, events.c.source).where(
        events.c.occurred_at >= to_micros(begin),
        events.c.occurred_at < to_micros(end),
        events.c.type.in_(sorted(_TYPES)),
        events.c.result == Outcome.IDENTIFIED.value,
    )
    for statement in _by_time_or_person(connection, wanted, ids):
        for event_id, kind, who, occurred_at, direction, source in connection.execute(statement).all():
            present = ids.get(who)
            if present is None:
                continue
            try:
                way = None if direction is None else direction_of(direction)
            except KeyError:
                raise _damaged(event_id) from None
            found[present].append(Sighting(event_id, from_micros(occurred_at), way, source, _TYPES[kind]))
    return found


def _by_time_or_person(connection: Connection, wanted: Select[Any], ids: Mapping[str, SubjectId]) -> list[Select[Any]]:
    """Statements for what is wanted of some people.

    A person's sightings lie apart from each other, those of a day together: of many people all of them are read.
    """
    people = connection.execute(select(func.count()).select_from(subjects)).scalar_one()
    if len(ids) > _AT_ONCE and len(ids) * _SHARE >= people:
        return [wanted]
    return [wanted.where(events.c.subject_id.in_(some)) for some in chunks([SubjectId(each) for each in ids])]


class Corrected:
    """Sightings of which a correction says who was there, or that it was somebody else."""

    def __init__(self, connection: Connection) -> None:
        self._merged = merged_records(connection)
        self.holding = holding(connection)
        self._events = {event.event_id: event for event in self._read(connection, list(self.holding))}

    def sightings(self, begin: datetime, end: datetime) -> Iterator[tuple[SubjectId, Sighting]]:
        """Of anybody whom a correction names."""
        for event in self._events.values():
            said = effective(event, self.holding)
            if said.identified and said.subject_id is not None and begin <= event.occurred_at < end:
                yield said.subject_id, sighting_of(event)

    def _read(self, connection: Connection, ids: list[EventId]) -> Iterator[Event]:
        for start in range(0, len(ids), _AT_ONCE):
            statement = select(events).where(events.c.event_id.in_(ids[start : start + _AT_ONCE]))
            for row in connection.execute(statement).mappings():
                yield event_of(in_present_ids(dict(row), self._merged))


def sighting_of(event: Event) -> Sighting:
    """A sighting from the whole event."""
    return Sighting(event.event_id, event.occurred_at, event.direction, event.source, EventType(event.type))


def _damaged(event_id: str) -> DamagedDataError:
    return DamagedDataError(
        "Event damaged",
        "Event {id} of the log has been changed.",
        "Restore the data folder from a backup, and find out who can write to it.",
        id=event_id,
    )
