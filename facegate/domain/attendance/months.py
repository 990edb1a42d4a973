"""What somebody's days of one month come to."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.ids import SubjectId
from facegate.domain.report_kinds import MONTH_DAYS, MOST_TIERS

THERE = frozenset({DayStatus.PRESENT, DayStatus.HALF_DAY, DayStatus.INCOMPLETE, DayStatus.TRIP})
"""What counts as a day of presence."""


def tiers(minutes: tuple[int, ...]) -> list[int]:
    """Overtime by tier, as many as there are columns; the last one has what is beyond, too."""
    shown = [*minutes[:MOST_TIERS], *[0] * (MOST_TIERS - len(minutes))]
    shown[-1] += sum(minutes[MOST_TIERS:])
    return shown


@dataclass(slots=True)
class Month:
    """Sums of the fields of the same name; filled day by day."""

    days_required: int = 0
    days_present: int = 0
    days_worked: int = 0
    days_absent: int = 0
    days_leave: int = 0
    required: int = 0
    worked: int = 0
    regular: int = 0
    unplanned: int = 0
    leave: int = 0
    unpaid_leave: int = 0
    missing: int = 0
    times_late: int = 0
    late: int = 0
    times_early: int = 0
    early: int = 0
    weekend: int = 0
    holiday: int = 0
    tiers: list[int] = field(default_factory=lambda: [0] * MOST_TIERS)
    by_day: list[int | None] = field(default_factory=lambda: [None] * MONTH_DAYS)

    def add(self, day: DayResult) -> None:
        """Count one more day."""
        self.days_required += day.required > 0
        came = day.worked > 0 or day.first_in is not None or day.last_out is not None
        # Half a day of leave and nothing beside it is half a day, but nobody was there.
        self.days_present += came and day.status in THERE
        self.days_worked += day.worked > 0
        self.days_absent += day.status is DayStatus.ABSENT
        self.days_leave += day.status is DayStatus.LEAVE
        self.required += day.required
        self.worked += day.worked
        self.regular += day.regular
        self.unplanned += day.unplanned
        self.leave += day.leave
        self.unpaid_leave += day.unpaid_leave
        self.missing += day.missing
        self.times_late += day.late > 0
        self.late += day.late
        self.times_early += day.early > 0
        self.early += day.early
        self.weekend += day.weekend
        self.holiday += day.holiday
        self.add_tiers(day.overtime_tiers)
        self.add_day(day.day.day, day.worked)

    def add_tiers(self, minutes: tuple[int, ...]) -> None:
        """Count the overtime of one more day."""
        for tier, more in enumerate(tiers(minutes)):
            self.tiers[tier] += more

    def add_day(self, day: int, worked: int) -> None:
        """Count the minutes of a day of the month, which may be there twice: kept of two records that were merged."""
        self.by_day[day - 1] = worked + (self.by_day[day - 1] or 0)

    def join(self, other: Month) -> None:
        """Count all that is in another one."""
        for name in SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.add_tiers(tuple(other.tiers))
        for day, worked in enumerate(other.by_day, start=1):
            if worked is not None:
                self.add_day(day, worked)


SUMS = tuple(each.name for each in fields(Month) if each.name not in ("tiers", "by_day"))
"""Fields that are sums of minutes or days."""


class PersonMonth(NamedTuple):
    """Somebody's month.

    Attributes:
        subject_id: maybe of somebody who was erased.
        name: year and month, YYYY-MM.
        month: the sums.
    """

    subject_id: SubjectId
    name: str
    month: Month
