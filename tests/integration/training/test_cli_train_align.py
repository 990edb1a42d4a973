from __future__ import annotations

import json
import shutil
from inspect import signature
from pathlib import Path

import pytest
from helpers.commands import Commands

from facegate.cli.train_align import align
from facegate.training.data.aligned import open_aligned
from facegate.training.data.specs import DataSpec


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def faces(tmp_path: Path, test_data: Path) -> Path:
    """Three people with two pictures each, and beside them what is no picture."""
    for person in ("s1", "s2", "s3"):
        (tmp_path / "faces" / person).mkdir(parents=True)
        for picture in ("1.pgm", "2.pgm"):
            shutil.copyfile(
                test_data / "training" / "att_faces" / person / picture, tmp_path / "faces" / person / picture
            )
    whole = (tmp_path / "faces" / "s1" / "1.pgm").read_bytes()
    (tmp_path / "faces" / "s1" / "cut.pgm").write_bytes(whole[:3000])
    (tmp_path / "faces" / "s2" / "notes.txt").write_text("taken in 1994")
    return tmp_path / "faces"


def test_people_are_aligned_and_what_is_left_out_is_said(program: Commands, faces: Path, tmp_path: Path) -> None:
    out, evaluation = tmp_path / "aligned", tmp_path / "evaluation"
    (evaluation / "somebody").mkdir(parents=True)
    shutil.copyfile(faces / "s3" / "2.pgm", evaluation / "somebody" / "a.pgm")
    arguments = ("train", "align", faces, out, "--size", "64", "--exclude", evaluation, "--exclude-by", "picture")
    said = program.ok(*arguments, "--json")
    record = json.loads(said.out)
    made = open_aligned(out)
    assert record["fingerprint"] == made.fingerprint
    assert (record["layout"], record["people"], record["pictures"], record["size"]) == ("att", 2, 4, 64)
    assert record["failures"] == {"s1/cut.pgm": "Picture broken", "s2/notes.txt": "Not a picture by its name"}
    assert list(record["excluded"]) == ["s3"]
    assert "Picture broken: s1/cut.pgm" in said.err
    assert "Left out for the evaluation: s3" in said.err
    again = program.ok(*arguments)
    assert "Pictures: " not in again.err
    assert made.fingerprint[:16] in again.out


def test_what_is_not_said_is_as_a_run_without_options_has_it() -> None:
    defaults = {name: option.default for name, option in signature(align).parameters.items()}
    spec = DataSpec()
    assert {name: defaults[name] for name in ("layout", "size", "margin", "without_face")} == spec.model_dump(
        include={"layout", "size", "margin", "without_face"}
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--size", "9"),
        ("--layout", "mosaic"),
        ("--without-face", "draw"),
        ("--exclude-by", "luck"),
        ("--layout", "celeba"),
        ("--exclude", "nowhere"),
    ],
)
def test_options_that_make_no_sense_are_named(
    program: Commands, faces: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    said = program.run("train", "align", faces, tmp_path / "aligned", *options)
    assert said.status == 1
    assert len(said.err.splitlines()) == 3
    assert not (tmp_path / "aligned").exists()
