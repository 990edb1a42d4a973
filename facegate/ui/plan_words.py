"""Words for what a plan is made of, and for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale

from facegate.domain.attendance.absences import AbsenceKind, DayPart
from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault
from facegate.domain.attendance.results import DayStatus, ExceptionCode
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import BreakKind, RoundingWay, Span
from facegate.ui.clock_texts import day_clock_text
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate

BETWEEN = ", "


def span_text(span: Span) -> str:
    """``09:00–17:00``."""
    # Isolated, or the two would change places where lines run from right to left.
    return isolated(f"{day_clock_text(span.start)}–{day_clock_text(span.end)}")


def weekday_text(weekday: int, *, short: bool = False) -> str:
    """Name of an ISO weekday, Monday is 1, in the window's language."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(weekday, form)


def long_day_text(day: date) -> str:
    """With the weekday: ``Monday, 2026-11-23``."""
    return translate("Plan", "{weekday}, {day}").format(
        weekday=weekday_text(day.isoweekday()), day=isolated(day.isoformat())
    )


def period_text(first: date, last: date | None) -> str:
    """From one day to another."""
    if last is None:
        return translate("Plan", "from {first} on").format(first=isolated(first.isoformat()))
    if first == last:
        return translate("Plan", "on {first}").format(first=isolated(first.isoformat()))
    return translate("Plan", "{first} to {last}").format(
        first=isolated(first.isoformat()), last=isolated(last.isoformat())
    )


def kind_text(kind: ItemKind) -> str:
    """What an item is."""
    return {
        ItemKind.SHIFT: translate("Plan", "Shift"),
        ItemKind.ROTATION: translate("Plan", "Rotation"),
        ItemKind.CALENDAR: translate("Plan", "Calendar"),
        ItemKind.ASSIGNMENT: translate("Plan", "Assignment"),
        ItemKind.ABSENCE: translate("Plan", "Absence"),
    }[kind]


def absence_text(kind: AbsenceKind) -> str:
    """Leave or trip."""
    return {
        AbsenceKind.LEAVE: translate("Plan", "Leave"),
        AbsenceKind.TRIP: translate("Plan", "Business trip"),
    }[kind]


def part_text(part: DayPart) -> str:
    """How much of a day."""
    return {
        DayPart.FULL: translate("Plan", "Whole day"),
        DayPart.MORNING: translate("Plan", "First half"),
        DayPart.AFTERNOON: translate("Plan", "Second half"),
    }[part]


def break_text(kind: BreakKind) -> str:
    """How the time of a break is known."""
    return {
        BreakKind.FIXED: translate("Plan", "At a fixed time"),
        BreakKind.AUTOMATIC: translate("Plan", "Taken off after"),
        BreakKind.PUNCHED: translate("Plan", "By punches"),
    }[kind]


def rounding_text(way: RoundingWay) -> str:
    """Which way a time is rounded."""
    return {
        RoundingWay.UP: translate("Plan", "to the later"),
        RoundingWay.DOWN: translate("Plan", "to the earlier"),
        RoundingWay.NEAREST: translate("Plan", "to the nearer"),
    }[way]


def day_kind_text(kind: DayKind) -> str:
    """What sort of day it is."""
    return {
        DayKind.WORKING: translate("Plan", "Working day"),
        DayKind.WEEKEND: translate("Plan", "Weekend"),
        DayKind.HOLIDAY: translate("Plan", "Public holiday"),
        DayKind.FREE: translate("Plan", "Free by the rotation"),
        DayKind.UNPLANNED: translate("Plan", "No schedule"),
        DayKind.LEAVE: translate("Plan", "Leave"),
        DayKind.TRIP: translate("Plan", "Business trip"),
    }[kind]


def status_text(status: DayStatus) -> str:
    """What became of a day."""
    return {
        DayStatus.PRESENT: translate("Plan", "Present"),
        DayStatus.HALF_DAY: translate("Plan", "Half a day"),
        DayStatus.ABSENT: translate("Plan", "Absent"),
        DayStatus.INCOMPLETE: translate("Plan", "A punch is missing"),
        DayStatus.LEAVE: translate("Plan", "On leave"),
        DayStatus.TRIP: translate("Plan", "On a business trip"),
        DayStatus.OFF: translate("Plan", "Nothing was to be done"),
        DayStatus.OPEN: translate("Plan", "Not over yet"),
    }[status]


def exception_text(code: ExceptionCode) -> str:
    """What should be looked at."""
    return {
        ExceptionCode.MISSING_IN: translate("Plan", "The punch in is missing"),
        ExceptionCode.MISSING_OUT: translate("Plan", "The punch out is missing"),
        ExceptionCode.MISSING_BREAK_START: translate("Plan", "The beginning of a break is missing"),
        ExceptionCode.MISSING_BREAK_END: translate("Plan", "The end of a break is missing"),
        ExceptionCode.OUTSIDE_WINDOW: translate("Plan", "A punch belongs to no shift"),
        ExceptionCode.NO_DIRECTION: translate("Plan", "A punch says neither in nor out"),
        ExceptionCode.WORKED_ON_LEAVE: translate("Plan", "Worked on a day of leave"),
        ExceptionCode.SPAN_MISSED: translate("Plan", "A part of the shift was missed"),
    }[code]


_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)
_DAY = re.compile(r"day (\d+)(?: (.+) (\S+))?", re.ASCII)
"""How the plan writes parts of its items in errors."""


def detail_text(detail: str, called: Callable[[str], str]) -> str:
    """A part of an item that an error names; ``called`` gives a shift's name."""
    day = _DAY.fullmatch(detail)
    if day is not None:
        number = translate("Plan", "day {number}").format(number=day[1])
        return f"{number} ({isolated(called(day[2]))}, {detail_text(day[3], called)})" if day[2] else number
    head, _space, tail = detail.partition(" ")
    if head == "break" and tail:
        return translate("Plan", "the break {span}").format(span=detail_text(tail, called))
    if tail == "break" and head in set(BreakKind):
        return translate("Plan", "the break “{kind}”").format(kind=break_text(BreakKind(head)))
    span = _SPAN.fullmatch(detail)
    if span is None:
        return isolated(detail)
    start, end = (int(span[first]) * HOUR + int(span[first + 1]) for first in (1, 3))
    return span_text(Span(start, end))


def problem_text(error: PlanError, called: Callable[[ItemRef], str]) -> str:
    """What is wrong, in a sentence; ``called`` gives the words for an item."""
    first = called(error.first)
    second = "" if error.second is None else called(error.second)
    said = _problem_template(error.fault).format(first=first, second=second)
    return said[:1].upper() + said[1:]


def _problem_template(fault: PlanFault) -> str:
    return {
        PlanFault.NO_ID: translate("Plan", "{first} needs an identifier."),
        PlanFault.TWICE: translate("Plan", "{first} is there twice."),
        PlanFault.UNKNOWN: translate("Plan", "{first} does not exist, but {second} needs it."),
        PlanFault.NO_SPAN: translate("Plan", "{first} has no working time."),
        PlanFault.SPAN_RANGE: translate(
            "Plan", "{first}: working time has to begin before midnight, and end after it began, within 48 hours."
        ),
        PlanFault.SPANS_OVERLAP: translate("Plan", "{first} and {second} overlap."),
        PlanFault.FLEXIBLE: translate(
            "Plan",
            "{first}: flexible hours need one frame that is long enough for the time to work and holds the core time.",
        ),
        PlanFault.BREAK: translate("Plan", "{first}: this break needs a length, or an end after its beginning."),
        PlanFault.BREAK_OUTSIDE: translate("Plan", "{first} lies outside the working time."),
        PlanFault.BREAKS_OVERLAP: translate("Plan", "{first} and {second} overlap."),
        PlanFault.NUMBER: translate(
            "Plan", "{first}: a number is out of range. Who is absent below an amount may not be there half a day."
        ),
        PlanFault.ROUNDING: translate("Plan", "{first}: times are rounded to a part of an hour, such as 5 or 15."),
        PlanFault.OVERLAPS_ITSELF: translate("Plan", "{first} has not ended when {second} begins."),
        PlanFault.ORDER: translate("Plan", "{first} ends before it begins."),
        PlanFault.WHO: translate("Plan", "Choose the person or the department that {first} is for."),
        PlanFault.SAME_DAYS: translate("Plan", "{first} and {second} hold on the same days."),
    }[fault]
