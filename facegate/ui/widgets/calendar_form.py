"""The fields of a calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QPushButton, QWidget

from facegate.domain.attendance.calendars import Calendar, Holiday
from facegate.domain.attendance.plan_errors import PlanError, PlanFault
from facegate.ui.plan_words import weekday_text
from facegate.ui.session import Session
from facegate.ui.viewmodels.holidays_table import HolidaysTable
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.holiday_loader import HolidayLoader
from facegate.ui.widgets.item_form import MOST_NAME, NamedForm, NameFields, beside
from facegate.ui.widgets.table import Table

_ROWS = 7
"""Of the table that are seen at once."""


class _NewName(QLineEdit):
    """Enter adds the holiday, and does not go on to the dialog, which would save."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class CalendarForm(NamedForm):
    """Weekdays of the weekend, and public holidays, typed or loaded."""

    def __init__(self, session: Session, taken: Collection[str], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = self.card()
        self.naming = NameFields(
            self, rows, taken, self.tr("Short; it stands in exports, and stays as it is from then on.")
        )
        self.weekend = [QCheckBox(weekday_text(weekday, short=True), self) for weekday in range(1, 8)]
        for weekday, box in enumerate(self.weekend, 1):
            box.setAccessibleName(self.tr("Weekend: {weekday}").format(weekday=weekday_text(weekday)))
            box.toggled.connect(lambda _on: self.changed.emit())
        self.row(rows, "weekend", self.tr("&Weekend"), beside(*self.weekend, parent=self))
        self._make_table(today)
        self.loader = HolidayLoader(session, today, self)
        self.wide_row(self.card(self.tr("Load public holidays")), "loader", self.loader)
        self.loader.found.connect(self._take)

    def _make_table(self, today: date) -> None:
        self.model = HolidaysTable(self)
        self.table = Table(self.model, self.tr("Public holidays"), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.share_width({0: "2026-12-31", 1: weekday_text(3)}, 2)
        rows = self.table.verticalHeader().defaultSectionSize() * _ROWS
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height())
        self.new_day = DayBox(self.tr("Day of the holiday"), today, self)
        self.new_name = _NewName(self)
        self.new_name.setMaxLength(MOST_NAME)
        self.new_name.setPlaceholderText(self.tr("Name of the holiday"))
        self.new_name.setAccessibleName(self.tr("Name of the holiday"))
        self.add_button = QPushButton(self.tr("&Add"), self)
        self.remove_button = QPushButton(self.tr("Re&move"), self)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        self.number = muted("", self)
        card = self.card(self.tr("Public holidays"))
        self.wide_row(card, "holidays", self.table)
        card.addRow(self.number)
        card.addRow(beside(self.new_day, self.new_name, self.add_button, self.remove_button, parent=self))
        removing = QAction(self.tr("Remove"), self.table)
        removing.setShortcut(Qt.Key.Key_Delete)
        removing.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(removing)
        removing.triggered.connect(self._remove)
        self.remove_button.clicked.connect(self._remove)
        self.add_button.clicked.connect(self._add)
        self.new_name.returnPressed.connect(self._add)
        self.new_name.textChanged.connect(lambda _text: self._enable())
        self.model.changed.connect(self._edited)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._enable()

    def _enable(self) -> None:
        self.add_button.setEnabled(bool(self.new_name.text().strip()))
        self.remove_button.setEnabled(self.table.selectionModel().hasSelection())
        years: dict[int, int] = {}
        for holiday in self.model.holidays:
            years[holiday.day.year] = years.get(holiday.day.year, 0) + 1
        said = ", ".join(f"{year}: {number}" for year, number in sorted(years.items()))
        self.number.setText(said or self.tr("None yet. Load those of your country below, or type them."))

    def _edited(self) -> None:
        self._enable()
        self.changed.emit()

    def _add(self) -> None:
        name = self.new_name.text().strip()
        if not name:
            return
        holiday = Holiday(self.new_day.day, name)
        if self.model.add([holiday]):
            self.new_name.clear()
            self._show(holiday)
            self.mark("", "")
        else:
            self.mark("holidays", self.tr("There is a public holiday on that day already."))
            self._show(holiday)
        self.new_day.setFocus()

    def _show(self, holiday: Holiday) -> None:
        days = [each.day for each in self.model.holidays]
        self.table.selectRow(days.index(holiday.day))

    def _remove(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        self.model.remove(rows)
        if self.model.rowCount():
            self.table.selectRow(min(min(rows, default=0), self.model.rowCount() - 1))

    def _take(self, holidays: Sequence[Holiday]) -> None:
        added = self.model.add(holidays)
        self.loader.tell(added, len(holidays) - added)

    # -- what a form is asked ------------------------------------------------------------

    def item(self) -> Calendar:
        """What is entered. Raises PlanError."""
        weekend = tuple(weekday for weekday, box in enumerate(self.weekend, 1) if box.isChecked())
        return Calendar(*self.naming.values, weekend, self.model.holidays)

    def show_item(self, item: Calendar) -> None:
        """Enter another one; not an edit."""
        self.naming.show_values(item.calendar_id, item.name)
        for weekday, box in enumerate(self.weekend, 1):
            box.setChecked(weekday in item.weekend)
        self.model.show_holidays(item.holidays)
        self._enable()

    def place_of(self, error: PlanError) -> str:
        """The field that an error is about."""
        if error.fault is PlanFault.TWICE and error.second is None:
            return "holidays"
        return "weekend" if error.fault is PlanFault.NUMBER else "id"

    def field_names(self) -> dict[str, str]:
        """See :meth:`ItemForm.field_names`."""
        return {"name": self.tr("Name"), "weekend": self.tr("Weekend"), "holidays": self.tr("Public holidays")}
