"""The outcome of an import: counts, a table, a way to keep it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facegate.pipeline.import_report import ImportReport, Kind, Outcome
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.import_tables import ReportModel
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict


class ImportReportPage(QWidget):
    """Problems are shown first: they are what there is to do.

    Signals:
        save_wanted: the report is to be saved.
    """

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: ImportReport | None = None
        self.summary = Verdict(self)
        self.counts = muted("", self)
        self.problems_only = QCheckBox(self.tr("&Problems only"), self)
        self.save_button = QPushButton(icons.icon("export"), self.tr("&Save report…"), self)
        self.save_button.setAutoDefault(False)
        self.model = ReportModel(self)
        self.table = Table(self.model, self.tr("Report of the import"), self)
        self.detail = muted("", self)
        samples = {0: "1000", 1: "P-012345", 2: "M" * 9, 3: "photo-001.jpg", 4: self.tr("Imported before")}
        self.table.share_width(samples, stretched=5)
        bar = QHBoxLayout()
        bar.setSpacing(UNIT)
        bar.addWidget(self.problems_only)
        bar.addStretch(1)
        bar.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.summary)
        box.addWidget(self.counts)
        box.addLayout(bar)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)
        self.problems_only.toggled.connect(lambda _on: self._fill())
        self.save_button.clicked.connect(self.save_wanted)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_detail())

    def show_report(self, report: ImportReport) -> None:
        """Show an outcome."""
        self._report = report
        problems = any(row.is_problem for row in report.rows)
        self.problems_only.setChecked(problems)
        self.problems_only.setEnabled(problems)
        number = self.locale().toString
        people, photos = (self._count(kind) for kind in (Kind.PERSON, Kind.PHOTO))
        if report.dry_run:
            said = self.tr("Tried, nothing was changed. People who would be added: {added}, updated: {updated}.")
        else:
            said = self.tr("People added: {added}, updated: {updated}.")
        kind = "good" if report.complete else "warn"
        added, updated = report.count(Kind.PERSON, Outcome.ADDED), report.count(Kind.PERSON, Outcome.UPDATED)
        self.summary.say(kind, said.format(added=number(added), updated=number(updated)))
        self.counts.setText(
            self.tr("People imported before: {before}, refused: {refused}.").format(**people)
            + " "
            + self.tr("Photographs used: {used}, imported before: {before}, refused: {refused}.").format(**photos)
        )
        self._fill()

    def _count(self, kind: Kind) -> dict[str, str]:
        assert self._report is not None
        return {
            name: self.locale().toString(self._report.count(kind, outcome))
            for name, outcome in (("used", Outcome.USED), ("before", Outcome.BEFORE), ("refused", Outcome.REFUSED))
        }

    def _fill(self) -> None:
        if self._report is not None:
            self.model.show_report(self._report, self.problems_only.isChecked())
            if self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_detail()

    def _show_detail(self) -> None:
        """The whole reason of the chosen row: a column has no room for it."""
        rows = self.table.selectionModel().selectedRows()
        self.detail.setText(self.model.cells(rows[0].row())[-1] if rows else "")
