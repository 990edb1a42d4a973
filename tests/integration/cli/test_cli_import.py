"""Importing people by command, with real models, faces and database: bad input, a kill -9, the way back by export."""

from __future__ import annotations

import csv
import io
import os
import shutil
import signal
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import keyring
import numpy as np
import pytest
from helpers.commands import Commands
from helpers.heic import TURNED
from helpers.program import NO_KEYRING, REPOSITORY, Program
from keyring.backends.fail import Keyring
from PIL import Image, ImageDraw

PEOPLE, EACH = 5, 2


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    # The key goes to a file of the data folder: two processes share it.
    keyring.set_keyring(Keyring())
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def staff(test_data: Path, tmp_path: Path) -> Path:
    """A folder a person."""
    folder = tmp_path / "staff"
    for person in sorted(path for path in (test_data / "people").iterdir() if path.is_dir())[:PEOPLE]:
        (folder / person.name).mkdir(parents=True)
        for photo in sorted(person.iterdir())[:EACH]:
            shutil.copy(photo, folder / person.name)
    return folder


def dog() -> Image.Image:
    """Two ears, a muzzle, a tongue."""
    picture = Image.new("RGB", (400, 400), (120, 160, 110))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((110, 90, 290, 300), fill=(150, 100, 60))
    for left in (70, 250):
        draw.ellipse((left, 80, left + 80, 260), fill=(90, 55, 30))
    for left in (155, 215):
        draw.ellipse((left, 160, left + 30, 185), fill="black")
    draw.ellipse((150, 210, 250, 300), fill=(190, 150, 110))
    draw.ellipse((180, 215, 220, 245), fill="black")
    draw.ellipse((185, 270, 215, 330), fill=(220, 90, 100))
    return picture


def bomb() -> bytes:
    """A PNG of 50,000 x 50,000 pixels in a few bytes."""
    stream = io.BytesIO()
    Image.new("1", (8, 8)).save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything that is stored; whoever reads a database in WAL mode leaves an empty log and an index of it behind."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: data for name, data in files.items() if data and not name.endswith((".log", "-shm"))}


def test_folders_then_the_same_as_an_archive_and_through_an_export(program, staff, tmp_path):
    done = program.run("people", "import", staff)
    assert done.status == 2
    assert "--attest-consent" in done.err
    assert not program.data_dir.exists()
    report = tmp_path / "report.csv"
    value = program.ok("people", "import", staff, "--attest-consent", "--report", report, "--json").value
    assert value["people"]["added"] == PEOPLE
    with report.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(value["rows"]) == PEOPLE * (EACH + 1)
    person = program.ok("people", "show", sorted(staff.iterdir())[0].name, "--json").value
    assert [consent["attested"] for consent in person["consents"]] == [True]
    archive = tmp_path / "staff.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(staff.rglob("*.jpg")):
            made.write(path, f"everybody/{path.relative_to(staff)}")
        made.writestr("../../evil.jpg", b"x")
    again = program.ok("people", "import", archive, "--attest-consent", "--json").value
    assert again["people"]["imported_before"] == PEOPLE
    assert again["photos"] == {"used": 0, "imported_before": value["photos"]["used"], "refused": EACH * PEOPLE
                               - value["photos"]["used"] + 1}  # fmt: skip
    out = tmp_path / "people.csv"
    program.ok("people", "export", "--out", out)
    assert "template" not in out.read_text("utf-8-sig")
    own = person["person_id"]
    text = out.read_text("utf-8-sig").replace(
        f"{person['person_id']},{person['name']},", f"{person['person_id']},Žofie,"
    )
    out.write_text(text, "utf-8-sig")
    back = program.ok("people", "import", out, "--update", "--json").value
    assert (back["people"]["updated"], back["people"]["imported_before"]) == (1, PEOPLE - 1)
    assert program.ok("people", "show", own, "--json").value["name"] == "Žofie"


def test_a_dry_run_changes_no_byte_and_bad_pictures_are_refused_for_what_they_are(program, staff, tmp_path):
    faces = sorted(staff.iterdir())
    program.ok("people", "import", staff, "--attest-consent", "--json")
    before = contents(program.data_dir)
    bad = tmp_path / "bad"
    bad.mkdir()
    dog().save(bad / "dog.png")
    (bad / "bomb.png").write_bytes(bomb())
    (bad / "phone.heic").write_bytes(TURNED)
    first = next(faces[0].iterdir())
    (bad / "cut.jpg").write_bytes(first.read_bytes()[:3000])
    Image.open(first).save(bad / "twin.png")  # the same face, other bytes
    frames = [Image.fromarray(np.full((64, 64), level, np.uint8)) for level in (0, 255)]
    frames[0].save(bad / "moving.gif", save_all=True, append_images=frames[1:])
    names = ("dog.png", "bomb.png", "phone.heic", "cut.jpg", "twin.png", "moving.gif")
    rows = [f"B-{number},Somebody,{name}" for number, name in enumerate(names)]
    (bad / "list.csv").write_text("id,name,photo\n" + "\n".join(rows) + "\n")
    done = program.run("people", "import", bad, "--dry-run", "--json")
    assert done.status == 1
    reasons = {row["photo"]: (row["reason_code"], row["reason"]) for row in done.value["rows"] if row["photo"]}
    assert {name: reasons[name][0] for name in names} == {
        "dog.png": "defect",
        "bomb.png": "unreadable",
        "phone.heic": "defect",
        "cut.jpg": "unreadable",
        "twin.png": "person_refused",
        "moving.gif": "defect",
    }
    assert reasons["dog.png"][1] == "No face was found."
    assert "far more pixels" in reasons["bomb.png"][1]
    (twin,) = [row for row in done.value["rows"] if row["person_id"] == "B-4" and not row["photo"]]
    assert (twin["reason_code"], faces[0].name in twin["reason"]) == ("look_alike", True)
    assert contents(program.data_dir) == before


def test_killed_in_the_middle_and_gone_on_with(program, staff, models_dir):
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": NO_KEYRING, "FACEGATE_MODELS_DIR": str(models_dir)}
    command = [sys.executable, REPOSITORY / "tests" / "helpers" / "killed_import.py", program.data_dir, staff, "2"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
    there = {each["person_id"]: each["references"] for each in program.ok("people", "list", "--json").value}
    assert 2 <= len(there) < PEOPLE
    value = program.ok("people", "import", staff, "--attest-consent", "--json").value
    assert value["people"]["imported_before"] == len(there)
    assert value["people"]["added"] == PEOPLE - len(there)
    stored = {person.name: 0 for person in staff.iterdir()}
    for row in value["rows"]:
        stored[row["person_id"]] += row["outcome"] in ("used", "imported_before") and bool(row["photo"])
    whole = {each["person_id"]: each["references"] for each in program.ok("people", "list", "--json").value}
    assert whole == stored
    assert there.items() <= whole.items(), "nobody was there by half"


def test_ctrl_c_stops_between_people_and_says_how_to_go_on(tmp_path, models_dir, staff):
    program = Program(tmp_path / "data", models_dir)
    with program.running("people", "import", staff, "--attest-consent") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Photographs: "):
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(30) == 130
    assert "run the same command again" in rest


def test_a_report_that_cannot_be_written_is_said_before_anything_is_done(program, tmp_path):
    for report in (tmp_path / "absent" / "report.csv", tmp_path):
        done = program.run("people", "import", tmp_path / "staff", "--report", report)
        assert done.status == 1
        assert "write" in done.err or "file" in done.err
        assert "no such file or folder" not in done.err, "which is what is said of the folder, later"
