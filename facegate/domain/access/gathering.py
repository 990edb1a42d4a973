"""What somebody showed at a door a moment ago: a face, then a card; one person, then a second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from facegate.domain.access.factors import Factor
from facegate.domain.events import Event, EventType
from facegate.domain.ids import EventId, SubjectId

_PROOFS: Mapping[EventType, frozenset[Factor]] = MappingProxyType(
    {
        EventType.IDENTIFICATION: frozenset({Factor.FACE}),
        EventType.CARD: frozenset({Factor.CARD}),
        EventType.PIN: frozenset({Factor.CARD, Factor.PIN}),
    }
)


def proofs_of(event: Event) -> frozenset[Factor]:
    """What an event that identified somebody proves."""
    return _PROOFS.get(event.type, frozenset())


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who may enter once a second person comes.

    Attributes:
        subject_id: who.
        shown: what they had shown.
        event_id: the sighting that their decision was about.
        until: seconds on the clock that never goes back.
    """

    subject_id: SubjectId
    shown: frozenset[Factor]
    event_id: EventId
    until: float


_MOST_KEPT = 1000
"""People whose proofs are kept before those that count no more are thrown away."""


class Gathering:
    """Proofs and people that wait for what is missing. Lives in memory only: a restart lets nobody in for the past.

    Not thread-safe. Times are seconds that never go back.
    """

    def __init__(self, seconds: float) -> None:
        """``seconds``: how long something shown counts."""
        self.seconds = seconds
        self._proofs: dict[tuple[str, SubjectId], dict[Factor, float]] = {}
        self._waiting: dict[str, Waiting] = {}

    def show(self, door_id: str, subject_id: SubjectId, proofs: frozenset[Factor], now: float) -> frozenset[Factor]:
        """Somebody showed something at a door; returns all that counts of them there now."""
        if len(self._proofs) > _MOST_KEPT:
            self._proofs = {key: kept for key, kept in self._proofs.items() if max(kept.values(), default=now) > now}
        shown = self._proofs.setdefault((door_id, subject_id), {})
        shown.update(dict.fromkeys(proofs, now + self.seconds))
        return frozenset(factor for factor, until in shown.items() if until > now)

    def settle(self, door_id: str, subject_id: SubjectId) -> None:
        """A decision was made that needs nothing more: what was shown counts for no other."""
        self._proofs.pop((door_id, subject_id), None)
        waiting = self._waiting.get(door_id)
        if waiting is not None and waiting.subject_id == subject_id:
            del self._waiting[door_id]

    def wait(self, door_id: str, waiting: Waiting) -> None:
        """Somebody waits for a second person; who waited there before does so no longer."""
        self._waiting[door_id] = waiting

    def waiting(self, door_id: str, for_whom: SubjectId, now: float) -> Waiting | None:
        """Who waits at a door for a second person, who cannot be themselves."""
        waiting = self._waiting.get(door_id)
        return None if waiting is None or waiting.until <= now or waiting.subject_id == for_whom else waiting

    def awaits(self, subject_id: SubjectId, now: float) -> bool:
        """Whether somebody showed something at a door that is not enough yet."""
        return any(
            who == subject_id and any(until > now for until in shown.values())
            for (_, who), shown in self._proofs.items()
        )

    def forget(self, subject_id: SubjectId) -> None:
        """Somebody was erased or suspended."""
        self._proofs = {key: shown for key, shown in self._proofs.items() if key[1] != subject_id}
        self._waiting = {door: each for door, each in self._waiting.items() if each.subject_id != subject_id}

    def clear(self) -> None:
        """The plan was changed, or doors are locked down."""
        self._proofs, self._waiting = {}, {}
