"""What a challenge says of itself, to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.pad.movements import Movement


class ChallengeState(StrEnum):
    """Where a challenge stands."""

    FRONT = "front"
    """The person is to look straight at the camera."""
    MOVE = "move"
    """A movement is asked for."""
    BACK = "back"
    """All movements were made; they are to look straight on once more."""
    PAUSE = "pause"
    """A try failed, another one follows."""
    PASSED = "passed"
    FAILED = "failed"
    """No try is left."""
    SWAPPED = "swapped"
    """Somebody else stands there."""
    UNAVAILABLE = "unavailable"
    """A model that tells movements failed."""

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return self in _OVER


_OVER = frozenset((ChallengeState.PASSED, ChallengeState.FAILED, ChallengeState.SWAPPED, ChallengeState.UNAVAILABLE))


class Failure(StrEnum):
    """Why a try failed."""

    TIME = "time"
    WRONG = "wrong"
    """Another movement than the one that was asked for."""
    LOST = "lost"
    """The face was out of sight."""


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """What to tell the person now.

    Attributes:
        movement: that is asked for, in the state ``MOVE``.
        step, steps: which of how many movements it is, from 1.
        share: how much of the movement is done, 0..1.
        blinks: that were seen, in a movement of blinking.
        remaining, limit: seconds that are left, and that there were.
        failure: why the last try failed.
        tries_left: after this one.
    """

    state: ChallengeState
    movement: Movement | None
    step: int
    steps: int
    share: float
    blinks: int
    remaining: float
    limit: float
    failure: Failure | None
    tries_left: int
