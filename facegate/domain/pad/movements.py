"""What somebody is asked to do in a challenge, and when they have done it: measurements in, yes or no out.

Left and right are the person's own, as in :mod:`facegate.domain.poses`: turning left is a positive yaw.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite
from random import Random


class Movement(StrEnum):
    """What a person is asked to do."""

    BLINK = "blink"
    """Close both eyes and open them, twice."""
    LEFT = "left"
    RIGHT = "right"
    """Turn the head, to the person's own side."""
    CLOSER = "closer"
    """Come nearer to the camera."""


TURNS = (Movement.LEFT, Movement.RIGHT)

STEPS = 3
"""Movements of one challenge: in random order there are 18 with all models, of which a recording fits one."""

BLINKS = 2

TURNED = 15.0
"""Degrees from the person's own front from which the head is turned, as in a guided enrolment; by the model of head
pose and by the landmarks alike. The nose of a flat picture stays between its eyes however the picture is turned: of 24
faces on flat cards turned by up to 60 degrees, seen from one and two widths away, both together saw at most 4.3. Of
cards bent around half their width, 15.0 once in 192 looks. Cards bent more, around 0.3 widths, pass for turned heads
(half of them at 35 degrees); they do not blink."""

WRONG = TURNED
"""Degrees from which a turn that nobody asked for is a wrong movement: as few as make one that was asked for. Were it
more, a film of all movements, each turned by something in between, would do whatever is asked."""

STRAIGHT = 12.0
"""Degrees within which the head looks straight on, from the person's own front."""

HELD = 0.15
"""Seconds for which a turn or an approach must be seen, in two looks at least: one look may be wrong."""

CLOSER_BY = 1.2
"""Times by which the distance between the eyes grows: about one step towards a camera that is two metres away."""

CLOSED_SHARE, OPEN_SHARE = 0.5, 0.75
"""An eye is closed below, and open again above these shares of its usual openness. Blinks fall to 0.2 to 0.35."""

LONGEST_BLINK = 1.5
"""Seconds; eyes that stay closed for longer were shut, not blinked."""


@dataclass(frozen=True, slots=True)
class FaceLook:
    """What one look says of where a head is and what it does.

    Attributes:
        yaw, pitch: degrees by the model of head pose; signs as in :class:`facegate.domain.head_pose.HeadPose`.
        nose_yaw: degrees by the landmarks alone.
        size: distance between the eyes as from the front, pixels.
        openness: of the more closed eye, as :class:`facegate.domain.ports.EyeOpenness` measures it; None: not measured.
    """

    yaw: float
    pitch: float
    nose_yaw: float
    size: float
    openness: float | None = None

    @property
    def finite(self) -> bool:
        """Whether it can be reckoned with."""
        numbers = (self.yaw, self.pitch, self.nose_yaw, self.size, self.openness or 0.0)
        return all(isfinite(number) for number in numbers) and self.size > 0.0

    def turned(self, front: FaceLook, towards: Movement) -> float:
        """Degrees that the head is turned from its front towards ``LEFT`` or ``RIGHT``: the least that is certain."""
        sign = 1.0 if towards is Movement.LEFT else -1.0
        return min(sign * (self.yaw - front.yaw), sign * (self.nose_yaw - front.nose_yaw))

    def straight(self, front: FaceLook) -> bool:
        """Whether the head looks where it did."""
        return max(abs(self.yaw - front.yaw), abs(self.nose_yaw - front.nose_yaw)) <= STRAIGHT


def judgeable(*, eyes: bool, head_pose: bool) -> frozenset[Movement]:
    """The movements that can be told with these models; none where they make no challenge.

    Without the model of head pose there is none: a recording that blinks and comes closer is any recording.
    """
    if not head_pose:
        return frozenset()
    return frozenset(Movement) if eyes else frozenset((*TURNS, Movement.CLOSER))


def draw_movements(possible: frozenset[Movement], rng: Random) -> tuple[Movement, ...]:
    """:data:`STEPS` movements in random order. Blinking, which no print does, and a turn are always among them.

    Args:
        possible: both turns at least.
        rng: in use one that nobody can foresee.
    """
    turn = rng.choice(TURNS)
    chosen = [turn, Movement.BLINK] if Movement.BLINK in possible else [turn]
    others = [movement for movement in Movement if movement in possible and movement not in chosen]
    rng.shuffle(others)
    chosen += others[: STEPS - len(chosen)]
    while len(chosen) < STEPS:
        chosen.append(rng.choice(TURNS))
    rng.shuffle(chosen)
    return tuple(chosen)


class Holding:
    """Whether something is seen for long enough, look after look."""

    def __init__(self) -> None:
        self._since: float | None = None

    def see(self, there: bool, time: float) -> bool:
        """Whether it has been there for :data:`HELD` seconds."""
        if not there:
            self._since = None
            return False
        if self._since is None:
            self._since = time
        return time - self._since >= HELD


class MovementWatch:
    """One movement that was asked for, by somebody whose front is known. Times in seconds. Not thread-safe.

    Attributes:
        blinks: how many were seen since.
        share: how much of the movement is done, 0..1.
        done: the movement is made, as of the newest look.
        wrong: another one was made.
    """

    def __init__(self, movement: Movement, front: FaceLook) -> None:
        """Wait for ``movement``."""
        self.movement = movement
        self.blinks = 0
        self.share = 0.0
        self.done = False
        self.wrong = False
        self._front = front
        self._size: float | None = None
        self._least = inf
        self._made = Holding()
        self._strayed = Holding()
        self._eyes = _Eyes(front.openness)

    def look(self, look: FaceLook, time: float) -> None:
        """Take a look into account."""
        straight = look.straight(self._front)
        if self._size is None:
            # How the head stands when the movement is asked for counts neither for nor against it: straight on first.
            # But who comes closer while their head still turns back has begun.
            self._least = min(self._least, look.size)
            if not straight:
                return
            self._size = self._least
        if self.movement in TURNS:
            self._progress(look.turned(self._front, self.movement) / TURNED, time)
        elif self.movement is Movement.CLOSER:
            self._progress((look.size / self._size - 1.0) / (CLOSER_BY - 1.0) if straight else 0.0, time)
        else:
            # Lids are measured from the front; from the side they seem to close.
            self.blinks = min(BLINKS, self.blinks + self._eyes.blinked(look.openness if straight else None, time))
            self.share = self.blinks / BLINKS
            self.done = self.blinks == BLINKS
        self.wrong = self._strayed.see(self._strays(look), time)

    def _progress(self, share: float, time: float) -> None:
        self.share = min(1.0, max(0.0, share))
        self.done = self._made.see(self.share >= 1.0, time)

    def _strays(self, look: FaceLook) -> bool:
        others = (turn for turn in TURNS if turn is not self.movement)
        return any(look.turned(self._front, turn) >= WRONG for turn in others)


class _Eyes:
    """Counts closures of eyes of a usual openness."""

    def __init__(self, usual: float | None) -> None:
        self._usual = usual
        self._open = False
        self._closed_since: float | None = None

    def blinked(self, openness: float | None, time: float) -> bool:
        """Whether a blink ends with this look."""
        if openness is None or self._usual is None:
            self._open, self._closed_since = False, None
        elif openness >= OPEN_SHARE * self._usual:
            since, self._closed_since = self._closed_since, None
            # Only of eyes that were open before: where they are when they are asked is no movement.
            blinked = since is not None and time - since <= LONGEST_BLINK
            self._open = True
            return blinked
        elif openness < CLOSED_SHARE * self._usual and self._open and self._closed_since is None:
            self._closed_since = time
        return False
