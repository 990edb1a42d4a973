"""Records that were merged into others: events keep their random ids, which mean the other record then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, union_all
from sqlalchemy.sql.selectable import CompoundSelect

from facegate.domain.ids import SubjectId
from facegate.storage.schema import aliases

_PEOPLE = ("subject_id", "claimed_id")
"""Columns of an event that name somebody."""

_AT_ONCE = 500
"""Ids asked for in one statement (SQLite before 3.32 takes 999 parameters)."""


def merged_records(connection: Connection) -> dict[SubjectId, SubjectId]:
    """The record that each merged one belongs to now."""
    rows = connection.execute(select(aliases.c.alias, aliases.c.subject_id))
    return {SubjectId(row.alias): SubjectId(row.subject_id) for row in rows}


def kept_ids(connection: Connection, ids: Sequence[SubjectId]) -> dict[SubjectId, SubjectId]:
    """As :func:`merged_records`, of those among these ids."""
    found: dict[SubjectId, SubjectId] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = select(aliases.c.alias, aliases.c.subject_id).where(aliases.c.alias.in_(ids[start : start + _AT_ONCE]))
        found.update((SubjectId(row.alias), SubjectId(row.subject_id)) for row in connection.execute(some))
    return found


def ids_of(subject_id: ColumnElement[str] | SubjectId) -> CompoundSelect[Any]:
    """A statement for all ids that events may have of a person: the present one and those of merged records."""
    own: Select[Any] = select(literal(subject_id) if isinstance(subject_id, str) else subject_id)
    return union_all(own, select(aliases.c.alias).where(aliases.c.subject_id == subject_id))


def in_present_ids(row: dict[str, Any], merged: Mapping[SubjectId, SubjectId]) -> dict[str, Any]:
    """The row of an event, naming the records that its people have now. Stored rows stay as they are."""
    present = {name: merged[row[name]] for name in _PEOPLE if row[name] in merged}
    return {**row, **present} if present else row
