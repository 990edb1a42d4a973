"""The table of losses and the figures of its runs, by command, on a tiny set."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands

from facegate.training.data.aligned import SET_FILE, SetRecord

PEOPLE, EACH, SIDE, SIZE = 7, 4, 36, 32
TINY = (
    "backbone.width=0.125",
    "backbone.embedding_size=8",
    f"backbone.input_size={SIZE}",
    f"data.size={SIZE}",
    "data.test_people=3",
    "epochs=1",
    "steps_per_epoch=2",
    "validation.every=1",
    "validation.folds=2",
)


@pytest.fixture
def aligned(tmp_path: Path) -> Path:
    """A set of blotches of a colour a person, with noise."""
    random = np.random.default_rng(3)
    coarse = random.integers(40, 216, (PEOPLE, 1, 4, 4, 3)).repeat(SIDE // 4, 2).repeat(SIDE // 4, 3)
    crops = np.clip(coarse + random.normal(0, 12, (PEOPLE, EACH, SIDE, SIDE, 3)), 0, 255).astype(np.uint8)
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "crops.u8").write_bytes(crops.tobytes())
    record = SetRecord(
        key="k",
        fingerprint="ab" * 32,
        crops="crops.u8",
        side=SIDE,
        size=SIZE,
        layout="folders",
        without_face="skip",
        detector="none",
        names=tuple(f"p{number}" for number in range(PEOPLE)),
        labels=tuple(int(label) for label in np.repeat(np.arange(PEOPLE), EACH)),
        paths=tuple(f"{place}.png" for place in range(PEOPLE * EACH)),
        failures={},
    )
    (folder / SET_FILE).write_text(record.model_dump_json())
    return folder


def test_a_table_is_made_once_and_its_runs_are_drawn(
    aligned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, out = Commands(tmp_path / "data", capsys), tmp_path / "table"
    settings = [part for setting in TINY for part in ("--set", setting)]
    command = ("train", "table", aligned, out, "--seeds", "0", "--device", "cpu", *settings)
    triplet = ("--set", 'sampler={"kind": "people", "people_per_batch": 3, "images_per_person": 3}')
    done = program.ok(*command, "--recipes", "small-triplet", *triplet)
    assert "1 of 1: small-triplet, seed 0" in done.err
    more = program.ok(*command, "--recipes", "small-arcface", "--set", "sampler.batch_size=8", "--json").value
    assert {line["recipe"] for line in more["recipes"]} == {"small-triplet", "small-arcface"}
    assert all(line["seeds"] == 1 and line["untrained"] is not None for line in more["recipes"])
    again = program.ok(*command, "--recipes", "small-arcface", "--set", "sampler.batch_size=8")
    assert "small-arcface, seed 0" not in again.err
    assert "Eigenfaces" in (out / "table.md").read_text()
    assert len(json.loads((out / "table.json").read_text())["results"]) == 2

    runs = (out / "runs" / "small-triplet-0", out / "runs" / "small-arcface-0")
    drawn = program.ok("train", "figures", *runs, "--out", tmp_path / "figures", "--json").value
    assert [run["run"] for run in drawn["runs"]] == ["small-triplet-0", "small-arcface-0"]
    assert drawn["runs"][0]["flops"] == drawn["runs"][1]["flops"] > 10_000
    assert {file.name for file in (tmp_path / "figures").iterdir()} == {
        "runs.html",
        "runs-eer.png",
        "runs-roc.png",
        "runs-det.png",
    }
    other = program.run(*command, "--recipes", "small-arcface", "--set", "data.test_people=2")
    assert "Other pictures" in other.err
