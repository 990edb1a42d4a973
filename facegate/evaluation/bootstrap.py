"""Intervals for trials that are not independent: whole people are drawn again, with everything they did.

Efron and Tibshirani 1993, chapter 13 (percentile intervals); Bolle, Ratha and
Pankanti 2004 for drawing people rather than comparisons.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.rates import Rate, wilson

RESAMPLES = 1000

METHOD = f"bootstrap over people, {RESAMPLES} resamples, percentiles; a rate of 0 or 1: Wilson, every person one trial"
"""For reports."""

_ENDS = (2.5, 97.5)
"""Percentiles: two-sided 95 %."""

Weights: TypeAlias = npt.NDArray[np.float64]
"""How often each person is drawn in each resample, shape (RESAMPLES, people)."""


def people_weights(people: int, seed: int = 0) -> Weights:
    """Draw that many people with replacement, :data:`RESAMPLES` times; the same for the same seed."""
    random = np.random.default_rng(seed)
    drawn = random.integers(0, people, (RESAMPLES, people)) + people * np.arange(RESAMPLES)[:, None]
    return np.bincount(drawn.ravel(), minlength=RESAMPLES * people).reshape(RESAMPLES, people).astype(np.float64)


def share_over_people(errors: npt.NDArray[np.int64], trials: npt.NDArray[np.int64], weights: Weights) -> Rate:
    """A rate whose errors and trials are counted by person, shapes (people,)."""
    failed, tried = int(errors.sum()), int(trials.sum())
    if tried == 0:
        return Rate(None, None, None, 0)
    people = int(np.count_nonzero(trials))
    if failed in (0, tried):
        return extreme(failed > 0, people, tried)
    return interval(failed / tried, ratio(weights @ errors, weights @ trials), tried)


def extreme(all_wrong: bool, people: int, trials: int) -> Rate:
    """A rate of 0 or 1, of which a bootstrap would be sure: as if every person were one trial."""
    limits = wilson(people if all_wrong else 0, people)
    return Rate(float(all_wrong), limits.low, limits.high, trials)


def ratio(errors: npt.NDArray[np.float64], trials: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Rates of resamples; NaN where a resample holds no trial."""
    shares: npt.NDArray[np.float64] = np.full(errors.shape, np.nan)
    np.divide(errors, trials, out=shares, where=trials > 0)
    return shares


def interval(value: float, resampled: npt.NDArray[np.float64], trials: int) -> Rate:
    """A rate with the percentiles of its resamples, which always surround the value; NaN are left out."""
    if np.isnan(resampled).all():
        return Rate(value, None, None, trials)
    low, high = (float(end) for end in np.nanpercentile(resampled, _ENDS))
    return Rate(value, min(low, value), max(high, value), trials)
