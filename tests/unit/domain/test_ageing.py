from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.stats import theilslopes

from facegate.domain.ageing import LEAST_VISITS, VISITS, Slope, assess, robust_slope
from facegate.domain.identification import Candidate, CandidateList, DecisionPolicy
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.teaching import UPDATE_QUALITY, UPDATE_REACH, Refusal, refusal

START = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365.25)
LIMIT = timedelta(days=1000)
ANN, BEN = SubjectId("a"), SubjectId("b")
POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)


def visits(count: int, rise: float, noise: float = 0.02, days: float = 120.0) -> list[tuple[datetime, float]]:
    chance = np.random.default_rng(7)
    at = np.linspace(0, days, count)
    values = 0.6 + rise * at / 365.25 + noise * chance.standard_normal(count)
    return [(START + timedelta(days=float(day)), float(value)) for day, value in zip(at, values, strict=True)]


@pytest.mark.parametrize("count", [3, 10, 25, 60])
def test_slopes_are_those_of_the_textbook(count: int) -> None:
    chance = np.random.default_rng(count)
    times, values = np.sort(chance.uniform(0, 2, count)), chance.uniform(0, 4, count)
    ours, theirs = robust_slope(times.tolist(), values.tolist()), theilslopes(values, times, 0.95)
    assert ours is not None
    assert ours.value == pytest.approx(theirs.slope)
    if count >= 10:
        # The library rounds its ranks; ours go outward, to a neighbouring slope.
        assert ours.low <= theirs.low_slope + 1e-9
        assert ours.high >= theirs.high_slope - 1e-9
        assert ours.low > theirs.low_slope - 0.35
        assert ours.high < theirs.high_slope + 0.35
    assert robust_slope([1.0, 1.0], [0.1, 0.2]) is None


def test_rising_distances_are_reported_and_level_ones_are_not() -> None:
    rising = assess(START, visits(40, rise=0.6), START + YEAR, LIMIT)
    assert rising.drift is not None
    assert rising.drift.low < 0.6 < rising.drift.high
    assert rising.due
    assert not rising.old
    for rise in (0.0, -0.6, 0.03):
        assert not assess(START, visits(40, rise), START + YEAR, LIMIT).due


def test_people_who_do_not_change_are_hardly_ever_reported_in_a_year_of_weekly_looks() -> None:
    # Sixty people, a visit on each working day, distances as they scatter from one day to the next.
    chance, reported = np.random.default_rng(11), 0
    for _person in range(60):
        days = [day for day in range(365) if day % 7 < 5]
        seen = [(START + timedelta(days=day), float(chance.normal(0.6, 0.1))) for day in days]
        weekly = (START + timedelta(days=7 * week) for week in range(14, 53))
        reported += any(assess(START, [one for one in seen if one[0] <= now], now, LIMIT).due for now in weekly)
    assert reported <= 3


def test_a_slope_that_may_be_too_small_to_matter_is_not_reported() -> None:
    assert not Slope(0.3, 0.05, 0.5, 60).rises
    assert Slope(0.3, 0.1, 0.5, 60).rises


def test_one_bad_week_is_no_trend() -> None:
    level = visits(40, rise=0.0)
    spoilt = [(at, 1.1) if n >= 36 else (at, distance) for n, (at, distance) in enumerate(level)]
    assert not assess(START, spoilt, START + YEAR, LIMIT).due


def test_few_visits_a_short_time_and_visits_before_the_newest_reference_say_nothing() -> None:
    assert assess(START, visits(LEAST_VISITS - 1, 2.0), START + YEAR, LIMIT).drift is None
    assert assess(START, visits(40, 2.0, days=89.0), START + YEAR, LIMIT).drift is None
    assert assess(START + timedelta(days=100), visits(40, 2.0), START + YEAR, LIMIT).drift is None
    many = assess(START, visits(3 * VISITS, 0.6), START + YEAR, LIMIT).drift
    assert many is not None
    assert many.n == VISITS


def test_old_references_are_due_and_missing_ones_are_not_reported() -> None:
    assert assess(START, [], START + LIMIT, LIMIT).due is False
    assert assess(START, [], START + LIMIT + timedelta(seconds=1), LIMIT).due
    assert not assess(None, visits(40, 2.0), START + YEAR, LIMIT).due


def found(*pairs: tuple[SubjectId, float]) -> CandidateList:
    return CandidateList(tuple(Candidate(who, ReferenceId(1), distance) for who, distance in pairs))


@pytest.mark.parametrize(
    ("quality", "candidates", "own", "expected"),
    [
        (UPDATE_QUALITY, found((ANN, 0.5), (BEN, 1.4)), 0.5, None),
        (UPDATE_QUALITY - 0.01, found((ANN, 0.5)), 0.5, Refusal.POOR),
        (float("nan"), found((ANN, 0.5)), 0.5, Refusal.POOR),
        (0.9, found((BEN, 0.9), (ANN, 1.0)), 1.0, Refusal.SOMEBODY_ELSE),
        (0.9, found((BEN, 1.12), (ANN, 1.15)), 1.15, None),  # nobody is within the threshold
        (0.9, found((BEN, 1.2), (ANN, 1.5)), 1.1 + UPDATE_REACH + 0.01, Refusal.FAR),
    ],
)
def test_which_looks_may_become_references(
    quality: float, candidates: CandidateList, own: float | None, expected: Refusal | None
) -> None:
    assert refusal(quality, candidates, own, ANN, POLICY) is expected


def test_a_look_that_nothing_can_be_compared_with_never_becomes_a_reference() -> None:
    assert refusal(0.9, found((ANN, 0.5)), None, ANN, POLICY) is Refusal.NOTHING_TO_COMPARE
    unmeasured = replace(POLICY, calibrated=False)
    assert refusal(0.9, found((ANN, 0.5)), 0.5, ANN, unmeasured) is Refusal.NOT_CALIBRATED
