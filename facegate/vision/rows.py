"""Faces as rows of numbers, which detectors and photographs share before they become domain objects."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from facegate.domain.faces import LANDMARK_COUNT, Box, Detection
from facegate.domain.frames import BgrImage

Rows = npt.NDArray[np.float32]
"""Shape (N, 15): x, y, width, height, five landmarks (x, y), score."""

SCORE = 14
"""Place of the score in a row."""

ROW = SCORE + 1
"""Numbers in a row."""


class RowDetector(Protocol):
    """A network that finds faces in one pass over a picture of any size. Thread-safe."""

    @property
    def detection_size(self) -> int:
        """Pixels of the longer side in :meth:`detect`."""

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces, best score first, in pixels of ``image``. Raises ModelError."""

    def rows(self, image: BgrImage, longer_side: int) -> Rows:
        """The same when the picture is scaled to ``longer_side``, as an array."""


def suppress_overlaps(rows: Rows, threshold: float) -> Rows:
    """Greedy non-maximum suppression: best score first, whatever overlaps a kept one more than ``threshold`` goes."""
    rows = rows[np.argsort(-rows[:, SCORE], kind="stable")]
    lower, upper = rows[:, :2], rows[:, :2] + rows[:, 2:4]
    areas = rows[:, 2] * rows[:, 3]
    kept: list[int] = []
    left = np.arange(len(rows))
    while left.size:
        best, left = left[0], left[1:]
        kept.append(int(best))
        shared = np.minimum(upper[left], upper[best]) - np.maximum(lower[left], lower[best])
        overlap = np.clip(shared, 0.0, None).prod(axis=1)
        left = left[overlap <= threshold * (areas[left] + areas[best] - overlap)]
    return rows[kept]


def to_detections(rows: Rows) -> list[Detection]:
    """Rows as domain objects, in their order."""
    return [
        Detection(
            Box(*(float(value) for value in row[:4])),
            row[4:SCORE].reshape(LANDMARK_COUNT, 2).copy(),
            min(1.0, float(row[SCORE])),
        )
        for row in rows
    ]
