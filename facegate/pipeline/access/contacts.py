"""Listens to the contacts of doors and records what is worth an alarm, at the moment at which it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock, Timer

from facegate import logs
from facegate.domain.access.contacts import Openings
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan import AccessPlan
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PulseOutcome, PulseResult
from facegate.errors import FacegateError
from facegate.pipeline.access.recording import AccessRecords

_MAY_OPEN = frozenset({PulseOutcome.SENT, PulseOutcome.UNCONFIRMED})

_REST = 10.0
"""Seconds until a plan that could not be read is tried again."""


class ContactWatch:
    """Everything from any thread; returns at once, as the work is done where ``submit`` puts it."""

    def __init__(
        self,
        records: AccessRecords,
        clock: Clock,
        plan: Callable[[], AccessPlan],
        submit: Callable[[Callable[[], None]], None],
    ) -> None:
        """Watch the doors of a plan.

        Args:
            records: take what is worth an alarm.
            clock: the machine's.
            plan: reads the plan as it is now; raises FacegateError.
            submit: has work done on one thread, in order.
        """
        self._records = records
        self._clock = clock
        self._plan = plan
        self._submit = submit
        self._openings = Openings()
        self._lock = Lock()
        self._timer: Timer | None = None
        self._closed = False

    def heard(self, output: str, is_open: bool, at: datetime) -> None:
        """Implements :data:`facegate.domain.ports_doors.ContactListener`."""
        now = self._clock.monotonic()
        self._do(lambda: self._take(output, is_open, at, now))

    def pulsed(self, result: PulseResult) -> None:
        """An order ended: a door that opens now was not forced, if it was carried out."""
        if result.outcome in _MAY_OPEN:
            order, now = result.order, self._clock.monotonic()
            self._do(lambda: self._openings.pulsed(order.output, order.seconds, now), look=False)

    def look(self) -> None:
        """Tell what is due; done by itself when something is."""
        self._do(lambda: None)

    def close(self) -> None:
        """Look no more."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()

    def _do(self, work: Callable[[], None], *, look: bool = True) -> None:
        def done() -> None:
            work()
            if look:
                self._look()

        with self._lock:
            if not self._closed:
                self._submit(done)

    def _take(self, output: str, is_open: bool, at: datetime, now: float) -> None:
        if self._openings.heard(output, is_open, at, now):
            logs.doors.info("the door of output %s is %s", output, "open" if is_open else "closed")

    def _look(self) -> None:
        try:
            doors = _by_output(self._plan())
        except FacegateError as error:
            logs.doors.error("the contacts of doors cannot be looked at: %s", error.title)
            self._look_in(_REST)
            return
        held = {output: float(door.held_open_seconds) for output, door in doors.items()}
        for each in self._openings.news(self._clock.monotonic(), held):
            if each.output in doors:
                self._records.contact(doors[each.output].door_id, each.verdict, each.at)
        due = self._openings.next_look(held)
        self._look_in(None if due is None else max(0.0, due - self._clock.monotonic()))

    def _look_in(self, seconds: float | None) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if seconds is None or self._closed:
                return
            self._timer = Timer(seconds, self.look)
            # A program that ends does not wait for a door to be held open.
            self._timer.daemon = True
            self._timer.start()


def _by_output(plan: AccessPlan) -> dict[str, DoorPlan]:
    """The door of each output; of two ways through one, the one that is to be shut sooner."""
    found: dict[str, DoorPlan] = {}
    for door in plan.doors:
        known = found.get(door.output)
        if door.output and (known is None or door.held_open_seconds < known.held_open_seconds):
            found[door.output] = door
    return found
