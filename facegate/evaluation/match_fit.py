"""Turns a quality score into a probability: logistic regression of matches on the score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_ROUNDS = 100
"""Newton's method needs about ten."""

_DONE = 1e-10
"""Change of the coefficients, in standard deviations of the score, at which it has arrived."""

_RIDGE = 1e-6
"""Weight of a penalty on the slope: where a score separates perfectly, the likeliest slope is infinite."""

_HALVINGS = 30
"""Of a step that would make things worse."""


def fit_matches(scores: npt.NDArray[np.float64], matched: npt.NDArray[np.bool_]) -> tuple[float, float] | None:
    """(middle, spread) of the curve ``1 / (1 + exp((middle - score) / spread))`` that fits best.

    Args:
        scores: of the poorer sample of each mated comparison, higher is better, finite, shape (N,).
        matched: which match, shape (N,).

    Returns:
        None where all match or none, or where the score falls with the share that matches: it predicts nothing.
    """
    deviation = float(scores.std()) if len(scores) else 0.0
    if deviation == 0.0 or matched.all() or not matched.any():
        return None
    centre = float(scores.mean())
    design = np.column_stack((np.ones(len(scores)), (scores - centre) / deviation))
    beta = np.zeros(2)
    for _ in range(_ROUNDS):
        step = _newton_step(design, matched, beta)
        size = 1.0
        for _ in range(_HALVINGS):
            if _loss(design, matched, beta + size * step) <= _loss(design, matched, beta):
                break
            size /= 2
        beta = beta + size * step
        if np.abs(size * step).max() < _DONE:
            break
    intercept, slope = (float(value) for value in beta)
    if slope <= 0.0:
        return None
    return centre - intercept / slope * deviation, deviation / slope


def _loss(design: npt.NDArray[np.float64], matched: npt.NDArray[np.bool_], beta: npt.NDArray[np.float64]) -> float:
    """Mean negative log likelihood, and the penalty."""
    logits = design @ beta
    return float(np.logaddexp(0.0, np.where(matched, -logits, logits)).mean() + _RIDGE / 2 * beta[1] ** 2)


def _newton_step(
    design: npt.NDArray[np.float64], matched: npt.NDArray[np.bool_], beta: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    shares = 0.5 * (1.0 + np.tanh(design @ beta / 2))
    penalty = np.array([0.0, _RIDGE])
    slope = design.T @ (shares - matched) / len(design) + penalty * beta
    bend = (design * (shares * (1.0 - shares))[:, None]).T @ design / len(design) + np.diag(penalty)
    # Far out nothing bends any more; a step of steepest descent is right there too.
    bend += np.eye(2) * _RIDGE
    return np.asarray(np.linalg.solve(bend, -slope))
