"""From looks to visits, checked against the decision code itself."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from facegate.domain.identification import Candidate, CandidateList, DecisionPolicy
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import Template
from facegate.domain.visits import LONGEST_LOOKS, STRANGER_LOOKS, VisitRule, _look_by_look, visit_rate
from facegate.evaluation.strangers import named

THRESHOLD = 1.0
VISITS, LOOKS = 4000, 12
CODES = [Template(ModelId("code"), np.array([1.0, 0.0], np.float32), float(norm)) for norm in (0.0, 1.0)]


def candidates(look: Template) -> CandidateList:
    """The look's norm says whether it matches."""
    return CandidateList((Candidate(SubjectId("a" * 32), ReferenceId(1), 0.5 if look.norm else 1.5),))


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("rule", [VisitRule(3, 5), VisitRule(1, 1), VisitRule(2, 30)])
def test_it_is_what_the_decision_code_does(rule: VisitRule, correlation: float) -> None:
    share = 0.1
    random = np.random.default_rng(3)
    person, noise = random.standard_normal((VISITS, 1)), random.standard_normal((VISITS, LOOKS))
    scores = np.sqrt(correlation) * person + np.sqrt(1 - correlation) * noise
    matches = scores < NormalDist().inv_cdf(share)
    policy = DecisionPolicy(THRESHOLD, 0.0, rule.looks_needed, rule.looks_window)
    seen = named(candidates, [[CODES[int(match)] for match in visit] for visit in matches], policy) / VISITS
    said = visit_rate(rule, share, LOOKS, correlation)
    assert abs(seen - said) <= 4 * np.sqrt(said * (1 - said) / VISITS)


def test_one_look_is_its_own_rate() -> None:
    for rate in (1e-9, 1e-4, 0.3):
        assert visit_rate(VisitRule(1, 1), rate, 1, 0.7) == pytest.approx(rate, rel=0.02)


def test_certain_and_impossible_looks() -> None:
    assert visit_rate(VisitRule(3, 5), 0.0, 20, 0.9) == 0.0
    assert visit_rate(VisitRule(3, 5), 1.0, 20, 0.9) == 1.0
    assert visit_rate(VisitRule(3, 5), 1.0, 2, 0.9) == 0.0


def test_independent_looks_seldom_agree_on_a_stranger() -> None:
    rule = VisitRule(3, 5)
    apart, track = (visit_rate(rule, 1e-4, 20, correlation) for correlation in (0.0, 0.92))
    assert apart < 1e-8
    assert 1e-4 < track < 1e-3


@pytest.mark.parametrize(("needed", "window"), [(0, 1), (3, 2)])
def test_a_rule_that_is_none_is_refused(needed: int, window: int) -> None:
    with pytest.raises(ValueError, match="looks_needed"):
        VisitRule(needed, window)


def plainly(rule: VisitRule, share: float, looks: int) -> float:
    """All states one by one, for looks that do not resemble each other."""
    alive, done = {0: 1.0}, 0.0
    mask = (1 << (rule.looks_window - 1)) - 1
    for _ in range(looks):
        after: dict[int, float] = {}
        for state, chance in alive.items():
            if state.bit_count() + 1 >= rule.looks_needed:
                done += chance * share
            else:
                agreed = (state << 1 | 1) & mask
                after[agreed] = after.get(agreed, 0.0) + chance * share
            after[(state << 1) & mask] = after.get((state << 1) & mask, 0.0) + chance * (1.0 - share)
        alive = after
    return done


@pytest.mark.parametrize("looks", [1, 4, 12, 20, 150])
@pytest.mark.parametrize(
    "rule", [VisitRule(1, 1), VisitRule(3, 5), VisitRule(2, 2), VisitRule(9, 10), VisitRule(3, 10)]
)
def test_every_length_of_visit_is_what_its_states_say(rule: VisitRule, looks: int) -> None:
    for share in (0.003, 0.1, 0.5, 0.97):
        assert visit_rate(rule, share, looks, 0.0) == pytest.approx(plainly(rule, share, looks), rel=0.01, abs=1e-12)


def test_the_longest_window_has_no_more_states_than_it_needs() -> None:
    """Half a thousand states, look by look, kept the window waiting: one table serves every length of visit."""
    _look_by_look.cache_clear()
    for looks in (5, 10, 12, 20, 150):
        visit_rate(VisitRule(3, 10), 0.01, looks, 0.5)
    assert (_look_by_look.cache_info().misses, _look_by_look.cache_info().currsize) == (1, 1)


def test_half_a_minute_ends_in_a_name_more_often_than_four_seconds() -> None:
    rule = VisitRule(3, 5)
    usual, longest = (visit_rate(rule, 1.5e-5, looks, 0.92) for looks in (STRANGER_LOOKS, LONGEST_LOOKS))
    assert 1.6 * usual < longest < 2.4 * usual
