"""The doors' part of the plan: put together from its items, and refused where it does not hold together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import problems_of
from facegate.domain.access.rules import AccessRule
from facegate.domain.access.time_tables import TimeTable
from facegate.domain.access.zones import Zone
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.ids import SubjectId
from facegate.errors import AccessError


def access_plan(items: Iterable[Any]) -> AccessPlan:
    """A plan from its items; those that are not about doors are passed over. Not checked."""
    known = list(items)
    return AccessPlan(
        tuple(each for each in known if isinstance(each, Zone)),
        tuple(each for each in known if isinstance(each, DoorPlan)),
        tuple(each for each in known if isinstance(each, TimeTable)),
        tuple(each for each in known if isinstance(each, AccessRule)),
        {
            each.calendar_id: frozenset(holiday.day for holiday in each.holidays)
            for each in known
            if isinstance(each, Calendar)
        },
    )


def in_present_ids(plan: AccessPlan, merged: Mapping[SubjectId, SubjectId]) -> AccessPlan:
    """The same with people by the ids of the records that there are now, so that a merge shuts nobody out."""
    rules = (replace(rule, people=tuple(merged.get(each, each) for each in rule.people)) for rule in plan.rules)
    return replace(plan, rules=tuple(rules))


def require_doors_fit(before: Iterable[Any], after: Iterable[Any]) -> None:
    """See that a change of the plan makes nothing wrong about doors that was not wrong before.

    Raises:
        AccessError: it does; tells the first thing.
    """
    known = {str(each) for each in problems_of(access_plan(before))}
    found = [each for each in problems_of(access_plan(after)) if str(each) not in known]
    if found:
        raise AccessError(
            "Plan of the doors not usable",
            "The {problem}.",
            "Correct the plan; nothing was changed.",
            problem=str(found[0]),
        )
