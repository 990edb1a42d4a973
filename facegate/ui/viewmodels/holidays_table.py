"""The public holidays of a calendar as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from facegate.domain.attendance.calendars import Holiday
from facegate.ui.plan_words import weekday_text
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index

_DAY, _WEEKDAY, _NAME = range(3)


class HolidaysTable(FlatTableModel):
    """Days in order; a name can be edited in its place.

    Signals:
        changed: there are others, or one has another name.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = (self.tr("Day"), self.tr("Weekday"), self.tr("Public holiday"))
        self._holidays: list[Holiday] = []

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        """All, by day."""
        return tuple(self._holidays)

    def show_holidays(self, holidays: Iterable[Holiday]) -> None:
        """Show others; not an edit."""
        self.beginResetModel()
        self._holidays = sorted(holidays, key=lambda holiday: holiday.day)
        self.endResetModel()

    def add(self, holidays: Iterable[Holiday]) -> int:
        """Add those whose days are not there yet; returns how many."""
        known = {holiday.day for holiday in self._holidays}
        new = {holiday.day: holiday for holiday in holidays if holiday.day not in known}
        if new:
            self.show_holidays([*self._holidays, *new.values()])
            self.changed.emit()
        return len(new)

    def remove(self, rows: Iterable[int]) -> None:
        """Remove some."""
        gone = set(rows)
        if gone:
            self.show_holidays(each for row, each in enumerate(self._holidays) if row not in gone)
            self.changed.emit()

    def row_number(self) -> int:
        """How many."""
        return len(self._holidays)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        holiday = self._holidays[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _NAME:
            return holiday.name
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == _DAY:
            return holiday.day.isoformat()
        return weekday_text(holiday.day.isoweekday()) if index.column() == _WEEKDAY else holiday.name

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a holiday another name."""
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name:
            return False
        self._holidays[index.row()] = replace(self._holidays[index.row()], name=name)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True
