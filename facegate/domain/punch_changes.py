"""What punches somebody has once changes by administrators are taken into account.

The log is append-only: a punch is added, moved or voided by an event that says so, and such a change is taken back by
an event that voids it. Nothing old changes; what holds is reckoned from the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.events import Event
from facegate.domain.ids import EventId
from facegate.domain.records import DECISIONS, PunchChange, PunchVerdict


class ChangeState(StrEnum):
    """Whether a change counts."""

    HOLDS = "holds"
    PENDING = "pending"
    """It waits for a second person."""
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting of one person, corrections taken into account.

    Attributes:
        event_id: the event.
        at: aware, UTC.
        direction: as the event, or else the place where it happened, has it.
        origin: seen or card.
    """

    event_id: EventId
    at: datetime
    direction: Direction | None
    origin: PunchOrigin


@dataclass(frozen=True, slots=True)
class Standing:
    """Changes of punches, and which of them count.

    Attributes:
        states: of every change that is no decision, by its event.
        latest: the change in force of each sighting or added punch, by that event.
        added: punches that were added and hold, as they are now.
    """

    states: Mapping[EventId, ChangeState]
    latest: Mapping[EventId, PunchChange]
    added: tuple[Punch, ...]

    def applied(self, seen: Iterable[Seen]) -> list[Punch]:
        """Punches in no order: sightings with what was changed of them, and added ones."""
        punches = list(self.added)
        for each in seen:
            change = self.latest.get(each.event_id)
            if change is None:
                punches.append(Punch(each.at, each.direction, each.event_id, each.origin))
            elif change.verdict is PunchVerdict.MOVE:
                direction = change.direction or each.direction
                punches.append(Punch(change.at, direction, each.event_id, PunchOrigin.MOVED))
        return punches


NO_CHANGES = Standing({}, {}, ())


def standing(changes: Iterable[Event]) -> Standing:
    """What holds of one person's changes of punches.

    The newest change of a punch wins, and the newest decision about a change. A change that was voided does not count,
    and what it had covered holds again.

    Args:
        changes: events in any order; those that change no punch are passed over.
    """
    decided: dict[EventId, PunchVerdict] = {}
    taken_back: set[EventId] = set()
    states: dict[EventId, ChangeState] = {}
    latest: dict[EventId, PunchChange] = {}
    additions: list[tuple[EventId, PunchChange]] = []
    ordered = sorted(changes, key=lambda event: event.sequence, reverse=True)
    known = {event.event_id for event in ordered if event.punch is not None}
    # An event can only be about older ones, so from the newest on each is settled when it is met.
    for event in ordered:
        change = event.punch
        if change is None:
            continue
        if change.verdict in DECISIONS:
            if change.about is not None:
                decided.setdefault(change.about, change.verdict)
            continue
        states[event.event_id] = state = _state(event.event_id, change, decided, taken_back)
        if state is not ChangeState.HOLDS:
            continue
        if change.about is None:
            additions.append((event.event_id, change))
        elif change.verdict is PunchVerdict.VOID and change.about in known:
            taken_back.add(change.about)
        else:
            latest.setdefault(change.about, change)
    return Standing(states, latest, tuple(_added(each, change, latest) for each, change in additions))


def _state(
    event_id: EventId, change: PunchChange, decided: Mapping[EventId, PunchVerdict], taken_back: set[EventId]
) -> ChangeState:
    if event_id in taken_back:
        return ChangeState.TAKEN_BACK
    if not change.needs_approval or decided.get(event_id) is PunchVerdict.APPROVE:
        return ChangeState.HOLDS
    return ChangeState.PENDING if event_id not in decided else ChangeState.REJECTED


def _added(event_id: EventId, change: PunchChange, latest: Mapping[EventId, PunchChange]) -> Punch:
    moved = latest.get(event_id)
    if moved is None:
        return Punch(change.at, change.direction, event_id, PunchOrigin.ADDED)
    return Punch(moved.at, moved.direction or change.direction, event_id, PunchOrigin.MOVED)
