"""Where people are by the log: what was let through, as corrections and resets leave it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.whereabouts import FORGET_AFTER, Move, Passage, Reset, Undone
from facegate.domain.events import Event, EventFilter, EventType, Verdict
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import EventLog
from facegate.domain.ports_doors import PulseOutcome
from facegate.domain.records import DoorRecord, DoorVerdict


def moves_since(
    log: EventLog, now: datetime, plan: AccessPlan, corrections: Mapping[EventId, Event]
) -> list[tuple[int, Move]]:
    """Moves and the numbers of their events, as far back as anybody is remembered, in the order of the log.

    That order, and not that of the moments: a clock that was set back does not put anybody back.
    """
    found = [
        (event.sequence, move)
        for kind in (EventType.ACCESS, EventType.DOOR)
        for event in log.query(EventFilter(first=now - FORGET_AFTER, type=kind))
        if (move := move_of(event, plan, corrections)) is not None
    ]
    return sorted(found, key=lambda pair: pair[0])


def move_of(event: Event, plan: AccessPlan, corrections: Mapping[EventId, Event]) -> Move | None:
    """Where somebody is by one event; None where it says nothing of it.

    Args:
        event: of any type.
        plan: as it is now; who was let through a door that is no longer in it is where they were before.
        corrections: those in force, by what they correct.
    """
    if event.door is not None and event.door.about is not None:
        return _of_door(event.door, event.door.about)
    if event.access is None or not event.access.allowed:
        return None
    door, who = plan.door(event.access.place), _who(event, corrections.get(event.access.about))
    if door is None or who is None:
        return None
    return Passage(event.event_id, who, event.occurred_at, door.zone_to, door.door_id)


def _of_door(said: DoorRecord, about: EventId) -> Move | None:
    if said.verdict is DoorVerdict.RESET:
        return Reset(about)
    # An order of which no answer came back may have opened the door.
    shut = said.verdict is DoorVerdict.STALE or (
        said.verdict is DoorVerdict.FAILED and said.code != PulseOutcome.UNCONFIRMED.value
    )
    return Undone(about) if shut else None


def _who(decision: Event, correction: Event | None) -> SubjectId | None:
    """Who it was by what is known now: the sighting may have named somebody else."""
    if correction is None:
        return decision.subject_id
    return None if correction.verdict is Verdict.NOT_THIS_PERSON else correction.subject_id
