"""Writing a report to a file: which, of what, as what, with which columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.report_kinds import COLUMNS, FIXED, TITLES, ReportKind
from facegate.domain.report_tables import WrittenReport
from facegate.pipeline.jobs import JobContext
from facegate.pipeline.reports import profiles
from facegate.pipeline.reports.service import ReportFormat
from facegate.ui.dialogs.report_columns import ReportColumnsDialog
from facegate.ui.dialogs.writing import WritingDialog
from facegate.ui.report_words import report_words
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.report_reading import Wanted, write_report
from facegate.ui.widgets.basics import heading
from facegate.ui.widgets.person_picker import PersonPicker

_WIDEST = 20 * UNIT
"""A department of 100 characters must not push the search out."""
_USUAL, _SHOWN, _CHOSEN = "usual", "shown", "chosen"
"""Columns that no profile has; data of the box, where profiles are a tuple."""


class ExportDialog(WritingDialog):
    """Fields, then a bar that can be cancelled.

    Attributes:
        written: rows written and the file; None until then.

    Signals:
        daily_wanted: the user wants reports to be written every day.
    """

    daily_wanted = Signal()

    def __init__(
        self, session: Session, wanted: Wanted, shown: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """``wanted``: what is offered; ``shown``: columns that the screen shows of it, if any."""
        super().__init__(session, parent)
        self.setWindowTitle(self.tr("Export"))
        self.written: tuple[int, Path] | None = None
        self._shown_keys, self._shown_kind = tuple(shown), wanted.kind
        self._keys: tuple[str, ...] = ()
        self._typed_path = False
        self._make_fields(wanted)
        self._add_parts()
        self.write_button.setText(self.tr("E&xport"))
        self.daily_button = QPushButton(self.tr("E&very day…"), self)
        self.daily_button.setToolTip(self.tr("Have reports written to a folder every day"))
        self.daily_button.setAutoDefault(False)
        self._lay_out()
        self.inputs += [self.kind, self.all_days, self.days, self.person, self.department, self.format]
        self.inputs += [self.columns, self.columns_button, self.daily_button]
        self._connect()
        self._show_running(False)
        self._offer_columns()
        self._find_person(wanted)
        self._changed()

    def _make_fields(self, wanted: Wanted) -> None:
        self.kind, self.format, self.columns, self.department = (QComboBox(self) for _ in range(4))
        for kind in ReportKind:
            self.kind.addItem(report_words(TITLES[kind]), kind)
        self.kind.setCurrentIndex(self.kind.findData(wanted.kind))
        for text, each in (
            (self.tr("CSV, for other programs"), ReportFormat.CSV),
            (self.tr("XLSX, for a spreadsheet"), ReportFormat.XLSX),
            (self.tr("PDF, for paper"), ReportFormat.PDF),
        ):
            self.format.addItem(text, each)
        self.all_days = QCheckBox(self.tr("A&ll days"), self)
        self.first, self.last = QDateEdit(self), QDateEdit(self)
        today = self._session.services.clock.now().astimezone(self._session.zone).date()
        for edit, day in ((self.first, wanted.first), (self.last, wanted.last)):
            chosen = day or today
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setDate(QDate(chosen.year, chosen.month, chosen.day))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.all_days.setChecked(wanted.first is None and wanted.last is None)
        self.person = PersonPicker(self._session, self)
        self.department.setAccessibleName(self.tr("Department"))
        self.department.setMaximumWidth(_WIDEST)
        self.department.addItem(self.tr("All departments"), None)
        if wanted.department is not None:
            self.department.addItem(wanted.department, wanted.department)
            self.department.setCurrentIndex(1)
        self.columns_button = QPushButton(self.tr("C&hoose…"), self)
        self.columns_button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.days = QWidget(self)
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(UNIT)
        for widget in (self.first, QLabel(self.tr("to"), self), self.last):
            days.addWidget(widget)
        days.addStretch(1)
        whom, columns = QHBoxLayout(), QHBoxLayout()
        for row in (whom, columns):
            row.setSpacing(UNIT)
        whom.addWidget(self.person, 1)
        whom.addWidget(self.department)
        columns.addWidget(self.columns, 1)
        columns.addWidget(self.columns_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(int(1.5 * UNIT))
        rows: list[tuple[str, QWidget, QWidget | QHBoxLayout]] = [
            (self.tr("&Report"), self.kind, self.kind),
            (self.tr("Days"), self.all_days, self.all_days),
            ("", self.days, self.days),
            (self.tr("&People"), self.person, whom),
            (self.tr("For&mat"), self.format, self.format),
            (self.tr("&Columns"), self.columns, columns),
            (self.tr("&File"), self.path, self.file_row()),
        ]
        for number, (text, buddy, field) in enumerate(rows):
            label = QLabel(text, self)
            label.setBuddy(buddy)
            buddy.setAccessibleName(buddy.accessibleName() or text.replace("&", ""))
            grid.addWidget(label, number, 0)
            if isinstance(field, QWidget):
                grid.addWidget(field, number, 1)
            else:
                grid.addLayout(field, number, 1)
        grid.setColumnStretch(1, 1)
        self._order_tabs()
        foot = self.buttons()
        foot.insertWidget(0, self.daily_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Export a report"), self, 1.2))
        box.addSpacing(UNIT)
        box.addLayout(grid)
        box.addSpacing(UNIT)
        box.addWidget(self.verdict)
        box.addWidget(self.bar)
        box.addWidget(self.count)
        box.addLayout(foot)

    def _order_tabs(self) -> None:
        """As one reads."""
        fields = [self.kind, self.all_days, self.first, self.last, self.person, self.department, self.format]
        fields += [self.columns, self.columns_button, self.path, self.browse_button]
        fields += [self.daily_button, self.cancel_button, self.write_button]
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.path.textEdited.connect(self._path_edited)
        self.browse_button.clicked.connect(self._browse)
        self.kind.currentIndexChanged.connect(lambda _index: self._kind_changed())
        self.format.currentIndexChanged.connect(lambda _index: self._format_changed())
        self.all_days.toggled.connect(lambda _on: self._changed())
        self.person.person_changed.connect(self._changed)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _date: self._changed())
        self.columns_button.clicked.connect(self.choose_columns)
        self.daily_button.clicked.connect(self.daily_wanted)
        people = self._session.services.people
        self._session.tasks.query(self, people.departments, self._offer_departments)

    def _offer_departments(self, names: list[str]) -> None:
        for name in names:
            if self.department.findData(name) < 0:
                self.department.addItem(name, name)

    def _find_person(self, wanted: Wanted) -> None:
        who, people = wanted.subject_id, self._session.services.people
        if who is not None:
            self._session.tasks.query(self, lambda: people.get(who), self.person.choose)

    # -- what is wanted ------------------------------------------------------------------

    def chosen_days(self) -> tuple[date | None, date | None]:
        """First and last day, both included; None: no bound."""
        if self.all_days.isChecked():
            return None, None
        first, last = self.first.date(), self.last.date()
        return date(first.year(), first.month(), first.day()), date(last.year(), last.month(), last.day())

    def show_kind(self, kind: ReportKind) -> None:
        """Choose a report."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def show_format(self, chosen: ReportFormat) -> None:
        """Choose what kind of file."""
        self.format.setCurrentIndex(self.format.findData(chosen))

    @property
    def wanted(self) -> Wanted:
        """What stands there."""
        first, last = self.chosen_days()
        kind = ReportKind(self.kind.currentData())
        named = kind is not ReportKind.VISITORS
        department = self.department.currentData() if named else None
        return Wanted(kind, first, last, self.person.subject_id if named else None, department)

    @property
    def keys(self) -> tuple[str, ...] | None:
        """The columns; None for those that the format usually has."""
        chosen = self.columns.currentData()
        if self.wanted.kind in FIXED or chosen == _USUAL or chosen is None:
            return None
        if chosen == _SHOWN:
            return self._shown_keys
        return (
            self._keys
            if chosen == _CHOSEN
            else profiles.columns_of(self._session.settings.reports, self.wanted.kind, chosen[0])
        )

    def write(self) -> None:
        """Begin to write."""
        services, wanted, keys = self._session.services, self.wanted, self.keys
        chosen = ReportFormat(self.format.currentData())
        if (out := self._target()) is None:
            return

        def work(context: JobContext) -> WrittenReport:
            def told(done: int, total: int) -> None:
                context.check()
                context.progress(done, total)

            return write_report(services, wanted, keys, out, chosen, report_words, told)

        self._begin(self.tr("Exporting"), work, lambda written: self._done(written.rows, out))

    # -- columns ---------------------------------------------------------------------------

    def choose_columns(self) -> ReportColumnsDialog:
        """Tick columns, put them in order, keep them."""
        kind, current = self.wanted.kind, self.columns.currentData()
        keys = self.keys or tuple(column.key for column in COLUMNS[kind] if column.printed)
        name = current[0] if isinstance(current, tuple) else ""
        dialog = ReportColumnsDialog(self._session, kind, keys, name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.profiles_changed.connect(lambda: self._offer_columns(dialog.name))
        dialog.accepted.connect(lambda: self._columns_chosen(dialog))
        dialog.finished.connect(self.activateWindow)
        dialog.open()
        return dialog

    def _columns_chosen(self, dialog: ReportColumnsDialog) -> None:
        self._keys = dialog.keys
        settings = self._session.settings.reports
        known = dialog.name in profiles.names_of(settings, self.wanted.kind)
        same = known and profiles.columns_of(settings, self.wanted.kind, dialog.name) == dialog.keys
        self._offer_columns(dialog.name if same else "", chosen=not same)

    def _offer_columns(self, name: str = "", *, chosen: bool = False) -> None:
        kind = ReportKind(self.kind.currentData())
        with QSignalBlocker(self.columns):
            self.columns.clear()
            if kind in FIXED:
                self.columns.addItem(self.tr("Fixed, for other programs"), _USUAL)
            else:
                self.columns.addItem(self.tr("The usual ones"), _USUAL)
                if self._shown_keys and kind is self._shown_kind:
                    self.columns.addItem(self.tr("As on the screen"), _SHOWN)
                for each in profiles.names_of(self._session.settings.reports, kind):
                    self.columns.addItem(each, (each,))
                if chosen:
                    self.columns.addItem(self.tr("Chosen ({number})").format(number=len(self._keys)), _CHOSEN)
            place = self.columns.count() - 1 if chosen else self.columns.findText(name) if name else 0
            self.columns.setCurrentIndex(max(0, place))
        self.columns.setEnabled(kind not in FIXED)
        self.columns_button.setEnabled(kind not in FIXED)

    # -- changes -----------------------------------------------------------------------------

    def _kind_changed(self) -> None:
        self._offer_columns()
        self._changed()

    def _format_changed(self) -> None:
        if self._typed_path and self.path.text().strip():
            suffix = f".{self.format.currentData()}"
            self.path.setText(str(Path(self.path.text().strip()).with_suffix(suffix)))
        self._changed()

    def _changed(self) -> None:
        self.days.setEnabled(not self.all_days.isChecked())
        kind = ReportKind(self.kind.currentData())
        self.person.setEnabled(kind is not ReportKind.VISITORS)
        self.department.setEnabled(kind is not ReportKind.VISITORS and self.person.subject_id is None)
        if not self._typed_path:
            self._suggest(self._suggestion())
        first, last = self.chosen_days()
        said = ""
        if first is not None and last is not None and last < first:
            said = self.tr("The last day lies before the first.")
        elif kind is ReportKind.PERSON and self.person.subject_id is None:
            said = self.tr("Choose whose days.")
        self.verdict.say("warn", said)
        self.write_button.setEnabled(bool(self.path.text().strip()) and not said)

    def _suggestion(self) -> str:
        kind, suffix = self.kind.currentData(), self.format.currentData()
        days = "_".join(day.isoformat() for day in dict.fromkeys(self.chosen_days()) if day is not None)
        return f"{kind}_{days}.{suffix}" if days else f"{kind}.{suffix}"

    def _path_edited(self, _text: str) -> None:
        self._typed_path = True
        suffix = Path(self.path.text().strip()).suffix[1:].lower()
        place = self.format.findData(suffix)
        if place >= 0:
            # Who writes .pdf wants PDF.
            with QSignalBlocker(self.format):
                self.format.setCurrentIndex(place)
        self._changed()

    def _browse(self) -> None:
        suffix = self.format.currentData()
        kind = self.tr("{format} files").format(format=suffix.upper())
        self._choose_file(self.tr("Export to"), kind, suffix, self._picked)

    def _picked(self, file: str) -> None:
        self.path.setText(file)
        self._path_edited(file)

    def _counted(self, number: str) -> str:
        return self.tr("Done: {number}").format(number=number)

    def _done(self, rows: int, out: Path) -> None:
        self.written = rows, out
        self.accept()

    def _stopped(self) -> None:
        super()._stopped()
        self._offer_columns_enabled()
        self._changed()

    def _offer_columns_enabled(self) -> None:
        fixed = self.wanted.kind in FIXED
        self.columns.setEnabled(not fixed)
        self.columns_button.setEnabled(not fixed)
