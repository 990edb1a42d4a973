"""Messages that must arrive, kept in a file until they did.

The file grows by a line a change, each on disk before the call returns, and is
written anew when most of it is history. It holds ids and times, no names.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from facegate import logs
from facegate.errors import DoorError
from facegate.settings.files import PRIVATE_FILE, PRIVATE_FOLDER, write_atomically

CAPACITY = 10_000
"""Messages that may wait: days of a busy gate, and some megabytes."""

_HISTORY = 1000
"""Lines beyond those that count, before the file is written anew."""


@dataclass(frozen=True, slots=True)
class Message:
    """One order as it is told.

    Attributes:
        decision: the event with the decision.
        door, output: where.
        seconds: of the pulse.
        decided_at: ISO 8601 in UTC.
        expired: whether it is told as history only: its time to open is over.
    """

    decision: str
    door: str
    output: str
    seconds: float
    decided_at: str
    expired: bool = False


class Outbox:
    """See the module. Thread-safe. Opened by the first call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._messages: dict[str, Message] | None = None
        self._lines = 0

    def __len__(self) -> int:
        with self._lock:
            return len(self._messages or ())

    def open(self) -> None:
        """Read what the last program left: all of it is history now, for its moment is over.

        Raises:
            DoorError: it cannot be read or written.
        """
        with self._lock:
            self._loaded()

    def put(self, message: Message) -> None:
        """Keep a message, for want of room instead of the oldest that is history.

        Raises:
            DoorError: there is no room for it, or the disk does not take it.
        """
        with self._lock:
            messages = self._loaded()
            if len(messages) >= CAPACITY and not self._dropped_oldest(messages):
                raise DoorError(
                    "Too many messages wait",
                    "{count} messages wait for {output}.",
                    "See why the other side takes none.",
                    count=len(messages),
                    output=message.output,
                )
            self._append({"put": asdict(message)})
            messages[message.decision] = message

    def expire(self, decision: str) -> None:
        """Its moment is over; tell it as history. Held in memory alone: after a restart everything is."""
        with self._lock:
            messages = self._loaded()
            if decision in messages:
                messages[decision] = replace(messages[decision], expired=True)

    def delivered(self, decision: str) -> None:
        """It arrived. Raises DoorError: that cannot be written; it may be told twice then."""
        with self._lock:
            messages = self._loaded()
            if decision in messages:
                self._strike(messages, decision)

    def oldest_expired(self) -> Message | None:
        """What is to be told next as history."""
        with self._lock:
            return next((each for each in (self._messages or {}).values() if each.expired), None)

    def put_last(self, decision: str) -> None:
        """Let others go first: this one is not taken just now."""
        with self._lock:
            messages = self._loaded()
            message = messages.pop(decision, None)
            if message is not None:
                messages[decision] = message

    def _dropped_oldest(self, messages: dict[str, Message]) -> bool:
        """Make room: a receiver that takes no history must not keep a door shut for good. The log has it anyway."""
        oldest = next((each.decision for each in messages.values() if each.expired), None)
        if oldest is None:
            return False
        logs.doors.error("an outbox is full: its oldest message was dropped")
        self._strike(messages, oldest)
        return True

    def _strike(self, messages: dict[str, Message], decision: str) -> None:
        del messages[decision]
        self._append({"done": decision})
        if self._lines > len(messages) + _HISTORY:
            self._rewrite(messages)

    def _loaded(self) -> dict[str, Message]:
        if self._messages is None:
            try:
                self._path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
                kept = _read(self._path)
                self._rewrite(kept)
            except OSError as error:
                raise self._failed(error) from error
            self._messages = kept
        return self._messages

    def _append(self, entry: dict[str, Any]) -> None:
        # Begun on a line of its own, whatever a full disk left of the one before.
        line = b"\n" + json.dumps(entry, separators=(",", ":")).encode() + b"\n"
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
            try:
                if os.write(descriptor, line) != len(line):
                    raise OSError(0, "the disk took a part of it")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._failed(error) from error
        self._lines += 1

    def _rewrite(self, messages: dict[str, Message]) -> None:
        lines = [json.dumps({"put": asdict(each)}, separators=(",", ":")) + "\n" for each in messages.values()]
        try:
            write_atomically(self._path, "".join(lines).encode())
        except OSError as error:
            raise self._failed(error) from error
        self._lines = len(lines)

    def _failed(self, error: OSError) -> DoorError:
        return DoorError(
            "Message not kept",
            "{path} cannot be read or written: {reason}.",
            "Free some space, or give your account the right to write there.",
            path=self._path,
            reason=error.strerror or error,
        )


def _read(path: Path) -> dict[str, Message]:
    messages: dict[str, Message] = {}
    unreadable = 0
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return messages
    for line in filter(None, data.splitlines()):
        try:
            entry = json.loads(line)
            if "put" in entry:
                message = replace(Message(**entry["put"]), expired=True)
                messages[str(message.decision)] = message
            else:
                messages.pop(entry["done"], None)
        except (ValueError, TypeError, KeyError):
            unreadable += 1  # the last line of a program that was killed while it wrote
    if unreadable:
        logs.doors.warning("%d lines of an outbox cannot be read", unreadable)
    return messages
