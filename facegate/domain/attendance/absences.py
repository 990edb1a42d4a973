"""Absences that somebody knows of: leave and business trips, entered by an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault
from facegate.domain.ids import SubjectId


class AbsenceKind(StrEnum):
    """Why somebody is not there."""

    LEAVE = "leave"
    """Holiday, illness, ...: nothing is worked, and nothing is missing."""
    TRIP = "trip"
    """Business trip: counts as worked."""


class DayPart(StrEnum):
    """How much of a working day."""

    FULL = "full"
    MORNING = "morning"
    """The first half of the day's required minutes."""
    AFTERNOON = "afternoon"
    """The second half of them."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody's absence from one day to another.

    Attributes:
        absence_id: unique.
        subject_id: whose.
        kind: leave or trip.
        first_day, last_day: both included; days without a shift stay what they are.
        part: how much of each day; with a half, the shift is the other half: what is worked outside of that is early
            or late as it would be outside of the shift.
        paid: of leave; a trip always is.
    """

    absence_id: str
    subject_id: SubjectId
    kind: AbsenceKind
    first_day: date
    last_day: date
    part: DayPart = DayPart.FULL
    paid: bool = True

    def __post_init__(self) -> None:
        """Raises PlanError."""
        if self.last_day < self.first_day:
            raise PlanError(PlanFault.ORDER, self.ref())

    def ref(self) -> ItemRef:
        """This absence in an error: an identifier and days, nobody's name."""
        return ItemRef(ItemKind.ABSENCE, self.absence_id, f"{self.first_day} {self.last_day}")
