"""Keys that say which way somebody goes, on the live page."""

from __future__ import annotations

from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facegate.domain.attendance.punches import Direction
from facegate.settings.model import with_changes
from facegate.ui.window import MainWindow

PATIENCE = 8000


def test_whoever_was_recognised_presses_a_key_and_is_recorded_with_it(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    keys = window.live.direction_keys
    assert not keys.isVisible()
    settings = gate.services.settings
    settings.replace(with_changes(settings.current, "gate", direction="key"))
    qtbot.waitUntil(keys.isVisible, timeout=PATIENCE)
    gate.add_person(1, "Ada Lindqvist", "P-7")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada Lindqvist", timeout=PATIENCE)
    assert [event.direction for event in gate.log.events if event.subject_id] == [None]
    leave = keys.keys[Direction.OUT]
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [event.direction for event in gate.log.events if event.subject_id][1:] == [Direction.OUT],
                    timeout=PATIENCE)  # fmt: skip
    qtbot.waitUntil(lambda: not leave.isChecked(), timeout=PATIENCE)


def test_a_key_pressed_twice_is_taken_back(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    settings = gate.services.settings
    settings.replace(with_changes(settings.current, "gate", direction="key"))
    keys = window.live.direction_keys
    qtbot.waitUntil(keys.isVisible, timeout=PATIENCE)
    pause, back = keys.keys[Direction.BREAK_START], keys.keys[Direction.BREAK_END]
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert pause.isChecked()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert (pause.isChecked(), back.isChecked()) == (False, True)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not back.isChecked()
    assert gate.services.directions.chosen is None
