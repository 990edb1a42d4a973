"""The way of an event: draft, queue, commit, acknowledged, told to the listeners."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace

from facegate import logs
from facegate.domain.access.codes import Alarm
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.ids import new_event_id
from facegate.domain.ports import EventLog
from facegate.domain.records import MAX_PLACE, DoorRecord, DoorVerdict
from facegate.errors import FacegateError, StorageError
from facegate.pipeline.access.recording import DOOR_SOURCE

MAX_BACKLOG = 1000
"""Drafts that may wait for a log that takes none; beyond it recognition stops rather than lose one."""


class EventFeed:
    """Hands drafts to the log and tells what was committed. Used by the inference thread.

    ``on_error`` gets what keeps the log from taking events, and None once it takes them again.
    """

    def __init__(
        self, log: EventLog, on_event: Callable[[Event], None], on_error: Callable[[FacegateError | None], None]
    ) -> None:
        self._log = log
        self._on_event = on_event
        self._on_error = on_error
        self._backlog: deque[EventDraft] = deque()
        self._open = 0
        self._told = ""
        self._settled = threading.Condition()

    def send(self, drafts: Iterable[EventDraft]) -> None:
        """Queue drafts, older ones that had to wait first.

        Raises:
            StorageError: more drafts wait than may be held.
        """
        self._backlog.extend(drafts)
        while self._backlog:
            try:
                futures = self._append(self._backlog[0])
            except StorageError as error:
                # Tried again with every frame, said once.
                if error.title != self._told:
                    self._told = error.title
                    self._on_error(error)
                if len(self._backlog) > MAX_BACKLOG:
                    raise
                return
            self._backlog.popleft()
            if self._told:
                self._told = ""
                self._on_error(None)
            with self._settled:
                self._open += len(futures)
            for future in futures:
                future.add_done_callback(self._acknowledge)

    def settle(self, timeout: float) -> bool:
        """Wait until everything that was sent is committed; False if it is not after ``timeout`` seconds."""
        with self._settled:
            return self._settled.wait_for(lambda: self._open == 0, timeout) and not self._backlog

    def _append(self, draft: EventDraft) -> list[Future[Event]]:
        if draft.watched is None:
            return [self._log.append(draft)]
        # With the sighting or not at all: there is nothing else to tell that somebody was there.
        sighting, place = new_event_id(), draft.source[:MAX_PLACE] or "*"
        said = DoorRecord(place, DoorVerdict.ALARM, sighting, code=Alarm.WATCH_LIST.value, subject_id=draft.watched)
        alarm = EventDraft(EventType.DOOR, draft.occurred_at, DOOR_SOURCE, door=said)
        return self._log.append_together([(sighting, replace(draft, watched=None)), (new_event_id(), alarm)])

    def _acknowledge(self, future: Future[Event]) -> None:
        # On the writer's thread.
        try:
            error = future.exception()
            if error is None:
                self._on_event(future.result())
            elif isinstance(error, FacegateError):
                logs.storage.error("an event was not recorded: %s", error.title)
                self._on_error(error)
            else:
                raise error
        finally:
            with self._settled:
                self._open -= 1
                self._settled.notify_all()
