"""Cuts out a face as the embedder was trained to see it: by its landmarks, or by its box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

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

Affine: TypeAlias = npt.NDArray[np.float64]
"""Shape (2, 3): what is linear, then the shift."""

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

    def matrix(self) -> Affine:
        """The same as an affine matrix of shape (2, 3)."""
        a, b = self.factor, self.shift
        return np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]])


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


class PointAligner:
    """Aligns to a five-point template. Thread-safe."""

    def __init__(self, size: int = ARCFACE_SIZE, points: npt.ArrayLike | None = None) -> None:
        """Make crops of ``size`` by ``size`` pixels.

        Args:
            size: see above.
            points: where the landmarks shall stand, shape (5, 2), pixels of the crop; None: ArcFace's, scaled.
        """
        self._size = size
        self._points = ARCFACE_TEMPLATE * (size / ARCFACE_SIZE) if points is None else np.asarray(points, np.float64)

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        """An aligned crop, BGR, shape (size, size, 3); black where the picture ends."""
        return warped(image, fit_similarity(detection.landmarks, self._points).matrix(), self._size)


class BoxAligner:
    """Cuts out the detector's box with a margin, upright (FaceNet's kind; Schroff et al. 2015). Thread-safe."""

    def __init__(self, size: int, margin: float, *, stretch: bool = False) -> None:
        """Make crops of ``size`` by ``size`` pixels.

        Args:
            size: see above.
            margin: share of the box's side that is added, half of it at each edge.
            stretch: the box itself, made square; else a square around it.
        """
        self._size = size
        self._factor = 1.0 + margin
        self._stretch = stretch

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        """A crop, BGR, shape (size, size, 3); black where the picture ends."""
        box = detection.box
        sides = np.maximum(np.array([box.width, box.height]) * self._factor, 1.0)
        if not self._stretch:
            sides[:] = sides.max()
        scales = self._size / sides
        # A pixel's place is its middle, an edge lies between two of them.
        starts = np.array(box.center) - sides / 2 - 0.5
        return warped(image, np.column_stack([np.diag(scales), -starts * scales - 0.5]), self._size)


def warped(image: BgrImage, matrix: Affine, size: int) -> BgrImage:
    """The part of a picture that an affine map brings into (0, 0)..(size, size); black where the picture ends."""
    scale = float(np.linalg.norm(matrix[:, :2], axis=0).max())
    if _MIN_SCALE < scale <= 0.5:
        image, matrix = _shrunk(image, matrix, scale, size)
    return cv2.warpAffine(image, matrix, (size, size)).astype(np.uint8, copy=False)


def _shrunk(image: BgrImage, matrix: Affine, scale: float, size: int) -> tuple[BgrImage, Affine]:
    """Average blocks of 2x2, 4x4... pixels of the part that is needed, so that less than two become one.

    Bilinear interpolation looks at four pixels; with more to each pixel of
    the crop it would leave some out, and hair would turn into noise.
    """
    block = 1 << int(np.log2(1.0 / scale))
    linear, shift = matrix[:, :2], matrix[:, 2]
    corners = np.array([(0, 0), (size, 0), (0, size), (size, size)])
    needed = (corners - shift) @ np.linalg.inv(linear).T
    left, right = _span(needed[:, 0], block, image.shape[1])
    top, bottom = _span(needed[:, 1], block, image.shape[0])
    if right - left < block or bottom - top < block:
        return image, matrix
    parts = (right - left) // block, (bottom - top) // block
    small = cv2.resize(image[top:bottom, left:right], parts, interpolation=cv2.INTER_AREA)
    # The centre of the first block lies (block - 1) / 2 pixels from the centre of its first pixel.
    middle = np.array([left, top]) + (block - 1) / 2
    return small.astype(np.uint8, copy=False), np.column_stack([linear * block, linear @ middle + shift])


def _span(places: npt.NDArray[np.float64], block: int, length: int) -> tuple[int, int]:
    """First and last pixel (excluded) of whole blocks that cover ``places`` within a picture."""
    first = int(np.clip(places.min() - 1, 0, length))
    last = int(np.clip(places.max() + 2, first, length))
    blocks = min(-(-(last - first) // block), (length - first) // block)
    return first, first + blocks * block
