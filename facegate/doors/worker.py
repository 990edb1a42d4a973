"""The thread of one device, and the orders that wait for it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from facegate import logs
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PulseOrder, PulseOutcome, PulseResult
from facegate.doors.driver import Driver
from facegate.doors.pulsing import Pulsing, order_withdrawn, result_of, unforeseen
from facegate.errors import DoorError, FacegateError

CAPACITY = 32
"""Orders that may wait; what is behind more than these in a queue is stale when its turn comes."""

_REST = 1.0
"""Seconds after a failure that nobody foresaw, so that it does not fill the log."""

CLOSE_TIMEOUT = 5.0
"""Seconds for the relays to be released when the program ends."""


class OutputWorker:
    """Carries out orders for one device. Everything from any thread."""

    def __init__(self, name: str, driver: Driver, clock: Clock, report: Callable[[PulseResult], None]) -> None:
        self._clock = clock
        self._report = report
        self._driver = driver
        self._pulsing = Pulsing(driver, clock, report)
        self._orders: deque[tuple[PulseOrder, int, float]] = deque()
        self._changed = threading.Condition()
        self._releasing = False
        self._releases = 0
        self._closed = False
        # A daemon, so that a driver that hangs does not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=f"facegate-door-{name}", daemon=True)
        self._thread.start()

    def put(self, order: PulseOrder, contact: int) -> None:
        """Queue an order; never waits. One that finds no room, or a closed worker, has failed."""
        with self._changed:
            error = outputs_closed() if self._closed else _busy() if len(self._orders) >= CAPACITY else None
            if error is None:
                self._orders.append((order, contact, self._clock.monotonic()))
                self._changed.notify_all()
                return
        self._fail(order, error)

    def release_all(self) -> None:
        """End every pulse and forget what waits; never waits."""
        with self._changed:
            withdrawn = [order for order, _contact, _since in self._orders]
            self._orders.clear()
            self._releasing = True
            self._releases += 1
            self._changed.notify_all()
        for order in withdrawn:
            self._fail(order, order_withdrawn())

    def facts(self) -> tuple[bool, frozenset[int], int, FacegateError | None]:
        """Whether the device is reached, the contacts that are pressed, messages that wait, and the trouble."""
        connected, pressed, trouble = self._pulsing.facts()
        return connected, pressed, self._driver.waiting, trouble

    def end(self) -> None:
        """Release everything and end, without waiting for that; safe to call twice."""
        self.release_all()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def close(self, timeout: float = CLOSE_TIMEOUT) -> None:
        """Release everything, end, and wait for that; safe to call twice."""
        self.end()
        if threading.current_thread() is self._thread:
            return
        self._thread.join(timeout)
        if self._thread.is_alive():
            logs.doors.error("an output did not end")

    def _run(self) -> None:
        while True:
            due = self._guarded(self._pulsing.tick)
            with self._changed:
                self._changed.wait_for(lambda: self._orders or self._releasing or self._closed, due)
                releasing, self._releasing = self._releasing, False
                closed = self._closed
                taken = None if releasing or closed or not self._orders else self._orders.popleft()
                releases = self._releases
            if closed:
                self._guarded(self._close)
                return
            if releasing:
                self._guarded(self._release)
            elif taken is not None:
                self._carry_out(*taken, releases)

    def _carry_out(self, order: PulseOrder, contact: int, since: float, releases: int) -> None:
        try:
            # Reaching a device takes seconds, in which all doors may be shut.
            self._pulsing.carry_out(order, contact, since, lambda: self._releases != releases)
        except Exception as error:  # noqa: BLE001 - thread boundary: the door is shut, the order's owner is told
            self._shut(error)
            self._fail(order, unforeseen(error))

    def _guarded(self, work: Callable[[], float]) -> float:
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - thread boundary: doors are shut and tried again later
            self._shut(error)
            return _REST

    def _shut(self, error: Exception) -> None:
        logs.doors.error("an output failed (%s)", type(error).__name__)
        try:
            self._pulsing.failed(unforeseen(error))
        except Exception as again:  # noqa: BLE001 - the thread goes on, or orders would wait for ever without a result
            logs.doors.error("an output could not be shut (%s)", type(again).__name__)

    def _release(self) -> float:
        self._pulsing.release_all()
        return 0.0

    def _close(self) -> float:
        self._pulsing.close()
        return 0.0

    def _fail(self, order: PulseOrder, error: FacegateError) -> None:
        self._report(result_of(order, PulseOutcome.FAILED, self._clock.now(), error))


def _busy() -> DoorError:
    return DoorError(
        "Output busy", "Too many orders wait for the output.", "See whether the device answers: facegate doors test."
    )


def outputs_closed() -> DoorError:
    """Why nothing moves after the end."""
    return DoorError("Outputs closed", "The outputs were closed, so no door moves any more.", "Start FaceGate again.")
