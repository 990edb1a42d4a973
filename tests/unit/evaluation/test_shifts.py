from __future__ import annotations

import numpy as np
import pytest

from facegate.evaluation.shifts import Shift, design_effect, posterior

PRIOR = Shift(-0.03, 0.05)


def counts(pairs: float):
    """Comparisons expected below a threshold when everything is moved: e times as many for every 0.05."""
    return lambda shifts: pairs * 1e-2 * np.exp(-shifts / 0.05)


def test_nobody_says_nothing() -> None:
    told = posterior(PRIOR, 0.0, counts(1e-9))
    assert (told.mean, told.deviation) == (
        pytest.approx(PRIOR.mean, abs=1e-3),
        pytest.approx(PRIOR.deviation, rel=0.02),
    )


def test_few_are_drawn_to_the_prior_and_many_speak_for_themselves() -> None:
    truth = 0.1
    told = [posterior(PRIOR, float(counts(pairs)(np.array(truth))), counts(pairs)) for pairs in (1e2, 1e4, 1e6)]
    errors = [abs(each.mean - truth) for each in told]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.002
    assert [each.deviation for each in told] == sorted((each.deviation for each in told), reverse=True)


def test_pairs_that_share_a_person_say_less() -> None:
    seen = float(counts(1e4)(np.array(0.1)))
    alone, shared = posterior(PRIOR, seen, counts(1e4)), posterior(PRIOR, seen, counts(1e4), 10.0)
    assert shared.deviation > alone.deviation
    assert abs(shared.mean - PRIOR.mean) < abs(alone.mean - PRIOR.mean)


def test_the_design_effect_is_the_one_of_a_simulation() -> None:
    """People who are easier to be taken for than others: every pair matches with the product of their factors."""
    random = np.random.default_rng(0)
    people, rate, spread = 40, 0.05, 0.5
    totals = []
    for _ in range(4000):
        factors = random.gamma(1 / spread, spread, people)
        chances = np.minimum(1.0, rate * np.outer(factors, factors))
        matches = np.triu(random.random((people, people)) < chances, 1)
        totals.append(matches.sum())
    pairs = people * (people - 1) / 2
    seen = np.var(totals) / (pairs * rate * (1 - rate))
    assert design_effect(people, rate, spread) == pytest.approx(seen, rel=0.25)


def test_two_people_are_one_pair() -> None:
    assert design_effect(2, 0.1, 3.0) == 1.0
