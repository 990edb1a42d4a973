"""A guided enrolment from the window to recognition: real models, a camera that shows one person's photographs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.turning_person import find_turning_person, write_clip
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.bootstrap.wiring import open_services
from facegate.settings.model import with_changes
from facegate.settings.paths import Paths, program_models_dir
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from facegate.ui.session import ModelsState
from facegate.ui.window import MainWindow
from facegate.vision.store import ModelStore

PATIENCE = 20_000
"""Milliseconds: real models on a busy machine."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, models_dir: Path) -> Iterator[MainWindow]:
    services = open_services(Paths(tmp_path / "gate"), ModelStore(models_dir, program_models_dir()), read_only=False)
    made = MainWindow(services, lambda _folder: services)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.session.load_models()
    qtbot.waitUntil(lambda: made.session.models.state is ModelsState.READY, timeout=PATIENCE)
    yield made
    made.close()
    made.release()
    made.services.close()
    made.deleteLater()


def show_to_the_camera(window: MainWindow, clip: Path) -> None:
    store = window.services.settings
    store.replace(with_changes(store.current, "camera", source=str(clip)))


def test_somebody_who_turns_is_enrolled_and_recognised_on_another_photograph(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, test_data: Path
) -> None:
    person = window.services.runner.handler.use_vision(lambda vision: find_turning_person(test_data / "people", vision))
    show_to_the_camera(window, write_clip(tmp_path / "turning.avi", list(person.poses.values()), times=3))
    qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EnrolCameraDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    dialog.form.name.setText("Grace Okafor")
    dialog.form.identifier.setText("P-7")
    qtbot.waitUntil(lambda: dialog.taken.text() == "6 of 10 samples", timeout=PATIENCE)
    for _pose in ("up", "down"):
        dialog.skip_button.click()
    assert "up, down" in dialog.hint.text()
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: dialog.subject is not None, timeout=PATIENCE)
    (subject,) = window.services.people.search()
    references = window.services.people.references(subject.subject_id)
    assert {reference.pose for reference in references} == {"front", "left", "right"}
    assert len(references) == 5
    assert all(reference.predictor and 0.0 < (reference.predicted or 0.0) <= 1.0 for reference in references)
    (record,) = window.services.people.enrolments(subject.subject_id)
    assert record.skipped_poses == ("up", "down")
    window.show_page("live")
    show_to_the_camera(window, write_clip(tmp_path / "unused.avi", [person.unused], times=3))
    window.session.start_camera()
    qtbot.waitUntil(lambda: window.live.card.name == "Grace Okafor", timeout=PATIENCE)
    shown = window.live.card.event_shown
    assert shown is not None
    assert shown.source.endswith("unused.avi")
