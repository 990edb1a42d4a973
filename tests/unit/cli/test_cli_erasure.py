"""Erasing from the command line: the certificate, and what is left in the data folder."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.data_folder import enrol, files_with, identified, opened

from facegate.pipeline import erasure


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    folder = tmp_path / "data"
    with opened(folder) as storage:
        person, _ = enrol(storage, 1, references=3)
        enrol(storage, 2)
        storage.events.append(identified(person.subject_id)).result(5)
    return Commands(folder, capsys)


def test_a_certificate_is_written_and_verified_also_after_the_key_was_changed(
    program: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proof.json"
    done = program.ok("people", "erase", "P-1", "--yes", "--certificate", file, "--language", "de")
    assert str(file) in done.out
    assert "Löschbescheinigung" in file.read_text("utf-8")
    first = program.ok("people", "verify-certificate", file, "--json").value
    assert (first["signed_by"], first["unchanged"]) == ("current", True)
    assert first["statement"]["removed"]["references"] == 3
    assert first["statement"]["kept"] == {"events": 1}
    program.ok("keys", "rotate")
    assert program.ok("people", "verify-certificate", file, "--json").value["signed_by"] == "former"
    assert "key that was changed since" in program.ok("people", "verify-certificate", file).out
    with opened(tmp_path / "other"):
        pass
    other = Commands(tmp_path / "other", capsys).run("people", "verify-certificate", file, "--json")
    assert (other.status, other.value["signed_by"]) == (1, "unknown")
    file.write_text(file.read_text("utf-8").replace('"references": 3', '"references": 2'), "utf-8")
    changed = program.run("people", "verify-certificate", file)
    assert changed.status == 1
    assert "Not a valid certificate" in changed.err
    # Nothing of it, logs and settings included, names the person; the other one is still there.
    needles = {"name": b"Person 1", "identifier": b"P-1"}
    assert files_with(program.data_dir, needles) == {}
    assert files_with(program.data_dir, {"name": b"Person 2"}) != {}


def test_where_the_certificate_cannot_go_nobody_is_erased(program: Commands, tmp_path: Path) -> None:
    done = program.run("people", "erase", "P-1", "--yes", "--certificate", tmp_path / "nowhere" / "proof.json")
    assert done.status == 1
    assert "Certificate not written" in done.err
    assert len(program.ok("people", "list", "--json").value) == 2


def test_a_certificate_that_could_be_written_nowhere_is_printed(
    program: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(erasure, "write_atomically", full)
    done = program.run("people", "erase", "P-1", "--yes", "--certificate", tmp_path / "proof.json")
    assert done.status == 1
    assert "No space left" in done.err
    printed = done.out.partition("\n")[2]
    assert json.loads(printed)["statement"]["kind"] == "erasure"
    again = program.run("people", "erase", "P-2", "--yes", "--json")
    assert again.status == 1
    assert again.value["certificate"]["statement"]["subject_id"] == again.value["subject_id"]
    assert (again.value["certificate_file"], again.value["certificate_kept"]) == (None, None)
    monkeypatch.undo()
    (tmp_path / "printed.json").write_bytes(printed.encode())
    assert program.ok("people", "verify-certificate", tmp_path / "printed.json", "--json").value["unchanged"]
