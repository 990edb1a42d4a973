"""``facegate evaluate gallery``: sizes in order, rates with intervals, no swap storm, a clean end."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands

from facegate.cli import gallery_scale
from facegate.cli.gallery_scale import compare, milliseconds
from facegate.domain.identification import Candidate, CandidateList
from facegate.domain.ids import ReferenceId, SubjectId


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.fixture(autouse=True)
def few_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery_scale, "PROBES", 300)


def test_each_size_has_its_figures(commands: Commands) -> None:
    done = commands.ok("evaluate", "gallery", "--sizes", "20000,300", "--dimension", "32", "--json")
    record = json.loads(done.out)
    assert list(record["by_size"]) == ["300", "20000"]
    small, large = record["by_size"].values()
    assert (small["engine"], large["engine"]) == ("exact", "scan")
    assert small["recall"] == small["runner_up_recall"] == {"value": 1.0, "ci95": small["recall"]["ci95"], "n": 300}
    assert large["recall"]["value"] >= 0.99
    assert large["runner_up_distance_recall"]["value"] >= 0.99
    assert large["effort"] >= 128
    assert large["kept_mb"] > small["kept_mb"] == 0.0
    for key in ("p50_ms", "p99_ms", "exact_p50_ms", "build_s", "reload_s", "add_p99_ms", "remove_p99_ms"):
        assert large[key] > 0.0
    assert "Making people, 20,000" in done.err


def test_for_people_it_is_a_table(commands: Commands) -> None:
    done = commands.ok("evaluate", "gallery", "--sizes", "100", "--dimension", "16")
    assert "Runner-up" in done.out
    assert "100.00 %" in done.out


def test_a_size_without_room_is_refused_before_anything_is_done(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery_scale, "available_bytes", lambda: 500_000_000)
    done = commands.run("evaluate", "gallery", "--sizes", "100,1000000")
    assert done.status == 1
    assert "Not enough memory" in done.err
    assert "Making people" not in done.err


@pytest.mark.parametrize("sizes", ["", "many", "1", "100,,200", "1e6"])
def test_sizes_that_are_none_are_wrong_usage(sizes: str, commands: Commands) -> None:
    assert commands.run("evaluate", "gallery", "--sizes", sizes).status == 2


def found(*pairs: tuple[str, float]) -> CandidateList:
    return CandidateList(tuple(Candidate(SubjectId(who), ReferenceId(1), distance) for who, distance in pairs))


def test_recall_counts_person_runner_up_and_distance_apart() -> None:
    truth = found(("a", 0.5), ("b", 1.0))
    recall = compare(
        [truth, found(("a", 0.5), ("c", 1.0)), found(("a", 0.5), ("c", 1.1)), found(("b", 1.0), ("c", 1.1)), found()],
        [truth] * 5,
    )
    assert recall.person.value == pytest.approx(3 / 5)
    assert recall.runner_up.value == pytest.approx(1 / 5)
    assert recall.runner_up_distance.value == pytest.approx(2 / 5)
    alone = found(("a", 0.5))
    assert compare([alone], [alone]).runner_up.value is None


def test_percentiles_are_in_milliseconds() -> None:
    assert milliseconds([], 50) is None
    assert milliseconds(np.linspace(0.0, 1.0, 101).tolist(), 99) == pytest.approx(990.0)
