"""Marks of days that have to be worked out again, set in the transaction of whatever changes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select

from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import Stale
from facegate.storage.schema import stale_days

ALWAYS = (date.min, date.max)
"""First and last day where a change may matter to all."""

_OF_SCHEDULES = frozenset({"department", "valid_from", "valid_until"})
"""Fields of a record that say which schedule somebody has, and when."""

Mark = tuple[SubjectId | None, date, date]
"""Whose days (None: everybody's), the first and the last."""


def mark(connection: Connection, marks: Iterable[Mark]) -> None:
    """Mark days as stale."""
    rows = [
        {"subject_id": who, "first_day": first.isoformat(), "last_day": last.isoformat()} for who, first, last in marks
    ]
    if rows:
        connection.execute(insert(stale_days), rows)


def mark_changed(connection: Connection, subject_id: SubjectId, fields: Iterable[str]) -> None:
    """Fields of somebody's record were changed: all their days are stale where schedules depend on them."""
    if not _OF_SCHEDULES.isdisjoint(fields):
        mark(connection, [(subject_id, *ALWAYS)])


def marked(connection: Connection, first: date, last: date) -> list[Stale]:
    """What is marked among these days, oldest mark first."""
    rows = connection.execute(select(stale_days).where(_touches(first, last)).order_by(stale_days.c.stale_id))
    return [_stale(row) for row in rows]


def unmark(connection: Connection, whose: ColumnElement[bool], first: date, last: date, up_to: int) -> None:
    """Take these days out of marks up to ``up_to``; what lies before and after them stays marked."""
    wanted = (whose, stale_days.c.stale_id <= up_to, _touches(first, last))
    found = [_stale(row) for row in connection.execute(select(stale_days).where(*wanted))]
    connection.execute(delete(stale_days).where(*wanted))
    left: dict[SubjectId | None, list[tuple[date, date]]] = {}
    for each in found:
        ranges = left.setdefault(each.subject_id, [])
        if each.first < first:
            ranges.append((each.first, date.fromordinal(first.toordinal() - 1)))
        if last < each.last:
            ranges.append((date.fromordinal(last.toordinal() + 1), each.last))
    mark(connection, [(who, *each) for who, ranges in left.items() for each in _joined(ranges)])


def _joined(ranges: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Without overlaps, so that marks do not multiply."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _touches(first: date, last: date) -> ColumnElement[bool]:
    return (stale_days.c.first_day <= last.isoformat()) & (stale_days.c.last_day >= first.isoformat())


def _stale(row: Row[Any]) -> Stale:
    return Stale(
        row.stale_id,
        None if row.subject_id is None else SubjectId(row.subject_id),
        date.fromisoformat(row.first_day),
        date.fromisoformat(row.last_day),
    )
