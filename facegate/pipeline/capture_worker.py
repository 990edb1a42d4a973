"""The capture thread: opens a source, reads it, opens it again when it is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from facegate import logs
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.ports import Clock, FrameSource
from facegate.errors import BugError, CameraError, FacegateError
from facegate.pipeline.slots import Mailbox

_FIRST_DELAY = 0.5
"""Seconds before the first attempt to reconnect."""

_LONGEST_DELAY = 10.0
"""A camera that comes back is noticed within this many seconds, however long it was away."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A frame and the moment at which it came, seconds on the monotonic clock."""

    frame: Frame
    at: float


class CaptureListener(Protocol):
    """Told by the capture thread; must return at once."""

    def on_opening(self, info: SourceInfo) -> None:
        """The source is being opened."""

    def on_opened(self, info: SourceInfo) -> None:
        """It is open; its size is known now."""

    def on_first_picture(self) -> None:
        """It delivers pictures."""

    def on_lost(self, error: FacegateError, final: bool) -> None:
        """It failed; ``final``: it will not be opened again."""

    def on_ended(self) -> None:
        """A recording came to its end."""


class CaptureWorker:
    """Owns the source for as long as its thread runs."""

    def __init__(
        self,
        make_source: Callable[[], FrameSource],
        mailbox: Mailbox[Arrival],
        listener: CaptureListener,
        clock: Clock,
        retry_first_open: bool = True,
    ) -> None:
        self._make_source = make_source
        self._mailbox = mailbox
        self._listener = listener
        self._clock = clock
        self._retry_first_open = retry_first_open
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="facegate-capture")

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def request_stop(self) -> None:
        """Ask the thread to end; does not wait."""
        self._stop.set()
        self._mailbox.close()

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end; False if it is still running after ``timeout`` seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        delay, opened_before = _FIRST_DELAY, False
        while not self._stop.is_set():
            error, pictures = self._play_once()
            opened_before |= pictures > 0
            if error is None:
                break
            final = not opened_before and not self._retry_first_open
            self._listener.on_lost(error, final)
            if final:
                break
            delay = _FIRST_DELAY if pictures else delay
            self._stop.wait(delay)
            delay = min(2 * delay, _LONGEST_DELAY)
        self._mailbox.close()

    def _play_once(self) -> tuple[FacegateError | None, int]:
        """Open and read until the end, a stop or an error; return the error and the pictures read."""
        pictures = 0
        source: FrameSource | None = None
        try:
            source = self._make_source()
            self._listener.on_opening(source.info)
            source.open()
            self._listener.on_opened(source.info)
            while not self._stop.is_set():
                frame = source.read()
                if frame is None:
                    self._listener.on_ended()
                    return None, pictures
                pictures += 1
                if pictures == 1:
                    self._listener.on_first_picture()
                if not self._mailbox.put(Arrival(frame, self._clock.monotonic())):
                    return None, pictures
        except CameraError as error:
            logs.capture.warning("source lost: %s", error.title)
            return error, pictures
        except FacegateError as error:
            return error, pictures
        except Exception as error:  # noqa: BLE001 - thread boundary: shown, and tried again
            logs.capture.exception("capture failed")
            return BugError(
                "Camera failed", "Reading the camera failed ({kind}).", "Please report this.", kind=type(error).__name__
            ), pictures
        finally:
            if source is not None:
                source.close()
        return None, pictures
