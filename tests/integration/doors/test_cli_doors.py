from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from helpers.commands import Commands
from helpers.data_folder import opened
from helpers.door_receiver import Receiver, answers
from helpers.serial_pair import SerialPair

from facegate.domain.events import EventFilter, EventType
from facegate.domain.records import DoorRecord, DoorVerdict
from facegate.settings.doors import DoorSettings, OutputSettings, SerialOutput, WebhookOutput
from facegate.settings.store import SettingsStore

ON, OFF = b"\xa0\x01\x01\xa2", b"\xa0\x01\x00\xa1"


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    folder = tmp_path / "data"
    with opened(folder):
        pass
    return Commands(folder, capsys)


def use(program: Commands, *outputs: OutputSettings, dry_run: bool = False) -> None:
    store = SettingsStore(program.data_dir / "settings.toml")
    doors = DoorSettings(dry_run=dry_run, outputs=outputs)
    store.replace(store.current.model_copy(update={"doors": doors}))


def logged(program: Commands) -> list[DoorRecord]:
    with opened(program.data_dir) as storage:
        doors = [event.door for event in storage.events.query(EventFilter()) if event.type is EventType.DOOR]
    return [each for each in doors if each is not None]


def test_a_pulse_by_hand_moves_the_relay_once_and_is_logged(program: Commands) -> None:
    pair = SerialPair()
    use(program, SerialOutput(name="front", port=pair.port))
    done = program.ok("doors", "pulse", "front", "--seconds", "0.1", "--yes", "--json")
    assert {key: done.value[key] for key in ("output", "outcome", "seconds")} == {
        "output": "front", "outcome": "sent", "seconds": 0.1,
    }  # fmt: skip
    assert done.value["latency_s"] >= 0.0
    assert pair.read(16) == OFF + ON + OFF + OFF
    first = logged(program)[0]
    assert (first.place, first.verdict) == ("front", DoorVerdict.OPENED)
    assert first.actor
    assert "can be used" in program.ok("doors", "test", "front").out
    assert ON not in pair.read(8)
    pair.unplug()
    failed = program.run("doors", "test", "front")
    assert failed.status == 1
    assert "cannot be opened" in failed.err


def test_nothing_moves_on_a_dry_run(program: Commands) -> None:
    pair = SerialPair()
    use(program, SerialOutput(name="front", port=pair.port), dry_run=True)
    assert "nothing was moved" in program.ok("doors", "pulse", "front", "--yes").out
    assert pair.is_quiet()
    assert "dry run" in program.ok("doors", "list").out
    pair.unplug()


def test_outputs_are_listed_with_what_they_lack_and_reached_once_they_have_it(
    program: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.ok("doors", "list", "--json").value == {"dry_run": True, "outputs": []}
    receiver = Receiver()
    use(program, WebhookOutput(name="yard", url=receiver.url))
    (shown,) = program.ok("doors", "list", "--json").value["outputs"]
    assert shown == {
        "name": "yard", "kind": "webhook", "place": f"http://127.0.0.1:{receiver.port}/open", "dry_run": False,
        "secret": "missing",
    }  # fmt: skip
    assert "has no secret" in program.run("doors", "test", "yard").err
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert program.run("doors", "secret", "yard").status == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("a secret of both sides\n"))
    done = program.ok("doors", "secret", "yard")
    assert "a secret of both sides" not in done.out + done.err
    program.ok("doors", "test", "yard")
    assert receiver.next().fields == {"version": 1, "type": "test", "output": "yard"}
    receiver.usually = answers(401)
    assert "status 401" in program.run("doors", "test", "yard").err
    assert len(program.ok("doors", "secret", "yard", "--make", "--json").value["secret"]) >= 43
    assert program.ok("doors", "list", "--json").value["outputs"][0]["secret"] == "set"
    receiver.close()


def test_an_output_that_is_not_there_is_named(program: Commands) -> None:
    for command, *options in (["test"], ["pulse", "--yes"], ["secret", "--make"]):
        done = program.run("doors", command, "cellar", *options)
        assert done.status == 1
        assert "There is no output 'cellar'" in done.err
