"""From crops to the numbers that an embedder takes, as its manifest describes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.errors import BugError
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.session import Tensor


class Preprocessing:
    """Fills batches. Thread-safe."""

    def __init__(self, part: EmbedderPart) -> None:
        """Take what the manifest says."""
        self._part = part
        self._means = np.array(part.means, np.float32)[:, None, None]
        self._scales = np.array(part.scales, np.float32)[:, None, None]

    def batch(self, crops: Sequence[BgrImage], places: int) -> Tensor:
        """An input of ``places`` pictures, at least as many as there are crops; zeros in those that are left over.

        Raises:
            BugError: a crop is not of the embedder's size.
        """
        part = self._part
        batch = np.zeros((places, *part.picture_shape), np.float32)
        for place, crop in zip(batch, crops, strict=False):
            if crop.shape != (part.size, part.size, 3) or crop.dtype != np.uint8:
                raise BugError(
                    "Crop of the wrong size",
                    "A crop is {shape}, the embedder takes {size}.",
                    "Please report this.",
                    shape=crop.shape,
                    size=part.size,
                )
            self._fill(place if part.layout == "nchw" else place.transpose(2, 0, 1), crop)
        return batch

    def _fill(self, planes: Tensor, crop: BgrImage) -> None:
        """Write a crop into a view of shape (3, size, size)."""
        channels = cv2.split(crop)
        for target, channel in zip(planes, channels[::-1] if self._part.colour == "rgb" else channels, strict=True):
            target[:] = channel
        if self._part.standardise == "image":
            # FaceNet's prewhitening: a flat picture must not be divided by next to nothing.
            deviation = max(float(planes.std(dtype=np.float64)), planes.size**-0.5)
            planes -= np.float32(planes.mean(dtype=np.float64))
            planes /= np.float32(deviation)
            return
        if self._means.any():
            planes -= self._means
        if (self._scales != 1.0).any():
            planes /= self._scales
