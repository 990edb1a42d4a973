"""Who changed what: append-only, ids and numbers only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from facegate.storage.moments import from_micros, to_micros
from facegate.storage.schema import audit


class Action(StrEnum):
    """What was done."""

    ENROL = "enrol"
    ADD_REFERENCES = "add_references"
    REMOVE_REFERENCE = "remove_reference"
    KEEP_NEGATIVE = "keep_negative"
    REMOVE_NEGATIVE = "remove_negative"
    UPDATE = "update"
    DECLINE = "decline"
    MERGE = "merge"
    SET_PIN = "set_pin"
    REMOVE_PIN = "remove_pin"
    ERASE = "erase"
    DISCLOSE = "disclose"
    """The full record was taken out, for the person."""
    ROTATE_KEYS = "rotate_keys"
    CHANGE_PLAN = "change_plan"
    CHANGE_ASSIGNMENT = "change_assignment"
    CHANGE_ABSENCE = "change_absence"
    CLOSE_PERIOD = "close_period"
    REOPEN_PERIOD = "reopen_period"
    SECOND_PERSON = "second_person"
    """Whether changes of punches need a second person was decided otherwise."""
    LOCK_DOWN = "lock_down"
    WATCH = "watch"
    UNWATCH = "unwatch"
    SET_DURESS_PIN = "set_duress_pin"
    REMOVE_DURESS_PIN = "remove_duress_pin"
    SET_PAD = "set_pad"
    """How strictly presentation attacks are looked for; with the reason where they are not."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change.

    Attributes:
        occurred_at: aware, UTC.
        actor: account of the operating system.
        object_id: random id of the person, or of the database; of a plan the item, of days the period.
        details: numbers and names of fields, never values.
    """

    audit_id: int
    occurred_at: datetime
    actor: str
    action: str
    object_id: str
    details: dict[str, object]


def record(
    connection: Connection, now: datetime, actor: str, action: Action, object_id: str, details: dict[str, object]
) -> None:
    """Add an entry in the transaction of the change itself."""
    connection.execute(
        insert(audit).values(
            occurred_at=to_micros(now),
            actor=actor,
            action=action.value,
            object_id=object_id,
            details=json.dumps(details),
        )
    )


def record_many(
    connection: Connection, now: datetime, actor: str, action: Action, said: Sequence[tuple[str, dict[str, object]]]
) -> None:
    """As :func:`record`, of several objects with the details of each."""
    rows = [
        {
            "occurred_at": to_micros(now),
            "actor": actor,
            "action": action.value,
            "object_id": object_id,
            "details": json.dumps(details),
        }
        for object_id, details in said
    ]
    connection.execute(insert(audit), rows)


def entries(connection: Connection, limit: int) -> list[AuditEntry]:
    """The newest entries, newest first."""
    rows = connection.execute(select(audit).order_by(audit.c.audit_id.desc()).limit(limit))
    return [
        AuditEntry(
            row.audit_id, from_micros(row.occurred_at), row.actor, row.action, row.object_id, json.loads(row.details)
        )
        for row in rows
    ]
