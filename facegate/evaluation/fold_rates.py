"""Validation rate over folds (VAL at a false accept rate; Schroff et al. 2015, section 4), as facenet's code tells it.

Each fold's threshold is the largest one at which the other folds keep the false accept rate; what it accepts in the
fold itself, of mated and of non-mated comparisons, is VAL and FAR. Both are told with their spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from facegate.evaluation.comparisons import Compared
from facegate.evaluation.curves import NEVER


@dataclass(frozen=True, slots=True)
class FoldRates:
    """What the folds gave.

    Attributes:
        far: the false accept rate that was asked for.
        values: VAL of each fold; empty where the other folds are too small to show such a rate.
        fars: false accept rate of each fold at its threshold.
        thresholds: squared distances.
    """

    far: float
    values: tuple[float, ...]
    fars: tuple[float, ...]
    thresholds: tuple[float, ...]

    def record(self) -> dict[str, Any]:
        """As JSON; the standard error is the spread of the mean. Null where the folds are too small."""
        if not self.values:
            return {"far": self.far, "values": [], "mean": None, "std": None, "standard_error": None, "mean_far": None}
        std = float(np.std(self.values, ddof=1))
        return {
            "far": self.far,
            "values": list(self.values),
            "mean": float(np.mean(self.values)),
            "std": std,
            "standard_error": std / len(self.values) ** 0.5,
            "mean_far": float(np.mean(self.fars)),
        }


def val_over_folds(compared: Compared, folds: int, far: float) -> FoldRates:
    """VAL at a false accept rate.

    Args:
        compared: comparisons; each fold needs some of either kind.
        folds: how many, at least two.
        far: 0..1. The other folds have to hold as many non-mated comparisons as make one false accept.
    """
    values, fars, thresholds = [], [], []
    for fold in range(folds):
        here = compared.folds == fold
        others, own = compared.only(~here).curve, compared.only(here).curve
        threshold = others.threshold_at_fmr(far)
        if others.non_mated * far < 1.0 or threshold == NEVER or not own.mated or not own.non_mated:
            return FoldRates(far, (), (), ())
        accepted, missed = own.errors_at(threshold)
        values.append(1.0 - missed / own.mated)
        fars.append(accepted / own.non_mated)
        thresholds.append(threshold)
    return FoldRates(far, tuple(values), tuple(fars), tuple(thresholds))
