"""Which looks a guided enrolment wants and how far it has come: a state machine with injected time.

Whose left? The person's own, as everybody takes it who is told "turn your head to the left". A camera's picture is not
mirrored, so their left lies on the picture's right, and turning left is a positive yaw. The window shows the live
picture of an enrolment as a mirror does: there their left lies on the screen's left, and head and arrow move the same
way. An arrow for :attr:`Turn.LEFT` therefore points to the left edge of the screen, whatever the direction of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.head_pose import HeadPose


class Pose(StrEnum):
    """A look that is wanted; left and right are the person's own."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Turn(StrEnum):
    """Which way the head should move; left and right are the person's own."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Cue(StrEnum):
    """What the person should do next."""

    GO = "go"
    """Take the pose that is asked for."""
    FURTHER = "further"
    """The right way, but not far enough yet."""
    BACK = "back"
    """Too far, or beside the way."""
    HOLD = "hold"
    """Hold still: this look is wanted."""


ALL_POSES = tuple(Pose)
SAMPLES_A_POSE = 2

HOLD = 0.2
"""Seconds for which a pose must be held before a sample is taken of it: a head that passes through is blurred."""

SAMPLE_SPACING = 0.35
"""Seconds between two samples, so that they are not the same look twice."""

_STARTED = 5.0
"""Degrees from which somebody is on their way to a pose."""


@dataclass(frozen=True, slots=True)
class PoseRange:
    """Where a head must be turned to, degrees, bounds included; signs as in :class:`HeadPose`."""

    yaw: tuple[float, float]
    pitch: tuple[float, float]

    def excess(self, yaw: float, pitch: float) -> tuple[float, float]:
        """How far a head is below (negative) or above (positive) the range in yaw and in pitch; 0.0 within."""
        return _beyond(yaw, self.yaw), _beyond(pitch, self.pitch)


def _beyond(value: float, bounds: tuple[float, float]) -> float:
    lower, upper = bounds
    if lower <= value <= upper:
        return 0.0
    # What is NaN is nowhere, and so beyond.
    return value - lower if value < lower else value - upper


RANGES = {
    # The camera may stand above or below the face, and what one takes for upright differs by ten degrees.
    Pose.FRONT: PoseRange((-15.0, 15.0), (-20.0, 20.0)),
    # From the person's own front. Enough for another view of the face, not so much that a gate would never see it.
    Pose.LEFT: PoseRange((15.0, 45.0), (-20.0, 20.0)),
    Pose.RIGHT: PoseRange((-45.0, -15.0), (-20.0, 20.0)),
    Pose.UP: PoseRange((-15.0, 15.0), (10.0, 35.0)),
    Pose.DOWN: PoseRange((-15.0, 15.0), (-35.0, -10.0)),
}
"""FRONT as measured; the others relative to the front samples of the same person, which takes out where the camera
stands and what the estimator adds to everybody's or to this person's angles."""

_OWN_TURN = {Pose.LEFT: Turn.LEFT, Pose.RIGHT: Turn.RIGHT, Pose.UP: Turn.UP, Pose.DOWN: Turn.DOWN}


@dataclass(frozen=True, slots=True)
class PoseCount:
    """How far one pose has come.

    Attributes:
        taken, wanted: samples; a pose that was skipped wants no more than it has.
        skipped: the administrator said that this pose cannot be had.
    """

    pose: Pose
    taken: int
    wanted: int
    skipped: bool

    @property
    def done(self) -> bool:
        """Whether nothing more is wanted of it."""
        return self.taken >= self.wanted


@dataclass(frozen=True, slots=True)
class PoseStep:
    """What one look at the head says.

    Attributes:
        asked: the pose that is asked for; None when all are done.
        seen: the pose that the head is in, if more samples of it are wanted.
        due: it was held long enough, and the last sample is long enough ago.
        cue: what to do.
        turn: which way, where there is one.
    """

    asked: Pose | None
    seen: Pose | None
    due: bool
    cue: Cue
    turn: Turn | None


class PosePlan:
    """Two samples each of several poses. The front comes first; after it any pose counts that happens to be shown.

    Not thread-safe.
    """

    def __init__(self, poses: Sequence[Pose] = ALL_POSES, per_pose: int = SAMPLES_A_POSE) -> None:
        """Want ``per_pose`` samples of each of ``poses``, the front among them.

        Raises:
            ValueError: no front, or no sample wanted.
        """
        if Pose.FRONT not in poses or per_pose < 1:
            raise ValueError("a plan needs the front and at least one sample of it")
        self._poses = tuple(pose for pose in ALL_POSES if pose in poses)
        self._per_pose = per_pose
        self.restart()

    def restart(self) -> None:
        """Begin with nothing: somebody else stands there, for whom nobody skipped anything."""
        self._taken = dict.fromkeys(self._poses, 0)
        self._skipped: set[Pose] = set()
        self._fronts: list[HeadPose] = []
        self._held: tuple[Pose, float] | None = None
        self._last_taken: float | None = None

    # -- how far it has come ---------------------------------------------------------

    @property
    def counts(self) -> tuple[PoseCount, ...]:
        """Every pose of the plan, in the order in which they are asked for."""
        return tuple(
            PoseCount(
                pose,
                self._taken[pose],
                self._taken[pose] if pose in self._skipped else self._per_pose,
                pose in self._skipped,
            )
            for pose in self._poses
        )

    @property
    def asked(self) -> Pose | None:
        """The pose that is asked for; None when all are done."""
        return next((count.pose for count in self.counts if not count.done), None)

    @property
    def complete(self) -> bool:
        """Whether nothing more is wanted."""
        return self.asked is None

    @property
    def skipped(self) -> tuple[Pose, ...]:
        """Poses of which there is no sample because they were skipped."""
        return tuple(count.pose for count in self.counts if count.skipped and not count.taken)

    # -- what happens ------------------------------------------------------------------

    def look(self, head: HeadPose, time: float) -> PoseStep:
        """The head is turned there at that moment (seconds, as frames count them)."""
        asked, seen = self.asked, self._seen(head)
        if seen is None:
            self._held = None
            cue, turn = self._advice(asked, head)
            return PoseStep(asked, None, False, cue, turn)
        if self._held is None or self._held[0] is not seen:
            self._held = (seen, time)
        elif time < self._held[1]:
            # A recording that starts anew jumps back in time; the pose was held until then.
            self._held = (seen, time - HOLD)
        rested = self._last_taken is None or not 0.0 <= time - self._last_taken < SAMPLE_SPACING
        return PoseStep(asked, seen, rested and time - self._held[1] >= HOLD, Cue.HOLD, None)

    def look_away(self) -> PoseStep:
        """There is no head to be seen."""
        self._held = None
        asked = self.asked
        return PoseStep(asked, None, False, Cue.GO, _OWN_TURN.get(asked) if asked else None)

    def take(self, pose: Pose, head: HeadPose, time: float) -> bool:
        """A sample of the pose was taken; False if none was wanted any more."""
        if self._done(pose):
            return False
        self._taken[pose] += 1
        self._last_taken = time
        if pose is Pose.FRONT:
            self._fronts.append(head)
        return True

    def pause(self, time: float) -> None:
        """A sample was tried in vain: the next one not before the usual time."""
        self._last_taken = time

    def skip(self, pose: Pose) -> None:
        """Want no more of a pose.

        Raises:
            ValueError: it is the front, without which nobody is recognised.
        """
        if pose is Pose.FRONT:
            raise ValueError("the front cannot be skipped")
        if not self._done(pose):
            self._skipped.add(pose)

    # -- inside ------------------------------------------------------------------------

    def _done(self, pose: Pose) -> bool:
        return pose not in self._taken or pose in self._skipped or self._taken[pose] >= self._per_pose

    def _relative(self, head: HeadPose) -> tuple[float, float]:
        """Yaw and pitch from the person's own front."""
        if not self._fronts:
            return head.yaw, head.pitch
        number = len(self._fronts)
        return (
            head.yaw - sum(front.yaw for front in self._fronts) / number,
            head.pitch - sum(front.pitch for front in self._fronts) / number,
        )

    def _angles(self, pose: Pose, head: HeadPose) -> tuple[float, float]:
        return (head.yaw, head.pitch) if pose is Pose.FRONT else self._relative(head)

    def _seen(self, head: HeadPose) -> Pose | None:
        wanted = [Pose.FRONT] if not self._done(Pose.FRONT) else self._poses
        inside = (pose for pose in wanted if RANGES[pose].excess(*self._angles(pose, head)) == (0.0, 0.0))
        return next((pose for pose in inside if not self._done(pose)), None)

    def _advice(self, asked: Pose | None, head: HeadPose) -> tuple[Cue, Turn | None]:
        """Which way from here to the pose that is asked for: along the angle that is farther off."""
        if asked is None:
            return Cue.HOLD, None
        angles = self._angles(asked, head)
        yaw, pitch = RANGES[asked].excess(*angles)
        sideways, upright = Turn.RIGHT if yaw > 0 else Turn.LEFT, Turn.DOWN if pitch > 0 else Turn.UP
        turn = sideways if abs(yaw) >= abs(pitch) else upright
        own = _OWN_TURN.get(asked)
        if turn is not own:
            return Cue.BACK, turn
        along = angles[0] if own in (Turn.LEFT, Turn.RIGHT) else angles[1]
        return (Cue.FURTHER if abs(along) >= _STARTED and _same_way(own, along) else Cue.GO), turn


def _same_way(turn: Turn, angle: float) -> bool:
    return (angle > 0) == (turn in (Turn.LEFT, Turn.UP))
