"""What a benchmark found: rows against budgets, contenders side by side, and the machine."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from facegate.domain.rates import wilson


@dataclass(frozen=True, slots=True)
class Row:
    """One budget of the design and what was measured.

    Attributes:
        limit: the budget; ``at_least`` says on which side of it is good.
        measured: None where it could not be measured; ``note`` says why.
    """

    what: str
    measured: float | None
    unit: str
    limit: float
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def record(self) -> dict[str, Any]:
        """As JSON."""
        shown = None if self.measured is None else float(f"{self.measured:.4g}")
        return {**asdict(self), "measured": shown, "met": self.met}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median milliseconds of one frame with ``people`` faces, found and turned into templates, by contender.

    Attributes:
        faces: how many each contender found.
    """

    people: int
    milliseconds: dict[str, float]
    faces: dict[str, int]


@dataclass(slots=True)
class Report:
    """Everything that one run found."""

    machine: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    recall: dict[str, Any] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "machine": self.machine,
            "budgets": [row.record() for row in self.rows],
            "side_by_side": [asdict(each) for each in self.comparisons],
            "recall_at_1": self.recall,
            "not_measured": self.missing,
        }


def machine(provider: str) -> dict[str, Any]:
    """What the numbers belong to."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "provider": provider,
    }


def milliseconds(seconds: Sequence[float], quantile: float = 0.5) -> float:
    """A quantile (0..1) of durations, in milliseconds."""
    return float(np.quantile(np.asarray(seconds), quantile)) * 1000.0


def proportion(successes: int, trials: int) -> dict[str, Any]:
    """A rate with its 95 % Wilson interval."""
    rate = wilson(successes, trials).record()
    return {**rate, "value": round(rate["value"], 6), "ci95": [round(end, 6) for end in rate["ci95"]]}


def _processor() -> str:
    if sys.platform.startswith("linux"):
        try:
            lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        except OSError:
            names = []
        if names:
            return names[0]
    return platform.processor() or platform.machine()
