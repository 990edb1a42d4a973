"""The whole program in its window: real models, real database, a recording or the demo as camera."""

from __future__ import annotations

import csv
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.program import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.bootstrap.wiring import open_services
from facegate.domain.events import EventFilter
from facegate.domain.identification import Outcome
from facegate.pipeline.results import CameraState
from facegate.pipeline.services import Services
from facegate.settings.paths import Paths, program_models_dir
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from facegate.ui.session import ModelsState
from facegate.ui.window import MainWindow
from facegate.vision.store import ModelStore

PATIENCE = 20_000
"""Milliseconds: real models on a busy machine."""


def services_in(folder: Path, models_dir: Path) -> Services:
    return open_services(Paths(folder), ModelStore(models_dir, program_models_dir()), read_only=False)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, models_dir: Path) -> Iterator[MainWindow]:
    made = MainWindow(services_in(tmp_path / "gate", models_dir), lambda folder: services_in(folder, models_dir))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    qtbot.waitUntil(lambda: made.session.models.state is ModelsState.READY, timeout=PATIENCE)
    yield made
    made.close()
    made.release()
    made.services.close()
    made.deleteLater()


def enrol(window: MainWindow, qtbot: QtBot, name: str, number: str) -> None:
    """By keyboard alone."""
    qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EnrolCameraDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), name)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), number)
    qtbot.waitUntil(lambda: dialog.skip_button.isEnabled() or dialog.enrol_button.isEnabled(), timeout=PATIENCE)
    while dialog.skip_button.isEnabled():
        dialog.skip_button.click()
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1, timeout=PATIENCE)


def export(window: MainWindow, qtbot: QtBot, out: Path) -> list[dict[str, str]]:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, "e", Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(out))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    return list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))


def choose_camera(window: MainWindow, qtbot: QtBot, source: str) -> None:
    window.show_page("settings")
    line = window.settings.rows["camera.source"].editor.focus_target()
    line.setFocus()
    qtbot.keyClick(line, "a", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, source)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_from_the_demo_camera_to_the_csv(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choose_camera(window, qtbot, "demo:")
    window.show_page("live")
    qtbot.waitUntil(lambda: window.live.card.name == "Unknown person", timeout=PATIENCE)
    enrol(window, qtbot, "Eileen Collins", "A-1")
    qtbot.waitUntil(lambda: window.live.card.name == "Eileen Collins", timeout=PATIENCE)
    qtbot.waitUntil(lambda: any(x.title == "Eileen Collins" for x in window.live.video.labels), timeout=PATIENCE)
    (row,) = export(window, qtbot, tmp_path / "attendance.csv")
    assert (row["name"], row["person_id"]) == ("Eileen Collins", "A-1")
    window.show_page("events")
    qtbot.waitUntil(lambda: window.events.model.rowCount() >= 2, timeout=PATIENCE)
    assert window.services.events.verify() >= 2
    (subject,) = window.services.people.search()
    dialog = window.erase(subject)
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: window.people.nobody.isVisibleTo(window.people), timeout=PATIENCE)
    qtbot.waitUntil(lambda: any(x.title == "Not identified" for x in window.live.video.labels), timeout=PATIENCE)


def test_a_recording_as_camera_enrolment_recognition_and_csv(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, test_data: Path
) -> None:
    clip = test_data / "video" / "talking" / "d14.mp4"
    choose_camera(window, qtbot, str(clip))
    runner = window.services.runner
    qtbot.waitUntil(
        lambda: runner.status.source is not None and clip.name in runner.status.source.spec, timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: runner.status.camera is CameraState.RUNNING, timeout=PATIENCE)
    window.show_page("live")
    enrol(window, qtbot, "Grace Okafor", "P-7")
    if runner.status.camera is CameraState.ENDED:
        window.session.start_camera()
    qtbot.waitUntil(lambda: window.live.card.name == "Grace Okafor", timeout=PATIENCE)
    shown = window.live.card.event_shown
    assert shown is not None
    assert shown.distance is not None
    assert shown.distance < 0.8
    (row,) = export(window, qtbot, tmp_path / "attendance.csv")
    assert (row["name"], row["sightings"]) == ("Grace Okafor", "1")
    logged = list(window.services.events.query(EventFilter(results=(Outcome.IDENTIFIED,))))
    assert [event.event_id for event in logged] == [shown.event_id]
    assert window.services.people.consents(logged[0].subject_id)[0].attested is False


def test_moving_to_another_folder_and_back_keeps_everybody(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choose_camera(window, qtbot, "demo:")
    enrol(window, qtbot, "Eileen Collins", "A-1")
    first, second = window.services.paths.data_dir, tmp_path / "second"
    window.move_to(second)
    qtbot.waitUntil(lambda: window.services.paths.data_dir == second, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.people.stack.currentWidget() is window.people.nobody, timeout=PATIENCE)
    window.move_to(first)
    qtbot.waitUntil(lambda: window.services.paths.data_dir == first, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live.card.name == "Eileen Collins", timeout=PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
@pytest.mark.parametrize("moment", [0.3, 0.8, 8.0])
def test_the_program_ends_on_a_signal_at_any_time_without_a_word(
    tmp_path: Path, models_dir: Path, moment: float
) -> None:
    with Program(tmp_path / "gate", models_dir).running() as process:
        time.sleep(moment)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
    assert "Traceback" not in err
    assert "QBackingStore" not in err
    assert out == ""
