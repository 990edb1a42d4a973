"""Makes the steps of a day that are read from its plan, its punches and its result."""

from __future__ import annotations

from dataclasses import replace

from facegate.domain.attendance.clock_times import clock_text
from facegate.domain.attendance.day_frames import DayFrame
from facegate.domain.attendance.explanations import Step, StepCode
from facegate.domain.attendance.pairing import Pairs
from facegate.domain.attendance.results import DayResult, DayStatus, ExceptionCode, IgnoredBecause
from facegate.domain.attendance.site_clock import EPOCH

_IGNORED = {reason: StepCode(f"ignored_{reason}") for reason in IgnoredBecause}


def explained_punches(pairs: Pairs, steps: list[Step]) -> None:
    """Every punch in order of time, and what became of it."""
    found = [
        Step(
            StepCode.PUNCH,
            at=used.punch.at,
            values=(("direction", str(used.direction)), ("origin", str(used.punch.origin))),
        )
        for used in pairs.used
    ]
    found.extend(Step(_IGNORED[ignored.reason], at=ignored.punch.at) for ignored in pairs.ignored)
    steps.extend(sorted(found, key=lambda step: step.at or EPOCH))


def explained_day(frame: DayFrame, steps: list[Step]) -> None:
    """What was to be worked."""
    schedule = frame.schedule
    if schedule.holiday:
        steps.append(Step(StepCode.HOLIDAY, values=(("name", schedule.holiday),)))
    if frame.shift is None:
        steps.append(Step(StepCode.NO_SHIFT, values=(("kind", str(schedule.kind)),)))
        return
    shift = frame.shift.shift
    planned = ", ".join(f"{clock_text(span.start)}-{clock_text(span.end)}" for span in shift.spans)
    steps.append(
        Step(StepCode.SHIFT, frame.shift.gross, values=(("shift", shift.name or shift.shift_id), ("planned", planned)))
    )


def explained_result(result: DayResult, steps: list[Step]) -> DayResult:
    """The result with all its steps."""
    paid = result.leave - result.unpaid_leave
    for code, minutes, values in (
        (StepCode.LEAVE, paid, (("paid", "paid"),)),
        (StepCode.LEAVE, result.unpaid_leave, (("paid", "unpaid"),)),
        (StepCode.TRIP, result.trip, ()),
        (StepCode.OVERTIME, result.overtime, (("tiers", " + ".join(str(tier) for tier in result.overtime_tiers)),)),
    ):
        if minutes:
            steps.append(Step(code, minutes, values=values))
    if ExceptionCode.SPAN_MISSED in result.exceptions:
        # With flexible hours nobody is absent for the core time, as other time can replace it.
        steps.append(Step(StepCode.MISSED_SPAN, result.absent) if result.absent else Step(StepCode.MISSED_CORE))
    if result.status is DayStatus.ABSENT:
        steps.append(Step(StepCode.ABSENT, result.absent))
    elif result.status is DayStatus.HALF_DAY:
        steps.append(Step(StepCode.HALF_DAY, result.absent))
    if result.missing:
        steps.append(Step(StepCode.MISSING, result.missing))
    if result.status is DayStatus.OPEN:
        steps.append(Step(StepCode.OPEN))
    return replace(result, steps=tuple(steps))
