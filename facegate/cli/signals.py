"""Ctrl-C and SIGTERM: a clean stop, and an exit status that says which it was."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STATUS_OF_SIGNAL = 128
"""A shell's exit status for a process that a signal ended is this plus the signal's number."""


class Stopped(BaseException):
    """The user or the system asked the program to end. Not an error, so nothing that handles errors catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _STATUS_OF_SIGNAL + number


class Signals:
    """Requests to stop, raised in the main thread as :class:`Stopped`, or remembered while :meth:`held`.

    Only the first is raised: what closes after it is not interrupted by an impatient second.
    """

    def __init__(self) -> None:
        self._holding = 0
        self._raised = False
        self._pending: int | None = None

    @contextmanager
    def installed(self) -> Iterator[Signals]:
        """Handle signals here, and as before afterwards. Does nothing outside the main thread."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before = {number: signal.signal(number, self._handle) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the block run to its end; a signal that came meanwhile and was not taken is raised after it."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
        if self._pending is not None and not self._holding:
            self._raise(self._pending)

    def take(self) -> Stopped | None:
        """Inside :meth:`held`: the signal that came, if one did, for the caller to raise once it has cleaned up."""
        if self._pending is None:
            return None
        self._raised = True
        number, self._pending = self._pending, None
        return Stopped(number)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        if self._raised:
            return
        # No lock is touched here: the interrupted code may be holding it.
        self._pending = number
        if not self._holding:
            self._raise(number)

    def _raise(self, number: int) -> None:
        self._raised, self._pending = True, None
        raise Stopped(number)
