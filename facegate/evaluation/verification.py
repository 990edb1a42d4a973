"""Verification, 1:1, by the LFW protocol (Huang et al. 2007) and over all cross pairs.

The record's keys, which stay as they are; a rate is ``{"value", "ci95", "n"}``,
its value null where the data cannot show it:

- ``threshold``: squared Euclidean distance in use, ``model``: the embedder it belongs to;
- ``pairs``, ``mated``, ``non_mated``, ``folds``: the protocol;
- ``accuracy``: right decisions, each fold at the threshold that is best on the other folds (null with one
  fold); ``accuracy_by_fold``: ``{"values", "thresholds", "mean", "std", "standard_error"}``;
- ``best_accuracy``: ``{"value", "threshold"}`` with the threshold chosen on the very same pairs: optimistic;
- ``eer``; ``tar_at_fmr``: ``{"1e-2", "1e-3", "1e-4"}``, null where fewer than one false match is allowed;
- ``fmr``, ``fnmr``: at the threshold in use; ``median``: ``{"mated", "non_mated"}`` distances;
- ``cross_pairs``: ``{"templates", "mated", "non_mated", "fmr", "fnmr", "eer", "tar_at_fmr"}`` over every
  pair of templates;
- ``by_group``: for each grouping, for each group the same rates and ``cross_pairs``; always ``norm_tercile``,
  by the shorter of the two embeddings' norms;
- ``against``, where another embedder was asked for: ``{"model", "fmr", "thresholds", "tar", "mated",
  "non_mated", "left_out"}``, McNemar's exact test at one FMR, one vote a person
  (:mod:`facegate.evaluation.experiment`);
- ``acquisition``: ``{"pictures", "fta", "failed", "treatment"}``; ``method``: how the intervals were made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from facegate.domain.templates import Template
from facegate.evaluation import bootstrap
from facegate.evaluation.cohorts import Groups
from facegate.evaluation.comparisons import (
    Accuracy,
    Compared,
    accuracy_over_folds,
    best_threshold,
    compare_pairs,
    rates_record,
)
from facegate.evaluation.cross_pairs import CrossRates, compare_all
from facegate.evaluation.curves import Scores
from facegate.evaluation.group_rates import CROSS_FMRS, rates_by_group, set_of_sides
from facegate.evaluation.pairs import PairList

METHOD = {
    "pairs": "Wilson score; the equal error rate: bootstrap over comparisons; TAR: the threshold held",
    "cross_pairs": bootstrap.METHOD + "; the threshold held",
}
"""How intervals are made, for reports."""


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """Everything that one run found.

    Attributes:
        compared: the pairs file's comparisons.
        accuracy: over folds.
        cross: over all pairs of templates.
        threshold: in use.
        by_group: records of groups, by grouping and group.
    """

    compared: Compared
    accuracy: Accuracy
    cross: CrossRates
    threshold: float
    folds: int
    by_group: Mapping[str, Mapping[str, Any]]

    def record(self) -> dict[str, Any]:
        """As JSON; see the module."""
        best = best_threshold(self.compared.curve)
        return {
            "threshold": self.threshold,
            "pairs": len(self.compared.distances),
            "folds": self.folds,
            "accuracy": self.accuracy.pooled.record(),
            "accuracy_by_fold": self.accuracy.record(),
            "best_accuracy": {"value": float(self.compared.right(best).mean()), "threshold": best},
            **rates_record(self.compared, self.threshold),
            "median": {
                "mated": _median(self.compared.distances[self.compared.mated]),
                "non_mated": _median(self.compared.distances[~self.compared.mated]),
            },
            "cross_pairs": self.cross.record(self.threshold, CROSS_FMRS),
            "by_group": self.by_group,
            "method": METHOD,
        }


def _median(distances: Scores) -> float | None:
    middle = float(np.median(distances)) if len(distances) else inf
    return middle if np.isfinite(middle) else None


def verify_pairs(
    pairs: PairList, templates: Mapping[str, Template | None], threshold: float, groups: Groups
) -> Verification:
    """Do the whole protocol.

    Args:
        pairs: what is compared.
        templates: of every side by name, all of one model; None where there is none.
        threshold: squared distance in use.
        groups: the user's; terciles of the norm are added.
    """
    compared = compare_pairs(pairs, templates)
    everything = set_of_sides(list(pairs.sides), pairs.identities, templates)
    return Verification(
        compared=compared,
        accuracy=accuracy_over_folds(compared, pairs.folds),
        cross=CrossRates(compare_all(everything)),
        threshold=threshold,
        folds=pairs.folds,
        by_group=rates_by_group(pairs, templates, compared, threshold, groups),
    )
