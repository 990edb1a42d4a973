"""Assignments: who works by which schedule, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault


class Scope(StrEnum):
    """Whom an assignment is for."""

    EVERYBODY = "everybody"
    DEPARTMENT = "department"
    PERSON = "person"


_RANKS = {Scope.PERSON: 0, Scope.DEPARTMENT: 1, Scope.EVERYBODY: 2}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who works by which schedule, from one day to another.

    A temporary one holds over every other, one for a person over one for their department, and that over one for
    everybody.

    Attributes:
        assignment_id: unique.
        scope: whom it is for.
        who: subject id or name of the department; empty for everybody.
        schedule_id: of a shift, which is worked on every day but weekends, or of a rotation, which says itself on
            which days.
        first_day: the first day.
        last_day: included; None: no end.
        temporary: whether it holds over others.
        calendar_id: weekends and holidays; empty: those of the next assignment in order that names some.
        on_holidays: whether the schedule is worked on public holidays, too.
    """

    assignment_id: str
    scope: Scope
    who: str
    schedule_id: str
    first_day: date
    last_day: date | None = None
    temporary: bool = False
    calendar_id: str = ""
    on_holidays: bool = False

    def __post_init__(self) -> None:
        """Raises PlanError."""
        if not self.assignment_id.strip():
            raise PlanError(PlanFault.NO_ID, self.ref())
        if self.last_day is not None and self.last_day < self.first_day:
            raise PlanError(PlanFault.ORDER, self.ref())
        if (self.scope is Scope.EVERYBODY) == bool(self.who):
            raise PlanError(PlanFault.WHO, self.ref())

    @property
    def rank(self) -> tuple[bool, int]:
        """Smaller holds over greater."""
        return not self.temporary, _RANKS[self.scope]

    def holds_on(self, day: date) -> bool:
        """Whether that day lies within it."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def ref(self) -> ItemRef:
        """This assignment in an error: an identifier and days, nobody's name."""
        return ItemRef(ItemKind.ASSIGNMENT, self.assignment_id, f"{self.first_day} {self.last_day or ''}".rstrip())
