"""YuNet: faces with five landmarks in one pass (Wu, Peng and Yu, 2023).

The network has three grids of cells, 8, 16 and 32 pixels wide. Each cell says
whether a face is centred there, how large it is and where its landmarks are.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.faces import LANDMARK_COUNT, Box, Detection
from facegate.domain.frames import BgrImage, check_bgr
from facegate.vision.manifest import DetectorPart
from facegate.vision.session import Session, Tensor

STRIDES = (8, 16, 32)
"""Pixels a cell, of the three grids."""

_GRID = max(STRIDES)

Rows = npt.NDArray[np.float32]
"""Shape (N, 15): x, y, width, height, five landmarks (x, y), score."""

SCORE = 14
"""Place of the score in a row."""

ROW = SCORE + 1
"""Numbers in a row."""


class YuNetDetector:
    """Finds faces in pictures of any size. Thread-safe."""

    def __init__(self, session: Session, part: DetectorPart, detection_size: int) -> None:
        """Take a prepared YuNet.

        Args:
            session: the network, one picture a run.
            part: thresholds.
            detection_size: pixels of a picture's longer side as the network sees
                it; larger finds smaller faces and takes longer.
        """
        self._session = session
        self._part = part
        self._detection_size = detection_size
        self._outputs = {name: place for place, name in enumerate(session.output_names)}
        self._local = threading.local()

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
        scale = longer_side / max(width, height)
        inner = max(1, round(width * scale)), max(1, round(height * scale))
        batch = self._canvas(inner).fill(image)
        rows = self._decode(self._session.run(batch), columns=batch.shape[3] // _GRID)
        across, down = width / inner[0], height / inner[1]
        rows[:, 0:SCORE:2] *= across
        rows[:, 1:SCORE:2] *= down
        return rows

    def _canvas(self, inner: tuple[int, int]) -> _Canvas:
        """This thread's buffers; pictures of one source are all of one size."""
        canvas: _Canvas | None = getattr(self._local, "canvas", None)
        if canvas is None or canvas.inner != inner:
            canvas = self._local.canvas = _Canvas(inner)
        return canvas

    def _decode(self, outputs: list[Tensor], columns: int) -> Rows:
        """Faces on the canvas; ``columns`` is the width of the coarsest grid."""
        parts = [self._decode_grid(outputs, stride, columns * _GRID // stride) for stride in STRIDES]
        return suppress_overlaps(np.concatenate(parts), self._part.nms_threshold)

    def _decode_grid(self, outputs: list[Tensor], stride: int, columns: int) -> Rows:
        classes, objects, boxes, points = (
            outputs[self._outputs[f"{kind}_{stride}"]][0] for kind in ("cls", "obj", "bbox", "kps")
        )
        # sqrt(class * object) is the score; roots are taken of the few that pass only.
        squares = np.clip(classes[:, 0], 0.0, 1.0) * np.clip(objects[:, 0], 0.0, 1.0)
        cells = np.flatnonzero(squares >= self._part.score_threshold**2)
        rows = np.empty((len(cells), ROW), np.float32)
        corners = np.stack((cells % columns, cells // columns), axis=1).astype(np.float32)
        # Sizes that overflow go at the end, with whatever else is not finite.
        with np.errstate(over="ignore", invalid="ignore"):
            centres = (corners + boxes[cells, :2]) * stride
            sizes = np.exp(boxes[cells, 2:]) * stride
            rows[:, 0:2] = centres - sizes / 2
        rows[:, 2:4] = sizes
        rows[:, 4:SCORE] = (points[cells] + np.tile(corners, LANDMARK_COUNT)) * stride
        rows[:, SCORE] = np.sqrt(squares[cells])
        return rows[np.isfinite(rows).all(axis=1)]


class _Canvas:
    """Buffers for one size of picture: scaled into the upper left corner, black around it."""

    def __init__(self, inner: tuple[int, int]) -> None:
        """Make buffers for a picture of ``inner`` (width, height) pixels."""
        self.inner = inner
        width, height = (-(-side // _GRID) * _GRID for side in inner)
        self._pixels = np.zeros((height, width, 3), np.uint8)
        self._corner = self._pixels[: inner[1], : inner[0]]
        self._planes = [np.empty((height, width), np.uint8) for _ in range(3)]
        self._batch = np.empty((1, 3, height, width), np.float32)

    def fill(self, image: BgrImage) -> Tensor:
        """The picture as the network takes it: (1, 3, height, width), BGR, 0..255. Valid until the next call."""
        cv2.resize(halved(image, self.inner), self.inner, dst=self._corner, interpolation=cv2.INTER_LINEAR)
        # Splitting bytes and widening planes is a third of the time of one strided copy.
        cv2.split(self._pixels, self._planes)
        for channel, plane in zip(self._batch[0], self._planes, strict=True):
            np.copyto(channel, plane)
        return self._batch


def halved(image: BgrImage, target: tuple[int, int]) -> BgrImage:
    """The picture, halved until it is less than twice ``target`` (width, height) in both directions.

    Each halving averages 2x2 pixels, so that what follows needs no more than
    bilinear interpolation; far faster than OpenCV's INTER_AREA.
    """
    while image.shape[1] >= 2 * target[0] and image.shape[0] >= 2 * target[1] and min(image.shape[:2]) > 1:
        half = image.shape[1] // 2, image.shape[0] // 2
        image = cv2.resize(image, half, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    return image


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
