"""Score statistics of templates whose people are known: how the bundled ones are made.

Every person's template is fused of their references, as in the gallery.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.calibration import LookCorrelation
from facegate.domain.ids import ModelId
from facegate.domain.rate_curves import Histogram
from facegate.evaluation.statistics import EDGES, LEVELS, MatedStatistics, ScoreStatistics
from facegate.evaluation.tails import LEAST_EXCEEDANCES, Tail, fit_tail

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]
"""Shape (N, D), unit length."""
Owners = npt.NDArray[np.intp]
"""Shape (N,), whose each vector is, from 0."""

TAIL_SHARE = 1e-3
"""Of the distances, that lie in the tail: on LFW the fitted shape hardly moves from 3e-4 to 1e-2."""

_OTHER_SHARES = (3e-4, 1e-3, 3e-3)
"""The bootstrap draws one of these each time, so that the choice counts as a source of doubt."""

_RESAMPLES = 300
_REFERENCE_COUNTS = (1, 2, 3, 5)
_SPLITS = 6
"""Random choices of references, averaged."""

_STRETCH_LEVEL = 1e-4
"""Rate at which the widening by fusion is measured: deep enough to matter, and seen often enough."""

_LEAST_SPREAD_COUNT = 200
"""Comparisons at a level, each counted for both persons, before it says how people differ."""

_GROWTH_LEVELS = 4
"""Levels, two factors of ten, that the spread's growth is taken from."""

_BLOCK = 1024
"""Rows compared at once."""

TRACK = 0.92
"""Correlation of looks at one track, 0.1 s apart, SFace: 13 clips of people who talk and turn, towards strangers (0.81
to 0.97 a clip). No clip shows somebody who is enrolled from another day, so a track is taken to be as steady towards
its own person."""

_TRACK_SEEN = ("sface-2021dec-centred",)
"""Models whose templates of these clips were compared."""

_TRACK_DOUBT = 0.11
"""With any other model a track may be as restless as the worst of these clips, or one look."""

_LOOKS_A_PERSON = 5
"""Of the same person that are compared with one another, at most: nobody with hundreds outweighs the others."""


@dataclass(frozen=True, slots=True, eq=False)
class _Close:
    """Non-mated pairs below a distance."""

    distances: Floats
    first: Owners
    second: Owners


def measure(vectors: Vectors, owners: Owners, model_id: ModelId, source: str, date: str) -> ScoreStatistics:
    """Statistics of single looks and of fused references.

    Args:
        vectors: see :data:`Vectors`.
        owners: see :data:`Owners`.
        model_id: the embedder.
        source: what the statistics say of themselves.
        date: ISO date.

    Raises:
        ValueError: too few people to see a tail.
    """
    people = int(owners.max()) + 1
    looks = np.bincount(owners, minlength=people)
    histogram, by_person = _non_mated(vectors, owners, people)
    close = _closest(vectors, owners, histogram.quantile(2 * max(_OTHER_SHARES)))
    total = round(histogram.total)
    if close.distances.size * min(_OTHER_SHARES) / (2 * max(_OTHER_SHARES)) < LEAST_EXCEEDANCES:
        raise ValueError("too few people for a tail")
    tail = _tail(close.distances, np.ones(close.distances.size, np.int64), total, TAIL_SHARE)
    doubt = 0.0 if model_id in _TRACK_SEEN else _TRACK_DOUBT
    return ScoreStatistics(
        model_id=model_id,
        source=source,
        date=date,
        people=people,
        images=len(vectors),
        comparisons=total,
        person_pairs=people * (people - 1) // 2,
        non_mated=histogram,
        tail=tail,
        log_sd=_bootstrapped(close, looks, tail),
        person_spread=_person_spread(by_person, looks, len(vectors)),
        stretch={count: _stretch(vectors, owners, count) for count in _reference_counts(looks)},
        mated={count: _mated(vectors, owners, count) for count in _reference_counts(looks)},
        non_mated_looks=LookCorrelation(TRACK, _non_mated_apart(vectors, owners, histogram), doubt),
        mated_looks=LookCorrelation(TRACK, _mated_apart(vectors, owners), doubt),
    )


def left_out(vectors: Vectors, owners: Owners, folds: int, rate: float) -> tuple[float, int]:
    """The tail fitted without a fold's people, and how many of its own distances lie below a rate.

    The threshold is the one at which the fit has ``rate``.

    Returns:
        Distances expected and seen, summed over folds.
    """
    expected, seen = 0.0, 0
    for fold in range(folds):
        inside = owners % folds == fold
        rest, others = vectors[~inside], owners[~inside]
        histogram, _ = _non_mated(rest, others, int(owners.max()) + 1)
        close = _closest(rest, others, histogram.quantile(2 * TAIL_SHARE))
        tail = _tail(close.distances, np.ones(close.distances.size, np.int64), round(histogram.total), TAIL_SHARE)
        threshold = _threshold_at(tail, rate)
        held = vectors[inside]
        cosines = held @ held.T
        different = np.triu(owners[inside][:, None] != owners[inside][None], 1)
        seen += int(((2.0 - 2.0 * cosines <= threshold) & different).sum())
        expected += rate * int(different.sum())
    return expected, seen


def _reference_counts(looks: npt.NDArray[np.int64]) -> list[int]:
    """Numbers of references that somebody has, with one look more."""
    return [count for count in _REFERENCE_COUNTS if count < looks.max()]


def _non_mated(vectors: Vectors, owners: Owners, people: int) -> tuple[Histogram, Floats]:
    """All cross pairs, and how many of each person's lie below the distance of every level, shape (levels, people)."""
    fine = np.zeros((len(vectors), EDGES.size - 1), np.int32)
    for start in range(0, len(vectors), _BLOCK):
        block = slice(start, start + _BLOCK)
        distances = np.clip(2.0 - 2.0 * vectors[block] @ vectors.T, 0.0, 4.0)
        bins = np.minimum((distances / EDGES[1]).astype(np.int64), EDGES.size - 2)
        bins[owners[block][:, None] == owners[None]] = -1
        for row, own in enumerate(bins, start):
            fine[row] = np.bincount(own[own >= 0], minlength=EDGES.size - 1)
    counts: Floats = fine.sum(axis=0) / 2.0
    below = np.concatenate([[0.0], np.cumsum(counts)]) / counts.sum()
    edges = [min(EDGES.size - 1, int(np.searchsorted(below, level))) for level in LEVELS]
    looks = np.stack([fine[:, :edge].sum(axis=1) for edge in edges]).astype(np.float64)
    by_person = np.stack([np.bincount(owners, weights=row, minlength=people) for row in looks]).astype(np.float64)
    return Histogram(EDGES.copy(), counts), by_person


def _closest(vectors: Vectors, owners: Owners, limit: float) -> _Close:
    distances, first, second = [], [], []
    for start in range(0, len(vectors), _BLOCK):
        found = 2.0 - 2.0 * vectors[start : start + _BLOCK] @ vectors.T
        rows, columns = np.nonzero(found < limit)
        kept = (columns > rows + start) & (owners[rows + start] != owners[columns])
        distances.append(found[rows[kept], columns[kept]])
        first.append(owners[rows[kept] + start])
        second.append(owners[columns[kept]])
    return _Close(
        np.maximum(0.0, np.concatenate(distances).astype(np.float64)), np.concatenate(first), np.concatenate(second)
    )


def _tail(distances: Floats, times: npt.NDArray[np.int64], total: float, share: float) -> Tail:
    """Of distances that each count ``times``, out of ``total`` pairs."""
    repeated = np.sort(np.repeat(distances, times))
    count = min(repeated.size - 1, max(LEAST_EXCEEDANCES, round(share * total)))
    threshold = float(repeated[count])
    return fit_tail(threshold - repeated[:count], threshold, count / total)


def _threshold_at(tail: Tail, rate: float) -> float:
    grid = np.linspace(0.0, tail.threshold, 4001)
    return float(np.interp(np.log(rate), tail.log_rates(grid), grid))


def _bootstrapped(close: _Close, looks: npt.NDArray[np.int64], tail: Tail) -> Floats:
    """Deviation of the rate's logarithm at every level: whole people are drawn again (Bolle et al. 2004).

    Taken from the upper side of the resamples: the lower one runs away where a fitted distribution ends.
    """
    random = np.random.default_rng(0)
    grid = np.array([_threshold_at(tail, level) for level in np.minimum(LEVELS, tail.share)])
    logs = []
    for _ in range(_RESAMPLES):
        drawn = np.bincount(random.integers(0, looks.size, looks.size), minlength=looks.size)
        pictures = drawn * looks
        total = (pictures.sum() ** 2 - (pictures.astype(np.float64) ** 2).sum()) / 2.0
        times = drawn[close.first] * drawn[close.second]
        resampled = _tail(close.distances, times, total, float(random.choice(_OTHER_SHARES)))
        logs.append(resampled.log_rates(np.minimum(grid, resampled.threshold)))
    upper, middle = np.percentile(np.array(logs), [97.5, 50.0], axis=0)
    return np.maximum.accumulate((upper - middle) / 1.96)


def _person_spread(by_person: Floats, looks: npt.NDArray[np.int64], images: int) -> Floats:
    """Variance between people beyond that of counting, relative to the mean squared, at every level.

    The rarer the match, the more people differ: where too few are seen, the growth of the last levels goes on,
    straight over both logarithms.
    """
    tried = looks * (images - looks).astype(np.float64)
    spreads: list[float] = []
    for counts in by_person:
        # Below some hundred comparisons nothing is left beside the counting.
        if counts.sum() < _LEAST_SPREAD_COUNT and spreads:
            break
        expected = tried * counts.sum() / tried.sum()
        beyond = ((counts - expected) ** 2).sum() - expected.sum()
        spreads.append(max(0.0, float(beyond / (expected**2).sum())))
    seen = np.maximum.accumulate(np.array(spreads))
    return np.concatenate([seen, seen[-1] * np.exp(_growth(seen) * np.arange(1, LEVELS.size - seen.size + 1))])


def _growth(seen: Floats) -> float:
    """Of the spread's logarithm for each level, by least squares over the last that were seen."""
    last = seen[-_GROWTH_LEVELS:]
    last = last[last > 0.0]
    if last.size < 2:
        return 0.0
    slope = float(np.polyfit(np.arange(last.size), np.log(last), 1)[0])
    # No spread grows faster than the rate falls: then one person alone has all matches.
    return min(max(0.0, slope), float(np.log(LEVELS[0] / LEVELS[1])))


def _templates(vectors: Vectors, owners: Owners, count: int) -> list[tuple[Vectors, int, Owners]]:
    """Fused templates of everybody with more than ``count`` looks: the template, whose, and the looks left over."""
    random = np.random.default_rng(count)
    made = []
    for group in _groups(owners):
        if len(group) <= count:
            continue
        for _ in range(_SPLITS):
            drawn = random.permutation(group)
            mean = vectors[drawn[:count]].sum(axis=0)
            made.append((mean / np.linalg.norm(mean), int(owners[group[0]]), drawn[count:]))
    return made


def _stretch(vectors: Vectors, owners: Owners, count: int) -> float:
    """How much farther from the middle the distance of a low rate lies against fused templates."""
    if count == 1:
        return 1.0
    levels = []
    made = _templates(vectors, owners, count)
    for references in (1, count):
        if references == 1:
            templates = np.stack([vectors[left[0]] for _, _, left in made])
        else:
            templates = np.stack([template for template, _, _ in made])
        whose = np.array([owner for _, owner, _ in made])
        distances = np.concatenate(
            [
                (2.0 - 2.0 * vectors[start : start + _BLOCK] @ templates.T)[
                    owners[start : start + _BLOCK][:, None] != whose[None]
                ]
                for start in range(0, len(vectors), _BLOCK)
            ]
        )
        lowest = max(1, int(_STRETCH_LEVEL * distances.size))
        levels.append(float(np.median(distances)) - float(np.partition(distances, lowest)[lowest]))
    return max(1.0, levels[1] / levels[0])


def _mated(vectors: Vectors, owners: Owners, count: int) -> MatedStatistics:
    counts = np.zeros(EDGES.size - 1)
    people = set()
    for template, owner, left in _templates(vectors, owners, count):
        distances = np.clip(2.0 - 2.0 * vectors[left] @ template, 0.0, 4.0)
        bins = np.minimum((distances / EDGES[1]).astype(np.int64), EDGES.size - 2)
        counts += np.bincount(bins, minlength=EDGES.size - 1) / (len(left) * _SPLITS)
        people.add(owner)
    return MatedStatistics(len(people), Histogram(EDGES.copy(), counts))


def _non_mated_apart(vectors: Vectors, owners: Owners, histogram: Histogram) -> float:
    """Correlation of a person's pictures towards one picture of somebody else, on a normal scale."""
    _, first = np.unique(owners, return_index=True)
    below = np.concatenate([[0.0], np.cumsum(histogram.counts)]) / histogram.total
    products, squares = [], []
    for group in _groups(owners):
        looks = vectors[group[:_LOOKS_A_PERSON]]
        if len(looks) < 2:
            continue
        others = vectors[first[owners[first] != owners[group[0]]]]
        scores = _normal(np.interp(2.0 - 2.0 * looks @ others.T, histogram.edges, below))
        products.append(float(_pairs(scores).mean()))
        squares.append(float((scores**2).mean()))
    return _within(products, squares)


def _mated_apart(vectors: Vectors, owners: Owners) -> float:
    """Correlation of a person's pictures towards one more of their own, on a normal scale."""
    found = [
        2.0 - 2.0 * vectors[left[:_LOOKS_A_PERSON]] @ template
        for template, _, left in _templates(vectors, owners, 1)
        if len(left) > 1
    ]
    if not found:
        return 0.0
    everything = np.sort(np.concatenate(found))
    products, squares = [], []
    for distances in found:
        scores = _normal((np.searchsorted(everything, distances) + 0.5) / everything.size)
        products.append(float(_pairs(scores)))
        squares.append(float((scores**2).mean()))
    return _within(products, squares)


def _pairs(scores: Floats) -> Floats:
    """Mean product of two different rows."""
    count = len(scores)
    products: Floats = (scores.sum(axis=0) ** 2 - (scores**2).sum(axis=0)) / (count * (count - 1))
    return products


def _within(products: list[float], squares: list[float]) -> float:
    """A correlation 0..1 of scores whose mean is 0."""
    return round(min(max(0.0, sum(products) / max(sum(squares), 1e-9)), 1.0), 3) if products else 0.0


def _normal(shares: Floats) -> Floats:
    """Normal scores of shares 0..1."""
    scores = np.linspace(-6.0, 6.0, 2401)
    table = np.array([0.5 * math.erfc(-score / math.sqrt(2.0)) for score in scores])
    found: Floats = np.interp(shares, table, scores)
    return found


def _groups(owners: Owners) -> list[Owners]:
    """Where each person's vectors are."""
    order = np.argsort(owners, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(owners[order])) + 1)
