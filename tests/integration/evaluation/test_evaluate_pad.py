"""``facegate evaluate pad`` on a few real people and prints, a broken picture and a clip among them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.clips import write_clip
from helpers.commands import Commands

from facegate.vision.stack import VisionStack

RATE = {"value", "ci95", "n"}
PICTURES = 4


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def shown(tmp_path: Path, test_data: Path) -> Path:
    """Two people and prints of three, four pictures each; one person's last picture is broken. A clip of nobody."""
    for kind, names in (("bona_fide", ("0001", "0002")), ("print", ("0001", "0002", "0003"))):
        for name in names:
            folder = tmp_path / "shown" / kind / name
            folder.mkdir(parents=True)
            for path in sorted((test_data / "pad" / kind / name).iterdir())[:PICTURES]:
                shutil.copy(path, folder)
    sorted((tmp_path / "shown" / "bona_fide" / "0001").iterdir())[-1].write_bytes(b"\xff\xd8\xff not a picture")
    enrolled = tmp_path / "enrolled" / "somebody"
    enrolled.mkdir(parents=True)
    for path in sorted((test_data / "pad" / "bona_fide" / "0002").iterdir())[-3:]:
        shutil.copy(path, enrolled)
    write_clip(tmp_path / "shown" / "nobody.mp4", frames=2)
    return tmp_path / "shown"


def test_rates_page_and_gallery(program: Commands, shown: Path, tmp_path: Path):
    page = tmp_path / "out" / "pad.html"
    done = program.ok(
        *("evaluate", "pad", "--bona-fide", shown / "bona_fide", "--attacks", f"print={shown / 'print'}"),
        *("--attacks", f"screen={shown / 'nobody.mp4'}", "--gallery", tmp_path / "enrolled"),
        *("--report", page, "--json"),
    )
    found = done.value
    assert set(found["apcer"]) == {"print", "screen"}
    for side, people, prints in ((found, 2, 3), (found["by_frame"], 2 * PICTURES - 1, 3 * PICTURES)):
        assert all(set(side[key]) == RATE for key in ("apcer_max", "bpcer"))
        assert (side["bpcer"]["value"], side["bpcer"]["n"]) == (0.0, people)
        assert (side["apcer"]["print"]["value"], side["apcer"]["print"]["n"]) == (0.0, prints)
        assert side["iapar"]["print"]["value"] == 0.0
        assert side["sweep"][0]["apcer"]["print"] == 1.0
    assert found["non_responses"]["attacks"]["screen"]["no_face"] == 1
    assert found["by_frame"]["non_responses"]["bona_fide"]["unreadable"] == 1
    # One of the two people is enrolled, and nobody else is taken for them.
    assert (found["bona_fide_accepted"]["value"], found["bona_fide_accepted"]["n"]) == (0.5, 2)
    assert "No answer, frames of people: 1 unreadable." in done.err
    assert "0003" in page.read_text("utf-8")
    assert {"pad-errors-by-track.png", "pad-rates-frames.png"} <= {each.name for each in page.parent.iterdir()}


def test_a_half_can_be_asked_for_and_what_is_wrong_is_said(program: Commands, shown: Path):
    command = ("evaluate", "pad", "--bona-fide", shown / "bona_fide", "--attacks", f"print={shown / 'print'}")
    done = program.ok(*command, "--only", "0002, 0003")
    assert "APCER print" in done.out
    assert len(done.out.splitlines()) == 6
    assert "nobody-else" in program.run(*command, "--only", "nobody-else").err
    assert program.run(*command[:-1], "print").status == 2
    assert program.run(*command[:-1], f"print={shown / 'missing'}").status == 1


def test_without_the_models_it_says_so(
    tmp_path: Path, models_dir: Path, shown: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Nothing that was not measured is told as a rate."""
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    monkeypatch.setattr(VisionStack, "pad", None)
    command = ("evaluate", "pad", "--bona-fide", shown / "bona_fide", "--attacks", f"print={shown / 'print'}")
    done = Commands(tmp_path / "data", capsys).run(*command)
    assert done.status == 1
    assert "facegate models install" in done.err
    assert done.out == ""
