"""People who had no part in training: folds, VAL and the whole record."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.evaluation.comparisons import Compared
from facegate.evaluation.fold_rates import val_over_folds
from facegate.evaluation.unseen import deal_folds, rate_unseen, summary


def clusters(people: int, each: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    points = random.normal(size=(people, 1, 32)) + random.normal(size=(people, each, 32)) * spread
    vectors = points.reshape(-1, 32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), np.repeat(np.arange(people), each)


def test_val_takes_each_threshold_from_the_other_folds() -> None:
    # Two folds; mated at 1 and 3, non-mated at 2 and 4 in the first, mated 1, 2.5 and non-mated 3, 5 in the second.
    distances = np.array([1.0, 3.0, 2.0, 4.0, 1.0, 2.5, 3.0, 3.9])
    mated = np.array([1, 1, 0, 0, 1, 1, 0, 0], np.bool_)
    folds = np.array([0, 0, 0, 0, 1, 1, 1, 1], np.intp)
    found = val_over_folds(Compared(distances, mated, folds), 2, 0.5)
    # The first fold's threshold: one false accept of two in the second, below 3.9, is at 3; and the other way round.
    assert found.thresholds == (3.0, 2.0 + 1.0)
    assert found.values == (1.0, 1.0)
    assert found.fars == (0.5, 0.5)
    record = found.record()
    assert (record["mean"], record["std"], record["mean_far"]) == (1.0, 0.0, 0.5)


def test_val_is_not_told_where_the_folds_are_too_small() -> None:
    compared = Compared(np.ones(8), np.array([1, 0] * 4, np.bool_), np.array([0, 0, 1, 1] * 2, np.intp))
    assert val_over_folds(compared, 2, 1e-3).record()["mean"] is None


def test_no_person_is_in_two_folds_where_there_are_enough() -> None:
    vectors, persons = clusters(20, 4, 0.1)
    compared, balanced, apart = deal_folds(vectors, persons, 10, 0)
    assert apart
    # Two people of four pictures: six mated pairs each, and four times four between them.
    assert [int((compared.mated & (compared.folds == fold)).sum()) for fold in range(10)] == [12] * 10
    assert [int((~compared.mated & (compared.folds == fold)).sum()) for fold in range(10)] == [16] * 10
    assert int(compared.mated[balanced].sum()) == int((~compared.mated[balanced]).sum()) == 120


def test_with_few_people_the_pairs_are_dealt_out() -> None:
    vectors, persons = clusters(5, 4, 0.1)
    compared, _, apart = deal_folds(vectors, persons, 10, 0)
    assert not apart
    assert (int(compared.mated.sum()), int((~compared.mated).sum())) == (30, 160)
    assert set(compared.folds) == set(range(10))


def test_pairs_of_large_folds_are_drawn_without_repetition() -> None:
    vectors, persons = clusters(60, 16, 0.1)
    compared, _, _ = deal_folds(vectors, persons, 3, 0)
    assert int(compared.mated.sum()) == 900
    assert len(np.unique(compared.distances)) > 0.99 * len(compared.distances)
    again, _, _ = deal_folds(vectors, persons, 3, 0)
    assert np.array_equal(again.distances, compared.distances)


def test_people_who_are_well_apart_are_told_apart() -> None:
    record = rate_unseen(*clusters(6, 5, 0.05), folds=5, seed=0, curve=True)
    assert (record["people"], record["templates"], record["mated"], record["non_mated"]) == (6, 30, 60, 375)
    assert record["roc"]
    assert summary(record) == {"eer": 0.0, "val": {"1e-2": 1.0, "1e-3": None}, "accuracy": 1.0}


def test_embeddings_that_say_nothing_are_worth_a_coin() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(200, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    told = summary(rate_unseen(vectors, np.repeat(np.arange(20), 10), folds=10, seed=0, curve=False))
    assert told["eer"] == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("people", "each"), [(1, 5), (2, 2)])
def test_folds_without_pairs_have_no_accuracy(people: int, each: int) -> None:
    accuracy = rate_unseen(*clusters(people, each, 0.1), folds=10, seed=0, curve=False)["folds"]["accuracy"]
    assert accuracy == {"values": [], "mean": None, "std": None, "standard_error": None}
