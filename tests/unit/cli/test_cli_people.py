"""Commands about people and their small print, on a real data folder without models."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.clocks import START
from helpers.commands import Commands
from helpers.data_folder import enrol, opened

from facegate.cli.failures import as_record, show_failure
from facegate.cli.output import counted
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.lookalikes import Advice
from facegate.domain.people import Subject
from facegate.errors import ModelError
from facegate.pipeline.known_people import AlreadyEnrolledError, Known
from facegate.pipeline.lookalikes import LookAlike
from facegate.settings.model import parse_settings
from facegate.settings.store import SettingsStore
from facegate.vision.installer import InstallReport
from facegate.vision.store import ModelStore


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    folder = tmp_path / "data"
    with opened(folder) as storage:
        enrol(storage, 1, references=1)
        enrol(storage, 2, references=2)
    return Commands(folder, capsys)


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def enrolled(program: Commands) -> set[str]:
    return {person["person_id"] for person in program.ok("people", "list", "--json").value}


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_where_nobody_can_be_asked_nobody_is_erased(
    program: Commands, monkeypatch: pytest.MonkeyPatch, extra: tuple[str, ...]
) -> None:
    answer(monkeypatch, "")
    done = program.run("people", "erase", "P-1", *extra)
    assert done.status == 2
    assert "--yes" in done.err
    assert enrolled(program) == {"P-1", "P-2"}


@pytest.mark.parametrize("text", ["n\n", "\n", "ja\n", "yes, or rather no\n"])
def test_another_answer_than_yes_erases_nobody(program: Commands, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    answer(monkeypatch, text)
    done = program.run("people", "erase", "P-1")
    assert done.status == 1
    assert "Erase Person 1 (P-1)?" in done.err
    assert "Nothing was done." in done.err
    assert enrolled(program) == {"P-1", "P-2"}


def test_a_yes_from_a_pipe_is_read(program: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "Y\n")
    done = program.run("people", "erase", "P-1", "--json")
    assert done.status == 0
    assert done.value["references"] == 1
    assert enrolled(program) == {"P-2"}


def test_yes_asks_nothing_and_one_of_each_is_no_plural(program: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    done = program.ok("people", "erase", "P-1", "--yes")
    assert done.out.startswith("Erased: 1 reference, 0 pictures, 1 consent, 0 backups.\n")
    assert "Erase Person" not in done.err


def test_nouns_follow_their_numbers() -> None:
    assert [counted(number, "sample") for number in (0, 1, 2)] == ["0 samples", "1 sample", "2 samples"]
    assert counted(1, "person", "people") == "1 person"
    assert counted(2, "person", "people") == "2 people"


def test_times_for_people_are_the_site_s(program: Commands) -> None:
    store = SettingsStore(program.data_dir / "settings.toml")
    store.replace(parse_settings({**store.current.model_dump(), "site": {"zone": "Asia/Kathmandu"}}))
    here = START.astimezone(ZoneInfo("Asia/Kathmandu")).strftime("%Y-%m-%d %H:%M:%S")
    assert here in program.ok("people", "list").out
    shown = program.ok("people", "show", "P-1").out
    assert f"Enrolled    {here}" in shown
    assert f"on {here}" in shown
    assert "Last seen   never" in shown
    assert program.ok("people", "show", "P-1", "--json").value["created_at"] == START.isoformat(timespec="seconds")


@pytest.mark.parametrize("command", [("people", "list"), ("people", "erase", "P-1", "--yes"), ("models", "list")])
def test_a_data_folder_that_is_a_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    file = tmp_path / "data"
    file.write_text("not a folder")
    done = Commands(file, capsys).run(*command)
    assert done.status == 1
    assert done.err.splitlines()[0] == "Data folder is a file"
    assert str(file) in done.err
    assert file.read_text() == "not a folder"


def test_an_export_that_fails_names_the_folder(program: Commands, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "out.csv"
    done = program.run("export", "events", "--out", missing)
    assert done.status == 1
    assert str(missing.parent) in done.err
    done = program.run("export", "events", "--out", tmp_path)
    assert done.status == 1
    assert str(tmp_path.parent) in done.err


def test_the_passphrase_s_variable_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = Commands(tmp_path / "data", capsys)
    with opened(program.data_dir, passphrase="correct horse"):
        pass
    for given in (None, "wrong"):
        if given is not None:
            monkeypatch.setenv("FACEGATE_PASSPHRASE", given)
        done = program.run("people", "list")
        assert done.status == 1
        assert "FACEGATE_PASSPHRASE" in done.err


def test_a_folder_without_models_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, model = Commands(tmp_path / "data", capsys), ModelId("yunet-2023mar")
    outcomes = [
        (tmp_path / "stick", InstallReport(installed=[model], sources={model: "elsewhere"}), "is not a folder"),
        (tmp_path, InstallReport(installed=[model], sources={model: "elsewhere"}), "face_detection_yunet"),
        (tmp_path, InstallReport(missing={model: ModelError("Not installed", "No.", "Try.")}), "holds nothing that"),
        (tmp_path, InstallReport(installed=[model], sources={model: str(tmp_path)}), ""),
        (tmp_path, InstallReport(already=[model]), ""),
    ]
    for folder, report, said in outcomes:
        monkeypatch.setattr(ModelStore, "install", lambda *_, found=report, **__: found)
        err = program.run("models", "install", model, "--from", folder).err
        assert said in err
        assert (str(folder) in err) == bool(said)


def test_models_that_do_not_verify_have_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(tmp_path / "none"))
    done = Commands(tmp_path / "data", capsys).run("models", "verify")
    assert done.status == 1
    assert "facegate models install sface-2021dec-centred" in done.err.replace("yunet-2023mar ", "")


def test_everybody_who_looks_alike_is_told_but_never_logged(capsys: pytest.CaptureFixture[str]) -> None:
    ada, bea = (Subject(SubjectId(letter * 32), f"P-{letter}", f"Person {letter}", START) for letter in "ab")
    alike = [LookAlike(who, 0.3 + number, 0.17, Advice.SECOND_FACTOR) for number, who in enumerate((ada, bea))]
    error = AlreadyEnrolledError(ada, Known.FACE, alike)
    show_failure(error, as_json=False, log_file=None)
    said = capsys.readouterr().err.splitlines()
    assert "Looks like Person a (P-a): distance 0.30." in said
    assert "Looks like Person b (P-b): distance 1.30." in said
    assert [one["distance"] for one in as_record(error)["look_alikes"]] == [0.3, 1.3]
    assert "Person" not in error.text()
    assert "look_alikes" not in as_record(AlreadyEnrolledError(ada, Known.IDENTIFIER))
