"""A run's folder and its lines of numbers."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from facegate.errors import TrainingError
from facegate.training.compare import compare_runs
from facegate.training.config import changed
from facegate.training.metrics import Metrics
from facegate.training.recipes import recipe
from facegate.training.revision import code_revision, machine
from facegate.training.run_curves import draw_curves
from facegate.training.runs import DataFacts, RunFolder, RunRecord, create_run, open_run

FACTS = DataFacts(
    folder="set", fingerprint="ab" * 32, train_people=30, train_pictures=300, test_people=10, test_pictures=100
)


def new_run(path: Path, *settings: str, **different: Any) -> RunFolder:
    record = RunRecord(
        started=datetime(2025, 3, 2, 9, 0, tzinfo=UTC),
        config=changed(recipe("small-arcface"), settings),
        data=FACTS.model_copy(update=different),
        revision={"sources": "cd" * 32, "commit": None},
        machine={"device": "CPU", "libraries": {"torch": "2"}},
    )
    return create_run(path, record)


def judged(eer: float) -> dict[str, Any]:
    rate = {"value": eer, "ci95": None, "n": 1}
    return {
        "step": 10,
        "eer": rate,
        "tar_at_fmr": {"1e-2": rate, "1e-3": rate},
        "folds": {"accuracy": {"mean": 1.0 - eer, "standard_error": 0.01}},
    }


def test_a_run_is_read_again_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    made = new_run(tmp_path / "runs" / "first")
    assert open_run(made.path).record == made.record
    assert stat.S_IMODE((made.path / "run.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o700


def test_a_run_is_not_written_over(tmp_path: Path) -> None:
    new_run(tmp_path / "run")
    with pytest.raises(TrainingError, match="already holds a run"):
        new_run(tmp_path / "run")


@pytest.mark.parametrize("text", [None, "{", '{"version": 2}'])
def test_what_is_no_run_is_refused(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "run.json").write_text(text, "utf-8")
    with pytest.raises(TrainingError, match="Run not usable"):
        open_run(tmp_path)


def test_lines_are_forgotten_after_a_checkpoint_and_a_line_that_was_cut_off_is_no_line(tmp_path: Path) -> None:
    metrics = Metrics(tmp_path / "metrics.jsonl")
    assert metrics.lines() == []
    for step in (10, 20, 30):
        metrics.append({"step": step, "loss": 1.0})
    metrics.append({"step": 30, "validation": {"eer": 0.1}})
    with (tmp_path / "metrics.jsonl").open("a") as stream:
        stream.write('{"step": 40, "lo')
    assert [line["step"] for line in metrics.lines()] == [10, 20, 30, 30]
    assert [line["step"] for line in metrics.training()] == [10, 20, 30]
    assert metrics.validations() == [{"step": 30, "validation": {"eer": 0.1}}]
    metrics.forget_after(20)
    assert [line["step"] for line in metrics.lines()] == [10, 20]


def test_two_runs_are_compared(tmp_path: Path) -> None:
    first = new_run(tmp_path / "first")
    second = new_run(tmp_path / "second", "losses.0.spec.margin=0.4", fingerprint="ef" * 32)
    first.write_validation({"untrained": judged(0.3), "last": judged(0.1), "best": None})
    Metrics(second.metrics_file).append({"step": 20, "seconds": 4.0, "loss": 2.5})
    found = compare_runs(first, second)
    assert found.settings == {"losses.0.spec.margin": (0.3, 0.4)}
    assert found.circumstances == {"data.fingerprint": ("ab" * 32, "ef" * 32)}
    assert found.results["last.eer"] == (0.1, None)
    assert found.results["untrained.accuracy"] == (0.7, None)
    assert found.results["loss"] == (None, 2.5)
    assert found.results["step"] == (0, 20)
    assert found.record()["results"]["step"] == [0, 20]


def test_curves_are_drawn_of_a_run_with_validations_and_of_one_without_anything(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    draw_curves(run)
    metrics = Metrics(run.metrics_file)
    for step in (10, 20):
        metrics.append(
            {
                "step": step,
                "epoch": step / 10,
                "loss": 1.0 / step,
                "parts": {"arcface": 1.0, "center": 0.1},
                "rate": 0.1,
            }
        )
    metrics.append({"step": 20, "epoch": 2.0, "validation": {"eer": 0.2, "val": {"1e-2": 0.5, "1e-3": None}}})
    draw_curves(run)
    assert run.curves_file.read_bytes().startswith(b"\x89PNG")


def test_the_code_is_known_by_its_contents() -> None:
    revision = code_revision()
    assert len(revision["sources"]) == 64
    assert code_revision() == revision
    assert machine()["libraries"]["numpy"]
