"""The page of attendance: reports, a person's day, approvals, closed days."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from helpers.ui_fakes import EMBEDDER, Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import Shift, Span
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import ModelId, TrackId
from facegate.domain.people import Subject
from facegate.domain.report_kinds import ReportKind
from facegate.pipeline.attendance.punching import PunchState
from facegate.settings.model import with_changes
from facegate.ui.dialogs.change_punch import PlacePunchDialog, VoidPunchDialog
from facegate.ui.dialogs.daily_reports import DailyReportsDialog
from facegate.ui.viewmodels import report_reading
from facegate.ui.viewmodels.report_days import Period, span
from facegate.ui.viewmodels.report_reading import DayCount, FoundReport, merged_days
from facegate.ui.views.attendance import APPROVALS, PERIODS, REPORT, AttendancePage
from facegate.ui.widgets.report_part import ReportPart
from facegate.ui.window import MainWindow

PATIENCE = 8000
HOUR = 60

MakeWindow = Callable[..., MainWindow]


def yesterday() -> date:
    return datetime.now(UTC).date() - timedelta(days=1)


def seen(gate: Gate, who: Subject, clock: str, day: date | None = None) -> Event:
    at = datetime.combine(day or yesterday(), time.fromisoformat(clock), UTC)
    judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, who.subject_id, 0.6, 0.7)
    draft = EventDraft(EventType.IDENTIFICATION, at, "Front door", TrackId(1), judgement, 1.1, ModelId(EMBEDDER))
    return gate.log.append(draft).result()


def shift_for_all(gate: Gate) -> None:
    gate.services.plan.put(Shift("office", "Office", (Span(9 * HOUR, 17 * HOUR),)))
    gate.services.plan.put(Assignment("all", Scope.EVERYBODY, "", "office", date(2020, 1, 1)))


def opened(make_window: MakeWindow, qtbot: QtBot, period: Period = Period.YESTERDAY) -> tuple[MainWindow, ReportPart]:
    """A window on the page, with the report of some days."""
    window = make_window(start=False)
    report = window.attendance.report
    report.bar.show_period(period)
    window.show_page("attendance")
    read(report, qtbot)
    return window, report


def read(report: ReportPart, qtbot: QtBot) -> FoundReport:
    """Until what is wanted is shown."""
    qtbot.waitUntil(
        lambda: (
            not report.model.reading and report.model.found is not None and report.model.found.wanted == report.wanted
        ),
        timeout=PATIENCE,
    )
    assert report.model.found is not None
    return report.model.found


def texts(report: ReportPart, row: int) -> dict[str, str]:
    """Cells of a row by the key of their column."""
    model, display = report.model, Qt.ItemDataRole.DisplayRole
    cells = {column.key: model.data(model.index(row, place), display) for place, column in enumerate(model.columns)}
    return {key: str(cell or "").strip("\u2068\u2069") for key, cell in cells.items()}


def panel_shown(page: AttendancePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.report.panel.found is not None and bool(page.desk.state.plan), timeout=PATIENCE)


def rows(page: AttendancePage) -> Sequence[tuple[str, PunchState]]:
    found = page.report.panel.found
    assert found is not None
    return [(f"{row.line.at:%H:%M}", row.line.state) for row in found.rows]


def test_days_that_are_often_asked_for() -> None:
    today = date(2026, 3, 1)  # a Sunday
    assert span(Period.TODAY, today) == (today, today)
    assert span(Period.YESTERDAY, today) == (date(2026, 2, 28), date(2026, 2, 28))
    assert span(Period.THIS_WEEK, today) == (date(2026, 2, 23), today)
    assert span(Period.THIS_WEEK, today, week_begins=7) == (today, today)
    assert span(Period.LAST_WEEK, today) == (date(2026, 2, 16), date(2026, 2, 22))
    assert span(Period.LAST_WEEK, today, week_begins=7) == (date(2026, 2, 22), date(2026, 2, 28))
    assert span(Period.THIS_MONTH, today) == (today, today)
    assert span(Period.LAST_MONTH, today) == (date(2026, 2, 1), date(2026, 2, 28))


def test_a_chart_keeps_days_without_anybody_and_merges_where_there_is_no_room() -> None:
    day = date(2026, 2, 27)
    days = [DayCount(day, day, 2, 1, 0, 900), DayCount(day + timedelta(3), day + timedelta(3), 1, 0, 2, 400)]
    assert [each.total for each in merged_days(days, 10)] == [3, 0, 0, 3]
    merged = merged_days(days, 2)
    assert [(each.first.day, each.last.day) for each in merged] == [(27, 28), (1, 2)]
    assert [(each.in_time, each.late, each.absent, each.worked) for each in merged] == [(2, 1, 0, 900), (1, 0, 2, 400)]
    assert merged_days([], 5) == []


def test_somebody_who_was_late_is_counted_once() -> None:
    counted = DayCount(yesterday(), yesterday())
    result = DayResult(yesterday(), "office", DayKind.WORKING, DayStatus.PRESENT, worked=400, late=20)
    counted.add(result)
    counted.add(DayResult(yesterday(), "office", DayKind.WORKING, DayStatus.ABSENT, absent=480))
    counted.add(DayResult(yesterday(), None, DayKind.FREE, DayStatus.OFF))
    assert (counted.in_time, counted.late, counted.absent, counted.worked) == (0, 1, 1, 400)


def test_without_shifts_the_first_in_and_last_out_are_shown_and_why(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = gate.add_person(1, "Ada \u202bشمس\u202c" + "x" * 80)
    seen(gate, ada, "09:20")
    seen(gate, ada, "17:00")
    window, report = opened(make_window, qtbot)
    cells = texts(report, 0)
    assert (cells["first_in"], cells["last_out"], cells["late_minutes"]) == ("09:20", "17:00", "0:00")
    assert "Nobody works by a shift yet" in report.note.text()
    report.note_button.click()
    assert window.pages.currentWidget() is window.plan


def test_an_empty_page_says_what_would_help_and_columns_are_kept_for_daily_reports(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window, report = opened(make_window, qtbot)
    assert report.stack.currentWidget() is report.nothing
    assert report.nothing.title == "Nobody was seen yet"
    assert report.enrol_button.isVisible()
    report.bar.show_kind(ReportKind.PERSON)
    assert report.nothing.title == "Whose days?"
    window.attendance.show_part(PERIODS)
    qtbot.waitUntil(window.attendance.periods.none.isVisible, timeout=PATIENCE)
    assert not window.attendance.periods.reopen_button.isVisible()
    dialog = window.export(None, None, ReportKind.LATE)
    columns = dialog.choose_columns()
    columns.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    columns.profile.setText("Without the day")
    columns.save_button.click()
    qtbot.waitUntil(lambda: columns.verdict.text == "Saved.", timeout=PATIENCE)
    columns.take_button.click()
    assert dialog.columns.currentText() == "Without the day"
    assert dialog.keys is not None
    assert "date" not in dialog.keys
    dialog.show_kind(ReportKind.PAYROLL)
    assert dialog.keys is None
    assert not dialog.columns_button.isEnabled()
    dialog.daily_button.click()
    daily = next(each for each in QApplication.topLevelWidgets() if isinstance(each, DailyReportsDialog))
    daily.folder.setText(str(tmp_path))
    daily.kind.setCurrentIndex(daily.kind.findData(ReportKind.LATE))
    daily.profile.setCurrentText("Without the day")
    daily.add_button.click()
    daily.act_button.click()
    reports = window.services.settings
    qtbot.waitUntil(lambda: reports.current.reports.folder == str(tmp_path), timeout=PATIENCE)
    (file,) = reports.current.reports.daily
    assert (file.kind, file.format, file.profile) == (ReportKind.LATE, "csv", "Without the day")


def test_a_report_has_a_chart_and_sums_and_narrows_to_a_person(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot
) -> None:
    shift_for_all(gate)
    ada, bo = gate.add_person(1, "Ada"), gate.add_person(2, "Bo")
    for who, begin in ((ada, "09:30"), (bo, "08:55")):
        seen(gate, who, begin)
        seen(gate, who, "17:00")
    _window, report = opened(make_window, qtbot)
    assert report.note.isHidden()
    assert [texts(report, row)["name"] for row in range(2)] == ["Ada", "Bo"]
    assert texts(report, 0)["late_minutes"] == "0:30"
    (column,) = report.chart.columns
    assert (column.in_time, column.late, column.worked) == (1, 1, 930)
    assert "late 1" in report.chart.accessibleDescription()
    assert "15:30" in report.sums.text()
    qtbot.keyClick(report.chart, Qt.Key.Key_Right)
    assert "in time 1" in report.chart.accessibleName()
    report.model.sort(report.model.headings.index("Name"), Qt.SortOrder.DescendingOrder)
    assert texts(report, 0)["name"] == "Bo"
    report.bar.person.choose(bo)
    assert read(report, qtbot).total == 1
    report.bar.show_kind(ReportKind.LATE)
    read(report, qtbot)
    assert report.nothing.title == "Nothing of these people"
    report.everybody_button.click()
    assert read(report, qtbot).total == 1
    report.bar.show_kind(ReportKind.TIMESHEET)
    read(report, qtbot)
    report.table.activated.emit(report.model.index(0, 0))
    qtbot.waitUntil(lambda: report.bar.wanted.kind is ReportKind.PERSON, timeout=PATIENCE)
    found = read(report, qtbot)
    assert (found.wanted.subject_id, found.wanted.first) == (ada.subject_id, yesterday().replace(day=1))
    assert yesterday().isoformat() in [texts(report, row)["date"] for row in range(found.total)]


def test_a_table_holds_a_part_and_a_long_reading_can_be_cancelled(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [gate.add_person(number, f"Person {number}") for number in range(3)]
    for who in people:
        seen(gate, who, "09:00")
    monkeypatch.setattr(report_reading, "MOST_ROWS", 2)
    _window, report = opened(make_window, qtbot)
    assert (report.model.row_number(), read(report, qtbot).total) == (2, 3)
    assert "The first 2 of 3 rows" in report.count.text()
    begun, go_on = threading.Event(), threading.Event()
    refresh = gate.services.attendance.refresh

    def slow(first: date, last: date, people: object, progress: Callable[[int, int], None]) -> None:
        progress(1, 3)
        begun.set()
        go_on.wait(5)
        progress(2, 3)
        refresh(first, last)

    monkeypatch.setattr(gate.services.attendance, "refresh", slow)
    report.refresh()
    qtbot.waitUntil(lambda: "1 of 3 people" in report.how_far.text() and report.loading.isVisible(), timeout=PATIENCE)
    assert begun.is_set()
    report.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: report.nothing.title == "Cancelled", timeout=PATIENCE)


def test_a_punch_is_added_moved_and_taken_back(make_window: MakeWindow, gate: Gate, qtbot: QtBot) -> None:
    shift_for_all(gate)
    ada = gate.add_person(1, "Ada")
    seen(gate, ada, "09:30")
    seen(gate, ada, "09:30:20")
    window, report = opened(make_window, qtbot)
    page, panel = window.attendance, report.panel
    report.choose_row(0)
    panel_shown(page, qtbot)
    assert panel.found is not None
    assert [row.became() for row in panel.found.rows] == ["gives nothing: there is no out after it"] * 1 + [
        "ignored: so soon after the one before"
    ]
    assert panel.answer.steps.count() == len(panel.found.preview.result.steps) > 0
    assert not panel.move_button.isEnabled()
    add = panel.place(None)
    assert isinstance(add, PlacePunchDialog)
    assert not add.act_button.isEnabled(), "a change needs a reason"
    # What is missing is the leaving, which the shift puts at five.
    assert (add.time.value(), add.direction.currentData()) == (17 * HOUR, Direction.OUT)
    add.reason.setText("forgotten")
    add.act_button.click()
    qtbot.waitUntil(lambda: len(rows(page)) == 3, timeout=PATIENCE)
    assert rows(page)[2] == ("17:00", PunchState.COUNTS)
    qtbot.waitUntil(lambda: read(report, qtbot) and texts(report, 0)["last_out"] == "17:00", timeout=PATIENCE)
    move = panel.place(panel.found.rows[0])
    assert isinstance(move, PlacePunchDialog)
    assert move.time.value() == 9 * HOUR + 30
    move.time.setValue(9 * HOUR)
    move.reason.setText("the clock was wrong")
    move.act_button.click()
    qtbot.waitUntil(lambda: len(rows(page)) == 4, timeout=PATIENCE)
    said = [(f"{row.line.at:%H:%M}", row.became(), row.may_move) for row in panel.found.rows]
    assert said[0] == ("09:00", "counts", True)
    assert ("09:30", "was moved", False) in said
    panel.punches.selectRow(3)
    assert panel.said.text().startswith("Added by")
    assert panel.void_button.text() == "&Take back…"
    void = panel.void(panel.found.rows[3])
    assert isinstance(void, VoidPunchDialog)
    void.reason.setText("it was not so")
    void.act_button.click()
    qtbot.waitUntil(lambda: ("17:00", PunchState.TAKEN_BACK) in rows(page), timeout=PATIENCE)


def test_a_second_person_decides_and_nobody_on_their_own_change(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot
) -> None:
    settings = gate.services.settings
    settings.replace(with_changes(settings.current, "attendance", second_person=True))
    ada = gate.add_person(1, "Ada")
    for minute, actor in ((0, "tester"), (30, "somebody")):
        at = datetime.combine(yesterday(), time(9, minute), UTC)
        gate.services.punches.add_punch(ada.subject_id, at, None, f"said by {actor}", actor=actor)
    window, _report = opened(make_window, qtbot)
    page = window.attendance
    part = page.approvals
    page.show_part(APPROVALS)
    qtbot.waitUntil(lambda: part.rows.row_number() == 2, timeout=PATIENCE)
    assert page.tabs.tabText(APPROVALS) == "Approvals (2)"
    part.table.selectRow(0)
    assert not part.approve_button.isEnabled()
    assert "themselves" in part.hint.text()
    part.table.selectRow(1)
    part.approve_button.click()
    qtbot.waitUntil(lambda: part.rows.row_number() == 1, timeout=PATIENCE)
    assert page.tabs.tabText(APPROVALS) == "Approvals (1)"
    page.show_part(REPORT)
    qtbot.waitUntil(lambda: texts(read_now(page), 0).get("first_in") == "09:30", timeout=PATIENCE)


def read_now(page: AttendancePage) -> ReportPart:
    return page.report


def test_closed_days_cannot_be_changed_until_they_are_opened_again(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = gate.add_person(1, "Ada")
    seen(gate, ada, "09:30")
    window, report = opened(make_window, qtbot)
    page, periods = window.attendance, window.attendance.periods
    page.show_part(PERIODS)
    dialog = periods.close_days()
    dialog.first.set_day(yesterday())
    dialog.last.set_day(yesterday() - timedelta(days=1))
    assert not dialog.act_button.isEnabled()
    dialog.last.set_day(yesterday())
    dialog.act_button.click()
    qtbot.waitUntil(lambda: periods.rows.row_number() == 1, timeout=PATIENCE)
    page.show_part(REPORT)
    qtbot.waitUntil(lambda: "Closed" in report.note.text(), timeout=PATIENCE)
    report.choose_row(0)
    panel_shown(page, qtbot)
    assert not report.panel.add_button.isEnabled()
    assert report.panel.add_button.toolTip() == "The day is closed."
    report.panel.periods_button.click()
    periods.table.selectRow(0)
    again = periods.reopen()
    assert again is not None
    again.reason.setText("a punch is missing")
    again.act_button.click()
    qtbot.waitUntil(report.panel.add_button.isEnabled, timeout=PATIENCE)
    assert "a punch is missing" in str(periods.rows.data(periods.rows.index(0, 5)))
