"""Stored days of many people, for reports: added up by the database, or as lines of few cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.types import Text

from facegate.domain.attendance.months import SUMS, THERE, Month, PersonMonth
from facegate.domain.attendance.results import DayStatus
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import DayLine
from facegate.storage.attendance_rows import day_damaged, is_known
from facegate.storage.schema import attendance_days
from facegate.storage.sighting_rows import all_ids, chunks

_DAY = attendance_days.c
_MONTH = func.substr(_DAY.day, 1, 7)
_BETWEEN_DAYS = ";"


def day_lines(
    connection: Connection, first: date, last: date, subject_ids: Sequence[SubjectId]
) -> Iterator[list[DayLine]]:
    """Days with anything to say, of some hundred people at a time. Raises DamagedDataError."""
    ids = all_ids(connection, subject_ids)
    something = or_(_DAY.first_in.is_not(None), _DAY.required != 0, _DAY.exceptions != "")
    columns = [_DAY.used + _DAY.ignored if name == "punches" else _DAY[name] for name in DayLine._fields]
    wanted = select(*columns).where(something).order_by(_DAY.subject_id, _DAY.day)
    for some in chunks([SubjectId(each) for each in ids]):
        lines = [DayLine(*row) for row in connection.execute(_of(wanted, first, last, some)).all()]
        for number, line in enumerate(lines):
            if not is_known(line.day_kind, line.status):
                raise day_damaged(line.day)
            who = ids[line.subject_id]
            if who != line.subject_id:
                lines[number] = line._replace(subject_id=who)
        yield lines


def months(connection: Connection, first: date, last: date, subject_ids: Sequence[SubjectId]) -> list[PersonMonth]:
    """What days come to, those kept under the old id of a merged record included. Raises DamagedDataError."""
    ids = all_ids(connection, subject_ids)
    found: dict[tuple[SubjectId, str], Month] = {}
    wanted = select(_DAY.subject_id, _MONTH, *_sums(), _tiers(), _worked_by_day()).group_by(_DAY.subject_id, _MONTH)
    for some in chunks([SubjectId(each) for each in ids]):
        for who, name, *sums in connection.execute(_of(wanted, first, last, some)).all():
            key, month = (ids[who], name), _month(name, sums)
            known = found.setdefault(key, month)
            if known is not month:
                known.join(month)
    return [PersonMonth(*key, month) for key, month in found.items()]


def _of(wanted: Select[Any], first: date, last: date, some: Sequence[SubjectId]) -> Select[Any]:
    return wanted.where(_DAY.subject_id.in_(some), _DAY.day.between(first.isoformat(), last.isoformat()))


def _sums() -> list[ColumnElement[Any]]:
    """In the order of :data:`SUMS`."""

    def times(condition: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.sum(case((condition, 1), else_=0))

    return [
        times(_DAY.required > 0),
        # Half a day of leave and nothing beside it is half a day, but nobody was there.
        times(
            _DAY.status.in_(sorted(THERE))
            & or_(_DAY.worked > 0, _DAY.first_in.is_not(None), _DAY.last_out.is_not(None))
        ),
        times(_DAY.worked > 0),
        times(_DAY.status == DayStatus.ABSENT.value),
        times(_DAY.status == DayStatus.LEAVE.value),
        *(func.sum(_DAY[name]) for name in ("required", "worked", "regular", "unplanned")),
        *(func.sum(_DAY[name]) for name in ("leave", "unpaid_leave", "missing")),
        times(_DAY.late > 0),
        func.sum(_DAY.late),
        times(_DAY.early > 0),
        *(func.sum(_DAY[name]) for name in ("early", "weekend", "holiday")),
    ]


def _tiers() -> ColumnElement[Any]:
    """Of days with overtime."""
    return func.aggregate_strings(case((_DAY.overtime > 0, _DAY.overtime_tiers)), _BETWEEN_DAYS)


def _worked_by_day() -> ColumnElement[Any]:
    return func.aggregate_strings(func.substr(_DAY.day, 9) + " " + as_type(_DAY.worked, Text), _BETWEEN_DAYS)


def _month(name: str, cells: Sequence[Any]) -> Month:
    *sums, overtime, by_day = cells
    try:
        month = Month()
        for field, minutes in zip(SUMS, sums, strict=True):
            setattr(month, field, int(minutes))
        for tiers in overtime.split(_BETWEEN_DAYS) if overtime else ():
            month.add_tiers(tuple(map(int, tiers.split())))
        for each in by_day.split(_BETWEEN_DAYS):
            day, worked = each.split()
            month.add_day(int(day), int(worked))
    except (TypeError, ValueError, IndexError) as error:
        raise day_damaged(name) from error
    return month
