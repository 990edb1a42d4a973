"""A building with a yard, a hall and a vault, for tests of access."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from facegate.domain.access.deciding import decide
from facegate.domain.access.decisions import Decision
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.factors import Factor
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.requests import Request
from facegate.domain.access.rules import AccessRule, PersonFacts
from facegate.domain.access.time_tables import Hours, TimeTable
from facegate.domain.access.whereabouts import Whereabouts
from facegate.domain.access.zones import Zone
from facegate.domain.ids import SubjectId

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Nine o'clock in Berlin."""

ADA, BELA, CYRA = (SubjectId(letter * 32) for letter in "abc")
FACE = frozenset({Factor.FACE})
STAFF = frozenset({"staff"})

YARD, HALL, VAULT = Zone("yard", "Yard", outside=True), Zone("hall", "Hall"), Zone("vault", "Vault")
ENTRANCE = DoorPlan("entrance", "Entrance", "yard", "hall", ("cam-in", "keypad"), "relay 1")
EXIT = DoorPlan("exit", "Exit", "hall", "yard", ("cam-out",), "relay 1")
VAULT_IN = DoorPlan("vault-in", "Vault in", "hall", "vault", ("cam-vault",), "relay 2")
VAULT_OUT = DoorPlan("vault-out", "Vault out", "vault", "hall", ("cam-vault-out",), "relay 2")
DOORS = (ENTRANCE, EXIT, VAULT_IN, VAULT_OUT)
OFFICE = TimeTable("office", "Office hours", tuple(Hours(480, 1080, weekday) for weekday in range(1, 6)))
STAFF_RULE = AccessRule("staff", "Staff", groups=("staff",), zones=("hall", "vault"))


def building(*rules: AccessRule, hall: dict[str, Any] | None = None, vault: dict[str, Any] | None = None) -> AccessPlan:
    """The plan, with other limits of hall and vault; by itself one rule lets staff in everywhere."""
    zones = (YARD, replace(HALL, **(hall or {})), replace(VAULT, **(vault or {})))
    return AccessPlan(zones, DOORS, (OFFICE,), rules or (STAFF_RULE,))


def person(who: SubjectId = ADA, **changes: Any) -> PersonFacts:
    """Somebody of the staff."""
    return replace(PersonFacts(who, STAFF), **changes)


def asks(plan: AccessPlan, door: str = "entrance", where: Whereabouts | None = None, **changes: Any) -> Decision:
    """What comes of somebody of the staff who shows their face on Monday at nine."""
    request = Request(door, MONDAY_NINE, person(), FACE)
    return decide(replace(request, **changes), plan, where or Whereabouts(), BERLIN)
