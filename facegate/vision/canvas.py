"""The picture as a detector takes it: scaled into the upper left corner of a canvas of whole cells."""

from __future__ import annotations

import threading

import numpy as np

from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.vision.session import Tensor

Colour = tuple[int, int, int]
"""Blue, green, red, 0..255."""

BLACK: Colour = (0, 0, 0)


class Canvas:
    """Buffers for one size of picture, kept from one picture to the next. Not thread-safe."""

    def __init__(self, inner: tuple[int, int], outer: tuple[int, int], border: Colour = BLACK) -> None:
        """Make buffers for a picture of ``inner`` (width, height) pixels on ``outer`` ones, the rest in ``border``."""
        self.inner = inner
        width, height = outer
        self._pixels = np.full((height, width, 3), border, np.uint8)
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


class Canvases:
    """The canvas of each thread; pictures of one source are all of one size. Thread-safe."""

    def __init__(self, grid: int, fixed: tuple[int, int] | None = None, border: Colour = BLACK) -> None:
        """Take how canvases are made.

        Args:
            grid: pixels a cell; sides are multiples of it.
            fixed: width and height of every canvas; None: as large as the picture needs.
            border: colour around the picture.
        """
        self._grid = grid
        self._fixed = fixed
        self._border = border
        self._local = threading.local()

    def fitting(self, width: int, height: int, longer_side: int) -> Canvas:
        """This thread's canvas for a picture of that size whose longer side is to have ``longer_side`` pixels."""
        scale = longer_side / max(width, height)
        if self._fixed is not None:
            scale = min(scale, self._fixed[0] / width, self._fixed[1] / height)
        inner = max(1, round(width * scale)), max(1, round(height * scale))
        canvas: Canvas | None = getattr(self._local, "canvas", None)
        if canvas is None or canvas.inner != inner:
            canvas = self._local.canvas = Canvas(inner, self._fixed or self._whole_cells(inner), self._border)
        return canvas

    def _whole_cells(self, inner: tuple[int, int]) -> tuple[int, int]:
        width, height = (-(-side // self._grid) * self._grid for side in inner)
        return width, height


def halved(image: BgrImage, target: tuple[int, int]) -> BgrImage:
    """The picture, halved until it is less than twice ``target`` (width, height) in both directions.

    Each halving averages 2x2 pixels, so that what follows needs no more than
    bilinear interpolation; far faster than OpenCV's INTER_AREA.
    """
    while image.shape[1] >= 2 * target[0] and image.shape[0] >= 2 * target[1] and min(image.shape[:2]) > 1:
        half = image.shape[1] // 2, image.shape[0] // 2
        image = cv2.resize(image, half, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    return image
