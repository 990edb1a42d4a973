"""``facegate train embedder`` and its sisters, on an aligned set of blotches."""

from __future__ import annotations

import json
import shutil
import signal
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from facegate.cli import train_run
from facegate.cli.app import run
from facegate.settings.paths import Paths
from facegate.training.data.aligned import SET_FILE, SetRecord, open_aligned
from facegate.training.recipes import recipe
from facegate.training.runs import DataFacts, RunRecord, create_run, open_run

PEOPLE, EACH, SIDE, SIZE = 5, 4, 36, 32
TINY = [
    *("--set", "backbone.width=0.05", "--set", "backbone.embedding_size=8", "--set", f"backbone.input_size={SIZE}"),
    *("--set", "steps_per_epoch=2", "--set", "validation.folds=2", "--epochs", "2", "--test-people", "2"),
    *("--device", "cpu"),
]


class Backend:
    """A program without anything but a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log_file: Path | None = None

    def paths(self, data_dir: Path | None) -> Paths:
        return Paths(data_dir or self.folder)

    def model_store(self, paths: Paths) -> Any:
        raise AssertionError("an aligned set needs no model")

    services = window = model_store

    @contextmanager
    def exclusive(self, paths: Paths) -> Any:
        yield


@pytest.fixture
def aligned(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    folder.mkdir()
    crops = np.random.default_rng(0).integers(0, 256, (PEOPLE * EACH, SIDE, SIDE, 3), np.uint8)
    crops.tofile(folder / "crops")
    labels = np.repeat(np.arange(PEOPLE), EACH)
    record = SetRecord(
        key="k",
        fingerprint="ab" * 32,
        crops="crops",
        side=SIDE,
        size=SIZE,
        layout="folders",
        without_face="skip",
        detector="none",
        names=tuple(f"p{number}" for number in range(PEOPLE)),
        labels=tuple(int(label) for label in labels),
        paths=tuple(f"p{label}/{place}.png" for place, label in enumerate(labels)),
        failures={"p0/broken.png": "Not a picture"},
    )
    (folder / SET_FILE).write_text(record.model_dump_json(), "utf-8")
    return folder


def test_a_run_by_command_its_daughter_and_their_comparison(
    tmp_path: Path, aligned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend: Any = Backend(tmp_path)
    first, second = tmp_path / "first", tmp_path / "second"
    recipe = ["--recipe", "small-arcface", "--seed", "3"]
    assert run(backend, ["train", "embedder", str(aligned), str(first), *recipe, *TINY, "--json"]) == 0
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["ending"], told["step"]) == ("finished", 4)
    assert set(told["validation"]) == {"untrained", "last", "best"}
    assert "3 people with 12 pictures, judged on 2 others; CPU." in shown.err
    assert "1 picture gave no face" in shown.err
    assert f"cut out at {SIZE} pixels; data.size=48 changes nothing" in shown.err
    assert open_run(first).record.config.seed == 3

    daughter = ["--from", str(first), "--start", str(first / "checkpoints" / "last.pt"), "--set", "gradient_clip=1"]
    assert run(backend, ["train", "embedder", str(aligned), str(second), *daughter]) == 0
    assert "equal error rate" in capsys.readouterr().out
    assert run(backend, ["train", "compare", str(first), str(second), "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    assert compared["settings"] == {"gradient_clip": [None, 1.0]}
    assert compared["circumstances"]["derived_from"] == [None, str(first)]
    assert run(backend, ["train", "compare", str(first), str(second)]) == 0


def test_ctrl_c_ends_the_step_saves_and_says_how_to_go_on(
    tmp_path: Path, aligned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend: Any = Backend(tmp_path)
    out = tmp_path / "run"
    plain = train_run._how

    def interrupted(progress: Any) -> str:
        if progress.step == 1:
            signal.raise_signal(signal.SIGINT)
        return plain(progress)

    monkeypatch.setattr(train_run, "_how", interrupted)
    assert run(backend, ["train", "embedder", str(aligned), str(out), "--recipe", "small-softmax", *TINY]) == 130
    assert f"Saved after 1 step. Go on: facegate train embedder {aligned} {out} --resume" in capsys.readouterr().err
    monkeypatch.undo()
    assert run(backend, ["train", "embedder", str(aligned), str(out), "--resume", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["step"] == 4
    assert "begins after step 1 of 4" in (out / "log").read_text("utf-8")


def test_two_towers_train_on_pairs(tmp_path: Path, aligned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backend: Any = Backend(tmp_path)
    tiny = [*TINY, "--set", "backbone.name=mobilefacenet", "--set", "sampler.pairs_per_batch=4", "--epochs", "1"]
    assert run(backend, ["train", "siamese", str(aligned), str(tmp_path / "run"), *tiny, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["step"] == 2
    assert open_run(tmp_path / "run").record.config.losses[0].spec.kind == "contrastive"


@pytest.mark.parametrize(
    "options",
    [
        ["--resume", "--epochs", "3"],
        ["--recipe", "small-softmax", "--from", "somewhere"],
        ["--device", "abacus"],
        ["--epochs", "0"],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    options: list[str], tmp_path: Path, aligned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = DataFacts(folder="", fingerprint="", train_people=1, train_pictures=1, test_people=0, test_pictures=0)
    made = {"started": datetime.now(UTC), "config": recipe("small-softmax"), "data": facts}
    somewhere = create_run(tmp_path / "somewhere", RunRecord(**made, revision={}, machine={})).path
    chosen = [str(somewhere) if option == "somewhere" else option for option in options]
    backend: Any = Backend(tmp_path)
    assert run(backend, ["train", "embedder", str(aligned), str(tmp_path / "run"), *chosen]) == 2
    assert capsys.readouterr().err.startswith("Wrong usage\n")


def test_people_of_an_evaluation_are_left_out_of_a_run_by_command_and_when_it_goes_on(
    tmp_path: Path, aligned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend: Any = Backend(tmp_path)
    data, evaluation, out = tmp_path / "people", tmp_path / "evaluation", tmp_path / "run"
    for place in ("p0", "p1"):
        (data / place).mkdir(parents=True)
        (data / place / "0.png").write_bytes(b"")
    evaluation.mkdir()
    asked: list[Any] = []

    def cut(call: Any, people: Any, spec: Any, folder: Path, exclude: Any, by: str) -> Any:
        asked.append((list(exclude), by))
        shutil.copytree(aligned, folder)
        return open_aligned(folder)

    monkeypatch.setattr(train_run, "cut_out", cut)
    command = ["train", "embedder", str(data), str(out), "--recipe", "small-softmax", *TINY]
    assert run(backend, [*command, "--exclude", str(evaluation), "--exclude-by", "picture"]) == 0
    assert asked == [([evaluation], "picture")]
    assert run(backend, ["train", "embedder", str(data), str(out), "--resume"]) == 0
    assert len(asked) == 1, "the set that the run began with is there"
    capsys.readouterr()
    again = ["train", "embedder", str(aligned), str(tmp_path / "other"), *TINY, "--exclude", str(evaluation)]
    assert run(backend, again) == 2
    assert "train align" in capsys.readouterr().err
