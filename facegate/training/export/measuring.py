"""What an exported network does with people it was never trained on, by the rates of :mod:`facegate.evaluation`.

Needs no PyTorch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from facegate.evaluation.cross_pairs import compare_all, template_set
from facegate.evaluation.curves import NEVER
from facegate.evaluation.unseen import Persons, rate_unseen, summary
from facegate.training.export.trying import Embeddings, unit_vectors
from facegate.vision.manifest import PublishedPoint

OPERATING_FMRS = (1e-4, 1e-3)
"""False match rates that thresholds are published for, the strictest first. At 1e-2 a gallery of a hundred would
name every other stranger."""

_RULE_OF_THREE = 3.0
"""A rate of r is shown with 95 % certainty by 3 / r trials (Hanley and Lippman-Hand 1983). Comparisons of the same
two people are not independent, so that pairs of people are counted, not pairs of pictures."""

_DECIMALS = 4
"""Of a threshold: the steps of the curves it is read from."""

NO_POINTS: tuple[PublishedPoint, ...] = ()
"""Of a network whose threshold nobody measured."""


@dataclass(frozen=True, slots=True, eq=False)
class Judges:
    """Who an exported network is judged on.

    Attributes:
        persons: whose each picture is, from 0, shape (N,).
        label: which people these are, for whoever reads a threshold.
        folds, seed: of the accuracy over folds; :class:`facegate.training.specs.ValidationSpec`.
    """

    persons: Persons
    label: str
    folds: int
    seed: int


def rates_of(embeddings: Embeddings, judges: Judges) -> dict[str, Any]:
    """The record of :mod:`facegate.evaluation.unseen` for raw embeddings."""
    return rate_unseen(unit_vectors(embeddings), judges.persons, judges.folds, judges.seed, curve=False)


def points_of(embeddings: Embeddings, judges: Judges, today: date) -> tuple[PublishedPoint, ...]:
    """Thresholds at the false match rates that there are people enough for; none where there are too few."""
    people = int(judges.persons.max()) + 1
    shown = [fmr for fmr in OPERATING_FMRS if people * (people - 1) / 2 * fmr >= _RULE_OF_THREE]
    if not shown:
        return NO_POINTS
    vectors = unit_vectors(embeddings)
    curve = compare_all(template_set(vectors, judges.persons, np.empty(0, np.intp), people)).curve
    found = []
    for fmr in shown:
        threshold = round(curve.threshold_at_fmr(fmr), _DECIMALS)
        if threshold == NEVER or not curve.mated:
            continue
        wrong, missed = curve.errors_at(threshold)
        found.append(
            PublishedPoint(
                threshold=threshold,
                source=f"{judges.label}, {curve.non_mated} comparisons of strangers, single looks",
                date=today.isoformat(),
                fmr=wrong / curve.non_mated,
                fnmr=missed / curve.mated,
            )
        )
    return tuple(found)


def told(rates: dict[str, Any]) -> str:
    """The rates as one sentence."""
    short = summary(rates)
    val = ", ".join(f"{_percent(value)} at a false accept rate of {key}" for key, value in short["val"].items())
    return f"On {rates['people']} people kept apart: equal error rate {_percent(short['eer'])}, VAL {val}."


def _percent(share: float | None) -> str:
    return "not shown" if share is None else f"{share:.2%}"
