"""Days as they are written: only those that say something new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select

from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.ids import SubjectId
from facegate.storage import engine as sqlite
from facegate.storage.attendance_rows import day_row
from facegate.storage.day_writing import write_days
from facegate.storage.schema import attendance_days, metadata

ANNA, BERT = SubjectId("aa" * 16), SubjectId("bb" * 16)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
ALL = [attendance_days.c.day.between("2026-03-01", "2026-03-31")]


def day(who: SubjectId, on: date, **minutes: int) -> dict[str, Any]:
    came = datetime(2026, 3, on.day, 9, 0, 0, 1, tzinfo=UTC)
    late = (ExceptionCode.MISSING_OUT,)
    return day_row(
        who, DayResult(on, "day", DayKind.WORKING, DayStatus.INCOMPLETE, first_in=came, exceptions=late, **minutes)
    )


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = sqlite.empty_engine()
    metadata.create_all(engine)
    with engine.connect() as opened:
        write_days(opened, {ANNA: [day(ANNA, MONDAY), day(ANNA, TUESDAY)], BERT: [day(BERT, MONDAY)]}, ALL)
        yield opened
    engine.dispose()


def changes(connection: Connection) -> int:
    """Rows that were ever inserted, changed or deleted on the connection."""
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def stored(connection: Connection) -> set[tuple[str, str, int]]:
    table = attendance_days.c
    return {(row[0], row[1], row[2]) for row in connection.execute(select(table.subject_id, table.day, table.worked))}


def test_what_is_stored_already_is_not_written_again(connection: Connection) -> None:
    before = changes(connection)

    write_days(connection, {ANNA: [day(ANNA, MONDAY), day(ANNA, TUESDAY)], BERT: [day(BERT, MONDAY)]}, ALL)

    assert changes(connection) == before == 3


def test_what_differs_is_replaced_and_what_is_no_more_goes(connection: Connection) -> None:
    before = changes(connection)

    write_days(connection, {ANNA: [day(ANNA, MONDAY, worked=7)], BERT: [day(BERT, MONDAY), day(BERT, TUESDAY)]}, ALL)

    assert stored(connection) == {
        (ANNA, "2026-03-02", 7),
        (BERT, "2026-03-02", 0),
        (BERT, "2026-03-03", 0),
    }
    # Two old rows went and two new ones came; one stays as it was.
    assert changes(connection) - before == 4


def test_days_and_people_that_are_not_meant_stay(connection: Connection) -> None:
    write_days(connection, {ANNA: []}, [attendance_days.c.day == "2026-03-02"])

    assert stored(connection) == {(ANNA, "2026-03-03", 0), (BERT, "2026-03-02", 0)}
