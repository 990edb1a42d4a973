"""Every loss with several seeds in one table, and which of them miss what is asked of them. Needs no PyTorch.

Asked is that the median equal error rate on unseen people, over seeds, is at most :data:`SHARE` times that of the same
networks before their first step, and below that of Eigenfaces in their best form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Literal

from pydantic import Field, ValidationError

from facegate.errors import TrainingError
from facegate.settings.files import write_atomically
from facegate.training.config import RunConfig
from facegate.training.specs import Strict

SHARE = 0.7
"""Of the untrained networks' equal error rate that the trained ones' may be: less could be chance."""

TABLE_FILE, PAGE_FILE = "table.json", "table.md"

Ending = Literal["finished", "no better", "failed"]


class Result(Strict):
    """What one run came to.

    Attributes:
        recipe, seed: which run.
        losses: in words.
        config: every parameter, so that a result of other settings is not taken for this one's.
        ending: ``failed``: it diverged.
        untrained, eer: equal error rates on unseen people before the first step and after the last; None: failed.
        best: the lowest of all validations; not judged by, for the people who chose it are those it is judged on.
        val: share of mated comparisons accepted at FAR 1 %, and at 0.1 %; None where the pairs are too few.
        accuracy: mean over folds.
        seconds: of training and validation.
    """

    recipe: str
    seed: int
    losses: str
    config: dict[str, Any]
    ending: Ending
    untrained: float | None = None
    eer: float | None = None
    best: float | None = None
    val: dict[str, float | None] = Field(default_factory=dict)
    accuracy: float | None = None
    seconds: float | None = None


class Sheet(Strict):
    """All results so far.

    Attributes:
        data: fingerprint of the aligned set.
        baseline: record of :class:`facegate.training.baseline.Baseline`.
        machine: what it ran on.
        results: in the order of the runs.
    """

    data: str
    baseline: dict[str, Any]
    machine: dict[str, Any]
    results: tuple[Result, ...] = ()

    def of(self, config: RunConfig) -> Result | None:
        """The result of exactly this configuration."""
        return next((each for each in self.results if each.config == config.record()), None)

    def with_result(self, result: Result) -> Sheet:
        """The sheet with a result, instead of one of the same recipe and seed by other settings."""
        same = (result.recipe, result.seed)
        others = [each for each in self.results if (each.recipe, each.seed) != same]
        return self.model_copy(update={"results": (*others, result)})


class Line(Strict):
    """One recipe over its seeds.

    Attributes:
        recipe, losses: which.
        seeds: runs that did not fail, of ``runs``.
        untrained, eer, val, accuracy, seconds: medians.
        lowest, highest: of the equal error rates.
        misses: why it does not do what is asked; empty where it does.
    """

    recipe: str
    losses: str
    runs: int
    seeds: int
    untrained: float | None
    eer: float | None
    lowest: float | None
    highest: float | None
    val: float | None
    accuracy: float | None
    seconds: float | None
    misses: tuple[str, ...]


def result_of(config: RunConfig, ending: Ending, validation: dict[str, Any] | None, seconds: float | None) -> Result:
    """A run's result from its ``validation.json``; None: it failed before it was judged."""
    found = validation or {}
    last, before, best = found.get("last"), found.get("untrained"), found.get("best")
    run = Result(
        recipe=config.recipe,
        seed=config.seed,
        losses=losses_text(config),
        config=config.record(),
        ending="failed",
        untrained=None if before is None else before["eer"]["value"],
        seconds=seconds,
    )
    if last is None or ending == "failed":
        return run
    rates = {
        "eer": last["eer"]["value"],
        "best": None if best is None else best["eer"]["value"],
        "val": {key: rate["value"] for key, rate in last["tar_at_fmr"].items()},
        "accuracy": last["folds"]["accuracy"]["mean"],
    }
    return run.model_copy(update={"ending": ending, **rates})


def losses_text(config: RunConfig) -> str:
    """``softmax + 0.01 center``."""
    return " + ".join(
        term.spec.kind if term.weight == 1.0 else f"{term.weight:g} {term.spec.kind}" for term in config.losses
    )


def lines_of(sheet: Sheet) -> list[Line]:
    """A line a recipe, the lowest equal error rate first."""
    recipes = dict.fromkeys(each.recipe for each in sheet.results)
    lines = [_line([each for each in sheet.results if each.recipe == name], _baseline(sheet)) for name in recipes]
    return sorted(lines, key=lambda line: 1.0 if line.eer is None else line.eer)


def _baseline(sheet: Sheet) -> float:
    value: float = sheet.baseline["eer"]["value"]
    return value


def _line(results: Sequence[Result], baseline: float) -> Line:
    done = [each for each in results if each.eer is not None]
    rates = [each.eer for each in done if each.eer is not None]
    eer, untrained = _median(rates), _median(each.untrained for each in done)
    misses = [*([f"{len(results) - len(done)} of {len(results)} runs failed"] if len(done) < len(results) else [])]
    if eer is not None and untrained is not None and eer > SHARE * untrained:
        misses.append(f"{eer / untrained:.2f} times the untrained network's")
    if eer is not None and eer >= baseline:
        misses.append("not below Eigenfaces'")
    return Line(
        recipe=results[0].recipe,
        losses=results[0].losses,
        runs=len(results),
        seeds=len(done),
        untrained=untrained,
        eer=eer,
        lowest=min(rates, default=None),
        highest=max(rates, default=None),
        val=_median(each.val.get("1e-2") for each in done),
        accuracy=_median(each.accuracy for each in done),
        seconds=_median(each.seconds for each in done),
        misses=tuple(misses),
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def read_sheet(folder: Path) -> Sheet | None:
    """The sheet of a folder; None where there is none yet.

    Raises:
        TrainingError: it is damaged.
    """
    try:
        found = json.loads((folder / TABLE_FILE).read_text("utf-8"))
        return Sheet.model_validate({key: value for key, value in found.items() if key in Sheet.model_fields})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError, ValidationError) as error:
        raise TrainingError(
            "Table not usable",
            "{file} cannot be read or is no table of runs.",
            "Name another folder, or delete that file; its runs are then done again.",
            file=folder / TABLE_FILE,
        ) from error


def write_sheet(folder: Path, sheet: Sheet, page: str) -> None:
    """Replace table and page of a folder."""
    record = {**sheet.model_dump(mode="json"), "recipes": [line.model_dump(mode="json") for line in lines_of(sheet)]}
    write_atomically(folder / TABLE_FILE, json.dumps(record, indent=1, allow_nan=False).encode())
    write_atomically(folder / PAGE_FILE, page.encode())
