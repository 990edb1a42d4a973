"""What follows from a policy for people who look alike."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

from facegate.domain.identification import Candidate, CandidateList, DecisionPolicy, Outcome, Reason, judge
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.lookalikes import STRAY_RATE, Advice, LookAlikeMargins, LookAlikeRule

POLICY = DecisionPolicy(1.1, 0.05, 3, 5)
RULE = LookAlikeRule(POLICY, 128)
ANNE, BETH, CLEO = SubjectId("a" * 32), SubjectId("b" * 32), SubjectId("c" * 32)


def found(*distances: float) -> CandidateList:
    people = (ANNE, BETH, CLEO)
    return CandidateList(
        tuple(
            Candidate(who, ReferenceId(number), distance)
            for number, (who, distance) in enumerate(zip(people, distances, strict=False))
        )
    )


def margins(nearest: float | None) -> LookAlikeMargins:
    return LookAlikeMargins(RULE, lambda _who: nearest)


def stray(distance: float, policy: DecisionPolicy, dimension: int) -> float:
    """The formula of the module, in plain trigonometry and not as a wave."""
    inward = 1 - policy.threshold / 2
    sine = sqrt(distance - distance**2 / 4)
    spread = NormalDist().inv_cdf(1 - STRAY_RATE) / sqrt(dimension - 1)
    return 2 * spread * sqrt(1 - inward**2) * sine - inward * distance


def test_the_limit_is_where_the_farthest_stray_meets_the_margin() -> None:
    for policy in (POLICY, DecisionPolicy(0.9, 0.1, 3, 5), DecisionPolicy(1.3, 0.0, 3, 5)):
        for dimension in (64, 128, 512):
            limit = LookAlikeRule(policy, dimension).limit
            assert stray(limit, policy, dimension) == pytest.approx(-policy.margin, abs=1e-9)
            assert stray(limit * 0.99, policy, dimension) > -policy.margin


def test_the_margin_is_the_policy_s_on_top_of_the_stray() -> None:
    assert RULE.limit == pytest.approx(1.0765, abs=1e-3)
    assert RULE.widest == pytest.approx(0.1746, abs=1e-3)
    for distance in (0.4, 0.6, 0.9):
        assert RULE.margin_at(distance) == pytest.approx(0.05 + stray(distance, POLICY, 128), abs=1e-9)
    assert RULE.margin_at(2.0) == RULE.margin_at(None) == 0.05
    assert RULE.margin_at(0.0) == RULE.margin_at(0.1) == RULE.widest, "never smaller for a smaller distance"


def test_a_stricter_threshold_or_a_larger_template_makes_fewer_look_alikes() -> None:
    assert LookAlikeRule(DecisionPolicy(0.9, 0.05, 3, 5), 128).limit < RULE.limit
    assert LookAlikeRule(POLICY, 512).limit < RULE.limit
    assert LookAlikeRule(DecisionPolicy(1.1, 0.2, 3, 5), 128).limit > RULE.limit


@pytest.mark.parametrize("threshold", [0.0, 2.0, 4.0])
def test_odd_policies_give_numbers_in_range(threshold: float) -> None:
    for margin in (0.0, 4.0):
        rule = LookAlikeRule(DecisionPolicy(threshold, margin, 1, 1), 2)
        assert 0.0 <= rule.limit <= 4.0
        assert margin <= rule.widest <= 4.0


def test_twins_are_better_told_apart_by_something_else() -> None:
    assert RULE.advice_at(0.2) is Advice.SECOND_FACTOR
    assert RULE.advice_at(0.9) is Advice.LARGER_MARGIN


def test_simulated_looks_stray_as_rarely_as_is_reckoned_with() -> None:
    random = np.random.default_rng(0)
    count, distance = 100_000, 0.5
    cosine = 1 - POLICY.threshold / 2
    wander = random.normal(size=(count, 127))
    towards = wander[:, 0] / np.linalg.norm(wander, axis=1)
    theta = np.arccos(1 - distance / 2)
    gaps = cosine * distance - 2 * towards * sqrt(1 - cosine**2) * np.sin(theta)
    share = float(np.mean(gaps < -(RULE.margin_at(distance) - POLICY.margin)))
    assert share == pytest.approx(STRAY_RATE, rel=0.3)
    assert np.mean(gaps < -RULE.margin_at(distance)) < STRAY_RATE / 5, "the margin comes on top"


def test_a_look_at_a_look_alike_needs_the_larger_margin() -> None:
    close = found(0.6, 0.7)
    assert judge(close, POLICY).subject_id == ANNE
    doubted = judge(close, POLICY, margins(0.5))
    assert (doubted.outcome, doubted.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert doubted.margin == pytest.approx(0.1)
    assert judge(found(0.5, 0.7), POLICY, margins(0.5)).subject_id == ANNE
    assert judge(close, POLICY, margins(1.5)).subject_id == ANNE
    assert judge(close, POLICY, margins(None)).subject_id == ANNE


def test_the_larger_margin_counts_towards_everybody() -> None:
    # Beth is nearest to Anne's look and Cleo is Anne's twin, third: what parts Anne from Beth parts her from Cleo.
    assert judge(found(0.6, 0.7, 0.72), POLICY, margins(0.5)).reason is Reason.AMBIGUOUS


def test_somebody_alone_needs_no_margin() -> None:
    assert judge(found(0.6), POLICY, margins(None)).subject_id == ANNE


def test_the_gallery_is_asked_only_where_it_decides() -> None:
    asked: list[SubjectId] = []

    def nearest(who: SubjectId) -> float:
        asked.append(who)
        return 0.5

    personal = LookAlikeMargins(RULE, nearest)
    for clear in (found(0.5, 1.0), found(1.2, 1.3), found(0.6, 0.62), found(0.5), found()):
        judge(clear, POLICY, personal)
    assert asked == []
    judge(found(0.6, 0.7), POLICY, personal)
    assert asked == [ANNE]
