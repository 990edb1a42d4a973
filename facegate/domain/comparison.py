"""The comparison score: squared Euclidean distance between unit vectors.

0 is the same point, 4 the opposite one; ``cos = 1 - d / 2``. It is what FaceNet
(Schroff et al. 2015) trains and what the indexes of the gallery order by.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from facegate.domain.templates import Template, Vector
from facegate.errors import BugError

MAX_DISTANCE = 4.0


def squared_distances(probe: Vector, references: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Distances of one probe, shape (D,), to references, shape (N, D), all of length 1.

    Returns shape (N,), float32, 0..4.
    """
    # Not ``@``: OpenBLAS wakes all its threads for it and lets them spin beside the inference.
    distances: npt.NDArray[np.float32] = 2.0 - 2.0 * np.vecdot(references, probe)
    return np.clip(distances, np.float32(0.0), np.float32(MAX_DISTANCE))


def squared_distance(first: Template, second: Template) -> float:
    """Distance of two templates, 0..4.

    Raises:
        BugError: the templates are of different models.
    """
    if first.model_id != second.model_id or first.dimension != second.dimension:
        raise BugError(
            "Templates of different models",
            "Templates of {first} and {second} were to be compared.",
            "Please report this.",
            first=first.model_id,
            second=second.model_id,
        )
    return float(squared_distances(first.vector, second.vector[None, :])[0])
