from __future__ import annotations

import numpy as np
import pytest

from facegate.evaluation.tails import Tail, fit_tail


@pytest.mark.parametrize("shape", [-0.2, -0.05, 0.0, 0.2])
def test_the_parameters_come_back(shape: float) -> None:
    uniform = np.random.default_rng(1).random(20_000)
    depths = -0.05 * np.log(uniform) if shape == 0.0 else 0.05 * (uniform**-shape - 1.0) / shape
    fitted = fit_tail(depths, 1.4, 1e-3)
    assert fitted.shape == pytest.approx(shape, abs=0.03)
    assert fitted.scale == pytest.approx(0.05, rel=0.04)


@pytest.mark.parametrize("shape", [-0.2, 0.0, 0.2])
def test_rates_rise_with_the_distance_up_to_the_share(shape: float) -> None:
    tail = Tail(1.4, 1e-3, shape, 0.05)
    logs = tail.log_rates(np.linspace(0.0, 1.4, 1401))
    assert (np.diff(logs) > 0).all()
    assert np.exp(logs[-1]) == pytest.approx(1e-3)


def test_a_distribution_that_ends_is_prolonged() -> None:
    """It ends at 1.15; nearer distances are not impossible for that."""
    tail = Tail(1.4, 1e-3, -0.2, 0.05)
    ended = tail.log_rates(np.array([0.5, 1.0, 1.14]))
    assert np.isfinite(ended).all()
    assert np.exp(ended[-1]) < 1e-14
