"""What holds for any calibration, any rate and any number of people."""

from __future__ import annotations

import numpy as np
from helpers.calibrations import toy_calibration
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.calibration import Calibration, LookCorrelation
from facegate.domain.rate_curves import RateCurve
from facegate.domain.visits import VisitRule, visit_rate

GRID = np.linspace(0.0, 4.0, 101)
PEOPLE = st.integers(1, 1_000_000)
RATES = st.floats(1e-6, 0.5)
THRESHOLDS = st.floats(0.0, 4.0)


@st.composite
def calibrations(draw: st.DrawFn) -> Calibration:
    """Any tail, any rule of N of M looks, any likeness of looks."""
    middle, slope = draw(st.floats(1.5, 2.5)), draw(st.floats(10.0, 40.0))
    needed = draw(st.integers(1, 4))
    correlation = draw(st.floats(0.0, 1.0))
    return toy_calibration(
        false_match=RateCurve(GRID.copy(), np.minimum(0.0, slope * (GRID - middle)), np.full(101, 0.7)),
        rule=VisitRule(needed, needed + draw(st.integers(0, 4))),
        non_mated_looks=LookCorrelation(correlation, draw(st.floats(0.0, 1.0))),
        people=draw(st.integers(0, 2000)),
    )


@given(calibrations(), THRESHOLDS, THRESHOLDS, PEOPLE)
def test_the_fpir_never_falls_as_the_threshold_rises(made: Calibration, a: float, b: float, people: int) -> None:
    low, high = (made.fpir(threshold, people).value or 0.0 for threshold in sorted((a, b)))
    assert low <= high + 1e-12


@given(calibrations(), THRESHOLDS, THRESHOLDS)
def test_the_fnir_never_rises_with_the_threshold(made: Calibration, a: float, b: float) -> None:
    low, high = (made.fnir(threshold).value or 0.0 for threshold in sorted((a, b)))
    assert low >= high - 1e-12


@given(calibrations(), RATES, PEOPLE, PEOPLE)
def test_the_threshold_falls_as_the_gallery_grows(made: Calibration, rate: float, a: int, b: int) -> None:
    few, many = (made.threshold_for(rate, people).threshold for people in sorted((a, b)))
    assert few >= many - 1e-9


@given(calibrations(), RATES, PEOPLE)
def test_a_proposal_gives_back_the_rate(made: Calibration, rate: float, people: int) -> None:
    proposal = made.threshold_for(rate, people)
    value, low, high = proposal.fpir.value, proposal.fpir.low, proposal.fpir.high
    assert value is not None
    assert low is not None
    assert high is not None
    assert 0.0 <= low <= value <= high <= 1.0
    # At distance 0 there is nothing stricter to propose.
    if proposal.threshold > 1e-9:
        assert abs(value - rate) <= 1e-3 * rate


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.integers(1, 30))
def test_more_looks_that_match_never_make_fewer_visits(a: float, b: float, correlation: float, looks: int) -> None:
    rule = VisitRule(3, 5)
    low, high = sorted((a, b))
    assert visit_rate(rule, low, looks, correlation) <= visit_rate(rule, high, looks, correlation) + 1e-9
