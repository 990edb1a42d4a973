"""A day, with a calendar to choose it from and its weekday beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from facegate.ui.plan_words import weekday_text
from facegate.ui.theme import UNIT
from facegate.ui.widgets.editors import keep_wheel_away


class DayBox(QWidget):
    """Always a day.

    Signals:
        changed: another one.
    """

    changed = Signal()

    def __init__(self, name: str, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QDateEdit(self)
        # By itself it would turn year, month and day around where lines run from right to left.
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setAccessibleName(name)
        self.edit.lineEdit().setAccessibleName(name)
        keep_wheel_away(self.edit)
        self._weekday = QLabel(self)
        self._weekday.setProperty("tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.edit)
        row.addWidget(self._weekday)
        self.setFocusProxy(self.edit)
        self.set_day(day)
        self._tell()
        self.edit.dateChanged.connect(self._changed)

    @property
    def day(self) -> date:
        """What is chosen."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Choose another one."""
        self.edit.setDate(QDate(day.year, day.month, day.day))

    def _changed(self, _day: QDate) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self._weekday.setText(weekday_text(self.day.isoweekday()))
