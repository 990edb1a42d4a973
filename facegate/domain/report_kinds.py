"""Which reports there are, and their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from facegate.domain.report_tables import Column, ColumnKind

MOST_TIERS = 3
"""Overtime tiers with a column of their own; the last one holds all beyond it, too."""

MONTH_DAYS = 31


class ReportKind(StrEnum):
    """Reports by the name that commands and file names use."""

    EVENTS = "events"
    ATTENDANCE = "attendance"
    TIMESHEET = "timesheet"
    PERSON = "person"
    LATE = "late"
    ABSENCE = "absence"
    OVERTIME = "overtime"
    EXCEPTIONS = "exceptions"
    CORRECTIONS = "corrections"
    VISITORS = "visitors"
    PAYROLL = "payroll"


TITLES: Mapping[ReportKind, str] = MappingProxyType(
    {
        ReportKind.EVENTS: "Events",
        ReportKind.ATTENDANCE: "Daily attendance",
        ReportKind.TIMESHEET: "Monthly timesheet",
        ReportKind.PERSON: "A person's days",
        ReportKind.LATE: "Late and early",
        ReportKind.ABSENCE: "Absence",
        ReportKind.OVERTIME: "Overtime",
        ReportKind.EXCEPTIONS: "Exceptions",
        ReportKind.CORRECTIONS: "Corrections",
        ReportKind.VISITORS: "Visitors",
        ReportKind.PAYROLL: "Payroll",
    }
)
"""In English words; the window translates them."""

_TEXT, _DATE, _TIME = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.TIME
_MINUTES, _COUNT, _DECIMAL = ColumnKind.MINUTES, ColumnKind.COUNT, ColumnKind.DECIMAL

_EVENT_DIGITS = 3
"""Of an event's seconds."""

_SCORE_DIGITS = 4
"""Of distances, margins and thresholds: what changes from frame to frame is beyond."""


def _hidden(key: str, heading: str, kind: ColumnKind = _TEXT, digits: int = 0) -> Column:
    return Column(key, heading, kind, digits, printed=False)


def _coded(key: str, heading: str) -> Column:
    return Column(key, heading, coded=True)


def _minutes(key: str, heading: str, *, printed: bool = True) -> Column:
    # The unit is part of the name that programs read.
    return Column(f"{key}_minutes", heading, _MINUTES, printed=printed)


_DAY = Column("date", "Date", _DATE)
_MONTH = Column("month", "Month")
_WHO = (
    _hidden("subject_id", "Subject ID"),
    Column("person_id", "Person ID"),
    Column("name", "Name"),
)
_DEPARTMENT = Column("department", "Department")
_SHIFT = Column("shift", "Shift")
_STATUS = _coded("status", "Status")
_FIRST_IN, _LAST_OUT = Column("first_in", "First in", _TIME), Column("last_out", "Last out", _TIME)
_TIERS = tuple(_minutes(f"overtime_{tier}", f"Overtime {tier}") for tier in range(1, MOST_TIERS + 1))

_EVENTS = (
    _hidden("event_id", "Event ID"),
    Column("time", "Time", _TIME, _EVENT_DIGITS),
    _coded("type", "Type"),
    _coded("result", "Result"),
    Column("reason", "Reason", coded=True, printed=False),
    *(_hidden(each.key, each.heading) for each in _WHO),
    _hidden("distance", "Distance", _DECIMAL, _SCORE_DIGITS),
    _hidden("margin", "Margin", _DECIMAL, _SCORE_DIGITS),
    _hidden("threshold", "Threshold", _DECIMAL, _SCORE_DIGITS),
    _hidden("model", "Model"),
    _hidden("track", "Track", _COUNT),
    Column("source", "Source"),
    Column("pad", "Attack detection", coded=True, printed=False),
    _hidden("corrects", "Corrects"),
    _coded("verdict", "Verdict"),
    Column("actor", "By"),
    _hidden("corrected_by", "Corrected by"),
    Column("effective_result", "Result in force", coded=True, printed=False),
    _hidden("effective_subject_id", "Subject ID in force"),
    Column("effective_person_id", "Person ID in force"),
    Column("effective_name", "Name in force"),
    _coded("direction", "Direction"),
    _hidden("punch_time", "Time of punch", _TIME, _EVENT_DIGITS),
    Column("place", "Place"),
    _hidden("about", "About"),
    _hidden("latency", "Latency", _DECIMAL, _SCORE_DIGITS),
    Column("pad_cue", "Attack seen by", coded=True, printed=False),
    _hidden("pad_score", "Score of attack detection", _DECIMAL, _SCORE_DIGITS),
    *(_hidden(f"claimed_{each.key}", f"Claimed {each.heading[0].lower()}{each.heading[1:]}") for each in _WHO),
)

_MINUTES_OF_A_DAY = (
    _minutes("required", "Required"),
    _minutes("worked", "Worked"),
    _minutes("unpaid_break", "Unpaid break", printed=False),
    _minutes("paid_break", "Paid break", printed=False),
    _minutes("late", "Late"),
    _minutes("early", "Left early"),
    _minutes("overtime", "Overtime"),
    _minutes("leave", "Leave", printed=False),
    _minutes("missing", "Missing"),
)
_ATTENDANCE = (
    _DAY,
    *_WHO,
    _FIRST_IN,
    _LAST_OUT,
    _hidden("hours", "Hours", _DECIMAL, 2),
    _hidden("sightings", "Sightings", _COUNT),
    _DEPARTMENT,
    _SHIFT,
    Column("day_kind", "Kind of day", coded=True, printed=False),
    _STATUS,
    *_MINUTES_OF_A_DAY,
    Column("exceptions", "Exceptions", coded=True, printed=False),
)
_PERSON = (
    _DAY,
    *(_hidden(each.key, each.heading) for each in _WHO),
    _coded("day_kind", "Kind of day"),
    _SHIFT,
    _STATUS,
    _FIRST_IN,
    _LAST_OUT,
    *_MINUTES_OF_A_DAY,
    _minutes("weekend", "Weekend", printed=False),
    _minutes("holiday", "Holiday", printed=False),
    _coded("exceptions", "Exceptions"),
)
_TIMESHEET = (
    _MONTH,
    *_WHO,
    _DEPARTMENT,
    Column("days_required", "Days planned", _COUNT),
    Column("days_present", "Days present", _COUNT),
    Column("days_absent", "Days absent", _COUNT),
    Column("days_leave", "Days of leave", _COUNT),
    _minutes("required", "Required"),
    _minutes("worked", "Worked"),
    _minutes("regular", "Regular", printed=False),
    _minutes("overtime", "Overtime"),
    _minutes("unplanned", "Unplanned", printed=False),
    _minutes("leave", "Leave"),
    _minutes("missing", "Missing"),
    Column("times_late", "Times late", _COUNT, printed=False),
    _minutes("late", "Late"),
    Column("times_early", "Times early", _COUNT, printed=False),
    _minutes("early", "Left early"),
    _minutes("weekend", "Weekend", printed=False),
    _minutes("holiday", "Holiday", printed=False),
    *(_minutes(f"day_{day:02}", str(day), printed=False) for day in range(1, MONTH_DAYS + 1)),
)
_LATE = (
    _DAY, *_WHO, _DEPARTMENT, _SHIFT, _FIRST_IN, _LAST_OUT, _minutes("late", "Late"), _minutes("early", "Left early"),
)  # fmt: skip
_ABSENCE = (
    _DAY,
    *_WHO,
    _DEPARTMENT,
    _SHIFT,
    _STATUS,
    _minutes("required", "Required"),
    _minutes("leave", "Leave"),
    _minutes("unpaid_leave", "Unpaid leave"),
    _minutes("trip", "Business trip"),
    _minutes("absent", "Absent"),
    _minutes("missing", "Missing"),
)
_OVERTIME = (
    _DAY,
    *_WHO,
    _DEPARTMENT,
    _SHIFT,
    _FIRST_IN,
    _LAST_OUT,
    _minutes("required", "Required"),
    _minutes("worked", "Worked"),
    _minutes("overtime", "Overtime"),
    *_TIERS,
    _minutes("unplanned", "Unplanned"),
    _minutes("weekend", "Weekend"),
    _minutes("holiday", "Holiday"),
)
_EXCEPTIONS = (_DAY, *_WHO, _DEPARTMENT, _SHIFT, _STATUS, _FIRST_IN, _LAST_OUT, _coded("exceptions", "Exceptions"))
_CORRECTIONS = (
    Column("time", "Time", _TIME, _EVENT_DIGITS),
    _hidden("event_id", "Event ID"),
    _coded("type", "Type"),
    _coded("verdict", "Verdict"),
    *_WHO,
    Column("punch_time", "Time of punch", _TIME),
    _coded("direction", "Direction"),
    _hidden("about", "About"),
    Column("reason", "Reason"),
    Column("actor", "By"),
)
_VISITORS = (
    _DAY,
    Column("source", "Source"),
    Column("not_identified", "Not identified", _COUNT),
    Column("inconclusive", "Inconclusive", _COUNT),
    Column("first_seen", "First seen", _TIME),
    Column("last_seen", "Last seen", _TIME),
)
_PAYROLL = (
    _MONTH,
    Column("person_id", "Person ID"),
    Column("name", "Name"),
    _DEPARTMENT,
    Column("days_worked", "Days worked", _COUNT),
    _minutes("worked", "Worked"),
    _minutes("regular", "Regular"),
    *_TIERS,
    _minutes("unplanned", "Unplanned"),
    _minutes("weekend", "Weekend"),
    _minutes("holiday", "Holiday"),
    _minutes("paid_leave", "Paid leave"),
    _minutes("unpaid_leave", "Unpaid leave"),
    _minutes("missing", "Missing"),
)

COLUMNS: Mapping[ReportKind, tuple[Column, ...]] = MappingProxyType(
    {
        ReportKind.EVENTS: _EVENTS,
        ReportKind.ATTENDANCE: _ATTENDANCE,
        ReportKind.TIMESHEET: _TIMESHEET,
        ReportKind.PERSON: _PERSON,
        ReportKind.LATE: _LATE,
        ReportKind.ABSENCE: _ABSENCE,
        ReportKind.OVERTIME: _OVERTIME,
        ReportKind.EXCEPTIONS: _EXCEPTIONS,
        ReportKind.CORRECTIONS: _CORRECTIONS,
        ReportKind.VISITORS: _VISITORS,
        ReportKind.PAYROLL: _PAYROLL,
    }
)
"""All that a report can have, in order. Keys are stable; new columns are only ever added at the end."""

FIXED = frozenset({ReportKind.PAYROLL})
"""Reports that other programs read by position: their columns cannot be chosen."""

OF_DAYS = frozenset(ReportKind) - {ReportKind.EVENTS, ReportKind.CORRECTIONS, ReportKind.VISITORS}
"""Reports that are made from worked-out days."""

BY_MONTH = frozenset({ReportKind.TIMESHEET, ReportKind.PAYROLL})
"""Reports that add up months."""

WITH_TOTALS = frozenset(
    {ReportKind.TIMESHEET, ReportKind.PERSON, ReportKind.LATE, ReportKind.ABSENCE, ReportKind.OVERTIME}
    | {ReportKind.VISITORS, ReportKind.PAYROLL}
)
"""Reports whose columns of minutes and counts are worth a sum."""


def wrong_column(columns: Sequence[Column], keys: Sequence[str]) -> str | None:
    """The first of some keys that is no column, or is there twice, and "" for none at all; None where all are right."""
    known = {column.key for column in columns}
    for place, key in enumerate(keys):
        if key not in known or key in keys[:place]:
            return key
    return None if keys else ""
