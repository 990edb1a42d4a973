"""The table of a report: columns as the report has them, to choose, and to sort by."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from facegate.domain.report_kinds import ReportKind
from facegate.domain.report_tables import Column, ColumnKind
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.report_table import ReportTableModel
from facegate.ui.widgets.people_table import SortHeader
from facegate.ui.widgets.table import Table

_LEAST_NAME = 20 * UNIT
"""Pixels for the name, below which the table scrolls sideways instead."""
_SAMPLES = {
    ColumnKind.DATE: "2026-12-31",
    ColumnKind.TIME: "23:59 +1",
    ColumnKind.MINUTES: "100:00",
    ColumnKind.COUNT: "1000",
    ColumnKind.DECIMAL: "0.0000",
    ColumnKind.TEXT: "Usual word",
}
_CODE = "Not identified"
_LONG_TIME = "2026-12-31 23:59:59"
_LESS = ("person_id",)
"""Columns that paper needs and the screen can do without: there, a name can be clicked."""
_STRETCHED = ("effective_name", "name", "source")


class ReportGrid(Table):
    """Remembers, as long as the window is open, which columns of which report are shown."""

    def __init__(self, model: ReportTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("Report"))
        self._report = model
        self._kind: ReportKind | None = None
        self._hidden: dict[ReportKind, set[str]] = {}
        self._sorted: tuple[int, bool] = (-1, False)
        header = SortHeader(self)
        header.setMinimumSectionSize(5 * UNIT)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalHeader(header)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.clicked.connect(self._sort)
        model.modelReset.connect(self._replaced)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """Columns that are shown, in order."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._report.columns[place].key for place in places if not self.isColumnHidden(place))

    def column_menu(self) -> QMenu:
        """All columns, those that are shown ticked; one stays."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.shown_keys
        for place, column in enumerate(self._report.columns):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setEnabled(shown != (column.key,))
            action.toggled.connect(lambda on, place=place: self._show_column(place, on))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what is left."""
        super().resizeEvent(event)
        self._fit()

    def _replaced(self) -> None:
        found = self._report.found
        if found is None:
            return
        header = self.horizontalHeader()
        self._sorted = -1, False
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        kind, self._kind = self._kind, found.wanted.kind
        hidden = self._hidden.setdefault(
            found.wanted.kind, {column.key for column in found.columns if not column.printed or column.key in _LESS}
        )
        # Of one day, the filter above the table says which.
        one_day = found.wanted.first == found.wanted.last
        for place, column in enumerate(found.columns):
            self.setColumnHidden(place, column.key in hidden or (one_day and column.key == "date"))
            if kind is not self._kind:
                self._widen(place, column)
        self._fit()

    def _widen(self, place: int, column: Column) -> None:
        sample = _CODE if column.coded else _SAMPLES[column.kind]
        if column.kind is ColumnKind.TIME and (column.digits or column.key == "punch_time"):
            sample = _LONG_TIME
        bold = QFont(self.font())
        bold.setBold(True)
        heading = QFontMetrics(bold).horizontalAdvance(column.heading)
        header = self.horizontalHeader()
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(place, max(self.fontMetrics().horizontalAdvance(sample), heading) + 3 * UNIT)

    def _fit(self) -> None:
        """One column takes what is left where that is enough for a name; else the table scrolls sideways."""
        keys = [column.key for column in self._report.columns]
        places = (keys.index(key) for key in _STRETCHED if key in keys)
        stretched = next((place for place in places if not self.isColumnHidden(place)), None)
        if stretched is None:
            return
        others = sum(self.columnWidth(place) for place in range(len(keys)) if place != stretched)
        wide = self.viewport().width() - others >= _LEAST_NAME
        mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
        header = self.horizontalHeader()
        if header.sectionResizeMode(stretched) is not mode:
            header.setSectionResizeMode(stretched, mode)
        if not wide and self.columnWidth(stretched) < _LEAST_NAME:
            header.resizeSection(stretched, _LEAST_NAME)

    def _show_column(self, place: int, shown: bool) -> None:
        key = self._report.columns[place].key
        if self._kind is not None:
            (self._hidden[self._kind].discard if shown else self._hidden[self._kind].add)(key)
        self.setColumnHidden(place, not shown)
        self._fit()

    def _choose_columns(self, where: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(where))

    def _sort(self, section: int) -> None:
        """Up, down, and as the report has it; not where only a part is held, whose ends are no ends."""
        found = self._report.found
        if found is None or found.total > self._report.row_number():
            return
        column, descending = self._sorted
        if section != column:
            self._sorted = section, False
        else:
            self._sorted = (section, True) if not descending else (-1, False)
        order = Qt.SortOrder.DescendingOrder if self._sorted[1] else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._sorted[0], order)
        self._report.sort(self._sorted[0], order)
        self.setCurrentIndex(QModelIndex())
