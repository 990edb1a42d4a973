"""Why punches were changed, in words: beside the log, so that an erasure reaches them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, String, insert, literal, select

from facegate.domain.ids import EventId
from facegate.domain.records import PunchChange
from facegate.storage.event_records import printed
from facegate.storage.schema import punch_reasons, subjects

_AT_ONCE = 400
"""Ids asked for in one statement."""


def keep_words(connection: Connection, event_id: EventId, change: PunchChange, words: str) -> None:
    """Keep them in the transaction that records the change; nothing of somebody who was erased meanwhile."""
    row = select(literal(str(event_id), String), subjects.c.subject_id, literal(printed(words), String))
    theirs = row.where(subjects.c.subject_id == change.subject_id)
    connection.execute(insert(punch_reasons).from_select(["event_id", "subject_id", "reason"], theirs))


def words_of(connection: Connection, event_ids: Sequence[EventId]) -> dict[EventId, str]:
    """What was said of some changes."""
    found: dict[EventId, str] = {}
    for start in range(0, len(event_ids), _AT_ONCE):
        some = event_ids[start : start + _AT_ONCE]
        rows = connection.execute(select(punch_reasons).where(punch_reasons.c.event_id.in_(some)))
        found.update((EventId(row.event_id), row.reason) for row in rows)
    return found
