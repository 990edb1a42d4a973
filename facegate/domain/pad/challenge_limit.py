"""How many challenges one claimed person may fail at one gate, however often they step away and come back."""

from __future__ import annotations

from collections import deque

from facegate.domain.ids import SubjectId
from facegate.domain.pad.challenge import MOST_TRIES

REST = 30.0
"""Seconds for which nobody is asked to prove that they are this person after the last try; card and PIN stay."""

_MOST_PEOPLE = 10_000
"""People remembered at once; the one who failed longest ago is forgotten first."""


class ChallengeLimit:
    """Failed tries by the person whom they claimed to be. Seconds as frames count them. Not thread-safe."""

    def __init__(self) -> None:
        self._failed: dict[SubjectId, deque[float]] = {}

    def failed(self, claimed: SubjectId, time: float) -> None:
        """A try failed."""
        fresh = self.tries(claimed, time) == MOST_TRIES
        times = self._failed.pop(claimed, None)
        if times is None or fresh:
            times = deque(maxlen=MOST_TRIES)
        self._failed[claimed] = times
        times.append(time)
        while len(self._failed) > _MOST_PEOPLE:
            del self._failed[next(iter(self._failed))]

    def tries(self, claimed: SubjectId, time: float) -> int:
        """Tries that are left; those that failed count for :data:`REST` seconds after the newest of them."""
        times = self._failed.get(claimed)
        if times is None or not 0.0 <= time - times[-1] < REST:
            return MOST_TRIES
        return MOST_TRIES - len(times)

    def forget(self, claimed: SubjectId) -> None:
        """They did what they were asked, or were erased."""
        self._failed.pop(claimed, None)
