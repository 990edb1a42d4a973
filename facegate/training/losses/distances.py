"""Distances on the unit sphere, with gradients that stay finite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from pytorch_metric_learning.distances import LpDistance
from torch import Tensor
from torch.nn.functional import normalize

if TYPE_CHECKING:
    from pytorch_metric_learning.distances import BaseDistance

FURTHEST = 4.0
"""The squared Euclidean distance of opposite unit vectors."""


def unit(embeddings: Tensor) -> Tensor:
    """Embeddings (B, D) brought to length 1; a vector of zeros stays one."""
    return normalize(embeddings, dim=1)


def squared_distances(ours: Tensor, others: Tensor) -> Tensor:
    """Squared Euclidean distances (A, B), 0..4, of unit vectors (A, D) and (B, D): ``2 - 2 cos``."""
    return torch.clamp(2.0 - 2.0 * ours @ others.T, 0.0, FURTHEST)


def squared_euclidean() -> BaseDistance:
    """The same, in the form that pytorch-metric-learning's losses and miners take; normalises by itself."""
    return LpDistance(normalize_embeddings=True, p=2, power=2)
