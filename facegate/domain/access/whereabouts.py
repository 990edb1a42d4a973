"""Who is in which zone, as far as doors know: made of what was let through, in the order of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from facegate.domain.ids import SubjectId

FORGET_AFTER = timedelta(hours=72)
"""Somebody who was let in this long ago and not seen since left unseen: a night shift and a weekend are shorter."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody was let through a door, or an operator said that it is not known where they are.

    Attributes:
        subject_id: who.
        at: aware.
        zone_id: where they are since; None: not known any more.
        door_id: through which door; empty for none.
    """

    subject_id: SubjectId
    at: datetime
    zone_id: str | None
    door_id: str = ""


class Whereabouts:
    """The newest passage of each person. Not thread-safe.

    The order in which passages are taken is that of the log, which a clock that is set back does not change.
    """

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self._newest: dict[SubjectId, Passage] = {}
        self._inside: dict[str, set[SubjectId]] = {}
        for passage in passages:
            self.take(passage)

    def take(self, passage: Passage) -> None:
        """Somebody was let through."""
        self._leave(passage.subject_id)
        if passage.zone_id is not None:
            self._newest[passage.subject_id] = passage
            self._inside.setdefault(passage.zone_id, set()).add(passage.subject_id)

    def of(self, subject_id: SubjectId, at: datetime) -> Passage | None:
        """Since when somebody is where, at a moment (aware); None where that is not known (any more)."""
        newest = self._newest.get(subject_id)
        return None if newest is None or at - newest.at > FORGET_AFTER else newest

    def count(self, zone_id: str, at: datetime, but: frozenset[SubjectId] = frozenset()) -> int:
        """How many people are in a zone, some left out."""
        return sum(self.of(each, at) is not None for each in self._inside.get(zone_id, set()) - but)

    def everybody(self, at: datetime) -> list[Passage]:
        """Where everybody is of whom that is known, who came first first."""
        known = [each for each in self._newest.values() if self.of(each.subject_id, at) is not None]
        return sorted(known, key=lambda each: (each.at, each.subject_id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whereabouts) and self._newest == other._newest

    __hash__ = None  # type: ignore[assignment]  # it changes

    def _leave(self, subject_id: SubjectId) -> None:
        before = self._newest.pop(subject_id, None)
        if before is not None and before.zone_id is not None:
            people = self._inside[before.zone_id]
            people.discard(subject_id)
            if not people:
                del self._inside[before.zone_id]
