"""Eigenfaces, the baseline that a network of one's own has to beat (Turk and Pentland 1991).

The mean of the training faces is taken away, and what is left is described by its coefficients along the directions in
which the training faces differ most ("Eigenfaces for Recognition", Journal of Cognitive Neuroscience 3(1), section 2).
Its authors compare faces by the Euclidean distance of their coefficients. Three changes are known to help, and are had
in any combination here, so that the baseline is the best that the method gives:

- without the first three directions, which hold mostly light (Belhumeur, Hespanha and Kriegman 1997, "Eigenfaces vs.
  Fisherfaces", IEEE TPAMI 19(7), section 2.2);
- whitened: every coefficient is divided by its standard deviation (the Mahalanobis space of Moon and Phillips 2001,
  "Computational and performance aspects of PCA-based face-recognition algorithms", Perception 30);
- the angle between two faces instead of their distance (MahCosine, where both are; Beveridge et al. 2005, "The CSU Face
  Identification Evaluation System", Machine Vision and Applications 16).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.errors import TrainingError

Crops: TypeAlias = npt.NDArray[np.uint8]
"""Aligned faces, RGB, shape (N, C, C, 3)."""

Points: TypeAlias = npt.NDArray[np.float32]
"""One a face, shape (N, K); of any length, or of length 1 where a form says so."""

LIGHT_DIRECTIONS = 3
"""First directions that hold light more than faces (Belhumeur et al. 1997)."""

VARIANCE_KEPT = 0.95
"""Of the training faces' variance, by which the number of directions is chosen; what is left over is mostly noise."""

MOST_FITTED = 2000
"""Crops that the directions are computed from: 200 MB of doubles at 112 pixels, and more change the first directions
hardly."""

_BLOCK = 256
"""Crops that are described at once: 13 MB at 112 pixels."""

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Weights of red, green and blue in brightness (ITU-R BT.601)."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to compare coefficients.

    Attributes:
        dropped: first directions that are left out.
        whitened: each coefficient divided by its standard deviation over the training faces.
        cosine: points brought to length 1, so that their distance tells the angle.
    """

    dropped: int = 0
    whitened: bool = False
    cosine: bool = False

    @property
    def name(self) -> str:
        """In words; ``classical`` as published."""
        words = [
            *([f"without the first {self.dropped}"] if self.dropped else []),
            *(["whitened"] if self.whitened else []),
            *(["cosine"] if self.cosine else []),
        ]
        return ", ".join(words) or "classical"


CLASSICAL = Form()

FORMS = tuple(
    Form(dropped, whitened, cosine)
    for dropped, whitened, cosine in product((0, LIGHT_DIRECTIONS), (False, True), (False, True))
)
"""Every combination, the classical one first."""


@dataclass(frozen=True, slots=True, eq=False)
class Eigenfaces:
    """A fitted space of faces.

    Attributes:
        mean: the mean face's brightness, shape (P,) with P = C * C pixels, float32, 0..255.
        directions: unit vectors, most variance first, shape (K, P), float32.
        deviations: standard deviation of the training faces along each, shape (K,), float32.
        variance: share of the training faces' variance that they hold, 0..1.
    """

    mean: npt.NDArray[np.float32]
    directions: npt.NDArray[np.float32]
    deviations: npt.NDArray[np.float32]
    variance: float

    @classmethod
    def fit(cls, crops: Crops, variance: float = VARIANCE_KEPT) -> Eigenfaces:
        """Find the directions in which faces differ.

        Args:
            crops: training faces; see :func:`fitting_rows` for how many are worth taking.
            variance: share to hold, 0..1; at least one direction more than are dropped as light is kept.

        Raises:
            TrainingError: there are fewer than five faces, or all are alike.
        """
        from sklearn.decomposition import PCA

        faces = grey(crops)
        if len(faces) < LIGHT_DIRECTIONS + 2 or not (faces != faces[0]).any():
            raise TrainingError(
                "Too few faces",
                "Eigenfaces cannot be computed from {count} crops, or from crops that are all alike.",
                "Give at least {least} different aligned faces.",
                count=len(crops),
                least=LIGHT_DIRECTIONS + 2,
            )
        found = PCA(svd_solver="full").fit(faces)
        shares = np.cumsum(found.explained_variance_ratio_)
        # The last of N centred faces' directions has no variance, only rounding.
        count = min(max(int(np.searchsorted(shares, variance)) + 1, LIGHT_DIRECTIONS + 1), len(faces) - 1)
        deviations = np.sqrt(found.explained_variance_[:count]).astype(np.float32)
        directions = found.components_[:count].astype(np.float32)
        return cls(found.mean_.astype(np.float32), directions, deviations, float(shares[count - 1]))

    def embed(self, crops: Crops, form: Form = CLASSICAL) -> Points:
        """Coefficients of faces, shape (N, K - dropped), float32; of length 1 with ``form.cosine``."""
        blocks = [self._coefficients(crops[start : start + _BLOCK]) for start in range(0, len(crops), _BLOCK)]
        points = np.concatenate([np.empty((0, len(self.directions)), np.float32), *blocks])[:, form.dropped :]
        if form.whitened:
            points /= self.deviations[form.dropped :]
        if form.cosine:
            points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return points.astype(np.float32, copy=False)

    def _coefficients(self, crops: Crops) -> Points:
        """Along every direction, shape (N, K)."""
        return np.asarray((grey(crops) - self.mean) @ self.directions.T, np.float32)


def fitting_rows(count: int) -> npt.NDArray[np.int64]:
    """Which of so many crops the directions are computed from: at most :data:`MOST_FITTED`, spread evenly."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST_FITTED)).round().astype(np.int64))


def grey(crops: Crops) -> npt.NDArray[np.float32]:
    """Brightness of every pixel, shape (N, C * C), float32, 0..255."""
    count, rows, columns, _ = crops.shape
    return (crops.astype(np.float32) @ _LUMA).reshape(count, rows * columns)
