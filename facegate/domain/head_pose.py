"""Where a head is turned to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Three angles in degrees; 0 is upright and frontal. Signs as in :class:`facegate.domain.quality.FaceQuality`.

    Attributes:
        yaw: positive when the subject turns towards the picture's right edge.
        pitch: positive when the subject looks up.
        roll: positive when the head tilts clockwise in the picture.
    """

    yaw: float
    pitch: float
    roll: float
