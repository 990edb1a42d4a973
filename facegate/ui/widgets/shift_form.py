"""The fields of a shift."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QLabel, QRadioButton, QWidget

from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.plan_errors import PlanError, PlanFault
from facegate.domain.attendance.shifts import Rounding, RoundingWay, Shift, Span
from facegate.ui.plan_words import rounding_text
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.break_rows import BreakRows
from facegate.ui.widgets.clock_box import ClockBox, LengthBox, ShortBox
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import NamedForm, NameFields, beside
from facegate.ui.widgets.overtime_fields import OvertimeFields
from facegate.ui.widgets.span_rows import SpanRows

_STEPS = (1, 5, 6, 10, 12, 15, 20, 30, 60)
"""Parts of an hour that times are rounded to, minutes; 1: not at all."""

NEW_SHIFT = (Span(9 * HOUR, 17 * HOUR),)
"""Working time of a new shift."""
_FRAME, _FLEXIBLE, _CORE = Span(6 * HOUR, 20 * HOUR), 8 * HOUR, Span(10 * HOUR, 15 * HOUR)
"""What flexible hours begin with."""

_FIELD_OF_FAULT = {
    PlanFault.NO_ID: "id",
    PlanFault.TWICE: "id",
    PlanFault.NO_SPAN: "spans",
    PlanFault.SPAN_RANGE: "spans",
    PlanFault.SPANS_OVERLAP: "spans",
    PlanFault.OVERLAPS_ITSELF: "spans",
    PlanFault.FLEXIBLE: "flexible",
    PlanFault.BREAK: "breaks",
    PlanFault.BREAK_OUTSIDE: "breaks",
    PlanFault.BREAKS_OVERLAP: "breaks",
    PlanFault.NUMBER: "half",
    PlanFault.ROUNDING: "rounding",
}


class ShiftForm(NamedForm):
    """Hours, breaks, windows, grace, rounding, and what counts as overtime."""

    def __init__(self, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = self.card()
        self.naming = NameFields(
            self, rows, taken, self.tr("Short; it stands in exports, and stays as it is from then on.")
        )
        self._make_hours()
        self.breaks = BreakRows(self)
        self.wide_row(self.card(self.tr("Breaks")), "breaks", self.breaks)
        self._make_windows()
        self._make_less()
        self.overtime = OvertimeFields(self)
        self.wide_row(self.card(self.tr("Overtime")), "overtime", self.overtime)
        for signal in (self.spans.changed, self.breaks.changed, self.overtime.changed):
            signal.connect(self.changed)
        self._arrange()

    def _make_hours(self) -> None:
        self.fixed = QRadioButton(self.tr("&Fixed hours"), self)
        self.flexible = QRadioButton(self.tr("F&lexible hours"), self)
        self._ways = QButtonGroup(self)
        for button in (self.fixed, self.flexible):
            self._ways.addButton(button)
        self.spans = SpanRows(self)
        self.frame_start = ClockBox(self.tr("Frame from"), self)
        self.frame_end = ClockBox(self.tr("Frame to"), self)
        self.to_work = LengthBox(self.tr("Time to work"), parent=self)
        self.has_core = QCheckBox(self.tr("&Core time"), self)
        self.core_start = ClockBox(self.tr("Core time from"), self)
        self.core_end = ClockBox(self.tr("Core time to"), self)
        self.hours = rows = self.card(self.tr("Working time"))
        rows.addRow(beside(self.fixed, self.flexible, parent=self))
        self.wide_row(rows, "spans", self.spans)
        self.frame_row = beside(self.frame_start, "–", self.frame_end, parent=self)
        self.core_row = beside(self.has_core, self.core_start, "–", self.core_end, parent=self)
        self.work_row = beside(self.to_work, self.tr("hours at any time within it"), parent=self)
        self.row(rows, "frame", self.tr("F&rame"), self.frame_row)
        self.row(rows, "work", self.tr("To &work"), self.work_row)
        self.wide_row(rows, "flexible", self.core_row)
        self.fixed.toggled.connect(lambda _on: self._edited())
        self.has_core.toggled.connect(lambda _on: self._edited())
        self._heed(self.frame_start, self.frame_end, self.to_work, self.core_start, self.core_end)

    def _make_windows(self) -> None:
        rows = self.card(
            self.tr("Coming and leaving"),
            self.tr("Within these times punches belong to the shift; within the grace nobody is late or early."),
        )
        self.check_in, self.check_out = (LengthBox(name, parent=self) for name in self._window_names())
        self.late = ShortBox(self.tr("Grace for coming late"), parent=self)
        self.early = ShortBox(self.tr("Grace for leaving early"), parent=self)
        self.step_in, self.way_in = self._rounding(self.tr("Rounding of coming"))
        self.step_out, self.way_out = self._rounding(self.tr("Rounding of leaving"))
        rows.addRow(self._window_grid())
        coming = beside(self.step_in, self.way_in, parent=self)
        leaving = beside(self.step_out, self.way_out, parent=self)
        self.row(rows, "rounding_in", self.tr("Coming is rounded"), coming)
        self.row(rows, "rounding", self.tr("Leaving is rounded"), leaving)
        self._heed(self.check_in, self.check_out, self.late, self.early)

    def _window_grid(self) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        for column, text in enumerate((self.tr("Punches count"), self.tr("Grace")), 1):
            grid.addWidget(muted(text, holder), 0, column)
        for row, (text, window, words, grace) in enumerate(
            (
                (self.tr("Coming"), self.check_in, self.tr("h before"), self.late),
                (self.tr("Leaving"), self.check_out, self.tr("h after"), self.early),
            ),
            1,
        ):
            grid.addWidget(QLabel(text, holder), row, 0)
            grid.addWidget(beside(window, words, parent=holder), row, 1)
            grid.addWidget(beside(grace, parent=holder), row, 2)
        grid.setColumnStretch(2, 1)
        for before, after in pairwise((self.check_in, self.late, self.check_out, self.early, self.step_in)):
            QWidget.setTabOrder(before, after)
        return holder

    def _make_less(self) -> None:
        rows = self.card(self.tr("Less than a day"))
        self.half = LengthBox(self.tr("Half a day below"), self.tr("no such rule"), self)
        self.absent = LengthBox(self.tr("Absent below"), self.tr("no such rule"), self)
        self.row(rows, "half", self.tr("&Half a day below"), beside(self.half, parent=self))
        self.row(rows, "absent", self.tr("&Absent below"), beside(self.absent, parent=self))
        self._heed(self.half, self.absent)

    def _window_names(self) -> tuple[str, str]:
        return self.tr("Come so long before the beginning"), self.tr("Leave so long after the end")

    def _rounding(self, name: str) -> tuple[QComboBox, QComboBox]:
        steps, ways = QComboBox(self), QComboBox(self)
        for step in _STEPS:
            text = self.tr("not at all") if step == 1 else self.tr("{minutes} min").format(minutes=step)
            steps.addItem(text, step)
        for way in RoundingWay:
            ways.addItem(rounding_text(way), way)
        for box in (steps, ways):
            box.setAccessibleName(name)
            keep_wheel_away(box)
            box.currentIndexChanged.connect(lambda _index: self._edited())
        return steps, ways

    def _heed(self, *boxes: ClockBox | LengthBox | ShortBox) -> None:
        for box in boxes:
            box.valueChanged.connect(lambda _value: self.changed.emit())

    def _edited(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        flexible = self.flexible.isChecked()
        self.hours.setRowVisible(self.spans, not flexible)
        for row in (self.frame_row, self.work_row, self.core_row):
            self.hours.setRowVisible(row, flexible)
        for box in (self.core_start, self.core_end):
            box.setEnabled(self.has_core.isChecked())
        for steps, ways in ((self.step_in, self.way_in), (self.step_out, self.way_out)):
            ways.setEnabled(steps.currentData() != 1)

    # -- what a form is asked ------------------------------------------------------------

    def item(self) -> Shift:
        """What is entered. Raises PlanError."""
        flexible = self.flexible.isChecked()
        core = Span(self.core_start.value(), self.core_end.value()) if self.has_core.isChecked() else None
        frame = Span(self.frame_start.value(), self.frame_end.value())
        return Shift(
            *self.naming.values,
            spans=(frame,) if flexible else self.spans.spans,
            flexible_minutes=self.to_work.value() if flexible else None,
            core=core if flexible else None,
            check_in_before=self.check_in.value(),
            check_out_after=self.check_out.value(),
            late_grace=self.late.value(),
            early_grace=self.early.value(),
            breaks=self.breaks.breaks,
            rounding_in=_rounding_of(self.step_in, self.way_in),
            rounding_out=_rounding_of(self.step_out, self.way_out),
            half_day_below=self.half.value(),
            absent_below=self.absent.value(),
            overtime=self.overtime.value,
        )

    def show_item(self, item: Shift) -> None:
        """Enter another one; not an edit."""
        self.naming.show_values(item.shift_id, item.name)
        flexible = item.flexible_minutes is not None
        self.spans.set_spans(NEW_SHIFT if flexible else item.spans)
        frame, core = item.spans[0] if flexible else _FRAME, item.core or _CORE
        for box, value in (
            (self.frame_start, frame.start),
            (self.frame_end, frame.end),
            (self.to_work, item.flexible_minutes or _FLEXIBLE),
            (self.core_start, core.start),
            (self.core_end, core.end),
            (self.check_in, item.check_in_before),
            (self.check_out, item.check_out_after),
            (self.late, item.late_grace),
            (self.early, item.early_grace),
            (self.half, item.half_day_below),
            (self.absent, item.absent_below),
        ):
            box.setValue(value)
        self.has_core.setChecked(item.core is not None)
        self.breaks.set_breaks(item.breaks)
        _show_rounding(item.rounding_in, self.step_in, self.way_in)
        _show_rounding(item.rounding_out, self.step_out, self.way_out)
        self.overtime.show_value(item.overtime)
        (self.flexible if flexible else self.fixed).setChecked(True)
        self._arrange()

    def place_of(self, error: PlanError) -> str:
        """The field that an error is about; rows that clash are emphasised."""
        details = {ref.detail for ref in (error.first, error.second) if ref is not None}
        self.spans.mark(details)
        self.breaks.mark(details)
        place = _FIELD_OF_FAULT.get(error.fault, "name")
        return "frame" if place == "spans" and self.flexible.isChecked() else place

    def mark(self, key: str, text: str) -> None:
        """See :meth:`ItemForm.mark`."""
        super().mark(key, text)
        if not text:
            self.spans.mark(())
            self.breaks.mark(())

    def field_names(self) -> dict[str, str]:
        """See :meth:`ItemForm.field_names`."""
        hours, windows = self.tr("Working time"), self.tr("Coming and leaving")
        less = self.tr("Less than a day")
        return {
            "name": self.tr("Name"),
            "spans": hours,
            "flexible_minutes": hours,
            "core": hours,
            "breaks": self.tr("Breaks"),
            "check_in_before": windows,
            "check_out_after": windows,
            "late_grace": windows,
            "early_grace": windows,
            "rounding_in": windows,
            "rounding_out": windows,
            "half_day_below": less,
            "absent_below": less,
            "overtime": self.tr("Overtime"),
        }


def _rounding_of(steps: QComboBox, ways: QComboBox) -> Rounding:
    step = int(steps.currentData())
    return Rounding(step, RoundingWay(ways.currentData())) if step > 1 else Rounding()


def _show_rounding(rounding: Rounding, steps: QComboBox, ways: QComboBox) -> None:
    if steps.findData(rounding.step) < 0:
        steps.addItem(str(rounding.step), rounding.step)
    steps.setCurrentIndex(steps.findData(rounding.step))
    ways.setCurrentIndex(ways.findData(rounding.way))
