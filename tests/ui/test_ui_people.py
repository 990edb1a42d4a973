"""The page of people: search, pages of rows, rename, erase."""

from __future__ import annotations

import threading
from collections.abc import Callable

from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from facegate.domain.ids import SubjectId
from facegate.domain.people_query import PeopleQuery
from facegate.ui.viewmodels.people import PAGE, PeopleTableModel
from facegate.ui.views.people import PeoplePage
from facegate.ui.window import MainWindow

PATIENCE = 8000


def names(page: PeoplePage) -> list[str]:
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def shown(window: MainWindow, qtbot: QtBot, *expected: str) -> None:
    qtbot.waitUntil(lambda: names(window.people) == list(expected), timeout=PATIENCE)


def test_nobody_enrolled_is_said_and_offers_to_enrol(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = make_window()
    window.show_page("people")
    qtbot.waitUntil(lambda: window.people.nobody.isVisible(), timeout=PATIENCE)
    assert not window.people.enrol_button.isVisible()
    buttons = window.people.nobody.findChildren(QPushButton)
    buttons[0].click()
    assert QApplication.activeModalWidget() is not None
    QApplication.activeModalWidget().reject()


def test_search_finds_by_part_of_name_or_identifier_in_any_script(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    for person, name in enumerate(("Ada Lindqvist", "陳大文", "محمد", "=HYPERLINK(1)", 'O\'Brien "../"'), start=1):
        gate.add_person(person, name)
    window.show_page("people")
    page = window.people
    for text, expected in (("lind", "Ada Lindqvist"), ("大", "陳大文"), ("P-003", "محمد"), ("../", 'O\'Brien "../"')):
        page.search.setText(text)  # Qt's key clicks know no Chinese
        shown(window, qtbot, expected)
    page.search.setText("zzz")
    qtbot.waitUntil(lambda: page.not_found.isVisible(), timeout=PATIENCE)
    page.search.clear()
    qtbot.waitUntil(lambda: len(names(page)) == 5, timeout=PATIENCE)
    assert page.count.text() == "On record: 5"


def test_the_first_key_is_answered_at_once_and_the_next_together_never_on_the_window_s_thread(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    threads: list[str] = []

    def spied(query: PeopleQuery) -> list[SubjectId]:
        threads.append(f"{threading.current_thread().name} {query.text}")
        return []

    gate.store.ids = spied  # type: ignore[method-assign]
    window.show_page("people")
    window.people.search.setFocus()
    for key in "abc":  # not keyClicks: it lets events be handled between two keys
        QTest.keyClick(window.people.search, key)
    qtbot.waitUntil(lambda: len(threads) >= 2, timeout=PATIENCE)
    qtbot.wait(250)
    assert [each.split()[-1] for each in threads] == ["a", "abc"]
    assert all(each.startswith("facegate-queries") for each in threads)


def test_many_people_are_read_page_by_page(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    for number in range(3 * PAGE + 5):
        gate.add_person(number, f"Person {number:04}")
    model = PeopleTableModel(window.session, window)
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 3 * PAGE + 5, timeout=PATIENCE)
    last = model.index(model.rowCount() - 1, 0)
    assert model.subject(PAGE) is None, "only the first page may have been read"
    assert model.data(last) == "…"
    qtbot.waitUntil(lambda: model.data(last) == f"Person {3 * PAGE + 4:04}", timeout=PATIENCE)
    assert model.subject(PAGE) is None, "pages that nobody looked at stay unread"


def test_a_slow_answer_to_an_old_search_does_not_replace_a_newer_one(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.add_person(1, "Ada")
    gate.add_person(2, "Bo")
    model = PeopleTableModel(window.session, window)
    model.search("Ada")
    model.search("Bo")
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=PATIENCE)
    qtbot.wait(50)
    assert model.data(model.index(0, 0)) == "Bo"


def choose(window: MainWindow, gate: Gate, qtbot: QtBot, row: int = 0) -> None:
    window.show_page("people")
    window.people.refresh()
    qtbot.waitUntil(lambda: window.people.model.rowCount() > row, timeout=PATIENCE)
    window.people.table.selectRow(row)
    window.people.table.setFocus()


def test_renaming_by_keyboard_shows_everywhere_at_once(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada", timeout=PATIENCE)
    choose(window, gate, qtbot)
    qtbot.keyClick(window.people.table, Qt.Key.Key_F2)
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClicks(dialog.focusWidget(), "Ada Lovelace")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    shown(window, qtbot, "Ada Lovelace")
    assert window.live.card.name == "Ada Lovelace"
    qtbot.waitUntil(lambda: any(x.title == "Ada Lovelace" for x in window.live.video.labels), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.people.chosen is not None, timeout=PATIENCE)


def test_renaming_to_a_taken_identifier_is_refused(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = gate.add_person(1, "Ada", "1")
    gate.add_person(2, "Bo", "2")
    dialog = window.edit(ada)
    dialog.form.identifier.setText("2")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "Bo" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.save_button.isEnabled()
    dialog.form.name.setText("  ")
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert gate.store.people[ada.subject_id].external_id == "1"


def test_erasing_says_what_happens_and_the_safe_button_is_first(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = gate.add_person(1, "Ada")
    choose(window, gate, qtbot)
    qtbot.keyClick(window.people.table, Qt.Key.Key_Delete)
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.cancel_button
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "cannot be undone" in text
    assert "random number" in text
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert ada.subject_id in gate.store.people


def test_an_erased_person_is_a_stranger_from_the_next_look(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    ada = gate.add_person(1, "Ada")
    gate.add_person(2, "Bo")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada", timeout=PATIENCE)
    choose(window, gate, qtbot)
    dialog = window.erase(ada)
    dialog.erase_button.click()
    shown(window, qtbot, "Bo")
    qtbot.waitUntil(lambda: any(x.title == "Not identified" for x in window.live.video.labels), timeout=PATIENCE)
    assert window.live.card.name != "Ada"
    qtbot.waitUntil(dialog.close_button.isVisible, timeout=PATIENCE)
    assert ada.subject_id not in {r.subject_id for r in gate.services.runner.handler.engine.gallery.references}
    assert window.people.chosen is None
    assert not window.people.erase_button.isEnabled()
