"""Waiting until a door that a command opened is shut again: the program's end would cut its pulse off."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facegate.domain.events import Event
    from facegate.domain.ids import EventId
    from facegate.domain.ports_doors import PulseResult
    from facegate.pipeline.services import Services

RESULT_SECONDS = 15.0
"""Longer than any output takes to say how an order went: reaching a broker has five, an order two."""

RELEASE_SECONDS = 0.2
"""After a pulse, for the word that its end failed."""


def carried_out(services: Services, order: Callable[[], Event]) -> PulseResult | None:
    """Have a door opened by ``order``, which returns the decision's event; None where it has no output.

    Raises:
        FacegateError: it was not opened, or not shut as it should be.
    """
    results = listened(services)
    event = order()
    door = services.access.plan.door("" if event.door is None else event.door.place)
    if door is None or not door.output:
        return None
    return finished(results, event.event_id, door.pulse_seconds)


def listened(services: Services) -> queue.SimpleQueue[PulseResult]:
    """What outputs say from now on."""
    results: queue.SimpleQueue[PulseResult] = queue.SimpleQueue()
    services.doors.add_listener(results.put)
    return results


def finished(results: queue.SimpleQueue[PulseResult], decision: EventId, seconds: float) -> PulseResult:
    """Wait until the pulse of a decision is over.

    Raises:
        FacegateError: it was not opened, or not shut as it should be.
    """
    from facegate.domain.ports_doors import PulseOutcome
    from facegate.errors import DoorError

    result = _next(results, decision, RESULT_SECONDS)
    if result is None:
        raise DoorError("No result", "The output did not say how it went.", "See the log, and the door itself.")
    sent = result.outcome is PulseOutcome.SENT
    later = _next(results, decision, seconds + RELEASE_SECONDS) if sent else None
    failed = (later or result).error
    if failed is not None:
        raise failed
    return result


def _next(results: queue.SimpleQueue[PulseResult], decision: EventId, seconds: float) -> PulseResult | None:
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        return None
    return result if result.order.decision_id == decision else None
