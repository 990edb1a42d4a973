"""APCER and BPCER at every threshold of texture: what another one would have cost on the same presentations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from facegate.domain.pad.results import Cue
from facegate.domain.rates import Rate
from facegate.evaluation.pad.looks import TrackLooks
from facegate.evaluation.pad.rates import error_rates, judge_all, worst
from facegate.evaluation.pad.replay import Replay

POINTS = 41
"""Thresholds that are tried by number of looks, and as many again at equal steps: between attacks and people there may
be no look for a long way."""

APCERS = {"0": 0.0, "1e-2": 0.01, "5e-2": 0.05}
"""Rates of the worst species at which BPCER is told, by their key."""


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold, the same for attack and bona fide.

    Attributes:
        threshold: in units of the texture score.
        apcer: by species.
        bpcer: of people.
    """

    threshold: float
    apcer: dict[str, Rate]
    bpcer: Rate

    @property
    def apcer_max(self) -> float | None:
        """Of the worst species; None without an attack."""
        return worst(self.apcer)[1].value

    def record(self) -> dict[str, Any]:
        """As JSON: values alone; at one threshold the intervals are told."""
        return {
            "threshold": self.threshold,
            "apcer_max": self.apcer_max,
            "apcer": {species: rate.value for species, rate in self.apcer.items()},
            "bpcer": self.bpcer.value,
        }


def sweep(found: Sequence[TrackLooks], how: Replay, *, by_frame: bool) -> list[Point]:
    """Decide everything again at up to twice :data:`POINTS` thresholds, ascending; none without a look."""
    scores = sorted({look.score for each in found for look in each.looks})
    if not scores:
        return []
    rule = how.rules.cues[Cue.TEXTURE]
    # Beyond the highest score everything is refused; in use there may be two limits.
    chosen = {*np.quantile(scores, np.linspace(0.0, 1.0, POINTS)).tolist(), float(np.nextafter(scores[-1], np.inf))}
    chosen |= {*np.linspace(scores[0], scores[-1], POINTS).tolist()}
    chosen |= {limit for limit in (rule.attack_below, rule.bona_fide_from) if limit is not None and np.isfinite(limit)}
    return [_point(found, how, threshold, by_frame=by_frame) for threshold in sorted(chosen)]


def bpcer_at(points: Sequence[Point]) -> dict[str, Any]:
    """BPCER at the lowest threshold with at most that APCER of the worst species; chosen here, so optimistic."""
    told: dict[str, Any] = {}
    for name, limit in APCERS.items():
        fitting = [point for point in points if point.apcer_max is not None and point.apcer_max <= limit]
        told[name] = {**fitting[0].bpcer.record(), "threshold": fitting[0].threshold} if fitting else None
    return told


def _point(found: Sequence[TrackLooks], how: Replay, threshold: float, *, by_frame: bool) -> Point:
    judged = judge_all(found, how.at(threshold))
    return Point(threshold, *error_rates(judged, by_frame=by_frame))
