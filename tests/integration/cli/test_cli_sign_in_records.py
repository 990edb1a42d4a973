"""`facegate people add` and `people pin`: records of people who sign in without a face."""

from __future__ import annotations

import getpass
import io
import json
import sys
from pathlib import Path

import keyring
import pytest
from helpers.commands import Commands
from helpers.data_folder import opened
from keyring.backends.fail import Keyring

PIN = "8395"


class Typed(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    keyring.set_keyring(Keyring())
    return Commands(tmp_path, capsys)


def stored(folder: Path) -> tuple[object, str | None]:
    with opened(folder) as storage:
        subject = storage.people.find("20418")
        assert subject is not None
        return subject, storage.people.pin_hash(subject.subject_id)


def test_somebody_who_declines_gets_a_record_with_card_and_pin(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
    added = commands.ok(
        "people", "add", "Bo Nkemelu", "--id", "20418", "--card", "00-0471 1225", "--group", "Night",
        "--valid-until", "2030-12-31", "--declines-face", "--pin-stdin", "--json",
    )  # fmt: skip
    record = json.loads(added.out)
    assert (record["card"], record["declined"], record["has_pin"]) == ("0004711225", True, True)
    subject, known = stored(commands.data_dir)
    assert (subject.references, subject.groups) == (0, ("Night",))  # type: ignore[attr-defined]
    assert known is not None
    assert known.startswith("$argon2id$")
    again = commands.run("people", "add", "Somebody", "--id", "7", "--card", "0004711225")
    assert again.status == 1
    assert "card" in again.err


def test_a_pin_is_set_and_taken_away(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    added = commands.ok("people", "add", "Bo Nkemelu", "--id", "20418")
    assert "neither a card nor a PIN" in added.err
    monkeypatch.setattr(sys, "stdin", io.StringIO("1111\n"))
    refused = commands.run("people", "pin", "20418")
    assert refused.status == 1
    assert "repeats" in refused.err
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert commands.run("people", "pin", "20418").status == 2
    monkeypatch.setattr(sys, "stdin", Typed())
    answers = iter([PIN, "9395", PIN, PIN])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    assert "do not agree" in commands.run("people", "pin", "20418").err
    done = commands.ok("people", "pin", "20418", "--json")
    assert json.loads(done.out)["has_pin"] is True
    assert PIN not in done.out + done.err
    assert stored(commands.data_dir)[1] is not None
    commands.ok("people", "pin", "20418", "--clear")
    assert stored(commands.data_dir)[1] is None
