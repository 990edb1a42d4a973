"""Which way people go: fixed by the gate, or said by a key, and never of the wrong person."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clocks import START, ManualClock
from helpers.world import MODEL, MemoryLog, subject

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore

ANN, BOB = subject(1), subject(2)
STRANGER = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, None, None)


class Gate:
    """A gate without a camera; expectations are kept."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.log = ManualClock(), MemoryLog()
        self.settings = SettingsStore(folder / "settings.toml")
        self.runner = RecognitionRunner(lambda *_: None, self.log, self.clock)  # type: ignore[arg-type,return-value]
        self.expected: list[tuple[SubjectId, float]] = []
        self.runner.handler.expect = lambda who, seconds: self.expected.append((who, seconds))  # type: ignore[method-assign]
        self.directions = GateDirections(self.settings, self.clock, self.runner)

    def set(self, direction: str) -> None:
        self.settings.replace(with_changes(self.settings.current, "gate", direction=direction, key_seconds=15.0))

    def see(self, who: SubjectId | None) -> Event:
        judgement = STRANGER if who is None else Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, 0.6, 0.5)
        draft = EventDraft(EventType.IDENTIFICATION, START, "stage:", TrackId(1), judgement, 1.1, MODEL)
        event = self.log.append(self.directions.stamp(draft)).result(5)
        self.runner.announce(event)
        return event


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path)


@pytest.mark.parametrize(("setting", "direction"), [("in", Direction.IN), ("out", Direction.OUT), ("unknown", None)])
def test_a_gate_says_which_way_whoever_it_knows_goes(gate: Gate, setting: str, direction: Direction | None) -> None:
    gate.set(setting)
    assert gate.see(ANN).direction is direction
    assert gate.see(None).direction is None
    refused = EventDraft(EventType.PIN, START, KEYPAD_SOURCE, sign_in=SignIn(SignInReason.WRONG_PIN, ANN))
    assert gate.directions.stamp(refused).direction is None
    lost = EventDraft(EventType.CAMERA_LOST, START, "stage:")
    assert gate.directions.stamp(lost) == lost


def test_a_key_counts_for_the_next_person_only(gate: Gate) -> None:
    gate.set("key")
    gate.directions.press(Direction.BREAK_START)
    assert gate.directions.chosen is Direction.BREAK_START
    assert gate.see(None).direction is None
    assert gate.see(ANN).direction is Direction.BREAK_START
    assert gate.see(BOB).direction is None
    assert gate.directions.chosen is None


def test_a_key_counts_for_its_seconds_and_can_be_taken_back(gate: Gate) -> None:
    gate.set("key")
    gate.directions.press(Direction.OUT)
    gate.clock.seconds += 15.1
    assert gate.directions.chosen is None
    assert gate.see(ANN).direction is None
    gate.directions.press(Direction.OUT)
    gate.directions.release()
    assert gate.see(ANN).direction is None


def test_whoever_was_recognised_before_the_key_is_looked_for_again(gate: Gate) -> None:
    gate.set("key")
    gate.see(ANN)
    gate.clock.seconds += 10.0
    gate.directions.press(Direction.OUT)
    assert gate.expected == [(ANN, 0.0)]
    assert gate.see(ANN).direction is Direction.OUT
    # Their way is known now: another key is for somebody else.
    gate.directions.press(Direction.IN)
    assert gate.expected == [(ANN, 0.0)]


def test_a_key_long_after_a_recognition_is_not_about_it(gate: Gate) -> None:
    gate.set("key")
    gate.see(ANN)
    gate.clock.seconds += 15.1
    gate.directions.press(Direction.OUT)
    assert gate.expected == []


def test_keys_mean_nothing_where_the_gate_does_not_ask(gate: Gate) -> None:
    gate.directions.press(Direction.OUT)
    assert gate.directions.chosen is None
    assert gate.see(ANN).direction is None
