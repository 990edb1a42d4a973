"""Finding faces in photographs: of any size, from a portrait that fills the picture to a crowd."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from facegate.cv import cv2
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.vision.rows import ROW, SCORE, RowDetector, Rows, suppress_overlaps, to_detections

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

SURE = 0.92
"""Score below which a face may be one that lies on its side: of upright faces in photographs 8 % score less, lying ones
score 0.69 to 0.90, mostly with landmarks in the wrong places."""

TURNS = (-90, -45, 45, 90, 180)
"""Degrees by which the close-up of such a face is turned. YuNet bears about 30."""

TURN_GAIN = 0.02
"""Score that a turn must gain, lest noise turn an upright face."""

ROLL_BORNE = 20.0
"""Degrees between the eyes' line and the horizontal up to which YuNet's landmarks are as good as on an upright face; a
head that lies further is looked at once more with its eyes level."""

LEVELLINGS = 2
"""Such looks; the first may see the eyes' line wrong."""

LEVEL_LOSS = 0.05
"""Score that may be lost when the eyes come level: some lying faces score as high as upright ones."""

_SAME_FACE = 0.5
"""Share of the smaller box inside the larger one from which they are one face: a finer look also
finds patterns within a large face, which the usual measure, intersection over union, lets pass."""


class PhotoDetector:
    """A detector that takes its time. Thread-safe."""

    def __init__(self, detector: RowDetector, nms_threshold: float) -> None:
        """Use ``detector`` in several sizes; of boxes that overlap more than ``nms_threshold`` the best stays."""
        self._detector = detector
        self._nms_threshold = nms_threshold

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces, best score first, in pixels of ``image``. Raises ModelError."""
        rows = self._look(image)
        for place, row in enumerate(rows):
            closer = self._close_up(image, row)
            if closer[SCORE] < SURE:
                closer = self._turned(image, closer, TURNS, TURN_GAIN)
            for _ in range(LEVELLINGS):
                if abs(roll := _roll(closer)) > ROLL_BORNE:
                    closer = self._turned(image, closer, (roll,), -LEVEL_LOSS)
            rows[place] = closer
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
        return rows if len(rows) > 0 else self._lying(image)

    def _lying(self, image: BgrImage) -> Rows:
        """Faces in a picture that was turned by a quarter or a half, as those without EXIF often are."""
        height, width = image.shape[:2]
        side = self._detector.detection_size
        for turn in TURNS:
            if turn % 90 == 0:
                matrix = _turn((width / 2, height / 2), turn, side / max(height, width), side)
                rows = self._seen_turned(image, matrix, side)
                if len(rows) > 0:
                    return rows
        return np.empty((0, ROW), np.float32)

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

    def _turned(self, image: BgrImage, row: Rows, turns: Iterable[float], gain: float) -> Rows:
        """The same face as the best of ``turns`` shows it, or as it was if none scores higher by ``gain``."""
        best, least = row, row[SCORE] + gain
        centre = row[:2] + row[2:4] / 2
        side = round(CLOSE_UP_FACE / CLOSE_UP_SHARE)
        for turn in turns:
            matrix = _turn((centre[0], centre[1]), turn, CLOSE_UP_FACE / float(row[2:4].max()), side)
            for seen in self._seen_turned(image, matrix, side):
                if seen[SCORE] > least and _contained(row, seen[None])[0]:
                    best, least = seen, seen[SCORE]
        return best

    def _seen_turned(self, image: BgrImage, matrix: np.ndarray, side: int) -> Rows:
        """Faces on a square of ``side`` pixels that ``matrix`` cuts out, back in pixels of ``image``."""
        turned = np.asarray(cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_LINEAR), np.uint8)
        rows = self._detector.rows(turned, side)
        back = cv2.invertAffineTransform(matrix)
        scale = float(np.hypot(back[0, 0], back[0, 1]))
        for row in rows:
            centre = back[:, :2] @ (row[:2] + row[2:4] / 2) + back[:, 2]
            # An upright box cannot hold a turned one without growing: a square of the same area stands for it.
            extent = np.sqrt(row[2:4].prod()) * scale
            row[:2], row[2:4] = centre - extent / 2, extent
            row[4:SCORE] = (row[4:SCORE].reshape(-1, 2) @ back[:, :2].T + back[:, 2]).ravel()
        return rows


def _roll(row: Rows) -> float:
    """Degrees by which the line through the eyes leans clockwise."""
    return float(np.degrees(np.arctan2(row[7] - row[5], row[6] - row[4])))


def _turn(centre: tuple[float, float], degrees: float, scale: float, side: int) -> np.ndarray:
    """The affine matrix, shape (2, 3), that puts ``centre`` into the middle of a square, turned and scaled."""
    matrix = cv2.getRotationMatrix2D(centre, degrees, scale)
    matrix[:, 2] = matrix[:, 2] + side / 2 - np.array(centre)
    return matrix


def _contained(row: Rows, others: Rows) -> np.ndarray:
    """Which of ``others`` share most of the smaller box with ``row``, shape (N,), bool."""
    lower = np.maximum(row[:2], others[:, :2])
    upper = np.minimum(row[:2] + row[2:4], others[:, :2] + others[:, 2:4])
    shared = np.clip(upper - lower, 0.0, None).prod(axis=1)
    smaller = np.minimum(row[2:4].prod(), others[:, 2:4].prod(axis=1))
    return shared > _SAME_FACE * smaller
