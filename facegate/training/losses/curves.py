"""The curves of all losses over the angle: where each of them pushes, and how hard. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

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
from facegate.training.losses.target_logits import Array, contrastive_cost, target_logit, triplet_cost

A_DEGREE = 4
"""Points of a curve in each degree: ArcFace's step is to look like one."""

DEGREES: Array = np.arange(180 * A_DEGREE + 1) / A_DEGREE
"""Where the curves are computed."""

_POSITIVE_AT, _NEGATIVE_AT = 60.0, 90.0
"""Degrees of the other two of a triplet while one moves: a fair pair of one person, two people without likeness."""


@dataclass(frozen=True, slots=True, eq=False)
class LossCurve:
    """One line of the picture.

    Attributes:
        losses: kinds that have this curve.
        label: what it is called in the picture, with its formula.
        family: ``logit`` of the right person over its scale, or ``cost`` of a pair.
        values: shape of :data:`DEGREES`.
    """

    losses: tuple[str, ...]
    label: str
    family: Literal["logit", "cost"]
    values: Array


def loss_curves() -> list[LossCurve]:
    """Every loss with its source's parameters; margins that fade in are shown at their end."""
    return [*_logits(), *_costs()]


def _logits() -> list[LossCurve]:
    theta = np.radians(DEGREES)
    additive, arc, sphere, large = AMSoftmaxSpec(), ArcFaceSpec(), SphereFaceSpec(), LSoftmaxSpec()
    plain = (SoftmaxSpec(), L2SoftmaxSpec(), NormFaceSpec())
    named = (
        (tuple(each.kind for each in plain), "Softmax, L2-Softmax, NormFace: cos θ", plain[0]),
        ((additive.kind,), f"AM-Softmax = CosFace: cos θ − {additive.margin:g}", additive),
        ((arc.kind,), f"ArcFace: cos(θ + {arc.margin:g})", arc),
        ((sphere.kind,), f"SphereFace: m = {sphere.margin}, λ = {sphere.annealing.lowest:g}", sphere),
        ((large.kind,), f"L-Softmax: m = {large.margin}, λ = {large.annealing.lowest:g}", large),
    )
    return [LossCurve(kinds, label, "logit", target_logit(spec, theta)) for kinds, label, spec in named]


def _costs() -> list[LossCurve]:
    theta, pair, triplet = np.radians(DEGREES), ContrastiveSpec(), TripletSpec()
    positive, negative = (np.full_like(theta, np.radians(place)) for place in (_POSITIVE_AT, _NEGATIVE_AT))
    other, own = f"negative at {_NEGATIVE_AT:g}°", f"positive at {_POSITIVE_AT:g}°"
    margin, alpha = f"m = {pair.margin:g}", f"α = {triplet.alpha:g}"
    return [
        LossCurve(
            ("contrastive", "center"),
            "One person: contrastive; center, at length 1",
            "cost",
            contrastive_cost(pair, theta, same=True),
        ),
        LossCurve(
            ("triplet",), f"One person: triplet, {alpha}, {other}", "cost", triplet_cost(triplet, theta, negative)
        ),
        LossCurve(
            ("contrastive",), f"Two people: contrastive, {margin}", "cost", contrastive_cost(pair, theta, same=False)
        ),
        LossCurve(("triplet",), f"Two people: triplet, {alpha}, {own}", "cost", triplet_cost(triplet, positive, theta)),
    ]
