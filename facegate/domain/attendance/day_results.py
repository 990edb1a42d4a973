"""One day's result from its frame and its pairs."""

from __future__ import annotations

from facegate.domain.attendance.absences import AbsenceKind
from facegate.domain.attendance.counting import Counted, counted, rounded
from facegate.domain.attendance.day_frames import DayFrame, ShiftFrame
from facegate.domain.attendance.explaining import explained_day, explained_punches, explained_result
from facegate.domain.attendance.explanations import Step, StepCode
from facegate.domain.attendance.intervals import Interval, shared, total
from facegate.domain.attendance.judging import Missed, missed, missed_so_far
from facegate.domain.attendance.pairing import Pairs
from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode, IgnoredPunch
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.shifts import Rounding
from facegate.domain.attendance.site_clock import SiteClock

_AS_IT_IS = Rounding()
_INCOMPLETE = frozenset({ExceptionCode.MISSING_IN, ExceptionCode.MISSING_OUT})


class DayMaker:
    """Makes results."""

    def __init__(self, clock: SiteClock) -> None:
        self._clock = clock

    def counted_until(self, frame: DayFrame, pairs: Pairs, after: int) -> int:
        """Only the instant up to which minutes are counted; arguments of :meth:`made`."""
        there = self._rounded(frame.shift, pairs, after, None)
        return there[-1][1] if there else after

    def made(
        self, frame: DayFrame, pairs: Pairs, after: int, *, open_day: bool, explain: bool
    ) -> tuple[DayResult, int]:
        """A day's result, and the instant up to which minutes are counted.

        Args:
            frame: of the day.
            pairs: its punches.
            after: the instant up to which minutes of earlier days are counted.
            open_day: whether it is not over.
            explain: whether it has steps.
        """
        steps: list[Step] | None = [] if explain else None
        if steps is not None:
            explained_punches(pairs, steps)
            explained_day(frame, steps)
        shift = frame.shift
        there = self._rounded(shift, pairs, after, steps)
        after = there[-1][1] if there else after
        if shift is None:
            breaks = shared(there, pairs.breaks)
            if steps is not None and breaks:
                steps.append(Step(StepCode.UNPAID_BREAK, breaks))
            return self._without_shift(frame, pairs, total(there) - breaks, breaks, open_day, steps), after
        minutes = counted(shift, there, pairs.breaks, steps)
        return self._with_shift(frame, shift, pairs, minutes, open_day, steps), after

    def _rounded(self, shift: ShiftFrame | None, pairs: Pairs, after: int, steps: list[Step] | None) -> list[Interval]:
        if not pairs.intervals:
            return []
        rules = (shift.shift.rounding_in, shift.shift.rounding_out) if shift else (_AS_IT_IS, _AS_IT_IS)
        return rounded(pairs.intervals, *rules, self._clock, after, steps)

    def _without_shift(
        self, frame: DayFrame, pairs: Pairs, worked: int, breaks: int, open_day: bool, steps: list[Step] | None
    ) -> DayResult:
        schedule = frame.schedule
        status = DayStatus.OFF
        if open_day:
            status = DayStatus.OPEN
        elif pairs.exceptions & _INCOMPLETE:
            status = DayStatus.INCOMPLETE
        elif pairs.intervals:
            status = DayStatus.PRESENT
        if steps is not None and open_day:
            steps.append(Step(StepCode.OPEN))
        return DayResult(
            schedule.day,
            None,
            schedule.kind,
            status,
            pairs.first_in.at if pairs.first_in else None,
            pairs.last_out.at if pairs.last_out else None,
            worked=worked,
            unplanned=worked,
            unpaid_break=breaks,
            weekend=worked if schedule.weekend and not schedule.holiday else 0,
            holiday=worked if schedule.holiday else 0,
            exceptions=_sorted(pairs.exceptions),
            used=tuple(pairs.used),
            ignored=_in_order(pairs),
            steps=tuple(steps or ()),
        )

    def _with_shift(
        self,
        frame: DayFrame,
        shift: ShiftFrame,
        pairs: Pairs,
        minutes: Counted,
        open_day: bool,
        steps: list[Step] | None,
    ) -> DayResult:
        leave, unpaid_leave, trip = _covered(frame, shift, minutes.regular)
        regular = minutes.regular + trip
        worked = regular + minutes.overtime
        if leave and minutes.regular >= shift.gross:
            # Half a day of leave and all of the day's work: nobody can know here whether the leave was taken.
            pairs.exceptions.add(ExceptionCode.WORKED_ON_LEAVE)
        lost = 0 if open_day else max(0, shift.gross - leave - regular)
        status, found, absent = self._verdict(frame, shift, pairs, lost, worked + leave, open_day, steps)
        rules, schedule = shift.shift.overtime, frame.schedule
        result = DayResult(
            day=schedule.day,
            shift_id=shift.shift.shift_id,
            day_kind=_kind(frame),
            status=status,
            first_in=pairs.first_in.at if pairs.first_in else None,
            last_out=pairs.last_out.at if pairs.last_out else None,
            worked=worked,
            regular=regular,
            overtime_tiers=rules.in_tiers(minutes.overtime) if rules else (),
            paid_break=minutes.paid_break,
            unpaid_break=minutes.unpaid_break,
            required=shift.gross,
            leave=leave,
            unpaid_leave=unpaid_leave,
            trip=trip,
            missing=lost,
            late=found.late,
            early=found.early,
            absent=absent,
            weekend=worked if schedule.weekend and not schedule.holiday else 0,
            holiday=worked if schedule.holiday else 0,
            exceptions=_sorted(pairs.exceptions),
            used=tuple(pairs.used),
            ignored=_in_order(pairs),
        )
        return result if steps is None else explained_result(result, steps)

    def _verdict(
        self,
        frame: DayFrame,
        shift: ShiftFrame,
        pairs: Pairs,
        lost: int,
        attended: int,
        open_day: bool,
        steps: list[Step] | None,
    ) -> tuple[DayStatus, Missed, int]:
        """What became of the day, what was missed of it, and the minutes of absence; exceptions are added."""
        judged: list[Step] | None = None if steps is None else []
        found = self._missed(shift, pairs, open_day, judged)
        status = _status(frame, shift, pairs, found, attended, open_day)
        if frame.away and pairs.intervals and _kind(frame) is DayKind.LEAVE:
            pairs.exceptions.add(ExceptionCode.WORKED_ON_LEAVE)
        if status in _NOT_THERE:
            # What is missing of half a day or of all of it is absence, not lateness as well.
            return status, Missed(), lost
        if steps is not None and judged:
            steps.extend(judged)
        if not (found.spans and found.attended):
            return status, found, 0
        pairs.exceptions.add(ExceptionCode.SPAN_MISSED)
        return status, found, min(lost, found.spans) if shift.shift.flexible_minutes is None else 0

    def _missed(self, shift: ShiftFrame, pairs: Pairs, open_day: bool, steps: list[Step] | None) -> Missed:
        if not shift.judged:
            return Missed(attended=bool(pairs.intervals))
        if open_day or pairs.exceptions & _INCOMPLETE:
            return missed_so_far(shift, pairs, self._clock, steps, open_day=open_day)
        if not pairs.intervals:
            return Missed()
        return missed(shift, pairs.intervals, self._clock, steps)


_NOT_THERE = (DayStatus.ABSENT, DayStatus.HALF_DAY)


def _covered(frame: DayFrame, shift: ShiftFrame, regular: int) -> tuple[int, int, int]:
    """Minutes of leave, of these unpaid ones, and of a business trip.

    A whole day away covers what is not worked; half a day covers its half.
    """
    leave = unpaid = trip = 0
    left = max(0, shift.gross - regular) if frame.away else shift.gross
    for absence, minutes in frame.halves:
        covered = min(minutes, left)
        left -= covered
        if absence.kind is AbsenceKind.TRIP:
            trip += covered
        else:
            leave += covered
            unpaid += 0 if absence.paid else covered
    return leave, unpaid, trip


def _kind(frame: DayFrame) -> DayKind:
    if not frame.away:
        return frame.schedule.kind
    kinds = {absence.kind for absence, _ in frame.halves}
    return DayKind.LEAVE if AbsenceKind.LEAVE in kinds else DayKind.TRIP


def _status(
    frame: DayFrame, shift: ShiftFrame, pairs: Pairs, found: Missed, attended: int, open_day: bool
) -> DayStatus:
    rules = shift.shift
    if frame.away:
        return DayStatus.LEAVE if _kind(frame) is DayKind.LEAVE else DayStatus.TRIP
    if open_day:
        return DayStatus.OPEN
    if pairs.exceptions & _INCOMPLETE:
        return DayStatus.INCOMPLETE
    if not found.attended:
        if shift.gross == 0:
            return DayStatus.OFF
        return DayStatus.HALF_DAY if frame.halves else DayStatus.ABSENT
    if attended < rules.absent_below:
        return DayStatus.ABSENT
    return DayStatus.HALF_DAY if attended < rules.half_day_below else DayStatus.PRESENT


def _sorted(exceptions: set[ExceptionCode]) -> tuple[ExceptionCode, ...]:
    return tuple(sorted(exceptions)) if exceptions else ()


def _in_order(pairs: Pairs) -> tuple[IgnoredPunch, ...]:
    if len(pairs.ignored) > 1:
        pairs.ignored.sort(key=lambda ignored: ignored.punch.at)
    return tuple(pairs.ignored)
