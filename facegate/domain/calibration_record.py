"""A calibration as JSON and back. It holds distributions and parameters, no template and no person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from facegate.domain.calibration import Calibration, LookCorrelation, Probability
from facegate.domain.ids import ModelId
from facegate.domain.numbers import number, numbers, whole_number
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
    """The inverse of :func:`calibration_record`; numbers that no calibration has are refused.

    Raises:
        KeyError, TypeError, ValueError: it is something else, or of another version.
    """
    if record["format"] != FORMAT:
        raise ValueError("a calibration of another version")
    probability = record["probability_model"]
    rule = record["rule"]
    return Calibration(
        model_id=ModelId(_text(record["model_id"])),
        metric=_text(record["metric"]),
        source=_text(record["source"]),
        date=_text(record["date"]),
        tail_model=_text(record["tail_model"]),
        people=whole_number(record["people"]),
        references=whole_number(record["references"]),
        one_session=whole_number(record["one_session"]),
        comparisons=whole_number(record["comparisons"]),
        mated_people=whole_number(record["mated_people"]),
        mated=_histogram_from(record["mated"]),
        non_mated=_histogram_from(record["non_mated"]),
        false_match=_curve_from(record["false_match"]),
        false_non_match=_curve_from(record["false_non_match"]),
        shown=number(record["shown"], 0.0, 1.0),
        person_spread=PersonSpread(
            numbers(record["person_spread"]["log_rates"]), numbers(record["person_spread"]["squares"])
        ),
        rule=VisitRule(whole_number(rule["looks_needed"]), whole_number(rule["looks_window"])),
        non_mated_looks=looks_from(record["non_mated_looks"]),
        mated_looks=looks_from(record["mated_looks"]),
        probability_model=None if probability is None else _probability_from(probability),
    )


def looks_from(record: Mapping[str, Any]) -> LookCorrelation:
    """Correlations, each 0..1. Raises as :func:`calibration_from`."""
    track, apart, doubt = (
        number(value, 0.0, 1.0) for value in (record["track"], record["apart"], record.get("doubt", 0))
    )
    return LookCorrelation(track, apart, doubt)


def _probability_from(record: Mapping[str, Any]) -> Probability:
    slope = number(record["slope"])
    if slope >= 0.0:
        raise ValueError("a probability must fall with the distance")
    return Probability(number(record["intercept"]), slope, number(record["prior"], 0.0, 1.0))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("need a text")
    return value


def _histogram(histogram: Histogram) -> dict[str, Any]:
    return {"edges": histogram.edges.tolist(), "counts": histogram.counts.tolist()}


def _histogram_from(record: Mapping[str, Any]) -> Histogram:
    return Histogram(numbers(record["edges"]), numbers(record["counts"]))


def _curve(curve: RateCurve) -> dict[str, Any]:
    return {
        "distances": curve.distances.tolist(), "log_rates": curve.log_rates.tolist(), "log_sd": curve.log_sd.tolist()
    }  # fmt: skip


def _curve_from(record: Mapping[str, Any]) -> RateCurve:
    deviations = numbers(record["log_sd"])
    if (deviations < 0.0).any():
        raise ValueError("deviations must not be negative")
    return RateCurve(numbers(record["distances"]), numbers(record["log_rates"]), deviations)
