"""Finding faces in photographs: of any size, from a portrait that fills the picture to a crowd."""

from __future__ import annotations

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.vision.detector import Rows, YuNetDetector, suppress_overlaps, to_detections

FINER = (2, 4)
"""Times the detection size: how large pictures with more pixels than that are looked at again.

At 2560 pixels it finds all faces of 100 pixels in a picture of 8000; at 640 none below 240.
"""

LARGEST_SIDE = 2560
"""Pixels, whatever the detection size; bounds time (0.2 s) and memory."""

FALLBACKS = (0.5, 2)
"""Times the detection size, tried when nothing was found: a face that fills the picture, a very small one."""

CLOSE_UP_FACE = 192
"""Pixels of the longer side of a face in its close-up, where YuNet's landmarks are at their best.

Measured on LFW pairs whose faces were found at 38 pixels: at a squared distance
of 0.9 17.9 % of the mated pairs were missed with those landmarks and 12.3 %
with landmarks from a close-up.
"""

CLOSE_UP_SHARE = 0.6
"""Of a close-up's side that the face takes."""

_SAME_FACE = 0.5
"""Share of the smaller box inside the larger one from which they are one face: a finer look also
finds patterns within a large face, which the usual measure, intersection over union, lets pass."""


class PhotoDetector:
    """A detector that takes its time. Thread-safe."""

    def __init__(self, detector: YuNetDetector, nms_threshold: float) -> None:
        """Use ``detector`` in several sizes; of boxes that overlap more than ``nms_threshold`` the best stays."""
        self._detector = detector
        self._nms_threshold = nms_threshold

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces, best score first, in pixels of ``image``. Raises ModelError."""
        rows = self._look(image)
        for place, row in enumerate(rows):
            rows[place] = self._close_up(image, row)
        return to_detections(suppress_overlaps(rows, self._nms_threshold))

    def _look(self, image: BgrImage) -> Rows:
        size = self._detector.detection_size
        rows = self._detector.rows(image, size)
        for factor in FINER:
            if factor * size > min(LARGEST_SIDE, max(image.shape[:2])):
                break
            finer = self._detector.rows(image, factor * size)
            rows = np.concatenate((rows, [row for row in finer if not _contained(row, rows).any()] or finer[:0]))
        for fallback in FALLBACKS:
            if len(rows) > 0:
                break
            rows = self._detector.rows(image, round(fallback * size))
        return rows

    def _close_up(self, image: BgrImage, row: Rows) -> Rows:
        """The same face as a closer look sees it, or as it was if that does not find it."""
        face = float(row[2:4].max())
        reach = face / CLOSE_UP_SHARE / 2
        centre = row[:2] + row[2:4] / 2
        left, top = (max(0, int(place - reach)) for place in centre)
        right, bottom = (int(place + reach) + 1 for place in centre)
        part = image[top:bottom, left:right]
        if part.size == 0:
            return row
        seen = self._detector.rows(part, max(1, round(max(part.shape[:2]) * CLOSE_UP_FACE / face)))
        seen[:, 0:2] += (left, top)
        seen[:, 4:14] += (left, top) * 5
        same = seen[_contained(row, seen)]
        # Rows come best first.
        return same[0] if len(same) else row


def _contained(row: Rows, others: Rows) -> np.ndarray:
    """Which of ``others`` share most of the smaller box with ``row``, shape (N,), bool."""
    lower = np.maximum(row[:2], others[:, :2])
    upper = np.minimum(row[:2] + row[2:4], others[:, :2] + others[:, 2:4])
    shared = np.clip(upper - lower, 0.0, None).prod(axis=1)
    smaller = np.minimum(row[2:4].prod(), others[:, 2:4].prod(axis=1))
    return shared > _SAME_FACE * smaller
