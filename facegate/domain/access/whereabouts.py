"""Who is in which zone, as far as doors know: made of what was let through, in the order of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from facegate.domain.ids import EventId, SubjectId

RETRY = timedelta(seconds=120)
"""For so long after somebody was let through a door it lets them through again: it may have shut before they passed."""

FORGET_AFTER = timedelta(hours=72)
"""Somebody who was let in this long ago and not seen since left unseen: a night shift and a weekend are shorter."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody was let through a door.

    Attributes:
        decision_id: the event that says so.
        subject_id: who.
        at: aware; of those let through one door again at once, when they were first.
        zone_id: where they are since.
        door_id: through which door.
    """

    decision_id: EventId
    subject_id: SubjectId
    at: datetime
    zone_id: str
    door_id: str


@dataclass(frozen=True, slots=True)
class Reset:
    """An operator said that it is not known any more where somebody is.

    Attributes:
        decision_id: what had put them where they were said to be.
    """

    decision_id: EventId


@dataclass(frozen=True, slots=True)
class Undone:
    """A door did not open for somebody who had been let through: they are where they were before.

    Attributes:
        decision_id: what had let them through.
    """

    decision_id: EventId


Move: TypeAlias = Passage | Reset | Undone


class Whereabouts:
    """The newest passage of each person. Not thread-safe.

    The order in which moves are taken is that of the log, which a clock that is set back does not change.
    """

    def __init__(self, moves: Iterable[Move] = ()) -> None:
        self._newest: dict[SubjectId, Passage] = {}
        self._before: dict[SubjectId, Passage] = {}
        self._inside: dict[str, set[SubjectId]] = {}
        self._decided: dict[EventId, SubjectId] = {}
        for move in moves:
            self.take(move)

    def take(self, move: Move) -> None:
        """Somebody was let through, or was not after all, or it is not known any more where they are."""
        if isinstance(move, Passage):
            before = self._leave(move.subject_id)
            self._enter(move if before is None else _since(before, move))
            if before is not None:
                self._before[move.subject_id] = before
            return
        who = self._decided.get(move.decision_id)
        if who is not None:
            before = self._before.get(who)
            self._leave(who)
            if isinstance(move, Undone) and before is not None:
                self._enter(before)

    def of(self, subject_id: SubjectId, at: datetime) -> Passage | None:
        """Since when somebody is where, at a moment (aware); None where that is not known (any more)."""
        newest = self._newest.get(subject_id)
        return None if newest is None or at - newest.at > FORGET_AFTER else newest

    def count(self, zone_id: str, at: datetime, but: frozenset[SubjectId] = frozenset()) -> int:
        """How many people are in a zone, some left out."""
        return len(self.inside(zone_id, at) - but)

    def inside(self, zone_id: str, at: datetime) -> frozenset[SubjectId]:
        """Who is in a zone."""
        return frozenset(each for each in self._inside.get(zone_id, set()) if self.of(each, at) is not None)

    def everybody(self, at: datetime) -> list[Passage]:
        """Where everybody is of whom that is known, who came first first."""
        known = [each for each in self._newest.values() if self.of(each.subject_id, at) is not None]
        return sorted(known, key=lambda each: (each.at, each.subject_id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whereabouts) and (self._newest, self._before) == (other._newest, other._before)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def _enter(self, passage: Passage) -> None:
        self._newest[passage.subject_id] = passage
        self._inside.setdefault(passage.zone_id, set()).add(passage.subject_id)
        self._decided[passage.decision_id] = passage.subject_id

    def _leave(self, subject_id: SubjectId) -> Passage | None:
        """Forget where somebody is; returns what was known."""
        self._before.pop(subject_id, None)
        last = self._newest.pop(subject_id, None)
        if last is not None:
            del self._decided[last.decision_id]
            self._inside[last.zone_id].discard(subject_id)
        return last


def _since(before: Passage, again: Passage) -> Passage:
    """A passage, from the first on where it repeats another: a chain of tries must not go on for ever."""
    same = (before.zone_id, before.door_id) == (again.zone_id, again.door_id)
    return replace(again, at=before.at) if same and timedelta() <= again.at - before.at <= RETRY else again
