"""A ROC curve as few numbers that can be kept and drawn again: with the interval of every point.

A record is ``{"fmr", "threshold", "tar": {"value", "ci95", "n"}}``, by rising false match rate, from three false
matches on (fewer cannot be told from none, ISO/IEC 19795-1 annex B.1) up to all. Intervals are over people, the
threshold held, as everywhere for cross pairs.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from facegate.domain.rates import RULE_OF_THREE
from facegate.evaluation.cross_pairs import CrossRates
from facegate.evaluation.curves import NEVER

A_DECADE = 20
"""Points in each power of ten: a step narrower than the line that is drawn through them."""


def roc_points(rates: CrossRates) -> list[dict[str, Any]]:
    """The curve of some comparisons; empty where there are too few of either kind."""
    curve = rates.curve
    if not curve.mated or curve.non_mated < RULE_OF_THREE:
        return []
    lowest = RULE_OF_THREE / curve.non_mated
    wanted = np.geomspace(lowest, 1.0, max(2, round(-np.log10(lowest) * A_DECADE) + 1))
    thresholds = dict.fromkeys(curve.threshold_at_fmr(float(fmr)) for fmr in wanted)
    return [
        {
            "fmr": curve.errors_at(threshold)[0] / curve.non_mated,
            "threshold": threshold,
            "tar": rates.tar(threshold).record(),
        }
        for threshold in thresholds
        if threshold != NEVER
    ]
