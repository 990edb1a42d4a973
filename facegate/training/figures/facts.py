"""What figures show of a run, read from its folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.rates import Rate
from facegate.errors import TrainingError
from facegate.evaluation.shown import rate_of
from facegate.training.metrics import Metrics
from facegate.training.runs import RunFolder, open_run


@dataclass(frozen=True, slots=True)
class Cost:
    """What a network takes.

    Attributes:
        parameters: weights.
        flops: floating-point operations for one picture, a multiplication and an addition being two.
    """

    parameters: int
    flops: int


@dataclass(frozen=True, slots=True, eq=False)
class RocCurve:
    """True accept rates by false match rate, with their 95 % intervals; shapes (N,), 0..1, by rising rate.

    Attributes:
        fmr: false match rates.
        tar: true accept rates.
        low, high: ends of their intervals.
    """

    fmr: npt.NDArray[np.float64]
    tar: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RunFacts:
    """A run as figures show it.

    Attributes:
        name: of its folder, with its parent's where two are alike.
        recipe, backbone: names.
        cost: of its network.
        validation: the last one of ``validation.json`` (:mod:`facegate.evaluation.unseen`): the best of several would
            have been chosen by the very people that it is judged on.
        untrained: the same of the network before its first step; None where it is not known.
        seconds: of training; None where the run did not say.
        tested_on: people that it was judged on, who had no part in training.
    """

    name: str
    recipe: str
    backbone: str
    cost: Cost
    validation: Mapping[str, Any]
    untrained: Mapping[str, Any] | None
    seconds: float | None
    tested_on: int

    @property
    def eer(self) -> Rate:
        """Equal error rate."""
        return rate_of(self.validation["eer"])

    def tar(self, fmr: str) -> Rate:
        """Accepted mated comparisons at a false match rate, by its key (VAL at FAR)."""
        return rate_of(self.validation["tar_at_fmr"][fmr])

    @property
    def accuracy(self) -> tuple[float, float] | None:
        """(mean over folds, standard error of that mean), 0..1; None where the folds are too small."""
        found = self.validation["folds"]["accuracy"]
        return None if found["mean"] is None else (found["mean"], found["standard_error"])

    def record(self) -> dict[str, Any]:
        """As JSON, without the curves."""
        return {
            "run": self.name,
            "recipe": self.recipe,
            "backbone": self.backbone,
            "parameters": self.cost.parameters,
            "flops": self.cost.flops,
            "seconds": self.seconds,
            "tested_on": self.tested_on,
            "validation": {key: value for key, value in self.validation.items() if key != "roc"},
        }

    @property
    def curve(self) -> RocCurve | None:
        """Of the best validation; None where none was kept."""
        return curve_of(self.validation.get("roc"))


def curve_of(points: Sequence[Mapping[str, Any]] | None) -> RocCurve | None:
    """A curve from its record (:mod:`facegate.evaluation.roc_points`); None where there is none."""
    if not points:
        return None
    rates = [(point["fmr"], rate_of(point["tar"])) for point in points]
    rows = [(fmr, rate.value, rate.low, rate.high) for fmr, rate in rates if rate.value is not None]
    columns = np.array(rows, np.float64).T
    return RocCurve(*columns)


def read_runs(folders: Sequence[Path], cost_of: Mapping[Path, Cost]) -> list[RunFacts]:
    """Read runs that were validated.

    Args:
        folders: of runs.
        cost_of: of the network of each.

    Raises:
        TrainingError: a folder holds no run, or one that was never validated.
    """
    short = Counter(folder.resolve().name for folder in folders)
    return [_facts(open_run(folder), cost_of[folder], unique=short[folder.resolve().name] == 1) for folder in folders]


def _facts(run: RunFolder, cost: Cost, *, unique: bool) -> RunFacts:
    found = run.validation()
    if found is None or found.get("last") is None:
        raise TrainingError(
            "Run not validated",
            "{folder} was not judged on anybody yet: nobody was kept apart, or it was stopped before the first time.",
            "Go on with it (--resume), or train with --set data.test_people=10.",
            folder=run.path,
        )
    path, config = run.path.resolve(), run.record.config
    lines = Metrics(run.metrics_file).lines()
    return RunFacts(
        name=path.name if unique else f"{path.parent.name}/{path.name}",
        recipe=config.recipe,
        backbone=config.backbone.name,
        cost=cost,
        validation=found["last"],
        untrained=found.get("untrained"),
        seconds=max((line["seconds"] for line in lines if "seconds" in line), default=None),
        tested_on=run.record.data.test_people,
    )
