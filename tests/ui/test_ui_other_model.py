"""After a change of the model: who is not recognised is marked, listed, and gets new templates where pictures are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from helpers.ui_fakes import Gate
from helpers.world import template_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facegate.domain.ids import ModelId
from facegate.domain.people import NewReference, SampleSource, Subject
from facegate.domain.templates import Template
from facegate.errors import ModelError
from facegate.ui.dialogs.other_model import OtherModelDialog
from facegate.ui.viewmodels.people import CHIPS
from facegate.ui.viewmodels.people_columns import Column
from facegate.ui.window import MainWindow

PATIENCE = 8000
OLD = ModelId("older-1")


def crop(person: int) -> bytes:
    """A kept picture, as the toy gate decodes it."""
    picture = np.zeros((8, 8, 3), np.uint8)
    picture[0, 0, 0] = person
    return picture.tobytes()


def enrolled_before(gate: Gate, person: int, name: str, *, picture: bool) -> Subject:
    """Somebody with a reference of the model that was in use earlier."""
    subject = gate.add_person(person, name, model=OLD)
    if picture:
        template = replace(template_of(person), model_id=OLD)
        gate.store.add_references(
            subject.subject_id, [NewReference(template, 0.9, SampleSource.PHOTO, crop(person))], "tester"
        )
    return subject


@pytest.fixture
def window(gate: Gate, make_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """A window on two who were enrolled with another model, one of them with a picture, and one who was not."""
    enrolled_before(gate, 1, "Ada", picture=True)
    enrolled_before(gate, 2, "Grace", picture=False)
    gate.add_person(3, "Zoe")
    window = make_window()
    qtbot.waitUntil(lambda: len(window.others.people) == 2, timeout=PATIENCE)
    return window


def rows(dialog: OtherModelDialog) -> list[tuple[str, str]]:
    model = dialog.model
    return [
        (str(model.data(model.index(row, 0))), str(model.data(model.index(row, 2)))) for row in range(model.rowCount())
    ]


def test_they_are_told_of_and_marked(window: MainWindow, qtbot: QtBot) -> None:
    shown = window.notices.shown
    assert shown is not None
    assert "2 people are not recognised" in shown.text
    assert shown.action is not None
    window.show_page("people")
    model = window.people.model
    qtbot.waitUntil(lambda: model.rowCount() == 3, timeout=PATIENCE)
    marks = [[chip.text for chip in model.data(model.index(row, Column.STATE), CHIPS)] for row in range(3)]
    assert marks == [["Other model"], ["Other model"], []]
    told = str(model.data(model.index(0, Column.STATE), Qt.ItemDataRole.ToolTipRole))
    assert "not recognised" in told


def test_the_notice_leads_to_the_list_and_new_templates(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    dialog = window.other_model()
    assert rows(dialog) == [("Ada", "Make templates"), ("Grace", "Enrol again: no picture was kept")]
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=PATIENCE)
    assert (dialog.report.people, dialog.report.without_picture) == (1, 1)
    qtbot.waitUntil(lambda: rows(dialog) == [("Grace", "Enrol again: no picture was kept")], timeout=PATIENCE)
    assert "1 people are recognised again" in dialog.verdict.text
    assert not dialog.make_button.isEnabled()
    assert "1 people are not recognised" in window.notices.shown.text
    engine = gate.services.runner.handler.engine
    assert engine.gallery.search(template_as(engine.gallery.model_id, 1)).best.distance < 0.5
    dialog.reject()


def template_as(model: ModelId, person: int) -> Template:
    return replace(template_of(person), model_id=model)


def test_it_can_be_stopped_and_the_dialog_stays(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled_before(gate, 4, "Mary", picture=True)
    window.session.people_changed.emit()
    qtbot.waitUntil(lambda: len(window.others.people) == 3, timeout=PATIENCE)
    dialog = window.other_model()
    begun, going, whole = threading.Event(), threading.Event(), gate.store.add_references

    def slowly(*arguments: object) -> object:
        begun.set()
        going.wait(5)
        return whole(*arguments)

    monkeypatch.setattr(gate.store, "add_references", slowly)
    dialog.make_button.click()
    assert dialog.bar.isVisible()
    assert dialog.close_button.text() == "Stop"
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    dialog.close_button.click()
    going.set()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=PATIENCE)
    assert dialog.isVisible()
    assert (dialog.report.people, dialog.report.left) == (1, 1)
    assert "left" in dialog.verdict.text
    dialog.reject()
    assert not dialog.isVisible()


def test_what_fails_is_said_in_the_dialog(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_crops: object) -> list[Template]:
        raise ModelError("Model cannot run", "It broke.", "Mend it.")

    monkeypatch.setattr(gate.vision, "extract", broken)
    dialog = window.other_model()
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.kind == "bad", timeout=PATIENCE)
    assert "It broke." in dialog.verdict.text
    assert dialog.make_button.isEnabled()
    dialog.reject()


def test_changing_the_model_in_the_settings_and_back(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    form = window.settings.form
    (spec,) = [each for each in form.specs if each.key == "recognition.embedder"]
    before = form.value(spec)
    form.change(spec, str(OLD))
    qtbot.waitUntil(lambda: window.others.model == OLD and len(window.others.people) == 1, timeout=PATIENCE)
    assert [each.subject.name for each in window.others.people] == ["Zoe"]
    assert "1 people are not recognised" in window.notices.shown.text
    assert OLD in window.notices.shown.text
    form.change(spec, before)
    qtbot.waitUntil(lambda: window.others.model == before and len(window.others.people) == 2, timeout=PATIENCE)
    # Nothing was lost on the way.
    assert len(gate.store.stored) == 4


def test_nothing_is_said_where_everybody_is_recognised(
    gate: Gate, make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    gate.add_person(3, "Zoe")
    window = make_window()
    qtbot.waitUntil(lambda: window.others.model is not None, timeout=PATIENCE)
    assert window.notices.shown is None
    assert window.others.notice() is None
