"""Tables of an import: what was understood before it, and what became of everything after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from facegate.pipeline.import_plan import ImportPlan
from facegate.pipeline.import_report import ImportReport, ReportRow
from facegate.ui import theme
from facegate.ui.formatting import isolated
from facegate.ui.import_words import outcome_text, reason_text, reasons_text

PREVIEWED = 100
"""People that a preview shows: enough to see whether the columns were understood."""

_PROBLEMS_PREVIEWED = 500

Index = QModelIndex | QPersistentModelIndex
Cells = tuple[str, ...]


class _TextTable(QAbstractTableModel):
    """Rows of text, the last column of which may be a problem."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: Cells = ()

    def cells(self, row: int) -> Cells:
        """The texts of a row."""
        raise NotImplementedError

    def is_problem(self, row: int) -> bool:
        """Whether something is wrong with it."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and self.is_problem(index.row()):
            return QColor(theme.colours().bad) if index.column() >= len(self._headings) - 1 else None
        return None


class PreviewModel(_TextTable):
    """What cannot be used, then the first people as they were understood."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (
            self.tr("Line"),
            self.tr("Identifier"),
            self.tr("Name"),
            self.tr("Department"),
            self.tr("Card"),
            self.tr("Photos"),
            self.tr("Problem"),
        )
        self._rows: list[tuple[bool, Cells]] = []

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._rows = [
            (True, (_lines(row.lines), row.identifier, row.folder or row.name, "", "", "", reasons_text(row.reasons)))
            for row in plan.refused[:_PROBLEMS_PREVIEWED]
        ]
        for person in plan.people[:PREVIEWED]:
            draft, missing = person.draft, [photo for photo in person.photos if photo.reason is not None]
            profile = draft.profile
            problem = reason_text(missing[0].reason) if missing else ""
            photos = str(sum(photo.file is not None for photo in person.photos))
            cells = (
                _lines(draft.lines), profile.external_id, profile.name, profile.department, profile.card or "", photos,
                problem,
            )  # fmt: skip
            self._rows.append((bool(missing), cells))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def cells(self, row: int) -> Cells:
        """See base."""
        return self._rows[row][1]

    def is_problem(self, row: int) -> bool:
        """See base."""
        return self._rows[row][0]


class ReportModel(_TextTable):
    """Every person and photograph with its outcome; or problems only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (
            self.tr("Line"),
            self.tr("Identifier"),
            self.tr("Name"),
            self.tr("Photo"),
            self.tr("Outcome"),
            self.tr("Reason"),
        )
        self._report: ImportReport | None = None
        self._shown: list[ReportRow] = []

    def show_report(self, report: ImportReport, problems_only: bool) -> None:
        """Show an outcome."""
        self.beginResetModel()
        self._report = report
        self._shown = [row for row in report.rows if not problems_only or row.is_problem]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows."""
        return 0 if parent.isValid() else len(self._shown)

    def cells(self, row: int) -> Cells:
        """See base."""
        shown = self._shown[row]
        outcome = outcome_text(shown.outcome, self._report is not None and self._report.dry_run)
        who = (isolated(text) if text else "" for text in (shown.identifier, shown.name, shown.photo))
        return _lines(shown.lines), *who, outcome, reasons_text(shown.reasons)

    def is_problem(self, row: int) -> bool:
        """See base."""
        return self._shown[row].is_problem


def _lines(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))
