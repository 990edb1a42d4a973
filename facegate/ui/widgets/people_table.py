"""The table of people: sorted by its headings, columns to choose, many rows chosen at once."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QWidget

from facegate.domain.ids import SubjectId
from facegate.domain.people_query import PeopleOrder
from facegate.settings.paths import Paths
from facegate.ui import window_state
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.people import CHIPS, PeopleTableModel
from facegate.ui.viewmodels.people_columns import NEWEST_FIRST, ORDERS, SHOWN, WIDTHS, Column
from facegate.ui.widgets.chips import ChipsDelegate
from facegate.ui.widgets.table import Table

_REMEMBERED = "people-columns"
_LEAST_NAME = 24 * UNIT
"""Pixels for the name, below which the table scrolls sideways instead."""
_MOST_RANGES = 2000
"""Runs of rows that are chosen again after the table was read anew; more would take seconds."""


class SortHeader(QHeaderView):
    """Headings that can be clicked and do not show which columns are chosen.

    Qt's own ask for every cell of a column whether it is chosen when they are painted: two seconds for 50,000 rows.

    Signals:
        clicked: the number of a column.
    """

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._pressed: QPoint | None = None
        self.setSortIndicatorShown(True)
        self.setSectionsMovable(True)

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        """One of its own, in which nothing is chosen."""
        super().setSelectionModel(QItemSelectionModel(selection.model(), self))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; not where a column is being made wider."""
        super().mousePressEvent(event)
        resizing = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and not resizing else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, unless the column was moved."""
        super().mouseReleaseEvent(event)
        where, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is not None and (where - pressed).manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit(self.logicalIndexAt(where))


class PeopleTable(Table):
    """Remembers its columns in the state of the data folder.

    Signals:
        order_wanted: a :class:`PeopleOrder`, and whether the other way round.
    """

    order_wanted = Signal(object, bool)

    def __init__(self, model: PeopleTableModel, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("People"))
        header = SortHeader(self)
        header.setMinimumSectionSize(self.horizontalHeader().minimumSectionSize())
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalHeader(header)
        self._people = model
        self._paths = paths
        self._order, self._descending = Column.NAME, False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(Column.STATE, ChipsDelegate(CHIPS, self))
        self.share_width({int(column): text for column, text in WIDTHS.items()}, stretched=Column.NAME)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        for column in Column:
            self.setColumnHidden(column, column not in SHOWN)
        window_state.restore_header(header, paths, _REMEMBERED)
        self._fit()
        self._show_order()
        header.clicked.connect(self._clicked)
        header.sectionMoved.connect(lambda *_: self.remember())

    # -- columns and order ---------------------------------------------------------

    def remember(self) -> None:
        """Keep which columns are shown, in which order and how wide."""
        window_state.save_header(self.horizontalHeader(), self._paths, _REMEMBERED)

    def show_column(self, column: Column, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(column, not shown)
        self._fit()
        self.remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what is left, as long as that is enough for a name."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        others = sum(self.columnWidth(column) for column in Column if column is not Column.NAME)
        wide = self.viewport().width() - others >= _LEAST_NAME
        mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(Column.NAME) is not mode:
            header.setSectionResizeMode(Column.NAME, mode)
        if not wide and self.columnWidth(Column.NAME) < _LEAST_NAME:
            header.resizeSection(Column.NAME, _LEAST_NAME)

    def column_menu(self) -> QMenu:
        """All columns, those that are shown ticked; the name cannot be hidden."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            action = menu.addAction(self._people.headings[column])
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(column is not Column.NAME)
            action.toggled.connect(lambda shown, column=column: self.show_column(column, shown))
        return menu

    def _choose_columns(self, where: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(where))

    @property
    def order(self) -> tuple[PeopleOrder, bool]:
        """What the rows are sorted by, and whether the other way round."""
        return ORDERS[self._order], self._descending

    def _clicked(self, section: int) -> None:
        column = Column(section)
        if column in ORDERS:
            again = column is self._order
            self._descending = not self._descending if again else column in NEWEST_FIRST
            self._order = column
            self.order_wanted.emit(*self.order)
        self._show_order()

    def _show_order(self) -> None:
        direction = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._order, direction)

    # -- who is chosen ---------------------------------------------------------------

    @property
    def chosen_number(self) -> int:
        """How many rows are chosen; quick however many there are."""
        return sum(bottom - top + 1 for top, bottom in self._runs())

    @property
    def chosen_ids(self) -> list[SubjectId]:
        """Who is chosen, from top to bottom."""
        return [subject for top, bottom in sorted(self._runs()) for subject in self._people.ids(top, bottom)]

    def _runs(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        return [(each.top(), each.bottom()) for each in (chosen.at(place) for place in range(chosen.count()))]

    def choose(self, people: Collection[SubjectId]) -> None:
        """Choose these and nobody else, as far as they are found."""
        rows = sorted(row for each in people if (row := self._people.row_of(each)) is not None)
        selection, model = QItemSelection(), self._people
        first = last = None
        runs: list[tuple[int, int]] = []
        for row in rows:
            if last is not None and row == last + 1:
                last = row
                continue
            if first is not None and last is not None:
                runs.append((first, last))
            first = last = row
        if first is not None and last is not None:
            runs.append((first, last))
        for top, bottom in runs[:_MOST_RANGES]:
            selection.select(model.index(top, 0), model.index(bottom, model.columnCount() - 1))
        if runs:
            current = model.index(runs[0][0], 0)
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(current)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
