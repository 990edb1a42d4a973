"""From the punches of one day to the time that somebody was there, and their breaks.

An in without an out, and an out without an in, give no minutes: nobody knows how many. They are exceptions, which an
administrator mends by adding the punch that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facegate.domain.attendance.intervals import Interval
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.results import ExceptionCode, IgnoredBecause, IgnoredPunch, UsedPunch


@dataclass(slots=True)
class Pairs:
    """What the punches of a day say. Filled punch by punch.

    Attributes:
        intervals: when somebody was there, in order; one that begins and ends in the same minute is kept.
        breaks: within the intervals.
        used, ignored: punches in order of time.
        exceptions: what is wrong with them.
        comings, goings: instants of every in and out, also of those without the other.
        first_in, last_out: the first and the last of them.
    """

    intervals: list[Interval] = field(default_factory=list)
    breaks: list[Interval] = field(default_factory=list)
    used: list[UsedPunch] = field(default_factory=list)
    ignored: list[IgnoredPunch] = field(default_factory=list)
    exceptions: set[ExceptionCode] = field(default_factory=set)
    comings: list[int] = field(default_factory=list)
    goings: list[int] = field(default_factory=list)
    first_in: Punch | None = None
    last_out: Punch | None = None

    def came(self, punch: Punch, instant: int) -> None:
        """Note an in."""
        self.comings.append(instant)
        if self.first_in is None:
            self.first_in = punch

    def went(self, punch: Punch, instant: int) -> None:
        """Note an out."""
        self.goings.append(instant)
        self.last_out = punch

    def ignore(self, punch: Punch, reason: IgnoredBecause, code: ExceptionCode | None = None) -> None:
        """Note a punch without minutes, and what is to be looked at because of it."""
        self.ignored.append(IgnoredPunch(punch, reason))
        if code is not None:
            self.exceptions.add(code)


Timed = tuple[Punch, int]
"""A punch and the minute in which it lies."""


class _Walk:
    """Somebody who is out, in, or on a break, punch after punch."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self._in: Timed | None = None
        self._break: Timed | None = None
        self._waiting: list[UsedPunch] = []
        self._breaks: list[Interval] = []

    def step(self, punch: Punch, instant: int, direction: Direction | None) -> None:
        """Take the next punch; without a direction it is the next in turn."""
        if direction is None:
            direction = Direction.IN if self._in is None else Direction.OUT
            if self._break is not None:
                direction = Direction.BREAK_END
        if direction is Direction.IN:
            self._enter(punch, instant)
        elif self._in is None:
            if direction is Direction.OUT:
                self.pairs.went(punch, instant)
            self.pairs.ignore(punch, IgnoredBecause.NO_IN, ExceptionCode.MISSING_IN)
        elif direction is Direction.OUT:
            self._leave(punch, instant)
        else:
            self._pause(punch, instant, direction)

    def close(self, *, open_day: bool) -> None:
        """No punch follows."""
        if self._in is not None:
            if open_day:
                self.pairs.used.extend(self._waiting)
            else:
                self._forget()

    def _enter(self, punch: Punch, instant: int) -> None:
        if self._break is not None:
            # Back from a break by the door instead of the key.
            self._pause(punch, instant, Direction.BREAK_END)
            return
        if self._in is not None:
            self._forget()
        self.pairs.came(punch, instant)
        self._in = punch, instant
        self._waiting = [UsedPunch(punch, Direction.IN)]
        self._breaks = []

    def _leave(self, punch: Punch, instant: int) -> None:
        assert self._in is not None
        if self._break is not None:
            self.pairs.exceptions.add(ExceptionCode.MISSING_BREAK_END)
            self._breaks.append((self._break[1], instant))
        self.pairs.went(punch, instant)
        self.pairs.intervals.append((self._in[1], instant))
        self.pairs.breaks.extend(self._breaks)
        self.pairs.used.extend((*self._waiting, UsedPunch(punch, Direction.OUT)))
        self._in = self._break = None

    def _pause(self, punch: Punch, instant: int, direction: Direction) -> None:
        if (direction is Direction.BREAK_START) == (self._break is not None):
            code = None if self._break is not None else ExceptionCode.MISSING_BREAK_START
            self.pairs.ignore(punch, IgnoredBecause.NO_BREAK, code)
        elif self._break is None:
            self._break = punch, instant
            self._waiting.append(UsedPunch(punch, direction))
        else:
            self._breaks.append((self._break[1], instant))
            self._break = None
            self._waiting.append(UsedPunch(punch, direction))

    def _forget(self) -> None:
        """An in that no out followed, and the breaks after it."""
        for used in self._waiting:
            self.pairs.ignore(used.punch, IgnoredBecause.NO_OUT)
        self.pairs.exceptions.add(ExceptionCode.MISSING_OUT)
        self._in = self._break = None


def every_pair(punches: Sequence[Timed], pairs: Pairs, *, middle: float | None, open_day: bool) -> None:
    """Every in with the out that follows it.

    Args:
        punches: distinct ones in order of time.
        pairs: what they say is added to it.
        middle: of the planned time: the only punch of a day, where it has no direction, is an out after it. None:
            it is an in.
        open_day: more punches may follow.
    """
    if len(punches) == 1 and punches[0][0].direction is None and _is_late(punches[0], middle):
        _lonely_out(punches[0], pairs)
        return
    walk = _Walk(pairs)
    for punch, instant in punches:
        walk.step(punch, instant, punch.direction)
    walk.close(open_day=open_day)


def first_and_last(punches: Sequence[Timed], pairs: Pairs, *, middle: float | None, open_day: bool) -> None:
    """From the first in to the last out; punches between them only give breaks. Arguments of :func:`every_pair`."""
    first = next((n for n, (punch, _) in enumerate(punches) if punch.direction in _IN), None)
    last = next((n for n in reversed(range(len(punches))) if punches[n][0].direction in _OUT and n != first), None)
    if first is not None and last is None and punches[first][0].direction is None and _is_late(punches[first], middle):
        first, last = None, first
    end = len(punches) if last is None else last
    walk = _Walk(pairs)
    for number, (punch, instant) in enumerate(punches):
        direction = punch.direction
        if number == first:
            walk.step(punch, instant, Direction.IN)
        elif number == last:
            walk.step(punch, instant, Direction.OUT)
        elif direction in _BREAKS or first is None or not first < number < end:
            walk.step(punch, instant, direction)
        else:
            pairs.ignore(punch, IgnoredBecause.BETWEEN)
    walk.close(open_day=open_day)


_IN = (Direction.IN, None)
_OUT = (Direction.OUT, None)
_BREAKS = (Direction.BREAK_START, Direction.BREAK_END)


def _is_late(timed: Timed, middle: float | None) -> bool:
    return middle is not None and timed[1] > middle


def _lonely_out(timed: Timed, pairs: Pairs) -> None:
    pairs.went(*timed)
    pairs.ignore(timed[0], IgnoredBecause.NO_IN, ExceptionCode.MISSING_IN)
