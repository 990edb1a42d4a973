"""Positions in a recording that never go back, whatever its container says."""

from __future__ import annotations

import math

FALLBACK_FPS = 25.0
"""Used where a container names no rate: the rate of PAL, and FFmpeg's own default for raw streams."""

_FPS_RANGE = (1.0, 240.0)
"""Rates beyond are a container's time base (1000, 90000), not a camera's rate."""

_LATEST = 1e7
"""Seconds, 115 days: FFmpeg's "no timestamp" (2**63) and wrapped counters are beyond."""

_NUDGE = 0.001
"""Seconds between two frames with one and the same timestamp."""


def sane_fps(fps: float) -> float:
    """A container's nominal rate, or :data:`FALLBACK_FPS` where it is absurd or not there."""
    lower, upper = _FPS_RANGE
    return fps if math.isfinite(fps) and lower <= fps <= upper else FALLBACK_FPS


class MediaTimeline:
    """Turns a container's timestamps into positions: from 0, strictly rising.

    Broken timestamps are replaced by steps of the nominal rate: all zero (raw
    streams), gone back (joined or wrapped transport streams), not finite.
    """

    def __init__(self, fps: float) -> None:
        self._step = 1.0 / sane_fps(fps)
        self._position: float | None = None
        self._offset = 0.0
        self._stamp = 0.0
        self._moved = False

    def advance(self, stamp: float) -> float:
        """Position in seconds of the next frame, whose timestamp in seconds is ``stamp``."""
        if not math.isfinite(stamp) or abs(stamp) > _LATEST:
            return self._settle(self._after(self._step))
        if self._position is None:
            self._offset = -stamp
        elif stamp < self._stamp or (stamp == self._stamp and not self._moved):
            self._offset = self._position + self._step - stamp
        else:
            self._moved = True
        self._stamp = stamp
        return self._settle(stamp + self._offset)

    def _after(self, seconds: float) -> float:
        return 0.0 if self._position is None else self._position + seconds

    def _settle(self, position: float) -> float:
        self._position = position if self._position is None else max(position, self._position + _NUDGE)
        return self._position
