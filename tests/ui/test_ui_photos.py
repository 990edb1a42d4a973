"""Enrolling from photographs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers.ui_fakes import Actor, Gate, save_photo
from helpers.world import GOOD
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from facegate.ui.dialogs.enrol_photos import MAX_PHOTOGRAPHS, EnrolPhotosDialog
from facegate.ui.window import MainWindow

PATIENCE = 8000


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> EnrolPhotosDialog:
    made = window.enrol_from_photographs()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def photos(gate: Gate, tmp_path: Path) -> dict[str, Path]:
    """Two good ones of one person, one of another, and what cannot be used."""
    stage, folder = gate.stage, tmp_path
    (folder / "broken.jpg").write_bytes(b"not a picture")
    dark = replace(GOOD, brightness=5.0)
    return {
        "good": save_photo(stage, folder / "好 photo.png", Actor(7), number=60001),
        "second": save_photo(stage, folder / "second.png", Actor(7, 300), number=60002),
        "other": save_photo(stage, folder / "other.png", Actor(8), number=60003),
        "empty": save_photo(stage, folder / "empty.png", number=60004),
        "two": save_photo(stage, folder / "two.png", Actor(7, 250), Actor(8, 700), number=60005),
        "dark": save_photo(stage, folder / "dark.png", Actor(7, quality=dark), number=60006),
        "broken": folder / "broken.jpg",
        "gone": folder / "gone.jpg",
    }


def settled(dialog: EnrolPhotosDialog) -> bool:
    return all(item.handle is None or not item.handle.running for item in dialog.items())


def add(dialog: EnrolPhotosDialog, qtbot: QtBot, *paths: Path) -> None:
    dialog.form.consent.setChecked(True)
    dialog.add(paths)
    qtbot.waitUntil(lambda: settled(dialog), timeout=PATIENCE)


def test_good_photographs_enrol_a_person_vouched_for(
    window: MainWindow, dialog: EnrolPhotosDialog, gate: Gate, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    add(dialog, qtbot, photos["good"], photos["second"])
    assert [item.verdict for item in dialog.items()] == ["Can be used", "Can be used"]
    dialog.form.name.setText("‮Grace")
    dialog.form.identifier.setText("P-7")
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: bool(gate.store.people), timeout=PATIENCE)
    (subject,) = gate.store.people.values()
    assert (subject.name, subject.references) == ("Grace", 2)
    ((consent,),) = gate.store.given_consents.values()
    assert consent.attested
    gate.stage.actors = (Actor(7),)
    qtbot.waitUntil(lambda: window.live.card.name == "Grace", timeout=PATIENCE)


def test_each_photograph_that_cannot_be_used_says_why(
    dialog: EnrolPhotosDialog, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    names = ("empty", "two", "dark", "broken", "gone")
    add(dialog, qtbot, *(photos[name] for name in names))
    verdicts = dict(zip(names, (item.verdict for item in dialog.items()), strict=True))
    assert verdicts["empty"].startswith("No face was found. Use a picture")
    assert verdicts["two"].startswith("It shows several faces.")
    assert verdicts["dark"].startswith("The face is too dark.")
    assert "not a picture" in verdicts["broken"]
    assert len(set(verdicts.values())) == len(names)
    assert dialog.samples() == []
    assert not dialog.enrol_button.isEnabled()


def test_photographs_of_two_people_are_refused_until_one_is_removed(
    dialog: EnrolPhotosDialog, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    add(dialog, qtbot, photos["good"], photos["second"], photos["other"])
    qtbot.waitUntil(lambda: dialog.verdict.isVisible(), timeout=PATIENCE)
    assert "same person" in dialog.verdict.text
    dialog.list.item(2).setSelected(True)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.list.count() == 2
    qtbot.wait(100)
    assert not dialog.verdict.isVisible()


def test_a_known_face_is_refused_with_the_name(
    dialog: EnrolPhotosDialog, gate: Gate, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    gate.add_person(7, "Grace Okafor")
    add(dialog, qtbot, photos["good"])
    qtbot.waitUntil(lambda: "Grace Okafor" in dialog.verdict.text, timeout=PATIENCE)


def test_photographs_wait_for_consent_and_go_with_it(
    dialog: EnrolPhotosDialog, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    assert not dialog.add_button.isEnabled()
    dialog.add([photos["good"]])
    assert dialog.list.count() == 0
    add(dialog, qtbot, photos["good"], photos["good"])
    assert dialog.list.count() == 1
    dialog.form.consent.setChecked(False)
    assert dialog.list.count() == 0
    assert dialog.samples() == []


def test_cancel_leaves_nothing_even_while_photographs_are_looked_at(
    dialog: EnrolPhotosDialog, gate: Gate, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    dialog.form.consent.setChecked(True)
    dialog.add([photos[name] for name in ("good", "second", "other", "empty")])
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE)
    assert not gate.store.people


def test_files_are_picked_in_a_dialog_or_dropped(
    dialog: EnrolPhotosDialog, qtbot: QtBot, photos: dict[str, Path]
) -> None:
    dialog.form.consent.setChecked(True)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None, timeout=PATIENCE)
    picker = dialog.findChild(QFileDialog)
    picker.filesSelected.emit([str(photos["good"])])
    picker.close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photos["second"])), QUrl("https://example.org/a.jpg")])
    copy, left, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), copy, data, left, keys))
    qtbot.waitUntil(lambda: settled(dialog), timeout=PATIENCE)
    assert [item.path for item in dialog.items()] == [photos["good"], photos["second"]]


def test_no_more_photographs_than_make_sense(dialog: EnrolPhotosDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.consent.setChecked(True)
    dialog.add([tmp_path / f"{number}.jpg" for number in range(MAX_PHOTOGRAPHS + 5)])
    assert dialog.list.count() == MAX_PHOTOGRAPHS
    assert not dialog.add_button.isEnabled()
    qtbot.waitUntil(lambda: settled(dialog), timeout=PATIENCE)
