"""Writing events or attendance to a CSV file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520


class ExportDialog(QDialog):
    """What, which days, where to; then a bar that can be cancelled.

    Attributes:
        written: rows written and the file; None until then.
    """

    def __init__(self, session: Session, first: date | None, last: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Handle | None = None
        self.written: tuple[int, Path] | None = None
        self.setWindowTitle(self.tr("Export"))
        self.setFixedWidth(_WIDTH)
        self.attendance = QRadioButton(self.tr("&Attendance: first in, last out, hours per person and day"), self)
        self.events = QRadioButton(self.tr("&Events: every identification and camera fault"), self)
        self.attendance.setChecked(True)
        self.all_days = QCheckBox(self.tr("A&ll days"), self)
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        today = session.services.clock.now().astimezone(session.zone).date()
        for edit, day in ((self.first, first), (self.last, last)):
            chosen = day or today
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(QDate(chosen.year, chosen.month, chosen.day))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.all_days.setChecked(first is None and last is None)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("File"))
        self.browse_button = QPushButton(self.tr("&Browse…"), self)
        self.browse_button.setAutoDefault(False)
        self.verdict = Verdict(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.read = muted("", self)
        self.export_button = primary_button(self.tr("E&xport"), self)
        self.export_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self._typed_path = False
        self._lay_out()
        self._connect()
        self._show_running(False)
        self._changed()

    def _lay_out(self) -> None:
        self.days = QWidget(self)
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(UNIT)
        for widget in (self.first, QLabel(self.tr("to"), self), self.last):
            days.addWidget(widget)
        days.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(int(1.5 * UNIT))
        grid.addWidget(QLabel(self.tr("Days"), self), 0, 0)
        grid.addWidget(self.all_days, 0, 1)
        grid.addWidget(self.days, 1, 1)
        label = QLabel(self.tr("&File"), self)
        label.setBuddy(self.path)
        grid.addWidget(label, 2, 0)
        file_row = QHBoxLayout()
        file_row.setSpacing(UNIT)
        file_row.addWidget(self.path, 1)
        file_row.addWidget(self.browse_button)
        grid.addLayout(file_row, 2, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Export to a CSV file"), self, 1.2))
        box.addSpacing(UNIT)
        box.addWidget(self.attendance)
        box.addWidget(self.events)
        box.addSpacing(UNIT)
        box.addLayout(grid)
        box.addSpacing(UNIT)
        box.addWidget(self.verdict)
        box.addWidget(self.bar)
        box.addWidget(self.read)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.path.textEdited.connect(self._path_edited)
        self.browse_button.clicked.connect(self._browse)
        self.export_button.clicked.connect(self.export)
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.events, self.attendance, self.all_days):
            button.toggled.connect(lambda _on: self._changed())
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _date: self._changed())

    def chosen_days(self) -> tuple[date | None, date | None]:
        """First and last day, both included; None: no bound."""
        if self.all_days.isChecked():
            return None, None
        first, last = self.first.date(), self.last.date()
        return date(first.year(), first.month(), first.day()), date(last.year(), last.month(), last.day())

    def export(self) -> None:
        """Begin to write."""
        exports, (first, last) = self._session.services.exports, self.chosen_days()
        try:
            out = Path(self.path.text().strip()).expanduser()
        except RuntimeError:  # "~somebody/…"
            self.verdict.say("bad", self.tr("There is no account of that name. Write the folder in full."))
            return
        write = exports.attendance if self.attendance.isChecked() else exports.events

        def work(context: JobContext) -> int:
            def read(rows: int) -> None:
                context.check()
                context.progress(rows, 0)

            return write(first, last, out, read)

        self.verdict.say("", "")
        self._show_running(True)
        self._job = self._session.tasks.run(
            self,
            self.tr("Exporting"),
            work,
            on_done=lambda rows: self._done(rows, out),
            on_error=self._failed,
            on_progress=self._progress,
            on_cancelled=self._cancelled,
        )

    def reject(self) -> None:
        """While it is written: stop that. Otherwise close."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def _changed(self) -> None:
        self.days.setEnabled(not self.all_days.isChecked())
        if not self._typed_path:
            self.path.setText(str(self._suggestion()))
            self.path.setCursorPosition(0)
        first, last = self.chosen_days()
        backwards = first is not None and last is not None and last < first
        self.verdict.say("warn", self.tr("The last day lies before the first.") if backwards else "")
        self.export_button.setEnabled(bool(self.path.text().strip()) and not backwards)

    def _suggestion(self) -> Path:
        kind = "attendance" if self.attendance.isChecked() else "events"
        days = "_".join(day.isoformat() for day in dict.fromkeys(self.chosen_days()) if day is not None)
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return (folder if folder.is_dir() else Path.home()) / (f"{kind}_{days}.csv" if days else f"{kind}.csv")

    def _path_edited(self, _text: str) -> None:
        self._typed_path = True
        self._changed()

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export to"), self.path.text(), self.tr("CSV files") + " (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def _picked(self, file: str) -> None:
        self.path.setText(file)
        self._path_edited(file)

    def _show_running(self, running: bool) -> None:
        for widget in (self.events, self.attendance, self.all_days, self.days, self.path, self.browse_button):
            widget.setEnabled(not running)
        self.export_button.setEnabled(not running)
        self.cancel_button.setEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self.read.setVisible(running)
        self.read.setText("")

    def _progress(self, progress: Progress) -> None:
        self.read.setText(self.tr("Events read: {number}").format(number=self.locale().toString(progress.done)))

    def _done(self, rows: int, out: Path) -> None:
        self.written = rows, out
        self.accept()

    def _failed(self, error: FacegateError) -> None:
        self._stopped()
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")

    def _cancelled(self) -> None:
        self._stopped()
        self.verdict.say("warn", self.tr("Cancelled. No file was written."))

    def _stopped(self) -> None:
        self._show_running(False)
        self._changed()
