"""What a day would be: which schedule holds, the day as a picture, its minutes, and why."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.ui.clock_texts import length_text
from facegate.ui.formatting import isolated
from facegate.ui.plan_words import (
    absence_text,
    day_kind_text,
    exception_text,
    long_day_text,
    part_text,
    period_text,
    status_text,
)
from facegate.ui.step_words import step_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.day_strips import hours_text
from facegate.ui.viewmodels.days_ahead import DaysAhead
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.viewmodels.plan_preview import Preview
from facegate.ui.widgets.basics import Card, ElidedLabel, heading, muted
from facegate.ui.widgets.day_strip import DayStrip
from facegate.ui.widgets.strip_delegate import StripDelegate
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

_NUMBERS_ACROSS = 4
_GOOD = (DayStatus.PRESENT, DayStatus.LEAVE, DayStatus.TRIP, DayStatus.OFF)
_BAD = (DayStatus.ABSENT,)


class DayAnswer(QWidget):
    """Shows a preview.

    Signals:
        day_wanted: another day was chosen from those that follow.
    """

    day_wanted = Signal(object)

    def __init__(self, desk: PlanDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.verdict = Verdict(self)
        self.strip = DayStrip(self)
        self.title = ElidedLabel("", self)
        self.title.setFont(heading("", self, 1.1).font())
        self.plan_lines = QVBoxLayout()
        self.plan_lines.setSpacing(2)
        self.numbers = QGridLayout()
        self.numbers.setHorizontalSpacing(2 * UNIT)
        self.numbers.setVerticalSpacing(UNIT)
        self.steps = QVBoxLayout()
        self.steps.setSpacing(UNIT // 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        day = self._card(box, "")
        for widget in (self.title, self.verdict, self.strip):
            day.addWidget(widget)
        day.addLayout(self.numbers)
        self._card(box, self.tr("Which schedule holds")).addLayout(self.plan_lines)
        self._card(box, self.tr("Why")).addLayout(self.steps)
        self._make_ahead(box)
        box.addStretch(1)

    def _make_ahead(self, box: QVBoxLayout) -> None:
        title = self.tr("The two weeks from that day on")
        self.ahead = DaysAhead(self)
        self.ahead_table = Table(self.ahead, title, self)
        samples = {0: self.tr("Wednesday, 2026-12-30"), 1: "Early shift, Saturdays", 2: "08:00–12:00, 13:00–17:00"}
        self.ahead_table.share_width(samples, len(samples))
        self.ahead_table.setItemDelegateForColumn(len(samples), StripDelegate(self.ahead_table))
        self.ahead_table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ahead_table.activated.connect(lambda index: self.day_wanted.emit(self.ahead.day(index.row()).day))
        self._ahead_card = Card(self)
        inner = QVBoxLayout(self._ahead_card)
        inner.setContentsMargins(*[2 * UNIT] * 4)
        inner.setSpacing(UNIT)
        inner.addWidget(heading(title, self._ahead_card, 1.05))
        inner.addWidget(self.ahead_table)
        box.addWidget(self._ahead_card)

    def _card(self, box: QVBoxLayout, title: str) -> QVBoxLayout:
        card = Card(self)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[2 * UNIT] * 4)
        inner.setSpacing(UNIT)
        if title:
            inner.addWidget(heading(title, card, 1.05))
        box.addWidget(card)
        return inner

    def show_preview(self, preview: Preview, name: str, zone: ZoneInfo) -> None:
        """Show another one of this person."""
        result = preview.result
        self.title.set_text(
            self.tr("{person} on {day}").format(person=isolated(name), day=long_day_text(preview.schedule.day))
        )
        self.verdict.say(_tone(result), self._said(result))
        self.strip.show_strip(preview.strip)
        self._show_numbers(result)
        self._show_plan(preview)
        self._ahead_card.setVisible(bool(preview.ahead))
        self.ahead.show_days(preview.ahead)
        rows = self.ahead_table.verticalHeader().length() + self.ahead_table.horizontalHeader().sizeHint().height()
        self.ahead_table.setFixedHeight(rows + UNIT // 2)
        _clear(self.steps)
        for step in result.steps:
            self.steps.addWidget(_words(step_text(step, zone), self))

    def _said(self, result: DayResult) -> str:
        parts = [status_text(result.status)]
        if result.late:
            parts.append(self.tr("{minutes} min late").format(minutes=result.late))
        if result.early:
            parts.append(self.tr("left {minutes} min early").format(minutes=result.early))
        parts += [exception_text(code) for code in result.exceptions]
        return " · ".join(parts)

    def _show_numbers(self, result: DayResult) -> None:
        _clear(self.numbers)
        for column in range(_NUMBERS_ACROSS):
            self.numbers.setColumnStretch(column, 1)
        for number, (text, minutes) in enumerate(self._numbers(result)):
            holder = QWidget(self)
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
            value = heading(length_text(minutes), holder, 1.2)
            name = muted(text, holder)
            value.setAccessibleName(f"{text} {length_text(minutes)}")
            box.addWidget(value)
            box.addWidget(name)
            self.numbers.addWidget(
                holder, number // _NUMBERS_ACROSS, number % _NUMBERS_ACROSS, Qt.AlignmentFlag.AlignTop
            )

    def _numbers(self, result: DayResult) -> list[tuple[str, int]]:
        tiers = result.overtime_tiers
        always = [(self.tr("Worked"), result.worked), (self.tr("Required"), result.required)]
        overtime = [
            (self.tr("Overtime") if len(tiers) == 1 else self.tr("Overtime, tier {number}").format(number=number), each)
            for number, each in enumerate(tiers, 1)
        ]
        others = [
            *overtime,
            (self.tr("Late"), result.late),
            (self.tr("Left early"), result.early),
            (self.tr("Absent"), result.absent),
            (self.tr("Missing"), result.missing),
            (self.tr("Unpaid break"), result.unpaid_break),
            (self.tr("Paid break"), result.paid_break),
            (self.tr("Leave"), result.leave),
            (self.tr("Business trip"), result.trip),
            (self.tr("Unplanned"), result.unplanned),
            (self.tr("On a weekend"), result.weekend),
            (self.tr("On a public holiday"), result.holiday),
        ]
        return [*always, *((text, minutes) for text, minutes in others if minutes)]

    def _show_plan(self, preview: Preview) -> None:
        _clear(self.plan_lines)
        schedule = preview.schedule
        kind = day_kind_text(schedule.kind)
        if schedule.shift is not None:
            kind = self.tr("Shift “{shift}”: {hours}").format(
                shift=isolated(schedule.shift.name), hours=hours_text(schedule.shift)
            )
        if schedule.holiday:
            kind += " · " + self.tr("Public holiday: {name}").format(name=isolated(schedule.holiday))
        self.plan_lines.addWidget(_words(kind, self))
        for absence in schedule.absences:
            said = f"{absence_text(absence.kind)}, {part_text(absence.part)}"
            period = period_text(absence.first_day, absence.last_day)
            self.plan_lines.addWidget(_words(f"{said}, {period}", self))
        if not preview.holding:
            self.plan_lines.addWidget(muted(self.tr("No assignment is for this person on that day."), self))
        for number, assignment in enumerate(preview.holding):
            self.plan_lines.addLayout(self._line(assignment, holds=number == 0))

    def _line(self, assignment: Assignment, *, holds: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        mark = QLabel("✓" if holds else "–", self)
        mark.setProperty("tone", "good" if holds else "muted")
        words = self._desk.title(assignment)
        text = self.tr("holds: {assignment} ({rank})") if holds else self.tr("gives way: {assignment} ({rank})")
        label = _words(text.format(assignment=words, rank=self._rank(assignment)), self)
        if not holds:
            label.setProperty("tone", "muted")
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return row

    def _rank(self, assignment: Assignment) -> str:
        said = {
            Scope.EVERYBODY: self.tr("for everybody"),
            Scope.DEPARTMENT: self.tr("for the department"),
            Scope.PERSON: self.tr("personal"),
        }[assignment.scope]
        return self.tr("temporary, {scope}").format(scope=said) if assignment.temporary else said


def _tone(result: DayResult) -> str:
    if result.status in _BAD:
        return "bad"
    fine = result.status in _GOOD and not result.exceptions and not result.late and not result.early
    return "good" if fine else "warn"


def _words(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _clear(layout: QVBoxLayout | QGridLayout | QHBoxLayout) -> None:
    while layout.count():
        taken = layout.takeAt(0)
        inner, widget = (taken.layout(), taken.widget()) if taken is not None else (None, None)
        if isinstance(inner, QVBoxLayout | QGridLayout | QHBoxLayout):
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
