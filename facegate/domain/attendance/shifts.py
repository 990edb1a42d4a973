"""Shifts: when somebody is to work, and how what they worked is counted.

Times are minutes after the local midnight of the work date, up to 2880: a shift that ends on the morning after ends at
1440 and more. Durations are elapsed minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from facegate.domain.attendance.clock_times import DAY, HOUR, LAST_MINUTE, clock_text
from facegate.domain.attendance.plan_errors import ItemKind, ItemRef, PlanError, PlanFault


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of the clock to another.

    Attributes:
        start, end: minutes after midnight of the work date.
    """

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


class RoundingWay(StrEnum):
    """Which way a time is rounded."""

    UP = "up"
    """To the later time."""
    DOWN = "down"
    """To the earlier time."""
    NEAREST = "nearest"
    """To the nearer one; to the later one from the middle."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the time of a punch becomes the one that is counted from.

    Attributes:
        step: minutes, a part of an hour; 1 leaves the time as it is.
        way: which way.
    """

    step: int = 1
    way: RoundingWay = RoundingWay.NEAREST

    def rounded(self, minute: int) -> int:
        """A minute of the clock, rounded."""
        if self.way is RoundingWay.DOWN:
            return minute - minute % self.step
        if self.way is RoundingWay.UP:
            return minute + -minute % self.step
        # In whole steps of an even or odd number of minutes: 7 of 15 goes down, 8 goes up; 5 of 10 goes up.
        return (2 * minute + self.step) // (2 * self.step) * self.step


class BreakKind(StrEnum):
    """How the time of a break is known."""

    FIXED = "fixed"
    """From ``start`` to ``end``, without punches."""
    AUTOMATIC = "automatic"
    """Who worked longer than ``after`` has rested at least ``minutes`` altogether: what is missing is taken off, but
    never so much that less than ``after`` is left. Other breaks and time away count as rest. Always unpaid."""
    PUNCHED = "punched"
    """From one punch to the other; where it is paid the first ``minutes`` of the day's breaks are."""


@dataclass(frozen=True, slots=True)
class Break:
    """A break of a shift.

    Attributes:
        kind: how its time is known.
        paid: whether it counts as worked.
        minutes: of automatic and punched breaks; an unpaid punched break shortens the required time by it.
        start, end: of fixed breaks, minutes after midnight of the work date.
        after: of automatic breaks, minutes.
    """

    kind: BreakKind
    paid: bool = False
    minutes: int = 0
    start: int = 0
    end: int = 0
    after: int = 0

    def __str__(self) -> str:
        return f"break {Span(self.start, self.end)}" if self.kind is BreakKind.FIXED else f"{self.kind} break"


@dataclass(frozen=True, slots=True)
class Overtime:
    """What counts beyond a shift.

    Attributes:
        minimum: with less than this on a day, none counts; with this and more, all.
        tiers: length of each tier but the last, minutes; the last one takes the rest. Empty: one tier.
        before_start: whether time before the first span counts.
        between_spans: whether time between two spans counts.
    """

    minimum: int = 0
    tiers: tuple[int, ...] = ()
    before_start: bool = False
    between_spans: bool = False

    def in_tiers(self, minutes: int) -> tuple[int, ...]:
        """Minutes of overtime, divided; always one number for every tier."""
        parts = []
        for length in self.tiers:
            part = min(minutes, length)
            parts.append(part)
            minutes -= part
        return (*parts, minutes)


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody is to work on a day, and how it is counted.

    Attributes:
        shift_id: short and unique, also among rotations.
        name: as it is shown.
        spans: working time, in order; several for a day in parts. With flexible hours: one, outside of which nothing
            counts.
        flexible_minutes: how long one is to work at any time within the span; None: all of the spans.
        core: with flexible hours: when one has to be there; late and early are reckoned by it.
        check_in_before, check_out_after: a punch belongs to the shift from so many minutes before its beginning until
            so many after its end.
        late_grace, early_grace: up to so many minutes are neither late nor early; with one more all are.
        breaks: without overlap.
        rounding_in, rounding_out: of the times from and to which is counted. Late and early are reckoned by the
            punch as it was.
        half_day_below, absent_below: who worked less was there half a day, or was absent; 0: no such rule.
        overtime: None: what lies outside the spans does not count at all; with flexible hours all that lies within
            the span counts as worked.
    """

    shift_id: str
    name: str
    spans: tuple[Span, ...]
    flexible_minutes: int | None = None
    core: Span | None = None
    check_in_before: int = 240
    check_out_after: int = 360
    late_grace: int = 0
    early_grace: int = 0
    breaks: tuple[Break, ...] = ()
    rounding_in: Rounding = Rounding()
    rounding_out: Rounding = Rounding()
    half_day_below: int = 0
    absent_below: int = 0
    overtime: Overtime | None = None

    def __post_init__(self) -> None:
        """Raises PlanError."""
        if not self.shift_id.strip():
            raise PlanError(PlanFault.NO_ID, self.ref(self.name))
        self._check_spans()
        self._check_flexible()
        self._check_breaks()
        self._check_numbers()

    @property
    def start(self) -> int:
        """Of the first span."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Of the last span."""
        return self.spans[-1].end

    def ref(self, detail: str = "") -> ItemRef:
        """This shift, or a part of it, in an error."""
        return ItemRef(ItemKind.SHIFT, self.shift_id, detail)

    def _check_spans(self) -> None:
        if not self.spans:
            raise PlanError(PlanFault.NO_SPAN, self.ref())
        for span in self.spans:
            if not 0 <= span.start < span.end <= LAST_MINUTE or self.spans[0].start >= DAY:
                raise PlanError(PlanFault.SPAN_RANGE, self.ref(str(span)))
        for before, after in pairwise(self.spans):
            if after.start < before.end:
                raise PlanError(PlanFault.SPANS_OVERLAP, self.ref(str(before)), self.ref(str(after)))

    def _check_flexible(self) -> None:
        if self.flexible_minutes is None:
            if self.core is not None:
                raise PlanError(PlanFault.FLEXIBLE, self.ref(str(self.core)))
            return
        frame = self.spans[0]
        if len(self.spans) > 1 or not 0 < self.flexible_minutes <= frame.end - frame.start:
            raise PlanError(PlanFault.FLEXIBLE, self.ref(str(frame)))
        if self.core is not None and not frame.start <= self.core.start < self.core.end <= frame.end:
            raise PlanError(PlanFault.FLEXIBLE, self.ref(str(frame)), self.ref(str(self.core)))

    def _check_breaks(self) -> None:
        for each in self.breaks:
            timed, automatic = each.kind is BreakKind.FIXED, each.kind is BreakKind.AUTOMATIC
            fits = (
                (each.start < each.end) == timed
                and (timed or each.start == each.end == 0)
                and (timed or 0 < each.minutes <= DAY)
                and (automatic or each.after == 0)
                and not (automatic and each.paid)
                and not (timed and each.minutes)
                and 0 <= each.after <= DAY
            )
            if not fits:
                raise PlanError(PlanFault.BREAK, self.ref(str(each)))
        fixed = sorted((each for each in self.breaks if each.kind is BreakKind.FIXED), key=lambda each: each.start)
        for each in fixed:
            if not any(span.start <= each.start and each.end <= span.end for span in self.spans):
                raise PlanError(PlanFault.BREAK_OUTSIDE, self.ref(str(each)))
        for before, after in pairwise(fixed):
            if after.start < before.end:
                raise PlanError(PlanFault.BREAKS_OVERLAP, self.ref(str(before)), self.ref(str(after)))

    def _check_numbers(self) -> None:
        windows = (self.check_in_before, self.check_out_after)
        numbers = (*windows, self.late_grace, self.early_grace, self.half_day_below, self.absent_below)
        overtime = self.overtime or Overtime()
        if not (
            all(0 <= number <= DAY for number in (*numbers, overtime.minimum))
            and all(0 < tier <= DAY for tier in overtime.tiers)
            and (not self.half_day_below or self.absent_below <= self.half_day_below)
        ):
            raise PlanError(PlanFault.NUMBER, self.ref())
        for rounding in (self.rounding_in, self.rounding_out):
            if rounding.step < 1 or HOUR % rounding.step:
                raise PlanError(PlanFault.ROUNDING, self.ref())
