"""Calls into drivers that may hang, made so that the caller never does."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class BoundedWorker:
    """Runs calls one after the other on a thread of its own; the caller waits for each only so long.

    A call in flight cannot be interrupted: after a time-out the thread stays
    inside it, and ends after it and after the clean-up that :meth:`end` left.

    Args:
        name: of the thread; shown in dumps, so never with credentials.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        # Daemon: a hung driver must not keep the program from ending. Whoever owns the worker ends it.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def call(self, work: Callable[[], T], timeout: float) -> T:
        """The result of ``work``, or its exception.

        Raises:
            TimeoutError: there was none within ``timeout`` seconds.
        """
        future: Future[T] = Future()
        self._calls.put((work, future))
        return future.result(timeout)

    def end(self, clean_up: Callable[[], None], timeout: float) -> bool:
        """Run ``clean_up`` after what is under way, then end the thread; False if it is not over within ``timeout``."""
        self._calls.put((clean_up, Future()))
        self._calls.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (entry := self._calls.get()) is not None:
            work, future = entry
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - thread boundary: the caller gets it
                future.set_exception(error)
            # Nothing of the last call, such as a picture, is kept alive while waiting for the next.
            del entry, work, future
