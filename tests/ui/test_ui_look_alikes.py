"""Look-alikes in the window: at an enrolment, and as a list; and what is told when."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from helpers.enrolling import skip_the_rest
from helpers.ui_fakes import Actor, Gate, save_photo
from helpers.world import person_vector
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facegate.domain.ids import ModelId
from facegate.domain.people import NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.domain.templates import normalised
from facegate.errors import StorageError
from facegate.pipeline.consent import default_consent
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from facegate.ui.dialogs.look_alikes import LookAlikesDialog
from facegate.ui.notices import NoticeBar
from facegate.ui.viewmodels.people_columns import Column
from facegate.ui.views.people import PeoplePage
from facegate.ui.window import MainWindow

PATIENCE = 8000
MODEL = ModelId("sface-2021dec-centred")


def add_twin(gate: Gate, person: int, distance: float, name: str) -> None:
    """Enrol somebody whose reference is that far from the person's own."""
    own = person_vector(person)
    aside = np.random.default_rng((person, 1)).normal(size=own.size).astype(np.float32)
    aside -= (aside @ own) * own
    aside /= np.linalg.norm(aside)
    cosine = 1 - distance / 2
    template = normalised(MODEL, (cosine * own + np.sqrt(1 - cosine**2) * aside).astype(np.float32))
    consent = default_consent(attested=True, actor="tester", clock=gate.clock)
    subject, references = gate.store.add(
        Profile(name, name.upper()), [NewReference(template, 0.9, SampleSource.PHOTO)], consent, "tester"
    )
    gate.services.directory.put(subject)
    gate.services.runner.handler.engine.gallery.add(references)


def complete(window: MainWindow, gate: Gate, qtbot: QtBot, actor: Actor) -> EnrolCameraDialog:
    gate.stage.actors = (actor,)
    dialog = window.enrol()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.consent.setChecked(True)
    dialog.form.name.setText("Bea")
    dialog.form.identifier.setText("P-2")
    skip_the_rest(dialog, qtbot)
    return dialog


def texts(dialog: EnrolCameraDialog) -> str:
    return " ".join(label.text() for label in dialog.look_alikes.findChildren(QLabel))


def test_a_twin_is_enrolled_once_it_is_said_that_this_is_another_person(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.add_person(1, "Ada", "P-1")
    dialog = complete(window, gate, qtbot, Actor(1))
    panel = dialog.look_alikes
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE)
    (alike,) = panel.people
    assert alike.subject.name == "Ada"
    assert f"{alike.distance:.2f}" in texts(dialog)
    assert "Ada" in texts(dialog)
    assert not dialog.enrol_button.isEnabled()
    panel.confirm.setFocus()
    qtbot.keyClick(panel.confirm, Qt.Key.Key_Space)
    assert dialog.enrol_button.isEnabled()
    assert "enrolled already" not in dialog.hint.text()
    panel.confirm.setChecked(False)
    assert not dialog.enrol_button.isEnabled()
    assert "enrolled already" in dialog.hint.text()
    panel.confirm.setChecked(True)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: len(gate.store.people) == 2, timeout=PATIENCE)
    assert gate.store.allowed_look_alikes == 1, "the choice is audited"


def test_that_this_is_another_person_holds_for_these_samples_only(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada", "P-1")
    dialog = complete(window, gate, qtbot, Actor(1))
    qtbot.waitUntil(dialog.look_alikes.isVisible, timeout=PATIENCE)
    dialog.look_alikes.confirm.setChecked(True)
    dialog.again_button.click()
    assert not dialog.look_alikes.confirmed
    assert not dialog.look_alikes.isVisible()
    skip_the_rest(dialog, qtbot)
    qtbot.waitUntil(dialog.look_alikes.isVisible, timeout=PATIENCE)
    assert not dialog.enrol_button.isEnabled()
    assert gate.store.allowed_look_alikes == 0


def test_everybody_alike_is_listed_and_those_who_do_not_match_only_told(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    for number, distance in enumerate((1.30, 1.31, 1.32, 1.33, 1.34)):
        add_twin(gate, 1, distance, f"alike{number}")
    dialog = complete(window, gate, qtbot, Actor(1))
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    qtbot.waitUntil(dialog.look_alikes.isVisible, timeout=PATIENCE)
    assert len(dialog.look_alikes.people) == 5
    assert "and 2 more" in texts(dialog)
    assert not dialog.look_alikes.confirm.isVisible(), "nothing is to be said where the face is not known"
    assert dialog.enrol_button.isEnabled()


def test_twins_from_photographs(window: MainWindow, gate: Gate, qtbot: QtBot, tmp_path: Path) -> None:
    gate.add_person(1, "Ada", "P-1")
    photo = save_photo(gate.stage, tmp_path / "twin.png", Actor(1))
    dialog = window.enrol_from_photographs()
    qtbot.waitExposed(dialog)
    dialog.form.consent.setChecked(True)
    dialog.form.name.setText("Bea")
    dialog.form.identifier.setText("P-2")
    dialog.add([photo])
    qtbot.waitUntil(dialog.look_alikes.isVisible, timeout=PATIENCE)
    dialog.look_alikes.confirm.setChecked(True)
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.list.selectAll()
    dialog.remove_button.click()
    assert not dialog.look_alikes.isVisible()
    assert not dialog.enrol_button.isEnabled()
    dialog.add([photo])
    qtbot.waitUntil(dialog.look_alikes.isVisible, timeout=PATIENCE)
    dialog.look_alikes.confirm.setChecked(True)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: len(gate.store.people) == 2, timeout=PATIENCE)


@pytest.fixture
def pairs(window: MainWindow, gate: Gate, qtbot: QtBot) -> LookAlikesDialog:
    gate.add_person(1, "Ada", "P-1")
    add_twin(gate, 1, 0.2, "twin")
    add_twin(gate, 1, 1.25, "cousin")
    gate.add_person(5, "Zoe & Co", "Z&5")
    window.show_page("people")
    window.people.refresh()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 4, timeout=PATIENCE)
    window.people.look_alikes.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LookAlikesDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0, timeout=PATIENCE)
    return dialog


def test_the_pairs_are_listed_with_what_to_do(pairs: LookAlikesDialog) -> None:
    model = pairs.model
    rows = [[str(model.data(model.index(row, column))) for column in range(5)] for row in range(model.rowCount())]
    assert {rows[0][0], rows[0][1]} == {"Ada (P-1)", "twin (TWIN)"} or "Ada" in rows[0][0]
    assert rows[0][2] == "0.20"
    assert "card or a PIN" in rows[0][4]
    assert [float(row[2]) for row in rows] == sorted(float(row[2]) for row in rows)
    assert "1.10" in pairs.summary.text()
    assert "enrolled twice" in pairs.verdict.text
    assert pairs.chosen is model.pairs[0]


def test_a_person_of_a_pair_is_shown_among_the_people(
    pairs: LookAlikesDialog, window: MainWindow, qtbot: QtBot
) -> None:
    second = pairs.model.pairs[0].second
    pairs.second_button.click()
    qtbot.waitUntil(
        lambda: window.people.chosen is not None and window.people.chosen.subject_id == second.subject_id,
        timeout=PATIENCE,
    )


def test_nobody_alike_is_said(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    gate.add_person(5, "Bo")
    dialog = window.look_alikes()
    qtbot.waitUntil(dialog.nobody.isVisible, timeout=PATIENCE)
    assert not dialog.first_button.isVisible()
    assert dialog.chosen is None


def test_an_error_is_told_in_the_dialog(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_model: ModelId) -> None:
        raise StorageError("Unreadable", "The disk does not answer.", "Check it.")

    monkeypatch.setattr(gate.store, "references", broken)
    dialog = window.look_alikes()
    qtbot.waitUntil(dialog.nobody.isVisible, timeout=PATIENCE)
    assert "The disk does not answer." in " ".join(label.text() for label in dialog.nobody.findChildren(QLabel))


def test_closing_the_dialog_stops_the_search(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.add_person(1, "Ada")
    stopped = threading.Event()

    def endless(within: float | None = None, most: int = 0, progress: Callable[[int, int], None] = print) -> None:
        try:
            while True:
                progress(1, 2)
        finally:
            stopped.set()

    monkeypatch.setattr(gate.services.people.look_alikes, "pairs", endless)
    dialog = window.look_alikes()
    qtbot.waitUntil(lambda: dialog.bar.value() == 500, timeout=PATIENCE)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert stopped.wait(PATIENCE / 1000)


def test_last_seen_follows_identifications(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = gate.add_person(1, "Ada")
    gate.add_person(5, "Bo")
    page: PeoplePage = window.people
    window.show_page("people")
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=PATIENCE)
    before = str(page.model.data(page.model.index(0, Column.LAST_SEEN)))
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: str(page.model.data(page.model.index(0, Column.LAST_SEEN))) != before, timeout=PATIENCE)
    assert str(datetime.now(UTC).year) in str(page.model.data(page.model.index(0, Column.LAST_SEEN)))
    assert str(page.model.data(page.model.index(1, Column.LAST_SEEN))) == before
    newest = page.model.subject(0)
    page.model.seen(ada.subject_id, newest.last_seen - timedelta(days=1))
    assert page.model.subject(0) == newest, "an older moment changes nothing"


class Held:
    """A method that waits to be let go."""

    def __init__(self, real: Callable[..., object]) -> None:
        self.real = real
        self.go = threading.Event()

    def __call__(self, *given: object, **named: object) -> object:
        assert self.go.wait(10)
        return self.real(*given, **named)


def test_escape_does_not_close_over_an_erasure_or_a_renaming(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = gate.add_person(1, "Ada")
    renaming, erasing = Held(gate.store.update), Held(gate.store.erase)
    monkeypatch.setattr(gate.store, "update", renaming)
    monkeypatch.setattr(gate.store, "erase", erasing)
    rename = window.edit(ada)
    rename.form.name.setText("Ada L")
    rename.save_button.click()
    assert not rename.save_button.isEnabled()
    erase = window.erase(ada)
    erase.erase_button.click()
    for dialog in (rename, erase):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.close()
        assert dialog.isVisible()
        assert not dialog.cancel_button.isEnabled()
    renaming.go.set()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].name == "Ada L", timeout=PATIENCE)
    erasing.go.set()
    qtbot.waitUntil(lambda: not gate.store.people, timeout=PATIENCE)
    qtbot.waitUntil(erase.close_button.isVisible, timeout=PATIENCE)


def test_a_failed_erasure_lets_the_dialog_be_closed(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = gate.add_person(1, "Ada")

    def full(*_given: object) -> None:
        raise StorageError("Disk full", "There is no room.", "Make some.")

    monkeypatch.setattr(gate.store, "erase", full)
    dialog = window.erase(ada)
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: "no room" in dialog.verdict.text, timeout=PATIENCE)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE)


def test_what_was_done_is_told_for_some_seconds_only(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar._leaving.setInterval(50)
    bar.info("Enrolled", "Ada is recognised from now on.")
    qtbot.waitUntil(lambda: bar.shown is None, timeout=PATIENCE)
    assert not bar.isVisible()
    bar.info("Exported")
    bar.error(StorageError("Disk full", "There is no room.", "Make some."))
    qtbot.wait(200)
    assert bar.shown is not None
    assert bar.shown.title == "Disk full", "an error stays"
    bar.dismiss()
    assert bar.shown is not None
    qtbot.waitUntil(lambda: bar.shown is None, timeout=PATIENCE)


def test_a_notice_stays_while_its_button_has_the_keyboard(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar._leaving.setInterval(50)
    bar.info("Exported", "", ("Open folder", lambda: None))
    bar.show()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    bar._action.setFocus()
    qtbot.wait(250)
    assert bar.shown is not None
    bar._action.clearFocus()
    qtbot.waitUntil(lambda: bar.shown is None, timeout=PATIENCE)
