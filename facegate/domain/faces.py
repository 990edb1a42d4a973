"""Faces in one picture: where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Landmarks: TypeAlias = npt.NDArray[np.float32]
"""Shape (5, 2), float32, pixels (x, y), in the order: the eye on the left of the picture (the
subject's right), the other eye, nose tip, mouth corner on the left of the picture, the other."""

LANDMARK_COUNT = 5


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels; may reach beyond the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge's x."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge's y."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """(x, y) of the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def area(self) -> float:
        """Square pixels, 0.0 for a degenerate box."""
        return max(0.0, self.width) * max(0.0, self.height)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        if across <= 0 or down <= 0:
            return 0.0
        shared = across * down
        union = self.area + other.area - shared
        # Areas of tiny boxes round to nothing, edges of far ones to more than their width.
        return min(1.0, shared / union) if union > 0 else 0.0

    @property
    def finite(self) -> bool:
        """Whether it can be reckoned with: no NaN, no infinity, and so its area."""
        return isfinite(self.x) and isfinite(self.y) and isfinite(self.width * self.height)

    def moved(self, dx: float, dy: float) -> Box:
        """The same box, shifted by pixels."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """One face found by a detector.

    Attributes:
        box: pixels of the original picture; finite.
        landmarks: see :data:`Landmarks`; read-only.
        score: detector's confidence 0..1, not a probability.
    """

    box: Box
    landmarks: Landmarks
    score: float

    def __post_init__(self) -> None:
        if self.landmarks.shape != (LANDMARK_COUNT, 2) or self.landmarks.dtype != np.float32:
            raise ValueError(
                f"landmarks must be float32 of shape (5, 2), got {self.landmarks.dtype} {self.landmarks.shape}"
            )
        if not np.isfinite(self.landmarks).all() or not isfinite(self.score) or not self.box.finite:
            raise ValueError("box, landmarks and score must be finite")
        self.landmarks.flags.writeable = False

    @property
    def inter_eye(self) -> float:
        """Distance between the eye centres in pixels (the inter-eye distance of ISO/IEC 29794-5)."""
        return float(np.linalg.norm(self.landmarks[1] - self.landmarks[0]))


SURE_WITHIN = 0.2
"""Detection score by which a face may fall short of the surest one and still be taken for a face like it. In 919
photographs of one person each, patterns on clothes and posters that were larger than the person scored 0.22 to 0.27
less than the person; faces behind sunglasses or turned away, up to 0.16 less."""


def principal(detections: Sequence[Detection]) -> Detection | None:
    """The face that a picture is of: the largest of those that are about as sure as the surest; None without one."""
    surest = max((found.score for found in detections), default=0.0)
    sure = [found for found in detections if found.score >= surest - SURE_WITHIN]
    return max(sure, key=lambda found: found.box.area, default=None)
