"""The writer: one thread owns the only connection that writes; others send it tasks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, exc

from facegate import logs
from facegate.domain.events import Event, EventDraft
from facegate.domain.ids import EventId
from facegate.errors import BugError, DamagedDataError, FacegateError, StorageError
from facegate.storage import engine as sqlite
from facegate.storage.appender import Appender
from facegate.storage.inbox import AppendTask, ExclusiveTask, Inbox, Task, TransactionTask, closed_error
from facegate.storage.troubles import PASSING, explain

CAPACITY = 10_000
"""Tasks that may wait: hours of a busy gate, and a few megabytes."""

BATCH = 500
"""Events for one commit, hence one fsync."""

FIRST_RETRY, LAST_RETRY = 0.5, 10.0
"""Seconds between attempts while the disk takes nothing; doubled each time."""

ANSWER_TIMEOUT = 30.0
"""Seconds a caller waits for a change of people before it is withdrawn."""

CLOSE_TIMEOUT = 10.0
"""Seconds for what waits to be written when the program ends."""

T = TypeVar("T")
TroubleListener = Callable[[FacegateError | None], None]
"""Told what keeps events from being recorded, and None when they are again; on the writer's thread."""


class Writes(Protocol):
    """What the log and the records of people need of a writer."""

    @property
    def trouble(self) -> FacegateError | None:
        """What keeps events from being recorded just now."""

    def append(self, draft: EventDraft) -> Future[Event]:
        """Queue an event. Raises StorageError."""

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:
        """Queue events for one transaction. Raises StorageError."""

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do some work in one transaction and wait for it. Raises FacegateError."""

    def run_alone(self, work: Callable[[], T]) -> T:
        """Do some work while nothing else writes and wait for it. Raises FacegateError."""


class Writer:
    """See the module. Starts with :meth:`start`, ends with :meth:`close`; everything else from any thread."""

    def __init__(self, engine: Engine, database: Path, appender: Appender, on_trouble: TroubleListener) -> None:
        self._engine = engine
        self._database = database
        self._appender = appender
        self._on_trouble = on_trouble
        self._inbox = Inbox(CAPACITY)
        self._closing = threading.Event()
        self._deadline = float("inf")
        self._connection: Connection | None = None
        self._trouble: FacegateError | None = None
        self._started: Future[DamagedDataError | None] = Future()
        # A daemon, so that a program that ends without close() does end: whatever is not committed
        # then was never acknowledged.
        self._thread = threading.Thread(target=self._run, name="facegate-writer", daemon=True)

    @property
    def trouble(self) -> FacegateError | None:
        """What keeps events from being recorded just now."""
        return self._trouble

    def start(self) -> DamagedDataError | None:
        """Open the connection and find the end of the log; return what is wrong with the log.

        Raises:
            FacegateError: the database cannot be written.
        """
        self._thread.start()
        return self._started.result()

    def append(self, draft: EventDraft) -> Future[Event]:
        """See :class:`Writes`."""
        task = AppendTask(draft)
        self._inbox.put(task)
        return task.future

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:
        """See :class:`Writes`."""
        others = tuple(AppendTask(draft, event_id) for event_id, draft in drafts[1:])
        first = AppendTask(drafts[0][1], drafts[0][0], others=others)
        self._inbox.put(first)
        return [task.future for task in (first, *others)]

    def run(self, work: Callable[[Connection], T]) -> T:
        """See :class:`Writes`."""
        answer: T = self._answered(TransactionTask(work))
        return answer

    def run_alone(self, work: Callable[[], T]) -> T:
        """See :class:`Writes`."""
        answer: T = self._answered(ExclusiveTask(work))
        return answer

    def close(self, timeout: float = CLOSE_TIMEOUT) -> None:
        """Write what waits and end; safe to call twice.

        What cannot be written within ``timeout`` seconds is reported to those
        who wait for it and in the log, with its number.
        """
        self._deadline = time.monotonic() + timeout
        self._inbox.close()
        self._closing.set()
        self._thread.join(timeout + sqlite.BUSY_TIMEOUT)
        if self._thread.is_alive():
            logs.storage.error("the writer did not end; the disk may hang")
        self._fail(self._inbox.abandon(), closed_error())

    # -- callers' threads ------------------------------------------------------

    def _answered(self, task: TransactionTask | ExclusiveTask) -> Any:
        if threading.current_thread() is self._thread:
            raise BugError("Writer waits for itself", "A change was asked for on the writer's thread.", "Report this.")
        self._inbox.put(task)
        try:
            return task.future.result(ANSWER_TIMEOUT)
        except TimeoutError:
            if task.future.cancel():
                raise self._trouble or _too_slow() from None
            return task.future.result()

    # -- the writer's thread ---------------------------------------------------

    def _run(self) -> None:
        try:
            with sqlite.translated(self._database), self._connected().begin():
                damage = self._appender.start(self._connected())
        except Exception as error:  # noqa: BLE001 - thread boundary: start() raises it
            self._disconnect()
            self._started.set_exception(_shown(error))
            return
        self._started.set_result(damage)
        while tasks := self._inbox.take(BATCH):
            self._handle(tasks)
        self._publish()
        self._disconnect()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _handle(self, tasks: Sequence[Task]) -> None:
        try:
            match tasks[0]:
                case AppendTask():
                    self._append(_all_events(tasks))
                case TransactionTask(work=work, future=future):
                    self._answer(future, partial(self._transaction, work))
                case ExclusiveTask(work=alone, future=future):
                    self._answer(future, alone)
        except Exception as error:  # noqa: BLE001 - thread boundary: the tasks' owners are told, the thread goes on
            logs.storage.error("the writer failed (%s)", type(error).__name__)
            self._fail(tasks, _shown(error))
            self._disconnect()

    def _answer(self, future: Future[Any], work: Callable[[], Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            with sqlite.translated(self._database):
                result = work()
        except FacegateError as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _transaction(self, work: Callable[[Connection], Any]) -> Any:
        with self._connected().begin():
            return work(self._connected())

    def _append(self, tasks: list[AppendTask]) -> None:
        delay = FIRST_RETRY
        while True:
            try:
                recorded = self._commit(tasks)
                break
            except exc.SQLAlchemyError as error:
                trouble = sqlite.diagnose(error)
                shown = explain(trouble, self._database, type(error).__name__)
                self._report(shown)
                if trouble not in PASSING or not self._wait(delay):
                    self._fail(tasks, shown)
                    return
                delay = min(delay * 2, LAST_RETRY)
        self._report(None)
        for task, event in zip(tasks, recorded, strict=True):
            task.future.set_result(event)
        self._publish()

    def _commit(self, tasks: list[AppendTask]) -> list[Event]:
        drafts = [(task.event_id, task.draft) for task in tasks]
        with self._connected().begin():
            recorded = self._appender.write(self._connected(), drafts)
        self._appender.committed()
        return recorded

    def _publish(self) -> None:
        try:
            self._appender.publish()
        except FacegateError as error:
            # The events are safe; the head catches up with the next commit or start.
            logs.storage.warning("the head of the event log could not be written: %s", error.title)

    def _wait(self, delay: float) -> bool:
        """Wait before another attempt; False when time is up."""
        if self._closing.is_set():
            # The event would return at once now.
            time.sleep(min(delay, FIRST_RETRY))
        else:
            self._closing.wait(delay)
        return time.monotonic() < self._deadline

    def _report(self, trouble: FacegateError | None) -> None:
        before, self._trouble = self._trouble, trouble
        if (before and before.title) == (trouble and trouble.title):
            return
        if trouble is None:
            logs.storage.info("events are recorded again")
        else:
            logs.storage.error("events wait to be recorded: %s", trouble.text())
        self._on_trouble(trouble)

    @staticmethod
    def _fail(tasks: Sequence[Task], error: FacegateError) -> None:
        events = _all_events(tasks)
        if events:
            logs.storage.error("%d events could not be recorded: %s", len(events), error.title)
        for task in (*events, *(task for task in tasks if not isinstance(task, AppendTask))):
            if not task.future.done():
                task.future.set_exception(error)


class NoWriter:
    """Stands in where the data folder was opened for reading."""

    trouble = None

    def append(self, draft: EventDraft) -> Future[Event]:  # noqa: ARG002
        """See :class:`Writes`."""
        raise self._refusal()

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:  # noqa: ARG002
        """See :class:`Writes`."""
        raise self._refusal()

    def run(self, work: Callable[[Connection], T]) -> T:  # noqa: ARG002
        """See :class:`Writes`."""
        raise self._refusal()

    def run_alone(self, work: Callable[[], T]) -> T:  # noqa: ARG002
        """See :class:`Writes`."""
        raise self._refusal()

    @staticmethod
    def _refusal() -> StorageError:
        return StorageError(
            "Opened for reading",
            "The data folder was opened for reading, so nothing can be changed.",
            "Change it in the running FaceGate, or close that one first.",
        )


def _all_events(tasks: Sequence[Task]) -> list[AppendTask]:
    """Those that are to be appended, each before what is committed with it."""
    return [each for task in tasks if isinstance(task, AppendTask) for each in (task, *task.others)]


def _too_slow() -> StorageError:
    return StorageError(
        "Database busy",
        "The change waited {seconds:.0f} seconds for its turn and was withdrawn.",
        "Try again; if this happens often, see whether the disk is full or very slow.",
        seconds=ANSWER_TIMEOUT,
    )


def _shown(error: Exception) -> FacegateError:
    if isinstance(error, FacegateError):
        return error
    return BugError(
        "Recording failed", "A change could not be recorded ({kind}).", "Please report this.", kind=type(error).__name__
    )
