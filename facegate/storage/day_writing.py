"""Minutes into the database: only rows that say something new, people who lie together at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select

from facegate.domain.ids import SubjectId
from facegate.storage.schema import attendance_days
from facegate.storage.sighting_rows import chunks

_NAMES = tuple(column.name for column in attendance_days.columns)
"""Person and day are the first."""
_ONE = delete(attendance_days).where(
    attendance_days.c.subject_id == bindparam("who"), attendance_days.c.day == bindparam("on")
)


def write_days(
    connection: Connection, rows: Mapping[SubjectId, Sequence[dict[str, Any]]], where: Sequence[ColumnElement[bool]]
) -> None:
    """Make what is stored of some people what ``rows`` say.

    Every person's rows lie on a page of their own. So what is stored is read first, because most days that are worked
    out again come to the same; and old rows go just before new ones come, while their pages are at hand.

    Args:
        connection: in a transaction.
        rows: of :func:`facegate.storage.attendance_rows.day_row`; of somebody without any, what is stored goes.
        where: which stored rows are meant; those of ``rows`` are among them.
    """
    for some in chunks(sorted(rows)):
        theirs = select(attendance_days).where(attendance_days.c.subject_id.in_(some), *where)
        before = {(row[0], row[1]): dict(zip(_NAMES, row, strict=True)) for row in connection.execute(theirs).all()}
        fresh = []
        for row in (row for who in some for row in rows[who]):
            key = row["subject_id"], row["day"]
            if before.get(key) == row:
                del before[key]
            else:
                fresh.append(row)
        gone = [{"who": who, "on": day} for who, day in before]
        if gone:
            connection.execute(_ONE, gone)
        if fresh:
            connection.execute(insert(attendance_days), fresh)
