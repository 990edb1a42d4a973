"""Asking the FaceGate that runs, which alone may write to its data folder."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facegate.cli.invocation import Invocation
    from facegate.domain.access.codes import ResetReason
    from facegate.errors import InUseError

_PATIENCE = 10.0
"""Seconds for an answer: the request itself counts for five, and then it has to come to the disk."""

_TICK = 0.05


def asked(
    call: Invocation, refused: InUseError, action: str, target: str = "", reason: ResetReason | None = None
) -> str | None:
    """Let the running FaceGate do it; returns the id of the event that says so.

    Raises:
        InUseError: it does not listen.
        AccessError: it did not do it, or did not answer.
    """
    from facegate.errors import AccessError
    from facegate.pipeline.access.desk_requests import DeskAction, DeskRequest, ask

    folder, end = call.paths.desk_dir, time.monotonic() + _PATIENCE
    if not folder.is_dir():
        raise refused

    def wait() -> bool:
        time.sleep(_TICK)
        return time.monotonic() < end

    with call.signals.held():
        answer = ask(folder, DeskRequest(DeskAction(action), datetime.now(UTC), target, reason), wait)
    if answer is None:
        raise AccessError(
            "No answer",
            "The FaceGate that runs on this data folder did not answer: whether it did anything is not known.",
            "See 'facegate access check', and run this from the account that runs FaceGate.",
        )
    if not answer.done:
        raise AccessError(answer.title, "{said}", "{hint}", said=answer.message, hint=answer.remedy)
    return answer.event_id
