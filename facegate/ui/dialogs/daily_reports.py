"""Reports that are written to a folder every day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from facegate.domain.attendance.clock_times import DAY, clock_text
from facegate.domain.report_kinds import FIXED, TITLES, ReportKind
from facegate.pipeline.reports import profiles
from facegate.settings.model import with_changes
from facegate.settings.reports import DailyFile
from facegate.ui import icons
from facegate.ui.clock_texts import minutes_of
from facegate.ui.dialogs.acting import ActingDialog
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.report_words import report_words
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.clock_box import ClockBox

_ROWS = 5


class DailyReportsDialog(ActingDialog):
    """Folder, time, and which."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, translate("DailyReports", "Reports every day"), parent)
        self._files = list(session.settings.reports.daily)
        self.box.addWidget(
            muted(
                self.tr(
                    "Written while the program runs, of the day before; what was missed is made up for. The file of a"
                    " month grows day by day."
                ),
                self,
            )
        )
        self._add_folder()
        self.at = ClockBox(self.tr("Time"), self)
        self.at.setMaximum(DAY - 1)
        self.at.setValue(minutes_of(session.settings.reports.at) or 0)
        self.field(self.tr("&Time, by the site’s clock"), self.at)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Reports"))
        self.list.setFixedHeight(_ROWS * (self.fontMetrics().height() + 2 * UNIT))
        self.field(self.tr("&Reports"), self.list)
        self._add_row()
        self.finish(self.tr("&Save"))
        self._show()

    def _add_folder(self) -> None:
        self.folder = QLineEdit(self.session.settings.reports.folder, self)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.setPlaceholderText(self.tr("Empty: nothing is written"))
        self.browse_button = QPushButton(self.tr("&Browse…"), self)
        self.browse_button.setAutoDefault(False)
        self.browse_button.clicked.connect(self._browse)
        label = QLabel(self.tr("&Folder"), self)
        label.setBuddy(self.folder)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse_button)
        self.box.addWidget(label)
        self.box.addLayout(row)
        self.inputs += [self.folder, self.browse_button]

    def _add_row(self) -> None:
        self.kind, self.format, self.profile = QComboBox(self), QComboBox(self), QComboBox(self)
        for box, name in (
            (self.kind, self.tr("Report")),
            (self.format, self.tr("Format")),
            (self.profile, self.tr("Columns")),
        ):
            box.setAccessibleName(name)
        for kind in ReportKind:
            if kind is not ReportKind.PERSON:
                self.kind.addItem(report_words(TITLES[kind]), kind)
        for each in ("csv", "xlsx"):
            self.format.addItem(each.upper(), each)
        self.add_button = QPushButton(self.tr("&Add"), self)
        self.remove_button = QPushButton(icons.icon("erase"), self.tr("Re&move"), self)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        row, below = QHBoxLayout(), QHBoxLayout()
        for layout in (row, below):
            layout.setSpacing(UNIT)
        row.addWidget(self.kind, 1)
        row.addWidget(self.format)
        row.addWidget(self.profile, 1)
        below.addWidget(self.add_button)
        below.addWidget(self.remove_button)
        below.addStretch(1)
        self.box.addLayout(row)
        self.box.addLayout(below)
        self.inputs += [self.kind, self.format, self.profile, self.add_button, self.remove_button]
        self.kind.currentIndexChanged.connect(lambda _index: self._offer_profiles())
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._offer_profiles()

    def _offer_profiles(self) -> None:
        kind = ReportKind(self.kind.currentData())
        self.profile.clear()
        self.profile.addItem(self.tr("Usual columns"), "")
        for name in [] if kind in FIXED else profiles.names_of(self.session.settings.reports, kind):
            self.profile.addItem(name, name)

    def _show(self) -> None:
        self.list.clear()
        for file in self._files:
            text = f"{report_words(TITLES[file.kind])} · {file.format.upper()}"
            self.list.addItem(f"{text} · {isolated(file.profile)}" if file.profile else text)
        self._enable()

    def _enable(self) -> None:
        self.remove_button.setEnabled(self.list.currentRow() >= 0)

    def _add(self) -> None:
        made = DailyFile(
            kind=ReportKind(self.kind.currentData()),
            format=self.format.currentData(),
            profile=self.profile.currentData(),
        )
        if made not in self._files:
            self._files.append(made)
        self._show()
        self.list.setCurrentRow(self._files.index(made))

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._files[row]
            self._show()
            self.list.setCurrentRow(min(row, len(self._files) - 1))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for reports"), self.folder.text() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def act(self) -> None:
        """Store it."""
        store, daily = self.session.services.settings, tuple(file.model_dump() for file in self._files)
        folder, at = self.folder.text().strip(), clock_text(self.at.value())

        def work(_context: object) -> None:
            store.replace(with_changes(store.current, "reports", folder=folder, at=at, daily=daily))

        self.run(self.tr("Saving the settings"), work, lambda _none: self.accept())
