"""What events of attendance and access say, as columns and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import EventDraft, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict, PunchChange, PunchVerdict
from facegate.storage.moments import from_micros, to_micros

_ALLOWED, _DENIED = "allowed", "denied"
_NEEDS_APPROVAL = "needs_approval"
"""Stands as the reason of a change that does not count until it is approved."""

_DIRECTIONS = {member.value: member for member in Direction}
_PUNCHES = {member.value: member for member in PunchVerdict}
_DOORS = {member.value: member for member in DoorVerdict}

NOTHING: dict[str, Any] = dict.fromkeys(("direction", "punch_at", "place", "about", "latency"))
"""The columns of an event that says nothing of this."""


def record_columns(draft: EventDraft) -> dict[str, Any]:
    """The columns that differ from those of a sighting; text is what a database can hold."""
    if draft.punch is not None:
        return {**NOTHING, **_of_punch(draft.punch)}
    if draft.access is not None:
        return {**NOTHING, **_of_access(draft.access)}
    if draft.door is not None:
        return {**NOTHING, **_of_door(draft.door)}
    return {**NOTHING, "direction": draft.direction and draft.direction.value}


def record_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of an event that has one of these columns.

    Raises:
        KeyError, TypeError, ValueError: a column holds what was never written.
    """
    kind = row["type"]
    if kind == EventType.PUNCH.value:
        return {"punch": _punch_of(row)}
    if kind == EventType.ACCESS.value:
        return {"access": _access_of(row)}
    if kind == EventType.DOOR.value:
        return {"door": _door_of(row)}
    return {"direction": direction_of(row["direction"])}


def direction_of(value: str | None) -> Direction | None:
    """A direction by the word in the database. Raises KeyError."""
    return None if value is None else _DIRECTIONS[value]


def _of_punch(said: PunchChange) -> dict[str, Any]:
    return {
        "subject_id": said.subject_id,
        "verdict": said.verdict.value,
        "actor": printed(said.actor),
        "about": said.about,
        "punch_at": to_micros(said.at.astimezone(UTC)),
        "direction": said.direction and said.direction.value,
        "reason": _NEEDS_APPROVAL if said.needs_approval else None,
    }


def _punch_of(row: Mapping[str, Any]) -> PunchChange:
    return PunchChange(
        verdict=_PUNCHES[row["verdict"]],
        subject_id=SubjectId(row["subject_id"]),
        at=from_micros(row["punch_at"]),
        actor=row["actor"],
        about=None if row["about"] is None else EventId(row["about"]),
        direction=direction_of(row["direction"]),
        needs_approval=row["reason"] == _NEEDS_APPROVAL,
    )


def _of_access(said: AccessRecord) -> dict[str, Any]:
    return {
        "subject_id": said.subject_id,
        "about": said.about,
        "place": printed(said.place),
        "verdict": _ALLOWED if said.allowed else _DENIED,
        "reason": said.code,
        "direction": said.direction and said.direction.value,
    }


def _access_of(row: Mapping[str, Any]) -> AccessRecord:
    return AccessRecord(
        about=EventId(row["about"]),
        subject_id=None if row["subject_id"] is None else SubjectId(row["subject_id"]),
        place=row["place"],
        allowed={_ALLOWED: True, _DENIED: False}[row["verdict"]],
        code=row["reason"],
        direction=direction_of(row["direction"]),
    )


def _of_door(said: DoorRecord) -> dict[str, Any]:
    return {
        "subject_id": said.subject_id,
        "place": printed(said.place),
        "verdict": said.verdict.value,
        "about": said.about,
        "latency": said.latency,
        "actor": said.actor and printed(said.actor),
        "reason": said.code,
    }


def _door_of(row: Mapping[str, Any]) -> DoorRecord:
    return DoorRecord(
        place=row["place"],
        verdict=_DOORS[row["verdict"]],
        about=None if row["about"] is None else EventId(row["about"]),
        latency=row["latency"],
        actor=row["actor"],
        code=row["reason"],
        subject_id=None if row["subject_id"] is None else SubjectId(row["subject_id"]),
    )


def printed(value: str) -> str:
    """Text without what a database cannot hold: lone surrogates, NUL."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
