"""Long work off the caller's thread: one job after another, with progress and cancel."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from facegate import logs
from facegate.errors import BugError, FacegateError

T = TypeVar("T")


class JobCancelled(Exception):  # noqa: N818 - a request, not an error
    """Raised by :meth:`JobContext.check` inside a job that was cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: steps done of a total (0: unknown), and what it is doing."""

    done: int
    total: int
    text: str


class JobContext:
    """What a job's work gets to talk with."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._cancel = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Raise JobCancelled if the user asked to stop."""
        if self._cancel.is_set():
            raise JobCancelled

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; from the job's thread."""
        self._tell(Progress(done, total, text))

    def cancel(self) -> None:
        """Ask to stop."""
        self._cancel.set()


class Job(Generic[T]):
    """Work that was submitted.

    Attributes:
        number: counts up from 1.
        title: for the screen.
        future: resolves on the job thread: to the result, a FacegateError, or
            cancelled.
    """

    def __init__(
        self, number: int, title: str, work: Callable[[JobContext], T], tell: Callable[[Progress], None]
    ) -> None:
        self.number = number
        self.title = title
        self.future: Future[T] = Future()
        self._work = work
        self._context = JobContext(tell)

    def cancel(self) -> None:
        """Ask the work to stop; a job that has not begun never does."""
        self._context.cancel()

    def run(self) -> None:
        """Do the work; on the job thread."""
        if self._context.cancelled:
            self.future.cancel()
        # False as well where somebody cancelled the future itself.
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self._work(self._context))
        except JobCancelled:
            self.future.set_exception(CancelledError())
        except FacegateError as error:
            self.future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - thread boundary: shown as what it is, a bug
            logs.app.exception("a job failed")
            self.future.set_exception(
                BugError(
                    "Task failed",
                    "An unexpected error stopped it ({kind}).",
                    "Please report this.",
                    kind=type(error).__name__,
                )
            )


class JobQueue:
    """One thread, first come, first served: two imports or two model switches never meet."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._queue: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._current: Job[Any] | None = None
        self._closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="facegate-jobs")
        self._thread.start()

    def submit(
        self, title: str, work: Callable[[JobContext], T], on_progress: Callable[[Progress], None] | None = None
    ) -> Job[T]:
        """Queue work; ``on_progress`` is called on the job thread and must return at once.

        After :meth:`close` the job is cancelled when this returns.
        """
        job = Job(next(self._numbers), title, work, on_progress or (lambda _progress: None))
        # Nothing may be queued behind the mark that ends the thread: its future would never resolve.
        with self._closing:
            if not self._closed:
                self._queue.put(job)
                return job
        job.cancel()
        job.run()
        return job

    def close(self, timeout: float = 10.0) -> bool:
        """Cancel what runs and what waits, and end the thread; False if it still runs after ``timeout`` seconds."""
        with self._closing:
            self._closed = True
            self._queue.put(None)
        current = self._current
        if current is not None:
            current.cancel()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            self._current = job
            if self._closed:
                job.cancel()
            job.run()
            self._current = None
