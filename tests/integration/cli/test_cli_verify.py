"""Two pictures compared by command."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands
from PIL import Image

from facegate.capture import demo_portrait


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def flipped(tmp_path: Path) -> Path:
    path = tmp_path / "flipped.png"
    Image.open(demo_portrait()).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path)
    return path


def test_one_person_matches(program: Commands, flipped: Path) -> None:
    done = program.ok("verify", demo_portrait(), flipped, "--json")
    value = done.value
    assert value["decision"] == "match"
    assert value["distance"] < 0.3 < value["threshold"]
    assert value["probability"] > 0.99
    assert value["probability_reason"] is None
    assert value["probability_prior"] == 0.5
    assert value["threshold_origin"]["source"]
    assert [each["face_used"] for each in value["images"]] == ["only", "only"]
    assert value["images"][0]["quality"]["inter_eye"] > 20
    assert not (program.data_dir / "facegate.db").exists()
    told = program.ok("verify", demo_portrait(), flipped).out
    assert told.startswith("The same person: distance 0.")
    assert "where one person is as likely as two" in told


def test_two_people_do_not_and_that_is_no_failure(program: Commands, test_data: Path) -> None:
    clips = test_data / "clip_with_names"
    done = program.ok("verify", clips / "obama.jpg", clips / "biden.jpg", "--json")
    assert done.value["decision"] == "no_match"
    assert done.value["distance"] > done.value["threshold"]
    assert done.value["probability"] < 0.01


def test_of_several_faces_the_largest_is_compared_and_that_is_said(
    program: Commands, flipped: Path, tmp_path: Path
) -> None:
    portrait = Image.open(demo_portrait()).convert("RGB")
    wide = Image.new("RGB", (portrait.width * 2, portrait.height), "grey")
    wide.paste(portrait.resize((portrait.width // 2, portrait.height // 2)), (portrait.width, 0))
    wide.paste(portrait, (0, 0))
    wide.save(tmp_path / "both.png")
    done = program.ok("verify", tmp_path / "both.png", flipped, "--json")
    first, second = done.value["images"]
    assert (first["faces"], first["face_used"], second["faces"]) == (2, "largest", 1)
    assert first["box"]["x"] < portrait.width
    assert "both.png: 2 faces were found; the largest" in done.err


def test_defects_of_each_face_are_told(program: Commands, flipped: Path, tmp_path: Path) -> None:
    dark = tmp_path / "dark.png"
    Image.open(demo_portrait()).convert("RGB").point(lambda value: value // 14).save(dark)
    done = program.ok("verify", dark, flipped, "--json")
    assert "dark" in done.value["images"][0]["defects"]
    assert done.value["images"][1]["defects"] == []
    assert "dark.png: the face is dark" in done.err


def test_pictures_that_cannot_be_compared_are_named(program: Commands, flipped: Path, tmp_path: Path) -> None:
    wall, broken = tmp_path / "wall.png", tmp_path / "broken.jpg"
    Image.fromarray(np.full((200, 200, 3), 128, np.uint8)).save(wall)
    broken.write_bytes(b"no picture")
    for bad in (wall, broken, tmp_path / "missing.jpg"):
        done = program.run("verify", flipped, bad, "--json")
        assert done.status == 1
        assert bad.name in done.value["error"]["message"]


def test_two_pictures_are_needed(program: Commands, flipped: Path) -> None:
    assert program.run("verify", flipped).status == 2
    assert program.run("verify", flipped, flipped, flipped).status == 2
