"""Which quality score predicts false non-matches best, on pictures whose people are known.

Scores are compared by error versus discard (:mod:`facegate.evaluation.error_versus_discard`)
over all mated comparisons, at given thresholds. Comparisons share samples and people, so
intervals come from drawing whole people again; a difference between two scores is taken in
each draw, where most of the chance cancels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.rates import Rate
from facegate.errors import EvaluationError
from facegate.evaluation.bootstrap import METHOD, Weights, interval, people_weights, share_over_people
from facegate.evaluation.cross_pairs import count_by
from facegate.evaluation.error_versus_discard import Discarding, discarding
from facegate.evaluation.match_fit import fit_matches

LIMITS = (0.2, 0.3)
"""Shares up to which is discarded; the first decides. More than a fifth no enrolment sends back."""

SHOWN = (0.05, 0.1, 0.2, 0.3)
"""Shares whose FNMR is told."""

_BLOCK = 1 << 20
"""Numbers of a block of draws: 8 MB, several times."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ScoredSamples:
    """Templates and what each score says of them; N samples.

    Attributes:
        vectors: of length 1, shape (N, D), float32.
        persons: whose each is, numbers from 0, shape (N,).
        people: how many persons there are.
        scores: by name, higher is better, each of shape (N,).
    """

    vectors: npt.NDArray[np.float32]
    persons: npt.NDArray[np.intp]
    people: int
    scores: Mapping[str, Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class MatedComparisons:
    """All comparisons of samples of one person; M of them.

    Attributes:
        first, second: the samples, shape (M,).
        persons: whose, shape (M,).
        distances: squared, shape (M,).
    """

    first: npt.NDArray[np.intp]
    second: npt.NDArray[np.intp]
    persons: npt.NDArray[np.intp]
    distances: Numbers


def mated_comparisons(samples: ScoredSamples) -> MatedComparisons:
    """Compare every sample with the later ones of its person.

    Raises:
        EvaluationError: nobody has two.
    """
    pairs = [
        np.stack([own[side] for side in np.triu_indices(len(own), 1)])
        for person in range(samples.people)
        if len(own := np.flatnonzero(samples.persons == person)) > 1
    ]
    if not pairs:
        raise EvaluationError(
            "Nothing to compare",
            "Nobody has two pictures that show a face.",
            "Give at least two pictures of each person.",
        )
    first, second = np.concatenate(pairs, axis=1)
    products = np.einsum("ij,ij->i", *(samples.vectors[side].astype(np.float64) for side in (first, second)))
    return MatedComparisons(first, second, samples.persons[first], np.clip(2.0 - 2.0 * products, 0.0, 4.0))


@dataclass(frozen=True, slots=True)
class Prediction:
    """What one score is worth at one threshold.

    Attributes:
        mean_fnmr: while up to each of :data:`LIMITS` is discarded.
        fnmr: after discarding each of :data:`SHOWN`.
        behind: by how much ``mean_fnmr`` up to the first limit is above the best score's; no rate, may be below 0
            at its lower end. None for the best one.
        matches: (middle, spread) of the logistic curve that turns the score into the share that matches.
    """

    mean_fnmr: Mapping[float, Rate]
    fnmr: Mapping[float, Rate]
    behind: Rate | None
    matches: tuple[float, float] | None

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "mean_fnmr_discarding_up_to": {f"{limit:g}": rate.record() for limit, rate in self.mean_fnmr.items()},
            "fnmr_after_discarding": {f"{share:g}": rate.record() for share, rate in self.fnmr.items()},
            "behind_the_best": None if self.behind is None else self.behind.record(),
            "matches": None if self.matches is None else dict(zip(("middle", "spread"), self.matches, strict=True)),
        }


@dataclass(frozen=True, slots=True)
class Predictions:
    """All scores at one threshold, the best first.

    Attributes:
        fnmr: of all comparisons.
    """

    threshold: float
    fnmr: Rate
    by_score: Mapping[str, Prediction]

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "threshold": self.threshold,
            "fnmr": self.fnmr.record(),
            "predictors": {name: each.record() for name, each in self.by_score.items()},
            "intervals": METHOD,
        }


def compare_scores(samples: ScoredSamples, mated: MatedComparisons, threshold: float) -> Predictions:
    """Compare all scores of some samples at a threshold (squared distance)."""
    errors = mated.distances > threshold
    weights = people_weights(samples.people)
    draws = _Draws(weights, mated.persons)
    qualities = {name: np.minimum(score[mated.first], score[mated.second]) for name, score in samples.scores.items()}
    orders = {name: discarding(quality, errors) for name, quality in qualities.items()}
    means = {name: draws.mean_fnmr(order, LIMITS[0]) for name, order in orders.items()}
    ranking = sorted(orders, key=lambda name: float(orders[name].mean_fnmr(LIMITS[0])))
    found = {}
    for name in ranking:
        behind = None if name == ranking[0] else _behind(name, ranking[0], orders, means, len(errors))
        found[name] = Prediction(
            {limit: _mean(orders[name], limit, draws) for limit in LIMITS},
            _after(orders[name], draws),
            behind,
            fit_matches(qualities[name], ~errors),
        )
    return Predictions(threshold, _fnmr(mated, errors, samples.people, weights), found)


def _fnmr(mated: MatedComparisons, errors: npt.NDArray[np.bool_], people: int, weights: Weights) -> Rate:
    return share_over_people(count_by(mated.persons[errors], people), count_by(mated.persons, people), weights)


@dataclass(frozen=True, slots=True, eq=False)
class _Draws:
    """Draws of people, each counting for all comparisons of theirs; a block of draws at a time."""

    weights: Weights
    persons: npt.NDArray[np.intp]

    def mean_fnmr(self, order: Discarding, limit: float) -> Numbers:
        """Shape (draws,)."""
        return np.concatenate([order.mean_fnmr(limit, block) for block in self._blocks()])

    def fnmr(self, order: Discarding, shares: Numbers) -> Numbers:
        """Shape (draws, S)."""
        return np.concatenate([order.fnmr(shares, block) for block in self._blocks()])

    def _blocks(self) -> Iterator[Numbers]:
        rows = max(1, _BLOCK // len(self.persons))
        for start in range(0, len(self.weights), rows):
            yield self.weights[start : start + rows, self.persons]


def _mean(order: Discarding, limit: float, draws: _Draws) -> Rate:
    return interval(float(order.mean_fnmr(limit)), draws.mean_fnmr(order, limit), len(order.order))


def _after(order: Discarding, draws: _Draws) -> dict[float, Rate]:
    shares = np.array(SHOWN)
    values, resampled = order.fnmr(shares), draws.fnmr(order, shares)
    return {
        share: interval(float(values[place]), resampled[:, place], round(len(order.order) * (1 - share)))
        for place, share in enumerate(SHOWN)
    }


def _behind(name: str, best: str, orders: Mapping[str, Discarding], means: Mapping[str, Numbers], trials: int) -> Rate:
    gap = float(orders[name].mean_fnmr(LIMITS[0]) - orders[best].mean_fnmr(LIMITS[0]))
    return interval(gap, means[name] - means[best], trials)
