"""Orders and time, without threads: when a contact is pressed, when released, when a lost device is tried again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from facegate import logs
from facegate.domain.backoff import BackOff
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PULSE_BOUND, PulseOrder, PulseOutcome, PulseResult
from facegate.doors.driver import Driver, Retrying
from facegate.errors import BugError, DoorError, FacegateError, UnconfirmedDoorError

RECONNECT = BackOff(free=0, first=0.5, most=30.0)
"""How long a device that is away is left alone: a board that was plugged in again works within half a minute."""

CHECK_SECONDS = 2.0
"""How often a device that rests is looked at, so that a loss is seen before somebody stands at the door."""


@dataclass(frozen=True, slots=True)
class _Held:
    order: PulseOrder
    until: float


class Pulsing:
    """One device over time. One thread uses it, except :meth:`facts`."""

    def __init__(self, driver: Driver, clock: Clock, report: Callable[[PulseResult], None]) -> None:
        self._driver = driver
        self._clock = clock
        self._report = report
        self._held: dict[int, _Held] = {}
        self._connected = False
        self._trouble: FacegateError | None = None
        self._failures = 0
        self._next_look = clock.monotonic()

    def facts(self) -> tuple[bool, frozenset[int], FacegateError | None]:
        """Whether the device is reached, the contacts that are pressed, and the trouble; from any thread."""
        # Copied before it is looked through: the owner changes it meanwhile.
        return self._connected, frozenset(tuple(self._held)), self._trouble

    def carry_out(
        self,
        order: PulseOrder,
        contact: int,
        since: float | None = None,
        withdrawn: Callable[[], bool] = lambda: False,
    ) -> None:
        """Press a contact if that is still right, and report how it went.

        Args:
            order: what to do.
            contact: which.
            since: when it was ordered, on the clock's line that never goes back; None for just now.
            withdrawn: whether all doors were shut since it was taken up; asked last of all.
        """
        since = self._clock.monotonic() if since is None else since
        if not self._still_fresh(order, since):
            return
        if not self._connected and not self._connect():
            self._tell(order, PulseOutcome.FAILED, self._trouble)
            return
        if not self._still_fresh(order, since):  # reaching the device took its time
            return
        if withdrawn():
            self._tell(order, PulseOutcome.FAILED, order_withdrawn())
            return
        if isinstance(self._driver, Retrying):
            self._driver.give_up_when(withdrawn)
        left = PULSE_BOUND - (self._clock.now() - order.decided_at).total_seconds()
        try:
            self._driver.press(contact, order, min(left, PULSE_BOUND))
        except UnconfirmedDoorError as error:
            self._lose(error)
            self._tell(order, PulseOutcome.UNCONFIRMED, error)
        except DoorError as error:
            self._lose(error)
            self._tell(order, PulseOutcome.FAILED, error)
        else:
            self._hold(order, contact)
            self._tell(order, PulseOutcome.SENT)

    def tick(self) -> float:
        """Release what is due, look at the device; return the seconds until it is to be called again, 0.0 or more."""
        now = self._clock.monotonic()
        for contact in [contact for contact, held in self._held.items() if held.until <= now]:
            self._release(contact)
        if self._next_look <= now:
            self._look()
        due = min([self._next_look, *(held.until for held in self._held.values())])
        return max(0.0, due - self._clock.monotonic())

    def release_all(self) -> None:
        """End every pulse."""
        for contact in tuple(self._held):
            self._release(contact)

    def close(self) -> None:
        """End every pulse and let go of the device."""
        self.release_all()
        self._driver.close()
        self._connected = False

    def failed(self, error: FacegateError) -> None:
        """Something unforeseen happened: shut what is open and begin anew later."""
        self._lose(error)

    def _still_fresh(self, order: PulseOrder, since: float) -> bool:
        # By both clocks: one that is set back while an order waits would make it young again.
        fresh = order.is_fresh(self._clock.now()) and self._clock.monotonic() - since <= PULSE_BOUND
        if not fresh:
            self._tell(order, PulseOutcome.STALE, too_late())
        return fresh

    def _hold(self, order: PulseOrder, contact: int) -> None:
        until = self._clock.monotonic() + order.seconds
        before = self._held.get(contact)
        # Two who come one after the other: it stays open for both.
        self._held[contact] = _Held(order, max(until, before.until if before else until))

    def _release(self, contact: int) -> None:
        held = self._held.pop(contact, None)
        if held is None:
            return
        try:
            self._driver.release(contact)
        except DoorError as error:
            self._tell(held.order, PulseOutcome.CUT_OFF, error)
            self._lose(error)

    def _look(self) -> None:
        if not self._connected:
            self._connect()
            return
        self._next_look = self._clock.monotonic() + CHECK_SECONDS
        try:
            self._driver.check()
        except DoorError as error:
            self._lose(error)

    def _connect(self) -> bool:
        try:
            self._driver.connect()
        except DoorError as error:
            self._not_reached(error)
            return False
        self._connected = True
        if self._trouble is not None:
            logs.doors.info("an output is there again")
        self._trouble, self._failures = None, 0
        self._next_look = self._clock.monotonic() + CHECK_SECONDS
        return True

    def _lose(self, error: FacegateError) -> None:
        """Shut what is open, as far as that is possible, and say of each pulse that it was cut off."""
        self._connected = False
        self._driver.close()
        held, self._held = self._held, {}
        for each in held.values():
            self._tell(each.order, PulseOutcome.CUT_OFF, error)
        self._not_reached(error)

    def _not_reached(self, error: FacegateError) -> None:
        if self._trouble is None or self._trouble.text() != error.text():
            logs.doors.warning("an output cannot be used: %s", error.title)
        self._trouble = error
        self._failures += 1
        # Spread, so that many gates do not all come back to a broker in the same moment.
        wait = RECONNECT.wait(self._failures) * random.uniform(0.5, 1.0)  # noqa: S311 - nothing is secret in it
        self._next_look = self._clock.monotonic() + wait

    def _tell(self, order: PulseOrder, outcome: PulseOutcome, error: FacegateError | None = None) -> None:
        self._report(result_of(order, outcome, self._clock.now(), error))


def result_of(order: PulseOrder, outcome: PulseOutcome, now: datetime, error: FacegateError | None) -> PulseResult:
    """A result, dated."""
    return PulseResult(order, outcome, now, max(0.0, (now - order.decided_at).total_seconds()), error)


def too_late() -> DoorError:
    """Why an order was not carried out that had grown old."""
    return DoorError(
        "Too late to open",
        "The order came later than {seconds:.0f} seconds after its decision.",
        "See whether the machine is very busy, or its clock was set.",
        seconds=PULSE_BOUND,
    )


def order_withdrawn() -> DoorError:
    """Why an order was not carried out that somebody shut all doors before."""
    return DoorError("Order withdrawn", "All doors were shut before its turn came.", "Open it again if that is right.")


def unforeseen(error: Exception) -> BugError:
    """What an exception becomes that no driver should raise."""
    return BugError("Output failed", "An output failed ({kind}).", "Please report this.", kind=type(error).__name__)
