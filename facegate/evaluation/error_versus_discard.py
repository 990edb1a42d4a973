"""Error versus discard: does a quality score know which comparisons will fail? By pure arithmetic.

Grother and Tabassi 2007, "Performance of Biometric Quality Measures"; ISO/IEC
29794-1. Mated comparisons are discarded from the one with the poorest sample on;
what is left of FNMR at a fixed threshold is drawn over the share that was
discarded. A good score makes it fall quickly, a useless one leaves it level.
The quality of a comparison is that of the poorer of its two samples.

The area under the curve up to a share, divided by that share, sums it up: the mean
FNMR while up to so much is discarded (Schlett et al. 2023, "Considerations on the
Evaluation of Biometric Quality Assessment Algorithms": the partial area, because
nobody discards more). Comparisons of the same quality are discarded together, in
equal parts, so that their order says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

STEPS = 200
"""Shares between 0 and the limit at which a curve is taken to find the area below it."""


@dataclass(frozen=True, slots=True, eq=False)
class Discarding:
    """Mated comparisons in the order in which a score discards them.

    Attributes:
        order: of the comparisons, the poorest first, shape (N,).
        ends: where runs of equal quality end in that order, ascending, the last N, shape (R,).
        errors: 1 where the comparison is a false non-match, else 0; in that order, shape (N,).
    """

    order: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]
    errors: Numbers

    def fnmr(self, shares: Numbers, weights: Numbers | None = None) -> Numbers:
        """FNMR of what is left, 0..1.

        Args:
            shares: of all comparisons that are discarded, 0 to below 1, shape (S,).
            weights: how often each comparison counts, as they came, shape (N,) or (B, N); None: once.

        Returns:
            Shape (S,) or (B, S); NaN where nothing counts.
        """
        counted = np.ones(len(self.order)) if weights is None else weights
        rows = np.atleast_2d(counted)[:, self.order]
        trials, errors = (self._sums(each) for each in (rows, rows * self.errors))
        with np.errstate(invalid="ignore", divide="ignore"):
            left = np.stack([_left(*each, shares) for each in zip(trials, errors, strict=True)])
        return left if counted.ndim == 2 else left[0]

    def mean_fnmr(self, limit: float, weights: Numbers | None = None) -> Numbers:
        """Mean FNMR while 0 to ``limit`` of the comparisons are discarded: 0..1, shape () or (B,)."""
        shares = np.linspace(0.0, limit, STEPS + 1)
        return np.asarray(np.trapezoid(self.fnmr(shares, weights), shares, axis=-1) / limit)

    def _sums(self, rows: Numbers) -> Numbers:
        """Sums up to the end of each run, from 0 on, shape (B, R + 1)."""
        sums = np.cumsum(rows, axis=1)[:, self.ends - 1]
        return np.concatenate((np.zeros((len(rows), 1)), sums), axis=1)


def _left(trials: Numbers, errors: Numbers, shares: Numbers) -> Numbers:
    """Errors over trials that are left, where sums of both are known up to the end of each run."""
    gone = shares * trials[-1]
    left: Numbers = (errors[-1] - np.interp(gone, trials, errors)) / (trials[-1] - gone)
    return left


def discarding(qualities: Numbers, errors: npt.NDArray[np.bool_]) -> Discarding:
    """Order mated comparisons by quality.

    Args:
        qualities: of the poorer sample of each, any scale, higher is better, shape (N,); N > 0. NaN is the poorest.
        errors: which are false non-matches, shape (N,).

    Raises:
        ValueError: the shapes differ, or there is no comparison.
    """
    if qualities.shape != errors.shape or qualities.ndim != 1 or not len(qualities):
        raise ValueError(f"need as many qualities as errors, at least one; got {qualities.shape} and {errors.shape}")
    known = np.nan_to_num(qualities, nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    order = np.argsort(known, kind="stable")
    ranked = known[order]
    ends = np.append(np.flatnonzero(ranked[1:] != ranked[:-1]) + 1, len(ranked))
    return Discarding(order, ends.astype(np.intp), errors[order].astype(np.float64))
