"""The running pipeline: capture thread -> mailbox -> inference thread -> newest result and events."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol

from facegate import logs
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.frames import SourceInfo
from facegate.domain.ports import Clock, EventLog, FrameSource
from facegate.errors import BugError, CameraError, FacegateError
from facegate.pipeline.capture_worker import Arrival, CaptureWorker
from facegate.pipeline.engine import Engine
from facegate.pipeline.event_feed import EventFeed
from facegate.pipeline.inference import FrameHandler
from facegate.pipeline.results import CameraState, FrameResult, RunnerStatus
from facegate.pipeline.slots import HandOver, LatestSlot, Mailbox

SILENCE = 3.0
"""Seconds without a picture after which a camera counts as lost, though its read still hangs."""

_TICK = 0.25
"""Seconds between two looks at the clock while no frame comes."""

_FAILURES_TO_FAULT = 5
"""Frames in a row that may fail before recognition gives up and says so."""

_SETTLE_TIMEOUT = 30.0
"""Seconds that the end of a source waits for its events to be committed; a disk may be slow."""

_FPS_WINDOW = 1.0
"""Seconds over which processed frames are counted."""


class RunnerListener(Protocol):
    """Told by worker threads; every method must return at once."""

    def on_result(self) -> None:
        """A newer result lies in :attr:`RecognitionRunner.latest`."""

    def on_status(self, status: RunnerStatus) -> None:
        """Camera, models or gallery changed state."""

    def on_event(self, event: Event) -> None:
        """An event was committed."""


class RecognitionRunner:
    """Owns both threads. Its methods may be called from any thread, :meth:`start`, :meth:`stop` and
    :meth:`switch_source` from one at a time; they wait for threads, so not from the window's.
    """

    def __init__(self, make_source: Callable[[str, bool], FrameSource], events: EventLog, clock: Clock) -> None:
        self.latest: LatestSlot[FrameResult] = LatestSlot()
        self.handler = FrameHandler(events)
        self._make_source = make_source
        self._clock = clock
        self._feed = EventFeed(events, self._tell_event, self.show_trouble)
        self._listeners: tuple[RunnerListener, ...] = ()
        self._status = RunnerStatus(CameraState.CLOSED, None, None, False, None, 0)
        self._status_lock = threading.Lock()
        self._control = threading.Lock()
        self._capture: CaptureWorker | None = None
        self._inference: threading.Thread | None = None
        self._ended = threading.Event()
        self._ended.set()
        self._fault_reset = threading.Event()
        self._begun: SourceInfo | None = None
        self._heard = -math.inf
        self._closed = False
        self._trouble: FacegateError | None = None
        self._error: FacegateError | None = None
        self._telling = threading.RLock()
        self._silent = False
        self._outbox: deque[EventDraft] = deque()
        self._stamp: Callable[[EventDraft], EventDraft] = _as_it_is

    @property
    def status(self) -> RunnerStatus:
        """Where everything stands."""
        return self._status

    def add_listener(self, listener: RunnerListener) -> None:
        """Tell somebody what happens from now on."""
        self._listeners = (*self._listeners, listener)

    def remove_listener(self, listener: RunnerListener) -> None:
        """Tell them no longer."""
        self._listeners = tuple(other for other in self._listeners if other is not listener)

    def stamp_with(self, stamp: Callable[[EventDraft], EventDraft]) -> None:
        """Pass every draft through a function that never waits, on its way to the log."""
        self._stamp = stamp

    def start(self, spec: str, *, realtime: bool = True, retry_first_open: bool = True) -> None:
        """Open a source and process its frames.

        Args:
            spec: as :func:`facegate.capture.open_source` takes it.
            realtime: play recordings at their own speed and drop what is late;
                otherwise every frame is processed, as fast as possible.
            retry_first_open: go on trying when the source cannot be opened at
                all; otherwise the first failure ends the run.
        """
        with self._control:
            self._start(spec, realtime, retry_first_open)

    def stop(self, timeout: float = 5.0) -> bool:
        """End both threads and wait until their events are committed; False if something still runs then."""
        with self._control:
            return self._stop(timeout)

    def close(self) -> bool:
        """Stop, for good; False if something still runs."""
        with self._control:
            self._closed = True
            return self._stop(timeout=10.0)

    def switch_source(self, spec: str) -> None:
        """Close the source in use and open another. Raises CameraError if it does not close in time."""
        with self._control:
            self._start(spec, realtime=True, retry_first_open=True)

    def wait_ended(self, timeout: float | None = None) -> bool:
        """Wait until the source ended by itself or was stopped, its events committed."""
        return self._ended.wait(timeout)

    def install(self, engine: Engine) -> None:
        """Recognise with this from the next frame on; ends a fault."""
        self.handler.install(engine)
        self._fault_reset.set()
        self.refresh_status()

    def refresh_status(self) -> None:
        """Read provider and gallery size anew."""
        engine = self.handler.engine
        if engine is not None:
            self._change_status(provider=engine.vision.provider, gallery_size=len(engine.gallery))

    def announce(self, event: Event) -> None:
        """Tell all listeners of an event that somebody else had recorded; it is committed. From any thread."""
        self._tell_event(event)

    def show_trouble(self, trouble: FacegateError | None) -> None:
        """Say that events cannot be recorded just now and wait for it; None: they can again. From any thread."""
        with self._status_lock:
            self._trouble = trouble
        self._change_status()

    # -- threads -------------------------------------------------------------

    def _start(self, spec: str, realtime: bool, retry_first_open: bool) -> None:
        if self._closed:
            raise BugError("Closed", "A camera was to be opened while the program closes.", "Please report this.")
        # Two runs at once would mix their frames and their sources' names.
        if not self._stop(timeout=5.0):
            raise CameraError(
                "Camera still closing",
                "The camera that was in use has not let go yet.",
                "Wait a moment and try again.",
            )
        mailbox: Mailbox[Arrival] = LatestSlot() if realtime else HandOver()
        self._ended.clear()
        self._begun = None
        self._silent = False
        self._capture = CaptureWorker(
            lambda: self._make_source(spec, realtime), mailbox, self, self._clock, retry_first_open
        )
        self._inference = threading.Thread(target=self._run, args=(mailbox,), name="facegate-inference")
        self._change_status(camera=CameraState.OPENING, source=None, error=None, faulted=False)
        self._inference.start()
        self._capture.start()

    def _stop(self, timeout: float) -> bool:
        capture, inference = self._capture, self._inference
        if capture is None or inference is None:
            return True
        capture.request_stop()
        deadline = self._clock.monotonic() + timeout
        inference.join(timeout)
        done = capture.join(max(0.0, deadline - self._clock.monotonic())) and not inference.is_alive()
        if not done:
            # Kept, so that the next attempt waits for them again.
            logs.app.error("a worker thread did not end in time")
            return False
        self._capture = self._inference = None
        self._change_status(camera=CameraState.CLOSED, source=None)
        return done

    def _run(self, mailbox: Mailbox[Arrival]) -> None:
        failures, last_arrival = 0, self._clock.monotonic()
        stamps: deque[float] = deque()
        self._fault_reset.clear()
        while True:
            arrival = mailbox.take(_TICK)
            if arrival is None:
                if mailbox.closed:
                    break
                self._check_silence(last_arrival)
                self._send(())
                continue
            last_arrival = arrival.at
            if self._fault_reset.is_set():
                self._fault_reset.clear()
                failures = 0
                self._change_status(faulted=False, error=None)
            try:
                self._process(arrival, stamps, recognise=failures < _FAILURES_TO_FAULT)
                failures = 0 if failures < _FAILURES_TO_FAULT else failures
            except Exception as error:  # noqa: BLE001 - thread boundary: shown, tried again, then faulted
                failures += 1
                self._failed(error, failures)
        self._finish()

    def _process(self, arrival: Arrival, stamps: deque[float], recognise: bool) -> None:
        frame = arrival.frame
        if self._silent:
            self._silent = False
            self.on_first_picture()
        tracks, drafts, enrolment = self.handler.handle(frame) if recognise else ((), (), None)
        self._send(drafts)
        if self.handler.pad_in_force != self._status.pad:
            self._change_status(pad=self.handler.pad_in_force)
        now = self._clock.monotonic()
        stamps.append(now)
        while now - stamps[0] > _FPS_WINDOW:
            stamps.popleft()
        fps = (len(stamps) - 1) / (now - stamps[0]) if len(stamps) > 1 else 0.0
        self.latest.put(FrameResult(frame, tracks, enrolment, now - arrival.at, fps))
        for listener in self._listeners:
            listener.on_result()

    def _failed(self, error: Exception, failures: int) -> None:
        if isinstance(error, FacegateError):
            shown = error
            logs.recognition.error("a frame could not be processed: %s", error.title)
        else:
            logs.recognition.exception("a frame could not be processed")
            shown = BugError(
                "Recognition failed", "A frame could not be processed ({kind}).", "Please report this.",
                kind=type(error).__name__,
            )  # fmt: skip
        if failures < _FAILURES_TO_FAULT:
            time.sleep(_TICK)
            return
        if failures == _FAILURES_TO_FAULT:
            self._change_status(faulted=True, error=shown)
            self._note(EventType.RECOGNITION_FAULTED)

    def _finish(self) -> None:
        try:
            self._send(self.handler.finish())
            if not self._feed.settle(_SETTLE_TIMEOUT):
                logs.storage.error("events of the ended source are not recorded yet")
        except FacegateError as error:
            self._change_status(error=error)
        finally:
            self._ended.set()

    # -- camera, told by the capture thread ------------------------------------

    def on_opening(self, info: SourceInfo) -> None:
        """See :class:`CaptureListener`."""
        if self._status.camera is not CameraState.LOST:
            self._change_status(camera=CameraState.OPENING, source=info)

    def on_opened(self, info: SourceInfo) -> None:
        """See :class:`CaptureListener`."""
        # A camera that comes back goes on where it was; tracks time out by themselves. A recording starts over, and
        # at an address there may be the one now where the other was.
        if self._begun is None or not (info.live and self._begun.live):
            self.handler.begin_source(info)
        self._begun = info
        self._change_status(source=info)

    def on_first_picture(self) -> None:
        """See :class:`CaptureListener`."""
        self._heard = self._clock.monotonic()
        status = self._status
        if status.camera is CameraState.LOST and status.source is not None and status.source.live:
            self._note(EventType.CAMERA_RESTORED)
        self._change_status(camera=CameraState.RUNNING, error=self._error if status.faulted else None)

    def on_lost(self, error: FacegateError, final: bool) -> None:
        """See :class:`CaptureListener`."""
        self._lost(error, CameraState.ENDED if final else CameraState.LOST)

    def on_ended(self) -> None:
        """See :class:`CaptureListener`."""
        self._change_status(camera=CameraState.ENDED)

    def _check_silence(self, last_arrival: float) -> None:
        status = self._status
        # The first picture after a loss may be on its way here still.
        silent = self._clock.monotonic() - max(last_arrival, self._heard) > SILENCE
        if silent and status.camera is CameraState.RUNNING and status.source is not None and status.source.live:
            self._silent = True
            self._lost(
                CameraError(
                    "No picture",
                    "The camera has not delivered a picture for {seconds:.0f} seconds.",
                    "Check its cable, power and network; the connection is tried again.",
                    seconds=SILENCE,
                ),
                CameraState.LOST,
            )

    def _lost(self, error: FacegateError, state: CameraState) -> None:
        status = self._status
        was_running = status.camera is CameraState.RUNNING
        self._change_status(camera=state, error=error)
        if was_running and status.source is not None and status.source.live:
            self._note(EventType.CAMERA_LOST)

    # -- telling -----------------------------------------------------------------

    def _note(self, kind: EventType) -> None:
        source = self._status.source
        self._outbox.append(EventDraft(kind, self._clock.now(), source.spec if source else ""))

    def _send(self, drafts: Iterable[EventDraft]) -> None:
        waiting = []
        while self._outbox:
            waiting.append(self._outbox.popleft())
        self._feed.send([self._stamp(draft) for draft in (*waiting, *drafts)])

    def _tell_event(self, event: Event) -> None:
        for listener in self._listeners:
            listener.on_event(event)

    def _change_status(self, **changes: Any) -> None:
        """Change fields; ``error`` is the camera's or recognition's, and trouble with the disk goes before it."""
        with self._status_lock:
            self._error = changes.pop("error", self._error)
            status = replace(self._status, error=self._trouble or self._error, **changes)
            if status == self._status:
                return
            self._status = status
        # Newest last, whichever thread changed what.
        with self._telling:
            for listener in self._listeners:
                listener.on_status(self._status)


def _as_it_is(draft: EventDraft) -> EventDraft:
    return draft
