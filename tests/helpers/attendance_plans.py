"""Any days and any punches, for property tests: also plans that nobody would make."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.policy import Directions, Pairing, PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Rounding, RoundingWay, Shift, Span
from facegate.domain.attendance.workdays import day_bounds
from facegate.domain.ids import EventId, SubjectId

ODD_DAYS = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Antarctica/Troll", date(2026, 3, 29)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Havana", date(2025, 11, 2)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kolkata", date(2028, 2, 29)),
    ("UTC", date(2026, 3, 2)),
)
"""A zone, and a day on which its clock does something."""

_YEAR = 2026


@cache
def changes_of_all_zones() -> tuple[tuple[str, date], ...]:
    """Every zone that there is, with each day of a year on which its clock changes."""
    days = [date(_YEAR, 1, 1) + timedelta(days=number) for number in range(366)]
    found = []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        offsets = [datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset() for day in days]
        found += [
            (name, day) for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after
        ]
    return tuple(found)


def odd_days() -> st.SearchStrategy[tuple[str, date]]:
    """Chosen ones, and those of all zones."""
    return st.one_of(st.sampled_from(ODD_DAYS), st.deferred(lambda: st.sampled_from(changes_of_all_zones())))


ME = SubjectId("f" * 32)
_QUARTER = 15
_DAY = 1440


def quarters(least: int, most: int) -> st.SearchStrategy[int]:
    """Minutes, mostly round ones: edges that meet are where mistakes are."""
    round_ones = st.integers(-(-least // _QUARTER), most // _QUARTER).map(lambda n: n * _QUARTER)
    return st.one_of(round_ones, st.integers(least, most))


@st.composite
def shifts(draw: st.DrawFn, *, simple: bool = False) -> Shift:
    """Any shift; a simple one has neither rounding nor rules for half days."""
    cuts = sorted(draw(st.sets(quarters(0, 2 * _DAY), min_size=2, max_size=4)))
    cuts = cuts[: len(cuts) // 2 * 2]
    cuts[0] = min(cuts[0], _DAY - 1)
    spans = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    flexible = None
    core = None
    if len(spans) == 1 and draw(st.booleans()):
        flexible = draw(st.integers(1, spans[0].end - spans[0].start))
        if draw(st.booleans()) and spans[0].end - spans[0].start > 1:
            start = draw(st.integers(spans[0].start, spans[0].end - 1))
            core = Span(start, draw(st.integers(start + 1, spans[0].end)))
    breaks = []
    for span in spans:
        if draw(st.booleans()):
            start = draw(st.integers(span.start, span.end - 1))
            end = draw(st.integers(start + 1, span.end))
            breaks.append(Break(BreakKind.FIXED, draw(st.booleans()), start=start, end=end))
    if draw(st.booleans()):
        breaks.append(Break(BreakKind.PUNCHED, draw(st.booleans()), draw(st.integers(1, 90))))
    for _ in range(draw(st.integers(0, 2))):
        breaks.append(Break(BreakKind.AUTOMATIC, minutes=draw(st.integers(1, 60)), after=draw(quarters(0, 600))))
    roundings = st.builds(Rounding, st.sampled_from((1, 5, 15, 60)), st.sampled_from(RoundingWay))
    absent = draw(st.integers(0, 120))
    overtimes = st.builds(
        Overtime, st.integers(0, 60), st.lists(st.integers(1, 120), max_size=2).map(tuple), st.booleans(), st.booleans()
    )
    return Shift(
        "any",
        "Any",
        spans,
        flexible,
        core,
        draw(quarters(0, _DAY)),
        draw(quarters(0, _DAY)),
        draw(st.integers(0, 20)),
        draw(st.integers(0, 20)),
        tuple(breaks),
        Rounding() if simple else draw(roundings),
        Rounding() if simple else draw(roundings),
        0 if simple else absent + draw(st.integers(0, 240)),
        0 if simple else absent,
        draw(st.none() | overtimes),
    )


def policies() -> st.SearchStrategy[PunchPolicy]:
    return st.builds(
        PunchPolicy,
        st.sampled_from(Directions),
        st.sampled_from(Pairing),
        st.sampled_from((0, 60, 600)),
        st.sampled_from((0, 240)),
    )


@st.composite
def weeks(draw: st.DrawFn) -> tuple[ZoneInfo, list[DaySchedule]]:
    """Some days around an odd one, each with any shift, none, or an absence."""
    name, middle = draw(odd_days())
    pool = draw(st.lists(shifts(), min_size=1, max_size=3))
    schedules = []
    for number in range(-3, draw(st.integers(0, 4))):
        day = middle + timedelta(days=number)
        shift = draw(st.none() | st.sampled_from(pool))
        weekend, holiday = draw(st.booleans()), draw(st.sampled_from(("", "", "Holiday")))
        if shift is None:
            kind = DayKind.HOLIDAY if holiday else DayKind.WEEKEND if weekend else DayKind.FREE
            schedules.append(DaySchedule(day, kind, None, weekend, holiday))
            continue
        away = []
        for part in draw(st.sampled_from(((), (), (), *((part,) for part in DayPart), tuple(DayPart)[1:]))):
            kind_of_absence = draw(st.sampled_from(AbsenceKind))
            away.append(Absence(str(part), ME, kind_of_absence, day, day, part, draw(st.booleans())))
        schedules.append(DaySchedule(day, DayKind.WORKING, shift, weekend, holiday, tuple(away)))
    return ZoneInfo(name), schedules


@st.composite
def punches_of(draw: st.DrawFn, zone: ZoneInfo, schedules: list[DaySchedule]) -> list[Punch]:
    """Any punches from the first day to after the last."""
    start = day_bounds(schedules[0].day, zone)[0]
    minutes = quarters(-600, (len(schedules) + 1) * _DAY)
    drawn = draw(
        st.lists(st.tuples(minutes, st.sampled_from((0, 0, 30)), st.sampled_from((None, *Direction))), max_size=24)
    )
    return [
        Punch(start + timedelta(minutes=minute, seconds=second), direction, EventId(f"{number:032x}"))
        for number, (minute, second, direction) in enumerate(drawn)
    ]
