"""How long the minutes of one person's year take; the budget is 60 microseconds a day.

Run with ``pytest tests/benchmarks/test_bench_attendance_engine.py --benchmark-only``.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar
from facegate.domain.attendance.engine import Engine
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Shift, Span
from facegate.domain.ids import SubjectId

ZONE = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ANN = SubjectId("a" * 32)
BREAKS = (Break(BreakKind.FIXED, start=720, end=750), Break(BreakKind.AUTOMATIC, minutes=30, after=360))


def office() -> Plan:
    shift = Shift("day", "Day", (Span(540, 1020),), late_grace=5, breaks=BREAKS, overtime=Overtime(15, (60,)))
    everybody = Assignment("office", Scope.EVERYBODY, "", "day", FIRST, calendar_id="office")
    return Plan([shift], [], [Calendar("office", "Office")], [everybody])


@pytest.mark.parametrize("times", [((8, 57), (17, 20)), ((8, 57), (12, 1), (12, 31), (17, 20))], ids=["two", "four"])
@pytest.mark.parametrize("explain", [False, True], ids=["plain", "explained"])
def test_a_year_of_one_person(benchmark: BenchmarkFixture, times: tuple[tuple[int, int], ...], explain: bool) -> None:
    plan, engine = office(), Engine(PunchPolicy(), ZONE)
    punches = [
        Punch(datetime(day.day.year, day.day.month, day.day.day, *time, tzinfo=ZONE), list(Direction)[number % 2])
        for day in plan.schedules(ANN, "", FIRST, LAST)
        if day.shift
        for number, time in enumerate(times)
    ]
    results = benchmark(
        lambda: engine.work_out(plan.schedules(ANN, "", FIRST, LAST), punches, explain=explain),
    )
    assert sum(result.worked for result in results) > 0
    benchmark.extra_info["microseconds_a_day"] = benchmark.stats.stats.median / len(results) * 1e6
