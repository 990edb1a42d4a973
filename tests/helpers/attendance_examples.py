"""Worked examples of attendance: TOML files that an administrator can read.

A file has

* ``rule``: in words.
* ``zone``: of the site; Europe/Berlin where it says nothing.
* ``policy``: a table of :class:`PunchPolicy`.
* ``shifts``, ``rotations``, ``calendars``, ``assignments``, ``absences``: of the plan. Times are ``HH:MM`` of the work
  date, the morning after is ``30:00``; spans and cores are ``09:00-17:00``. Without assignments everybody works by the
  only rotation, or else by the only shift, with the only calendar. ``who = "me"`` is the person.
* ``department``: of the person.
* ``now``: when it is worked out; without it all days are over.
* ``punches``: ``DAY TIME DIRECTION [ORIGIN]``, the direction ``-`` where the gate knows none. The time is the site's,
  the first one of a time that there is twice, unless an offset from UTC follows it.
* ``days``: what is expected. Every number of minutes that is left out is 0, lists are empty, the kind is working and
  the status present.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.clock_times import minute_of
from facegate.domain.attendance.engine import MARGIN_DAYS
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.attendance.results import DayResult
from facegate.domain.attendance.rotations import Rotation
from facegate.domain.attendance.schedules import DaySchedule
from facegate.domain.attendance.shifts import Shift
from facegate.domain.ids import EventId, SubjectId

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "attendance"
ME = SubjectId("e" * 32)
MINUTES = (
    "worked",
    "regular",
    "unplanned",
    "paid_break",
    "unpaid_break",
    "required",
    "leave",
    "unpaid_leave",
    "trip",
    "missing",
    "late",
    "early",
    "absent",
    "weekend",
    "holiday",
)
_OTHERS = {"day", "kind", "status", "overtime", "exceptions", "ignored", "first_in", "last_out"}


@dataclass(frozen=True)
class Example:
    """One file.

    Attributes:
        expected: tables of the file, by day.
    """

    name: str
    rule: str
    zone: ZoneInfo
    policy: PunchPolicy
    plan: Plan
    subject_id: SubjectId
    department: str
    punches: tuple[Punch, ...]
    expected: dict[date, dict[str, Any]]
    now: datetime | None

    @property
    def first(self) -> date:
        return min(self.expected)

    @property
    def last(self) -> date:
        return max(self.expected)

    def schedules(self) -> list[DaySchedule]:
        """With the margins that the engine asks for."""
        return self.plan.schedules(
            self.subject_id,
            self.department,
            date.fromordinal(self.first.toordinal() - MARGIN_DAYS),
            date.fromordinal(self.last.toordinal() + MARGIN_DAYS),
        )


def example_files() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def load_example(path: Path, subject_id: SubjectId = ME) -> Example:
    """One file; the person gets the id."""
    content = tomllib.loads(path.read_text("utf-8"))
    zone = ZoneInfo(content.pop("zone", "Europe/Berlin"))
    example = Example(
        name=path.stem,
        rule=content.pop("rule"),
        zone=zone,
        policy=_adapter(PunchPolicy).validate_python(content.pop("policy", {})),
        plan=_plan(content, subject_id),
        subject_id=subject_id,
        department=content.pop("department", ""),
        punches=tuple(_punch(n, text, zone) for n, text in enumerate(content.pop("punches", []))),
        expected={each["day"]: each for each in content.pop("days")},
        now=_moment(content.pop("now"), zone) if "now" in content else None,
    )
    assert not content, f"{path.name}: unknown {sorted(content)}"
    for day in example.expected.values():
        assert day.keys() <= _OTHERS | set(MINUTES), f"{path.name}: unknown {sorted(day.keys())}"
    return example


def expected_values(day: dict[str, Any]) -> dict[str, Any]:
    """What a file says of a day, with what it leaves out."""
    return {
        **{name: day.get(name, 0) for name in MINUTES},
        "kind": day.get("kind", "working"),
        "status": day.get("status", "present"),
        "overtime": _shortened(day.get("overtime", [])),
        "exceptions": day.get("exceptions", []),
        "ignored": day.get("ignored", []),
        **{name: day[name] for name in ("first_in", "last_out") if name in day},
    }


def result_values(result: DayResult, zone: ZoneInfo, day: dict[str, Any]) -> dict[str, Any]:
    """The same of a result."""
    shown = {"first_in": result.first_in, "last_out": result.last_out}
    return {
        **{name: getattr(result, name) for name in MINUTES},
        "kind": str(result.day_kind),
        "status": str(result.status),
        "overtime": _shortened(list(result.overtime_tiers)),
        "exceptions": [str(code) for code in result.exceptions],
        "ignored": [str(ignored.reason) for ignored in result.ignored],
        **{name: at.astimezone(zone).strftime("%H:%M") for name, at in shown.items() if name in day and at is not None},
    }


def _shortened(tiers: list[int]) -> list[int]:
    """Without zeros at the end, so that no overtime is the same with tiers and without."""
    while tiers and tiers[-1] == 0:
        tiers = tiers[:-1]
    return tiers


def _plan(content: dict[str, Any], subject_id: SubjectId) -> Plan:
    shifts = [_adapter(Shift).validate_python(_timed(each)) for each in content.pop("shifts", [])]
    rotations = [_adapter(Rotation).validate_python(each) for each in content.pop("rotations", [])]
    calendars = [_adapter(Calendar).validate_python(each) for each in content.pop("calendars", [])]
    schedules = [each.rotation_id for each in rotations] or [each.shift_id for each in shifts]
    if "assignments" not in content and len(schedules) == 1:
        content["assignments"] = [{"schedule_id": schedules[0], "first_day": date(2000, 1, 1)}]
    assignments = []
    for number, each in enumerate(content.pop("assignments", [])):
        usual = {"assignment_id": f"assignment-{number + 1}", "scope": "everybody", "who": ""}
        if len(calendars) == 1:
            usual["calendar_id"] = calendars[0].calendar_id
        found = {**usual, **each}
        found["who"] = subject_id if found["who"] == "me" else found["who"]
        assignments.append(_adapter(Assignment).validate_python(found))
    absences = [
        _adapter(Absence).validate_python(
            {"absence_id": f"absence-{number + 1}", "subject_id": subject_id, "last_day": each["first_day"], **each}
        )
        for number, each in enumerate(content.pop("absences", []))
    ]
    return Plan(shifts, rotations, calendars, assignments, absences)


def _timed(shift: dict[str, Any]) -> dict[str, Any]:
    found = dict(shift)
    found["spans"] = [_span(text) for text in shift["spans"]]
    if "core" in found:
        found["core"] = _span(found["core"])
    found["breaks"] = [
        {key: minute_of(value) if key in ("start", "end") else value for key, value in each.items()}
        for each in shift.get("breaks", [])
    ]
    return found


def _span(text: str) -> dict[str, int]:
    start, end = text.split("-")
    return {"start": minute_of(start), "end": minute_of(end)}


def _punch(number: int, text: str, zone: ZoneInfo) -> Punch:
    day, time, direction, *origin = text.split()
    return Punch(
        _moment(f"{day} {time}", zone),
        None if direction == "-" else Direction(direction),
        EventId(f"{number + 1:032x}"),
        PunchOrigin(origin[0]) if origin else PunchOrigin.SEEN,
    )


def _moment(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
