from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from helpers.calibrations import toy_calibration

from facegate.domain.calibration import PROFILES, LookCorrelation
from facegate.domain.calibration_record import calibration_from, calibration_record
from facegate.domain.rate_curves import Histogram, PersonSpread, RateCurve
from facegate.domain.visits import LONGEST_LOOKS, VISIT_MODEL, VisitRule, visit_rate


def test_a_rate_of_looks_becomes_a_rate_of_visits_and_people() -> None:
    """With one look a visit, and looks that decide alone, it is the plain formula."""
    calibration = toy_calibration(rule=VisitRule(1, 1), non_mated_looks=LookCorrelation(1.0, 1.0))
    look = calibration.false_match.rate(1.2)
    value = calibration.fpir(1.2, 50).value
    assert value is not None
    # Twenty looks that are nearly one: somewhat more than one look's rate.
    assert 1 - (1 - look) ** 50 <= value <= 3 * (1 - (1 - look) ** 50)


def test_the_interval_surrounds_the_value_and_narrows_with_people() -> None:
    calibration = toy_calibration()
    few, many = calibration.fpir(1.2, 4), calibration.fpir(1.2, 400)
    for rate in (few, many):
        assert rate.value is not None
        assert rate.low is not None
        assert rate.high is not None
        assert rate.low <= rate.value <= rate.high
    assert few.high / few.value > many.high / many.value


def test_the_lower_end_is_zero_until_the_site_could_see_the_rate() -> None:
    calibration = toy_calibration(people=60)
    assert calibration.threshold_for(0.04, 60).fpir.low == 0.0
    assert calibration.threshold_for(0.06, 60).fpir.low > 0.0


def test_the_interval_knows_that_people_differ_more_at_rarer_matches() -> None:
    logs = np.log(np.array([1e-2, 1e-4, 1e-6, 1e-8]))
    growing = PersonSpread(logs, np.array([0.02, 1.0, 50.0, 2500.0]))
    level = PersonSpread(logs, np.array([0.02, 1.0, 1.0, 1.0]))
    assert growing.at(math.log(1e-5)) == pytest.approx(math.sqrt(50.0))
    for people in (6, 60):
        often, seldom = (
            [toy_calibration(person_spread=spread).fpir(at, people).high for spread in (level, growing)]
            for at in (1.4, 1.15)
        )
        assert often[0] == pytest.approx(often[1], rel=0.2)
        assert seldom[1] > 1.25 * seldom[0]


def test_the_upper_end_holds_for_a_stranger_who_stays_for_half_a_minute() -> None:
    curve = toy_calibration().false_match
    sure = replace(curve, log_sd=np.zeros_like(curve.log_sd))
    nobody_differs = PersonSpread(np.array([0.0]), np.zeros(1))
    alike = LookCorrelation(0.9, 0.9)
    calibration = toy_calibration(false_match=sure, person_spread=nobody_differs, non_mated_looks=alike)
    stays = visit_rate(calibration.rule, sure.rate(1.2), LONGEST_LOOKS, 0.9)
    rate = calibration.fpir(1.2, 1)
    assert rate.high == pytest.approx(stays, rel=1e-3)
    assert rate.high > 1.5 * rate.value


def test_a_stricter_threshold_is_never_promised_to_make_more_errors() -> None:
    """However little is known of the tail."""
    curve = toy_calibration().false_match
    calibration = toy_calibration(false_match=replace(curve, log_sd=np.maximum(0.5, -curve.log_rates)))
    highs = [calibration.fpir(threshold, 60).high for threshold in np.linspace(0.2, 1.6, 29)]
    assert highs == sorted(highs)


def test_a_spread_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="descend"):
        PersonSpread(np.array([-2.0, -1.0]), np.ones(2))
    with pytest.raises(ValueError, match="as many"):
        PersonSpread(np.array([-1.0]), np.ones(2))


def test_beyond_the_data_it_says_so() -> None:
    calibration = toy_calibration()
    near, far = calibration.threshold_for(1e-2, 6), calibration.threshold_for(1e-6, 6)
    assert (near.extrapolated, far.extrapolated) == (False, True)
    for proposal in (near, far):
        assert (proposal.tail_model, proposal.visit_model) == ("generalised Pareto", VISIT_MODEL)


def test_a_rate_of_visits_beyond_the_data_is_extrapolated_though_that_of_looks_is_not() -> None:
    """Five of five looks agree more seldom than one does."""
    calibration = toy_calibration(rule=VisitRule(5, 5), shown=1.4e-6)
    proposal = calibration.threshold_for(1e-4, 100)
    assert calibration.false_match.rate(proposal.threshold) > calibration.shown
    assert proposal.extrapolated


def test_a_rate_that_the_data_cannot_promise_is_marked() -> None:
    known, unknown = (
        toy_calibration(false_match=replace(toy_calibration().false_match, log_sd=np.full(401, deviation)))
        for deviation in (0.1, 3.0)
    )
    assert not known.threshold_for(1e-2, 1000).doubtful
    proposal = unknown.threshold_for(1e-2, 1000)
    assert proposal.fpir.high > 10 * 1e-2
    assert proposal.doubtful
    assert unknown.proposal_at(proposal.threshold, 1000).doubtful
    assert not known.proposal_at(proposal.threshold, 1000).doubtful


def test_where_one_in_five_would_be_refused_it_is_not_usable() -> None:
    grid = np.linspace(0.0, 4.0, 41)
    poor = RateCurve(grid, -grid / 8, np.full(41, 0.1))
    calibration = toy_calibration(false_non_match=poor)
    assert not calibration.threshold_for(PROFILES["balanced"], 60).usable
    assert toy_calibration().threshold_for(PROFILES["balanced"], 60).usable


def test_a_threshold_by_hand_means_what_the_proposal_for_it_means() -> None:
    calibration = toy_calibration()
    proposal = calibration.threshold_for(1e-3, 60)
    by_hand = calibration.proposal_at(proposal.threshold, 60)
    assert by_hand.wanted is None
    assert (by_hand.fpir, by_hand.fnir, by_hand.usable) == (proposal.fpir, proposal.fnir, proposal.usable)


@pytest.mark.parametrize(("fpir", "enrolled"), [(0.0, 6), (1.0, 6), (-1.0, 6), (1e-3, 0)])
def test_rates_that_are_none_are_refused(fpir: float, enrolled: int) -> None:
    with pytest.raises(ValueError, match="fpir"):
        toy_calibration().threshold_for(fpir, enrolled)


def test_a_probability_only_where_it_is_calibrated() -> None:
    assert toy_calibration(probability_model=None).probability(1.0) is None
    probabilities = [toy_calibration().probability(distance) for distance in (0.0, 1.0, 4.0 / 3.0, 2.0, 4.0)]
    assert probabilities == sorted(probabilities, reverse=True)
    assert probabilities[2] == pytest.approx(0.5)
    assert 0.0 <= min(probabilities) < 1e-3
    assert 0.999 < max(probabilities) <= 1.0


@pytest.mark.parametrize("probability", ["kept", None])
def test_it_is_the_same_after_json(probability: str | None) -> None:
    changes = {} if probability else {"probability_model": None}
    before = toy_calibration(**changes)
    record = json.loads(json.dumps(calibration_record(before), allow_nan=False))
    after = calibration_from(record)
    assert calibration_record(after) == calibration_record(before)
    assert after.threshold_for(1e-4, 60) == before.threshold_for(1e-4, 60)
    assert after.probability(1.0) == before.probability(1.0)


def test_a_record_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        calibration_from({**calibration_record(toy_calibration()), "format": 99})


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["people"], "7"), (["people"], True), (["people"], -1), (["people"], 10**400), (["references"], 1.5),
        (["source"], None), (["model_id"], 3), (["person_spread"], None), (["person_spread", "squares"], [None]),
        (["shown"], math.nan), (["shown"], None), (["shown"], 2.0), (["rule", "looks_needed"], "3"),
        (["rule", "looks_window"], 5.0), (["mated_looks", "track"], 1.5), (["non_mated_looks", "apart"], None),
        (["probability_model", "slope"], 12.0), (["probability_model", "prior"], math.inf),
        (["mated", "counts"], "many"), (["false_match", "log_sd"], [math.nan] * 401),
        (["false_match", "log_sd"], [-1.0] * 401), (["false_match", "log_rates"], ["0"] * 401),
        (["non_mated", "edges"], {}),
    ],
)  # fmt: skip
def test_a_record_of_other_things_is_refused(place: list[str], value: object) -> None:
    record = json.loads(json.dumps(calibration_record(toy_calibration())))
    inside = record
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    with pytest.raises((KeyError, TypeError, ValueError)):
        calibration_from(record)


def test_a_histogram_knows_its_quantiles() -> None:
    histogram = Histogram(np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0]))
    assert histogram.quantile(0.25) == pytest.approx(1.0)
    assert histogram.quantile(0.625) == pytest.approx(1.5)
    assert np.isnan(Histogram(np.array([0.0, 1.0]), np.zeros(1)).quantile(0.5))


def test_curves_and_histograms_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="ascending"):
        Histogram(np.array([1.0, 0.0]), np.ones(1))
    with pytest.raises(ValueError, match="negative"):
        Histogram(np.array([0.0, 1.0]), -np.ones(1))
    with pytest.raises(ValueError, match="monotone"):
        RateCurve(np.array([0.0, 1.0, 2.0]), np.array([-1.0, -3.0, -2.0]), np.zeros(3))
    with pytest.raises(ValueError, match="ascend"):
        RateCurve(np.array([0.0, 5.0]), np.array([-1.0, 0.0]), np.zeros(2))
    with pytest.raises(ValueError, match="as many"):
        RateCurve(np.array([0.0, 1.0]), np.array([-1.0, 0.0]), np.zeros(3))
