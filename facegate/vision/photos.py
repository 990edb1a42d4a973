"""Finding faces in photographs: of any size, from a portrait that fills the picture to a crowd."""

from __future__ import annotations

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.vision.detector import YuNetDetector, suppress_overlaps, to_detections

SCALES = (0.5, 1.0, 2.0, 4.0)
"""Of the detection size."""


class PhotoDetector:
    """A detector that takes its time: a photograph is looked at in several sizes. Thread-safe."""

    def __init__(self, detector: YuNetDetector, nms_threshold: float) -> None:
        """Use ``detector`` at several sizes and keep the better of boxes that overlap more than ``nms_threshold``."""
        self._detector = detector
        self._nms_threshold = nms_threshold

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces, best score first, in pixels of ``image``. Raises ModelError."""
        sides = [round(self._detector.detection_size * scale) for scale in SCALES]
        largest = max(image.shape[:2])
        useful = [side for side in sides if side <= max(largest, self._detector.detection_size)]
        rows = np.concatenate([self._detector.rows(image, side) for side in useful])
        return to_detections(suppress_overlaps(rows, self._nms_threshold))
