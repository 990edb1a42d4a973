"""The time engine: from a person's plan and punches to the minutes of their days.

Pure and deterministic. Each punch belongs to one day at most, the times that somebody was there do not overlap, and
each minute of them is counted once or not at all; so a month is the sum of its days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from facegate.domain.attendance.clock_times import DAY
from facegate.domain.attendance.day_frames import DayFrame, Frames, ShiftFrame
from facegate.domain.attendance.day_results import DayMaker
from facegate.domain.attendance.duplicates import Distinct, distinct
from facegate.domain.attendance.intervals import Interval
from facegate.domain.attendance.pairing import Pairs, every_pair, first_and_last
from facegate.domain.attendance.policy import Pairing, PunchPolicy
from facegate.domain.attendance.punch_days import DayPunches, days_of_punches
from facegate.domain.attendance.punches import Punch
from facegate.domain.attendance.results import DayResult, ExceptionCode, IgnoredBecause
from facegate.domain.attendance.schedules import DaySchedule
from facegate.domain.attendance.site_clock import SiteClock, instant_of
from facegate.domain.attendance.workdays import day_bounds

MARGIN_DAYS = 2
"""Days before and after the wanted ones whose schedules decide which punches are theirs: a shift that ends at the
midnight after the next day, with its window, reaches into the day after that."""


def punch_bounds(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From which instant to before which one punches are needed for the days from first to last, in UTC.

    They are those of the days with their margins, and of the night after.
    """
    margin = timedelta(days=MARGIN_DAYS)
    return day_bounds(first - margin, zone)[0], day_bounds(last + margin, zone)[1]


def work_out(
    schedules: Sequence[DaySchedule],
    punches: Iterable[Punch],
    policy: PunchPolicy,
    zone: ZoneInfo,
    *,
    explain: bool = False,
    now: datetime | None = None,
) -> list[DayResult]:
    """The minutes of one person; see :meth:`Engine.work_out`. For many people an engine is kept."""
    return Engine(policy, zone).work_out(schedules, punches, explain=explain, now=now)


class Engine:
    """Works out days by one policy in one zone.

    Keeps what people have in common: not for several threads at once.
    """

    def __init__(self, policy: PunchPolicy, zone: ZoneInfo) -> None:
        self._policy = policy
        clock = SiteClock(zone)
        self._frames = Frames(clock, policy.day_start)
        self._maker = DayMaker(clock)

    def work_out(
        self,
        schedules: Sequence[DaySchedule],
        punches: Iterable[Punch],
        *,
        explain: bool = False,
        now: datetime | None = None,
        margins: int = 0,
    ) -> list[DayResult]:
        """The minutes of one person.

        To get the same for some days as for a longer time, give the schedules of :data:`MARGIN_DAYS` more on either
        side as ``margins``, and the punches of :func:`punch_bounds`.

        Args:
            schedules: of consecutive days.
            punches: in any order, of these days and of the nights around them; more do no harm.
            explain: whether results have their steps.
            now: aware; days that are not over at this time are open: nobody is absent, or lacks a punch, yet. None:
                all are over.
            margins: so many schedules at either end only decide which punches and minutes are whose.

        Returns:
            One result for every schedule but those of the margins.

        Raises:
            ValueError: the days are not consecutive.
        """
        if any(after.day.toordinal() != before.day.toordinal() + 1 for before, after in pairwise(schedules)):
            raise ValueError("the days are not consecutive")
        said = distinct(punches, self._policy)
        frames = [self._frames.of(schedule) for schedule in schedules]
        days = days_of_punches(frames, said.punches, said.instants)
        mute = _mute_by_day(said, frames)
        until = None if now is None else instant_of(now)
        results, after = [], -(1 << 40)
        # Nothing of the days after the last wanted one counts before it.
        for number, (frame, day) in enumerate(zip(frames[: max(0, len(frames) - margins)], days, strict=False)):
            closes = frame.ends if frame.shift is None else frame.shift.closes
            open_day = until is not None and until < closes
            pairs = self._paired(frame.shift, said, day, open_day)
            if number < margins:
                after = self._maker.counted_until(frame, pairs, after)
                continue
            for punch in mute.get(number, ()):
                pairs.ignore(punch, IgnoredBecause.NO_DIRECTION, ExceptionCode.NO_DIRECTION)
            result, after = self._maker.made(frame, pairs, after, open_day=open_day, explain=explain)
            results.append(result)
        return results

    def _paired(self, frame: ShiftFrame | None, said: Distinct, day: DayPunches, open_day: bool) -> Pairs:
        pairs = Pairs()
        first, last, outside = day
        for number in outside:
            pairs.ignore(said.punches[number], IgnoredBecause.OUTSIDE_WINDOW, ExceptionCode.OUTSIDE_WINDOW)
        if said.repeats:
            for number in (*range(first, last), *outside):
                for punch in said.repeats.get(number, ()):
                    pairs.ignore(punch, IgnoredBecause.DUPLICATE)
        if first == last:
            return pairs
        timed = list(zip(said.punches[first:last], said.instants[first:last], strict=True))
        if self._policy.pairing is Pairing.EVERY_PAIR:
            every_pair(timed, pairs, middle=_middle(frame.spans) if frame and not open_day else None, open_day=open_day)
            return pairs
        spans = frame.spans if frame else ()
        # A punch between two spans is of the nearer one.
        bounds = [(before[1] + after[0]) / 2 for before, after in pairwise(spans)]
        groups: list[list[tuple[Punch, int]]] = [[] for _ in range(len(bounds) + 1)]
        for each in timed:
            groups[bisect_right(bounds, each[1])].append(each)
        for number, group in enumerate(groups):
            still_open = open_day and not any(groups[number + 1 :])
            middle = _middle(spans[number : number + 1]) if spans and not open_day else None
            first_and_last(group, pairs, middle=middle, open_day=still_open)
        return pairs


def _middle(spans: Sequence[Interval]) -> float:
    return (spans[0][0] + spans[-1][1]) / 2


def _mute_by_day(said: Distinct, frames: Sequence[DayFrame]) -> dict[int, list[Punch]]:
    """Punches that lack a direction: of the first day whose shift they could belong to, or else of their date."""
    found: dict[int, list[Punch]] = {}
    for punch in said.mute:
        instant = instant_of(punch.at)
        place = _first(frames, instant)
        if place is not None:
            found.setdefault(place, []).append(punch)
    return found


def _first(frames: Sequence[DayFrame], instant: int) -> int | None:
    near = [n for n, frame in enumerate(frames) if abs(frame.begins - instant) <= 4 * DAY]
    for number in near:
        shift = frames[number].shift
        if shift is not None and shift.opens <= instant < shift.closes:
            return number
    return next((n for n in near if frames[n].begins <= instant < frames[n].ends), None)
