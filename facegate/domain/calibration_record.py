"""A calibration as JSON and back. It holds distributions and parameters, no template and no person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from facegate.domain.calibration import Calibration, LookCorrelation, Probability
from facegate.domain.ids import ModelId
from facegate.domain.rate_curves import Histogram, PersonSpread, RateCurve
from facegate.domain.visits import VisitRule

FORMAT = 2

_PLAIN = (
    "model_id", "metric", "source", "date", "people", "references", "one_session", "shown", "comparisons",
    "mated_people", "tail_model",
)  # fmt: skip


def calibration_record(calibration: Calibration) -> dict[str, Any]:
    """As values that JSON has."""
    probability = calibration.probability_model
    return {
        "format": FORMAT,
        **{name: getattr(calibration, name) for name in _PLAIN},
        "mated": _histogram(calibration.mated),
        "non_mated": _histogram(calibration.non_mated),
        "false_match": _curve(calibration.false_match),
        "false_non_match": _curve(calibration.false_non_match),
        "person_spread": {
            "log_rates": calibration.person_spread.log_rates.tolist(),
            "squares": calibration.person_spread.squares.tolist(),
        },
        "rule": asdict(calibration.rule),
        "non_mated_looks": asdict(calibration.non_mated_looks),
        "mated_looks": asdict(calibration.mated_looks),
        "probability_model": None if probability is None else asdict(probability),
    }


def calibration_from(record: Mapping[str, Any]) -> Calibration:
    """The inverse of :func:`calibration_record`.

    Raises:
        KeyError, TypeError, ValueError: it is something else, or of another version.
    """
    if record["format"] != FORMAT:
        raise ValueError("a calibration of another version")
    probability = record["probability_model"]
    plain = {name: record[name] for name in _PLAIN}
    return Calibration(
        **{**plain, "model_id": ModelId(plain["model_id"])},
        mated=_histogram_from(record["mated"]),
        non_mated=_histogram_from(record["non_mated"]),
        false_match=_curve_from(record["false_match"]),
        false_non_match=_curve_from(record["false_non_match"]),
        person_spread=PersonSpread(
            np.array(record["person_spread"]["log_rates"], np.float64),
            np.array(record["person_spread"]["squares"], np.float64),
        ),
        rule=VisitRule(**record["rule"]),
        non_mated_looks=LookCorrelation(**record["non_mated_looks"]),
        mated_looks=LookCorrelation(**record["mated_looks"]),
        probability_model=None if probability is None else Probability(**probability),
    )


def _histogram(histogram: Histogram) -> dict[str, Any]:
    return {"edges": histogram.edges.tolist(), "counts": histogram.counts.tolist()}


def _histogram_from(record: Mapping[str, Any]) -> Histogram:
    return Histogram(np.array(record["edges"], np.float64), np.array(record["counts"], np.float64))


def _curve(curve: RateCurve) -> dict[str, Any]:
    return {
        "distances": curve.distances.tolist(), "log_rates": curve.log_rates.tolist(), "log_sd": curve.log_sd.tolist()
    }  # fmt: skip


def _curve_from(record: Mapping[str, Any]) -> RateCurve:
    return RateCurve(
        np.array(record["distances"], np.float64),
        np.array(record["log_rates"], np.float64),
        np.array(record["log_sd"], np.float64),
    )
