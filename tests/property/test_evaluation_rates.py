"""Rates of whole people, and McNemar's test, for any counts."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import population
from hypothesis import given
from hypothesis import strategies as st

from facegate.evaluation.bootstrap import people_weights, share_over_people
from facegate.evaluation.cross_pairs import compare_all, template_set
from facegate.evaluation.significance import mcnemar

counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12)


@given(counts=counts)
def test_a_rate_lies_inside_its_interval(counts: list[tuple[int, int]]):
    errors = np.array([min(pair) for pair in counts], np.int64)
    trials = np.array([max(pair) for pair in counts], np.int64)
    rate = share_over_people(errors, trials, people_weights(len(counts)))
    assert rate.n == trials.sum()
    if rate.n == 0:
        assert rate.record() == {"value": None, "ci95": None, "n": 0}
        return
    assert rate.value == pytest.approx(errors.sum() / trials.sum())
    assert rate.low is not None
    assert rate.high is not None
    assert 0.0 <= rate.low <= rate.value <= rate.high <= 1.0


@given(first=st.integers(0, 400), second=st.integers(0, 400))
def test_the_test_is_fair_to_both_and_surer_with_more(first: int, second: int):
    here = mcnemar(first, second)
    assert 0.0 < here.p <= 1.0
    assert here.p == pytest.approx(mcnemar(second, first).p)
    if first > second:
        assert mcnemar(first + 1, second).p <= here.p + 1e-12


@given(
    owners=st.lists(st.integers(0, 4), min_size=1, max_size=30),
    failed=st.lists(st.integers(0, 4), max_size=5),
    seed=st.integers(0, 99),
)
def test_every_pair_of_pictures_is_counted_once(owners: list[int], failed: list[int], seed: int):
    vectors = population(len(owners), 1, 8, seed)
    found = compare_all(template_set(vectors, np.array(owners, np.intp), np.array(failed, np.intp), 5))
    everybody = owners + failed
    pairs = len(everybody) * (len(everybody) - 1) // 2
    mated = sum(everybody[i] == everybody[j] for i in range(len(everybody)) for j in range(i))
    assert (found.curve.mated, found.curve.non_mated) == (mated, pairs - mated)
    possible = len(owners) * (len(owners) - 1) // 2
    assert np.isfinite(found.mated_distances).sum() + found.non_mated.counts[:-1].sum() == possible
