"""The minutes of one person on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from facegate.domain.attendance.explanations import Step
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.schedules import DayKind


class DayStatus(StrEnum):
    """What became of a day."""

    PRESENT = "present"
    HALF_DAY = "half_day"
    """Less than the shift asks of a whole day, or nothing beside half a day of leave."""
    ABSENT = "absent"
    INCOMPLETE = "incomplete"
    """A punch is missing, so that not all of it is known."""
    LEAVE = "leave"
    TRIP = "trip"
    OFF = "off"
    """Nothing was to be done."""
    OPEN = "open"
    """Not over yet."""


class ExceptionCode(StrEnum):
    """What an administrator should look at."""

    MISSING_IN = "missing_in"
    MISSING_OUT = "missing_out"
    MISSING_BREAK_START = "missing_break_start"
    MISSING_BREAK_END = "missing_break_end"
    OUTSIDE_WINDOW = "outside_window"
    """A punch belongs to no shift."""
    NO_DIRECTION = "no_direction"
    """A punch without a direction where directions are strict."""
    WORKED_ON_LEAVE = "worked_on_leave"
    SPAN_MISSED = "span_missed"
    """One of several spans of a shift was missed altogether."""


class IgnoredBecause(StrEnum):
    """Why a punch did not count."""

    DUPLICATE = "duplicate"
    OUTSIDE_WINDOW = "outside_window"
    NO_DIRECTION = "no_direction"
    BETWEEN = "between"
    """Between the first in and the last out."""
    NO_IN = "no_in"
    """An out, or a break, of somebody who was not in."""
    NO_OUT = "no_out"
    """An in that no out followed."""
    NO_BREAK = "no_break"
    """The end of a break that had not begun, or the beginning of one within another."""


class UsedPunch(NamedTuple):
    """A punch that counted, and as what."""

    punch: Punch
    direction: Direction


class IgnoredPunch(NamedTuple):
    """A punch that gave no minutes, and why."""

    punch: Punch
    reason: IgnoredBecause


@dataclass(frozen=True, slots=True)
class DayResult:
    """The minutes of one person on one day; all are whole elapsed minutes, none is negative.

    ``worked = regular + sum(overtime_tiers) + unplanned``, and ``missing = max(0, required - leave - regular)``.

    Attributes:
        day: the work date: that of the day on which the shift began.
        shift_id: None where none was to be worked.
        day_kind: leave and trip are whole days of them.
        status: what became of it.
        first_in, last_out: punches as they were, aware in UTC; None where none counted.
        worked: everything that counts as work, with paid breaks and business trips.
        regular: within the shift; business trips are part of it.
        overtime_tiers: beyond it, a number for every tier; empty where the shift has no overtime.
        unplanned: worked on a day without a shift.
        paid_break: breaks that are part of ``worked``.
        unpaid_break: breaks that are not, also those that were taken off without a punch.
        required: what the shift asks for, without unpaid breaks; also on days of leave.
        leave: of ``required``, covered by leave.
        unpaid_leave: of ``leave``, unpaid.
        trip: of ``regular``, a business trip for which there are no punches.
        missing: of ``required``, covered by nothing.
        late, early: planned minutes before they came and after they left, grace considered; 0 where absent.
        absent: of ``missing``: all where they were absent or there for half a day only; the spans of a shift that
            they missed.
        weekend, holiday: all of ``worked`` where the day is a public holiday, or a weekend and no holiday.
        exceptions: what should be looked at, each once, in alphabetical order.
        used, ignored: punches of the day in order.
        steps: why; empty unless it was asked for.
    """

    day: date
    shift_id: str | None
    day_kind: DayKind
    status: DayStatus
    first_in: datetime | None = None
    last_out: datetime | None = None
    worked: int = 0
    regular: int = 0
    overtime_tiers: tuple[int, ...] = ()
    unplanned: int = 0
    paid_break: int = 0
    unpaid_break: int = 0
    required: int = 0
    leave: int = 0
    unpaid_leave: int = 0
    trip: int = 0
    missing: int = 0
    late: int = 0
    early: int = 0
    absent: int = 0
    weekend: int = 0
    holiday: int = 0
    exceptions: tuple[ExceptionCode, ...] = ()
    used: tuple[UsedPunch, ...] = ()
    ignored: tuple[IgnoredPunch, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def overtime(self) -> int:
        """Of all tiers together."""
        return sum(self.overtime_tiers)
