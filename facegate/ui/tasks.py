"""Work off the window's thread, and its outcome back on it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from facegate.errors import BugError, FacegateError
from facegate.pipeline.jobs import Job, JobContext, JobQueue, Progress

T = TypeVar("T")

OnDone = Callable[[Any], None]
OnError = Callable[[FacegateError], None]
OnProgress = Callable[[Progress], None]


class Handle:
    """A task under way. Belongs to the window's thread."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._job: Job[Any] | None = None
        self.wanted = True
        self.running = True

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``on_cancelled``."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Not wanted any more: whatever comes of it is ignored."""
        self.wanted = False
        self.cancel()

    def attach(self, job: Job[Any]) -> None:
        """Remember what to cancel."""
        self._job = job

    @property
    def heard(self) -> bool:
        """Whether somebody still listens."""
        return self.wanted and isValid(self._owner)


class Tasks(QObject):
    """Three lanes: changes one after another on the job thread; look-ups, and an operator's acts, on own threads.

    Look-ups have their own because a search must not wait behind an export, and acts because a lock-down must wait
    behind nothing.
    Callbacks run on the window's thread, and not at all once their owner is
    gone. An error without ``on_error`` goes to :attr:`failed`.
    """

    failed = Signal(object)
    _wake = Signal()

    def __init__(self, jobs: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="facegate-queries")
        self._acting = ThreadPoolExecutor(1, thread_name_prefix="facegate-acts")
        self._closed = False
        self._lock = threading.Lock()
        self._wake.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        title: str,
        work: Callable[[JobContext], Any],
        *,
        on_done: OnDone | None = None,
        on_error: OnError | None = None,
        on_progress: OnProgress | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> Handle:
        """Queue a change or something long."""
        handle = Handle(owner)

        def progressed(progress: Progress) -> None:
            if on_progress is not None:
                self._post(lambda: on_progress(progress) if handle.heard else None)

        job = self._jobs.submit(title, work, progressed)
        handle.attach(job)
        job.future.add_done_callback(lambda future: self._finish(handle, future, on_done, on_error, on_cancelled))
        return handle

    def query(
        self, owner: QObject, work: Callable[[], T], on_done: Callable[[T], None], on_error: OnError | None = None
    ) -> Handle:
        """Look something up."""
        handle = Handle(owner)
        if not self._closed:
            future = self._reading.submit(work)
            future.add_done_callback(lambda done: self._finish(handle, done, on_done, on_error, None))
        return handle

    def act(
        self, owner: QObject, work: Callable[[], T], on_done: Callable[[T], None], on_error: OnError | None = None
    ) -> Handle:
        """Do at once what an operator wants done at once."""
        handle = Handle(owner)
        if not self._closed:
            future = self._acting.submit(work)
            future.add_done_callback(lambda done: self._finish(handle, done, on_done, on_error, None))
        return handle

    def follow(
        self, owner: QObject, future: Future[T], on_done: Callable[[T], None], on_error: OnError | None = None
    ) -> Handle:
        """Hear of what somebody else's thread does."""
        handle = Handle(owner)
        future.add_done_callback(lambda done: self._finish(handle, done, on_done, on_error, None))
        return handle

    def close(self) -> None:
        """Let nothing more begin and hear of nothing more; waits for the look-up and the act under way."""
        with self._lock:
            self._closed = True
        self._acting.shutdown(wait=True)
        self._reading.shutdown(wait=True, cancel_futures=True)

    def _finish(
        self,
        handle: Handle,
        future: Future[Any],
        on_done: OnDone | None,
        on_error: OnError | None,
        on_cancelled: Callable[[], None] | None,
    ) -> None:
        # On whichever thread the work ran.
        def deliver() -> None:
            handle.running = False
            if not handle.heard:
                return
            error = CancelledError() if future.cancelled() else future.exception()
            if error is None:
                if on_done is not None:
                    on_done(future.result())
            elif isinstance(error, CancelledError):
                if on_cancelled is not None:
                    on_cancelled()
            else:
                (on_error or self.failed.emit)(as_shown(error))

        self._post(deliver)

    def _post(self, call: Callable[[], None]) -> None:
        with self._lock:
            if not self._closed:
                self._inbox.put(call)
                self._wake.emit()

    @Slot()
    def _drain(self) -> None:
        while not self._closed:
            try:
                call = self._inbox.get_nowait()
            except queue.Empty:
                return
            call()


def as_shown(error: BaseException) -> FacegateError:
    """The error itself where it is one of ours; anything else is a bug and shown as one."""
    if isinstance(error, FacegateError):
        return error
    return BugError(
        "Task failed", "An unexpected error stopped it ({kind}).", "Please report this.", kind=type(error).__name__
    )
