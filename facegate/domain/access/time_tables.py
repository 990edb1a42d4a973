"""Weekly hours by the clock on the site's wall."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440
LATEST_END = 2 * MINUTES_A_DAY
"""A span may end at the end of the next day."""

WEEKDAYS = range(1, 8)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute of a day to another.

    Attributes:
        start: minutes after midnight, included.
        end: minutes after the same midnight, excluded; beyond 1440 it is on the next day.
        weekday: ISO number, Monday is 1; not looked at on holidays.
    """

    start: int
    end: int
    weekday: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.start < MINUTES_A_DAY or not self.start < self.end <= LATEST_END:
            raise ValueError(f"need 0 <= start < {MINUTES_A_DAY} and start < end <= {LATEST_END}")
        if self.weekday not in WEEKDAYS:
            raise ValueError(f"weekday must be 1 to 7, got {self.weekday}")


class OnHolidays(StrEnum):
    """What a table says of public holidays."""

    AS_USUAL = "as_usual"
    CLOSED = "closed"
    OWN_HOURS = "own_hours"


@dataclass(frozen=True, slots=True)
class TimeTable:
    """When something holds. A span belongs to the day that it begins on, also where it ends on the next one.

    Times are those of the clock on the wall: an hour that the clocks skip is not there, one that they repeat is there
    twice.

    Attributes:
        table_id: see :func:`facegate.domain.access.plan_problems.id_problem`.
        name: for the screen.
        hours: of a week.
        holidays: see :class:`OnHolidays`.
        holiday_hours: of ``own_hours``.
        calendar_id: which calendar's holidays; empty: those of all calendars.
    """

    table_id: str
    name: str
    hours: tuple[Hours, ...] = ()
    holidays: OnHolidays = OnHolidays.AS_USUAL
    holiday_hours: tuple[Hours, ...] = ()
    calendar_id: str = ""

    def holds(self, at: datetime, zone: ZoneInfo, holidays: Collection[date]) -> bool:
        """Whether it holds at a moment (aware), given the dates of the holidays."""
        local = at.astimezone(zone)
        minute, today = local.hour * 60 + local.minute, local.date()
        if any(each.start <= minute < each.end for each in self._of_day(today, holidays)):
            return True
        if today == date.min:
            return False
        before = today - timedelta(days=1)
        return any(minute + MINUTES_A_DAY < each.end for each in self._of_day(before, holidays))

    def _of_day(self, day: date, holidays: Collection[date]) -> list[Hours]:
        if self.holidays is not OnHolidays.AS_USUAL and day in holidays:
            return list(self.holiday_hours) if self.holidays is OnHolidays.OWN_HOURS else []
        return [each for each in self.hours if each.weekday == day.isoweekday()]
