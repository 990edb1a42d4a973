"""The bounded queue in front of the writer."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection

from facegate.domain.events import Event, EventDraft
from facegate.domain.ids import EventId, new_event_id
from facegate.errors import StorageError


def _acknowledgement() -> Future[Event]:
    future: Future[Event] = Future()
    # From here on nobody can cancel it: an event is a fact, it happened.
    future.set_running_or_notify_cancel()
    return future


@dataclass(frozen=True, slots=True, eq=False)
class AppendTask:
    """An event to be logged; it has its id from the start, so that it is never logged twice."""

    draft: EventDraft
    event_id: EventId = field(default_factory=new_event_id)
    future: Future[Event] = field(default_factory=_acknowledgement)
    others: tuple[AppendTask, ...] = ()
    """What is committed with it; none of these has others."""


@dataclass(frozen=True, slots=True, eq=False)
class TransactionTask:
    """Work for one transaction on the writer's connection."""

    work: Callable[[Connection], Any]
    future: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class ExclusiveTask:
    """Work outside a transaction, while the writer's connection rests."""

    work: Callable[[], Any]
    future: Future[Any] = field(default_factory=Future)


Task: TypeAlias = AppendTask | TransactionTask | ExclusiveTask


class Inbox:
    """First in, first out. Any thread puts, one thread takes."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._tasks: deque[Task] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, task: Task) -> None:
        """Queue a task; never waits.

        Raises:
            StorageError: it is closed or full.
        """
        with self._changed:
            if self._closed:
                raise closed_error()
            if len(self._tasks) >= self._capacity:
                raise StorageError(
                    "Recording falls behind",
                    "{count} records wait to be written.",
                    "See why the disk does not take them: it may be full, very slow or disconnected.",
                    count=len(self._tasks),
                )
            self._tasks.append(task)
            self._changed.notify_all()

    def take(self, most: int) -> list[Task]:
        """Wait for tasks: several events that follow each other, or one other task; empty once closed and drained."""
        with self._changed:
            self._changed.wait_for(lambda: self._tasks or self._closed)
            if not self._tasks:
                return []
            taken = [self._tasks.popleft()]
            while (
                isinstance(taken[0], AppendTask)
                and len(taken) < most
                and self._tasks
                and isinstance(self._tasks[0], AppendTask)
            ):
                taken.append(self._tasks.popleft())
            return taken

    def close(self) -> None:
        """Take no more; what is inside can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def abandon(self) -> list[Task]:
        """Remove and return everything."""
        with self._changed:
            left = list(self._tasks)
            self._tasks.clear()
            return left


def closed_error() -> StorageError:
    """What calls after the end get."""
    return StorageError(
        "Storage is closed",
        "The data folder was closed, so nothing can be recorded any more.",
        "Start FaceGate again.",
    )
