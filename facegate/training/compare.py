"""Two runs side by side: what differs between them, and what each came to. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facegate.training.config import changes
from facegate.training.metrics import Metrics
from facegate.training.runs import RunFolder

MOMENTS = ("untrained", "last", "best")
"""When a run is judged; ``best`` is chosen by the very rate that it tells, so it flatters."""

_RATES: Mapping[str, tuple[str, ...]] = {
    "eer": ("eer", "value"),
    "val_1e-2": ("tar_at_fmr", "1e-2", "value"),
    "val_1e-3": ("tar_at_fmr", "1e-3", "value"),
    "accuracy": ("folds", "accuracy", "mean"),
    "accuracy_standard_error": ("folds", "accuracy", "standard_error"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs.

    Attributes:
        settings: what differs in their configurations, by path: (first, second), None where one has no such value.
        circumstances: the same of pictures, code and machine.
        results: the same of what they came to, whether it differs or not.
    """

    settings: dict[str, tuple[Any, Any]]
    circumstances: dict[str, tuple[Any, Any]]
    results: dict[str, tuple[Any, Any]]

    def record(self) -> dict[str, Any]:
        """As JSON: lists of two."""
        return {
            name: {key: list(both) for key, both in getattr(self, name).items()}
            for name in ("settings", "circumstances", "results")
        }


def compare_runs(first: RunFolder, second: RunFolder) -> Comparison:
    """Compare two runs; ones that still go on are compared as far as they are."""
    ours, theirs = _circumstances(first), _circumstances(second)
    results, others = _results(first), _results(second)
    return Comparison(
        changes(first.record.config, second.record.config),
        {key: (ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]},
        {key: (results[key], others[key]) for key in results},
    )


def _circumstances(run: RunFolder) -> dict[str, Any]:
    record = run.record
    return {
        "data.fingerprint": record.data.fingerprint,
        "data.train_people": record.data.train_people,
        "data.test_people": record.data.test_people,
        "code.sources": record.revision.get("sources"),
        "code.commit": record.revision.get("commit"),
        "device": record.machine.get("device"),
        "precision": record.machine.get("precision"),
        "threads": record.machine.get("threads"),
        "torch": record.machine.get("libraries", {}).get("torch"),
        "start": None if record.start is None else record.start.sha256,
        "derived_from": None if record.derived is None else record.derived.run,
    }


def _results(run: RunFolder) -> dict[str, Any]:
    lines, validation = Metrics(run.metrics_file).lines(), run.validation() or {}
    training = [line for line in lines if "loss" in line]
    found: dict[str, Any] = {
        "step": lines[-1]["step"] if lines else 0,
        "seconds": lines[-1]["seconds"] if lines else 0.0,
        "loss": training[-1]["loss"] if training else None,
    }
    for moment in MOMENTS:
        for name, path in _RATES.items():
            found[f"{moment}.{name}"] = _at(validation.get(moment), path)
    return found


def _at(record: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        record = record.get(key) if isinstance(record, Mapping) else None
    return record
