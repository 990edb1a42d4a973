"""False matches and false non-matches at every threshold (ISO/IEC 19795-1), by pure arithmetic.

A pair matches where its squared distance is at or below the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE

Scores: TypeAlias = npt.NDArray[np.float64]
"""Squared distances 0..4, shape (N,); infinite where no comparison was possible."""

Counts: TypeAlias = npt.NDArray[np.int64]

STEPS = 10_000
"""Bins of a histogram for each unit of distance: finer by a hundred than thresholds are set."""

BINS = round(MAX_DISTANCE * STEPS)

_ROUNDING = 5e-3
"""Bins that a distance may lie above an edge and still be at it: twice the rounding of float32 at 4."""

NEVER = -1.0
"""The threshold at which nothing matches; every curve begins with it."""


@dataclass(frozen=True, slots=True, eq=False)
class ErrorCurve:
    """Errors by threshold.

    Attributes:
        thresholds: ascending, shape (K,), the first :data:`NEVER`.
        false_matches: non-mated comparisons at or below each, shape (K,).
        false_non_matches: mated comparisons above each, shape (K,).
        mated, non_mated: comparisons.
    """

    thresholds: Scores
    false_matches: Counts
    false_non_matches: Counts
    mated: int
    non_mated: int

    @property
    def fmr(self) -> Scores:
        """False match rate at each threshold, 0..1, rising; NaN without non-mated comparisons."""
        return _share(self.false_matches, self.non_mated)

    @property
    def fnmr(self) -> Scores:
        """False non-match rate at each threshold, 0..1, falling; NaN without mated comparisons."""
        return _share(self.false_non_matches, self.mated)

    def errors_at(self, threshold: float) -> tuple[int, int]:
        """(false matches, false non-matches) at a threshold."""
        place = max(0, int(np.searchsorted(self.thresholds, threshold, side="right")) - 1)
        return int(self.false_matches[place]), int(self.false_non_matches[place])

    def threshold_at_fmr(self, fmr: float) -> float:
        """The largest threshold of the curve whose false match rate is at most ``fmr``; maybe :data:`NEVER`."""
        allowed = int(np.floor(fmr * self.non_mated * (1.0 + 1e-12)))
        return float(self.thresholds[int(np.searchsorted(self.false_matches, allowed, side="right")) - 1])

    def equal_error(self) -> tuple[float, float] | None:
        """(rate, threshold) where FMR and FNMR meet, between the two points around it; None without both kinds."""
        if not self.mated or not self.non_mated:
            return None
        fmr, fnmr = self.fmr, self.fnmr
        after = int(np.argmax(fmr >= fnmr))
        if after == 0 or fmr[after] == fnmr[after]:
            return float(fmr[after]), float(self.thresholds[after])
        before = after - 1
        gap_before, gap_after = fnmr[before] - fmr[before], fmr[after] - fnmr[after]
        share = gap_before / (gap_before + gap_after)
        return float(fmr[before] + share * (fmr[after] - fmr[before])), float(self.thresholds[after])


def _share(errors: Counts, trials: int) -> Scores:
    return errors / trials if trials else np.full(errors.shape, np.nan)


def curve_of_scores(mated: Scores, non_mated: Scores) -> ErrorCurve:
    """The exact curve; its thresholds are the scores themselves. NaN never matches."""
    ours, others = (np.sort(np.nan_to_num(scores, nan=inf, posinf=inf)) for scores in (mated, non_mated))
    both = np.unique(np.concatenate((ours, others)))
    thresholds = np.concatenate(((NEVER,), both[np.isfinite(both)]))
    return ErrorCurve(
        thresholds,
        np.searchsorted(others, thresholds, side="right").astype(np.int64),
        (len(ours) - np.searchsorted(ours, thresholds, side="right")).astype(np.int64),
        len(ours),
        len(others),
    )


@dataclass(frozen=True, slots=True, eq=False)
class DistanceCounts:
    """Counts of distances in :data:`STEPS` bins for each unit.

    Attributes:
        counts: shape (BINS + 2,): bin i holds the distances above (i - 1) steps and up to i steps,
            the last one comparisons that were not possible.
    """

    counts: Counts

    @property
    def total(self) -> int:
        """Comparisons, those that were not possible included."""
        return int(self.counts.sum())

    def __add__(self, other: DistanceCounts) -> DistanceCounts:
        return DistanceCounts(self.counts + other.counts)

    def with_impossible(self, count: int) -> DistanceCounts:
        """The same and ``count`` comparisons that were not possible."""
        counts = self.counts.copy()
        counts[-1] += count
        return DistanceCounts(counts)

    def coarse(self, bins: int) -> tuple[Scores, Counts]:
        """For pictures: (edges, shape (bins + 1,); counts, shape (bins,)); ``bins`` divides :data:`BINS`."""
        shared = self.counts[1:-1].reshape(bins, -1).sum(axis=1)
        shared[0] += self.counts[0]
        return np.linspace(0.0, MAX_DISTANCE, bins + 1), shared


def bins_of(distances: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    """The bin of each distance; infinite and NaN: the last."""
    within = np.clip(np.nan_to_num(distances.astype(np.float64), nan=inf, posinf=inf), 0.0, 2 * MAX_DISTANCE)
    steps = np.maximum(0.0, np.ceil(within * STEPS - _ROUNDING))
    return np.asarray(np.minimum(steps, BINS + 1), np.int64)


def counts_of(distances: npt.NDArray[np.floating]) -> DistanceCounts:
    """Count distances."""
    return DistanceCounts(np.bincount(bins_of(distances), minlength=BINS + 2).astype(np.int64))


def curve_of_counts(mated: DistanceCounts, non_mated: DistanceCounts) -> ErrorCurve:
    """The curve at every bin's upper edge."""
    thresholds = np.concatenate(((NEVER,), np.arange(BINS + 1) / STEPS))
    matched = np.concatenate(((0,), np.cumsum(non_mated.counts[:-1])))
    missed = mated.total - np.concatenate(((0,), np.cumsum(mated.counts[:-1])))
    return ErrorCurve(thresholds, matched, missed, mated.total, non_mated.total)
