"""The time engine, for any shifts and any punches, on nights when clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from helpers.attendance_plans import odd_days, policies, punches_of, shifts, weeks
from hypothesis import given, settings
from hypothesis import strategies as st

from facegate.domain.attendance.engine import MARGIN_DAYS, Engine, punch_bounds, work_out
from facegate.domain.attendance.explanations import GIVES, TAKES, StepCode, describe
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.shifts import BreakKind, Shift
from facegate.domain.attendance.site_clock import SiteClock, instant_of, moment_of

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
some = settings(max_examples=40, deadline=None)


def check_sums(result: DayResult) -> None:
    """What holds on every day."""
    assert all(getattr(result, name) >= 0 for name in MINUTES)
    assert all(tier >= 0 for tier in result.overtime_tiers)
    assert result.worked == result.regular + result.overtime + result.unplanned
    assert result.trip + result.paid_break <= result.regular
    assert result.unpaid_leave <= result.leave <= result.required
    assert result.absent <= result.missing <= result.required
    if result.status is not DayStatus.OPEN:
        assert result.missing == max(0, result.required - result.leave - result.regular)
    assert {result.weekend, result.holiday} <= {0, result.worked}
    assert not (result.weekend and result.holiday)
    if result.status in (DayStatus.ABSENT, DayStatus.HALF_DAY):
        assert result.late == result.early == 0
        assert result.absent == result.missing


@some
@given(st.data(), weeks(), policies())
def test_no_minute_is_negative_or_counted_twice(
    data: st.DataObject, week: tuple[ZoneInfo, list[DaySchedule]], policy: PunchPolicy
) -> None:
    zone, schedules = week
    punches = data.draw(punches_of(zone, schedules))
    results = work_out(schedules, punches, policy, zone, explain=True)
    assert [result.day for result in results] == [schedule.day for schedule in schedules]
    there = []
    for result in results:
        check_sums(result)
        present = [step for step in result.steps if step.code is StepCode.PRESENT]
        there.extend((step.at, step.until) for step in present if step.at and step.until)
        given_minutes = sum(step.minutes for step in result.steps if step.code in GIVES)
        taken = sum(step.minutes for step in result.steps if step.code in TAKES)
        assert given_minutes - taken == result.worked
        assert all(describe(step, zone) for step in result.steps)
    assert all(start <= end for start, end in there)
    assert all(before[1] <= after[0] for before, after in pairwise(there))
    elapsed = sum(((end - start) for start, end in there), timedelta())
    assert sum(result.worked - result.trip for result in results) * timedelta(minutes=1) <= elapsed
    # A punch counts on one day at most, and once.
    noted = [each.punch.event_id for result in results for each in (*result.used, *result.ignored)]
    assert len(noted) == len(set(noted))
    assert set(noted) <= {punch.event_id for punch in punches}


@some
@given(st.data(), weeks(), policies())
def test_a_month_is_the_sum_of_its_days(
    data: st.DataObject, week: tuple[ZoneInfo, list[DaySchedule]], policy: PunchPolicy
) -> None:
    zone, schedules = week
    punches = data.draw(punches_of(zone, schedules))
    together = work_out(schedules, punches, policy, zone)
    number = data.draw(st.integers(0, len(schedules) - 1))
    first = max(0, number - MARGIN_DAYS)
    begin, end = punch_bounds(schedules[number].day, schedules[number].day, zone)
    near = [punch for punch in punches if begin <= punch.at < end]
    alone = work_out(schedules[first : number + MARGIN_DAYS + 1], near, policy, zone)[number - first]
    margins = data.draw(st.integers(1, len(schedules)))
    inner = Engine(policy, zone).work_out(schedules, punches, margins=margins)
    assert inner == together[margins : len(schedules) - margins]
    assert {name: getattr(alone, name) for name in MINUTES} == {
        name: getattr(together[number], name) for name in MINUTES
    }
    assert (alone.used, alone.exceptions) == (together[number].used, together[number].exceptions)


@some
@given(st.data(), weeks(), policies())
def test_neither_order_nor_repetition_nor_reasons_change_anything(
    data: st.DataObject, week: tuple[ZoneInfo, list[DaySchedule]], policy: PunchPolicy
) -> None:
    zone, schedules = week
    punches = data.draw(punches_of(zone, schedules))
    engine = Engine(policy, zone)
    once = engine.work_out(schedules, punches)
    assert engine.work_out(schedules, data.draw(st.permutations(punches))) == once
    assert engine.work_out(schedules, [replace(p, at=p.at.astimezone(zone)) for p in punches]) == once
    explained = engine.work_out(schedules, punches, explain=True)
    assert [replace(result, steps=()) for result in explained] == once
    again = engine.work_out(schedules, [*punches, *punches])
    assert [[getattr(r, name) for name in MINUTES] for r in again] == [
        [getattr(r, name) for name in MINUTES] for r in once
    ]


@some
@given(st.data(), weeks(), policies())
def test_an_open_day_is_never_held_against_anybody(
    data: st.DataObject, week: tuple[ZoneInfo, list[DaySchedule]], policy: PunchPolicy
) -> None:
    zone, schedules = week
    punches = data.draw(punches_of(zone, schedules))
    now = moment_of(SiteClock(zone).instant(schedules[len(schedules) // 2].day.toordinal(), 600))
    past = [punch for punch in punches if punch.at <= now]
    for result in work_out(schedules, past, policy, zone, now=now):
        check_sums(result)
        if result.status is DayStatus.OPEN:
            assert result.absent == result.missing == result.early == 0


@some
@given(shifts(simple=True), odd_days(), st.integers(0, 2880), st.integers(0, 1440), st.integers(1, 600))
def test_staying_longer_never_gives_less(
    shift: Shift, odd: tuple[str, date], came: int, stayed: int, longer: int
) -> None:
    zone, day = ZoneInfo(odd[0]), odd[1]
    schedules = [DaySchedule(day, DayKind.WORKING, replace(shift, check_in_before=1440, check_out_after=1440))]
    start = SiteClock(zone).instant(day.toordinal(), 0) + came - 600
    worked = []
    for end in (start + stayed, start + stayed + longer):
        punches = [Punch(moment_of(start), Direction.IN), Punch(moment_of(end), Direction.OUT)]
        (result,) = work_out(schedules, punches, PunchPolicy(duplicate_seconds=0), zone)
        worked.append(None if result.status is DayStatus.INCOMPLETE else result.worked)
    if None not in worked:
        assert worked == sorted(worked)


@some
@given(
    shifts(simple=True).filter(lambda shift: shift.flexible_minutes is None),
    st.lists(st.tuples(st.integers(-600, 3200), st.sampled_from(Direction)), max_size=12, unique_by=lambda p: p[0]),
)
def test_minutes_are_those_that_one_counts_one_by_one(shift: Shift, drawn: list[tuple[int, Direction]]) -> None:
    """Every minute by itself: is somebody there, on a break, within a span, within a break by the clock?"""
    shift = replace(
        shift,
        check_in_before=1440,
        check_out_after=1440,
        breaks=tuple(b for b in shift.breaks if b.kind is BreakKind.FIXED),
        overtime=None,
    )
    day = date(2026, 3, 2)
    midnight = datetime(2026, 3, 2, tzinfo=UTC)
    schedules = [DaySchedule(day, DayKind.WORKING, shift)]
    punches = [Punch(midnight + timedelta(minutes=minute), direction) for minute, direction in drawn]
    (result,) = work_out(schedules, punches, PunchPolicy(duplicate_seconds=0), ZoneInfo("UTC"))
    regular = unpaid = 0
    for minute, on_break in minutes_there(
        sorted((m, d) for m, d in drawn if shift.start - 1440 <= m <= shift.end + 1440)
    ):
        if not any(span.start <= minute < span.end for span in shift.spans):
            continue
        clock = [b for b in shift.breaks if b.start <= minute < b.end]
        if clock:
            regular, unpaid = regular + clock[0].paid, unpaid + (not clock[0].paid)
        else:
            regular, unpaid = regular + (not on_break), unpaid + on_break
    assert (result.regular, result.unpaid_break) == (regular, unpaid)


def minutes_there(punches: list[tuple[int, Direction]]) -> list[tuple[int, bool]]:
    """Minutes between an in and its out, and whether they are of a break."""
    found: list[tuple[int, bool]] = []
    stay: list[tuple[int, bool]] = []
    inside = on_break = False
    last = 0
    for minute, direction in punches:
        if inside:
            stay.extend((each, on_break) for each in range(last, minute))
        last = minute
        if direction is Direction.IN:
            if not (inside and on_break):
                stay = []
            inside, on_break = True, False
        elif direction is Direction.OUT:
            if inside:
                found.extend(stay)
            stay, inside, on_break = [], False, False
        elif inside:
            on_break = direction is Direction.BREAK_START
    return found


@settings(max_examples=100, deadline=None)
@given(odd_days(), st.integers(-2, 2), st.integers(0, 2880), st.integers(0, 2880))
def test_the_clock_of_a_site_never_goes_back(odd: tuple[str, date], days: int, one: int, other: int) -> None:
    zone, day = ZoneInfo(odd[0]), odd[1] + timedelta(days=days)
    clock = SiteClock(zone)
    earlier, later = sorted((one, other))
    first, second = clock.instant(day.toordinal(), earlier), clock.instant(day.toordinal(), later)
    assert first <= second
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=earlier)
    aware = wall.replace(tzinfo=zone)
    if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall:
        assert first == instant_of(aware)
    else:
        # Left out: the first moment that the clock shows something later.
        shown = moment_of(first).astimezone(zone).replace(tzinfo=None)
        before = moment_of(first - 1).astimezone(zone).replace(tzinfo=None)
        assert before < wall < shown
