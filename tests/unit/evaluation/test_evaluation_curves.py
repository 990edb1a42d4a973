"""Errors at every threshold."""

from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest

from facegate.evaluation.comparisons import Compared, accuracy_over_folds, best_threshold, tar_at_fmr
from facegate.evaluation.curves import (
    BINS,
    NEVER,
    DistanceCounts,
    bins_of,
    counts_of,
    curve_of_counts,
    curve_of_scores,
)

MATED = np.array([0.2, 0.5, 0.9, 1.4])
OTHERS = np.array([0.8, 1.2, 1.6, 1.8, 2.0])


def test_errors_at_a_threshold_count_what_lies_at_it_as_a_match():
    curve = curve_of_scores(MATED, OTHERS)
    assert curve.errors_at(1.2) == (2, 1)
    assert curve.errors_at(1.19) == (1, 1)
    assert curve.errors_at(0.0) == (0, 4)
    assert curve.errors_at(4.0) == (5, 0)


def test_a_comparison_that_was_not_possible_never_matches():
    curve = curve_of_scores(np.array([0.2, inf, nan]), np.array([inf, 1.0]))
    assert (curve.mated, curve.non_mated) == (3, 2)
    assert curve.errors_at(4.0) == (1, 2)


def test_the_threshold_for_a_rate_is_the_largest_that_keeps_to_it():
    curve = curve_of_scores(MATED, OTHERS)
    assert curve.threshold_at_fmr(0.2) == 0.9  # 1 of 5; at 1.2 it is 2 of 5
    assert curve.threshold_at_fmr(0.19) == 0.5
    assert curve.threshold_at_fmr(1.0) == 2.0
    assert curve_of_scores(MATED, np.array([0.1])).threshold_at_fmr(0.5) == NEVER


def test_the_equal_error_rate_lies_where_the_curves_cross():
    equal = curve_of_scores(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.5, 3.5, 3.6, 3.7])).equal_error()
    assert equal is not None
    # At 2.5: FMR 1/4, FNMR 2/4. At 3: 1/4, 1/4.
    assert equal == (0.25, 3.0)


def test_between_two_points_the_equal_error_rate_is_interpolated():
    equal = curve_of_scores(np.array([0.1, 0.2, 3.0]), np.array([0.15, 1.0])).equal_error()
    assert equal is not None
    # At 0.15: FMR 1/2, FNMR 2/3; at 0.2: 1/2, 1/3. They cross between, at an FMR of 1/2.
    assert equal[0] == pytest.approx(0.5)


def test_without_one_kind_there_is_no_equal_error_rate():
    assert curve_of_scores(MATED, np.empty(0)).equal_error() is None
    assert np.isnan(curve_of_scores(MATED, np.empty(0)).fmr).all()


def test_bins_hold_what_lies_at_their_upper_edge():
    assert bins_of(np.array([0.0, 0.0001, 0.00011, 4.0])).tolist() == [0, 1, 2, BINS]
    assert bins_of(np.array([inf, nan])).tolist() == [BINS + 1, BINS + 1]
    assert bins_of(np.array([1.1], np.float32)).tolist() == [11000]


def test_a_histogram_gives_the_same_curve_as_the_scores():
    random = np.random.default_rng(1)
    mated, others = random.uniform(0, 3, 500).round(4), random.uniform(1, 4, 900).round(4)
    exact = curve_of_scores(mated, others)
    binned = curve_of_counts(counts_of(mated), counts_of(others).with_impossible(100))
    assert binned.non_mated == 1000
    for threshold in (0.0, 0.7, 1.1, 2.2222, 4.0):
        assert binned.errors_at(threshold) == exact.errors_at(threshold)


def test_a_coarse_histogram_keeps_every_comparison_that_was_possible():
    edges, counts = counts_of(np.array([0.0, 0.03, 3.99, inf])).coarse(100)
    assert (edges[0], edges[-1], len(edges)) == (0.0, 4.0, 101)
    assert (counts[0], counts[-1], counts.sum()) == (2, 1, 3)


def test_histograms_add_up():
    both = counts_of(np.array([0.5])) + DistanceCounts(np.zeros(BINS + 2, np.int64)).with_impossible(2)
    assert both.total == 3


def compared(distances: list[float], mated: list[bool], folds: list[int]) -> Compared:
    return Compared(np.array(distances), np.array(mated), np.array(folds))


def test_the_best_threshold_lies_in_the_middle_of_the_gap():
    assert best_threshold(curve_of_scores(np.array([0.4, 0.6]), np.array([1.0, 1.4]))) == pytest.approx(0.8)


def test_each_fold_is_decided_with_the_others_threshold():
    # Fold 0 alone would choose 2.0 and be right; fold 1 says 1.0.
    some = compared([1.9, 2.1, 0.9, 1.1], [True, False, True, False], [0, 0, 1, 1])
    accuracy = accuracy_over_folds(some, 2)
    assert accuracy.thresholds == (pytest.approx(1.0), pytest.approx(2.0))
    assert accuracy.values == (0.5, 0.5)
    assert (accuracy.pooled.value, accuracy.pooled.n) == (0.5, 4)
    assert accuracy.record()["std"] == 0.0


def test_one_fold_has_no_accuracy():
    accuracy = accuracy_over_folds(compared([0.1, 3.0], [True, False], [0, 0]), 1)
    assert accuracy.pooled.value is None
    assert accuracy.record()["mean"] is None


def test_a_rate_that_the_comparisons_cannot_show_is_not_told():
    curve = curve_of_scores(np.linspace(0, 1, 50), np.linspace(0.9, 3, 200))
    assert tar_at_fmr(curve, 1e-2).value is not None  # two of 200
    assert tar_at_fmr(curve, 1e-3).value is None
