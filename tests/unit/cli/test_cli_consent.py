"""The consent texts from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clocks import ManualClock
from helpers.commands import Commands
from helpers.data_folder import enrol, opened, sample

from facegate.domain.consent_texts import ConsentFacts
from facegate.domain.profiles import Profile
from facegate.pipeline.consent import ConsentTexts, consent_record
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore

OWN = "We compute numbers from your face and keep them until you tell {contact} to stop. {controller} is responsible.\n"


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    folder = tmp_path / "data"
    with opened(folder) as storage:
        enrol(storage, 1)
        enrol(storage, 2)
    return Commands(folder, capsys)


def test_texts_are_set_shown_and_listed(program: Commands, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("\ufeff" + OWN.replace("\n", "\r\n"), "utf-8")
    done = program.ok("consent", "set", file, "--language", "DE", "--json")
    assert done.value == {"version": "site-1", "language": "de", "new": True, "people_with_another_text": 2}
    assert "names nobody" in done.err
    assert program.ok("consent", "set", file, "--language", "de", "--json").value["new"] is False
    store = SettingsStore(program.data_dir / "settings.toml")
    store.replace(with_changes(store.current, "consent", controller="Example Ltd", contact="desk 3"))
    shown = program.ok("consent", "show", "--language", "de", "--json").value
    assert shown["text"] == OWN.format(controller="Example Ltd", contact="desk 3").strip()
    assert "{contact}" in program.ok("consent", "show", "--language", "de", "--template").out
    assert "Widerruf" in program.ok("consent", "show", "--language", "de", "--version", "default-2").out
    assert "Example Ltd" in program.ok("consent", "show").out
    listed = program.ok("consent", "list", "--json")
    assert {(row["language"], row["version"]) for row in listed.value if row["in_force"]} == {
        ("de", "site-1"), ("en", "default-2")
    }  # fmt: skip
    assert "2 people last agreed to another text" in listed.err


def test_what_cannot_be_used_is_said_and_changes_nothing(program: Commands, tmp_path: Path) -> None:
    short, binary = tmp_path / "short.txt", tmp_path / "binary.txt"
    short.write_text("I agree.")
    binary.write_bytes(b"\xff\xfe\x00" * 100)
    for arguments, part in (
        (("set", short, "--language", "de"), "fewer than"),
        (("set", binary, "--language", "de"), "not UTF-8"),
        (("set", tmp_path / "none.txt", "--language", "de"), "cannot be read"),
        (("set", short, "--language", "../de"), "no tag"),
        (("show", "--language", "fr"), "no consent text"),
    ):
        done = program.run("consent", *arguments)
        assert (done.status, part in done.err) == (1, True), done.err
    assert not (program.data_dir / "consent").exists()


def test_the_text_that_somebody_agreed_to_can_be_shown(program: Commands, tmp_path: Path) -> None:
    texts = ConsentTexts(program.data_dir / "consent", ConsentFacts)
    shown = texts.current("de")
    consent = consent_record(shown, attested=True, actor="desk", clock=ManualClock())
    texts.keep(consent)
    with opened(program.data_dir) as storage:
        storage.people.add(Profile("Ada", "A-1"), [sample(9)], consent, "desk")
        storage.people.add(Profile("Bea", "B-1"), [], None, "desk")
    assert program.ok("consent", "show", "--of", "A-1", "--json").value["text"] == shown.text
    assert "Widerruf" in program.ok("consent", "show", "--of", "A-1").out
    assert "agreed to nothing" in program.run("consent", "show", "--of", "B-1").err
    assert "not there any more" in program.run("consent", "show", "--of", "P-1").err
