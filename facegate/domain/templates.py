"""Templates: the unit vectors that stand for a face."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.errors import BugError

Vector: TypeAlias = npt.NDArray[np.float32]
"""Shape (D,), float32, Euclidean length 1."""

UNIT_TOLERANCE = 1e-3
"""How far a template's length may be from 1: float32 rounding over 512 terms stays far below it."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An L2-normalised embedding and the model that made it.

    Templates of different models live in different spaces and are never compared.

    Attributes:
        model_id: the embedder.
        vector: see :data:`Vector`; read-only.
        norm: length of the embedding before normalisation, in the model's own
            units: long for sharp frontal faces, short for blurred or turned
            ones (Ranjan et al. 2017, L2-constrained softmax). 0.0 if unknown.
    """

    model_id: ModelId
    vector: Vector
    norm: float = 0.0

    def __post_init__(self) -> None:
        if self.vector.ndim != 1 or self.vector.dtype != np.float32:
            raise ValueError(f"vector must be float32 of shape (D,), got {self.vector.dtype} {self.vector.shape}")
        length = float(np.linalg.norm(self.vector))
        # Written so that NaN fails too.
        if not abs(length - 1.0) <= UNIT_TOLERANCE:
            raise ValueError(f"vector must have length 1, got {length}")
        self.vector.flags.writeable = False

    @property
    def dimension(self) -> int:
        """D."""
        return int(self.vector.shape[0])


def normalised(
    model_id: ModelId, embedding: npt.NDArray[np.float32], centre: npt.NDArray[np.float64] | None = None
) -> Template:
    """Make a template of a raw embedding, shape (D,).

    Args:
        model_id: the embedder.
        embedding: what the network returned.
        centre: a point within the unit sphere, shape (D,), that the embedding's direction is seen from:
            the mean direction of many people. What all faces share makes strangers alike; without it the
            same distance says more (the mean removal of Mu and Viswanath 2018, "All-but-the-Top").

    Raises:
        ValueError: the embedding is zero or not finite, or points to nothing but the centre.
    """
    # In double precision: squares and lengths at either end of float32's range leave it.
    exact = embedding.astype(np.float64)
    norm = float(np.linalg.norm(exact))
    if not np.isfinite(norm) or norm == 0.0:
        raise ValueError("embedding is zero or not finite")
    direction = exact / norm
    if centre is not None:
        direction -= centre
        length = float(np.linalg.norm(direction))
        if length == 0.0:
            raise ValueError("embedding points to the centre")
        direction /= length
    return Template(model_id, direction.astype(np.float32), norm)


def require_one_model(templates: Iterable[Template]) -> None:
    """Raise BugError unless the templates, of which there may be none, are of one model and length."""
    kinds = {(template.model_id, template.dimension) for template in templates}
    if len(kinds) > 1:
        raise BugError(
            "Templates of different models",
            "Templates of {models} were to be put together.",
            "Please report this.",
            models=", ".join(sorted(f"{model} ({dimension})" for model, dimension in kinds)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class StoredReference:
    """A template of an enrolled person, as the database holds it."""

    reference_id: ReferenceId
    subject_id: SubjectId
    template: Template
