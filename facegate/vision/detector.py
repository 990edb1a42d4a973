"""YuNet: faces with five landmarks in one pass (Wu, Peng and Yu, 2023).

The network has three grids of cells, 8, 16 and 32 pixels wide. Each cell says
whether a face is centred there, how large it is and where its landmarks are.
"""

from __future__ import annotations

import numpy as np

from facegate.domain.faces import LANDMARK_COUNT
from facegate.vision.detector_part import DetectorPart
from facegate.vision.one_pass import OnePassDetector
from facegate.vision.rows import ROW, SCORE, Rows
from facegate.vision.session import Session, Tensor

STRIDES = (8, 16, 32)
"""Pixels a cell, of the three grids."""


class YuNetDetector(OnePassDetector):
    """Finds faces in pictures of any size. Thread-safe."""

    def __init__(
        self, session: Session, part: DetectorPart, detection_size: int, canvas: tuple[int, int] | None = None
    ) -> None:
        """Take a prepared YuNet and its thresholds; the rest as in :class:`OnePassDetector`."""
        super().__init__(session, part.nms_threshold, detection_size, canvas)
        self._part = part
        self._outputs = {name: place for place, name in enumerate(session.output_names)}

    def _standardise(self, batch: Tensor) -> None:
        """It takes pixels as they are."""

    def _decode(self, outputs: list[Tensor], canvas: tuple[int, int]) -> Rows:
        return np.concatenate([self._decode_grid(outputs, stride, canvas[0] // stride) for stride in STRIDES])

    def _decode_grid(self, outputs: list[Tensor], stride: int, columns: int) -> Rows:
        classes, objects, boxes, points = (
            outputs[self._outputs[f"{kind}_{stride}"]][0] for kind in ("cls", "obj", "bbox", "kps")
        )
        # sqrt(class * object) is the score; roots are taken of the few that pass only.
        squares = np.clip(classes[:, 0], 0.0, 1.0) * np.clip(objects[:, 0], 0.0, 1.0)
        cells = np.flatnonzero(squares >= self._part.score_threshold**2)
        rows = np.empty((len(cells), ROW), np.float32)
        corners = np.stack((cells % columns, cells // columns), axis=1).astype(np.float32)
        # Sizes that overflow go with whatever else is not finite.
        with np.errstate(over="ignore", invalid="ignore"):
            centres = (corners + boxes[cells, :2]) * stride
            sizes = np.exp(boxes[cells, 2:]) * stride
            rows[:, 0:2] = centres - sizes / 2
        rows[:, 2:4] = sizes
        rows[:, 4:SCORE] = (points[cells] + np.tile(corners, LANDMARK_COUNT)) * stride
        rows[:, SCORE] = np.sqrt(squares[cells])
        return rows
