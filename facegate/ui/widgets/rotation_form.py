"""The fields of a rotation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from facegate.domain.attendance.plan_errors import ItemRef, PlanError, PlanFault
from facegate.domain.attendance.rotations import FREE, MAX_CYCLE_DAYS, Rotation
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.clock_box import NumberBox
from facegate.ui.widgets.cycle_grid import CycleGrid
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import NamedForm, NameFields, beside, keep_enter

_WEEK = 7
_DAY_OF_DETAIL = re.compile(r"day (\d+)")
"""Written by the plan where it checks a cycle."""


class RotationForm(NamedForm):
    """How long the cycle is, when it begins, and which shift is on which day."""

    def __init__(
        self, taken: Collection[str], shifts: Mapping[str, str], today: date, parent: QWidget | None = None
    ) -> None:
        """``shifts``: names by id."""
        super().__init__(parent)
        self._today = today
        rows = self.card()
        self.naming = NameFields(
            self, rows, taken, self.tr("Short; it stands in exports, and stays as it is from then on.")
        )
        self._make_cycle()
        self.grid = CycleGrid(self)
        self.grid.offer(shifts)
        keep_enter(self.grid)
        self.shift = QComboBox(self)
        self.shift.setAccessibleName(self.tr("Shift of the chosen days"))
        keep_wheel_away(self.shift)
        for shift_id, name in shifts.items():
            self.shift.addItem(name, shift_id)
        self.shift.addItem(self.tr("free"), FREE)
        self.give_button = QPushButton(self.tr("&Put in"), self)
        self.give_button.setAutoDefault(False)
        self.said_chosen = QLabel(self)
        days = self.card(
            self.tr("Days"),
            self.tr("Choose days, then the shift. With the keyboard: arrow keys, Delete for free, or a digit."),
        )
        self.wide_row(days, "days", self.grid)
        days.addRow(beside(self.said_chosen, self.shift, self.give_button, parent=self))
        self.now = muted("", self)
        days.addRow(self.now)
        self._connect()

    def _make_cycle(self) -> None:
        rows = self.card(self.tr("Cycle"))
        self.number = NumberBox(self.tr("Length of the cycle"), MAX_CYCLE_DAYS, self)
        self.unit = QComboBox(self)
        self.unit.setAccessibleName(self.tr("Weeks or days"))
        self.unit.addItem(self.tr("weeks"), _WEEK)
        self.unit.addItem(self.tr("days"), 1)
        keep_wheel_away(self.unit)
        self.anchor = DayBox(self.tr("A day on which the cycle begins"), self._today, self)
        self.row(rows, "number", self.tr("Re&peats every"), beside(self.number, self.unit, parent=self))
        hint = self.tr("Any day on which it begins; it goes on before and after.")
        self.row(rows, "anchor", self.tr("&Begins on"), beside(self.anchor, parent=self), hint)

    def _connect(self) -> None:
        self.number.valueChanged.connect(lambda _value: self._resize())
        self.unit.currentIndexChanged.connect(lambda _index: self._change_unit())
        self.anchor.changed.connect(self._moved)
        self.grid.changed.connect(self._edited)
        self.grid.chosen.connect(self._choose)
        self.grid.activated.connect(lambda _index: self.shift.setFocus())
        self.give_button.clicked.connect(lambda: self.grid.give(str(self.shift.currentData())))
        self.shift.activated.connect(lambda _index: self.grid.give(str(self.shift.currentData())))
        self._choose()

    def _change_unit(self) -> None:
        unit, length = int(self.unit.currentData()), len(self.grid.days)
        self.number.blockSignals(True)
        self.number.setRange(1, MAX_CYCLE_DAYS // unit)
        self.number.setValue(max(1, -(-length // unit)))
        self.number.blockSignals(False)
        self._resize()

    def _resize(self) -> None:
        self.grid.set_length(self.number.value() * int(self.unit.currentData()))
        self._tell_today()

    def _moved(self) -> None:
        self.grid.set_weekday(self.anchor.day.isoweekday())
        self._edited()

    def _edited(self) -> None:
        self._tell_today()
        self.changed.emit()

    def _choose(self) -> None:
        number = len(self.grid.chosen_days)
        self.said_chosen.setText(
            self.tr("Chosen days: {number}").format(number=number) if number else self.tr("No day is chosen")
        )
        self.give_button.setEnabled(number > 0)
        if number:
            index = self.shift.findData(self.grid.days[self.grid.chosen_days[0]])
            self.shift.setCurrentIndex(max(0, index))

    def _tell_today(self) -> None:
        days = self.grid.days
        number = (self._today.toordinal() - self.anchor.day.toordinal()) % len(days)
        index = self.shift.findData(days[number])
        name = self.shift.itemText(index) if index >= 0 else days[number]
        self.now.setText(
            self.tr("Today is day {number} of {length}: {shift}.").format(
                number=number + 1, length=len(days), shift=name
            )
        )

    # -- what a form is asked ------------------------------------------------------------

    def item(self) -> Rotation:
        """What is entered. Raises PlanError."""
        return Rotation(*self.naming.values, self.anchor.day, self.grid.days)

    def show_item(self, item: Rotation) -> None:
        """Enter another one; not an edit."""
        length = len(item.days)
        unit = _WEEK if length % _WEEK == 0 else 1
        self.grid.show_days(item.days, item.anchor.isoweekday())
        self.naming.show_values(item.rotation_id, item.name)
        self.anchor.set_day(item.anchor)
        for widget in (self.number, self.unit):
            widget.blockSignals(True)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self.number.setRange(1, MAX_CYCLE_DAYS // unit)
        self.number.setValue(length // unit)
        for widget in (self.number, self.unit):
            widget.blockSignals(False)
        self._tell_today()

    def place_of(self, error: PlanError) -> str:
        """The field that an error is about; days that clash are emphasised."""
        if error.fault in (PlanFault.NO_ID, PlanFault.TWICE):
            return "id"
        self.grid.mark({number for ref in (error.first, error.second) for number in _days_of(ref)})
        return "number" if error.fault is PlanFault.NUMBER else "days"

    def mark(self, key: str, text: str) -> None:
        """See :meth:`ItemForm.mark`."""
        super().mark(key, text)
        if not text:
            self.grid.mark(set())

    def field_names(self) -> dict[str, str]:
        """See :meth:`ItemForm.field_names`."""
        return {"name": self.tr("Name"), "anchor": self.tr("Beginning"), "days": self.tr("Days")}


def _days_of(ref: ItemRef | None) -> list[int]:
    match = _DAY_OF_DETAIL.match(ref.detail) if ref is not None else None
    return [int(match[1]) - 1] if match else []


def this_monday(today: date) -> date:
    """The Monday of a day's week: where a new cycle begins."""
    return today - timedelta(days=today.isoweekday() - 1)
