"""Cool-down: one sighting of a person is one event, however many frames it lasts."""

from __future__ import annotations

from facegate.domain.ids import SubjectId

_SAME_SIGHTING = 1.0
"""Seconds by which two clocks may differ on one sighting; cool-downs are much longer."""


class Presence:
    """Remembers when each person was last logged. Not thread-safe; lives on the inference thread.

    Times are seconds on the source's own line (:attr:`Frame.time`), so a clock
    that is set back opens no gap and closes none.
    """

    def __init__(self, cool_down: float) -> None:
        self.cool_down = cool_down
        self._logged: dict[SubjectId, float] = {}

    def admit(self, subject_id: SubjectId, time: float) -> bool:
        """Whether a sighting now is a new event; if so it starts a new cool-down."""
        if self.remaining(subject_id, time) > 0:
            return False
        self._logged[subject_id] = time
        return True

    def remaining(self, subject_id: SubjectId, time: float) -> float:
        """Seconds until the person's next sighting counts; 0.0 if it counts now."""
        logged = self._logged.get(subject_id)
        if logged is None:
            return 0.0
        return max(0.0, self.cool_down - (time - logged))

    def restore(self, subject_id: SubjectId, time: float) -> None:
        """Take over an event that was logged before the program started."""
        self._logged[subject_id] = max(time, self._logged.get(subject_id, time))

    def shorten(self, subject_id: SubjectId, time: float, seconds: float) -> None:
        """Let the person's next sighting count after that many seconds from ``time`` on, if it would not before."""
        if self.remaining(subject_id, time) > seconds:
            self._logged[subject_id] = time + seconds - self.cool_down

    def retract(self, subject_id: SubjectId, time: float) -> None:
        """Somebody else was taken for this person then: the cool-down that this began ends, another does not."""
        logged = self._logged.get(subject_id)
        if logged is not None and abs(logged - time) <= _SAME_SIGHTING:
            del self._logged[subject_id]

    def merge(self, kept: SubjectId, other: SubjectId) -> None:
        """Two records were one person, who is logged as ``kept`` from now on."""
        if other in self._logged:
            self.restore(kept, self._logged.pop(other))

    def forget(self, subject_id: SubjectId) -> None:
        """Drop a person who was erased."""
        self._logged.pop(subject_id, None)
