"""Plans that cannot be followed are refused with the lines that clash; of the others, which holds on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from facegate.domain.attendance.absences import Absence, AbsenceKind, DayPart
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.attendance.calendars import Calendar, Holiday
from facegate.domain.attendance.clock_times import clock_text, minute_of
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.plan_errors import PlanError, PlanFault
from facegate.domain.attendance.policy import PunchPolicy
from facegate.domain.attendance.rotations import FREE, Rotation
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Rounding, RoundingWay, Shift, Span
from facegate.domain.ids import SubjectId

ANN, BOB = SubjectId("a" * 32), SubjectId("b" * 32)
MONDAY = date(2026, 3, 2)
FIXED, AUTOMATIC, PUNCHED = BreakKind.FIXED, BreakKind.AUTOMATIC, BreakKind.PUNCHED


def shift(shift_id: str = "day", start: int = 540, end: int = 1020) -> Shift:
    return Shift(shift_id, shift_id.title(), (Span(start, end),))


def with_breaks(*breaks: Break) -> Callable[[], Shift]:
    return lambda: Shift("day", "Day", (Span(540, 1020),), breaks=breaks)


def assigned(
    assignment_id: str, first: int, last: int | None = None, schedule: str = "day", *, temporary: bool = False
) -> Assignment:
    end = None if last is None else date(2026, 3, last)
    return Assignment(assignment_id, Scope.PERSON, ANN, schedule, date(2026, 3, first), end, temporary)


def away(absence_id: str, first: int, last: int, part: DayPart = DayPart.FULL, who: SubjectId = ANN) -> Absence:
    return Absence(absence_id, who, AbsenceKind.LEAVE, date(2026, 3, first), date(2026, 3, last), part)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Shift(" ", "Day", (Span(540, 1020),)), PlanFault.NO_ID),
        (lambda: Shift("day", "Day", ()), PlanFault.NO_SPAN),
        (lambda: shift(start=1020, end=540), PlanFault.SPAN_RANGE),
        (lambda: shift(start=1440, end=1500), PlanFault.SPAN_RANGE),
        (lambda: shift(start=540, end=2881), PlanFault.SPAN_RANGE),
        (lambda: Shift("day", "Day", (Span(540, 780), Span(779, 1020))), PlanFault.SPANS_OVERLAP),
        (lambda: Shift("day", "Day", (Span(780, 1020), Span(540, 779))), PlanFault.SPANS_OVERLAP),
        (lambda: Shift("day", "Day", (Span(540, 1020),), core=Span(600, 700)), PlanFault.FLEXIBLE),
        (lambda: Shift("day", "Day", (Span(540, 1020),), 481), PlanFault.FLEXIBLE),
        (lambda: Shift("day", "Day", (Span(540, 1020),), 480, Span(539, 700)), PlanFault.FLEXIBLE),
        (lambda: Shift("day", "Day", (Span(540, 720), Span(780, 1020)), 400), PlanFault.FLEXIBLE),
        (with_breaks(Break(FIXED, start=720, end=720)), PlanFault.BREAK),
        (with_breaks(Break(FIXED, minutes=30, start=720, end=750)), PlanFault.BREAK),
        (with_breaks(Break(AUTOMATIC, paid=True, minutes=30, after=360)), PlanFault.BREAK),
        (with_breaks(Break(AUTOMATIC, after=360)), PlanFault.BREAK),
        (with_breaks(Break(PUNCHED, minutes=30, after=360)), PlanFault.BREAK),
        (with_breaks(Break(PUNCHED, minutes=30, start=720, end=750)), PlanFault.BREAK),
        (with_breaks(Break(FIXED, start=500, end=560)), PlanFault.BREAK_OUTSIDE),
        (with_breaks(Break(FIXED, start=720, end=750), Break(FIXED, start=749, end=760)), PlanFault.BREAKS_OVERLAP),
        (lambda: Shift("day", "Day", (Span(540, 1020),), late_grace=-1), PlanFault.NUMBER),
        (lambda: Shift("day", "Day", (Span(540, 1020),), half_day_below=100, absent_below=101), PlanFault.NUMBER),
        (lambda: Shift("day", "Day", (Span(540, 1020),), overtime=Overtime(tiers=(0,))), PlanFault.NUMBER),
        (lambda: Shift("day", "Day", (Span(540, 1020),), rounding_in=Rounding(7)), PlanFault.ROUNDING),
        (lambda: Rotation("", "Week", MONDAY, ("day",)), PlanFault.NO_ID),
        (lambda: Rotation("week", "Week", MONDAY, ()), PlanFault.NUMBER),
        (lambda: Calendar("c", "C", weekend=(0,)), PlanFault.NUMBER),
        (lambda: Calendar("c", "C", holidays=(Holiday(MONDAY, "A"), Holiday(MONDAY, "B"))), PlanFault.TWICE),
        (lambda: Assignment("", Scope.PERSON, ANN, "day", MONDAY), PlanFault.NO_ID),
        (lambda: Assignment("a", Scope.PERSON, "", "day", MONDAY), PlanFault.WHO),
        (lambda: Assignment("a", Scope.EVERYBODY, ANN, "day", MONDAY), PlanFault.WHO),
        (lambda: assigned("a", 3, 2), PlanFault.ORDER),
        (lambda: away("x", 3, 2), PlanFault.ORDER),
    ],
)
def test_a_line_that_cannot_be_followed(make: Callable[[], object], fault: PlanFault) -> None:
    with pytest.raises(PlanError) as refused:
        make()
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("make", "fault", "lines"),
    [
        (lambda: Plan([shift(), shift()]), PlanFault.TWICE, ("shift day", "shift day")),
        (
            lambda: Plan([shift()], [Rotation("day", "", MONDAY, (FREE,))]),
            PlanFault.TWICE,
            ("shift day", "rotation day"),
        ),
        (
            lambda: Plan([], [Rotation("week", "", MONDAY, ("day",))]),
            PlanFault.UNKNOWN,
            ("shift day", "rotation week day 1"),
        ),
        (
            lambda: Plan([shift()], [], [], [assigned("a", 1, schedule="night")]),
            PlanFault.UNKNOWN,
            ("shift night", "assignment a 2026-03-01"),
        ),
        (
            lambda: Plan([shift()], [], [], [Assignment("a", Scope.EVERYBODY, "", "day", MONDAY, calendar_id="c")]),
            PlanFault.UNKNOWN,
            ("calendar c", "assignment a 2026-03-02"),
        ),
        (
            lambda: Plan([shift()], [], [], [assigned("b", 5), assigned("a", 1, 5)]),
            PlanFault.SAME_DAYS,
            ("assignment a 2026-03-01 2026-03-05", "assignment b 2026-03-05"),
        ),
        (
            lambda: Plan([shift()], [], [], [assigned("a", 1), assigned("b", 5, 6)]),
            PlanFault.SAME_DAYS,
            ("assignment a 2026-03-01", "assignment b 2026-03-05 2026-03-06"),
        ),
        (
            lambda: Plan(absences=[away("x", 1, 3), away("y", 3, 4, DayPart.MORNING)]),
            PlanFault.SAME_DAYS,
            ("absence x 2026-03-01 2026-03-03", "absence y 2026-03-03 2026-03-04"),
        ),
        (
            lambda: Plan(
                [shift("early", 360, 840), shift("night", 1320, 1860)],
                [Rotation("r", "", MONDAY, ("early", "night", "early", FREE))],
            ),
            PlanFault.OVERLAPS_ITSELF,
            ("rotation r day 2 night 22:00-31:00", "rotation r day 3 early 06:00-14:00"),
        ),
        # The last day of the cycle is followed by the first.
        (
            lambda: Plan(
                [shift("early", 360, 840), shift("night", 1320, 1860)], [Rotation("r", "", MONDAY, ("early", "night"))]
            ),
            PlanFault.OVERLAPS_ITSELF,
            ("rotation r day 2 night 22:00-31:00", "rotation r day 1 early 06:00-14:00"),
        ),
        (
            lambda: Plan([shift("long", 480, 1921)], [], [], [assigned("a", 1, schedule="long")]),
            PlanFault.OVERLAPS_ITSELF,
            ("shift long 08:00-32:01", "shift long 08:00-32:01"),
        ),
    ],
)
def test_lines_that_clash(make: Callable[[], Plan], fault: PlanFault, lines: tuple[str, str]) -> None:
    with pytest.raises(PlanError) as refused:
        make()
    assert refused.value.fault is fault
    assert (str(refused.value.first), str(refused.value.second)) == lines


def test_lines_that_meet_do_not_clash() -> None:
    Plan(
        [shift(), shift("night", 1320, 1800), shift("early", 360, 840)],
        [Rotation("r", "", MONDAY, ("night", "early", FREE))],
        [],
        [assigned("a", 1, 4), assigned("b", 5), assigned("c", 2, 6, temporary=True)],
        [away("x", 1, 3, DayPart.MORNING), away("y", 1, 3, DayPart.AFTERNOON), away("z", 2, 2, who=BOB)],
    )


def test_a_rotation_longer_than_a_day_may_have_free_days_between() -> None:
    Plan([shift("guard", 480, 1920)], [Rotation("r", "", MONDAY, ("guard", FREE))])
    with pytest.raises(PlanError):
        Plan([shift("guard", 480, 1921)], [Rotation("r", "", MONDAY, ("guard",))])


def test_which_assignment_holds() -> None:
    plan = Plan(
        [shift(), shift("sales"), shift("mine"), shift("fair"), shift("extra")],
        [],
        [],
        [
            Assignment("everybody", Scope.EVERYBODY, "", "day", MONDAY),
            Assignment("department", Scope.DEPARTMENT, "Sales", "sales", MONDAY),
            Assignment("person", Scope.PERSON, ANN, "mine", date(2026, 3, 3)),
            Assignment("fair", Scope.DEPARTMENT, "Sales", "fair", date(2026, 3, 4), date(2026, 3, 5), temporary=True),
            Assignment("extra", Scope.PERSON, ANN, "extra", date(2026, 3, 5), date(2026, 3, 5), temporary=True),
        ],
    )
    sources = [day.source for day in plan.schedules(ANN, "Sales", date(2026, 3, 1), date(2026, 3, 6))]
    assert sources == ["", "department", "person", "fair", "extra", "person"]
    assert [plan.schedule_of(BOB, name, MONDAY).source for name in ("Sales", "Store", "")] == [
        "department",
        "everybody",
        "everybody",
    ]
    assert plan.schedule_of(ANN, "Sales", date(2026, 3, 1)).kind is DayKind.UNPLANNED


def test_people_with_the_same_plan_share_its_days() -> None:
    plan = Plan(
        [shift()],
        [],
        [],
        [Assignment("everybody", Scope.EVERYBODY, "", "day", MONDAY)],
        [away("x", 3, 3)],
    )
    ann, bob = (plan.schedules(who, "", MONDAY, date(2026, 3, 4)) for who in (ANN, BOB))
    assert [day.absences for day in ann] == [(), plan.absences, ()]
    assert [day.absences for day in bob] == [(), (), ()]
    assert ann[0] is bob[0]
    assert ann[1].shift is bob[1].shift


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("9:05", 545), ("30:00", 1800), ("48:00", 2880)])
def test_times_of_a_work_date(text: str, minute: int) -> None:
    assert minute_of(text) == minute
    assert minute_of(clock_text(minute)) == minute


@pytest.mark.parametrize("text", ["", "9", "09:60", "48:01", "-1:00", "٠٩:٠٠", "09:00:00"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        minute_of(text)


@pytest.mark.parametrize(
    ("step", "way", "minute", "expected"),
    [
        (15, RoundingWay.NEAREST, 547, 540),
        (15, RoundingWay.NEAREST, 548, 555),
        (10, RoundingWay.NEAREST, 545, 550),
        (10, RoundingWay.UP, 540, 540),
        (10, RoundingWay.UP, 541, 550),
        (10, RoundingWay.DOWN, 549, 540),
        (60, RoundingWay.NEAREST, 1430, 1440),
        (1, RoundingWay.UP, 541, 541),
    ],
)
def test_rounding(step: int, way: RoundingWay, minute: int, expected: int) -> None:
    assert Rounding(step, way).rounded(minute) == expected


def test_overtime_fills_its_tiers_in_order() -> None:
    overtime = Overtime(tiers=(60, 120))
    assert [overtime.in_tiers(minutes) for minutes in (0, 60, 61, 500)] == [
        (0, 0, 0),
        (60, 0, 0),
        (60, 1, 0),
        (60, 120, 320),
    ]


@pytest.mark.parametrize(("seconds", "start"), [(-1, 0), (3601, 0), (0, -1), (0, 721)])
def test_a_policy_out_of_range(seconds: int, start: int) -> None:
    with pytest.raises(ValueError, match="must lie in"):
        PunchPolicy(duplicate_seconds=seconds, day_start=start)
