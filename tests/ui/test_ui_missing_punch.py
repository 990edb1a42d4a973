"""Which punch is proposed to whoever adds one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode, IgnoredBecause, IgnoredPunch
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import Shift, Span
from facegate.ui.viewmodels.missing_punch import ProposedPunch, proposed_punch, wall_minute

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 3, 2)
LATER = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = 60
OFFICE = Shift("office", "Office", (Span(8 * HOUR, 16 * HOUR),))
SPLIT = Shift("split", "Split", (Span(8 * HOUR, 12 * HOUR), Span(16 * HOUR, 20 * HOUR)))
NIGHT = Shift("night", "Night", (Span(22 * HOUR, 30 * HOUR),))
FLEXIBLE = Shift("flexible", "Flexible", (Span(6 * HOUR, 22 * HOUR),), 480, Span(10 * HOUR, 15 * HOUR))
NO_OUT, NO_IN = IgnoredBecause.NO_OUT, IgnoredBecause.NO_IN


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def lacking(because: IgnoredBecause, *moments: datetime) -> DayResult:
    code = ExceptionCode.MISSING_OUT if because is NO_OUT else ExceptionCode.MISSING_IN
    ignored = tuple(IgnoredPunch(Punch(moment), because) for moment in moments)
    return DayResult(DAY, None, DayKind.WORKING, DayStatus.INCOMPLETE, exceptions=(code,), ignored=ignored)


@pytest.mark.parametrize(
    ("result", "shift", "minute", "direction"),
    [
        (lacking(NO_OUT, at(7, 58)), OFFICE, 16 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(7, 58)), SPLIT, 12 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(15, 58)), SPLIT, 20 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(21, 50)), NIGHT, 30 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(7, 58)), FLEXIBLE, 15 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(7, 58)), None, 17 * HOUR, Direction.OUT),
        (lacking(NO_OUT, at(18, 30)), OFFICE, 18 * HOUR + 30, Direction.OUT),
        (lacking(NO_IN, at(16, 5)), OFFICE, 8 * HOUR, Direction.IN),
        (lacking(NO_IN, at(20, 5)), SPLIT, 16 * HOUR, Direction.IN),
        (lacking(NO_IN, at(6, 5, day=3)), NIGHT, 22 * HOUR, Direction.IN),
        (lacking(NO_IN, at(7)), None, 7 * HOUR, Direction.IN),
        (DayResult(DAY, "office", DayKind.WORKING, DayStatus.ABSENT), OFFICE, 8 * HOUR, Direction.IN),
        (DayResult(DAY, "office", DayKind.WORKING, DayStatus.PRESENT), OFFICE, 9 * HOUR, None),
    ],
)
def test_the_punch_that_the_day_lacks_is_proposed(
    result: DayResult, shift: Shift | None, minute: int, direction: Direction | None
) -> None:
    assert proposed_punch(result, shift, BERLIN, LATER) == ProposedPunch(minute, direction)


def test_today_it_is_now_and_never_later() -> None:
    running = DayResult(DAY, "office", DayKind.WORKING, DayStatus.OPEN)
    assert proposed_punch(running, OFFICE, BERLIN, at(11, 17)) == ProposedPunch(11 * HOUR + 17)
    left = lacking(NO_OUT, at(7))
    assert proposed_punch(left, OFFICE, BERLIN, at(11, 17)) == ProposedPunch(11 * HOUR + 17, Direction.OUT)


def test_a_moment_is_what_the_clock_shows_also_where_it_is_put_forward() -> None:
    day = date(2026, 3, 29)
    assert wall_minute(datetime(2026, 3, 29, 7, 30, tzinfo=UTC), day, BERLIN) == 9 * HOUR + 30
    assert wall_minute(datetime(2026, 3, 30, 4, 2, tzinfo=UTC), day, BERLIN) == 30 * HOUR + 2
    assert wall_minute(datetime(2026, 3, 28, 4, 2, tzinfo=UTC), day, BERLIN) == 0
