"""From the pipeline's threads to the window's: one coalesced signal, no pixels in it."""

from __future__ import annotations

import threading
from collections import deque

from PySide6.QtCore import QObject, Qt, Signal, Slot

from facegate.domain.events import Event
from facegate.pipeline.results import FrameResult, RunnerStatus
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import Settings
from facegate.settings.store import SettingsStore


class Bridge(QObject):
    """Listens to the runner and to the settings, and repeats both on the window's thread.

    State is newest-wins: of many results or statuses that come while the
    window is busy it sees the last. Events are all passed on, in order. At
    most one wake-up waits in the window's event queue at any time.

    Signals:
        result_changed: the newest FrameResult; all are emitted on the window's thread.
        status_changed: the newest RunnerStatus.
        event_logged: each committed Event.
        settings_changed: the newest Settings.
    """

    result_changed = Signal(object)
    status_changed = Signal(object)
    event_logged = Signal(object)
    settings_changed = Signal(object)
    _wake = Signal()

    def __init__(self, runner: RecognitionRunner, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._lock = threading.Lock()
        self._waiting = False
        self._fresh_result = False
        self._fresh_status = False
        self._new_settings: Settings | None = None
        self._events: deque[Event] = deque()
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        runner.add_listener(self)
        self._unsubscribe = store.subscribe(self.on_settings)
        self._open = True

    def close(self) -> None:
        """Hear nothing more."""
        with self._lock:
            self._open = False
        self._runner.remove_listener(self)
        self._unsubscribe()

    # -- on worker threads ---------------------------------------------------

    def on_result(self) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""
        with self._lock:
            self._fresh_result = True
        self._call()

    def on_status(self, _status: RunnerStatus) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""
        with self._lock:
            # Not the status itself: two threads may tell theirs in the wrong order.
            self._fresh_status = True
        self._call()

    def on_event(self, event: Event) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""
        with self._lock:
            self._events.append(event)
        self._call()

    def on_settings(self, settings: Settings) -> None:
        """New settings are in force."""
        with self._lock:
            self._new_settings = settings
        self._call()

    def _call(self) -> None:
        with self._lock:
            if self._waiting or not self._open:
                return
            self._waiting = True
            # Under the lock, so that nobody emits once close() has returned.
            self._wake.emit()

    # -- on the window's thread ------------------------------------------------

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            self._waiting = False
            fresh, self._fresh_result = self._fresh_result, False
            fresh_status, self._fresh_status = self._fresh_status, False
            settings, self._new_settings = self._new_settings, None
            events = list(self._events)
            self._events.clear()
        if not self._open:
            return
        if settings is not None:
            self.settings_changed.emit(settings)
        if fresh_status:
            self.status_changed.emit(self._runner.status)
        for event in events:
            self.event_logged.emit(event)
        if fresh:
            self._deliver_result()

    def _deliver_result(self) -> None:
        newest: FrameResult | None = self._runner.latest.take(0.0)
        if newest is not None:
            self.result_changed.emit(newest)
