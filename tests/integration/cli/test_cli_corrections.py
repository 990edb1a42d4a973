"""`facegate events` on a data folder."""

from __future__ import annotations

import json
from pathlib import Path

import keyring
import pytest
from helpers.data_folder import enrol, identified, opened
from keyring.backends.fail import Keyring

from facegate.bootstrap.backend import ProgramBackend
from facegate.cli.app import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two people; the first was identified once."""
    keyring.set_keyring(Keyring())
    with opened(tmp_path) as storage:
        one, _ = enrol(storage, 1)
        enrol(storage, 2)
        storage.events.append(identified(one.subject_id)).result(5)
    return tmp_path


def test_events_are_listed_corrected_and_undone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*arguments: str) -> tuple[int, object]:
        status = run(ProgramBackend(), ["--data-dir", str(folder), *arguments, "--json"])
        return status, json.loads(capsys.readouterr().out or "null")

    def people() -> list[str | None]:
        _, listed = call("people", "list")
        return [each["last_seen"] for each in listed]  # type: ignore[attr-defined]

    _, (event,) = call("events", "list")  # type: ignore[misc]
    number = event["event_id"]
    assert (event["person_id"], event["corrected"]) == ("P-1", None)
    status, correction = call("events", "correct", number, "--is", "P-2")
    assert status == 0
    assert (correction["corrects"], correction["verdict"], correction["person_id"]) == (number, "is", "P-2")  # type: ignore[index]
    _, listed = call("events", "list")
    assert listed[0]["person_id"] == "P-1"  # type: ignore[index]
    assert listed[0]["corrected"]["person_id"] == "P-2"  # type: ignore[index]
    assert [each is not None for each in people()] == [False, True]
    assert call("events", "undo", number)[0] == 0
    assert call("events", "undo", number)[0] == 1
    assert [each is not None for each in people()] == [True, False]
    assert call("events", "correct", number, "--not-this-person", "--keep-negative")[0] == 1  # no look was kept
    assert call("events", "correct", number, "--not-this-person")[0] == 0
    assert call("events", "correct", number)[0] == 2
    assert call("events", "correct", number, "--not-this-person", "--add-reference")[0] == 2
    _, listed = call("events", "list")
    assert [each["verdict"] for each in listed] == [None, "is", "undone", "not_this_person"]  # type: ignore[attr-defined]


def test_one_reference_is_removed_and_the_last_one_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--data-dir", str(folder), "people", "references", "remove", "P-1"]
    assert run(ProgramBackend(), [*command, "1"]) == 0
    assert run(ProgramBackend(), [*command, "2"]) == 1
    assert "Last reference" in capsys.readouterr().err
    assert run(ProgramBackend(), ["--data-dir", str(folder), "people", "ageing", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
