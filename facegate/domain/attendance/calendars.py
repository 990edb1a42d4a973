"""Calendars: weekends and public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault

_WEEKDAYS = range(1, 8)
SATURDAY, SUNDAY = 6, 7


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday.

    Attributes:
        day: date.
        name: as it is shown.
    """

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are not like others.

    Attributes:
        calendar_id: short and unique.
        name: as it is shown.
        weekend: ISO numbers of weekdays, Monday is 1.
        holidays: in any order; one a day.
    """

    calendar_id: str
    name: str
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)
    holidays: tuple[Holiday, ...] = ()

    def __post_init__(self) -> None:
        """Raises PlanError."""
        if not self.calendar_id.strip():
            raise PlanError(PlanFault.NO_ID, self.ref(self.name))
        if any(weekday not in _WEEKDAYS for weekday in self.weekend):
            raise PlanError(PlanFault.NUMBER, self.ref())
        seen: set[date] = set()
        for holiday in self.holidays:
            if holiday.day in seen:
                raise PlanError(PlanFault.TWICE, self.ref(holiday.day.isoformat()))
            seen.add(holiday.day)

    def ref(self, detail: str = "") -> ItemRef:
        """This calendar, or a day of it, in an error."""
        return ItemRef(ItemKind.CALENDAR, self.calendar_id, detail)
