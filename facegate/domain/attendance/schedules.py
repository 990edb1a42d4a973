"""What one person is to do on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.shifts import Shift


class DayKind(StrEnum):
    """What sort of day it is for somebody."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """A public holiday on which they do not work."""
    FREE = "free"
    """Free by their rotation."""
    UNPLANNED = "unplanned"
    """No schedule is assigned to them."""
    LEAVE = "leave"
    """A whole day of leave that would be a working one."""
    TRIP = "trip"
    """A whole day of a business trip that would be a working one."""


@dataclass(frozen=True, slots=True)
class DaySchedule:
    """What one person is to do on one day.

    Attributes:
        day: the work date.
        kind: working, weekend, holiday, free or unplanned: without absences.
        shift: None on every day but working ones.
        weekend: whether the calendar says so, also where a rotation has a shift.
        holiday: its name, also where the schedule is worked on holidays; empty: none.
        absences: that hold on the day; at most one for each half of it.
        source: id of the assignment that holds; empty for none.
    """

    day: date
    kind: DayKind
    shift: Shift | None = None
    weekend: bool = False
    holiday: str = ""
    absences: tuple[Absence, ...] = ()
    source: str = ""
