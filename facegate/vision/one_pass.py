"""What detectors of one pass have in common: the picture onto a canvas, the network once, faces back to the picture."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage, check_bgr
from facegate.vision.canvas import BLACK, Canvases, Colour
from facegate.vision.manifest import CELL
from facegate.vision.rows import SCORE, Rows, suppress_overlaps, to_detections
from facegate.vision.session import Session, Tensor

FARTHEST = 1e6
"""Pixels; no picture is so large. What a network puts farther away, or makes larger, is no face and has no area."""


class OnePassDetector(ABC):
    """A :class:`facegate.vision.rows.RowDetector`. Thread-safe."""

    def __init__(
        self,
        session: Session,
        nms_threshold: float,
        detection_size: int,
        canvas: tuple[int, int] | None = None,
        border: Colour = BLACK,
    ) -> None:
        """Take a prepared network.

        Args:
            session: the network, one picture a run.
            nms_threshold: of two boxes that overlap more, the better one stays.
            detection_size: pixels of a picture's longer side as the network sees
                it; larger finds smaller faces and takes longer.
            canvas: width and height of the only input that it takes; None: any of whole cells.
            border: colour around the picture.
        """
        self._session = session
        self._nms_threshold = nms_threshold
        self._detection_size = detection_size
        self._canvases = Canvases(CELL, canvas, border)

    @property
    def detection_size(self) -> int:
        """Pixels of the longer side in :meth:`detect`."""
        return self._detection_size

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces, best score first, in pixels of ``image``. Raises ModelError."""
        return to_detections(self.rows(image, self._detection_size))

    def rows(self, image: BgrImage, longer_side: int) -> Rows:
        """What :meth:`detect` finds when the picture is scaled to ``longer_side``, as an array."""
        height, width = check_bgr(image).shape[:2]
        canvas = self._canvases.fitting(width, height, longer_side)
        batch = canvas.fill(image)
        self._standardise(batch)
        rows = self._decode(self._session.run(batch), (batch.shape[3], batch.shape[2]))
        # Written so that what is no number is dropped, too.
        rows = suppress_overlaps(rows[(np.abs(rows) < FARTHEST).all(axis=1)], self._nms_threshold)
        rows[:, 0:SCORE:2] *= width / canvas.inner[0]
        rows[:, 1:SCORE:2] *= height / canvas.inner[1]
        return rows

    @abstractmethod
    def _standardise(self, batch: Tensor) -> None:
        """Change a batch (1, 3, H, W), blue first, 0..255, in place into what the network takes."""

    @abstractmethod
    def _decode(self, outputs: list[Tensor], canvas: tuple[int, int]) -> Rows:
        """Faces that score enough, on a canvas of (width, height); some may overlap, be absurd, or not be finite."""
