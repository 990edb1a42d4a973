"""Minutes of a day as rows and back."""

from __future__ import annotations

from collections.abc import Mapping
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


def person_day(row: Mapping[str, Any]) -> PersonDay:
    """What a row holds.

    Raises:
        DamagedDataError: a column holds what was never written.
    """
    try:
        tiers, codes = row["overtime_tiers"], row["exceptions"]
        result = DayResult(
            day=date.fromisoformat(row["day"]),
            shift_id=row["shift_id"],
            day_kind=_KINDS[row["day_kind"]],
            status=_STATUSES[row["status"]],
            first_in=None if row["first_in"] is None else from_micros(row["first_in"]),
            last_out=None if row["last_out"] is None else from_micros(row["last_out"]),
            overtime_tiers=tuple(map(int, tiers.split())) if tiers else (),
            exceptions=tuple(_CODES[each] for each in codes.split()) if codes else (),
            **{name: row[name] for name in _MINUTES},
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise DamagedDataError(
            "Day damaged",
            "The minutes of a person on {day} cannot be read.",
            "Work them out again: facegate attendance recompute.",
            day=row["day"],
        ) from error
    return PersonDay(SubjectId(row["subject_id"]), result, row["used"], row["ignored"])
