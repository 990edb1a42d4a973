"""Corrections as the database finds them: few, behind an index that holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from facegate import logs
from facegate.domain.corrections import effective, in_force, settled
from facegate.domain.events import SIGHTINGS, Event
from facegate.domain.ids import EventId, SubjectId
from facegate.errors import DamagedDataError, FacegateError
from facegate.storage.event_rows import event_of
from facegate.storage.merged import ids_of, in_present_ids, merged_records
from facegate.storage.schema import events

_later = events.alias("later")


def uncorrected() -> ColumnElement[bool]:
    """That nobody ever said anything of the event."""
    return ~exists(select(_later.c.sequence).where(_later.c.corrects == events.c.event_id))


def corrected_ids() -> Select[tuple[str | None]]:
    """Ids of all events of which somebody said something, ever."""
    return select(_later.c.corrects).where(_later.c.corrects.is_not(None))


def concerning(subject_id: SubjectId) -> ColumnElement[bool]:
    """That an event names the person, or that a correction of it does, in force or not; by whichever of their ids.

    Whom a face showed that was not let count is named, too: the picture was theirs.
    """
    theirs = ids_of(subject_id)
    named = corrected_ids().where(_later.c.subject_id.in_(theirs))
    return events.c.subject_id.in_(theirs) | events.c.event_id.in_(named) | events.c.claimed_id.in_(theirs)


def holding(
    connection: Connection, notify: Callable[[FacegateError], None] = lambda _error: None
) -> dict[EventId, Event]:
    """The corrections in force, see :func:`facegate.domain.corrections.in_force`; told is which cannot be read."""
    return in_force(_events(connection, select(events).where(events.c.corrects.is_not(None)), notify))


def holding_and_undone(connection: Connection) -> tuple[dict[EventId, Event], list[Event]]:
    """See :func:`facegate.domain.corrections.settled`."""
    return settled(_events(connection, select(events).where(events.c.corrects.is_not(None))))


def corrected_identifications(connection: Connection) -> Iterator[tuple[Event, SubjectId]]:
    """Events of which somebody said something and that name a person now, with that person."""
    now = holding(connection)
    touched = select(events).where(events.c.type.in_(sorted(SIGHTINGS)), events.c.event_id.in_(corrected_ids()))
    for event in _events(connection, touched):
        said = effective(event, now)
        if said.identified and said.subject_id is not None:
            yield event, said.subject_id


def _events(
    connection: Connection,
    statement: Select[Any],
    notify: Callable[[FacegateError], None] = lambda _error: None,
) -> Iterator[Event]:
    merged = merged_records(connection)
    for row in connection.execute(statement).mappings():
        try:
            yield event_of(in_present_ids(dict(row), merged))
        except DamagedDataError as error:
            # A row that somebody tampered with must not close the gate to all; a check of the log names it.
            logs.storage.error("event %s is left out of the corrections: %s", row["sequence"], error.title)
            notify(_correction_damaged(row["sequence"]))


def _correction_damaged(sequence: int) -> DamagedDataError:
    return DamagedDataError(
        "Correction damaged",
        "Event {sequence} of the log, a correction, was changed and is not heeded: what it corrected holds again.",
        "Verify the event log, correct the event anew, and find out who can write to the data folder.",
        sequence=sequence,
    )
