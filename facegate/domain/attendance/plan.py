"""The plan of a site: who works by which shift on which day.

Immutable and indexed; it checks itself when it is made. One is made for all people and then asked for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from facegate.domain.attendance.absences import Absence, DayPart
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.clock_times import DAY
from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault
from facegate.domain.attendance.rotations import FREE, Rotation
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.shifts import Shift
from facegate.domain.ids import SubjectId

_Item = TypeVar("_Item", Shift, Rotation, Calendar, Assignment, Absence)
_Key = tuple[str, str, date]
_KEPT_DAYS = 100_000
"""Days that are kept for other people with the same schedule: a year of some hundred schedules, some ten megabytes."""


class Plan:
    """Shifts, rotations, calendars, assignments and absences of a site.

    Not for several threads at once: what it worked out is kept.

    Attributes:
        shifts, rotations, calendars, assignments, absences: as given.
    """

    def __init__(
        self,
        shifts: Iterable[Shift] = (),
        rotations: Iterable[Rotation] = (),
        calendars: Iterable[Calendar] = (),
        assignments: Iterable[Assignment] = (),
        absences: Iterable[Absence] = (),
    ) -> None:
        """Check everything. Raises PlanError with the lines that clash."""
        self.shifts, self.rotations, self.calendars = tuple(shifts), tuple(rotations), tuple(calendars)
        self.assignments, self.absences = tuple(assignments), tuple(absences)
        self._shifts = _by_id([(shift.shift_id, shift) for shift in self.shifts])
        self._rotations = _by_id([(rotation.rotation_id, rotation) for rotation in self.rotations])
        for schedule_id in self._shifts.keys() & self._rotations.keys():
            raise PlanError(PlanFault.TWICE, self._shifts[schedule_id].ref(), self._rotations[schedule_id].ref())
        self._calendars = _by_id([(calendar.calendar_id, calendar) for calendar in self.calendars])
        self._holidays = {
            calendar.calendar_id: {holiday.day: holiday.name for holiday in calendar.holidays}
            for calendar in self.calendars
        }
        _by_id([(assignment.assignment_id, assignment) for assignment in self.assignments])
        _by_id([(absence.absence_id, absence) for absence in self.absences])
        self._check_cycles()
        self._targets = self._check_assignments()
        self._away = _check_absences(self.absences)
        self._days: dict[_Key, DaySchedule] = {}

    def schedule_of(self, subject_id: SubjectId, department: str, day: date) -> DaySchedule:
        """What somebody of that department (empty: none) is to do on a day."""
        return self.schedules(subject_id, department, day, day)[0]

    def schedules(self, subject_id: SubjectId, department: str, first: date, last: date) -> list[DaySchedule]:
        """The same for every day from the first to the last, both included."""
        found = self._found(subject_id, department, first, last)
        away = [each for each in self._away.get(subject_id, ()) if each.first_day <= last and first <= each.last_day]
        days = []
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            schedule = self._on(day, [each for each in found if each.holds_on(day)])
            if away:
                today = tuple(each for each in away if each.first_day <= day <= each.last_day)
                schedule = replace(schedule, absences=today) if today else schedule
            days.append(schedule)
        return days

    def _found(self, subject_id: SubjectId, department: str, first: date, last: date) -> list[Assignment]:
        """That hold on one of the days, the one that holds over others first."""
        targets = [(Scope.PERSON, str(subject_id)), (Scope.EVERYBODY, "")]
        if department:
            targets.append((Scope.DEPARTMENT, department))
        found = [
            each
            for target in targets
            for each in self._targets.get(target, ())
            if each.first_day <= last and (each.last_day is None or first <= each.last_day)
        ]
        return sorted(found, key=lambda each: each.rank)

    def _on(self, day: date, holding: list[Assignment]) -> DaySchedule:
        """By the first one, with the calendar of the first that names one; the same object for everybody."""
        if not holding:
            return DaySchedule(day, DayKind.UNPLANNED)
        calendar_id = next((each.calendar_id for each in holding if each.calendar_id), "")
        key = holding[0].assignment_id, calendar_id, day
        if (known := self._days.get(key)) is None:
            if len(self._days) >= _KEPT_DAYS:
                self._days.clear()
            known = self._days[key] = self._worked_out(day, holding[0], calendar_id)
        return known

    def _worked_out(self, day: date, assignment: Assignment, calendar_id: str) -> DaySchedule:
        weekend = bool(calendar_id) and day.isoweekday() in self._calendars[calendar_id].weekend
        holiday = self._holidays[calendar_id].get(day, "") if calendar_id else ""
        rotation = self._rotations.get(assignment.schedule_id)
        shift_id = rotation.shift_on(day) if rotation else FREE if weekend else assignment.schedule_id
        shift, kind = self._shifts.get(shift_id), DayKind.WORKING
        if holiday and not assignment.on_holidays:
            shift, kind = None, DayKind.HOLIDAY
        elif shift is None:
            kind = DayKind.WEEKEND if weekend else DayKind.FREE
        return DaySchedule(day, kind, shift, weekend, holiday, source=assignment.assignment_id)

    def _check_cycles(self) -> None:
        """No shift may begin before the one of the day before has ended."""
        for rotation in self.rotations:
            for number, shift_id in enumerate(rotation.days):
                if shift_id != FREE and shift_id not in self._shifts:
                    raise PlanError(
                        PlanFault.UNKNOWN, ItemRef(ItemKind.SHIFT, shift_id), rotation.ref(f"day {number + 1}")
                    )
            for number, apart in _steps(rotation):
                self._check_apart(rotation, number, apart)

    def _check_apart(self, rotation: Rotation, number: int, apart: int) -> None:
        """That a day's shift has ended when that of the next day (apart 1) or of the one after (2) begins."""
        length = len(rotation.days)
        before = self._shifts.get(rotation.days[number])
        after = self._shifts.get(rotation.days[(number + apart) % length])
        if before and after and before.end > after.start + apart * DAY:
            names = f"day {number + 1}", f"day {(number + apart) % length + 1}"
            raise PlanError(
                PlanFault.OVERLAPS_ITSELF,
                rotation.ref(f"{names[0]} {before.shift_id} {before.spans[-1]}"),
                rotation.ref(f"{names[1]} {after.shift_id} {after.spans[0]}"),
            )

    def _check_assignments(self) -> dict[tuple[Scope, str], list[Assignment]]:
        targets: defaultdict[tuple[Scope, str], list[Assignment]] = defaultdict(list)
        for each in self.assignments:
            shift = self._shifts.get(each.schedule_id)
            if shift is None and each.schedule_id not in self._rotations:
                raise PlanError(PlanFault.UNKNOWN, ItemRef(ItemKind.SHIFT, each.schedule_id), each.ref())
            if each.calendar_id and each.calendar_id not in self._calendars:
                raise PlanError(PlanFault.UNKNOWN, ItemRef(ItemKind.CALENDAR, each.calendar_id), each.ref())
            if shift is not None and shift.end > shift.start + DAY:
                # It is worked every day.
                first, last = shift.ref(str(shift.spans[0])), shift.ref(str(shift.spans[-1]))
                raise PlanError(PlanFault.OVERLAPS_ITSELF, last, first)
            targets[each.scope, each.who].append(each)
        for group in targets.values():
            for temporary in (False, True):
                _check_apart_in_time(sorted((a for a in group if a.temporary == temporary), key=_first_day))
        return dict(targets)


def _first_day(item: Assignment | Absence) -> date:
    return item.first_day


def _check_apart_in_time(assignments: list[Assignment]) -> None:
    for before, after in pairwise(assignments):
        if before.last_day is None or after.first_day <= before.last_day:
            raise PlanError(PlanFault.SAME_DAYS, before.ref(), after.ref())


def _check_absences(absences: Iterable[Absence]) -> dict[SubjectId, list[Absence]]:
    people: defaultdict[SubjectId, list[Absence]] = defaultdict(list)
    for absence in absences:
        people[absence.subject_id].append(absence)
    for theirs in people.values():
        for part in (DayPart.MORNING, DayPart.AFTERNOON):
            taken = sorted((a for a in theirs if a.part in (part, DayPart.FULL)), key=_first_day)
            for before, after in pairwise(taken):
                if after.first_day <= before.last_day:
                    raise PlanError(PlanFault.SAME_DAYS, before.ref(), after.ref())
    return dict(people)


def _steps(rotation: Rotation) -> Iterator[tuple[int, int]]:
    """Every day of a cycle with the next one and the one after that, as a shift may last into it."""
    for number in range(len(rotation.days)):
        yield number, 1
        yield number, 2


def _by_id(items: list[tuple[str, _Item]]) -> dict[str, _Item]:
    found: dict[str, _Item] = {}
    for item_id, item in items:
        if item_id in found:
            raise PlanError(PlanFault.TWICE, found[item_id].ref(), item.ref())
        found[item_id] = item
    return found
