"""A clock that rings every hour, so that what is kept for days is erased on its day and not at the next start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Self

from facegate import logs

INTERVAL = 3600.0
"""Seconds. The promise is in days; an hour late is within it."""

_CLOSE_TIMEOUT = 10.0


class Expiry:
    """Calls ``purge`` at intervals on a thread of its own, until it is closed."""

    def __init__(self, purge: Callable[[], object], interval: float = INTERVAL) -> None:
        self._purge = purge
        self._interval = interval
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="facegate-expiry", daemon=True)

    def start(self) -> Self:
        """Begin; the first call comes after an interval."""
        self._thread.start()
        return self

    def close(self) -> None:
        """End; waits for a call that is under way."""
        self._closing.set()
        self._thread.join(_CLOSE_TIMEOUT)

    def _run(self) -> None:
        while not self._closing.wait(self._interval):
            try:
                self._purge()
            except Exception:  # noqa: BLE001 - thread boundary: logged, and tried again in an hour
                logs.storage.exception("what has expired could not be erased")
