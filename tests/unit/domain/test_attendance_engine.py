"""The time engine beside its worked examples: reasons in words, which days it takes, which punches it needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.engine import Engine, punch_bounds, work_out
from facegate.domain.attendance.explanations import GIVES, TAKES, TEXTS, Step, StepCode, describe
from facegate.domain.attendance.policy import Directions, PunchPolicy
from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.attendance.results import DayResult, DayStatus, IgnoredBecause
from facegate.domain.attendance.schedules import DayKind, DaySchedule
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Rounding, RoundingWay, Shift, Span
from facegate.domain.ids import SubjectId

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
DAY = Shift("day", "Day", (Span(540, 1020),))
NIGHT = Shift("night", "Night", (Span(1320, 1800),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=BERLIN)


def punches(*texts: str) -> list[Punch]:
    """``DAY TIME DIRECTION``."""
    found = []
    for text in texts:
        day, time, direction = text.split()
        found.append(Punch(at(f"{day} {time}"), None if direction == "-" else Direction(direction)))
    return found


def working(shift: Shift | None, *days: int) -> list[DaySchedule]:
    kind = DayKind.FREE if shift is None else DayKind.WORKING
    return [DaySchedule(date(2026, 3, day), kind, shift) for day in days]


def sentences(result: DayResult) -> list[str]:
    return [describe(step, BERLIN) for step in result.steps]


def test_a_day_explains_itself() -> None:
    shift = Shift(
        "day",
        "Day",
        (Span(540, 1050),),
        late_grace=5,
        breaks=(
            Break(BreakKind.FIXED, start=720, end=735),
            Break(BreakKind.AUTOMATIC, minutes=30, after=360),
            Break(BreakKind.PUNCHED, paid=True, minutes=10),
        ),
        rounding_in=Rounding(15, RoundingWay.UP),
        overtime=Overtime(30, (60,)),
    )
    said = punches(
        "02 03:00 in",
        "02 09:06 in",
        "02 09:07 in",
        "02 10:00 break_start",
        "02 10:05 break_end",
        "02 12:30 -",
        "02 18:40 out",
    )
    (result,) = work_out(working(shift, 2), said, PunchPolicy(), BERLIN, explain=True)
    assert sentences(result) == [
        "03:00: ignored, belongs to no shift",
        "09:06: in (seen)",
        "09:07: ignored, so soon after the punch before",
        "10:00: break_start (seen)",
        "10:05: break_end (seen)",
        "12:30: ignored, neither in nor out",
        "18:40: out (seen)",
        "Shift Day, 09:00-17:30: 490 minutes required",
        "09:06 counts as 09:15",
        "09:15 to 18:40: 565 minutes there",
        "Unpaid break: 15 minutes are taken off",
        "Paid break: 5 minutes count as worked",
        "More than 360 minutes worked: 10 minutes of break are taken off",
        "6 minutes late for 09:00",
        "Overtime: 65 minutes (tiers: 60 + 5)",
        "15 of the required minutes are missing",
    ]
    assert (result.worked, result.regular, result.overtime) == (540, 475, 65)


def test_absences_and_days_off_explain_themselves() -> None:
    leave = Absence("x", SubjectId("a" * 32), AbsenceKind.LEAVE, MONDAY, MONDAY, DayPart.MORNING, paid=False)
    trip = Absence("y", SubjectId("a" * 32), AbsenceKind.TRIP, MONDAY, MONDAY, DayPart.AFTERNOON)
    schedules = [
        DaySchedule(MONDAY, DayKind.WORKING, DAY, absences=(leave, trip)),
        DaySchedule(date(2026, 3, 3), DayKind.HOLIDAY, holiday="Founders' {day}"),
        DaySchedule(date(2026, 3, 4), DayKind.WORKING, DAY),
    ]
    results = work_out(schedules, [], PunchPolicy(), BERLIN, explain=True)
    assert [sentences(result) for result in results] == [
        [
            "Shift Day, 09:00-17:00: 480 minutes required",
            "Leave covers 240 minutes (unpaid)",
            "Business trip: 240 minutes count as worked",
        ],
        ["Public holiday: Founders' {day}", "No shift: holiday"],
        [
            "Shift Day, 09:00-17:00: 480 minutes required",
            "Absent: 480 minutes",
            "480 of the required minutes are missing",
        ],
    ]


def test_every_reason_has_words_that_can_be_translated() -> None:
    assert set(TEXTS) == set(StepCode)
    assert {f"ignored_{reason}" for reason in IgnoredBecause} <= set(StepCode)
    assert not GIVES & TAKES
    step = Step(StepCode.LATE, 5, values=(("planned", "09:00"), ("grace", 0)))
    assert (
        describe(step, BERLIN, {TEXTS[StepCode.LATE]: "{minutes} Minuten zu spät"}.__getitem__) == "5 Minuten zu spät"
    )
    assert all(name for text in TEXTS.values() for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("days", [(2, 4), (3, 2), (2, 2)])
def test_days_that_do_not_follow_each_other_are_refused(days: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="not consecutive"):
        work_out(working(DAY, *days), [], PunchPolicy(), BERLIN)


def test_no_days() -> None:
    assert work_out([], punches("02 09:00 in"), PunchPolicy(), BERLIN) == []


def test_punches_are_kept_in_utc() -> None:
    punch = Punch(at("02 09:00"), Direction.IN)
    assert punch == Punch(datetime(2026, 3, 2, 8, tzinfo=UTC), Direction.IN)
    assert punch.at.tzinfo is UTC
    with pytest.raises(ValueError, match="aware"):
        Punch(datetime(2026, 3, 2, 8))


def test_punches_that_a_day_needs() -> None:
    assert punch_bounds(MONDAY, MONDAY, BERLIN) == (at("02 00:00") - timedelta(days=2), at("05 00:00"))


def test_one_engine_gives_everybody_their_own() -> None:
    engine = Engine(PunchPolicy(), BERLIN)
    leave = Absence("x", SubjectId("a" * 32), AbsenceKind.LEAVE, MONDAY, MONDAY)
    away = [DaySchedule(MONDAY, DayKind.WORKING, DAY, absences=(leave,))]
    there = punches("02 09:00 in", "02 17:00 out")
    found = [engine.work_out(*each)[0] for each in ((working(DAY, 2), there), (away, []), (working(DAY, 2), []))]
    assert [(each.worked, each.leave, each.absent) for each in found] == [(480, 0, 0), (0, 480, 0), (0, 0, 480)]


def test_a_night_is_open_until_its_window_closes() -> None:
    schedules = [*working(NIGHT, 2), *working(None, 3)]
    said = punches("02 22:00 in")
    statuses = []
    for now in ("02 23:00", "03 06:30", "03 12:00", "03 12:01"):
        results = work_out(schedules, said, PunchPolicy(), BERLIN, now=at(now))
        statuses.append([result.status for result in results])
    opened, off, incomplete = DayStatus.OPEN, DayStatus.OPEN, DayStatus.INCOMPLETE
    assert statuses == [[opened, off], [opened, off], [opened, off], [incomplete, off]]


def test_a_mute_punch_of_a_night_belongs_to_its_shift() -> None:
    results = work_out(
        [*working(NIGHT, 2), *working(None, 3)],
        punches("02 22:00 in", "03 02:00 -", "03 06:00 out", "03 15:00 -"),
        PunchPolicy(),
        BERLIN,
    )
    assert [[ignored.punch.at for ignored in result.ignored] for result in results] == [
        [at("03 02:00")],
        [at("03 15:00")],
    ]


def test_a_card_and_a_key_at_once_are_one_punch() -> None:
    said = [
        Punch(at("02 09:00"), None, origin=PunchOrigin.SEEN),
        Punch(at("02 09:00"), None, origin=PunchOrigin.CARD),
        Punch(at("02 17:00"), None, origin=PunchOrigin.SEEN),
    ]
    policy = PunchPolicy(Directions.ALTERNATING, duplicate_seconds=0)
    (result,) = work_out(working(DAY, 2), said, policy, BERLIN)
    assert (result.worked, [ignored.reason for ignored in result.ignored]) == (480, [IgnoredBecause.DUPLICATE])


def test_shifts_whose_plans_overlap_share_no_minute() -> None:
    """A temporary shift may begin before the one of the day before has ended."""
    long = Shift("long", "Long", (Span(480, 2400),), check_out_after=1440)
    schedules = [*working(long, 2), *working(DAY, 3), *working(long, 4)]
    said = punches("02 08:00 in", "03 08:30 out", "03 09:00 in", "03 16:00 out", "04 08:00 in", "05 16:00 out")
    results = work_out(schedules, said, PunchPolicy(), BERLIN)
    assert [result.worked for result in results] == [1470, 420, 1920]
    assert [result.exceptions for result in results] == [(), (), ()]
