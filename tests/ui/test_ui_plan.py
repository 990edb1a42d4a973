"""The page of working time: adding, changing at once, clashes at the field, removing, files, the preview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.plan_errors import ItemKind
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.shifts import Shift, Span
from facegate.domain.people import Subject
from facegate.errors import StorageError
from facegate.ui.dialogs.plan_item import PlanItemDialog
from facegate.ui.session import Session
from facegate.ui.viewmodels.plan_preview import TriedPunch
from facegate.ui.views.plan import PlanPage

PATIENCE = 8000
START = date(2026, 1, 1)
MONDAY = date(2026, 11, 23)
OFFICE = Shift("office", "Office", (Span(9 * HOUR, 17 * HOUR),), late_grace=5)
EVERYBODY = Assignment("all", Scope.EVERYBODY, "", "office", START)


@pytest.fixture
def ada(gate: Gate) -> Subject:
    person = gate.add_person(1, "Ada")
    profile = replace(person.profile, department="Gate", valid_from=START)
    gate.store.update(person.subject_id, profile, "tester")
    return person


@pytest.fixture
def page(gate: Gate, ada: Subject, qtbot: QtBot) -> Iterator[PlanPage]:
    """The page by itself, after its first reading: a whole window takes a second."""
    session = Session(gate.services)
    made = PlanPage(session)
    made.resize(1100, 640)
    with qtbot.waitSignal(made.desk.loaded, timeout=PATIENCE):
        made.show()
    yield made
    session.close()
    made.close()
    made.deleteLater()


@pytest.fixture
def planned(gate: Gate, page: PlanPage, qtbot: QtBot) -> PlanPage:
    """The same with a shift for everybody."""
    gate.services.plan.put(OFFICE)
    gate.services.plan.put(EVERYBODY)
    with qtbot.waitSignal(page.desk.loaded, timeout=PATIENCE):
        page.reading.trigger()
    return page


def plain(text: str) -> str:
    """Without the marks around names that may run in the other direction."""
    return text.replace("\u2068", "").replace("\u2069", "")


def save(dialog: PlanItemDialog, qtbot: QtBot) -> None:
    assert dialog.save_button.isEnabled(), dialog.form.marked
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        dialog.save_button.click()


def test_an_empty_plan_offers_a_shift_which_is_checked_while_it_is_typed(
    page: PlanPage, gate: Gate, qtbot: QtBot
) -> None:
    shifts = page.list_of(ItemKind.SHIFT)
    assert shifts.empty.isVisible()
    with qtbot.waitSignal(page.told, timeout=PATIENCE):
        assert page.add(ItemKind.ASSIGNMENT) is None
    dialog = page.add(ItemKind.SHIFT)
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    dialog.form.naming.name.setText("Early shift")
    assert dialog.form.naming.identifier.text() == "early-shift"
    dialog.form.spans.add_button.click()
    dialog.form.spans.set_spans([Span(9 * HOUR, 17 * HOUR), Span(16 * HOUR, 20 * HOUR)])
    dialog.form.changed.emit()
    assert "09:00–17:00" in dialog.form.marked
    assert "16:00–20:00" in dialog.form.marked
    assert not dialog.save_button.isEnabled()
    assert not dialog.strip.isEnabled()
    dialog.form.spans.set_spans([Span(6 * HOUR, 14 * HOUR)])
    dialog.form.changed.emit()
    assert dialog.form.marked == ""
    save(dialog, qtbot)
    assert [shift.name for shift in gate.services.plan.all_of(Shift)] == ["Early shift"]
    assert shifts.chosen == dialog.saved
    assert shifts.table.isVisible()


def test_two_administrators_who_change_one_shift_lose_nothing(planned: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    dialog = planned.edit(planned.desk.state.find(ItemKind.SHIFT, "office"))
    dialog.form.naming.name.setText("Desk")
    gate.services.plan.put(replace(OFFICE, late_grace=12))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(dialog.verdict.text), timeout=PATIENCE)
    assert "Coming and leaving" in dialog.verdict.text
    assert dialog.isVisible()
    assert dialog.form.item() == replace(OFFICE, name="Desk", late_grace=12)
    save(dialog, qtbot)
    assert gate.services.plan.all_of(Shift) == [replace(OFFICE, name="Desk", late_grace=12)]


def test_a_clash_of_assignments_names_the_other_one_at_the_days(planned: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    dialog = planned.add(ItemKind.ASSIGNMENT)
    assert dialog is not None
    assert plain("Office for everybody, from 2026-01-01 on") in plain(dialog.form.marked)
    assert dialog.form.note_of("days") is not None
    assert dialog.form.note_of("days").isVisible()
    dialog.form.of_department.setChecked(True)
    assert not dialog.save_button.isEnabled()
    dialog.form.department.setText("Gate")
    assert dialog.form.marked == ""
    dialog.reject()
    question = next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
    question.reject()
    assert dialog.isVisible()
    save(dialog, qtbot)
    # An assignment has no revisions: what somebody else made of it is seen all the same.
    again = planned.edit(dialog.saved)
    gate.services.plan.put(replace(dialog.saved, on_holidays=True))
    again.form.temporary.setChecked(True)
    again.save_button.click()
    qtbot.waitUntil(lambda: bool(again.verdict.text), timeout=PATIENCE)
    assert again.form.item() == replace(dialog.saved, on_holidays=True, temporary=True)
    save(again, qtbot)


def test_enter_adds_a_holiday_before_it_saves(page: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    dialog = page.add(ItemKind.CALENDAR)
    assert dialog is not None
    form = dialog.form
    form.naming.name.setText("Berlin")
    for name in ("Founders’ day", "The same day again"):
        form.new_name.setText(name)
        qtbot.keyClick(form.new_name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [holiday.name for holiday in form.item().holidays] == ["Founders’ day"]
    assert "already" in form.marked
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        qtbot.keyClick(form.naming.name, Qt.Key.Key_Return)
    assert gate.services.plan.all_of(Calendar) == [dialog.saved]


def test_the_other_assignment_can_be_ended_for_a_new_one(planned: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    dialog = planned.add(ItemKind.ASSIGNMENT)
    assert dialog is not None
    dialog.form.first.set_day(START)
    assert not dialog.way_button.isVisible()
    dialog.form.first.set_day(MONDAY)
    assert not dialog.save_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        dialog.way_button.click()
    ended = replace(EVERYBODY, last_day=date(2026, 11, 22))
    assert sorted(gate.services.plan.assignments(), key=lambda each: each.first_day) == [ended, dialog.saved]


def test_what_is_needed_stays_and_what_was_removed_comes_back(planned: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(planned.refused, timeout=PATIENCE) as refused:
        planned.remove(OFFICE)
    assert "Office for everybody" in plain(refused.args[1])
    with qtbot.waitSignal(planned.told, timeout=PATIENCE) as told:
        planned.remove(EVERYBODY)
    assert gate.services.plan.assignments() == []
    with qtbot.waitSignal(planned.desk.loaded, timeout=PATIENCE):
        told.args[2][1]()
    assert gate.services.plan.assignments() == [EVERYBODY]


def test_an_absence_is_entered_and_the_preview_knows_it(
    planned: PlanPage, gate: Gate, ada: Subject, qtbot: QtBot
) -> None:
    dialog = planned.add_absence(ada.subject_id)
    dialog.form.first.set_day(MONDAY)
    assert dialog.form.last.day == MONDAY
    save(dialog, qtbot)
    preview = planned.preview
    planned.show_part(None)
    preview.day.set_day(date(2026, 11, 24))
    preview.person.picker.choose(gate.store.get(ada.subject_id))
    qtbot.waitUntil(lambda: preview.answer.isVisible(), timeout=PATIENCE)
    preview.punches.set_punches([TriedPunch(9 * HOUR + 6, Direction.IN), TriedPunch(17 * HOUR, Direction.OUT)])
    preview.ask()
    assert "6 min late" in preview.answer.verdict.text
    preview.usual_button.click()
    assert [each.minute for each in preview.punches.punches] == [8 * HOUR + 58, 17 * HOUR]
    assert preview.answer.verdict.kind == "good"
    assert preview.answer.ahead.rowCount() == 14
    preview.day.set_day(date(2026, 11, 22))
    table = preview.answer.ahead_table
    table.activated.emit(preview.answer.ahead.index(1, 0))
    assert preview.day.day == MONDAY
    assert "leave" in preview.answer.verdict.text.lower()


def test_a_plan_goes_out_to_a_file_and_comes_back(planned: PlanPage, gate: Gate, tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "plan.toml"
    with qtbot.waitSignal(planned.told, timeout=PATIENCE):
        planned.write_file(out)
    gate.services.plan.remove("assignment", "all")
    dialog = planned.read_file(out)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        dialog.import_button.click()
    assert gate.services.plan.assignments() == [EVERYBODY]
    out.write_text('[[assignment]]\nid = "x"\neverybody = true\nschedule = "none"\nfirst_day = 2026-01-01\n')
    dialog = planned.read_file(out)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.kind == "bad", timeout=PATIENCE)
    assert dialog.isVisible()
    dialog.reject()


def test_a_plan_that_cannot_be_read_says_so_and_is_tried_again(
    planned: PlanPage, gate: Gate, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(_kind: str | None = None) -> list[object]:
        raise StorageError("Database not readable", "The disk is gone.", "Plug it in.")

    shifts = planned.list_of(ItemKind.SHIFT)
    with monkeypatch.context() as patched:
        patched.setattr(gate.plans, "items", broken)
        with qtbot.waitSignal(planned.desk.unread, timeout=PATIENCE):
            planned.reading.trigger()
        assert shifts.unread.isVisible()
        assert not shifts.new_button.isEnabled()
    with qtbot.waitSignal(planned.desk.loaded, timeout=PATIENCE):
        shifts.retry_button.click()
    assert shifts.table.isVisible()


def test_rules_for_punches_are_in_force_at_once(planned: PlanPage, gate: Gate, qtbot: QtBot) -> None:
    row = planned.rules.rows["attendance.directions"]
    row.editor.set_value("strict")
    row.editor.edited.emit("strict")
    qtbot.waitUntil(lambda: gate.services.settings.current.attendance.directions == "strict", timeout=PATIENCE)
