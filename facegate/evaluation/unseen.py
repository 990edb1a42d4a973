"""How well embeddings tell people apart who had no part in training: all pairs, and ten folds in LFW's manner.

The record's keys; a rate is ``{"value", "ci95", "n"}``, null where the data cannot show it:

- ``people``, ``templates``, ``mated``, ``non_mated``: over every pair of pictures;
- ``eer`` and its ``threshold``; ``tar_at_fmr``: ``{"1e-2", "1e-3"}``, which FaceNet calls VAL at FAR;
- ``folds``: ``{"folds", "apart", "pairs", "accuracy", "val"}``: ``apart`` is true where no person is in two folds,
  ``accuracy`` and each of ``val``'s ``{"1e-2", "1e-3"}`` have ``mean``, ``std`` and ``standard_error`` over folds,
  null where a fold has too few pairs of either kind;
- ``roc``: :mod:`facegate.evaluation.roc_points`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE
from facegate.evaluation.comparisons import Compared, accuracy_over_folds
from facegate.evaluation.cross_pairs import CrossRates, compare_all, template_set
from facegate.evaluation.fold_rates import val_over_folds
from facegate.evaluation.roc_points import roc_points

FARS = {"1e-2": 1e-2, "1e-3": 1e-3}
"""False accept rates at which VAL is told, by their key."""

_MOST_MATED = 300
"""Mated pairs of a fold: as many as LFW's has."""

_OTHERS_EACH = 10
"""Non-mated pairs for each mated one: ten folds of 300 then show a rate of 1e-3 by 27 false accepts."""

_PEOPLE_EACH = 2
"""People that a fold of its own needs at least."""

Vectors = npt.NDArray[np.float32]
"""Shape (N, D), each of length 1."""

Persons = npt.NDArray[np.intp]
"""Whose each is, numbers from 0, shape (N,)."""


def rate_unseen(vectors: Vectors, persons: Persons, folds: int, seed: int, *, curve: bool) -> dict[str, Any]:
    """Rate embeddings.

    Args:
        vectors: see :data:`Vectors`.
        persons: see :data:`Persons`.
        folds: at least two.
        seed: of the pairs that the folds are made of.
        curve: with ``roc``.
    """
    people = int(persons.max()) + 1
    rates = CrossRates(compare_all(template_set(vectors, persons, np.empty(0, np.intp), people)))
    equal = rates.curve.equal_error()
    found = rates.record(MAX_DISTANCE if equal is None else equal[1], FARS)
    record = {
        "people": people,
        **{key: found[key] for key in ("templates", "mated", "non_mated", "eer", "tar_at_fmr")},
        "threshold": None if equal is None else equal[1],
        "folds": _fold_record(vectors, persons, folds, seed),
    }
    return {**record, "roc": roc_points(rates)} if curve else record


def summary(record: dict[str, Any]) -> dict[str, Any]:
    """The numbers that are followed while a run goes on: ``eer``, ``val`` and ``accuracy``."""
    return {
        "eer": record["eer"]["value"],
        "val": {key: rate["value"] for key, rate in record["tar_at_fmr"].items()},
        "accuracy": record["folds"]["accuracy"]["mean"],
    }


def _fold_record(vectors: Vectors, persons: Persons, folds: int, seed: int) -> dict[str, Any]:
    compared, balanced, apart = deal_folds(vectors, persons, folds, seed)
    paired = compared.only(balanced)
    whole = all((paired.folds[paired.mated == kind] == fold).any() for kind in (True, False) for fold in range(folds))
    # One fold has no other to take a threshold from: its accuracy is null, and so is that of folds without pairs.
    accuracy = accuracy_over_folds(paired, folds if whole else 1).record()
    return {
        "folds": folds,
        "apart": apart,
        "pairs": {"mated": int(compared.mated.sum()), "non_mated": int((~compared.mated).sum())},
        "accuracy": {key: accuracy[key] for key in ("values", "mean", "std", "standard_error")},
        "val": {key: val_over_folds(compared, folds, far).record() for key, far in FARS.items()},
    }


def deal_folds(
    vectors: Vectors, persons: Persons, folds: int, seed: int
) -> tuple[Compared, npt.NDArray[np.bool_], bool]:
    """Pairs in folds: (comparisons, which of them are LFW's as many mated as non-mated ones, whether people are apart).

    No person is in two folds where there are two people a fold; with fewer people the pairs themselves are dealt out.
    """
    random = np.random.default_rng(seed)
    people = int(persons.max()) + 1
    apart = people >= _PEOPLE_EACH * folds
    fold_of = random.permutation(people) % folds
    groups = [np.flatnonzero(fold_of[persons] == fold) for fold in range(folds)] if apart else [np.arange(len(persons))]
    most = _MOST_MATED if apart else _MOST_MATED * folds
    first, second, mated, dealt, balanced = [], [], [], [], []
    for place, group in enumerate(groups):
        same = _draw(_mated_pairs(group, persons), most, random)
        other = _draw(_non_mated_pairs(group, persons, most * _OTHERS_EACH, random), len(same) * _OTHERS_EACH, random)
        for pairs, kind in ((same, True), (other, False)):
            first.append(pairs[:, 0])
            second.append(pairs[:, 1])
            mated.append(np.full(len(pairs), kind))
            dealt.append(np.full(len(pairs), place) if apart else np.arange(len(pairs)) % folds)
            balanced.append(np.arange(len(pairs)) < len(same))
    rows, columns = vectors[np.concatenate(first)], vectors[np.concatenate(second)]
    # The same scale as everywhere: squared Euclidean distances of unit vectors.
    distances = np.clip(2.0 - 2.0 * np.einsum("nd,nd->n", rows, columns, dtype=np.float64), 0.0, MAX_DISTANCE)
    compared = Compared(distances, np.concatenate(mated), np.concatenate(dealt).astype(np.intp))
    return compared, np.concatenate(balanced), apart


def _mated_pairs(group: Persons, persons: Persons) -> Persons:
    """Every pair of one person, shape (P, 2)."""
    found = [np.empty((0, 2), np.intp)]
    for person in np.unique(persons[group]):
        own = group[persons[group] == person]
        first, second = np.triu_indices(len(own), 1)
        found.append(np.column_stack((own[first], own[second])))
    return np.concatenate(found)


def _non_mated_pairs(group: Persons, persons: Persons, enough: int, random: np.random.Generator) -> Persons:
    """Pairs of two persons, shape (P, 2): all, or where these are many more than enough, some at random."""
    if len(group) * (len(group) - 1) // 2 <= enough * 2:
        first, second = np.triu_indices(len(group), 1)
    else:
        # Few of so many drawn pairs are drawn twice.
        drawn = np.unique(np.sort(random.integers(len(group), size=(enough * 2, 2)), axis=1), axis=0)
        first, second = drawn[:, 0], drawn[:, 1]
    different = persons[group[first]] != persons[group[second]]
    return np.column_stack((group[first[different]], group[second[different]]))


def _draw(pairs: Persons, most: int, random: np.random.Generator) -> Persons:
    """At most so many of them, in random order."""
    return pairs[random.permutation(len(pairs))[:most]]
