"""What all recorded sources share: frames numbered, paced and dated."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from facegate.capture.pacing import Pacer
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.ports import Clock


class Playback:
    """One run through a recording, from its opening on.

    Args:
        realtime: let each frame wait for its moment; ``wall`` is the clock's
            then, else the moment of opening and the position together.
        clock: for both.
        sleep: for tests.
    """

    def __init__(self, realtime: bool, clock: Clock, sleep: Callable[[float], None] = time.sleep) -> None:
        self.realtime = realtime
        self.pacer = Pacer(clock, sleep)
        self._clock = clock
        self._started = clock.now()
        self.delivered = 0

    def wait(self, position: float) -> None:
        """Sleep until the moment of ``position`` (seconds), if this is played in real time."""
        if self.realtime:
            self.pacer.wait(position)

    def frame(self, image: BgrImage, position: float) -> Frame:
        """The picture as the next frame of this run."""
        wall = self._clock.now() if self.realtime else self._started + timedelta(seconds=position)
        frame = Frame(image, self.delivered, position, wall)
        self.delivered += 1
        return frame
