"""Estimates for a calibration: the bundled statistics of the model, or those of the site's own people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from facegate.domain.calibration import Calibration, Probability
from facegate.domain.ids import ModelId
from facegate.domain.site_references import PersonReferences
from facegate.domain.visits import VisitRule
from facegate.errors import CalibrationError
from facegate.pipeline.calibrating import Fit, PairModel

if TYPE_CHECKING:
    from facegate.evaluation.statistics import ScoreStatistics


def fitter(models: Sequence[Path]) -> Fit:
    """A fit with the statistics in these folders of models, the first that has some."""

    def fit(
        model_id: ModelId,
        people: Sequence[PersonReferences],
        rule: VisitRule,
        date: str,
        progress: Callable[[int, int], None],
    ) -> Calibration:
        from facegate.evaluation.calibrate import Occasion, calibrate, calibrate_alone
        from facegate.evaluation.site_scores import site_scores

        statistics = _statistics(models, model_id)
        if statistics is None:
            own = _own(model_id, people, date)
            return calibrate_alone(own, site_scores(people, progress), Occasion(date, rule))
        return calibrate(statistics, site_scores(people, progress), Occasion(date, rule))

    return fit


def pair_probability(models: Sequence[Path]) -> PairModel:
    """Probabilities for 1:1 comparisons by the statistics in these folders of models."""

    def find(model_id: ModelId) -> Probability | None:
        from facegate.evaluation.calibrate import pair_probability

        statistics = _statistics(models, model_id)
        return None if statistics is None else pair_probability(statistics)

    return find


def _statistics(models: Sequence[Path], model_id: ModelId) -> ScoreStatistics | None:
    from facegate.evaluation.statistics import STATISTICS_FOLDER, load_statistics

    found = (load_statistics(folder / STATISTICS_FOLDER, model_id) for folder in models)
    return next((statistics for statistics in found if statistics is not None), None)


def _own(model_id: ModelId, people: Sequence[PersonReferences], date: str) -> ScoreStatistics:
    """Statistics of a large site's own people, where none are bundled with the model."""
    from facegate.evaluation.measure_statistics import measure

    # One reference of each occasion: others of the same one would pass for visits.
    once = [person.distinct().first_of_each() for person in people]
    several = [vectors for vectors in once if len(vectors) > 1]
    try:
        if not several:
            raise ValueError("nobody has references of two occasions")
        owners = np.repeat(np.arange(len(several)), [len(vectors) for vectors in several])
        return measure(np.concatenate(several), owners, model_id, "the site's own people", date)
    except ValueError as error:
        raise CalibrationError(
            "Nothing known of this model",
            "There are no score statistics of {model}, and too few people are enrolled to make some.",
            "Measure them on pictures whose people are known with facegate score-statistics, or enrol some hundred "
            "people on several days.",
            model=model_id,
        ) from error
