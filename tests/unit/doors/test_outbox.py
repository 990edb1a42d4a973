from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from helpers.clocks import ManualClock

from facegate.doors import outbox as module
from facegate.doors.courier import Courier
from facegate.doors.outbox import Message, Outbox
from facegate.errors import DoorError


def message(name: str) -> Message:
    return Message(name, "d1", "front", 1.0, "2026-03-02T08:00:00+00:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "doors" / "front.jsonl"


def expired(outbox: Outbox) -> list[str]:
    """In the order in which they are told."""
    told = []
    while (each := outbox.oldest_expired()) is not None:
        told.append(each.decision)
        outbox.delivered(each.decision)
    return told


def test_everything_that_was_left_is_history_for_the_next_program(path: Path) -> None:
    outbox = Outbox(path)
    for name in "abc":
        outbox.put(message(name))
    outbox.delivered("b")
    assert outbox.oldest_expired() is None
    again = Outbox(path)
    again.open()
    assert len(again) == 2
    assert expired(again) == ["a", "c"]
    assert len(Outbox(path)) == 0
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_torn_costs_nothing_else(path: Path) -> None:
    outbox = Outbox(path)
    outbox.put(message("a"))
    with path.open("ab") as stream:
        stream.write(b'\n{"put": {"decision": "to')  # killed, or the disk was full
    outbox.put(message("b"))
    again = Outbox(path)
    again.open()
    assert expired(again) == ["a", "b"]


def test_lines_of_something_else_are_passed_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('[]\n17\nnull\n{"put": {"decision": 1}}\n{"what": 2}\n' + json.dumps({"done": "x"}))
    outbox = Outbox(path)
    outbox.open()
    assert len(outbox) == 0


def test_history_does_not_grow_for_ever(path: Path) -> None:
    outbox = Outbox(path)
    outbox.put(message("stays"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_HISTORY", 20)
        patch.setattr(module.os, "fsync", lambda _descriptor: None)
        for number in range(100):
            outbox.put(message(str(number)))
            outbox.delivered(str(number))
    assert len(path.read_bytes().split()) < 40
    again = Outbox(path)
    again.open()
    assert expired(again) == ["stays"]


def test_an_outbox_that_is_full_takes_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAPACITY", 2)
    outbox = Outbox(path)
    outbox.put(message("a"))
    outbox.put(message("b"))
    with pytest.raises(DoorError, match="2 messages wait"):
        outbox.put(message("c"))


def test_an_outbox_that_is_full_of_history_drops_the_oldest_and_opens_doors(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CAPACITY", 2)
    monkeypatch.setattr(module, "_HISTORY", 4)
    monkeypatch.setattr(module.os, "fsync", lambda _descriptor: None)
    outbox = Outbox(path)
    for number in range(20):
        outbox.put(message(str(number)))
        outbox.expire(str(number))
    assert len(path.read_bytes().split()) <= 2 + 4 + 2
    again = Outbox(path)
    again.open()
    assert expired(again) == ["18", "19"]


def test_a_disk_that_takes_nothing_is_said(path: Path) -> None:
    outbox = Outbox(path)
    outbox.open()
    path.unlink()
    path.mkdir()
    with pytest.raises(DoorError, match="cannot be read or written"):
        outbox.put(message("a"))
    assert len(outbox) == 0


def test_a_receiver_that_is_away_all_night_hears_everything_soon_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.os, "fsync", lambda _descriptor: None)
    clock, away, told = ManualClock(), True, []

    def send(each: Message) -> None:
        if away:
            raise DoorError("Away", "It is away.", "Wait.")
        told.append(each.decision)

    outbox = Outbox(path)
    for number in range(50):
        outbox.put(message(str(number)))
        outbox.expire(str(number))
    courier = Courier("front", outbox, send)
    attempts = 0
    while clock.seconds < 100.0 + 10 * 3600:
        clock.seconds += courier.step()
        attempts += 1
    assert 10 * 3600 / 300 < attempts < 10 * 3600 / 150 + 15
    assert len(outbox) == 50
    away = False
    while len(outbox):
        clock.seconds += courier.step()
    assert clock.seconds <= 100.0 + 10 * 3600 + 300.0
    assert sorted(told, key=int) == [str(number) for number in range(50)]


def test_one_that_is_never_taken_does_not_stand_before_the_others(path: Path) -> None:
    told = []

    def send(each: Message) -> None:
        if each.decision == "poison":
            raise DoorError("Refused", "No.", "Look.")
        told.append(each.decision)

    outbox = Outbox(path)
    for name in ("poison", "a", "b"):
        outbox.put(message(name))
        outbox.expire(name)
    courier = Courier("front", outbox, send)
    for _ in range(3):
        courier.step()
    assert told == ["a", "b"]
    assert len(outbox) == 1
