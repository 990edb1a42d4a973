"""Error-versus-discard curves, for any qualities and errors."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facegate.evaluation.error_versus_discard import discarding

# Few values, so that many are equal.
comparisons = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=30)
SHARES = np.linspace(0.0, 0.95, 20)


def curve(made: list[tuple[int, bool]]) -> np.ndarray:
    qualities, errors = zip(*made, strict=True)
    return discarding(np.array(qualities, np.float64), np.array(errors)).fnmr(SHARES)


@given(made=comparisons, seed=st.integers(0, 99))
def test_order_and_scale_of_the_qualities_do_not_matter(made: list[tuple[int, bool]], seed: int):
    shuffled = [made[place] for place in np.random.default_rng(seed).permutation(len(made))]
    np.testing.assert_allclose(curve(shuffled), curve(made), atol=1e-9)
    stretched = [(quality**3 - 50, error) for quality, error in made]
    np.testing.assert_allclose(curve(stretched), curve(made), atol=1e-9)


@given(made=comparisons)
def test_curve_starts_at_the_rate_and_stays_a_rate(made: list[tuple[int, bool]]):
    found = curve(made)
    assert abs(found[0] - np.mean([error for _, error in made])) < 1e-12
    assert ((found >= -1e-9) & (found <= 1 + 1e-9)).all()


@given(made=comparisons)
def test_no_score_beats_one_that_knows_the_errors(made: list[tuple[int, bool]]):
    oracle = [(int(not error), error) for _, error in made]
    assert (curve(oracle) <= curve(made) + 1e-9).all()
