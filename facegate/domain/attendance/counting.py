"""How much of the time that somebody was there counts, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facegate.domain.attendance.day_frames import ShiftFrame, automatic_break
from facegate.domain.attendance.explanations import Step, StepCode
from facegate.domain.attendance.intervals import Interval, common, gaps, shared, total, without
from facegate.domain.attendance.shifts import BreakKind, Overtime, Rounding
from facegate.domain.attendance.site_clock import SiteClock, moment_of

Steps = list[Step] | None
"""Reasons, where they are asked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Minutes of one day.

    Attributes:
        regular: within the shift, with paid breaks.
        overtime: beyond it; those that count.
        paid_break: part of ``regular``.
        unpaid_break: no part of anything.
    """

    regular: int
    overtime: int
    paid_break: int
    unpaid_break: int


def rounded(
    intervals: Sequence[Interval], coming: Rounding, going: Rounding, clock: SiteClock, after: int, steps: Steps
) -> list[Interval]:
    """The intervals that count: their ends by the rules of the shift, and none before the one before it has ended.

    Args:
        intervals: in order.
        coming: how their beginnings are rounded.
        going: how their ends are.
        clock: of the site; a time is rounded as it is shown.
        after: the instant before which nothing can begin: minutes there were counted already.
        steps: reasons are added.
    """
    counted = []
    for start, end in intervals:
        begins, ends = start, end
        if coming.step > 1:
            begins += _moved(start, coming, clock)
        if going.step > 1:
            ends += _moved(end, going, clock)
        begins = max(begins, after)
        ends = max(ends, begins)
        if steps is not None:
            for was, now in ((start, begins), (end, ends)):
                if was != now:
                    steps.append(Step(StepCode.ROUNDED, 0, moment_of(was), moment_of(now)))
            steps.append(Step(StepCode.PRESENT, ends - begins, moment_of(begins), moment_of(ends)))
        counted.append((begins, ends))
        after = ends
    return counted


def _moved(instant: int, rounding: Rounding, clock: SiteClock) -> int:
    minute = clock.minute_of_day(instant)
    return rounding.rounded(minute) - minute


def counted(frame: ShiftFrame, there: Sequence[Interval], breaks: Sequence[Interval], steps: Steps) -> Counted:
    """Minutes on a day with a shift.

    Args:
        frame: of the shift.
        there: rounded intervals, in order, without overlap.
        breaks: punched ones, in order, without overlap; only what lies within ``there`` counts.
        steps: reasons are added.
    """
    shift = frame.shift
    spans, there = frame.spans, [interval for interval in there if interval[0] < interval[1]]
    breaks = common(there, breaks) if breaks else []
    inside = shared(there, spans)
    beyond, beyond_breaks = _beyond(frame, there, breaks)
    _explain(steps, StepCode.OUTSIDE, total(there) - inside - beyond)
    paid, unpaid = _breaks_inside(frame, there, breaks)
    regular, overtime = inside - unpaid, beyond - beyond_breaks
    unpaid += beyond_breaks
    _explain(steps, StepCode.UNPAID_BREAK, unpaid)
    _explain(steps, StepCode.PAID_BREAK, paid)
    taken = _automatic(frame, regular + overtime, paid + unpaid + gaps(there), steps)
    if taken:
        # What a day as planned would lose is lost of the shift, and more than that of what was worked beyond it.
        first = min(taken, frame.automatic, regular)
        second = min(taken - first, overtime)
        regular, overtime = regular - (taken - second), overtime - second
        unpaid += taken
    if shift.flexible_minutes is not None and shift.overtime is not None:
        # Too little for overtime is still time within the span.
        more = max(0, regular - frame.due)
        if more and more >= shift.overtime.minimum:
            regular, overtime = regular - more, more
    elif shift.overtime is not None and overtime < shift.overtime.minimum:
        if steps is not None and overtime:
            minimum = ("minimum", shift.overtime.minimum)
            steps.append(Step(StepCode.TOO_SHORT, overtime, values=(minimum,)))
        overtime = 0
    return Counted(regular, overtime, paid, unpaid)


def _beyond(frame: ShiftFrame, there: list[Interval], breaks: list[Interval]) -> tuple[int, int]:
    """Minutes outside the spans that may be overtime, and of these those of breaks."""
    overtime: Overtime | None = frame.shift.overtime
    if overtime is None or not there or frame.shift.flexible_minutes is not None:
        return 0, 0
    first, last = there[0][0], there[-1][1]
    regions = []
    if overtime.before_start and first < frame.start:
        regions.append((first, frame.start))
    if overtime.between_spans and len(frame.spans) > 1:
        regions.extend(without([(frame.start, frame.end)], frame.spans))
    if frame.end < last:
        regions.append((frame.end, last))
    return (shared(there, regions), shared(breaks, regions)) if regions else (0, 0)


def _breaks_inside(frame: ShiftFrame, there: list[Interval], breaks: list[Interval]) -> tuple[int, int]:
    """Minutes of paid and of unpaid breaks within the spans, those of the clock and punched ones."""
    paid = unpaid = 0
    if frame.fixed_paid:
        paid = shared(common(there, frame.spans), frame.fixed_paid)
    if frame.fixed_unpaid:
        unpaid = shared(common(there, frame.spans), frame.fixed_unpaid)
    if breaks:
        # Whoever punches for a break by the clock has one break, not two.
        punched = shared(without(breaks, (*frame.fixed_paid, *frame.fixed_unpaid)), frame.spans)
        allowed = sum(b.minutes for b in frame.shift.breaks if b.kind is BreakKind.PUNCHED and b.paid)
        paid += min(punched, allowed)
        unpaid += max(0, punched - allowed)
    return paid, unpaid


def _automatic(frame: ShiftFrame, worked: int, rested: int, steps: Steps) -> int:
    breaks = frame.shift.breaks
    if not any(each.kind is BreakKind.AUTOMATIC for each in breaks):
        return 0
    taken = automatic_break(worked, rested, breaks)
    if steps is not None and taken:
        after = min(each.after for each in breaks if each.kind is BreakKind.AUTOMATIC)
        steps.append(Step(StepCode.AUTOMATIC_BREAK, taken, values=(("after", after),)))
    return taken


def _explain(steps: Steps, code: StepCode, minutes: int) -> None:
    if steps is not None and minutes:
        steps.append(Step(code, minutes))
