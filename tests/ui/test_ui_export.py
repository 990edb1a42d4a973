"""Export from the window."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from facegate.domain.events import Event, EventFilter
from facegate.domain.identification import Outcome, Reason
from facegate.domain.report_kinds import ReportKind
from facegate.ui.dialogs.export import ExportDialog
from facegate.ui.window import MainWindow

PATIENCE = 8000


@pytest.fixture
def window(make_window: Callable[..., MainWindow], gate: Gate) -> MainWindow:
    ada = gate.add_person(1, "=Ada", "P-1")
    gate.add_event(None, timedelta(days=3), Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, 1.4, None)
    for ago in (timedelta(days=2, hours=1), timedelta(days=2), timedelta(seconds=5)):
        gate.add_event(ada.subject_id, ago)
    return make_window(start=False)


def to(dialog: ExportDialog, out: Path) -> None:
    dialog.path.setText(str(out))
    dialog.path.textEdited.emit(str(out))


def rows(out: Path) -> list[dict[str, str]]:
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def test_attendance_is_written_and_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window.export(None, None)
    out = tmp_path / "attendance of 陳.csv"
    to(dialog, out)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    found = rows(out)
    assert [row["name"] for row in found] == ["'=Ada", "'=Ada"]
    assert found[0]["hours"] == "1.00"
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert "Rows: 2." in window.notices.shown.text
    assert str(out) in window.notices.shown.text


def test_events_of_the_days_that_the_page_shows(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.show_page("events")
    window.events.export_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    today = window.events.today()
    assert dialog.chosen_days() == (today, today)
    assert Path(dialog.path.text()).name == f"events_{today.isoformat()}.csv"
    out = tmp_path / "events.csv"
    to(dialog, out)
    dialog.write_button.click()
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    assert [row["person_id"] for row in rows(out)] == ["P-1"]


def test_a_long_export_shows_how_far_it_is_and_can_be_cancelled(
    window: MainWindow, gate: Gate, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, go_on = next(iter(gate.log.query(EventFilter()))), threading.Event()

    def endless(_wanted: EventFilter, _limit: int | None = None, _newest: bool = False) -> Iterator[Event]:
        for number in range(10_000_000):
            if number == 2500:
                go_on.wait(5)
            yield event

    monkeypatch.setattr(gate.log, "query", endless)
    dialog = window.export(None, None)
    dialog.show_kind(ReportKind.EVENTS)
    out = tmp_path / "events.csv"
    out.write_text("older")
    to(dialog, out)
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.count.text() in ("Done: 2000", "Done: 2,000"), timeout=PATIENCE)
    assert dialog.bar.isVisible()
    assert not dialog.write_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: "Cancelled" in dialog.verdict.text, timeout=PATIENCE)
    assert out.read_text() == "older"
    assert [path.name for path in tmp_path.glob("*events*")] == ["events.csv"]
    dialog.reject()
    assert not dialog.isVisible()


def test_a_folder_that_is_not_there_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window.export(None, None)
    to(dialog, tmp_path / "nowhere" / "a.csv")
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.isVisible(), timeout=PATIENCE)
    assert "a.csv" in dialog.verdict.text
    assert "choose another folder" in dialog.verdict.text
    assert dialog.write_button.isEnabled()


def test_days_that_run_backwards_cannot_be_exported(window: MainWindow) -> None:
    dialog = window.export(None, None)
    dialog.all_days.setChecked(False)
    dialog.last.setDate(dialog.first.date().addDays(-1))
    assert not dialog.write_button.isEnabled()
    assert dialog.verdict.isVisible()
    dialog.last.setDate(dialog.first.date())
    assert dialog.write_button.isEnabled()


def test_the_file_dialog_fills_in_the_path(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = window.export(None, None)
    dialog.browse_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None, timeout=PATIENCE)
    picker = dialog.findChild(QFileDialog)
    assert picker.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert picker.defaultSuffix() == "csv"
    picker.fileSelected.emit(str(tmp_path / "chosen.csv"))
    picker.close()
    assert dialog.path.text() == str(tmp_path / "chosen.csv")
    dialog.show_kind(ReportKind.EVENTS)
    assert dialog.path.text() == str(tmp_path / "chosen.csv"), "a path that was chosen is not replaced"


def test_an_account_that_does_not_exist_is_told_in_place(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.export(None, None)
    to(dialog, Path("~nobody-of-that-name/attendance.csv"))
    dialog.write_button.click()
    assert dialog.verdict.kind == "bad"
    assert dialog.verdict.text == "There is no account of that name. Write the folder in full."
    assert dialog.write_button.isEnabled()
    dialog.reject()
