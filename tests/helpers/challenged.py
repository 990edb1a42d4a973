"""Somebody in front of a challenge, as numbers: what a willing person's head does when it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.pad.challenge import Challenge
from facegate.domain.pad.challenge_view import ChallengeState
from facegate.domain.pad.movements import FaceLook, Movement

ALL = frozenset(Movement)


def face(yaw: float = 0.0, size: float = 60.0, openness: float | None = 0.3, nose_yaw: float | None = None) -> FaceLook:
    return FaceLook(yaw, 0.0, yaw if nose_yaw is None else nose_yaw, size, openness)


@dataclass
class Willing:
    """Does what is asked, after a moment: turns and comes back, blinks twice, leans forward.

    Attributes:
        front: yaw of looking straight on, degrees.
        turn: degrees of a turn.
        speed: degrees a second.
        reaction: seconds.
        blink: seconds for which the eyes are closed, and then open.
        lean: times by which the face grows.
        opposite: takes left for right.
    """

    front: float = 0.0
    turn: float = 28.0
    speed: float = 90.0
    reaction: float = 0.6
    blink: float = 0.2
    lean: float = 1.35
    opposite: bool = False

    def __post_init__(self) -> None:
        self._asked: tuple[object, int] = (None, 0)
        self._since = 0.0
        self._yaw, self._size, self._time = self.front, 60.0, 0.0

    def look(self, challenge: Challenge, time: float) -> FaceLook:
        view = challenge.view
        if (view.movement, view.step) != self._asked:
            self._asked, self._since = (view.movement, view.step), time
        passed, elapsed, self._time = time - self._since - self.reaction, time - self._time, time
        goal, openness, grown = self.front, 0.3, 1.0
        if passed >= 0 and view.state is ChallengeState.MOVE:
            way = -1.0 if self.opposite else 1.0
            if view.movement is Movement.LEFT:
                goal += way * self.turn
            elif view.movement is Movement.RIGHT:
                goal -= way * self.turn
            elif view.movement is Movement.CLOSER:
                grown = self.lean
            elif int(passed / self.blink) % 2 == 0:
                openness = 0.08
        step = self.speed * elapsed
        self._yaw += min(step, max(-step, goal - self._yaw))
        self._size += min(step, max(-step, 60.0 * grown - self._size))
        return face(self._yaw, self._size, openness)


def go_through(challenge: Challenge, person: Willing, fps: float, seconds: float = 60.0) -> float:
    """Until it is over, every look compared and found the same; how long it took."""
    frame = 0
    while not challenge.state.over and frame < seconds * fps:
        time = frame / fps
        challenge.look(person.look(challenge, time), time)
        challenge.compare(True)
        frame += 1
    return frame / fps
