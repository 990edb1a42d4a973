"""All outputs of the settings: which device an order goes to, and that it goes there once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from facegate import logs
from facegate.domain.ids import EventId
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import (
    ContactListener,
    OutputState,
    PulseOrder,
    PulseOutcome,
    PulseResult,
    ResultListener,
)
from facegate.doors.build import MakeDriver, device_of, shown_place
from facegate.doors.driver import Driver
from facegate.doors.pulsing import result_of, too_late
from facegate.doors.worker import CLOSE_TIMEOUT, OutputWorker, outputs_closed
from facegate.errors import DoorError, FacegateError, NotFoundError
from facegate.settings.doors import DoorSettings, OutputSettings, SerialOutput

REMEMBERED = 10_000
"""Decisions that are known to have been ordered; each can be ordered for two seconds only, so these are plenty."""


@dataclass(frozen=True, slots=True)
class _Route:
    output: OutputSettings
    worker: OutputWorker | None
    """None on a dry run, and before the start."""
    contact: int


class Outputs:
    """Implements :class:`facegate.domain.ports_doors.DoorOutputs`."""

    def __init__(self, clock: Clock, make: MakeDriver, *, allow_recorded: bool = False) -> None:
        """Without outputs until :meth:`configure`.

        Args:
            clock: the machine's.
            make: builds the driver of a device from the outputs that belong to it.
            allow_recorded: whether pictures from files, folders or the demo may move doors.
        """
        self.allow_recorded = allow_recorded
        self._clock = clock
        self._make = make
        self._settings = DoorSettings()
        self._routes: dict[str, _Route] = {}
        self._workers: dict[str, OutputWorker] = {}
        self._listeners: tuple[ResultListener, ...] = ()
        self._contact_listeners: tuple[ContactListener, ...] = ()
        self._ordered: OrderedDict[EventId, None] = OrderedDict()
        self._lock = threading.Lock()
        self._configuring = threading.Lock()
        self._answers = ThreadPoolExecutor(1, "facegate-dry-run")  # its thread begins with the first order
        self._started = False
        self._ready = False
        self._closed = False

    def configure(self, settings: DoorSettings) -> None:
        """Use these outputs from now on. What is pressed is released first where anything changed."""
        with self._configuring:
            if settings == self._settings or self._closed:
                return
            self._use(settings)

    def start(self) -> None:
        """See :class:`DoorOutputs`."""
        with self._configuring:
            if not self._started and not self._closed:
                self._started = True
                self._use(self._settings)
            # Last: whoever orders meanwhile waits for this instead of finding no output.
            self._ready = True

    def pulse(self, order: PulseOrder) -> bool:
        """See :class:`DoorOutputs`."""
        if not self._ready:
            self.start()
        with self._lock:
            if order.decision_id in self._ordered:
                return False
            self._ordered[order.decision_id] = None
            while len(self._ordered) > REMEMBERED:
                self._ordered.popitem(last=False)
            route, closed = self._routes.get(order.output), self._closed
            worker = None if route is None or not (order.live or self.allow_recorded) else route.worker
            if worker is None and not closed:
                # On a thread of its own, as with every output: whoever ordered may hold a lock.
                self._answers.submit(self._tell, self._moving_nothing(order, known=route is not None))
        if closed:
            self._tell(self._result(order, PulseOutcome.FAILED, outputs_closed()))
        elif worker is not None and route is not None:
            worker.put(order, route.contact)
        return True

    def release_all(self) -> None:
        """See :class:`DoorOutputs`."""
        with self._lock:
            workers = tuple(self._workers.values())
        for worker in workers:
            worker.release_all()

    def add_listener(self, listener: ResultListener) -> None:
        """See :class:`DoorOutputs`."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

    def add_contact_listener(self, listener: ContactListener) -> None:
        """See :class:`DoorOutputs`."""
        with self._lock:
            self._contact_listeners = (*self._contact_listeners, listener)

    def states(self) -> tuple[OutputState, ...]:
        """See :class:`DoorOutputs`."""
        with self._lock:
            routes = tuple(self._routes.values())
            dry_run = self._settings.dry_run
        return tuple(_state(route, dry_run) for route in routes)

    def try_out(self, output: str) -> None:
        """See :class:`DoorOutputs`."""
        with self._lock:
            route = self._routes.get(output)
        if route is None:
            raise unknown_output(output)
        if route.worker is None:
            _try_alone(self._make([route.output], _to_nobody))
            return
        connected, _pressed, _waiting, trouble = route.worker.facts()
        if not connected:  # a second driver would take the device from the first
            raise trouble or _not_yet(output)

    def close(self) -> None:
        """See :class:`DoorOutputs`."""
        with self._configuring:
            with self._lock:
                self._closed = True
            self._end_devices()
            self._answers.shutdown()

    def _use(self, settings: DoorSettings) -> None:
        self._end_devices()
        devices: dict[str, list[OutputSettings]] = {}
        for output in settings.outputs if self._started and not settings.dry_run else ():
            devices.setdefault(device_of(output), []).append(output)
        workers = {
            device: OutputWorker(outputs[0].name, self._make(outputs, self._tell_contact), self._clock, self._tell)
            for device, outputs in devices.items()
        }
        routes = {
            each.name: _Route(each, workers.get(device_of(each)), each.channel if isinstance(each, SerialOutput) else 1)
            for each in settings.outputs
        }
        with self._lock:
            self._settings, self._routes, self._workers = settings, routes, workers

    def _end_devices(self) -> None:
        with self._lock:
            workers = tuple(self._workers.values())
            self._routes, self._workers = {}, {}
        # All are told before any is waited for: one that hangs must not keep the doors of the others open.
        for worker in workers:
            worker.end()
        until = self._clock.monotonic() + CLOSE_TIMEOUT
        for worker in workers:
            worker.close(max(0.0, until - self._clock.monotonic()))

    def _moving_nothing(self, order: PulseOrder, *, known: bool) -> PulseResult:
        if not known and not self._settings.dry_run:
            return self._result(order, PulseOutcome.FAILED, unknown_output(order.output))
        if not order.is_fresh(self._clock.now()):
            return self._result(order, PulseOutcome.STALE, too_late())
        return self._result(order, PulseOutcome.DRY_RUN, None)

    def _result(self, order: PulseOrder, outcome: PulseOutcome, error: FacegateError | None) -> PulseResult:
        return result_of(order, outcome, self._clock.now(), error)

    def _tell(self, result: PulseResult) -> None:
        for listener in self._listeners:
            try:
                listener(result)
            except Exception as error:  # noqa: BLE001 - a listener's fault must not keep a door open or shut
                logs.doors.error("a listener of door results failed (%s)", type(error).__name__)

    def _tell_contact(self, output: str, is_open: bool, at: datetime) -> None:
        for listener in self._contact_listeners:
            try:
                listener(output, is_open, at)
            except Exception as error:  # noqa: BLE001 - a listener's fault must not end the thread of a connection
                logs.doors.error("a listener of door contacts failed (%s)", type(error).__name__)


def _to_nobody(_output: str, _is_open: bool, _at: datetime) -> None:
    """Who only tries an output out does not watch its door."""


def _state(route: _Route, dry_run: bool) -> OutputState:
    output, worker = route.output, route.worker
    if worker is None:
        return OutputState(output.name, output.kind, shown_place(output), dry_run=dry_run, ready=dry_run)
    connected, pressed, waiting, trouble = worker.facts()
    return OutputState(
        output.name,
        output.kind,
        shown_place(output),
        dry_run=False,
        ready=connected,
        pressed=route.contact in pressed,
        waiting=waiting,
        trouble=trouble,
    )


def _try_alone(driver: Driver) -> None:
    try:
        driver.connect()
        driver.try_out()
    finally:
        driver.close()


def _not_yet(output: str) -> DoorError:
    return DoorError(
        "Output not reached yet",
        "The output {output} was only just started.",
        "Try again in some seconds.",
        output=repr(output),
    )


def unknown_output(output: str) -> NotFoundError:
    """An output that the settings do not know."""
    return NotFoundError(
        "No such output",
        "There is no output {output} in the settings.",
        "Add it, or give the door another one; 'facegate doors list' shows those that there are.",
        output=repr(output),
    )
