"""A day or none, with a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from facegate.ui.theme import UNIT


class DayField(QWidget):
    """A box that is ticked where there is a day.

    Signals:
        changed: another day, or none.
    """

    changed = Signal()

    def __init__(self, label: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(label, self)
        self.edit = QDateEdit(self)
        # By itself it would turn year, month and day around where lines run from right to left.
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setDate(_shown(today))
        self.edit.setAccessibleName(label.replace("&", ""))
        self.edit.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.box)
        row.addWidget(self.edit, 1)
        self.box.toggled.connect(self.edit.setEnabled)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.edit.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def day(self) -> date | None:
        """What is chosen."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self.box.isChecked() else None

    def set_day(self, day: date | None) -> None:
        """Choose another one."""
        if day is not None:
            self.edit.setDate(_shown(day))
        self.box.setChecked(day is not None)


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
