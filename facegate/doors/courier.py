"""Delivers messages whose moment is over, as history, until they are taken."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from facegate import logs
from facegate.domain.backoff import BackOff
from facegate.doors.outbox import Message, Outbox
from facegate.errors import DoorError

RETRY = BackOff(free=0, first=1.0, most=300.0)
"""A receiver that is away all night is asked once in five minutes, and knows all five minutes after it is back."""

_REST = 3600.0
"""Seconds without anything to do; being woken is what ends it."""


class Courier:
    """See the module. :meth:`step` does the work; :meth:`start` has a thread of its own do it."""

    def __init__(self, name: str, outbox: Outbox, send: Callable[[Message], None]) -> None:
        self._name = name
        self._outbox = outbox
        self._send = send
        self._failures = 0
        self._woken = threading.Event()
        self._lock = threading.Lock()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def step(self) -> float:
        """Try one message; return the seconds to wait before the next."""
        message = self._outbox.oldest_expired()
        if message is None:
            return _REST
        try:
            self._send(message)
            self._outbox.delivered(message.decision)
        except DoorError:
            # One that is never taken must not stand before all others.
            self._outbox.put_last(message.decision)
            self._failures += 1
            return RETRY.wait(self._failures) * random.uniform(0.5, 1.0)  # noqa: S311 - nothing is secret in it
        self._failures = 0
        return 0.0

    def wake(self) -> None:
        """There may be something to do."""
        if self._failures == 0:  # who waits after a failure goes on waiting
            self._woken.set()

    def start(self) -> None:
        """Begin, or go on."""
        with self._lock:
            self._stopping = False
            if self._thread is None:
                # A daemon: what is not delivered when the program ends is in the file.
                self._thread = threading.Thread(target=self._run, name=f"facegate-courier-{self._name}", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End after the message that is on its way; does not wait for that."""
        with self._lock:
            self._stopping = True
            self._woken.set()

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._stopping:
                    self._thread = None
                    return
            try:
                wait = self.step()
            except Exception as error:  # noqa: BLE001 - thread boundary: the message stays where it is
                logs.doors.error("messages cannot be delivered (%s)", type(error).__name__)
                wait = RETRY.most
            self._woken.wait(wait)
            self._woken.clear()
