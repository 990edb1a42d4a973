"""Pieces of the page of working time that need no window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar, Holiday
from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.explanations import StepCode
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.rotations import FREE, Rotation
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Rounding, RoundingWay, Shift, Span
from facegate.domain.ids import SubjectId
from facegate.ui.clock_texts import clock_minutes_of, day_clock_text, minutes_of
from facegate.ui.plan_words import detail_text, problem_text
from facegate.ui.step_words import step_text
from facegate.ui.viewmodels.day_strips import BarKind, required_minutes, shift_strip
from facegate.ui.viewmodels.merged_items import merged
from facegate.ui.viewmodels.plan_preview import TriedPunch, Who, previewed, usual_punches
from facegate.ui.widgets.clock_box import ClockBox, LengthBox
from facegate.ui.widgets.item_form import identifier_of
from facegate.ui.widgets.rotation_form import RotationForm
from facegate.ui.widgets.shift_form import ShiftForm

MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
ADA = SubjectId("a" * 32)
OFFICE = Shift(
    "office",
    "Office",
    (Span(9 * HOUR, 17 * HOUR),),
    late_grace=5,
    breaks=(Break(BreakKind.FIXED, start=12 * HOUR, end=12 * HOUR + 30),),
)
NIGHT = Shift("night", "Night", (Span(22 * HOUR, 30 * HOUR),))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("9", 540), ("930", 570), ("9:30", 570), ("9.30", 570), ("09h30", 570), ("6:00 +1", 1800), ("30:00", 1800)],
)
def test_times_are_typed_as_one_likes(typed: str, minutes: int) -> None:
    assert clock_minutes_of(typed) == minutes
    assert clock_minutes_of(day_clock_text(minutes)) == minutes


@pytest.mark.parametrize("typed", ["", "nine", "9:75", "9:3", "6:00 +x", "-1"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert clock_minutes_of(typed) is None
    assert minutes_of("") is None


def test_boxes_take_times_and_step_by_quarters(qapp: QApplication) -> None:
    clock, length = ClockBox("Time"), LengthBox("Length", "none")
    clock.lineEdit().setText("8:52")
    clock.interpretText()
    assert clock.value() == 8 * HOUR + 52
    clock.stepBy(1)
    assert clock.text() == "09:00"
    clock.stepBy(-1)
    assert clock.text() == "08:45"
    clock.setValue(30 * HOUR)
    assert clock.text() == "06:00 +1"
    clock.lineEdit().setText("rubbish")
    clock.interpretText()
    assert clock.value() == 30 * HOUR
    assert length.text() == "none"
    length.lineEdit().setText("7:30")
    length.interpretText()
    assert length.value() == 450


def test_identifiers_are_made_of_names_in_any_script() -> None:
    assert identifier_of("Early shift (Sat.)", ()) == "early-shift-sat"
    assert identifier_of("早班 2", ()) == "早班-2"
    assert identifier_of("Early", ("early", "early-2")) == "early-3"
    assert identifier_of("…", ()) == ""


def test_a_strip_shows_the_shift_and_reaches_into_the_next_day() -> None:
    strip = shift_strip(replace(NIGHT, overtime=Overtime(before_start=True)))
    assert strip.kinds == {BarKind.WINDOW, BarKind.WORK, BarKind.OVERTIME}
    assert (strip.first, strip.last) == (0, 36 * HOUR)
    assert required_minutes(OFFICE) == 450
    flexible = replace(OFFICE, flexible_minutes=420, breaks=(), core=Span(10 * HOUR, 15 * HOUR))
    assert shift_strip(flexible).kinds == {BarKind.WINDOW, BarKind.FRAME, BarKind.WORK}
    assert required_minutes(flexible) == 420


def test_changes_of_two_people_are_put_together() -> None:
    mine, theirs = replace(OFFICE, name="Desk"), replace(OFFICE, late_grace=10)
    found = merged(OFFICE, mine, theirs)
    assert (found.theirs, found.disputed) == (("late_grace",), ())
    assert found.into(mine) == replace(OFFICE, name="Desk", late_grace=10)
    both = merged(OFFICE, mine, replace(theirs, name="Bureau"))
    assert (both.theirs, both.disputed) == (("name", "late_grace"), ("name",))
    assert both.into(mine).name == "Desk"


SHIFTS = [
    OFFICE,
    NIGHT,
    replace(OFFICE, flexible_minutes=480, breaks=(), core=Span(10 * HOUR, 15 * HOUR)),
    Shift(
        "split",
        "Split",
        (Span(6 * HOUR, 10 * HOUR), Span(16 * HOUR, 20 * HOUR)),
        breaks=(Break(BreakKind.AUTOMATIC, minutes=45, after=540), Break(BreakKind.PUNCHED, True, 10)),
        rounding_in=Rounding(15, RoundingWay.UP),
        rounding_out=Rounding(6, RoundingWay.DOWN),
        half_day_below=240,
        absent_below=60,
        overtime=Overtime(30, (120, 60), True, True),
    ),
]


@pytest.mark.parametrize("shift", SHIFTS, ids=lambda shift: f"{shift.shift_id}-{shift.flexible_minutes}")
def test_a_form_gives_back_the_shift_that_it_shows(qapp: QApplication, shift: Shift) -> None:
    form = ShiftForm(())
    form.show_item(shift)
    assert form.item() == shift


def test_tab_goes_through_a_form_as_it_is_read(qapp: QApplication) -> None:
    form = ShiftForm(())
    form.show_item(OFFICE)
    form.spans.add_button.click()
    places, widget = {}, form.first_field()
    while widget not in places:
        places[widget] = len(places)
        widget = widget.nextInFocusChain()
    first, second = form.spans.findChildren(ClockBox)[::2]
    row = form.breaks.findChildren(ClockBox)[0]
    wanted = [form.fixed, first, second, form.spans.add_button, row, form.breaks.add_button, form.check_in, form.late]
    assert [places[each] for each in wanted] == sorted(places[each] for each in wanted)


def test_a_rotation_is_made_longer_by_repeating_and_filled_by_cells(qapp: QApplication) -> None:
    form = RotationForm((), {"office": "Office", "night": "Night"}, MONDAY)
    rotation = Rotation("r", "Weeks", date(2026, 11, 16), (*("office",) * 5, FREE, FREE))
    form.show_item(rotation)
    assert form.item() == rotation
    form.number.setValue(2)
    assert form.item().days == rotation.days * 2
    form.grid.clearSelection()
    form.grid.setCurrentCell(1, 0)
    form.give_button.click()
    assert form.item().days[7] == "office"
    form.grid.give("night")
    assert form.item().days[6:9] == (FREE, "night", "office")


def named(ref: ItemRef) -> str:
    return detail_text(ref.detail, str) if ref.detail else ref.item_id


def test_every_fault_is_told_with_what_clashes() -> None:
    with pytest.raises(PlanError) as caught:
        replace(OFFICE, spans=(Span(540, 780), Span(720, 1020)))
    said = problem_text(caught.value, named)
    assert "09:00–13:00" in said
    assert "12:00–17:00" in said
    ref = ItemRef(ItemKind.SHIFT, "x")
    for fault in PlanFault:
        assert problem_text(PlanError(fault, ref, ref), named)
    assert "day 3" in detail_text("day 3 night 22:00-30:00", str)
    assert "06:00 +1" in detail_text("day 3 night 22:00-30:00", str)


def test_what_would_happen_on_monday_at_8_58() -> None:
    everybody = Assignment("all", Scope.EVERYBODY, "", "office", date(2026, 1, 1), calendar_id="de")
    gate = Assignment("gate", Scope.DEPARTMENT, "Gate", "night", date(2026, 1, 1), date(2026, 11, 22))
    calendar = Calendar("de", "Germany", holidays=(Holiday(date(2026, 12, 25), "Christmas Day"),))
    plan = Plan([OFFICE, NIGHT], (), [calendar], [everybody, gate])
    who = Who(ADA, "Gate", date(2026, 2, 1))
    punches = (TriedPunch(8 * HOUR + 58, Direction.IN), TriedPunch(17 * HOUR, Direction.OUT))
    monday = previewed(plan, who, MONDAY, punches, PunchPolicy(), BERLIN)
    assert [each.assignment_id for each in monday.holding] == ["all"]
    assert (monday.result.worked, monday.result.late) == (450, 0)
    assert BarKind.THERE in monday.strip.kinds
    assert [mark.minute for mark in monday.strip.marks] == [8 * HOUR + 58, 17 * HOUR]
    codes = [step.code for step in monday.result.steps]
    assert StepCode.SHIFT in codes
    assert all(step_text(step, BERLIN) for step in monday.result.steps)
    late = previewed(plan, who, MONDAY, usual_punches(monday.schedule, 9 * HOUR + 6), PunchPolicy(), BERLIN)
    assert late.result.late == 6
    before = previewed(plan, who, date(2026, 11, 20), (), PunchPolicy(), BERLIN)
    assert [each.assignment_id for each in before.holding] == ["gate", "all"]
    assert before.schedule.shift == NIGHT
    christmas = previewed(plan, who, date(2026, 12, 25), (), PunchPolicy(), BERLIN)
    assert christmas.schedule.kind is DayKind.HOLIDAY
    assert previewed(plan, who, date(2026, 1, 30), (), PunchPolicy(), BERLIN).schedule.kind is DayKind.UNPLANNED
