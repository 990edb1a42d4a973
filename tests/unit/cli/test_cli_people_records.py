"""Listing, editing, suspending, declining and merging from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.data_folder import enrol, opened


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    folder = tmp_path / "data"
    with opened(folder) as storage:
        for number in (1, 2, 3):
            enrol(storage, number, references=number)
    return Commands(folder, capsys)


def found(program: Commands, *options: str) -> list[str]:
    return [each["person_id"] for each in program.ok("people", "list", "--json", *options).value]


def test_a_record_is_edited_and_found_by_what_was_entered(program: Commands) -> None:
    changed = program.ok(
        "people", "edit", "P-1", "--name", "Ünal 李", "--department", "Stores", "--add-group", "Night",
        "--card", "00-47 11", "--valid-until", "2030-01-31", "--note", "Works nights.", "--json",
    ).value  # fmt: skip
    assert changed["name"] == "Ünal 李"
    assert (changed["card"], changed["valid_until"], changed["revision"]) == ("004711", "2030-01-31", 2)
    for option in (("--department", "Stores"), ("--group", "Night"), ("--search", "4711"), ("--search", "üNAL sto")):
        assert found(program, *option) == ["P-1"]
    assert found(program, "--sort", "references", "--descending") == ["P-3", "P-2", "P-1"]
    shown = program.ok("people", "show", "P-1")
    for text in ("Ünal 李 (P-1)", "Stores", "Night", "004711", "2030-01-31", "Works nights.", "Enrolment"):
        assert text in shown.out
    cleared = program.ok(
        "people", "edit", "P-1", "--card", "none", "--group", "none", "--valid-until", "none", "--json"
    )
    assert (cleared.value["card"], cleared.value["groups"], cleared.value["valid_until"]) == (None, [], None)


def test_edits_that_cannot_be_are_refused(program: Commands) -> None:
    assert program.run("people", "edit", "P-1").status == 2
    assert program.run("people", "edit", "P-1", "--valid-from", "soon").status == 2
    taken = program.run("people", "edit", "P-1", "--id", "P-2")
    assert taken.status == 1
    assert "belongs to somebody" in taken.err
    assert found(program) == ["P-1", "P-2", "P-3"]


def test_suspending_resuming_and_declining(program: Commands) -> None:
    done = program.ok("people", "suspend", "P-1", "P-2", "--json").value
    assert all(each["suspended_at"] for each in done)
    assert found(program, "--state", "suspended") == ["P-1", "P-2"]
    program.ok("people", "resume", "P-2")
    assert found(program, "--state", "suspended") == ["P-1"]
    declined = program.ok("people", "decline", "P-3", "--json").value
    assert (declined["references"], declined["consent"]) == (0, "none")
    assert declined["declined_at"] is not None
    assert found(program, "--state", "no_face") == ["P-3"]
    assert "declined" in program.ok("people", "list").out


def test_merging_says_what_it_does_and_the_old_id_still_finds_the_person(program: Commands) -> None:
    program.ok("people", "edit", "P-2", "--card", "77")
    old = program.ok("people", "show", "P-2", "--json").value["subject_id"]
    tried = program.ok("people", "merge", "P-1", "P-2", "--dry-run", "--json").value
    assert tried["merged"] is False
    assert tried["conflicts"] == ["name", "identifier"]
    assert found(program) == ["P-1", "P-2", "P-3"]
    refused = program.run("people", "merge", "P-1", "P-2")
    assert refused.status == 1
    assert "could not be compared" in refused.err
    assert found(program) == ["P-1", "P-2", "P-3"]
    asked = ("people", "merge", "P-1", "P-2", "--take", "name", "--although-unlike", "--json")
    done = program.ok(*asked).value
    assert done["kept"]["name"] == "Person 2"
    assert (done["kept"]["card"], done["kept"]["references"]) == ("77", 3)
    assert found(program) == ["P-1", "P-3"]
    assert program.ok("people", "show", old, "--json").value["person_id"] == "P-1"
    again = program.run("people", "merge", "P-1", old)
    assert again.status == 1
    assert "One record already" in again.err
