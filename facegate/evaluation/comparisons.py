"""Comparisons of a pairs file, and their rates (Huang et al. 2007; ISO/IEC 19795-1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nan
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fuse
from facegate.domain.rates import Rate, wilson
from facegate.domain.templates import Template
from facegate.evaluation import bootstrap
from facegate.evaluation.corpus import Sample
from facegate.evaluation.curves import NEVER, ErrorCurve, Scores, curve_of_scores
from facegate.evaluation.pairs import PairList

PAIR_FMRS = {"1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4}
"""False match rates at which the true acceptance rate is told, by their key."""


Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Comparisons of a pairs file.

    Attributes:
        distances: squared, 0..4, infinite where a side has no template, shape (N,).
        mated: shape (N,).
        folds: from 0, shape (N,).
    """

    distances: Scores
    mated: Mask
    folds: npt.NDArray[np.intp]

    @property
    def curve(self) -> ErrorCurve:
        """Errors at every threshold."""
        return curve_of_scores(self.distances[self.mated], self.distances[~self.mated])

    def only(self, kept: Mask) -> Compared:
        """Some of the comparisons."""
        return Compared(self.distances[kept], self.mated[kept], self.folds[kept])

    def right(self, threshold: float) -> Mask:
        """Which decisions are right at a threshold."""
        return np.equal(self.distances <= threshold, self.mated)


def fused_sides(pairs: PairList, samples: Mapping[Path, Sample]) -> dict[str, Template | None]:
    """The template of every side by its name, of several pictures their fusion; None where no picture gave one."""
    fused: dict[str, Template | None] = {}
    for name, side in pairs.sides.items():
        looks = [sample for file in side.files if isinstance(sample := samples[file], Template)]
        fused[name] = (looks[0] if len(looks) == 1 else fuse(looks)) if looks else None
    return fused


def compare_pairs(pairs: PairList, templates: Mapping[str, Template | None]) -> Compared:
    """Compare the sides of every pair."""
    distances = np.full(len(pairs.pairs), inf)
    for place, pair in enumerate(pairs.pairs):
        first, second = templates[pair.first.name], templates[pair.second.name]
        if first is not None and second is not None:
            distances[place] = squared_distance(first, second)
    mated = np.array([pair.mated for pair in pairs.pairs], np.bool_)
    return Compared(distances, mated, np.array([pair.fold for pair in pairs.pairs], np.intp))


def best_threshold(curve: ErrorCurve) -> float:
    """The threshold with the most right decisions; of several the middle one, half way to the next score."""
    wrong = curve.false_matches + curve.false_non_matches
    best = np.flatnonzero(wrong == wrong.min())
    place = int(best[len(best) // 2])
    following = curve.thresholds[min(place + 1, len(curve.thresholds) - 1)]
    return float((curve.thresholds[place] + following) / 2)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Right decisions where each fold's threshold comes from the others.

    Attributes:
        pooled: over all comparisons; its value is None with one fold.
        values, thresholds: of each fold.
    """

    pooled: Rate
    values: tuple[float, ...]
    thresholds: tuple[float, ...]

    def record(self) -> dict[str, Any]:
        """The spread over folds as JSON; the standard error is the spread of their mean."""
        if len(self.values) < 2:
            return {"values": [], "thresholds": [], "mean": None, "std": None, "standard_error": None}
        std = float(np.std(self.values, ddof=1))
        return {
            "values": list(self.values),
            "thresholds": list(self.thresholds),
            "mean": float(np.mean(self.values)),
            "std": std,
            "standard_error": std / len(self.values) ** 0.5,
        }


def accuracy_over_folds(compared: Compared, folds: int) -> Accuracy:
    """LFW's accuracy."""
    if folds < 2:
        return Accuracy(Rate(None, None, None, len(compared.distances)), (), ())
    values, thresholds, right = [], [], 0
    for fold in range(folds):
        here = compared.folds == fold
        threshold = best_threshold(compared.only(~here).curve)
        decisions = compared.only(here).right(threshold)
        right += int(decisions.sum())
        values.append(float(decisions.mean()))
        thresholds.append(threshold)
    return Accuracy(wilson(right, len(compared.distances)), tuple(values), tuple(thresholds))


def rates_record(compared: Compared, threshold: float) -> dict[str, Any]:
    """The rates of some comparisons as JSON."""
    curve = compared.curve
    false_matches, false_non_matches = curve.errors_at(threshold)
    return {
        "mated": curve.mated,
        "non_mated": curve.non_mated,
        "eer": _equal_error(compared, curve).record(),
        "tar_at_fmr": {name: tar_at_fmr(curve, fmr).record() for name, fmr in PAIR_FMRS.items()},
        "fmr": wilson(false_matches, curve.non_mated).record(),
        "fnmr": wilson(false_non_matches, curve.mated).record(),
    }


def tar_at_fmr(curve: ErrorCurve, fmr: float) -> Rate:
    """Mated comparisons that match at the largest threshold with at most that false match rate."""
    threshold = curve.threshold_at_fmr(fmr)
    if curve.non_mated * fmr < 1.0 or threshold == NEVER:
        return Rate(None, None, None, curve.mated)
    return wilson(curve.mated - curve.errors_at(threshold)[1], curve.mated)


def _equal_error(compared: Compared, curve: ErrorCurve) -> Rate:
    """The equal error rate; its interval from comparisons drawn again, mated and non-mated ones apart."""
    found = curve.equal_error()
    trials = min(curve.mated, curve.non_mated)
    if found is None:
        return Rate(None, None, None, trials)
    random = np.random.default_rng(0)
    ours, others = compared.distances[compared.mated], compared.distances[~compared.mated]
    resampled = []
    for _ in range(bootstrap.RESAMPLES):
        drawn = curve_of_scores(random.choice(ours, len(ours)), random.choice(others, len(others))).equal_error()
        resampled.append(nan if drawn is None else drawn[0])
    return bootstrap.interval(found[0], np.array(resampled), trials)
