"""The events about one person, as that person may see them: whoever else is in them stays unnamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from facegate.domain.events import Event, EventFilter, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import EventLog
from facegate.pipeline import event_rows
from facegate.pipeline.event_rows import event_columns

COLUMNS = event_columns("person")
"""As of an export of all events, but with ``person`` in place of ids and names: ``you`` or ``another person``."""

YOU, ANOTHER = "you", "another person"


def events_about(log: EventLog, subject_id: SubjectId) -> Iterator[Event]:
    """Every event about a person in order of time, then what was said of these events and does not name them.

    The latter are corrections to somebody else and undone corrections: few, and none of them names the person.
    """
    corrections = sorted(log.query(EventFilter(type=EventType.CORRECTION)), key=lambda event: event.sequence)
    corrected = {event.corrects for event in corrections}
    seen: set[EventId] = set()
    told: set[EventId] = set()
    for event in log.query(EventFilter(subject_id=subject_id)):
        if event.event_id in corrected:
            seen.add(event.event_id)
        if event.type is EventType.CORRECTION:
            told.add(event.event_id)
        yield event
    # A correction can only name an older event, so one pass in their order finds the undone undos too.
    for event in corrections:
        if event.corrects in seen or event.corrects in told:
            if event.event_id not in told:
                yield event
            told.add(event.event_id)


def event_row(event: Event, subject_id: SubjectId, holding: Mapping[EventId, Event], zone: ZoneInfo) -> list[str]:
    """An event as cells of :data:`COLUMNS`."""

    def who(named: SubjectId | None) -> tuple[str]:
        if named is None:
            return ("",)
        return (YOU if named == subject_id else ANOTHER,)

    return event_rows.event_row(event, holding, zone, who)
