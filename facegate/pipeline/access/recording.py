"""Decisions and what is done to doors, on their way into the log."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from facegate import logs
from facegate.domain.access.codes import Alarm, Code
from facegate.domain.access.decisions import Decision
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan import AccessPlan
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.ports import Clock, EventLog
from facegate.domain.ports_doors import PulseOutcome, PulseResult
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict
from facegate.errors import FacegateError, StorageError

OPERATOR_SOURCE = "operator"
"""What stands as the source of what somebody did at the desk."""

DOOR_SOURCE = "doors"
"""What stands as the source of what became of an order."""

EVERY_DOOR = "*"
"""What stands as the place of what concerns all of them."""

_COMMIT_TIMEOUT = 5.0
"""Seconds after which an operator is told that what they did is not on the disk yet."""

_VERDICTS = {
    PulseOutcome.SENT: DoorVerdict.SENT,
    PulseOutcome.DRY_RUN: DoorVerdict.DRY_RUN,
    PulseOutcome.FAILED: DoorVerdict.FAILED,
    PulseOutcome.STALE: DoorVerdict.STALE,
    PulseOutcome.UNCONFIRMED: DoorVerdict.FAILED,
    PulseOutcome.CUT_OFF: DoorVerdict.CUT_OFF,
}


@dataclass(frozen=True, slots=True)
class AboutSighting:
    """Which sighting a decision is about: its event, whom it identified, if anybody, and what saw them."""

    event_id: EventId
    subject_id: SubjectId | None
    source: str


class AccessRecords:
    """Appends events of doors and tells of each that was committed. Thread-safe."""

    def __init__(self, log: EventLog, clock: Clock, actor: str, committed: Callable[[Event], None]) -> None:
        """``committed``: told every event on the writer's thread; must not wait."""
        self._log = log
        self._clock = clock
        self._actor = actor
        self._committed = committed
        self._entering: dict[EventId, EventId] = {}

    def decided(
        self,
        about: AboutSighting,
        door: DoorPlan,
        decision: Decision,
        plan: AccessPlan,
        before: Callable[[Event], None],
    ) -> Future[Event]:
        """A decision; ``before``: called with its event before anybody else is. Raises StorageError."""
        code, direction = decision.shown.value, plan.direction_of(door)
        said = AccessRecord(about.event_id, about.subject_id, door.door_id, decision.allowed, code, direction)
        return self._append(EventDraft(EventType.ACCESS, self._clock.now(), about.source, access=said), before)

    def alarm(self, place: str, alarm: Alarm, about: EventId) -> None:
        """Something that an operator is to know; nobody waits for it."""
        said = DoorRecord(place, DoorVerdict.ALARM, about, code=alarm.value)
        self._note(EventDraft(EventType.DOOR, self._clock.now(), DOOR_SOURCE, door=said))

    def contact(self, place: str, verdict: DoorVerdict, at: datetime) -> None:
        """What the contact of a door told that nobody ordered; nobody waits for it."""
        self._note(EventDraft(EventType.DOOR, at, DOOR_SOURCE, door=DoorRecord(place, verdict)))

    def enters_with(self, decision_id: EventId, other: EventId) -> None:
        """One pulse is for two decisions: what keeps the door shut for the first named keeps it shut for both."""
        self._entering[decision_id] = other

    def held_back(self, place: str, about: EventId, code: Code) -> None:
        """A door that was not opened although the decision says so; nobody waits for it."""
        verdict = DoorVerdict.STALE if code is Code.STALE else DoorVerdict.FAILED
        said = DoorRecord(place, verdict, about, code=None if verdict is DoorVerdict.STALE else code.value)
        self._not_opened(said, self._clock.now())

    def pulsed(self, result: PulseResult) -> None:
        """What became of an order; nobody waits for it."""
        order, verdict = result.order, _VERDICTS[result.outcome]
        done = result.outcome in (PulseOutcome.SENT, PulseOutcome.UNCONFIRMED, PulseOutcome.CUT_OFF)
        said = DoorRecord(
            order.door_id,
            verdict,
            order.decision_id,
            latency=result.latency if done else None,
            code=None if verdict.value == result.outcome.value else result.outcome.value,
        )
        if done or result.outcome is PulseOutcome.DRY_RUN:
            self._entering.pop(order.decision_id, None)
            self._note(EventDraft(EventType.DOOR, result.at, DOOR_SOURCE, door=said))
        else:
            self._not_opened(said, result.at)

    def _not_opened(self, said: DoorRecord, at: datetime) -> None:
        self._note(EventDraft(EventType.DOOR, at, DOOR_SOURCE, door=said))
        other = None if said.about is None else self._entering.pop(said.about, None)
        if other is not None:
            self._note(EventDraft(EventType.DOOR, at, DOOR_SOURCE, door=replace(said, about=other)))

    def operated(
        self,
        place: str,
        verdict: DoorVerdict,
        about: EventId | None = None,
        code: str | None = None,
        actor: str | None = None,
    ) -> Event:
        """What somebody did at the desk, once it is on the disk; ``actor``: who, where not this account.

        Raises:
            StorageError: it is not.
        """
        said = DoorRecord(place, verdict, about, actor=actor or self._actor, code=code)
        draft = EventDraft(EventType.DOOR, self._clock.now(), OPERATOR_SOURCE, door=said)
        try:
            return self._append(draft).result(_COMMIT_TIMEOUT)
        except TimeoutError:
            raise StorageError(
                "Not recorded",
                "What was done is not on the disk yet: the disk does not keep up.",
                "Check the disk of the data folder, and the log of events.",
            ) from None

    def _note(self, draft: EventDraft) -> None:
        try:
            future = self._append(draft)
        except FacegateError as error:
            logs.storage.error("an event of a door was not recorded: %s", error.title)
            return
        future.add_done_callback(_complain)

    def _append(self, draft: EventDraft, before: Callable[[Event], None] = lambda _event: None) -> Future[Event]:
        def tell(done: Future[Event]) -> None:
            # On the writer's thread.
            if done.exception() is None:
                before(done.result())
                self._committed(done.result())

        future = self._log.append(draft)
        future.add_done_callback(tell)
        return future


def _complain(future: Future[Event]) -> None:
    error = future.exception()
    if error is not None:
        logs.storage.error("an event of a door was not recorded: %s", getattr(error, "title", type(error).__name__))


def age_of(moment: datetime, now: datetime, waited: float) -> float:
    """Seconds since a sighting, by whichever clock says more; below zero where the one of the wall was set back."""
    by_wall = (now - moment).total_seconds()
    return by_wall if by_wall < 0.0 else max(by_wall, waited)
