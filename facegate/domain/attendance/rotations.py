"""Rotations: shifts that come round in a cycle of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault

FREE = ""
"""In the place of a shift's id: a free day."""

MAX_CYCLE_DAYS = 732
"""Two years: longer than any cycle in use, and short enough to be read."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which shift is worked on which day of a cycle.

    Attributes:
        rotation_id: short and unique, also among shifts.
        name: as it is shown.
        anchor: a day on which the cycle begins; it goes on before and after it. A Monday and seven days: a week.
        days: a shift's id for every day of the cycle, :data:`FREE` for none.
    """

    rotation_id: str
    name: str
    anchor: date
    days: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises PlanError."""
        if not self.rotation_id.strip():
            raise PlanError(PlanFault.NO_ID, self.ref(self.name))
        if not 1 <= len(self.days) <= MAX_CYCLE_DAYS:
            raise PlanError(PlanFault.NUMBER, self.ref())

    def shift_on(self, day: date) -> str:
        """The shift's id, or :data:`FREE`."""
        return self.days[(day.toordinal() - self.anchor.toordinal()) % len(self.days)]

    def ref(self, detail: str = "") -> ItemRef:
        """This rotation, or a day of it, in an error."""
        return ItemRef(ItemKind.ROTATION, self.rotation_id, detail)
