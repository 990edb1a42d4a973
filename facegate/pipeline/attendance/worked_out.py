"""Worked-out days as reports read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import PersonDay
from facegate.domain.ports_reports import RowProgress
from facegate.errors import NotFoundError
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.service import AttendanceService


class WorkedOut:
    """Implements :class:`facegate.domain.ports_reports.WorkedOutDays`. Thread-safe."""

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
        people = None if subject_id is None else [subject_id]
        # The long part, where many days are not up to date.
        self._attendance.refresh(first, last, people, lambda done, _total: progress(done))
        yield from self._attendance.days_in_order(first, last, people)

    def shift_name(self, shift_id: str) -> str:
        """See :class:`facegate.domain.ports_reports.WorkedOutDays`."""
        try:
            name: str = self._plan.get("shift", shift_id)[0].name
        except NotFoundError:
            return shift_id
        return name
