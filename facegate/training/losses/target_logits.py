"""What losses make of an angle: the target logit of those that classify, the cost of a pair of the others.

Formulas in numbers, apart from the PyTorch that trains with them: tests hold the two against each other.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.training.losses.specs import (
    AMSoftmaxSpec,
    ArcFaceSpec,
    ContrastiveSpec,
    L2SoftmaxSpec,
    LSoftmaxSpec,
    NormFaceSpec,
    SoftmaxSpec,
    SphereFaceSpec,
    TripletSpec,
)

Array: TypeAlias = npt.NDArray[np.float64]

Classifier: TypeAlias = (
    SoftmaxSpec | L2SoftmaxSpec | NormFaceSpec | LSoftmaxSpec | SphereFaceSpec | AMSoftmaxSpec | ArcFaceSpec
)
"""Losses that compare an embedding with a weight of each person."""


def target_logit(spec: Classifier, theta: Array) -> Array:
    """The logit of the right person over its scale (lengths, alpha or s), at the end of the annealing.

    Args:
        spec: the loss.
        theta: radians 0..pi, any shape, between embedding and the person's weight.
    """
    cosine = np.cos(theta)
    match spec:
        case AMSoftmaxSpec():
            return cosine - spec.margin
        case ArcFaceSpec():
            falling = cosine - spec.margin * np.sin(spec.margin)
            return np.where(theta <= np.pi - spec.margin, np.cos(theta + spec.margin), falling)
        case LSoftmaxSpec() | SphereFaceSpec():
            share = spec.annealing.lowest
            return (share * cosine + multiplied_angle(theta, spec.margin)) / (1.0 + share)
        case SoftmaxSpec() | L2SoftmaxSpec() | NormFaceSpec():
            return cosine


def multiplied_angle(theta: Array, margin: int) -> Array:
    """``psi(theta) = (-1)^k cos(m theta) - 2k``, theta in [k pi / m, (k + 1) pi / m] (Liu et al. 2016).

    Falls from 1 to 1 - 2m, continuously.
    """
    turns = np.minimum(np.floor(theta * margin / np.pi), margin - 1)
    return (-1.0) ** turns * np.cos(margin * theta) - 2.0 * turns


def contrastive_cost(spec: ContrastiveSpec, theta: Array, *, same: bool) -> Array:
    """Cost of a pair at an angle: ``D^2 / 2`` of one person, ``max(0, m - D)^2 / 2`` of two."""
    squared = 2.0 - 2.0 * np.cos(theta)
    if same:
        return 0.5 * squared
    return 0.5 * np.maximum(0.0, spec.margin - np.sqrt(squared + spec.epsilon)) ** 2


def triplet_cost(spec: TripletSpec, positive: Array, negative: Array) -> Array:
    """``max(0, |a - p|^2 - |a - n|^2 + alpha)`` for the angles from the anchor to both, radians."""
    return np.maximum(0.0, 2.0 * np.cos(negative) - 2.0 * np.cos(positive) + spec.alpha)
