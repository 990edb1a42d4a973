"""What somebody is to do on the days that follow, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from facegate.domain.attendance.clock_times import DAY
from facegate.domain.attendance.schedules import DaySchedule
from facegate.ui.formatting import isolated
from facegate.ui.plan_words import absence_text, day_kind_text, long_day_text
from facegate.ui.viewmodels.day_strips import Strip, hours_text, shift_strip
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.plan_tables import STRIP

_DAY, _SCHEDULE, _HOURS, _STRIP = range(4)


class DaysAhead(FlatTableModel):
    """A day a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = (self.tr("Day"), self.tr("Schedule"), self.tr("Working time"), self.tr("The day"))
        self._days: list[DaySchedule] = []
        self._strips: list[Strip | None] = []

    def show_days(self, days: Sequence[DaySchedule]) -> None:
        """Show these."""
        self.beginResetModel()
        self._days = list(days)
        strips = [None if each.shift is None else shift_strip(each.shift) for each in days]
        # One scale for all of them, so that they can be compared.
        last = max((strip.last for strip in strips if strip is not None), default=DAY)
        first = min((strip.first for strip in strips if strip is not None), default=0)
        self._strips = [None if strip is None else replace(strip, first=first, last=last) for strip in strips]
        self.endResetModel()

    def day(self, row: int) -> DaySchedule:
        """What is in a row."""
        return self._days[row]

    def row_number(self) -> int:
        """How many."""
        return len(self._days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        if role == STRIP and index.column() == _STRIP:
            return self._strips[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        day = self._days[index.row()]
        if index.column() == _DAY:
            return long_day_text(day.day)
        if index.column() == _SCHEDULE:
            return _schedule_text(day)
        return hours_text(day.shift) if index.column() == _HOURS and day.shift is not None else ""


def _schedule_text(day: DaySchedule) -> str:
    said = [day_kind_text(day.kind) if day.shift is None else day.shift.name]
    if day.holiday:
        said.append(day.holiday)
    said += [absence_text(absence.kind) for absence in day.absences]
    return ", ".join(map(isolated, said))
