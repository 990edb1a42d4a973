"""Rows of reports that are made from worked-out days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.months import tiers
from facegate.domain.attendance.results import DayResult
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.report_tables import CODE_SEPARATOR, Cell
from facegate.pipeline.reports.people_cells import PeopleCells

ShiftName = Callable[[str], str]
"""What the plan calls a shift; its id where it is not in the plan any more."""

_HOUR = timedelta(hours=1)


class DayRows:
    """Rows from worked-out days, for one report; in the order in which the days come."""

    def __init__(self, people: PeopleCells, shift_name: ShiftName, zone: ZoneInfo) -> None:
        self._people = people
        self._shift_name = shift_name
        self._zone = zone
        self._shifts: dict[str, str] = {}

    def attendance(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """Every person and day with anything to say."""
        for each in days:
            who, day = each.subject_id, each.result
            if day.first_in is None and not day.required and not day.exceptions:
                continue
            hours = None if day.first_in is None or day.last_out is None else (day.last_out - day.first_in) / _HOUR
            yield [
                day.day,
                *self._people.who(who),
                *self._in_and_out(day),
                hours,
                each.used + each.ignored,
                self._people.department(who),
                self._shift(day),
                day.day_kind,
                day.status,
                *_minutes(day),
                _codes(day),
            ]

    def person(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """All days, also those without anything."""
        for who, day in map(_split, days):
            yield [
                day.day,
                *self._people.who(who),
                day.day_kind,
                self._shift(day),
                day.status,
                *self._in_and_out(day),
                *_minutes(day),
                day.weekend,
                day.holiday,
                _codes(day),
            ]

    def late(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """Who came late or left early."""
        for who, day in map(_split, days):
            if day.late or day.early:
                yield [*self._begin(who, day), *self._in_and_out(day), day.late, day.early]

    def absence(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """Who was not there on a working day, with leave or without."""
        for who, day in map(_split, days):
            if day.absent or day.leave or day.trip:
                yield [
                    *self._begin(who, day),
                    day.status,
                    day.required,
                    day.leave,
                    day.unpaid_leave,
                    day.trip,
                    day.absent,
                    day.missing,
                ]

    def overtime(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """Who worked more than planned, or when nobody has to."""
        for who, day in map(_split, days):
            if day.overtime or day.unplanned or day.weekend or day.holiday:
                yield [
                    *self._begin(who, day),
                    *self._in_and_out(day),
                    day.required,
                    day.worked,
                    day.overtime,
                    *tiers(day.overtime_tiers),
                    day.unplanned,
                    day.weekend,
                    day.holiday,
                ]

    def exceptions(self, days: Iterable[PersonDay]) -> Iterator[list[Cell]]:
        """Days that somebody should look at."""
        for who, day in map(_split, days):
            if day.exceptions:
                yield [*self._begin(who, day), day.status, *self._in_and_out(day), _codes(day)]

    def _begin(self, who: SubjectId, day: DayResult) -> list[Cell]:
        return [day.day, *self._people.who(who), self._people.department(who), self._shift(day)]

    def _in_and_out(self, day: DayResult) -> tuple[datetime | None, datetime | None]:
        return self._local(day.first_in), self._local(day.last_out)

    def _local(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(self._zone)

    def _shift(self, day: DayResult) -> str:
        if day.shift_id is None:
            return ""
        name = self._shifts.get(day.shift_id)
        if name is None:
            name = self._shifts[day.shift_id] = self._shift_name(day.shift_id)
        return name


def _split(each: PersonDay) -> tuple[SubjectId, DayResult]:
    return each.subject_id, each.result


def _minutes(day: DayResult) -> tuple[int, ...]:
    return (
        day.required,
        day.worked,
        day.unpaid_break,
        day.paid_break,
        day.late,
        day.early,
        day.overtime,
        day.leave,
        day.missing,
    )


def _codes(day: DayResult) -> str:
    return CODE_SEPARATOR.join(day.exceptions) if day.exceptions else ""
