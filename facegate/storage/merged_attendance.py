"""Plan and days of two records that become one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Row, Table, delete, exists, select, update

from facegate.domain.attendance.absences import DayPart
from facegate.domain.ids import SubjectId
from facegate.storage import stale
from facegate.storage.schema import absences, assignments, attendance_days, periods, punch_reasons

TOUCHED = (assignments, absences, punch_reasons)
"""What is written anew: nothing may be left under the old id."""


def take_attendance(connection: Connection, kept: SubjectId, other: SubjectId) -> None:
    """Give everything of ``other`` to ``kept``, whose own entries hold where both have some for the same days.

    Days are worked out again from the events of both; those of closed periods stay as they were reported.
    """
    _take(connection, assignments, kept, other)
    _take(connection, absences, kept, other)
    connection.execute(update(punch_reasons).where(punch_reasons.c.subject_id == other).values(subject_id=kept))
    closed = exists().where(
        periods.c.reopened_at.is_(None),
        periods.c.first_day <= attendance_days.c.day,
        periods.c.last_day >= attendance_days.c.day,
    )
    connection.execute(delete(attendance_days).where(attendance_days.c.subject_id == other, ~closed))
    stale.mark(connection, [(kept, *stale.ALWAYS)])


def _take(connection: Connection, table: Table, kept: SubjectId, other: SubjectId) -> None:
    key = next(iter(table.primary_key))
    own = connection.execute(select(table).where(table.c.subject_id == kept)).all()
    for row in connection.execute(select(table).where(table.c.subject_id == other)).all():
        this = key == row[0]
        if any(_clash(row, each) for each in own):
            connection.execute(delete(table).where(this))
        else:
            connection.execute(update(table).where(this).values(subject_id=kept))


def _clash(first: Row[tuple[object, ...]], second: Row[tuple[object, ...]]) -> bool:
    """Whether both cannot hold for one person: they touch the same days, and the same half of them."""
    one, two = first._mapping, second._mapping
    last = date.max.isoformat()
    apart = (one["last_day"] or last) < two["first_day"] or (two["last_day"] or last) < one["first_day"]
    if apart:
        return False
    if "part" in one:
        return DayPart.FULL.value in (one["part"], two["part"]) or one["part"] == two["part"]
    return bool(one["temporary"] == two["temporary"])
