"""Cuts out a face so that its landmarks stand where the embedder was trained to see them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.faces import Detection, Landmarks
from facegate.domain.frames import BgrImage

ARCFACE_SIZE = 112
"""Pixels along each side of the picture that the template below refers to."""

ARCFACE_TEMPLATE: npt.NDArray[np.float64] = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)]
)
"""Where the five landmarks stand, shape (5, 2), pixels (Deng et al. 2019, ArcFace; SFace uses the same)."""

_MIN_SPREAD = 1e-6
"""Square pixels; landmarks that all fall on one point give a flat crop, not a division by zero."""

_MIN_SCALE = 1e-3
"""Below this the landmarks are further apart than any picture is wide, or all on one point."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """Rotation, scaling and shift of the plane: ``z -> factor * z + shift`` on ``z = x + iy``."""

    factor: complex
    shift: complex

    @property
    def scale(self) -> float:
        """Pixels after for one pixel before."""
        return abs(self.factor)

    def matrix(self) -> npt.NDArray[np.float64]:
        """The same as an affine matrix of shape (2, 3)."""
        a, b = self.factor, self.shift
        return np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]])

    def inverse(self, points: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
        """Where points after came from."""
        return (points - self.shift) / self.factor

    def after(self, shift: complex, factor: float) -> Similarity:
        """This one applied to ``factor * z + shift``."""
        return Similarity(self.factor * factor, self.factor * shift + self.shift)


def fit_similarity(points: Landmarks, template: npt.NDArray[np.float64]) -> Similarity:
    """The similarity that brings ``points`` nearest to ``template`` in the least-squares sense.

    What Umeyama (1991) finds when mirroring is not allowed; in the plane it has
    this closed form. Both of shape (N, 2).
    """
    source = points[:, 0].astype(np.float64) + 1j * points[:, 1].astype(np.float64)
    target = template[:, 0] + 1j * template[:, 1]
    spread = source - source.mean()
    factor = complex(np.vdot(spread, target - target.mean()) / max(np.vdot(spread, spread).real, _MIN_SPREAD))
    return Similarity(factor, complex(target.mean() - factor * source.mean()))


class ArcFaceAligner:
    """Aligns to the five-point template of ArcFace. Thread-safe."""

    def __init__(self, size: int = ARCFACE_SIZE) -> None:
        """Make crops of ``size`` by ``size`` pixels."""
        self._size = size
        self._template = ARCFACE_TEMPLATE * (size / ARCFACE_SIZE)
        edge = float(size)
        self._corners = np.array([0, edge, edge * 1j, edge + edge * 1j])

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        """An aligned crop, BGR, shape (size, size, 3); black where the picture ends."""
        similarity = fit_similarity(detection.landmarks, self._template)
        if _MIN_SCALE < similarity.scale <= 0.5:
            image, similarity = self._shrunk(image, similarity)
        crop: BgrImage = cv2.warpAffine(image, similarity.matrix(), (self._size, self._size)).astype(
            np.uint8, copy=False
        )
        return crop

    def _shrunk(self, image: BgrImage, similarity: Similarity) -> tuple[BgrImage, Similarity]:
        """Average blocks of 2x2, 4x4... pixels of the part that is needed, so that less than two become one.

        Bilinear interpolation looks at four pixels; with more to each pixel of
        the crop it would leave some out, and hair would turn into noise.
        """
        block = 1 << int(np.log2(1.0 / similarity.scale))
        needed = similarity.inverse(self._corners)
        left, right = _span(needed.real, block, image.shape[1])
        top, bottom = _span(needed.imag, block, image.shape[0])
        if right - left < block or bottom - top < block:
            return image, similarity
        size = (right - left) // block, (bottom - top) // block
        small = cv2.resize(image[top:bottom, left:right], size, interpolation=cv2.INTER_AREA)
        # The centre of the first block lies (block - 1) / 2 pixels from the centre of its first pixel.
        middle = (block - 1) / 2
        return small.astype(np.uint8, copy=False), similarity.after(complex(left + middle, top + middle), block)


def _span(places: npt.NDArray[np.float64], block: int, length: int) -> tuple[int, int]:
    """First and last pixel (excluded) of whole blocks that cover ``places`` within a picture."""
    first = int(np.clip(places.min() - 1, 0, length))
    last = int(np.clip(places.max() + 2, first, length))
    blocks = min(-(-(last - first) // block), (length - first) // block)
    return first, first + blocks * block
