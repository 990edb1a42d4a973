"""Why a day has its minutes: one step for every punch and every rule that gave or took some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class StepCode(StrEnum):
    """What a step says; the key to its text."""

    PUNCH = "punch"
    IGNORED_DUPLICATE = "ignored_duplicate"
    IGNORED_OUTSIDE_WINDOW = "ignored_outside_window"
    IGNORED_NO_DIRECTION = "ignored_no_direction"
    IGNORED_BETWEEN = "ignored_between"
    IGNORED_NO_IN = "ignored_no_in"
    IGNORED_NO_OUT = "ignored_no_out"
    IGNORED_NO_BREAK = "ignored_no_break"
    NO_SHIFT = "no_shift"
    HOLIDAY = "holiday"
    SHIFT = "shift"
    LEAVE = "leave"
    TRIP = "trip"
    ROUNDED = "rounded"
    PRESENT = "present"
    OUTSIDE = "outside"
    TOO_SHORT = "too_short"
    UNPAID_BREAK = "unpaid_break"
    PAID_BREAK = "paid_break"
    AUTOMATIC_BREAK = "automatic_break"
    OVERTIME = "overtime"
    LATE = "late"
    LATE_GRACE = "late_grace"
    EARLY = "early"
    EARLY_GRACE = "early_grace"
    MISSED_SPAN = "missed_span"
    MISSED_CORE = "missed_core"
    HALF_DAY = "half_day"
    ABSENT = "absent"
    MISSING = "missing"
    OPEN = "open"


GIVES = frozenset({StepCode.PRESENT, StepCode.TRIP})
"""Steps whose minutes are added to ``worked``."""

TAKES = frozenset({StepCode.OUTSIDE, StepCode.TOO_SHORT, StepCode.UNPAID_BREAK, StepCode.AUTOMATIC_BREAK})
"""Steps whose minutes are taken off again."""

TEXTS: Mapping[StepCode, str] = MappingProxyType(
    {
        StepCode.PUNCH: "{at}: {direction} ({origin})",
        StepCode.IGNORED_DUPLICATE: "{at}: ignored, so soon after the punch before",
        StepCode.IGNORED_OUTSIDE_WINDOW: "{at}: ignored, belongs to no shift",
        StepCode.IGNORED_NO_DIRECTION: "{at}: ignored, neither in nor out",
        StepCode.IGNORED_BETWEEN: "{at}: ignored, between the first in and the last out",
        StepCode.IGNORED_NO_IN: "{at}: gives no minutes, there is no in before it",
        StepCode.IGNORED_NO_OUT: "{at}: gives no minutes, there is no out after it",
        StepCode.IGNORED_NO_BREAK: "{at}: ignored, no break to begin or end",
        StepCode.NO_SHIFT: "No shift: {kind}",
        StepCode.HOLIDAY: "Public holiday: {name}",
        StepCode.SHIFT: "Shift {shift}, {planned}: {minutes} minutes required",
        StepCode.LEAVE: "Leave covers {minutes} minutes ({paid})",
        StepCode.TRIP: "Business trip: {minutes} minutes count as worked",
        StepCode.ROUNDED: "{at} counts as {until}",
        StepCode.PRESENT: "{at} to {until}: {minutes} minutes there",
        StepCode.OUTSIDE: "{minutes} minutes outside the shift do not count",
        StepCode.TOO_SHORT: "{minutes} minutes are less than the {minimum} from which overtime counts",
        StepCode.UNPAID_BREAK: "Unpaid break: {minutes} minutes are taken off",
        StepCode.PAID_BREAK: "Paid break: {minutes} minutes count as worked",
        StepCode.AUTOMATIC_BREAK: "More than {after} minutes worked: {minutes} minutes of break are taken off",
        StepCode.OVERTIME: "Overtime: {minutes} minutes (tiers: {tiers})",
        StepCode.LATE: "{minutes} minutes late for {planned}",
        StepCode.LATE_GRACE: "{minutes} minutes late for {planned}, within the grace of {grace}",
        StepCode.EARLY: "Left {minutes} minutes before {planned}",
        StepCode.EARLY_GRACE: "Left {minutes} minutes before {planned}, within the grace of {grace}",
        StepCode.MISSED_SPAN: "Not there at all in a part of the shift, {minutes} minutes",
        StepCode.MISSED_CORE: "Not there at all in the core time",
        StepCode.HALF_DAY: "Half a day: {minutes} minutes absent",
        StepCode.ABSENT: "Absent: {minutes} minutes",
        StepCode.MISSING: "{minutes} of the required minutes are missing",
        StepCode.OPEN: "The day is not over",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One reason.

    Attributes:
        code: which; :data:`TEXTS` has its words.
        minutes: that it is about; those of :data:`GIVES` less those of :data:`TAKES` make ``worked``.
        at, until: aware, UTC.
        values: other fields of its text.
    """

    code: StepCode
    minutes: int = 0
    at: datetime | None = None
    until: datetime | None = None
    values: tuple[tuple[str, str | int], ...] = ()


def describe(step: Step, zone: ZoneInfo, translated: Callable[[str], str] = str) -> str:
    """A step in words, with times of the site's clock; ``translated`` makes another language of a template."""
    fields: dict[str, object] = dict(step.values)
    fields["minutes"] = step.minutes
    for name, moment in (("at", step.at), ("until", step.until)):
        if moment is not None:
            fields[name] = moment.astimezone(zone).strftime("%H:%M")
    return translated(TEXTS[step.code]).format(**fields)
