"""Rows of reports that add up days: one for every person and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facegate.domain.attendance.months import Month, PersonMonth
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.report_tables import Cell
from facegate.pipeline.reports.people_cells import PeopleCells


def added_up(days: Iterable[PersonDay]) -> list[PersonMonth]:
    """What days come to, in any order."""
    sums: dict[tuple[int, int, SubjectId], Month] = {}
    for each in days:
        who, day = each.subject_id, each.result
        key = day.day.year, day.day.month, who
        month = sums.get(key)
        if month is None:
            month = sums[key] = Month()
        month.add(day)
    return [PersonMonth(who, f"{year:04}-{number:02}", month) for (year, number, who), month in sums.items()]


class MonthRows:
    """Rows for every person and month, months in order, people in order of name. Holds one sum each in memory."""

    def __init__(self, people: PeopleCells) -> None:
        self._people = people

    def timesheet(self, months: Iterable[PersonMonth]) -> Iterator[list[Cell]]:
        """What was planned, worked and missed, and the minutes of every day."""
        for who, name, month in sorted(months, key=self._order):
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

    def payroll(self, months: Iterable[PersonMonth]) -> Iterator[list[Cell]]:
        """What is paid for."""
        for who, name, month in sorted(months, key=self._order):
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

    def _order(self, each: PersonMonth) -> tuple[str, str, str]:
        person = self._people.called(each.subject_id)
        # Those who were erased come last.
        return each.name, person.name.casefold() if person else "\U0010ffff", each.subject_id
