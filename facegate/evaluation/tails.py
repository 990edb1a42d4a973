"""The lower tail of non-mated distances: peaks over threshold, a generalised Pareto distribution (Pickands 1975).

SFace on LFW: fitted without a fold of the people, 145, 14.5 and 4.3 of the fold's own distances were expected below
the rates 1e-4, 1e-5 and 3e-6, and 147, 15 and 4 were seen (five folds together). An exponential tail expects twice as
many at the lowest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TAIL_MODEL = "generalised Pareto (peaks over threshold)"

LEAST_EXCEEDANCES = 50
"""Fewer distances beyond the threshold give no shape worth the name."""

_LOG_FLOOR = np.log(1e-15)
"""Below it a straight line goes on: the fitted distribution may end somewhere, real faces do not promise that."""


@dataclass(frozen=True, slots=True)
class Tail:
    """``P(distance <= t) = share * (1 + shape * (threshold - t) / scale) ** (-1 / shape)`` below the threshold.

    Attributes:
        threshold: squared distance below which it holds.
        share: of all distances that lie below it.
        shape: negative where the distribution ends, 0 for an exponential one.
        scale: squared distance, positive.
    """

    threshold: float
    share: float
    shape: float
    scale: float

    def log_rates(self, distances: Floats) -> Floats:
        """Natural logarithm of the rate at distances at or below the threshold; falls for ever."""
        depth = np.maximum(0.0, self.threshold - distances) / self.scale
        if abs(self.shape) < 1e-9:
            exponential: Floats = np.log(self.share) - depth
            return exponential
        inside = np.maximum(1.0 + self.shape * depth, 1e-300)
        logs: Floats = np.log(self.share) - np.log(inside) / self.shape
        if self.shape > 0:
            return logs
        # The depth at which the floor is reached, and the slope there.
        end = (np.exp(self.shape * (np.log(self.share) - _LOG_FLOOR)) - 1.0) / self.shape
        slope = 1.0 / (1.0 + self.shape * end)
        prolonged: Floats = np.where(depth < end, logs, _LOG_FLOOR - slope * (depth - end))
        return prolonged


def fit_tail(exceedances: Floats, threshold: float, share: float) -> Tail:
    """Fit by probability-weighted moments (Hosking and Wallis 1987): closed form, steady with few values.

    Args:
        exceedances: ``threshold - distance`` of the distances below it, shape (N,), at least
            :data:`LEAST_EXCEEDANCES`.
        threshold: as of :class:`Tail`.
        share: as of :class:`Tail`.
    """
    ordered = np.sort(exceedances)
    count = ordered.size
    mean = float(ordered.mean())
    # Estimate of E[y (1 - F(y))], with the plotting position (i - 0.35) / n.
    weights = 1.0 - (np.arange(1, count + 1) - 0.35) / count
    weighted = float(ordered @ weights) / count
    shape = 2.0 - mean / (mean - 2.0 * weighted)
    scale = 2.0 * mean * weighted / (mean - 2.0 * weighted)
    return Tail(threshold, share, shape, scale)
