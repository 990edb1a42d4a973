from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from helpers.commands import Commands


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def faces(tmp_path: Path, test_data: Path) -> Path:
    """Six people with four pictures each."""
    for person in ("s1", "s2", "s3", "s4", "s5", "s6"):
        (tmp_path / "faces" / person).mkdir(parents=True)
        for picture in ("1.pgm", "3.pgm", "5.pgm", "7.pgm"):
            shutil.copyfile(
                test_data / "training" / "att_faces" / person / picture, tmp_path / "faces" / person / picture
            )
    return tmp_path / "faces"


def test_the_figure_of_light_and_pose_is_for_nobody_elses_eyes(program: Commands, faces: Path, tmp_path: Path) -> None:
    (faces / "s4" / "7.pgm").write_bytes(b"no picture")
    page = tmp_path / "out" / "light.html"
    arguments = ("evaluate", "light-and-pose", "--people", faces, "--report", page, "--person", "s3")
    said = program.ok(*arguments, "--other", "s5", "--json")
    record = said.value
    assert [each["person"] for each in record["people"]] == ["s3", "s5"]
    assert [len(row) for row in record["beside"]] == [1, 1, 1, 1]
    assert record["pairs"]["mated"]["largest"] < record["pairs"]["non_mated"]["least"]
    assert record["acquisition"]["pictures"] == 8
    for file in (page, page.with_name("light-grid.png")):
        assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
        assert file.name in said.err
    # A picture that is none makes the row shorter, and is told.
    few = program.run(*arguments, "--other", "s4", "--down", "1", "--json")
    assert few.value["acquisition"]["failed"] == [{"image": "s4/7.pgm", "reason": "unreadable"}]
    assert [len(row) for row in few.value["beside"]] == [2, 2]
    assert "Person not found" in program.run(*arguments, "--other", "nobody").err


def test_the_baseline_is_told_in_every_form(program: Commands, faces: Path, tmp_path: Path) -> None:
    program.ok("train", "align", faces, tmp_path / "aligned", "--size", "64")
    by_number = program.ok("train", "eigenfaces", tmp_path / "aligned", "--test-people", "2", "--json").value
    assert by_number["trained_on"] == {"people": 4, "pictures": 16}
    assert by_number["tested_on"] == {"people": 2, "pictures": 8}
    assert len(by_number["forms"]) == 8
    by_name = program.ok("train", "eigenfaces", tmp_path / "aligned", "--test-people", "s1,s4,s6")
    assert "without the first 3, whitened, cosine" in by_name.out
    assert "12 pictures of 3 others" in by_name.err
