"""What the distances of one model say at one site: error rates of visits, the threshold for a wanted rate.

Planning estimates (design: threshold knows N). Strangers: ``FPIR(N) = 1 - (1 - FMR)^N`` with the FMR of a visit per
enrolled person; strangers who resemble several people make it an upper estimate. The margin to the second person
and looks that disagree only lower it, and are left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.ids import ModelId
from facegate.domain.rate_curves import Histogram, PersonSpread, RateCurve
from facegate.domain.rates import DEVIATIONS_95, RULE_OF_THREE, Rate
from facegate.domain.visits import LONGEST_LOOKS, MATED_LOOKS, STRANGER_LOOKS, VISIT_MODEL, VisitRule, visit_rate

PROFILES: Mapping[str, float] = MappingProxyType({"strict": 1e-5, "balanced": 1e-4, "lenient": 1e-3})
"""About how often a stranger's visit may end in a name: the middle of the estimate, which may lie far off."""

MOST_REFUSED = 0.2
"""Where more of the enrolled would be refused, the wanted rate is beyond the model: ask for a card or a PIN too."""

MOST_DOUBT = 10.0
"""Where the FPIR's interval reaches beyond this many times the rate, the data cannot promise the rate."""

_APART_DOUBT = 0.06
"""How much likeness of photographs from different days differs between populations: LFW 0.65, 116 others 0.59."""

_BISECTIONS = 60
"""Halvings of 0..4 until nothing is left of it in double precision."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A threshold and what it means.

    Attributes:
        threshold: squared Euclidean distance, 0..4.
        enrolled: people in the gallery that it is for.
        wanted: the FPIR that was asked for, met by the middle of the estimate; None where the threshold was chosen
            by hand.
        fpir: how often a stranger's visit ends in a name.
        fnir: how often an enrolled person's visit does not end in theirs.
        extrapolated: the rate of looks, or that of visits against one person, lies beyond what the data show (3 / n).
        tail_model: what every rate of looks below one in a thousand comes from.
        usable: False where more than :data:`MOST_REFUSED` of the enrolled would be refused.
        doubtful: the FPIR's interval reaches beyond :data:`MOST_DOUBT` times the wanted rate, by hand the estimate:
            the data cannot promise it.
        visit_model: what makes rates of visits of those of looks.
    """

    threshold: float
    enrolled: int
    wanted: float | None
    fpir: Rate
    fnir: Rate
    extrapolated: bool
    tail_model: str
    usable: bool
    doubtful: bool = False
    visit_model: str = VISIT_MODEL


@dataclass(frozen=True, slots=True)
class LookCorrelation:
    """How alike the looks at one visit are: correlation of their distances on a normal scale, 0..1.

    Attributes:
        track: of looks at one track, a fraction of a second apart: what a visit is reckoned with.
        apart: of photographs from different days: the other end of what looks at a visit can be.
        doubt: how far off ``track`` may be, where no clip was looked at with this model; intervals reach so far.
    """

    track: float
    apart: float
    doubt: float = 0.0

    @property
    def possible(self) -> tuple[float, ...]:
        """Every correlation that an interval tries."""
        return (self.track, self.apart, max(0.0, self.track - self.doubt), min(1.0, self.track + self.doubt))


@dataclass(frozen=True, slots=True)
class Probability:
    """Logistic calibration: log-odds that two faces are one person, ``intercept + slope * distance``.

    Attributes:
        intercept, slope: the slope is negative.
        prior: share of same-person pairs that it holds for, 0..1.
    """

    intercept: float
    slope: float
    prior: float

    def at(self, distance: float) -> float:
        """P(same person), 0..1."""
        odds = self.intercept + self.slope * distance
        return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Distances of one model at one site. Immutable; holds no template.

    Attributes:
        model_id, metric: what the distances are.
        source: where the distributions come from, in words.
        date: ISO date on which it was made.
        people, references: enrolled and used; 0 with the bundled statistics alone.
        one_session: people whose references were taken in one go: how alike those are says nothing of the next
            visit, and they are left out of the mated distribution.
        mated, non_mated: what is shown; the site's own where there is enough of it.
        false_match: a stranger's look against one enrolled person, by threshold.
        false_non_match: an enrolled person's look against themselves, by threshold.
        person_spread: of the FMR between enrolled people.
        shown: the smallest FMR that the data show by themselves, 3 / n.
        comparisons: independent comparisons behind ``shown``.
        mated_people: people behind the mated distribution.
        tail_model: how rates below ``shown`` come about.
        rule: how looks make a decision.
        non_mated_looks, mated_looks: how alike looks at one visit are.
        probability_model: distance to probability; None where it is not calibrated.
    """

    model_id: ModelId
    metric: str
    source: str
    date: str
    people: int
    references: int
    one_session: int
    mated: Histogram
    non_mated: Histogram
    false_match: RateCurve
    false_non_match: RateCurve
    person_spread: PersonSpread
    shown: float
    comparisons: int
    mated_people: int
    tail_model: str
    rule: VisitRule
    non_mated_looks: LookCorrelation
    mated_looks: LookCorrelation
    probability_model: Probability | None

    def fpir(self, threshold: float, enrolled: int) -> Rate:
        """How often a stranger's visit ends in a name with that many people enrolled (at least 1).

        The interval covers how well the tail is known, how much the site may differ from the bundled population,
        which people happen to be enrolled, and how many and how alike the looks of a visit are: from the fewest that
        fill the window, of photographs from different days, to half a minute at one track; the value is for a visit of
        four seconds. Its lower end is 0 below
        3 / n, n being the site's people, each of whom was a stranger to the others: that few say of a rarer error
        neither that it happens there nor that it does not.
        """
        value = self._fpir(self.false_match.log_rate(threshold), enrolled, self._long_stranger)
        least, most = self._looks(threshold, enrolled)
        correlations = self.non_mated_looks.possible
        visits = (*(_Visit(STRANGER_LOOKS, each) for each in correlations), self._short_stranger)
        longest = (_Visit(LONGEST_LOOKS, each) for each in correlations)
        high = max(self._fpir(most, enrolled, visit) for visit in (*visits, *longest))
        low = 0.0
        if value * self.people >= RULE_OF_THREE:
            low = min(self._fpir(least, enrolled, visit) for visit in visits)
        return Rate(value, min(low, value), max(high, value), self.comparisons)

    def stranger_rate(self, threshold: float, enrolled: int, looks: int, correlation: float) -> float:
        """The FPIR's estimate for visits of so many looks that resemble each other so much (0..1)."""
        return self._fpir(self.false_match.log_rate(threshold), enrolled, _Visit(looks, correlation))

    def fnir(self, threshold: float) -> Rate:
        """How often a visit of somebody enrolled does not end in their name."""
        spread = DEVIATIONS_95 * self.false_non_match.deviation(threshold)
        usual = _Visit(MATED_LOOKS, self.mated_looks.track)
        value = self._fnir(threshold, 0.0, usual)
        shortest = min(MATED_LOOKS, self.rule.looks_window)
        correlations = self.mated_looks.possible
        visits = (
            *(_Visit(MATED_LOOKS, each) for each in correlations),
            *(_Visit(shortest, each) for each in correlations if each != self.mated_looks.apart),
        )
        low = min(self._fnir(threshold, -spread, visit) for visit in visits)
        high = max(self._fnir(threshold, spread, visit) for visit in visits)
        return Rate(value, min(low, value), max(high, value), self.mated_people)

    def threshold_for(self, fpir: float, enrolled: int) -> Proposal:
        """The threshold at which a stranger's visit ends in a name about that often: by the middle of the estimate.

        Raises:
            ValueError: not 0 < fpir < 1, or nobody is enrolled.
        """
        if not 0.0 < fpir < 1.0 or enrolled < 1:
            raise ValueError(f"need 0 < fpir < 1 and somebody enrolled, got {fpir} and {enrolled}")
        low, high = 0.0, MAX_DISTANCE
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if self._fpir(self.false_match.log_rate(middle), enrolled, self._long_stranger) <= fpir:
                low = middle
            else:
                high = middle
        return self._proposal(low, enrolled, fpir)

    def proposal_at(self, threshold: float, enrolled: int) -> Proposal:
        """What a threshold that was chosen by hand means."""
        return self._proposal(threshold, enrolled, None)

    def probability(self, distance: float) -> float | None:
        """P(same person) of two faces at that distance; None where it is not calibrated."""
        return None if self.probability_model is None else self.probability_model.at(distance)

    def _proposal(self, threshold: float, enrolled: int, wanted: float | None) -> Proposal:
        fpir, fnir = self.fpir(threshold, enrolled), self.fnir(threshold)
        promised = fpir.value if wanted is None else wanted
        return Proposal(
            threshold,
            enrolled,
            wanted,
            fpir,
            fnir,
            min(self.false_match.rate(threshold), self._a_person(threshold)) < self.shown,
            self.tail_model,
            fnir.value is not None and fnir.value <= MOST_REFUSED,
            promised is not None and fpir.high is not None and fpir.high > MOST_DOUBT * promised,
        )

    def _a_person(self, threshold: float) -> float:
        """How often a stranger's visit ends in the name of one certain person."""
        return self._fpir(self.false_match.log_rate(threshold), 1, self._long_stranger)

    @property
    def _long_stranger(self) -> _Visit:
        """The visit that promises are made for."""
        return _Visit(STRANGER_LOOKS, self.non_mated_looks.track)

    @property
    def _short_stranger(self) -> _Visit:
        """The visit that is the least likely to end in a name."""
        apart = max(0.0, self.non_mated_looks.apart - _APART_DOUBT)
        return _Visit(min(STRANGER_LOOKS, self.rule.looks_window), apart)

    def _looks(self, threshold: float, enrolled: int) -> tuple[float, float]:
        """The ends of the interval of the looks' FMR, as logarithms.

        Deep in the tail doubt grows faster than the rate falls; but a stricter threshold never makes more errors,
        so that no end crosses that of a more lenient one.
        """
        curve = self.false_match
        spreads = DEVIATIONS_95 * np.hypot(curve.log_sd, self.person_spread.deviations(curve.log_rates, enrolled))
        least = np.maximum.accumulate(curve.log_rates - spreads)
        most = np.minimum.accumulate((curve.log_rates + spreads)[::-1])[::-1]
        return (
            float(np.interp(threshold, curve.distances, least)),
            float(np.interp(threshold, curve.distances, most)),
        )

    def _fpir(self, log_look: float, enrolled: int, visit: _Visit) -> float:
        """Of the logarithm of the looks' FMR."""
        look = math.exp(min(0.0, log_look))
        rate = visit_rate(self.rule, look, visit.looks, visit.correlation)
        return 1.0 if rate >= 1.0 else -math.expm1(enrolled * math.log1p(-rate))

    def _fnir(self, threshold: float, deviations: float, visit: _Visit) -> float:
        look = math.exp(min(0.0, self.false_non_match.log_rate(threshold) + deviations))
        return 1.0 - visit_rate(self.rule, 1.0 - look, visit.looks, visit.correlation)


@dataclass(frozen=True, slots=True)
class _Visit:
    """How many looks, and how alike."""

    looks: int
    correlation: float
