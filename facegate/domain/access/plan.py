"""All that a site decided about its doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.rules import AccessRule, Effect
from facegate.domain.access.time_tables import TimeTable
from facegate.domain.access.zones import Zone
from facegate.domain.attendance.punches import Direction

NO_HOLIDAYS: Mapping[str, frozenset[date]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AccessPlan:
    """Zones, doors, hours and rules. Not checked; see :func:`facegate.domain.access.plan_problems.problems_of`.

    Attributes:
        zones, doors, time_tables, rules: in any order.
        holidays: the holidays of each calendar, by its id.
    """

    zones: tuple[Zone, ...] = ()
    doors: tuple[DoorPlan, ...] = ()
    time_tables: tuple[TimeTable, ...] = ()
    rules: tuple[AccessRule, ...] = ()
    holidays: Mapping[str, frozenset[date]] = field(default_factory=lambda: NO_HOLIDAYS)

    def door(self, door_id: str) -> DoorPlan | None:
        """By id."""
        return next((each for each in self.doors if each.door_id == door_id), None)

    def zone(self, zone_id: str) -> Zone | None:
        """By id."""
        return next((each for each in self.zones if each.zone_id == zone_id), None)

    def door_at(self, source: str) -> DoorPlan | None:
        """The door that a source of events watches; None for a source that watches none."""
        return next((each for each in self.doors if source in each.sources), None)

    def is_outside(self, zone_id: str) -> bool:
        """Whether it is the world outside; an unknown zone is not."""
        zone = self.zone(zone_id)
        return zone is not None and zone.outside

    def is_free(self, door: DoorPlan) -> bool:
        """Whether everybody who is identified may pass."""
        return self.is_outside(door.zone_to) if door.free is None else door.free

    def direction_of(self, door: DoorPlan) -> Direction | None:
        """In where it leads inside from outside, out the other way round; None between two rooms."""
        before, after = self.is_outside(door.zone_from), self.is_outside(door.zone_to)
        if before == after:
            return None
        return Direction.OUT if after else Direction.IN

    def can_leave(self, zone_id: str) -> bool:
        """Whether there is a way out of a zone that is not barred to anybody."""
        return self.is_outside(zone_id) or any(each.zone_from == zone_id and self.is_free(each) for each in self.doors)

    def rules_in_order(self) -> list[AccessRule]:
        """As they are gone through."""
        return sorted(self.rules, key=lambda rule: (rule.order, rule.rule_id))

    def in_hours(self, rule: AccessRule, at: datetime, zone: ZoneInfo) -> bool:
        """Whether a moment (aware) lies within a rule's hours.

        Where its table or its calendar is not there a rule that lets in never holds, and one that keeps out always.
        """
        if not rule.time_table:
            return True
        table = next((each for each in self.time_tables if each.table_id == rule.time_table), None)
        if table is None or (table.calendar_id and table.calendar_id not in self.holidays):
            return rule.effect is Effect.DENY
        return table.holds(at, zone, self._holidays_of(table))

    def _holidays_of(self, table: TimeTable) -> frozenset[date]:
        if table.calendar_id:
            return self.holidays[table.calendar_id]
        return frozenset[date]().union(*self.holidays.values())
