"""The days of a cycle, with the shift of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from facegate.domain.attendance.rotations import FREE
from facegate.ui.plan_words import weekday_text
from facegate.ui.theme import UNIT, colours

_WEEK = 7
_MOST_ROWS = 5
"""That are shown at once; the others are scrolled to."""


class CycleGrid(QTableWidget):
    """A week a row where the cycle is weeks long; days are chosen like cells of any table.

    Delete makes the chosen days free, a digit gives them the shift with that number.

    Signals:
        changed: a day has another shift.
        chosen: other days are chosen.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[str] = []
        self._names: dict[str, str] = {}
        self._wrong: set[int] = set()
        self._weekday = 1
        self.setAccessibleName(self.tr("Days of the cycle"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(6 * UNIT)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * UNIT)
        self.itemSelectionChanged.connect(self.chosen)

    @property
    def days(self) -> tuple[str, ...]:
        """A shift's id for every day; ``""``: free."""
        return tuple(self._days)

    @property
    def chosen_days(self) -> list[int]:
        """Numbers of the days that are chosen, from 0."""
        across = max(1, self.columnCount())
        numbers = {index.row() * across + index.column() for index in self.selectedIndexes()}
        return sorted(number for number in numbers if number < len(self._days))

    def offer(self, names: Mapping[str, str]) -> None:
        """Names of the shifts by id, in the order of their numbers."""
        self._names = dict(names)

    def show_days(self, days: Sequence[str], weekday: int) -> None:
        """Show another cycle that begins on an ISO weekday; not an edit."""
        self._days, self._weekday, self._wrong = list(days), weekday, set()
        self._rebuild()

    def set_length(self, number: int) -> None:
        """Make it longer by repeating it, or shorter."""
        if number != len(self._days):
            length = len(self._days)
            self._days = [self._days[day] if day < length else self._days[day % length] for day in range(number)]
            self._rebuild()
            self.changed.emit()

    def set_weekday(self, weekday: int) -> None:
        """The cycle begins on this ISO weekday."""
        self._weekday = weekday
        self._head()

    def give(self, shift_id: str) -> None:
        """Give the chosen days this shift."""
        chosen = self.chosen_days
        if any(self._days[day] != shift_id for day in chosen):
            for day in chosen:
                self._days[day] = shift_id
                self._fill(day)
            self.changed.emit()

    def mark(self, days: set[int]) -> None:
        """Emphasise days that clash, by number from 0."""
        changed, self._wrong = self._wrong ^ days, set(days)
        for day in changed:
            if day < len(self._days):
                self._fill(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shifts by their number."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.give(FREE)
        elif event.text() and event.text() in "123456789" and int(event.text()) <= len(self._names):
            self.give(list(self._names)[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)

    def _rebuild(self) -> None:
        number = len(self._days)
        across = min(number, _WEEK)
        self.clearContents()
        self.setColumnCount(across)
        self.setRowCount(-(-number // across) if across else 0)
        for day in range(self.rowCount() * across):
            cell = QTableWidgetItem()
            if day >= number:
                cell.setFlags(Qt.ItemFlag.NoItemFlags)
            self.setItem(day // across, day % across, cell)
        for day in range(number):
            self._fill(day)
        self._head()
        shown = min(max(1, self.rowCount()), _MOST_ROWS)
        height = self.verticalHeader().defaultSectionSize() * shown + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height + UNIT)

    def _head(self) -> None:
        number, across = len(self._days), self.columnCount()
        weekly = number % _WEEK == 0
        for column in range(across):
            text = self.tr("Day {number}").format(number=column + 1)
            if weekly:
                text = weekday_text((self._weekday - 1 + column) % _WEEK + 1, short=True)
            self.setHorizontalHeaderItem(column, QTableWidgetItem(text))
        for row in range(self.rowCount()):
            text = self.tr("Week {number}").format(number=row + 1) if weekly else f"{row * across + 1}"
            self.setVerticalHeaderItem(row, QTableWidgetItem(text))
        self.verticalHeader().setVisible(self.rowCount() > 1)

    def _fill(self, day: int) -> None:
        cell = self.item(day // self.columnCount(), day % self.columnCount())
        if cell is None:
            return
        shift_id = self._days[day]
        name = self._names.get(shift_id, shift_id) if shift_id != FREE else self.tr("free")
        wrong = day in self._wrong
        cell.setText(f"⚠ {name}" if wrong else name)
        cell.setToolTip(name)
        cell.setData(
            Qt.ItemDataRole.AccessibleTextRole, self.tr("Day {number}: {shift}").format(number=day + 1, shift=name)
        )
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        palette = colours()
        tone = palette.bad if wrong else palette.muted if shift_id == FREE else palette.text
        cell.setForeground(QBrush(QColor(tone)))
