"""All comparisons among a set, against the same one pair at a time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from helpers.vectors import population

from facegate.evaluation import cross_pairs
from facegate.evaluation.bootstrap import RESAMPLES, people_weights, share_over_people
from facegate.evaluation.cross_pairs import CrossRates, TemplateSet, compare_all, template_set

PEOPLE, EACH = 30, 4
WANTED = {"1e-2": 1e-2, "1e-9": 1e-9}


def some(failed: tuple[int, ...] = ()) -> TemplateSet:
    vectors = population(PEOPLE, EACH, 32, seed=3)
    return template_set(vectors, np.repeat(np.arange(PEOPLE), EACH), np.array(failed, np.intp), PEOPLE)


def one_by_one(templates: TemplateSet, threshold: float) -> tuple[int, int, int, int]:
    """(mated, false non-matches, non-mated, false matches)."""
    counts = [0, 0, 0, 0]
    for first, second in combinations(range(len(templates.vectors)), 2):
        if templates.resting[first] and templates.resting[second]:
            continue
        difference = templates.vectors[first].astype(np.float64) - templates.vectors[second]
        matches = difference @ difference <= threshold
        mated = templates.persons[first] == templates.persons[second]
        counts[0 if mated else 2] += 1
        counts[1 if mated else 3] += int(matches != mated)
    return counts[0], counts[1], counts[2], counts[3]


@pytest.mark.parametrize("threshold", [0.6, 0.9, 1.3])
def test_every_pair_is_compared_once(monkeypatch: pytest.MonkeyPatch, threshold: float):
    monkeypatch.setattr(cross_pairs, "_BLOCK", 7)
    templates = some()
    rates = CrossRates(compare_all(templates))
    mated, missed, non_mated, wrong = one_by_one(templates, threshold)
    assert (rates.curve.mated, rates.curve.non_mated) == (mated, non_mated) == (180, 6960)
    assert rates.curve.errors_at(threshold) == (wrong, missed)
    fmr, fnmr = rates.fmr(threshold), rates.fnmr(threshold)
    assert fmr.value == pytest.approx(wrong / non_mated)
    assert fnmr.value == pytest.approx(missed / mated)


def test_pairs_of_two_that_rest_do_not_count():
    templates = some()
    resting = np.arange(PEOPLE * EACH) % 3 == 0
    apart = TemplateSet(templates.vectors, templates.persons, templates.failed, PEOPLE, resting)
    rates = CrossRates(compare_all(apart))
    mated, missed, non_mated, wrong = one_by_one(apart, 1.3)
    assert (rates.curve.mated, rates.curve.non_mated) == (mated, non_mated)
    assert rates.curve.errors_at(1.3) == (wrong, missed)
    assert rates.fmr(1.3).n == non_mated


def test_the_parts_of_a_set_make_up_the_whole():
    """As the terciles do: pairs whose lower rank is 0, 1 or 2."""
    templates = some()
    ranks = np.arange(PEOPLE * EACH) % 3
    whole, parts = compare_all(templates).curve, []
    for rank in range(3):
        kept = templates.only(ranks >= rank, np.empty(0, np.bool_))
        resting = ranks[ranks >= rank] > rank
        parts.append(compare_all(TemplateSet(kept.vectors, kept.persons, kept.failed, PEOPLE, resting)).curve)
    assert sum(part.mated for part in parts) == whole.mated
    assert sum(part.non_mated for part in parts) == whole.non_mated
    assert sum(part.errors_at(1.2)[1] for part in parts) == whole.errors_at(1.2)[1]


def test_failures_are_comparisons_that_do_not_match():
    rates = CrossRates(compare_all(some(failed=(0, 0, 5))))
    # Person 0 has six pictures, person 5 five: 15 - 6 and 10 - 6 mated comparisons more.
    assert rates.curve.mated == 180 + 9 + 4
    assert rates.curve.mated + rates.curve.non_mated == 123 * 122 // 2
    assert rates.curve.errors_at(4.0) == (6960, 13)


def test_intervals_surround_the_rate_and_come_from_people():
    rates = CrossRates(compare_all(some()))
    fmr, fnmr = rates.fmr(1.3), rates.fnmr(0.7)
    for rate in (fmr, fnmr):
        assert rate.value is not None
        assert rate.low is not None
        assert rate.high is not None
        assert 0.0 < rate.low < rate.value < rate.high < 1.0
    # Errors of the same people come together: the interval is wider than that of independent comparisons.
    assert fmr.high is not None
    assert fmr.low is not None
    assert fmr.value is not None
    assert fmr.high - fmr.low > 2 * 1.96 * (fmr.value * (1 - fmr.value) / fmr.n) ** 0.5


def test_no_error_is_no_certainty():
    rate = CrossRates(compare_all(some())).fmr(0.01)
    assert (rate.value, rate.low, rate.n) == (0.0, 0.0, 6960)
    assert rate.high is not None
    assert 3 / 6960 < rate.high < 0.2


def test_what_cannot_be_seen_is_not_told():
    record = CrossRates(compare_all(some())).record(1.1, WANTED)
    assert record["tar_at_fmr"]["1e-9"] == {"value": None, "ci95": None, "n": 180}
    assert record["tar_at_fmr"]["1e-2"]["value"] > 0.5
    assert record["eer"]["ci95"][0] <= record["eer"]["value"] <= record["eer"]["ci95"][1]


def test_one_template_is_no_comparison():
    alone = template_set(population(1, 1, 8), np.zeros(1, np.intp), np.empty(0, np.intp), 1)
    record = CrossRates(compare_all(alone)).record(1.1, WANTED)
    assert (record["fmr"]["value"], record["fnmr"]["value"], record["eer"]["value"]) == (None, None, None)


def test_people_are_drawn_with_replacement_and_reproducibly():
    weights = people_weights(7)
    assert weights.shape == (RESAMPLES, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert np.array_equal(weights, people_weights(7))
    assert not np.array_equal(weights, people_weights(7, seed=1))


def test_errors_of_one_person_widen_the_interval():
    trials = np.full(50, 10)
    spread, lumped = np.zeros(50, np.int64), np.zeros(50, np.int64)
    spread[:10], lumped[0] = 1, 10
    weights = people_weights(50)
    narrow, wide = (share_over_people(errors, trials, weights) for errors in (spread, lumped))
    assert narrow.value == wide.value == 0.02
    assert narrow.high is not None
    assert wide.high is not None
    assert narrow.high < wide.high
