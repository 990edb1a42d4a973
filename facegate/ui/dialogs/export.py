"""Writing events or attendance to a CSV file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facegate.pipeline.jobs import JobContext
from facegate.ui.dialogs.writing import WritingDialog
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading


class ExportDialog(WritingDialog):
    """What, which days, where to; then a bar that can be cancelled.

    Attributes:
        written: rows written and the file; None until then.
    """

    def __init__(self, session: Session, first: date | None, last: date | None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(self.tr("Export"))
        self.written: tuple[int, Path] | None = None
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
        self._typed_path = False
        self._add_parts()
        self.write_button.setText(self.tr("E&xport"))
        self._lay_out()
        self.inputs += [self.events, self.attendance, self.all_days, self.days]
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
        grid.addLayout(self.file_row(), 2, 1)
        grid.setColumnStretch(1, 1)
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
        box.addWidget(self.count)
        box.addLayout(self.buttons())

    def _connect(self) -> None:
        self.path.textEdited.connect(self._path_edited)
        self.browse_button.clicked.connect(self._browse)
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

    def write(self) -> None:
        """Begin to write."""
        exports, (first, last) = self._session.services.exports, self.chosen_days()
        if (out := self._target()) is None:
            return
        write = exports.attendance if self.attendance.isChecked() else exports.events

        def work(context: JobContext) -> int:
            def read(rows: int) -> None:
                context.check()
                context.progress(rows, 0)

            return write(first, last, out, read)

        self._begin(self.tr("Exporting"), work, lambda rows: self._done(rows, out))

    def _changed(self) -> None:
        self.days.setEnabled(not self.all_days.isChecked())
        if not self._typed_path:
            self._suggest(self._suggestion())
        first, last = self.chosen_days()
        backwards = first is not None and last is not None and last < first
        self.verdict.say("warn", self.tr("The last day lies before the first.") if backwards else "")
        self.write_button.setEnabled(bool(self.path.text().strip()) and not backwards)

    def _suggestion(self) -> str:
        kind = "attendance" if self.attendance.isChecked() else "events"
        days = "_".join(day.isoformat() for day in dict.fromkeys(self.chosen_days()) if day is not None)
        return f"{kind}_{days}.csv" if days else f"{kind}.csv"

    def _path_edited(self, _text: str) -> None:
        self._typed_path = True
        self._changed()

    def _browse(self) -> None:
        self._choose_file(self.tr("Export to"), self.tr("CSV files"), "csv", self._picked)

    def _picked(self, file: str) -> None:
        self.path.setText(file)
        self._path_edited(file)

    def _counted(self, number: str) -> str:
        return self.tr("Events read: {number}").format(number=number)

    def _done(self, rows: int, out: Path) -> None:
        self.written = rows, out
        self.accept()

    def _stopped(self) -> None:
        super()._stopped()
        self._changed()
