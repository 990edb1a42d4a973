"""Samples through a camera for ``facegate enrol``, with what to do on stderr."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from facegate.cli.output import note

if TYPE_CHECKING:
    from facegate.cli.invocation import Invocation
    from facegate.domain.enrolment import EnrolmentProgress
    from facegate.domain.frames import SourceInfo
    from facegate.domain.poses import PosePlan
    from facegate.errors import FacegateError
    from facegate.pipeline.guided import EnrolmentSession, GuidedResult
    from facegate.pipeline.services import Services

_TICK = 0.1

_ASKED = {
    "front": "look straight at the camera",
    "left": "turn your head to the left",
    "right": "turn your head to the right",
    "up": "lift your chin",
    "down": "lower your chin",
}


def camera_samples(
    call: Invocation, services: Services, source: str, seconds: float, plan: PosePlan | None = None
) -> GuidedResult:
    """Samples of whoever stands in front of the camera, saying on stderr what is wrong meanwhile.

    Args:
        call: of the command.
        services: with models loaded.
        source: as ``--camera`` takes it.
        seconds: how long to wait.
        plan: which looks are wanted; None: as the source allows.

    Raises:
        CameraError: the source cannot be opened.
        EnrolmentError: it ended, or the time was up, before there were enough.
    """
    from facegate.capture import resolve_auto
    from facegate.domain.enrolment import plan_for

    runner = services.runner
    source = resolve_auto() if source == "auto" else source
    with call.signals.held():
        session = runner.handler.begin_enrolment(plan or plan_for(source))
        try:
            runner.start(source, realtime=True, retry_first_open=False)
            _wait(call, services, session, seconds)
            progress = session.progress
            result = session.result() if progress.complete else None
            seen = runner.status.source
        finally:
            runner.stop()
            runner.handler.end_enrolment()
    if result is None:
        raise runner.status.error or _too_few(progress)
    note_unjudged(services, seen)
    return result


def note_unjudged(services: Services, source: SourceInfo | None) -> None:
    """Say of a recording that its samples may show a picture; of the demo, whose portrait is one, everybody knows."""
    from facegate.domain.frames import DEMO_SPEC

    if source is not None and source.spec != DEMO_SPEC and services.pad.of(source) is None:
        note("This is a recording: it was not judged whether a person stood there.")


def _wait(call: Invocation, services: Services, session: EnrolmentSession, seconds: float) -> None:
    deadline, said = time.monotonic() + seconds, ""
    while not services.runner.wait_ended(0.0) and time.monotonic() < deadline:
        result = services.runner.latest.take(_TICK)
        if result is not None and result.enrolment is not None:
            text = _describe(result.enrolment)
            if text != said:
                said = text
                note(text)
        if session.progress.complete:
            return
        if (stopped := call.signals.take()) is not None:
            raise stopped


def _describe(progress: EnrolmentProgress) -> str:
    count = f"{progress.taken} of {progress.wanted} samples"
    if progress.complete:
        return count
    if progress.defects:
        return f"{count}; {progress.defects[0].replace('_', ' ')}"
    if progress.seen is not None:
        return f"{count}; hold still" + (" (closer would be better)" if progress.small else "")
    return f"{count}; {_ASKED[progress.asked or 'front']}"


def _too_few(progress: EnrolmentProgress) -> FacegateError:
    from facegate.errors import EnrolmentError

    missing = ", ".join(count.pose for count in progress.poses if not count.done)
    return EnrolmentError(
        "Too few samples",
        "Only {taken} of {wanted} samples were taken; missing: {poses}.",
        "Stand in front of the camera, alone and well lit, and turn as you are told. A pose that somebody cannot take "
        "is left out with --skip-pose, all but the front with --quick.",
        taken=progress.taken,
        wanted=progress.wanted,
        poses=missing,
    )
