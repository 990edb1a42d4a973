"""Points of any length among the rates of templates, and curves as few numbers."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.evaluation.cross_pairs import CrossRates, compare_all, template_set
from facegate.evaluation.curves import curve_of_scores
from facegate.evaluation.point_set import point_set
from facegate.evaluation.roc_points import roc_points

PERSONS = np.repeat(np.arange(12), 25).astype(np.intp)


def points(seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    return (random.normal(0, 30, (12, 4))[PERSONS] + random.normal(0, 15, (len(PERSONS), 4))).astype(np.float32)


def test_distances_are_euclidean_and_the_farthest_pair_lies_at_four():
    found = point_set(points(), PERSONS, 12)
    measured = np.concatenate([distances for _, _, distances in found.counted()])
    exact = ((points()[:, None].astype(np.float64) - points()[None]) ** 2).sum(axis=-1)[np.triu_indices(300, 1)]
    assert len(measured) == len(exact)
    assert np.sort(measured) == pytest.approx(np.sort(exact) * 4.0 / exact.max(), abs=1e-5)
    assert measured.max() == pytest.approx(4.0)


def test_the_equal_error_rate_is_that_of_the_plain_distances():
    first, second = np.triu_indices(300, 1)
    exact = ((points()[first].astype(np.float64) - points()[second]) ** 2).sum(axis=1)
    mated = PERSONS[first] == PERSONS[second]
    plain = curve_of_scores(exact[mated], exact[~mated]).equal_error()
    ours = compare_all(point_set(points(), PERSONS, 12)).curve.equal_error()
    assert plain is not None
    assert ours is not None
    assert ours[0] == pytest.approx(plain[0], abs=1e-3)


def test_unit_vectors_have_the_rates_of_templates():
    unit = points() / np.linalg.norm(points(), axis=1, keepdims=True)
    none = np.empty(0, np.intp)
    theirs = compare_all(template_set(unit, PERSONS, none, 12)).curve.equal_error()
    ours = compare_all(point_set(unit, PERSONS, 12)).curve.equal_error()
    assert theirs is not None
    assert ours is not None
    assert ours[0] == pytest.approx(theirs[0], abs=1e-3)


def test_points_that_are_all_one_have_no_distance():
    found = compare_all(point_set(np.ones((6, 2), np.float32), np.arange(6, dtype=np.intp) // 2, 3))
    # Between matching nothing and matching everything there is no threshold: half of both.
    assert found.curve.equal_error() == (0.5, 0.0)


def test_a_curve_is_kept_as_points_with_intervals():
    rates = CrossRates(compare_all(point_set(points(), PERSONS, 12)))
    kept = roc_points(rates)
    fmrs, tars = [each["fmr"] for each in kept], [each["tar"]["value"] for each in kept]
    assert fmrs == sorted(fmrs)
    assert tars == sorted(tars)
    assert fmrs[0] >= 3 / rates.curve.non_mated
    assert fmrs[-1] == tars[-1] == 1.0
    assert all(each["tar"]["ci95"][0] <= each["tar"]["value"] <= each["tar"]["ci95"][1] for each in kept)
    assert 20 < len(kept) < 100


def test_too_few_comparisons_have_no_curve():
    alone = point_set(np.eye(2, dtype=np.float32), np.array([0, 1], np.intp), 2)
    assert roc_points(CrossRates(compare_all(alone))) == []
