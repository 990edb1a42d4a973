"""Plays recordings at the speed at which they were made."""

from __future__ import annotations

import time
from collections.abc import Callable

from facegate.domain.ports import Clock

MAX_WAIT = 2.0
"""Seconds that one read may wait for its moment. A longer gap in a recording is shortened to this:
a source must answer within 3 s."""


class Pacer:
    """Maps positions in a recording to moments of the monotonic clock.

    Args:
        clock: for the time.
        sleep: for tests.
    """

    def __init__(self, clock: Clock, sleep: Callable[[float], None] = time.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._origin: float | None = None

    def lateness(self, position: float) -> float:
        """Seconds by which a frame at ``position`` is late; negative: it is early. 0.0 for the first."""
        now = self._clock.monotonic()
        if self._origin is None:
            self._origin = now - position
        return now - self._origin - position

    def rebase(self, position: float) -> None:
        """Let ``position`` be now: what was missed is not caught up."""
        self._origin = self._clock.monotonic() - position

    def wait(self, position: float) -> None:
        """Sleep until the moment of ``position``, at most :data:`MAX_WAIT`."""
        early = -self.lateness(position)
        if early <= 0:
            return
        self._sleep(min(early, MAX_WAIT))
        if early > MAX_WAIT:
            self.rebase(position)
