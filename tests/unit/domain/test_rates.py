"""Rates and their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.rates import Rate, wilson


def test_wilson_as_published() -> None:
    """Newcombe (1998), table I."""
    for errors, trials, low, high in ((81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):
        rate = wilson(errors, trials)
        assert (rate.low, rate.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_tried_says_nothing() -> None:
    assert wilson(0, 0).record() == {"value": None, "ci95": None, "n": 0}


def test_more_errors_than_trials_is_refused() -> None:
    with pytest.raises(ValueError, match="errors"):
        wilson(3, 2)


@given(st.integers(1, 10**7), st.floats(0, 1))
def test_the_interval_surrounds_the_value(trials: int, share: float) -> None:
    rate = wilson(round(share * trials), trials)
    assert rate.value is not None
    assert rate.low is not None
    assert rate.high is not None
    assert 0.0 <= rate.low <= rate.value <= rate.high <= 1.0
    assert rate.low < rate.high


def test_the_record_is_what_commands_print() -> None:
    assert Rate(0.5, 0.4, 0.6, 10).record() == {"value": 0.5, "ci95": [0.4, 0.6], "n": 10}
