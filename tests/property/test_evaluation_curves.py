"""Error curves against counting, for any scores."""

from __future__ import annotations

from math import inf

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facegate.evaluation.comparisons import best_threshold, tar_at_fmr
from facegate.evaluation.curves import NEVER, bins_of, counts_of, curve_of_counts, curve_of_scores

# Steps of a histogram's bin, so that many are equal and both kinds of curve see the same.
distances = st.integers(0, 40_000).map(lambda step: step / 10_000)
some = st.lists(distances | st.just(inf), max_size=40)
several = st.lists(distances | st.just(inf), min_size=1, max_size=40)
rates = st.sampled_from((0.0, 0.001, 0.01, 0.1, 0.3, 0.5, 1.0))


def array(scores: list[float]) -> np.ndarray:
    return np.array(scores, np.float64)


@given(mated=several, others=several)
def test_errors_only_rise_and_fall(mated: list[float], others: list[float]):
    curve = curve_of_scores(array(mated), array(others))
    assert (np.diff(curve.thresholds) > 0).all()
    assert (np.diff(curve.fmr) >= 0).all()
    assert (np.diff(curve.fnmr) <= 0).all()
    assert (curve.fmr[0], curve.fnmr[0]) == (0.0, 1.0)


@given(mated=some, others=some, threshold=distances)
def test_errors_are_what_counting_gives(mated: list[float], others: list[float], threshold: float):
    curve = curve_of_scores(array(mated), array(others))
    counted = sum(score <= threshold for score in others), sum(not score <= threshold for score in mated)
    assert curve.errors_at(threshold) == counted


@given(mated=some, others=some, threshold=distances)
def test_histograms_count_the_same(mated: list[float], others: list[float], threshold: float):
    exact = curve_of_scores(array(mated), array(others))
    binned = curve_of_counts(counts_of(array(mated)), counts_of(array(others)))
    assert (binned.mated, binned.non_mated) == (len(mated), len(others))
    assert binned.errors_at(threshold) == exact.errors_at(threshold)


@given(mated=several, others=several)
def test_the_equal_error_rate_lies_between_the_rates_beside_it(mated: list[float], others: list[float]):
    curve = curve_of_scores(array(mated), array(others))
    crossing = curve.fmr >= curve.fnmr
    found = curve.equal_error()
    assert found is not None
    value, threshold = found
    assert 0.0 <= value <= 1.0
    if not crossing.any():
        # Impossible comparisons keep the curves apart at every threshold.
        return
    after = int(np.argmax(crossing))
    assert threshold == curve.thresholds[after]
    low, high = sorted((float(curve.fnmr[after]), float(curve.fmr[after])))
    before = float(curve.fmr[max(0, after - 1)]), float(curve.fnmr[max(0, after - 1)])
    assert min(low, before[0]) - 1e-12 <= value <= max(high, before[1]) + 1e-12
    assert value >= before[0] - 1e-12


@given(mated=several, others=several, fmr=rates)
def test_acceptance_at_a_rate_is_the_best_of_all_thresholds(mated: list[float], others: list[float], fmr: float):
    curve = curve_of_scores(array(mated), array(others))
    candidates = [NEVER, *(score for score in mated + others if score < inf)]
    allowed = [t for t in candidates if sum(score <= t for score in others) <= fmr * len(others) + 1e-9]
    best = max(sum(score <= t for score in mated) for t in allowed)
    threshold = curve.threshold_at_fmr(fmr)
    assert sum(score <= threshold for score in mated) == best
    told = tar_at_fmr(curve, fmr)
    if told.value is not None:
        assert told.value == best / len(mated)
    else:
        assert fmr * len(others) < 1.0 or threshold == NEVER


@given(mated=several, others=several)
def test_no_threshold_decides_better_than_the_best(mated: list[float], others: list[float]):
    threshold = best_threshold(curve_of_scores(array(mated), array(others)))

    def right(at: float) -> int:
        return sum(score <= at for score in mated) + sum(not score <= at for score in others)

    assert right(threshold) == max(right(t) for t in (NEVER, *(s for s in mated + others if s < inf)))


@given(scores=st.lists(st.floats(0.0, 4.0, width=32), min_size=1, max_size=50))
def test_a_bin_never_promises_a_match_that_is_not_one(scores: list[float]):
    distances_seen = array(scores)
    upper = bins_of(distances_seen) / 10_000
    # As far as float32 tells distances apart.
    assert (upper >= distances_seen - 1e-6).all()
    assert (upper - distances_seen <= 1e-4 + 1e-9).all()
