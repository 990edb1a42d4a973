"""What a strip of a day shows: stretches of time and points in it, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from facegate.domain.attendance.clock_times import DAY, HOUR, LAST_MINUTE
from facegate.domain.attendance.shifts import BreakKind, Shift, Span
from facegate.ui.clock_texts import length_text
from facegate.ui.i18n import translate
from facegate.ui.plan_words import span_text


class BarKind(Enum):
    """What a stretch of time is; in the order in which they are painted."""

    WINDOW = "window"
    """Punches belong to the shift."""
    OVERTIME = "overtime"
    """Counts as overtime."""
    FRAME = "frame"
    """Flexible hours lie within it."""
    WORK = "work"
    """Working time, or core time."""
    PAID_BREAK = "paid break"
    BREAK = "break"
    THERE = "there"
    """Somebody was there; on a line of its own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, minutes after midnight of the work date."""

    kind: BarKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A punch.

    Attributes:
        minute: after midnight of the work date.
        counts: whether it gave or ended any minutes.
    """

    minute: int
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything that is painted.

    Attributes:
        first, last: the part of the work date that is shown, whole hours in minutes.
    """

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    first: int = 0
    last: int = DAY

    @property
    def kinds(self) -> set[BarKind]:
        """That occur."""
        return {bar.kind for bar in self.bars}


def shift_strip(shift: Shift) -> Strip:
    """The day of a shift with everything that belongs to it, a whole day at least."""
    return with_punches(shift, (), ())


def with_punches(shift: Shift | None, there: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Strip:
    """The same with punches, and the stretches of time between them."""
    bars = [*([] if shift is None else _bars(shift)), *(Bar(BarKind.THERE, start, end) for start, end in there)]
    ends = [minute for bar in bars for minute in (bar.start, bar.end)] + [mark.minute for mark in marks]
    first = min(0, *ends) if ends else 0
    last = max(DAY, *ends) if ends else DAY
    return Strip(tuple(bars), tuple(marks), first // HOUR * HOUR, -(-last // HOUR) * HOUR)


def _bars(shift: Shift) -> list[Bar]:
    start, end = shift.start - shift.check_in_before, min(LAST_MINUTE, shift.end + shift.check_out_after)
    bars = [Bar(BarKind.WINDOW, start, end)]
    if shift.flexible_minutes is not None:
        bars.append(Bar(BarKind.FRAME, shift.start, shift.end))
        if shift.core is not None:
            bars.append(Bar(BarKind.WORK, shift.core.start, shift.core.end))
    else:
        if shift.overtime is not None:
            bars += _overtime(shift, start, end)
        bars += [Bar(BarKind.WORK, span.start, span.end) for span in shift.spans]
    for each in shift.breaks:
        if each.kind is BreakKind.FIXED:
            bars.append(Bar(BarKind.PAID_BREAK if each.paid else BarKind.BREAK, each.start, each.end))
    return bars


def _overtime(shift: Shift, start: int, end: int) -> Iterable[Bar]:
    overtime = shift.overtime
    if overtime is None:
        return
    if overtime.before_start and start < shift.start:
        yield Bar(BarKind.OVERTIME, start, shift.start)
    if overtime.between_spans:
        for before, after in zip(shift.spans, shift.spans[1:], strict=False):
            yield Bar(BarKind.OVERTIME, before.end, after.start)
    if shift.end < end:
        yield Bar(BarKind.OVERTIME, shift.end, end)


def required_minutes(shift: Shift) -> int:
    """What the shift asks for: without unpaid breaks of a fixed time or by punches."""
    if shift.flexible_minutes is not None:
        return shift.flexible_minutes
    unpaid = sum(
        each.end - each.start if each.kind is BreakKind.FIXED else each.minutes
        for each in shift.breaks
        if not each.paid and each.kind is not BreakKind.AUTOMATIC
    )
    return max(0, sum(span.end - span.start for span in shift.spans) - unpaid)


def hours_text(shift: Shift) -> str:
    """Working time in words: its spans, or its frame and what is to be worked in it."""
    spans = ", ".join(map(span_text, shift.spans))
    if shift.flexible_minutes is None:
        return spans
    return translate("Plan", "{length} h within {span}").format(length=length_text(shift.flexible_minutes), span=spans)


def breaks_text(shift: Shift) -> str:
    """Breaks in words."""
    return ", ".join(_break_words(each.kind, Span(each.start, each.end), each.minutes) for each in shift.breaks)


def _break_words(kind: BreakKind, span: Span, minutes: int) -> str:
    if kind is BreakKind.FIXED:
        return span_text(span)
    return translate("Plan", "{minutes} min").format(minutes=minutes)


def strip_words(strip: Strip) -> str:
    """A strip for those who do not see it."""
    names = bar_names()
    said = [f"{names[bar.kind]} {span_text(Span(bar.start, bar.end))}" for bar in strip.bars]
    return ", ".join(said)


def bar_names() -> dict[BarKind, str]:
    """What the colours mean."""
    return {
        BarKind.WINDOW: translate("Plan", "Punches belong to it"),
        BarKind.OVERTIME: translate("Plan", "Overtime"),
        BarKind.FRAME: translate("Plan", "Flexible hours"),
        BarKind.WORK: translate("Plan", "Working time"),
        BarKind.PAID_BREAK: translate("Plan", "Paid break"),
        BarKind.BREAK: translate("Plan", "Unpaid break"),
        BarKind.THERE: translate("Plan", "There"),
    }
