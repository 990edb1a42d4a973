"""Correcting events on their page: what is shown, what is recorded, what is learnt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from helpers.ui_fakes import Gate
from helpers.world import template_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.events import Event, EventDraft, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import ModelId, ReferenceId, SubjectId, TrackId
from facegate.domain.looks import Look
from facegate.domain.people import ReferenceRecord, SampleSource
from facegate.ui.dialogs.correct import CorrectDialog
from facegate.ui.viewmodels.people_columns import Column
from facegate.ui.views.events import EventsPage
from facegate.ui.window import MainWindow

PATIENCE = 8000
MODEL = ModelId("sface-2021dec-centred")


def cell(page: EventsPage, row: int, column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    return page.model.data(page.model.index(row, column), role)


def rows(page: EventsPage) -> list[tuple[object, ...]]:
    return [tuple(cell(page, row, column) for column in (1, 2, 6)) for row in range(page.model.rowCount())]


def seen(gate: Gate, who: SubjectId | None, ago: float, look: int | None = None) -> Event:
    outcome, reason = Outcome.IDENTIFIED, Reason.AGREED
    if who is None:
        outcome, reason = Outcome.NOT_IDENTIFIED, Reason.TOO_FAR
    draft = EventDraft(
        EventType.IDENTIFICATION, datetime.now(UTC) - timedelta(seconds=ago), "Front door", TrackId(1),
        Judgement(outcome, reason, who, 0.6, 0.7), 1.1, MODEL,
        look=None if look is None else Look(replace(template_of(look, 0.2, 5), model_id=MODEL), 0.8),
    )  # fmt: skip
    return gate.log.append(draft).result()


@pytest.fixture
def page(make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot) -> EventsPage:
    """A stranger a minute ago, then Ada, with looks; nobody stands at the gate."""
    gate.add_person(1, "Ada")
    gate.add_person(2, "Bo")
    seen(gate, None, 60, look=2)
    seen(gate, gate.store.find("P-001").subject_id, 30, look=9)
    window = make_window()
    window.show_page("events")
    qtbot.waitUntil(lambda: window.events.model.rowCount() == 2, timeout=PATIENCE)
    return window.events


def the_dialog(qtbot: QtBot) -> CorrectDialog:
    def found() -> list[CorrectDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, CorrectDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    return found()[0]


def choose(dialog: CorrectDialog, gate: Gate, number: str) -> None:
    dialog.person.choose(gate.store.find(number))


def test_not_me_strikes_the_name_out_and_can_be_undone_by_keyboard(page: EventsPage, gate: Gate, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    assert page.not_me_button.isEnabled()
    assert not page.undo_button.isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    dialog = the_dialog(qtbot)
    qtbot.waitUntil(dialog.negative.isVisible, timeout=PATIENCE)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=PATIENCE)
    qtbot.waitUntil(lambda: cell(page, 1, 2) == "Not identified", timeout=PATIENCE)
    assert rows(page)[0] == ("Ada", "Correction", "It was not this person, says tester.")
    assert str(cell(page, 1, 6)).startswith("Not ")
    assert str(cell(page, 1, 6)).endswith(", says tester.")
    assert cell(page, 1, 1) == "Ada"
    assert cell(page, 1, 1, Qt.ItemDataRole.FontRole).strikeOut()  # type: ignore[union-attr]
    assert cell(page, 1, 1, Qt.ItemDataRole.AccessibleTextRole) == "Not Ada"
    assert gate.teaching.examples == []  # the box was not ticked
    assert gate.store.find("P-001") is not None
    page.table.selectRow(1)
    assert not page.not_me.isEnabled()  # it names nobody any more
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=PATIENCE)
    qtbot.waitUntil(lambda: cell(page, 2, 2) == "Identified", timeout=PATIENCE)
    assert cell(page, 2, 1, Qt.ItemDataRole.FontRole) is None
    assert [event.verdict for event in gate.log.events[2:]] == [Verdict.NOT_THIS_PERSON, Verdict.UNDONE]


def test_a_stranger_gets_a_name(page: EventsPage, gate: Gate, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    assert not page.not_me_button.isEnabled()
    page.is_other_button.click()
    dialog = the_dialog(qtbot)
    assert not dialog.correct_button.isEnabled()
    assert not dialog.reference.isVisible()  # the settings do not let looks be added
    choose(dialog, gate, "P-002")
    assert dialog.correct_button.isEnabled()
    dialog.correct_button.click()
    qtbot.waitUntil(lambda: [row[:2] for row in rows(page)[2:]] == [("Bo", "Identified")], timeout=PATIENCE)
    assert rows(page)[2][2] == "Nobody was recognised; corrected by tester."
    assert rows(page)[0] == ("Bo", "Correction", "It was this person, says tester.")


def test_the_look_is_learnt_where_the_operator_says_so(page: EventsPage, gate: Gate, qtbot: QtBot) -> None:
    """A stranger who is taken for Ada is not, from the moment of the correction on; their own look becomes Bo's."""
    settings = gate.services.settings
    document = settings.current.model_dump()
    document["storage"]["template_updates"] = True
    settings.replace(type(settings.current).model_validate(document))
    gate.services.corrections.updates = 3
    page.table.selectRow(1)
    page.is_other.trigger()
    dialog = the_dialog(qtbot)
    qtbot.waitUntil(dialog.reference.isVisible, timeout=PATIENCE)
    choose(dialog, gate, "P-001")
    dialog.reference.setChecked(True)
    dialog.correct_button.click()
    # The look is at Bo: it may not become Ada's, and nothing is recorded.
    qtbot.waitUntil(lambda: "Somebody else" in dialog.verdict.text, timeout=PATIENCE)
    assert len(gate.log.events) == 2
    choose(dialog, gate, "P-002")
    dialog.correct_button.click()
    bo = gate.store.find("P-002").subject_id
    qtbot.waitUntil(lambda: gate.log.events[1].event_id and len(gate.log.events) == 3, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(gate.teaching.references_of(bo, MODEL)) == 2, timeout=PATIENCE)
    engine = gate.services.runner.handler.engine
    look = gate.log.looks[gate.log.events[0].event_id].template

    def distance() -> float:
        return next(each.distance for each in engine.gallery.search(look).candidates if each.subject_id == bo)

    # The mean of reference and look is nearer to the look than the reference alone, at 0.2 or so.
    qtbot.waitUntil(lambda: distance() < 0.1, timeout=PATIENCE)
    page.table.selectRow(2)
    qtbot.waitUntil(page.undo.isEnabled, timeout=PATIENCE)
    page.undo_button.click()
    qtbot.waitUntil(lambda: distance() > 0.1, timeout=PATIENCE)
    assert len(gate.teaching.references_of(bo, MODEL)) == 1


def test_people_whose_samples_are_old_are_marked(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = gate.add_person(1, "Ada"), gate.add_person(2, "Bo")
    ages = {ada.subject_id: 6 * 365, bo.subject_id: 30}

    def records(who: SubjectId) -> list[ReferenceRecord]:
        made = datetime.now(UTC) - timedelta(days=ages[who])
        return [ReferenceRecord(ReferenceId(1), MODEL, 0.9, SampleSource.PHOTO, made)]

    monkeypatch.setattr(gate.store, "reference_records", records)
    window = make_window(start=False)
    window.show_page("people")
    model = window.people.model

    def told(row: int) -> object:
        return model.data(model.index(row, Column.SAMPLES), Qt.ItemDataRole.AccessibleTextRole)

    qtbot.waitUntil(lambda: told(0) == "1: the newest sample is old; new ones are advised", timeout=PATIENCE)
    assert told(1) is None
    assert model.data(model.index(0, Column.SAMPLES), Qt.ItemDataRole.DecorationRole) is not None
    assert model.data(model.index(0, Column.SAMPLES)) == "1"
