"""Rows of reports that add up days: one for every person and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.report_kinds import MONTH_DAYS, MOST_TIERS
from facegate.domain.report_tables import Cell
from facegate.pipeline.reports.from_days import tiers
from facegate.pipeline.reports.people_cells import PeopleCells

_THERE = frozenset({DayStatus.PRESENT, DayStatus.HALF_DAY, DayStatus.INCOMPLETE, DayStatus.TRIP})


@dataclass(slots=True)
class Month:
    """What somebody's days of one month come to; sums of the fields of the same name."""

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
        self.days_present += came and day.status in _THERE
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
        for tier, minutes in enumerate(tiers(day.overtime_tiers)):
            self.tiers[tier] += minutes
        self.by_day[day.day.day - 1] = day.worked


class MonthRows:
    """Rows for every person and month, months in order, people in order of name. Holds one sum each in memory."""

    def __init__(self, people: PeopleCells) -> None:
        self._people = people

    def timesheet(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """What was planned, worked and missed, and the minutes of every day."""
        for name, who, month in self._months(days):
            yield [
                name,
                *self._people.who(who),
                self._people.department(who),
                month.days_required,
                month.days_present,
                month.days_absent,
                month.days_leave,
                month.required,
                month.worked,
                month.regular,
                sum(month.tiers),
                month.unplanned,
                month.leave,
                month.missing,
                month.times_late,
                month.late,
                month.times_early,
                month.early,
                month.weekend,
                month.holiday,
                *month.by_day,
            ]

    def payroll(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """What is paid for."""
        for name, who, month in self._months(days):
            yield [
                name,
                *self._people.who(who)[1:],
                self._people.department(who),
                month.days_worked,
                month.worked,
                month.regular,
                *month.tiers,
                month.unplanned,
                month.weekend,
                month.holiday,
                month.leave - month.unpaid_leave,
                month.unpaid_leave,
                month.missing,
            ]

    def _months(self, days: Iterable[PersonDay]) -> Iterator[tuple[str, SubjectId, Month]]:
        sums: dict[tuple[int, int, SubjectId], Month] = {}
        for each in days:
            who, day = each.subject_id, each.result
            key = day.day.year, day.day.month, who
            month = sums.get(key)
            if month is None:
                month = sums[key] = Month()
            month.add(day)
        for (year, number, who), month in sorted(sums.items(), key=lambda item: self._order(item[0])):
            yield f"{year:04}-{number:02}", who, month

    def _order(self, key: tuple[int, int, SubjectId]) -> tuple[int, int, str, str]:
        year, number, who = key
        person = self._people.called(who)
        # Those who were erased come last.
        return year, number, person.name.casefold() if person else "\U0010ffff", who
