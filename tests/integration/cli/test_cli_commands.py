"""Enrol, look up, identify, erase and export by command, on the real models and database, bad input included."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.commands import Commands
from PIL import Image

from facegate.capture import demo_portrait
from facegate.settings.paths import Paths
from facegate.storage.lock import InstanceLock

NAMES = ["陈伟", "محمد علي", 'O\'Brien; DROP TABLE "people"', "../../etc/passwd", "=HYPERLINK(1)", "[red]Zoë[/red]"]


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def enrolled(program: Commands) -> Commands:
    program.ok("enrol", NAMES[0], "--id", "A-1", "--photo", demo_portrait())
    return program


def told(program: Commands, *arguments: str | Path) -> dict[str, str]:
    """The error of a command that fails kindly."""
    done = program.run(*arguments, "--json")
    assert done.status == 1, done.err
    assert "Traceback" not in done.err
    error: dict[str, str] = done.value["error"]
    assert error["title"]
    assert error["message"]
    assert error["remedy"]
    return error


def test_enrolling_says_that_consent_is_attested(program: Commands) -> None:
    done = program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait(), "--json")
    assert "attested" in done.err
    assert done.value["consent"]["attested"] is True
    shown = program.ok("people", "show", "A-1", "--json").value
    assert shown["consents"][0]["text_version"] == done.value["consent"]["text_version"]
    assert shown["consents"][0]["recorded_by"]
    assert [each["source"] for each in shown["references"]] == ["photo"]
    assert program.ok("people", "show", shown["subject_id"], "--json").value == shown


def test_enrolling_through_the_camera(program: Commands) -> None:
    done = program.ok("enrol", "Ada", "--id", "A-1", "--camera", "demo:", "--json")
    assert done.value["references"] == 5
    assert done.value["source"] == "camera"
    assert "5 of 5 samples" in done.err


def test_poses_that_cannot_be_had_are_skipped_and_recorded(program: Commands) -> None:
    skipped = [word for pose in ("left", "right", "up", "down") for word in ("--skip-pose", pose)]
    done = program.ok("enrol", "Ada", "--id", "A-1", "--camera", "demo:", "--json", *skipped)
    assert done.value["poses"] == ["front", "front"]
    assert done.value["skipped_poses"] == ["left", "right", "up", "down"]
    assert "hold still" in done.err


def test_a_camera_without_anybody_gives_up(program: Commands) -> None:
    error = told(program, "enrol", "Ada", "--id", "A-1", "--camera", "demo:", "--max-seconds", "0.3")
    assert error["title"] == "Too few samples"
    assert program.ok("people", "list", "--json").value == []


def test_a_film_of_a_screen_enrols_nobody_where_recordings_are_judged(program: Commands, test_data: Path) -> None:
    film = test_data / "video" / "pad_replay" / "fake.mp4"
    arguments = ("enrol", "Ada", "--id", "A-1", "--camera", film, "--quick", "--max-seconds", "4")
    assert told(program, *arguments, "--pad")["title"] == "Too few samples"
    assert program.ok("people", "list", "--json").value == []


def test_judging_photographs_for_attacks_is_refused_and_not_passed_over(program: Commands) -> None:
    done = program.run("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait(), "--pad")
    assert done.status == 2
    assert "--pad goes with --camera" in done.err


def test_any_name_comes_back_as_it_was(program: Commands) -> None:
    for name in NAMES:
        done = program.ok("enrol", name, "--id", name[:20], "--photo", demo_portrait(), "--json")
        assert done.value["name"] == name
        assert program.ok("people", "list", "--json").value[0]["name"] == name
        assert name in program.ok("people", "show", name[:20]).out
        program.ok("people", "erase", name[:20], "--yes")


def test_several_photos_after_one_option(program: Commands, tmp_path: Path) -> None:
    second = tmp_path / "zweite Aufnahme ä.png"
    Image.open(demo_portrait()).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(second)
    done = program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait(), second, "--json")
    assert done.value["references"] == 2


def test_who_is_enrolled_already_is_said(enrolled: Commands) -> None:
    error = told(enrolled, "enrol", "Ada", "--id", "A-2", "--photo", demo_portrait())
    assert error["title"] == "Already enrolled"
    assert error["subject"]["person_id"] == "A-1"  # type: ignore[index]
    assert told(enrolled, "enrol", "Ada", "--id", "A-1", "--photo", demo_portrait())["title"] == "Already enrolled"


def test_who_is_enrolled_already_is_said_in_plain_text_too_and_never_logged(enrolled: Commands) -> None:
    for person_id in ("A-1", "A-2"):  # the identifier is known; the face is known
        done = enrolled.run("enrol", "Grace", "--id", person_id, "--photo", demo_portrait())
        assert done.status == 1
        assert f"It is {NAMES[0]} (A-1)." in done.err.splitlines()
        assert done.out == ""
    logged = b"".join(path.read_bytes() for path in (enrolled.data_dir / "logs").iterdir())
    assert logged
    assert NAMES[0].encode() not in logged


def test_the_key_is_changed_by_command(enrolled: Commands, memory_keyring: Any) -> None:
    (before,) = memory_keyring.secrets.values()
    assert enrolled.ok("keys", "rotate", "--json").value == {"records": 1}
    (after,) = memory_keyring.secrets.values()
    assert after != before
    assert "1 record sealed" in enrolled.ok("keys", "rotate").out
    (face,) = enrolled.ok("identify", demo_portrait(), "--json").value[0]["faces"]
    assert face["name"] == NAMES[0]


def test_the_key_is_not_changed_beside_another_process(enrolled: Commands, memory_keyring: Any) -> None:
    before = dict(memory_keyring.secrets)
    with InstanceLock(Paths(enrolled.data_dir).lock_file):
        assert told(enrolled, "keys", "rotate")["title"] == "FaceGate is already running"
    assert memory_keyring.secrets == before


def test_what_an_erasure_leaves_behind_is_said(enrolled: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.storage.engine.empty_log", lambda _engine: False)
    done = enrolled.ok("people", "erase", "A-1", "--yes")
    assert "Erased: 1 reference," in done.out
    assert "Erasure not finished" in done.err


def test_a_picture_that_cannot_be_used_is_named(program: Commands, tmp_path: Path) -> None:
    empty, broken, blank = tmp_path / "empty.jpg", tmp_path / "broken.png", tmp_path / "blank.png"
    empty.write_bytes(b"")
    broken.write_bytes(demo_portrait().read_bytes()[:5000])
    Image.fromarray(np.full((300, 300, 3), 128, np.uint8)).save(blank)
    for path in (empty, broken, blank, tmp_path / "missing.jpg", tmp_path):
        error = told(program, "enrol", "Ada", "--id", "A-1", "--photo", path)
        assert path.name in error["message"], error
    assert program.ok("people", "list", "--json").value == []


def test_a_name_that_cannot_be_used_is_told_before_anything_is_loaded(program: Commands) -> None:
    for name, person_id in [("", "1"), ("   ", "1"), ("x" * 201, "1"), ("Ada", ""), ("Ada", "i" * 65)]:
        error = told(program, "enrol", name, "--id", person_id, "--photo", demo_portrait())
        assert error["title"].startswith("Not a valid")


def test_identify_speaks_of_every_face_and_every_picture(enrolled: Commands, tmp_path: Path) -> None:
    blank, broken = tmp_path / "blank.png", tmp_path / "broken.png"
    Image.fromarray(np.full((300, 300, 3), 128, np.uint8)).save(blank)
    broken.write_bytes(b"no picture")
    done = enrolled.run("identify", demo_portrait(), blank, broken, "--json")
    assert done.status == 1  # one of them could not be read
    known, empty, unread = done.value
    (face,) = known["faces"]
    assert face["decision"] == "identified"
    assert face["name"] == NAMES[0]
    assert face["distance"] < 0.1
    assert face["margin"] is None  # nobody else is enrolled
    assert face["box"]["width"] > 50
    assert (empty["faces"], empty["error"]) == ([], None)
    assert unread["error"]["title"]
    assert enrolled.ok("identify", blank, "--json").value[0]["faces"] == []


def test_erasing_leaves_nobody_to_be_identified(enrolled: Commands) -> None:
    assert enrolled.ok("people", "erase", "A-1", "--yes", "--json").value["references"] == 1
    assert enrolled.ok("people", "list", "--json").value == []
    (face,) = enrolled.ok("identify", demo_portrait(), "--json").value[0]["faces"]
    assert (face["decision"], face["reason"], face["name"]) == ("not_identified", "nobody_enrolled", None)
    assert told(enrolled, "people", "erase", "A-1", "--yes")["title"] == "Nobody found"
    assert told(enrolled, "people", "show", "A-1")["title"] == "Nobody found"


class Terminal(io.StringIO):
    """A keyboard at which somebody answers."""

    def isatty(self) -> bool:
        return True


def test_erasing_asks_at_a_terminal(enrolled: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    refused = enrolled.run("people", "erase", "A-1")
    assert refused.status == 1
    assert NAMES[0] in refused.err
    assert "Nothing was done." in refused.err
    assert len(enrolled.ok("people", "list", "--json").value) == 1
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert enrolled.run("people", "erase", "A-1").status == 0
    assert enrolled.ok("people", "list", "--json").value == []


def test_exports_go_where_they_can(enrolled: Commands, tmp_path: Path) -> None:
    out = tmp_path / "Ausgabe 出.csv"
    assert enrolled.ok("export", "events", "--out", out, "--json").value == {"file": str(out), "rows": 0}
    enrolled.ok("export", "attendance", "--from", "2026-01-01", "--to", "2026-01-31", "--out", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfdate,subject_id")
    assert told(enrolled, "export", "events", "--out", tmp_path / "no" / "such" / "a.csv")["title"]


def test_an_export_replaces_files_only(enrolled: Commands, tmp_path: Path) -> None:
    # A pipe stands for what root must never lose: /dev/stdout, /dev/null.
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, tmp_path):
        assert "not a file" in told(enrolled, "export", "events", "--out", target)["message"]
    assert pipe.is_fifo()


def test_a_data_folder_that_cannot_be_used_is_told(program: Commands, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    program.data_dir = tmp_path / "file"
    for arguments in (("enrol", "A", "--id", "1", "--photo", demo_portrait()), ("watch", "demo:")):
        assert str(tmp_path / "file") in told(program, *arguments)["message"]
    doctor = program.run("doctor", "--json")
    assert doctor.status == 1
    assert {each["check"] for each in doctor.value if each["status"] == "problem"} >= {"data folder"}


def test_a_damaged_database_is_kept_and_told(enrolled: Commands) -> None:
    database = enrolled.data_dir / "facegate.db"
    database.write_bytes(b"no database at all " * 1000)
    damage = database.read_bytes()
    doctor = enrolled.run("doctor", "--json")
    assert doctor.status == 1
    assert {each["check"] for each in doctor.value if each["status"] == "problem"} == {"database"}
    done = enrolled.ok("enrol", "Ada", "--id", "A-9", "--photo", demo_portrait(), "--json")
    kept = [path for path in enrolled.data_dir.rglob("*") if path.is_file() and path.read_bytes() == damage]
    assert kept
    assert kept[0] != database
    assert kept[0].name in done.err


def test_doctor_finds_nothing_required_missing_here(enrolled: Commands) -> None:
    done = enrolled.run("doctor", "--json")
    assert done.status == 0, done.err
    checks = {each["check"]: each["status"] for each in done.value}
    assert checks["database"] == "ok"
    assert checks["model sface-2021dec-centred"] == "ok"


def test_models_are_verified_by_every_byte(
    program: Commands, models_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "models"
    copied.mkdir()
    for path in models_dir.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(copied))
    program.ok("models", "verify")
    (weights,) = copied.glob("yunet*.onnx")
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    done = program.run("models", "verify", "--json")
    assert done.status == 1
    states = {each["id"]: each["state"] for each in done.value if each["state"] != "missing"}
    assert states.pop("yunet-2023mar") == "damaged"
    assert states.pop("sface-2021dec-centred") == "installed"
    assert set(states.values()) <= {"installed"}
