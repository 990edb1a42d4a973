"""Days of attendance and punches as JSON and as lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from facegate.cli.records import site_time, utc

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from facegate.domain.attendance.results import DayResult
    from facegate.domain.ports_attendance import Period
    from facegate.pipeline.attendance.punching import PunchLine
    from facegate.pipeline.attendance.service import Explained

_MINUTES = (
    *("required", "worked", "regular", "unplanned", "paid_break", "unpaid_break", "leave", "unpaid_leave", "trip"),
    *("missing", "late", "early", "absent", "weekend", "holiday"),
)


def day_of(context: typer.Context, text: str) -> date:
    """A day. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2025-03-01", ctx=context) from None


def moment_of(context: typer.Context, text: str, zone: ZoneInfo) -> datetime:
    """A moment by the site's clock, or with an offset of its own; aware. Raises BadParameter."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a moment such as '2025-03-03 08:58'", ctx=context) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def result_record(result: DayResult) -> dict[str, Any]:
    """A day as JSON; all numbers are minutes."""
    return {
        "day": result.day.isoformat(),
        "shift": result.shift_id,
        "day_kind": result.day_kind,
        "status": result.status,
        "first_in": None if result.first_in is None else utc(result.first_in),
        "last_out": None if result.last_out is None else utc(result.last_out),
        **{name: getattr(result, name) for name in _MINUTES},
        "overtime": list(result.overtime_tiers),
        "exceptions": list(result.exceptions),
    }


def explained_record(explained: Explained, zone: ZoneInfo) -> dict[str, Any]:
    """A day with its reasons as JSON."""
    from facegate.domain.attendance.explanations import describe

    result = explained.result
    return {
        **result_record(result),
        "closed": explained.closed,
        "stored": None if explained.stored is None else result_record(explained.stored.result),
        "steps": [{"code": step.code, "minutes": step.minutes, "text": describe(step, zone)} for step in result.steps],
        "used": [
            {"event_id": used.punch.event_id, "time": utc(used.punch.at), "direction": used.direction}
            for used in result.used
        ],
        "ignored": [
            {"event_id": left.punch.event_id, "time": utc(left.punch.at), "reason": left.reason}
            for left in result.ignored
        ],
    }


def explained_lines(explained: Explained, zone: ZoneInfo) -> list[str]:
    """The same for people."""
    from facegate.domain.attendance.explanations import describe

    result = explained.result
    shown = result if not explained.closed or explained.stored is None else explained.stored.result
    lines = [f"{result.day}  {shown.status.replace('_', ' ')}, {hours(shown.worked)} of {hours(shown.required)}"]
    lines += [f"  {describe(step, zone)}" for step in result.steps]
    if explained.closed:
        lines.append("  The day is closed: what is on record holds.")
        if explained.stored is not None and explained.stored.result.worked != result.worked:
            lines.append(f"  By what is known now it would be {hours(result.worked)}.")
    return lines


def hours(minutes: int) -> str:
    """``8:05``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def punch_record(line: PunchLine) -> dict[str, Any]:
    """A punch as JSON."""
    return {
        "event_id": line.event_id,
        "time": utc(line.at),
        "direction": line.direction,
        "origin": line.origin,
        "state": line.state,
        "change": line.verdict,
        "actor": line.actor,
        "reason": line.reason or None,
    }


def punch_cells(line: PunchLine, zone: ZoneInfo) -> list[object]:
    """The same as cells."""
    what = line.verdict or line.origin
    return [
        site_time(line.at, zone),
        (line.direction or "").replace("_", " "),
        what,
        line.state.replace("_", " "),
        line.actor,
        line.reason,
        line.event_id,
    ]


PUNCH_COLUMNS = ("Time", "Direction", "What", "State", "By", "Reason", "Event")


def period_record(period: Period) -> Mapping[str, Any]:
    """A period as JSON."""
    return {
        "period": period.period_id,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "closed_at": utc(period.closed_at),
        "closed_by": period.closed_by,
        "reopened_at": None if period.reopened_at is None else utc(period.reopened_at),
        "reopened_by": period.reopened_by,
        "reason": period.reason,
    }
