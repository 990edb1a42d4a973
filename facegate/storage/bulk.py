"""One change for many people: a few statements, not a few for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from facegate.domain.ids import SubjectId
from facegate.domain.people_query import BulkChange, Keep
from facegate.domain.profiles import Profile
from facegate.storage import stale
from facegate.storage.audit import Action, record_many
from facegate.storage.moments import to_micros
from facegate.storage.schema import memberships, subjects
from facegate.storage.subject_rows import AT_ONCE, groups_of, profile_columns, profile_of
from facegate.storage.texts import checked_profile

Progress = Callable[[int, int], None]
"""Told how many of how many people are done."""


def change_people(
    connection: Connection,
    ids: Sequence[SubjectId],
    change: BulkChange,
    now: datetime,
    actor: str,
    progress: Progress = lambda _done, _total: None,
) -> int:
    """Change everybody, audited for each who changes; returns how many exist. Raises EnrolmentError."""
    known, wanted = 0, list(dict.fromkeys(ids))
    for start in range(0, len(wanted), AT_ONCE):
        known += _change_some(connection, wanted[start : start + AT_ONCE], change, now, actor)
        progress(min(start + AT_ONCE, len(wanted)), len(wanted))
    return known


def _change_some(
    connection: Connection, ids: Sequence[SubjectId], change: BulkChange, now: datetime, actor: str
) -> int:
    rows = connection.execute(select(subjects).where(subjects.c.subject_id.in_(ids))).all()
    groups = groups_of(connection, ids)
    columns: list[dict[str, Any]] = []
    members: dict[str, tuple[str, ...]] = {}
    said: list[tuple[str, dict[str, object]]] = []
    for row in rows:
        before = profile_of(row, groups.get(row.subject_id, ()))
        after = checked_profile(_changed(before, change))
        changed = [field for field in Profile.__dataclass_fields__ if getattr(before, field) != getattr(after, field)]
        suspended_at = _suspended_at(row.suspended_at, change, now)
        if suspended_at != row.suspended_at:
            changed.append("suspended")
        if after.groups != before.groups:
            members[row.subject_id] = after.groups
        if changed:
            stale.mark_changed(connection, SubjectId(row.subject_id), changed)
            values = {**profile_columns(after), "suspended_at": suspended_at}
            columns.append({"who": row.subject_id, **{f"new_{name}": value for name, value in values.items()}})
            said.append((row.subject_id, {"changed": changed}))
    if columns:
        given: dict[str, Any] = {name.removeprefix("new_"): bindparam(name) for name in columns[0] if name != "who"}
        statement = update(subjects).where(subjects.c.subject_id == bindparam("who"))
        connection.execute(statement.values(revision=subjects.c.revision + 1, **given), columns)
        record_many(connection, now, actor, Action.UPDATE, said)
    _put_members(connection, members)
    return len(rows)


def _changed(profile: Profile, change: BulkChange) -> Profile:
    groups = tuple(sorted({*profile.groups, *change.add_groups} - set(change.remove_groups)))
    new: dict[str, Any] = {
        name: value
        for name in ("department", "valid_from", "valid_until")
        if not isinstance(value := getattr(change, name), Keep)
    }
    return replace(profile, groups=groups, **new)


def _suspended_at(before: int | None, change: BulkChange, now: datetime) -> int | None:
    if isinstance(change.suspended, Keep) or change.suspended == (before is not None):
        return before
    return to_micros(now) if change.suspended else None


def _put_members(connection: Connection, members: dict[str, tuple[str, ...]]) -> None:
    if not members:
        return
    connection.execute(delete(memberships).where(memberships.c.subject_id.in_(list(members))))
    rows = [{"subject_id": who, "name": group} for who, groups in members.items() for group in groups]
    if rows:
        connection.execute(insert(memberships), rows)
