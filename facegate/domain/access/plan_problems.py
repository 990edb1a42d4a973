"""What is wrong with a plan: it is refused rather than read one way or the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.rules import AccessRule, Effect
from facegate.domain.access.zones import AntiPassback, Zone
from facegate.domain.ports_doors import LEAST_PULSE, MOST_PULSE

MAX_ID_LENGTH = 64
"""Characters: as many as the log has for a door."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ItemKind(StrEnum):
    """What a plan is made of."""

    ZONE = "zone"
    DOOR = "door"
    TIME_TABLE = "time_table"
    RULE = "access_rule"


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One thing that cannot be used.

    Attributes:
        kind, item_id: of which item.
        problem: a phrase that follows its kind and id, e.g. "leads to zone 'hall', which is not there".
    """

    kind: ItemKind
    item_id: str
    problem: str

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.item_id!r} {self.problem}"


def id_problem(item_id: str) -> str | None:
    """What is wrong with an id; None where it may be used: letters a to z, digits, ``.``, ``_``, ``-``."""
    if len(item_id) > MAX_ID_LENGTH:
        return f"has an id of more than {MAX_ID_LENGTH} characters"
    return None if _ID.fullmatch(item_id) else "has an id with something other than letters, digits, '.', '_' and '-'"


def problems_of(plan: AccessPlan) -> list[PlanProblem]:
    """Everything that is wrong; a plan with problems opens no door."""
    return [*_ids(plan), *_zones(plan), *_doors(plan), *_tables(plan), *_rules(plan)]


def shut_in(plan: AccessPlan) -> list[Zone]:
    """Zones with a door into them and no free way out: nothing wrong, but somebody should know."""
    entered = {door.zone_to for door in plan.doors}
    return [zone for zone in plan.zones if zone.zone_id in entered and not plan.can_leave(zone.zone_id)]


def _ids(plan: AccessPlan) -> Iterator[PlanProblem]:
    kinds: Sequence[tuple[ItemKind, list[str]]] = (
        (ItemKind.ZONE, [each.zone_id for each in plan.zones]),
        (ItemKind.DOOR, [each.door_id for each in plan.doors]),
        (ItemKind.TIME_TABLE, [each.table_id for each in plan.time_tables]),
        (ItemKind.RULE, [each.rule_id for each in plan.rules]),
    )
    for kind, ids in kinds:
        for item_id, count in Counter(ids).items():
            if count > 1:
                yield PlanProblem(kind, item_id, f"is there {count} times")
            problem = id_problem(item_id)
            if problem is not None:
                yield PlanProblem(kind, item_id, problem)


def _zones(plan: AccessPlan) -> Iterator[PlanProblem]:
    for zone in plan.zones:
        for problem in _zone_problems(zone):
            yield PlanProblem(ItemKind.ZONE, zone.zone_id, problem)


def _zone_problems(zone: Zone) -> Iterator[str]:
    limited = zone.limit or zone.pre_alert or zone.two_person or zone.anti_passback is not AntiPassback.OFF
    if zone.outside and limited:
        yield "is outside, where nothing limits who may be there"
    if zone.limit < 0 or zone.pre_alert < 0:
        yield "has a limit below zero"
    if 0 < zone.limit < zone.pre_alert:
        yield f"warns from {zone.pre_alert} people on, beyond its limit of {zone.limit}"
    if zone.limit == 1 and zone.two_person:
        yield "lets one person in at the most, and nobody alone"
    if zone.anti_passback is AntiPassback.TIMED and zone.passback_minutes <= 0:
        yield "has anti-passback for a time of no minutes"
    if zone.two_person and zone.pair_seconds <= 0:
        yield "lets nobody wait for the second person"


def _doors(plan: AccessPlan) -> Iterator[PlanProblem]:
    known = {zone.zone_id for zone in plan.zones}
    watching = Counter(source for door in plan.doors for source in set(door.sources))
    for door in plan.doors:
        for way, zone_id in (("leads from", door.zone_from), ("leads to", door.zone_to)):
            if zone_id not in known:
                yield PlanProblem(ItemKind.DOOR, door.door_id, f"{way} zone {zone_id!r}, which is not there")
        if door.zone_from == door.zone_to:
            yield PlanProblem(ItemKind.DOOR, door.door_id, "leads to where it comes from")
        for source in sorted(set(door.sources)):
            if watching[source] > 1:
                others = [each.door_id for each in plan.doors if source in each.sources and each is not door]
                said = f"is watched by {source!r}, as is {', '.join(others)}: it would not be known which way is meant"
                yield PlanProblem(ItemKind.DOOR, door.door_id, said)
        if not LEAST_PULSE <= door.pulse_seconds <= MOST_PULSE:
            yield PlanProblem(ItemKind.DOOR, door.door_id, f"opens for {door.pulse_seconds:g} seconds")


def _tables(plan: AccessPlan) -> Iterator[PlanProblem]:
    for table in plan.time_tables:
        if table.calendar_id and table.calendar_id not in plan.holidays:
            said = f"heeds the holidays of calendar {table.calendar_id!r}, which is not there"
            yield PlanProblem(ItemKind.TIME_TABLE, table.table_id, said)


def _rules(plan: AccessPlan) -> Iterator[PlanProblem]:
    for rule in plan.rules:
        for problem in _rule_problems(rule, plan):
            yield PlanProblem(ItemKind.RULE, rule.rule_id, problem)


def _rule_problems(rule: AccessRule, plan: AccessPlan) -> Iterator[str]:
    if not (rule.everybody or rule.groups or rule.people):
        yield "is about nobody"
    if rule.everybody and (rule.groups or rule.people):
        yield "is about everybody, and about some"
    if not rule.zones:
        yield "is about no zone"
    for zone_id in rule.zones:
        if plan.zone(zone_id) is None:
            yield f"is about zone {zone_id!r}, which is not there"
    if rule.time_table and all(table.table_id != rule.time_table for table in plan.time_tables):
        yield f"holds in the hours of {rule.time_table!r}, which is not there"
    if rule.first_day and rule.last_day and rule.last_day < rule.first_day:
        yield "ends before it begins"
    if rule.effect is Effect.ALLOW and not rule.factors:
        yield "asks for no proof of who somebody is"
