"""Minutes of a day as rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import PersonDay
from facegate.errors import DamagedDataError
from facegate.storage.moments import from_micros, to_micros

_MINUTES = (
    *("worked", "regular", "unplanned", "paid_break", "unpaid_break", "required", "leave", "unpaid_leave"),
    *("trip", "missing", "late", "early", "absent", "weekend", "holiday"),
)
COLUMNS = (
    *("subject_id", "day", "shift_id", "day_kind", "status", "first_in", "last_out", "worked", "regular"),
    *("overtime_tiers", "unplanned", "paid_break", "unpaid_break", "required", "leave", "unpaid_leave", "trip"),
    *("missing", "late", "early", "absent", "weekend", "holiday", "exceptions", "used", "ignored"),
)
"""In which order they are read: that of the fields of a result."""

_KINDS = {member.value: member for member in DayKind}
_STATUSES = {member.value: member for member in DayStatus}
_CODES = {member.value: member for member in ExceptionCode}


def day_row(subject_id: SubjectId, result: DayResult) -> dict[str, Any]:
    """All columns."""
    row: dict[str, Any] = {name: getattr(result, name) for name in _MINUTES}
    row.update(
        subject_id=subject_id,
        day=result.day.isoformat(),
        shift_id=result.shift_id,
        day_kind=result.day_kind.value,
        status=result.status.value,
        first_in=None if result.first_in is None else to_micros(result.first_in),
        last_out=None if result.last_out is None else to_micros(result.last_out),
        overtime=result.overtime,
        used=len(result.used),
        ignored=len(result.ignored),
        overtime_tiers=" ".join(map(str, result.overtime_tiers)),
        exceptions=" ".join(result.exceptions),
    )
    return row


def person_day(row: Sequence[Any]) -> PersonDay:
    """What a row holds, its cells in the order of :data:`COLUMNS`: a year has millions, so none is looked up by name.

    Raises:
        DamagedDataError: a column holds what was never written.
    """
    try:
        who, day, shift_id, kind, status, first_in, last_out, worked, regular, tiers, *rest = row
        *minutes, codes, used, ignored = rest
        fields: tuple[Any, ...] = (
            date.fromisoformat(day),
            shift_id,
            _KINDS[kind],
            _STATUSES[status],
            None if first_in is None else from_micros(first_in),
            None if last_out is None else from_micros(last_out),
            worked,
            regular,
            tuple(map(int, tiers.split())) if tiers else (),
            *minutes,
            tuple(_CODES[each] for each in codes.split()) if codes else (),
        )
        result = DayResult(*fields)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise day_damaged(row[1]) from error
    return PersonDay(SubjectId(who), result, used, ignored)


def is_known(day_kind: str, status: str) -> bool:
    """Whether there are such words."""
    return day_kind in _KINDS and status in _STATUSES


def day_damaged(day: object) -> DamagedDataError:
    """Of a day, or of a month, that holds what was never written."""
    return DamagedDataError(
        "Day damaged",
        "The minutes of a person on {day} cannot be read.",
        "Work them out again: facegate attendance recompute.",
        day=day,
    )
