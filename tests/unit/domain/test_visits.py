"""From looks to visits, checked against the decision code itself."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from facegate.domain.identification import Candidate, CandidateList, DecisionPolicy
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import Template
from facegate.domain.visits import VisitRule, visit_rate
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
