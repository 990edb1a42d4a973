"""Late, early, absent: what of a shift somebody missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facegate.domain.attendance.clock_times import clock_text
from facegate.domain.attendance.counting import Steps
from facegate.domain.attendance.day_frames import ShiftFrame
from facegate.domain.attendance.explanations import Step, StepCode
from facegate.domain.attendance.intervals import Interval, shared
from facegate.domain.attendance.pairing import Pairs
from facegate.domain.attendance.site_clock import SiteClock


@dataclass(slots=True)
class Missed:
    """Planned minutes that somebody was not there; breaks by the clock are not planned minutes.

    Attributes:
        late: before they came, by more than the grace; of every span.
        early: after they left.
        spans: of spans in which they were not there at all.
        attended: whether they were there in any of them.
    """

    late: int = 0
    early: int = 0
    spans: int = 0
    attended: bool = False


def missed(frame: ShiftFrame, intervals: Sequence[Interval], clock: SiteClock, steps: Steps) -> Missed:
    """On a day without a missing punch.

    Args:
        frame: of the shift.
        intervals: when they were there, not rounded, in order.
        clock: of the site.
        steps: reasons are added.
    """
    found = Missed()
    flexible = frame.shift.flexible_minutes is not None
    if flexible:
        found.attended = any(_meets(interval, span) for interval in intervals for span in frame.spans)
    for span in _judged(frame):
        meeting = [interval for interval in intervals if _meets(interval, span)]
        if not meeting:
            found.spans += _net(frame, span[0], span[1])
            continue
        found.attended = True
        found.late += _late(frame, span, meeting[0][0], clock, steps)
        found.early += _early(frame, span, meeting[-1][1], clock, steps)
    return found


def missed_so_far(frame: ShiftFrame, pairs: Pairs, clock: SiteClock, steps: Steps, *, open_day: bool) -> Missed:
    """On a day that is not over, or lacks a punch: what is known of its beginning, and once it is over of its end."""
    found = Missed(attended=True)
    spans, comings, goings = _judged(frame), pairs.comings, pairs.goings
    if not spans or not (comings or goings):
        return found
    if comings and (not goings or comings[0] <= goings[0]) and comings[0] < spans[0][1]:
        found.late = _late(frame, spans[0], comings[0], clock, steps)
    # Who went may come back while the day is open.
    known = goings and not open_day and (not comings or comings[-1] <= goings[-1])
    if known and goings[-1] > spans[-1][0]:
        found.early = _early(frame, spans[-1], goings[-1], clock, steps)
    return found


def _judged(frame: ShiftFrame) -> tuple[Interval, ...]:
    if frame.shift.flexible_minutes is None:
        return frame.spans
    return (frame.core,) if frame.core is not None else ()


def _meets(interval: Interval, span: Interval) -> bool:
    """Whether somebody was there in a span; if only for a moment, within one minute."""
    return interval[0] < span[1] and (interval[1] > span[0] or interval[0] == interval[1] == span[0])


def _net(frame: ShiftFrame, start: int, end: int) -> int:
    return end - start - shared([(start, end)], frame.fixed_unpaid) if start < end else 0


def _late(frame: ShiftFrame, span: Interval, came: int, clock: SiteClock, steps: Steps) -> int:
    minutes = _net(frame, span[0], came)
    if not minutes:
        return 0
    grace = frame.shift.late_grace
    forgiven = minutes <= grace
    _explain(steps, StepCode.LATE_GRACE if forgiven else StepCode.LATE, minutes, _shown(span[0], clock), grace)
    return 0 if forgiven else minutes


def _early(frame: ShiftFrame, span: Interval, went: int, clock: SiteClock, steps: Steps) -> int:
    minutes = _net(frame, went, span[1])
    if not minutes:
        return 0
    grace = frame.shift.early_grace
    forgiven = minutes <= grace
    _explain(steps, StepCode.EARLY_GRACE if forgiven else StepCode.EARLY, minutes, _shown(span[1], clock), grace)
    return 0 if forgiven else minutes


def _shown(instant: int, clock: SiteClock) -> str:
    return clock_text(clock.minute_of_day(instant))


def _explain(steps: Steps, code: StepCode, minutes: int, planned: str, grace: int) -> None:
    if steps is not None:
        steps.append(Step(code, minutes, values=(("planned", planned), ("grace", grace))))
