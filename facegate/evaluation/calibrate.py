"""A site's calibration from its own references and the bundled statistics of the model."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from facegate.domain.calibration import Calibration, Probability
from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.rate_curves import Histogram, RateCurve
from facegate.domain.rates import RULE_OF_THREE
from facegate.domain.visits import VisitRule
from facegate.evaluation.probabilities import fit_probability
from facegate.evaluation.shifts import Shift, design_effect, posterior
from facegate.evaluation.site_scores import SiteScores
from facegate.evaluation.statistics import MatedStatistics, ScoreStatistics
from facegate.evaluation.tails import TAIL_MODEL

Floats = npt.NDArray[np.float64]

_GRID: Floats = np.linspace(0.0, MAX_DISTANCE, 401)

SITE_SHIFT, SITE_SHIFT_SPREAD = -0.16, 0.25
"""Prior of a site's non-mated shift, in standard deviations of the bundled distances: with SFace 0.03 nearer, give or
take 0.046. Nearer, since the templates are centred on the bundled people and on nobody else, and since the people
of one site are more alike in age, sex and origin (NISTIR 8280: tenfold false match rates and more within a group);
the 116 people of another set came out 0.06 nearer."""

MATED_SHIFT_SPREAD = 0.5
"""Prior of a site's mated shift, in standard deviations of the bundled mated distances, 0.1 with SFace: the 116
people, photographed anywhere, came out 0.09 farther."""

_DRIFT = 0.01
"""Standard deviation of the shift's change for every factor of ten beyond what the site's own people show: between
the two sets above it moved by 0.01 from 2e-3 to 5e-5."""

_SITE_LEVELS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
"""Rates at which a site's own comparisons are counted."""

_LEAST_EXPECTED = 10.0
"""Comparisons expected below a level before it says anything; the first level always does, as little as it may."""

_MATED_LEVEL = 0.1
"""Share of the bundled mated distances beyond which a site's own are counted: where refusals begin."""

_OWN_PEOPLE = 20
"""People from which on the site's own distances are shown instead of the bundled ones."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and how a calibration is made.

    Attributes:
        date: ISO date.
        rule: how looks make a decision.
    """

    date: str
    rule: VisitRule


def calibrate(statistics: ScoreStatistics, site: SiteScores | None, occasion: Occasion) -> Calibration:
    """Weigh a site's own distances against the bundled ones; None: the bundled ones alone."""
    references = site.typical if site is not None and site.people else _usual(statistics)
    own = site is not None and site.people >= _OWN_PEOPLE
    own_mated = site is not None and site.mated_people >= _OWN_PEOPLE
    mated = statistics.mated_for(references)
    made = _assembled(
        statistics,
        occasion,
        _false_match(statistics, references, *_site_shifts(statistics, site, references)),
        _false_non_match(statistics, references, _mated_shift(statistics, site, references)),
    )
    return replace(
        made,
        source=_source(statistics, site),
        people=site.people if site is not None else 0,
        references=site.references if site is not None else 0,
        one_session=site.one_session if site is not None else 0,
        mated=site.mated if own_mated and site is not None else mated.histogram,
        non_mated=site.non_mated if own and site is not None else statistics.non_mated,
        shown=min(made.shown, _site_shown(statistics, site)),
        comparisons=made.comparisons + (site.pairs if site is not None else 0),
        mated_people=mated.people + (site.mated_people if site is not None else 0),
    )


def calibrate_alone(statistics: ScoreStatistics, site: SiteScores, occasion: Occasion) -> Calibration:
    """Where the statistics were measured on the site's own people: they are the evidence, and counted once.

    No site differs from itself: nothing is weighed, and no rate is moved.
    """
    references = max(1, site.typical)
    mated = statistics.mated_for(references)
    steady = Shift(0.0, 0.0)
    made = _assembled(
        statistics,
        occasion,
        _false_match(statistics, references, np.array([-math.log(_SITE_LEVELS[0])]), [steady], drift=0.0),
        _false_non_match(statistics, references, steady),
    )
    return replace(
        made,
        source=f"{statistics.people} people of the site alone; no statistics are bundled with this model",
        people=statistics.people,
        references=statistics.images,
        one_session=site.one_session,
        mated=mated.histogram,
        mated_people=mated.people,
    )


def _assembled(
    statistics: ScoreStatistics, occasion: Occasion, false_match: RateCurve, false_non_match: RateCurve
) -> Calibration:
    """With nobody of the site."""
    mated = statistics.mated_for(_usual(statistics))
    return Calibration(
        model_id=statistics.model_id,
        metric="squared_euclidean",
        source=_source(statistics, None),
        date=occasion.date,
        people=0,
        references=0,
        one_session=0,
        mated=mated.histogram,
        non_mated=statistics.non_mated,
        false_match=false_match,
        false_non_match=false_non_match,
        person_spread=statistics.spread,
        shown=RULE_OF_THREE / statistics.person_pairs,
        comparisons=statistics.person_pairs,
        mated_people=mated.people,
        tail_model=TAIL_MODEL,
        rule=occasion.rule,
        non_mated_looks=statistics.non_mated_looks,
        mated_looks=statistics.mated_looks,
        probability_model=fit_probability(false_match, false_non_match),
    )


def pair_probability(statistics: ScoreStatistics) -> Probability | None:
    """P(same person) of two single pictures, by the bundled statistics alone: for 1:1 comparisons."""
    return fit_probability(
        _false_match(statistics, 1, *_site_shifts(statistics, None, 1)),
        _false_non_match(statistics, 1, _mated_shift(statistics, None, 1)),
    )


def _usual(statistics: ScoreStatistics) -> int:
    """References a person where nobody is enrolled yet: as many as there are statistics for."""
    return max(statistics.mated)


def _source(statistics: ScoreStatistics, site: SiteScores | None) -> str:
    bundled = f"{statistics.source}, {statistics.people} people"
    if site is None or site.people == 0:
        return f"bundled statistics ({bundled}); nobody of the site"
    return f"{site.people} people of the site, weighed against bundled statistics ({bundled})"


def _site_shown(statistics: ScoreStatistics, site: SiteScores | None) -> float:
    """The smallest rate that the site's own pairs of persons show, 3 / n."""
    if site is None or site.pairs == 0:
        return 1.0
    rate = min(1.0, RULE_OF_THREE / site.pairs)
    if rate >= 1.0:
        return 1.0
    spread = statistics.spread.at(math.log(rate))
    return min(1.0, rate * design_effect(site.people, rate, spread))


def _false_match(
    statistics: ScoreStatistics, references: int, levels: Floats, shifts: list[Shift], drift: float = _DRIFT
) -> RateCurve:
    """The statistics' curve, moved by what :func:`_site_shifts` returns."""
    bundled = statistics.log_rates(_GRID, references)
    # Between levels straight over the logarithm of the rate; deeper than the last it stays, ever less sure.
    depth = -bundled
    means = np.interp(depth, levels, [shift.mean for shift in shifts])
    spreads = np.interp(depth, levels, [shift.deviation for shift in shifts])
    spreads = np.hypot(spreads, drift * np.maximum(0.0, depth - levels[-1]) / np.log(10.0))
    moved = np.minimum(0.0, np.maximum.accumulate(np.interp(_GRID - means, _GRID, bundled)))
    slope = np.gradient(moved, _GRID)
    # What the site has counted itself does not depend on how well the bundled rate is known.
    known = statistics.deviations(bundled)
    counted = float(statistics.deviations(np.array([-levels[-1]]))[0]) if len(levels) > 1 else 0.0
    return RateCurve(_GRID.copy(), moved, np.hypot(slope * spreads, np.sqrt(np.maximum(0.0, known**2 - counted**2))))


def _site_shifts(statistics: ScoreStatistics, site: SiteScores | None, references: int) -> tuple[Floats, list[Shift]]:
    """The site's shift at each level that its people can speak of: depths (-log rate), ascending, and shifts."""
    bundled = statistics.log_rates(_GRID, references)
    width = statistics.non_mated.quantile(0.84) - statistics.non_mated.quantile(0.5)
    prior = Shift(SITE_SHIFT * width, SITE_SHIFT_SPREAD * width)
    if site is None or site.pairs == 0:
        return np.array([-np.log(_SITE_LEVELS[0])]), [prior]
    depths: list[float] = []
    shifts: list[Shift] = []
    for level in _SITE_LEVELS:
        if depths and site.pairs * level < _LEAST_EXPECTED:
            break
        threshold = float(np.interp(np.log(level), bundled, _GRID))
        spread = statistics.spread.at(math.log(level))

        def expected(shift: Floats, threshold: float = threshold) -> Floats:
            rates: Floats = np.exp(np.interp(threshold - shift, _GRID, bundled))
            return site.pairs * rates

        effect = design_effect(site.people, level, spread)
        shifts.append(posterior(prior, _below(site.non_mated, threshold), expected, effect))
        depths.append(-math.log(level))
    return np.array(depths), shifts


def _false_non_match(statistics: ScoreStatistics, references: int, shift: Shift) -> RateCurve:
    bundled = statistics.mated_for(references)
    logs = np.interp(_GRID - shift.mean, _GRID, _log_survival(bundled))
    logs = np.minimum(0.0, np.minimum.accumulate(logs))
    rates = np.exp(logs)
    counting = np.sqrt((1.0 - rates) / (rates * bundled.people))
    return RateCurve(_GRID.copy(), logs, np.hypot(np.gradient(logs, _GRID) * shift.deviation, counting))


def _mated_shift(statistics: ScoreStatistics, site: SiteScores | None, references: int) -> Shift:
    usual = statistics.mated_for(references).histogram
    prior = Shift(0.0, MATED_SHIFT_SPREAD * (usual.quantile(0.84) - usual.quantile(0.5)))
    if site is None or site.mated_people == 0:
        return prior
    bundled = statistics.mated_for(site.mated_references)
    survival = _log_survival(bundled)
    threshold = bundled.histogram.quantile(1.0 - _MATED_LEVEL)

    def expected(shift: Floats) -> Floats:
        rates: Floats = np.exp(np.interp(threshold - shift, _GRID, survival))
        return site.mated_people * rates

    return posterior(prior, site.mated.total - _below(site.mated, threshold), expected)


def _log_survival(mated: MatedStatistics) -> Floats:
    """Logarithm of the share beyond each threshold of the grid; never 0 of n, but half of one."""
    histogram = mated.histogram
    below = np.interp(_GRID, histogram.edges, np.concatenate([[0.0], np.cumsum(histogram.counts)]))
    share = (histogram.total - below) / histogram.total
    logs: Floats = np.log((share * mated.people + 0.5) / (mated.people + 0.5))
    return logs


def _below(histogram: Histogram, threshold: float) -> float:
    return float(np.interp(threshold, histogram.edges, np.concatenate([[0.0], np.cumsum(histogram.counts)])))
