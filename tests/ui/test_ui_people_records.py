"""The page of people as a place to work: filters, order, columns, many at once, details, merging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from facegate.domain.people_query import PeopleOrder, PersonState
from facegate.domain.profiles import Field, Profile
from facegate.errors import StorageError
from facegate.ui.dialogs.add_person import AddPersonDialog
from facegate.ui.portraits import Portraits
from facegate.ui.viewmodels.people import CHIPS
from facegate.ui.viewmodels.people_columns import Column
from facegate.ui.views.people import PeoplePage
from facegate.ui.window import MainWindow

PATIENCE = 8000


@pytest.fixture
def window(make_window: Callable[..., MainWindow], gate: Gate) -> MainWindow:
    """Three people, without a camera."""
    for number, name in enumerate(("Ada", "Bo", "Cy"), 1):
        person = gate.add_person(number, name)
        profile = replace(person.profile, department="Gate" if number < 3 else "Stores", groups=("Day",))
        gate.store.update(person.subject_id, profile, "tester")
    made = make_window(start=False)
    made.show_page("people")
    made.people.refresh()
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PeoplePage:
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 3, timeout=PATIENCE)
    return window.people


def names(page: PeoplePage) -> list[str]:
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def shows(page: PeoplePage, qtbot: QtBot, *expected: str) -> None:
    qtbot.waitUntil(lambda: names(page) == list(expected), timeout=PATIENCE)


def click(page: PeoplePage, qtbot: QtBot, column: Column) -> None:
    header = page.table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    qtbot.mouseMove(header.viewport(), middle)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_filters_order_and_columns(page: PeoplePage, gate: Gate, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.filters.department.count() == 3, timeout=PATIENCE)
    page.filters.department.setCurrentIndex(page.filters.department.findData("Stores"))
    shows(page, qtbot, "Cy")
    assert page.count.text() == "Found: 1"
    page.filters.clear_button.click()
    shows(page, qtbot, "Ada", "Bo", "Cy")
    asked = []
    ids = gate.store.ids
    gate.store.ids = lambda query: asked.append(query) or ids(query)  # type: ignore[func-returns-value, method-assign]
    page.filters.state.setCurrentIndex(page.filters.state.findData(PersonState.NOT_VALID))
    qtbot.waitUntil(lambda: page.not_found.isVisible(), timeout=PATIENCE)
    assert asked[-1].today is not None
    page.filters.clear()
    shows(page, qtbot, "Ada", "Bo", "Cy")
    for column in (Column.LAST_SEEN, Column.NAME, Column.NAME):
        known = len(asked)
        click(page, qtbot, column)
        qtbot.waitUntil(lambda known=known: len(asked) > known, timeout=PATIENCE)
    shows(page, qtbot, "Cy", "Bo", "Ada")
    orders = [(query.order, query.descending) for query in asked[-3:]]
    assert orders == [(PeopleOrder.LAST_SEEN, True), (PeopleOrder.NAME, False), (PeopleOrder.NAME, True)]
    click(page, qtbot, Column.STATE)
    assert page.table.order == (PeopleOrder.NAME, True), "the state sorts nothing"


def test_columns_are_remembered(page: PeoplePage, window: MainWindow) -> None:
    actions = page.table.column_menu().actions()
    assert not actions[Column.NAME].isEnabled()
    actions[Column.CARD].trigger()
    assert not page.table.isColumnHidden(Column.CARD)
    again = PeoplePage(window.session, window)
    assert not again.table.isColumnHidden(Column.CARD)
    assert again.table.isColumnHidden(Column.NEWEST)
    again.deleteLater()


def test_many_are_changed_at_once_and_stay_chosen(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    page.select_all()
    assert page.count.text() == "Chosen: 3 of 3"
    assert not page.edit.isEnabled()
    assert page.chosen is None
    dialog = window.change_people(page.table.chosen_ids)
    assert not dialog.change_button.isEnabled(), "nothing is entered"
    dialog.department.setText("Night desk")
    dialog.add_groups.setText("First aid, Day;Fire wardens")
    dialog.state.setCurrentIndex(1)
    dialog.change_button.click()
    qtbot.waitUntil(lambda: dialog.changed == 3, timeout=PATIENCE)
    for person in gate.store.people.values():
        assert person.department == "Night desk"
        assert person.groups == ("Day", "Fire wardens", "First aid")
        assert person.suspended_at is not None
    assert "3" in window.notices.shown.text  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.table.chosen_number == 3, timeout=PATIENCE)

    def told() -> str:
        cell = page.model.index(0, Column.STATE)
        return str(page.model.data(cell, Qt.ItemDataRole.AccessibleTextRole))

    # The rows are read again after the change.
    qtbot.waitUntil(lambda: told() == "Suspended", timeout=PATIENCE)
    chips = page.model.data(page.model.index(0, Column.STATE), CHIPS)
    assert [chip.text for chip in chips] == ["Suspended"]  # type: ignore[attr-defined]


def test_two_who_edit_at_once_lose_nothing(page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)
    dialog.form.department.setText("Mine")
    dialog.form.groups.setText("Day, Night")
    theirs = replace(ada.profile, department="Theirs", card="77", groups=("Day", "First aid"))
    gate.store.update(ada.subject_id, theirs, "somebody else")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "Theirs" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.form.card.text() == "77"
    assert dialog.form.department.text() == "Mine"
    assert dialog.form.groups.groups == ("Day", "First aid", "Night")
    assert gate.store.people[ada.subject_id].department == "Theirs", "nothing was written yet"
    dialog.save_button.click()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].department == "Mine", timeout=PATIENCE)
    assert gate.store.people[ada.subject_id].card == "77"


def test_my_changes_can_be_dropped_for_theirs(page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)
    dialog.form.name.setText("Mine")
    gate.store.update(ada.subject_id, replace(ada.profile, name="Theirs"), "somebody else")
    dialog.save_button.click()
    qtbot.waitUntil(dialog.reload_button.isVisible, timeout=PATIENCE)
    dialog.reload_button.click()
    assert dialog.form.name.text() == "Theirs"
    assert not dialog.edited
    dialog.reject()


def test_a_suspension_takes_over_what_somebody_else_changed_meanwhile(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)
    gate.store.update(ada.subject_id, replace(ada.profile, department="Theirs"), "somebody else")
    dialog.suspend_button.click()
    qtbot.waitUntil(lambda: "Theirs" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.form.department.text() == "Theirs", "saving does not undo it unseen"
    assert gate.store.people[ada.subject_id].suspended_at is not None
    dialog.reject()


def test_a_pin_and_a_suspension_from_the_details(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)
    dialog.suspend_button.click()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].suspended_at is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Suspended" in dialog.subtitle.whole_text, timeout=PATIENCE)
    dialog.pin_button.click()
    dialog.pin.first.setText("1357")
    assert not dialog.save_button.isEnabled(), "not typed twice"
    dialog.pin.second.setText("1357")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].has_pin, timeout=PATIENCE)


def test_leaving_with_changes_asks_what_becomes_of_them(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)
    left: list[str] = []
    dialog.record_wanted.disconnect()
    dialog.record_wanted.connect(lambda person: left.append(person.name))

    def ask(role: QMessageBox.ButtonRole) -> None:
        dialog.full_button.click()
        [question] = dialog.findChildren(QMessageBox)
        roles = {question.buttonRole(button): button for button in question.buttons()}
        assert question.defaultButton() is roles[QMessageBox.ButtonRole.RejectRole]
        if role in roles:
            roles[role].click()
        else:
            question.reject()
        QCoreApplication.sendPostedEvents(question, QEvent.Type.DeferredDelete)

    dialog.form.name.setText("")
    ask(QMessageBox.ButtonRole.AcceptRole)
    assert dialog.isVisible(), "what is not complete cannot be saved"
    dialog.form.name.setText("Adele")
    ask(QMessageBox.ButtonRole.RejectRole)
    assert (dialog.isVisible(), left, dialog.form.name.text()) == (True, [], "Adele")
    ask(QMessageBox.ButtonRole.AcceptRole)
    qtbot.waitUntil(lambda: left == ["Adele"], timeout=PATIENCE)
    assert gate.store.people[ada.subject_id].name == "Adele"

    dialog = window.edit(gate.store.people[ada.subject_id])
    dialog.erase_wanted.disconnect()
    dialog.erase_wanted.connect(lambda person: left.append(person.name))
    dialog.form.name.setText("Other")
    dialog.erase_button.click()
    [question] = dialog.findChildren(QMessageBox)
    next(b for b in question.buttons() if question.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole).click()
    assert left == ["Adele", "Adele"]
    assert gate.store.people[ada.subject_id].name == "Adele"


def test_a_pin_that_fails_after_the_record_was_saved_is_told_and_can_be_tried_again(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = next(each for each in gate.store.people.values() if each.name == "Ada")
    dialog = window.edit(ada)

    def full(*_args: object) -> None:
        raise StorageError("Disk full", "There is no room on the disk.", "Make room.")

    with monkeypatch.context() as broken:
        broken.setattr(gate.store, "set_pin_hash", full)
        dialog.form.department.setText("Night desk")
        dialog.pin_button.click()
        dialog.pin.first.setText("1357")
        dialog.pin.second.setText("1357")
        dialog.save_button.click()
        qtbot.waitUntil(lambda: bool(dialog.verdict.text), timeout=PATIENCE)
    said = "The record was saved, the PIN was not. There is no room on the disk. Make room."
    assert dialog.verdict.text == said
    assert gate.store.people[ada.subject_id].department == "Night desk"
    dialog.form.department.setText("Day desk")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].has_pin, timeout=PATIENCE)
    assert gate.store.people[ada.subject_id].department == "Day desk"


def test_somebody_who_declines_is_added_with_card_and_pin(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    page.without_face.trigger()
    dialog = window.findChild(AddPersonDialog)
    assert dialog is not None
    assert not dialog.add_button.isEnabled()
    assert dialog.way.isVisibleTo(dialog), "neither card nor PIN"
    dialog.form.name.setText("Dee Okafor")
    dialog.form.identifier.setText("P-001")
    dialog.form.card.setText("0004711225")
    assert not dialog.way.isVisibleTo(dialog)
    dialog.pin.first.setText("8395")
    assert not dialog.add_button.isEnabled(), "not typed twice"
    dialog.pin.second.setText("8395")
    dialog.declined.setChecked(True)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: "It belongs to" in dialog.verdict.text, timeout=PATIENCE)
    dialog.form.identifier.setText("P-004")
    dialog.add_button.click()
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.name == "Dee Okafor", timeout=PATIENCE)
    dee = gate.store.find("P-004")
    assert dee is not None
    assert (dee.card, dee.has_pin, dee.references, dee.declined_at is None) == ("0004711225", True, 0, False)
    assert not gate.store.given_consents.get(dee.subject_id)


def test_two_records_become_one_only_after_a_word_where_faces_differ(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada, bo, _ = gate.store.search()
    blind = window.merge([ada.subject_id, bo.subject_id])
    qtbot.waitUntil(lambda: blind.sure.isVisible(), timeout=PATIENCE)
    assert "cannot be compared" in blind.likeness.text
    assert not blind.merge_button.isEnabled()
    blind.sure.setChecked(True)
    assert blind.merge_button.isEnabled()
    blind.reject()
    window.session.load_models()
    qtbot.waitUntil(lambda: gate.services.runner.handler.engine is not None, timeout=PATIENCE)
    dialog = window.merge([ada.subject_id, bo.subject_id])
    qtbot.waitUntil(lambda: dialog.sure.isVisible(), timeout=PATIENCE)
    assert "do not match" in dialog.likeness.text
    assert not dialog.merge_button.isEnabled()
    dialog.swap_button.click()
    dialog.sure.setChecked(True)
    dialog._choices[Field.NAME].setChecked(True)
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: dialog.merged is not None, timeout=PATIENCE)
    assert dialog.merged.subject_id == bo.subject_id  # type: ignore[union-attr]
    left = gate.store.get(ada.subject_id)
    assert left.profile == Profile("Ada", "P-002", "Gate", ("Day",))
    shows(page, qtbot, "Ada", "Cy")
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.subject_id == bo.subject_id, timeout=PATIENCE)


def test_declining_asks_first(page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = gate.store.search()[0]
    dialog = window.decline(ada)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.cancel_button
    dialog.decline_button.click()
    qtbot.waitUntil(lambda: gate.store.people[ada.subject_id].declined_at is not None, timeout=PATIENCE)


def test_portraits_come_from_another_thread_and_only_where_pictures_are_kept(
    page: PeoplePage, window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    assert page.model.data(page.model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    portraits = Portraits(window.session, parent=window)
    (ada, bo, _) = gate.store.search()
    (reference,) = (each.reference_id for each in gate.store.stored if each.subject_id == ada.subject_id)
    gate.store.pictures[reference] = b"no picture at all"
    portraits.know({ada.subject_id: reference}, [ada.subject_id, bo.subject_id])
    empty = portraits.of(bo.subject_id)
    assert empty is not None, "names stand in line with those who have a picture"
    with qtbot.waitSignal(portraits.ready, timeout=PATIENCE) as told:
        portraits.of(ada.subject_id)
    assert told.args == [[ada.subject_id]]
    assert portraits.of(ada.subject_id) is not None
