"""What is wrong with a plan, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ItemKind(StrEnum):
    """What a plan is made of."""

    SHIFT = "shift"
    ROTATION = "rotation"
    CALENDAR = "calendar"
    ASSIGNMENT = "assignment"
    ABSENCE = "absence"


class PlanFault(StrEnum):
    """What can be wrong; a phrase that follows the items."""

    NO_ID = "needs an identifier"
    TWICE = "is there twice"
    UNKNOWN = "does not exist"
    NO_SPAN = "has no working time"
    SPAN_RANGE = "must begin before midnight, end after it began and within 48 hours of the first midnight"
    SPANS_OVERLAP = "overlap"
    FLEXIBLE = "needs one span that is at least as long as its flexible minutes and holds its core time"
    BREAK = "is a break that its kind does not allow"
    BREAK_OUTSIDE = "is a break outside the working time"
    BREAKS_OVERLAP = "are breaks that overlap"
    NUMBER = "has a number out of range"
    ROUNDING = "can only be rounded to parts of an hour"
    OVERLAPS_ITSELF = "overlap: the first has not ended when the second begins"
    ORDER = "ends before it begins"
    WHO = "must name a person or a department, or nobody where it is for everybody"
    SAME_DAYS = "hold on the same days"


@dataclass(frozen=True, slots=True)
class ItemRef:
    """One line of a plan.

    Attributes:
        kind, item_id: which item.
        detail: which part of it, e.g. ``09:00-13:00``; empty for all of it.
    """

    kind: ItemKind
    item_id: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id} {self.detail}".rstrip()


class PlanError(ValueError):
    """A plan that cannot be followed.

    Attributes:
        fault: what is wrong.
        first, second: the line, or the two that clash.
    """

    def __init__(self, fault: PlanFault, first: ItemRef, second: ItemRef | None = None) -> None:
        super().__init__(f"{first} and {second} {fault}" if second else f"{first} {fault}")
        self.fault = fault
        self.first = first
        self.second = second
