"""Calibrations of made-up distributions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from facegate.domain.calibration import Calibration, LookCorrelation, Probability
from facegate.domain.ids import ModelId
from facegate.domain.rate_curves import Histogram, PersonSpread, RateCurve
from facegate.domain.visits import VisitRule

MODEL = ModelId("toy-1")
_GRID = np.linspace(0.0, 4.0, 401)


def toy_calibration(**changes: Any) -> Calibration:
    """Non-mated distances around 2.0, mated ones around 0.6, as SFace has them; any field can be changed."""
    edges = np.linspace(0.0, 4.0, 81)
    middle = (edges[:-1] + edges[1:]) / 2
    false_match = np.minimum(0.0, np.where(_GRID < 1.4, (_GRID - 1.4) / 0.05 - 7.0, -7.0 * (2.1 - _GRID) / 0.7))
    false_non_match = np.minimum(-1e-6, -np.maximum(_GRID - 0.4, 0.0) * 5.0)
    calibration = Calibration(
        model_id=MODEL, metric="squared_euclidean", source="made-up people", date="2026-03-02", people=60,
        references=180, one_session=0,
        mated=Histogram(edges, 180 * np.exp(-0.5 * ((middle - 0.6) / 0.2) ** 2)),
        non_mated=Histogram(edges, 5000 * np.exp(-0.5 * ((middle - 2.0) / 0.18) ** 2)),
        false_match=RateCurve(_GRID.copy(), false_match, np.full(401, 0.5)),
        false_non_match=RateCurve(_GRID.copy(), false_non_match, np.full(401, 0.4)),
        person_spread=PersonSpread(np.array([0.0]), np.ones(1)), shown=1.5e-6, comparisons=2_000_000, mated_people=60,
        tail_model="generalised Pareto", rule=VisitRule(3, 5), non_mated_looks=LookCorrelation(0.9, 0.6),
        mated_looks=LookCorrelation(0.8, 0.5), probability_model=Probability(16.0, -12.0, 0.5),
    )  # fmt: skip
    return replace(calibration, **changes)
