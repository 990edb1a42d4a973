"""Distance to probability: logistic regression between mated and non-mated distances (Platt 2000)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from facegate.domain.calibration import Probability
from facegate.domain.rate_curves import RateCurve

Floats = npt.NDArray[np.float64]

PRIOR = 0.5
"""As many same-person pairs as others: what a 1:1 comparison takes for granted before it looks."""

_STEPS = 100
_RIDGE = 1e-9
"""Keeps the matrix invertible where the two distributions hardly overlap."""


def fit_probability(false_match: RateCurve, false_non_match: RateCurve) -> Probability | None:
    """Newton's method on the two distributions, each with a total weight of one; None where it finds no falling curve.

    Args:
        false_match: rises with the distance: the distribution function of non-mated distances.
        false_non_match: falls with it: one less the distribution function of mated ones.
    """
    edges = false_match.distances
    middle = (edges[:-1] + edges[1:]) / 2
    non_mated = np.diff(np.exp(false_match.log_rates))
    mated = -np.diff(np.exp(false_non_match.log_rates))
    design = np.stack([np.ones_like(middle), middle])
    weights, share = mated + non_mated, mated
    coefficients = np.zeros(2)
    for _ in range(_STEPS):
        fitted = 1.0 / (1.0 + np.exp(-np.clip(coefficients @ design, -500.0, 500.0)))
        gradient = design @ (share - weights * fitted)
        curvature = (design * (weights * fitted * (1.0 - fitted))) @ design.T + _RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        # A full step may overshoot where the distributions lie far apart.
        coefficients = coefficients + np.clip(step, -5.0, 5.0)
        if float(np.abs(step).max()) < 1e-10:
            break
    intercept, slope = float(coefficients[0]), float(coefficients[1])
    return Probability(intercept, slope, PRIOR) if slope < 0.0 and np.isfinite(coefficients).all() else None
