"""The form of a table of weekly hours."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.access.time_tables import WEEKDAYS, Hours, OnHolidays, TimeTable
from facegate.ui.access_words import holidays_text
from facegate.ui.plan_words import weekday_text
from facegate.ui.weekly_hours import hours_of, hours_text, overlaps
from facegate.ui.widgets.item_form import beside
from facegate.ui.widgets.named_item import NamedItemForm, choose, name_row

_WORKING = range(2, 6)
"""Tuesday to Friday."""
_HOLIDAY = "holiday hours"


class HoursForm(NamedItemForm):
    """When something holds, by the clock on the site's wall."""

    kind = ItemKind.TIME_TABLE

    def __init__(self, taken: Collection[str], calendars: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``calendars``: names by id."""
        super().__init__(taken, parent)
        name_row(self, self.card())
        rows = self.card(
            self.tr("Hours of a week"),
            self.tr("Such as 08:00-12:00, 13:00-18:00. Empty is closed; 22:00-06:00 ends on the next day."),
        )
        self.days = {weekday: self._line(weekday_text(weekday)) for weekday in WEEKDAYS}
        for weekday, line in self.days.items():
            self.row(rows, str(weekday), weekday_text(weekday), line)
        self.copy_button = QPushButton(self.tr("&Until Friday as on Monday"), self)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        rows.addRow("", beside(self.copy_button, parent=self))
        self._holidays = self.card(self.tr("Public holidays"))
        self.holidays = self.choice(self.tr("On public holidays"), {way: holidays_text(way) for way in OnHolidays})
        self.holiday_hours = self._line(self.tr("Hours on holidays"))
        self.calendar = self.choice(self.tr("Whose holidays"), {"": self.tr("Those of all calendars"), **calendars})
        self.row(self._holidays, "holidays", self.tr("On pu&blic holidays"), self.holidays)
        self.row(self._holidays, _HOLIDAY, self.tr("&Hours then"), self.holiday_hours)
        self.row(self._holidays, "calendar", self.tr("C&alendar"), self.calendar)
        self.box.addStretch(1)
        self.changed.connect(self._arrange)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(self.tr("closed"))
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def wrong(self) -> tuple[str, str] | None:
        """The first day on which something cannot be read, or overlaps."""
        lines = {str(weekday): line for weekday, line in self.days.items()}
        if self.holidays.currentData() == OnHolidays.OWN_HOURS:
            lines[_HOLIDAY] = self.holiday_hours
        for place, line in lines.items():
            try:
                hours = hours_of(line.text(), 1)
            except ValueError:
                return place, self.tr("Not understood: hours are typed like 08:00-12:00, 13:00-18:00.")
            if overlaps(hours):
                return place, self.tr("Two of these overlap.")
        return None

    def item(self) -> TimeTable:
        """What is entered; nothing on days that cannot be read, see :meth:`wrong`."""
        hours: list[Hours] = []
        for weekday, line in self.days.items():
            hours.extend(hours_of(line.text(), weekday))
        way = OnHolidays(self.holidays.currentData())
        own = hours_of(self.holiday_hours.text(), 1) if way is OnHolidays.OWN_HOURS else ()
        calendar = "" if way is OnHolidays.AS_USUAL else str(self.calendar.currentData() or "")
        return TimeTable(self.item_id, self.title, tuple(hours), way, own, calendar)

    def show_item(self, item: TimeTable) -> None:
        """Enter another one."""
        self.show_name(item.table_id, item.name)
        for weekday, line in self.days.items():
            line.setText(hours_text([each for each in item.hours if each.weekday == weekday]))
        choose(self.holidays, item.holidays)
        self.holiday_hours.setText(hours_text(item.holiday_hours))
        choose(self.calendar, item.calendar_id, self.tr("{name} (not there any more)").format(name=item.calendar_id))
        self._arrange()

    def _copy(self) -> None:
        for weekday in _WORKING:
            self.days[weekday].setText(self.days[1].text())

    def _arrange(self) -> None:
        # Qt gives back a plain text for an enumeration of texts.
        way = OnHolidays(self.holidays.currentData())
        self._holidays.setRowVisible(self.holiday_hours, way is OnHolidays.OWN_HOURS)
        self._holidays.setRowVisible(self.calendar, way is not OnHolidays.AS_USUAL)
