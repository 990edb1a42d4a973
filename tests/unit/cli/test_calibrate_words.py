"""What the command promises, and what it says that it cannot promise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from helpers.calibrations import toy_calibration

from facegate.cli.calibrate import Month, _record
from facegate.cli.calibrate_words import text_of
from facegate.domain.rate_curves import RateCurve


def told(deviation: float) -> str:
    """Of a tail that is known that well."""
    curve = toy_calibration().false_match
    unsure = RateCurve(curve.distances.copy(), curve.log_rates.copy(), np.full(curve.distances.size, deviation))
    calibration = toy_calibration(false_match=unsure)
    in_use: dict[str, Any] = {"threshold": None, "source": "", "date": None, "not_applied": None, "due": False}
    record = _record(calibration, calibration.threshold_for(1e-2, 1000), Month(40, 1000), in_use)
    return text_of({**record, "accepted": False})


@pytest.mark.parametrize(("deviation", "promised"), [(0.1, True), (3.0, False)])
def test_a_rate_is_about_and_one_that_cannot_be_promised_is_told(deviation: float, promised: bool) -> None:
    text = told(deviation)
    assert "ends in a name about once in 100 visits" in text
    assert ("The data cannot promise this rate: it may be up to once in" in text) is not promised


def test_both_models_are_always_named() -> None:
    assert "Looks by a generalised Pareto tail, visits by a Gaussian copula of one factor." in told(0.1)
