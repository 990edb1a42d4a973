"""Worked-out days as reports read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facegate.domain.attendance.months import PersonMonth
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import DayLine, PersonDay
from facegate.domain.ports_reports import RowProgress
from facegate.errors import NotFoundError
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.service import AttendanceService


class WorkedOut:
    """Implements ``WorkedOutDays`` and ``StoredDays`` of :mod:`facegate.domain.ports_reports`. Thread-safe."""

    def __init__(self, attendance: AttendanceService, plan: PlanService) -> None:
        self._attendance = attendance
        self._plan = plan

    def days(
        self,
        first: date | None,
        last: date | None,
        subject_id: SubjectId | None = None,
        progress: RowProgress = lambda _done: None,
    ) -> Iterator[PersonDay]:
        """See :class:`facegate.domain.ports_reports.WorkedOutDays`."""
        people = self._refreshed(first, last, subject_id, progress)
        yield from self._attendance.days_in_order(first, last, people)

    def _lines(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> Iterator[list[DayLine]]:
        yield from self._attendance.lines_in_order(first, last, self._refreshed(first, last, subject_id, progress))

    def _refreshed(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> list[SubjectId] | None:
        """Who is meant; None: everybody."""
        people = None if subject_id is None else [subject_id]
        # The long part, where many days are not up to date.
        self._attendance.refresh(first, last, people, lambda done, _total: progress(done))
        return people

    def lines(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> Iterator[list[DayLine]] | None:
        """See :class:`facegate.domain.ports_reports.StoredDays`."""
        if not self._attendance.keeps_days:
            return None
        return self._lines(first, last, subject_id, progress)

    def months(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> list[PersonMonth] | None:
        """See :class:`facegate.domain.ports_reports.StoredDays`."""
        if not self._attendance.keeps_days:
            return None
        return self._attendance.months(first, last, self._refreshed(first, last, subject_id, progress))

    def shift_name(self, shift_id: str) -> str:
        """See :class:`facegate.domain.ports_reports.WorkedOutDays`."""
        try:
            name: str = self._plan.get("shift", shift_id)[0].name
        except NotFoundError:
            return shift_id
        return name
