"""Templates that age: people whose newest reference is old, or whose distances drift upward from visit to visit.

Reported only: nothing is ever changed because of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, sqrt

import numpy as np

DEFAULT_AGE = 5 * 365
"""Days after which a reference counts as old. Best-Rowden and Jain 2018 ("Longitudinal Study of Automatic Face
Recognition") found that 99 % of people could be recognised for about six years after enrolment (FAR 0.01 %)."""

RECENT = timedelta(days=182)
"""Visits that are looked at lie within this time of the newest one."""

VISITS = 120
"""Visits that are looked at; of more, as many as these, evenly: comparing all with all grows with their square."""

LEAST_VISITS = 10
"""Fewer say nothing: a beard, a week of bad light."""

LEAST_SPAN = 90.0
"""Days that the visits must cover: over a few weeks chance alone makes slopes of several tenths a year."""

LEAST_DRIFT = 0.1
"""Rise a year, squared distance, that matters; the whole interval lies beyond it where one is reported. People are
looked at again and again, and an interval that only had to miss 0 would sooner or later accuse most of them."""

_Z95 = 1.959963984540054
"""The normal distribution's 97.5 % quantile: two-sided 95 % intervals."""

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Slope:
    """Change a year and where the true one lies.

    Attributes:
        value: squared distance a year.
        low: lower end of the 95 % interval.
        high: upper end.
        n: visits.
    """

    value: float
    low: float
    high: float
    n: int

    @property
    def rises(self) -> bool:
        """Whether the distances drift upward, surely and by enough to matter."""
        return self.n >= LEAST_VISITS and self.low >= LEAST_DRIFT


@dataclass(frozen=True, slots=True)
class Ageing:
    """How a person's references hold up.

    Attributes:
        newest: when the newest reference was made, aware; None where there is none of the model in use.
        age: since then.
        old: whether that is longer than the limit.
        drift: of the matched distances since then; None where there are too few visits or too short a time.
    """

    newest: datetime | None
    age: timedelta | None
    old: bool
    drift: Slope | None

    @property
    def due(self) -> bool:
        """Whether new samples are advised."""
        return self.old or (self.drift is not None and self.drift.rises)


def assess(
    newest: datetime | None, visits: Sequence[tuple[datetime, float]], now: datetime, limit: timedelta
) -> Ageing:
    """How one person's references hold up.

    Args:
        newest: when the newest reference was made, aware.
        visits: moment and squared distance of identifications, in any order; those before ``newest`` do not count,
            because another reference may have matched them.
        now: aware.
        limit: age from which a reference is old.
    """
    if newest is None:
        return Ageing(None, None, False, None)
    since = sorted((at, distance) for at, distance in visits if at >= newest)
    age = now - newest
    return Ageing(newest, age, age > limit, _drift(_recent(since)))


def _recent(visits: list[tuple[datetime, float]]) -> list[tuple[datetime, float]]:
    recent = [visit for visit in visits if visit[0] >= visits[-1][0] - RECENT]
    if len(recent) <= VISITS:
        return recent
    return [recent[place] for place in np.linspace(0, len(recent) - 1, VISITS).round().astype(int).tolist()]


def _drift(visits: Sequence[tuple[datetime, float]]) -> Slope | None:
    if len(visits) < LEAST_VISITS:
        return None
    days = [(at - visits[0][0]) / timedelta(days=1) for at, _ in visits]
    if days[-1] < LEAST_SPAN:
        return None
    return robust_slope([day / _DAYS_A_YEAR for day in days], [distance for _, distance in visits])


def robust_slope(times: Sequence[float], values: Sequence[float]) -> Slope | None:
    """The median of the slopes between all pairs, with Sen's interval.

    Theil 1950 and Sen 1968: up to 29 % of outliers move it little, and it assumes no distribution. The interval's
    ends are slopes too: those as many ranks from the median as Kendall's statistic varies by chance.

    Args:
        times: ascending or not.
        values: one a time.

    Returns:
        The slope in values a unit of time; None where no two times differ.
    """
    t, v = np.asarray(times, np.float64), np.asarray(values, np.float64)
    first, second = np.triu_indices(len(t), 1)
    apart = t[second] - t[first]
    usable = apart != 0.0
    slopes = np.sort((v[second] - v[first])[usable] / apart[usable])
    if not slopes.size:
        return None
    n = len(t)
    # Kendall's statistic has this variance where there is no trend; Gilbert 1987, section 16.5.
    reach = _Z95 * sqrt(n * (n - 1) * (2 * n + 5) / 18)
    low = max(0, floor((slopes.size - reach) / 2) - 1)
    high = slopes.size - 1 - low
    return Slope(float(np.median(slopes)), float(slopes[low]), float(slopes[high]), n)
