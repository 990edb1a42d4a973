"""The plan of one day in instants: what is to be worked, and which punches can belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.attendance.absences import Absence, DayPart
from facegate.domain.attendance.clock_times import DAY
from facegate.domain.attendance.intervals import Interval, common, gaps, shared, total, without
from facegate.domain.attendance.schedules import DaySchedule
from facegate.domain.attendance.shifts import Break, BreakKind, Shift
from facegate.domain.attendance.site_clock import SiteClock

_FOREVER = 1 << 40
"""An instant after every other."""
_KEPT = 20_000
"""Frames that are kept for other people with the same shift: a year of some fifty shifts."""


@dataclass(frozen=True, slots=True)
class ShiftFrame:
    """One shift on one day, in instants.

    Attributes:
        shift: of the plan.
        spans: to be worked; without those in which somebody is on leave.
        fixed_paid, fixed_unpaid: breaks by the clock.
        core: with flexible hours, when one has to be there; None: at no time.
        opens, closes: first minute of a punch that can belong to it, and the one after the last.
        gross: minutes that are required, without unpaid breaks, on the whole day.
        due: the same for what is to be worked; all of them where absences cover the whole day.
        automatic: minutes of automatic breaks on a day that is worked as planned.
        judged: whether somebody can be late or absent.
    """

    shift: Shift
    spans: tuple[Interval, ...]
    fixed_paid: tuple[Interval, ...]
    fixed_unpaid: tuple[Interval, ...]
    core: Interval | None
    opens: int
    closes: int
    gross: int
    due: int
    automatic: int
    judged: bool = True

    @property
    def start(self) -> int:
        """When the first span begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """When the last span ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class DayFrame:
    """One day of one person, in instants.

    Attributes:
        schedule: of the plan.
        begins, ends: the day where no shift is planned.
        shift: None where none is.
        halves: absences on a working day, each with the minutes that it can cover.
    """

    schedule: DaySchedule
    begins: int
    ends: int
    shift: ShiftFrame | None
    halves: tuple[tuple[Absence, int], ...] = ()

    @property
    def away(self) -> bool:
        """Whether absences cover the whole day."""
        return self.shift is not None and bool(self.halves) and not self.shift.judged


def automatic_break(worked: int, rested: int, breaks: tuple[Break, ...]) -> int:
    """Minutes that automatic breaks take off.

    Args:
        worked: minutes before.
        rested: minutes of breaks and of time away.
        breaks: of the shift, of any kind.
    """
    taken = 0
    for each in sorted((b for b in breaks if b.kind is BreakKind.AUTOMATIC), key=lambda b: (b.after, b.minutes)):
        taken += max(0, min(each.minutes - rested - taken, worked - taken - each.after))
    return taken


class Frames:
    """Makes frames, and keeps those that several people share: not for several threads at once."""

    def __init__(self, clock: SiteClock, day_start: int) -> None:
        self._clock = clock
        self._day_start = day_start
        # By identity, which is quick; the frame holds its shift, so that no other one can get its address.
        self._shifts: dict[tuple[int, int], ShiftFrame] = {}

    def of(self, schedule: DaySchedule) -> DayFrame:
        """The frame of one person's day."""
        day = schedule.day.toordinal()
        begins = self._clock.instant(day, self._day_start)
        ends = self._clock.instant(day, DAY + self._day_start)
        if schedule.shift is None:
            return DayFrame(schedule, begins, ends, None)
        shift = self._shift(schedule.shift, day)
        if not schedule.absences:
            return DayFrame(schedule, begins, ends, shift)
        halves, shift = _with_absences(shift, schedule.absences)
        return DayFrame(schedule, begins, ends, shift, halves)

    def _shift(self, shift: Shift, day: int) -> ShiftFrame:
        key = id(shift), day
        known = self._shifts.get(key)
        if known is None:
            if len(self._shifts) >= _KEPT:
                self._shifts.clear()
            known = self._shifts[key] = self._made(shift, day)
        return known

    def _made(self, shift: Shift, day: int) -> ShiftFrame:
        def placed(start: int, end: int) -> Interval:
            return self._clock.instant(day, start), self._clock.instant(day, end)

        spans = tuple(placed(span.start, span.end) for span in shift.spans)
        fixed = [b for b in shift.breaks if b.kind is BreakKind.FIXED]
        paid = tuple(placed(b.start, b.end) for b in fixed if b.paid)
        unpaid = tuple(placed(b.start, b.end) for b in fixed if not b.paid)
        gross, automatic = shift.flexible_minutes or 0, 0
        if shift.flexible_minutes is None:
            punched = [b for b in shift.breaks if b.kind is BreakKind.PUNCHED]
            gross = max(0, total(spans) - shared(spans, unpaid) - sum(b.minutes for b in punched if not b.paid))
            rested = total(paid) + total(unpaid) + sum(b.minutes for b in punched) + gaps(spans)
            automatic = automatic_break(gross, rested, shift.breaks)
            gross -= automatic
        return ShiftFrame(
            shift,
            spans,
            paid,
            unpaid,
            placed(shift.core.start, shift.core.end) if shift.core else None,
            spans[0][0] - shift.check_in_before,
            spans[-1][1] + shift.check_out_after + 1,
            gross,
            gross,
            automatic,
        )


def _with_absences(
    frame: ShiftFrame, absences: tuple[Absence, ...]
) -> tuple[tuple[tuple[Absence, int], ...], ShiftFrame]:
    """What absences can cover, and the frame of what is left to be worked."""
    half = frame.gross // 2
    if len(absences) > 1 or absences[0].part is DayPart.FULL:
        # The afternoon has the odd minute.
        sizes = {DayPart.FULL: frame.gross, DayPart.MORNING: half, DayPart.AFTERNOON: frame.gross - half}
        return tuple((each, sizes[each.part]) for each in absences), _changed(
            frame, frame.spans, frame.core, frame.gross, False
        )
    absence, due = absences[0], frame.gross - half
    morning = absence.part is DayPart.MORNING
    core = frame.core
    if core is not None:
        middle = (core[0] + core[1]) // 2
        core = (middle, core[1]) if morning else (core[0], middle)
    spans = frame.spans
    if frame.shift.flexible_minutes is None:
        bound = _half(without(frame.spans, frame.fixed_unpaid), due, from_end=morning)
        spans = tuple(common(frame.spans, [(bound, _FOREVER) if morning else (-_FOREVER, bound)])) or frame.spans
    return ((absence, half),), _changed(frame, spans, core, due, True)


def _half(pieces: list[Interval], minutes: int, *, from_end: bool) -> int:
    """The instant with so many planned minutes before it, or after it; pieces may be empty."""
    for start, end in reversed(pieces) if from_end else pieces:
        if minutes <= end - start:
            return end - minutes if from_end else start + minutes
        minutes -= end - start
    return -_FOREVER if from_end else _FOREVER


def _changed(
    frame: ShiftFrame, spans: tuple[Interval, ...], core: Interval | None, due: int, judged: bool
) -> ShiftFrame:
    # Not dataclasses.replace: a field that is forgotten here is an error of types.
    return ShiftFrame(
        frame.shift,
        spans,
        frame.fixed_paid,
        frame.fixed_unpaid,
        core,
        frame.opens,
        frame.closes,
        frame.gross,
        due,
        frame.automatic,
        judged,
    )
