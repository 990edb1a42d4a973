"""One-place mailboxes between threads.

State is newest-wins: a reader that is late sees the newest value, not a queue
of old ones. Where a recording must be seen frame by frame, a hand-over makes
the writer wait instead.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(ABC, Generic[T]):
    """A place for one value, shared by a writer and a reader."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._value: T | None = None
        self._closed = False

    @abstractmethod
    def put(self, value: T) -> bool:
        """Leave a value; False once closed."""

    def take(self, timeout: float) -> T | None:
        """Remove and return the value; None after ``timeout`` seconds or once closed and empty."""
        with self._condition:
            self._condition.wait_for(lambda: self._value is not None or self._closed, timeout)
            value, self._value = self._value, None
            self._condition.notify_all()
            return value

    def close(self) -> None:
        """Wake everybody; a value that is still inside can be taken."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed


class LatestSlot(Mailbox[T]):
    """Newest wins: a value that nobody took is replaced.

    Attributes:
        dropped: how many were.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0

    def put(self, value: T) -> bool:
        """Leave a value, never waiting; False once closed."""
        with self._condition:
            if self._closed:
                return False
            self.dropped += self._value is not None
            self._value = value
            self._condition.notify_all()
            return True


class HandOver(Mailbox[T]):
    """Nothing is lost: the writer waits until the value before was taken."""

    def put(self, value: T) -> bool:
        """Leave a value as soon as the place is free; False once closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._value is None or self._closed)
            if self._closed:
                return False
            self._value = value
            self._condition.notify_all()
            return True
