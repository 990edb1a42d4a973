"""Lists of what a plan is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Qt

from facegate.domain.attendance.absences import Absence, AbsenceKind
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.clock_times import DAY
from facegate.domain.attendance.plan_errors import ItemKind
from facegate.domain.attendance.rotations import FREE, Rotation
from facegate.domain.attendance.shifts import Shift
from facegate.ui.clock_texts import length_text
from facegate.ui.formatting import NONE, isolated
from facegate.ui.i18n import translate
from facegate.ui.plan_words import absence_text, part_text, weekday_text
from facegate.ui.viewmodels.day_strips import Strip, breaks_text, hours_text, required_minutes, shift_strip
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.plan_desk import PlanDesk, id_of

STRIP = Qt.ItemDataRole.UserRole
"""What a delegate paints."""

_TOLD = 6
"""Days of a cycle that are named in a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        heading: its name.
        sample: a text that has room; empty: it takes what is left.
        text: of an item.
    """

    heading: str
    sample: str
    text: Callable[[Any], str]


class PlanTable(FlatTableModel):
    """Items of one kind, those that are sorted first by their order."""

    def __init__(self, desk: PlanDesk, kind: ItemKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._desk = desk
        self.columns = columns_of(desk, kind)
        self.headings = tuple(column.heading for column in self.columns)
        self._items: list[Any] = []
        self._texts: dict[int, tuple[str, ...]] = {}
        self._strips: list[Strip] = []

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._items = list(items)
        self._texts = {}
        if self.kind is ItemKind.SHIFT:
            strips = [shift_strip(item) for item in self._items]
            # One scale for all of them, so that they can be compared.
            last = max((strip.last for strip in strips), default=DAY)
            self._strips = [replace(strip, first=min(each.first for each in strips), last=last) for strip in strips]
        self.endResetModel()

    def row_number(self) -> int:
        """How many."""
        return len(self._items)

    def item(self, row: int) -> Any:
        """What is in a row."""
        return self._items[row]

    def row_of(self, item_id: str) -> int | None:
        """Where an item is."""
        return next((row for row, item in enumerate(self._items) if id_of(item) == item_id), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cells(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == STRIP and self.kind is ItemKind.SHIFT:
            return self._strips[row]
        return None

    def _cells(self, row: int) -> tuple[str, ...]:
        # As they are drawn: a list of absences may be long.
        if row not in self._texts:
            self._texts[row] = tuple(column.text(self._items[row]) for column in self.columns)
        return self._texts[row]


def columns_of(desk: PlanDesk, kind: ItemKind) -> tuple[Column, ...]:
    """Columns of a list."""
    day, name = "2026-12-31", translate("Plan", "Name")
    if kind is ItemKind.SHIFT:
        return (
            Column(name, "Early shift, Saturdays", lambda shift: str(shift.name)),
            Column(translate("Plan", "Working time"), "08:00–12:00, 13:00–17:00", hours_text),
            Column(translate("Plan", "Required"), "10:00", _required),
            Column(translate("Plan", "Breaks"), "02:00 +1–02:30 +1", lambda shift: breaks_text(shift) or NONE),
            Column(translate("Plan", "The day"), "", lambda _shift: ""),
        )
    if kind is ItemKind.ROTATION:
        return (
            Column(name, "Early shift, Saturdays", lambda rotation: str(rotation.name)),
            Column(translate("Plan", "Cycle"), "104 weeks", _cycle),
            Column(translate("Plan", "Begins on"), day, lambda rotation: rotation.anchor.isoformat()),
            Column(translate("Plan", "Days"), "", lambda rotation: _days(desk, rotation)),
        )
    if kind is ItemKind.CALENDAR:
        return (
            Column(name, "Early shift, Saturdays", lambda calendar: str(calendar.name)),
            Column(translate("Plan", "Weekend"), "Saturday, Sunday", _weekend),
            Column(translate("Plan", "Public holidays"), "", _holidays),
        )
    if kind is ItemKind.ASSIGNMENT:
        return (
            Column(translate("Plan", "For whom"), "A rather long name here and", lambda a: _whom(desk, a)),
            Column(translate("Plan", "Schedule"), "Early shift, Saturdays", lambda a: desk.schedule(a.schedule_id)),
            Column(translate("Plan", "From"), day, lambda assignment: assignment.first_day.isoformat()),
            Column(translate("Plan", "Until"), day, _until),
            Column(translate("Plan", "Calendar"), "Company", lambda assignment: _calendar(desk, assignment)),
            Column(translate("Plan", "Remarks"), "", _remarks),
        )
    return (
        Column(translate("Plan", "Person"), "A rather long name here and", lambda a: desk.person_with_id(a.subject_id)),
        Column(translate("Plan", "Absence"), "Business trip", lambda absence: absence_text(absence.kind)),
        Column(translate("Plan", "From"), day, lambda absence: absence.first_day.isoformat()),
        Column(translate("Plan", "Until"), day, lambda absence: absence.last_day.isoformat()),
        Column(translate("Plan", "Each day"), "Second half", lambda absence: part_text(absence.part)),
        Column(translate("Plan", "Remarks"), "", _paid),
    )


def _whom(desk: PlanDesk, assignment: Assignment) -> str:
    if assignment.scope is Scope.EVERYBODY:
        return translate("Plan", "Everybody")
    if assignment.scope is Scope.PERSON:
        return desk.person_with_id(assignment.who)
    return translate("Plan", "{name} (department)").format(name=isolated(assignment.who))


def _required(shift: Shift) -> str:
    return length_text(required_minutes(shift))


def _cycle(rotation: Rotation) -> str:
    number = len(rotation.days)
    if number % 7:
        return translate("Plan", "{number} days").format(number=number)
    weeks = number // 7
    return translate("Plan", "1 week") if weeks == 1 else translate("Plan", "{number} weeks").format(number=weeks)


def _days(desk: PlanDesk, rotation: Rotation) -> str:
    """The cycle, what is the same on days that follow each other told once."""
    runs: list[tuple[str, int]] = []
    for shift_id in rotation.days:
        if runs and runs[-1][0] == shift_id:
            runs[-1] = shift_id, runs[-1][1] + 1
        else:
            runs.append((shift_id, 1))
    names = [
        f"{number} × {translate('Plan', 'free') if shift_id == FREE else desk.schedule(shift_id)}"
        for shift_id, number in runs[:_TOLD]
    ]
    return ", ".join(names) + (", …" if len(runs) > _TOLD else "")


def _weekend(calendar: Calendar) -> str:
    return ", ".join(weekday_text(weekday) for weekday in sorted(calendar.weekend)) or NONE


def _holidays(calendar: Calendar) -> str:
    years = sorted({holiday.day.year for holiday in calendar.holidays})
    if not years:
        return translate("Plan", "none")
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return translate("Plan", "{number} ({years})").format(number=len(calendar.holidays), years=span)


def _until(assignment: Assignment) -> str:
    return NONE if assignment.last_day is None else assignment.last_day.isoformat()


def _calendar(desk: PlanDesk, assignment: Assignment) -> str:
    if not assignment.calendar_id:
        return NONE
    found = desk.state.find(ItemKind.CALENDAR, assignment.calendar_id)
    return assignment.calendar_id if found is None else str(found.name)


def _remarks(assignment: Assignment) -> str:
    said = [translate("Plan", "temporary")] if assignment.temporary else []
    if assignment.on_holidays:
        said.append(translate("Plan", "also on public holidays"))
    return ", ".join(said)


def _paid(absence: Absence) -> str:
    return translate("Plan", "unpaid") if absence.kind is AbsenceKind.LEAVE and not absence.paid else ""
