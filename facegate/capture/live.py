"""Cameras and streams, read so that a loss is noticed within three seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar, cast

from facegate import logs
from facegate.capture.bounded import BoundedWorker
from facegate.capture.freeze import FreezeWatch
from facegate.capture.playback import Playback
from facegate.capture.timeline import sane_fps
from facegate.cv import cv2
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError

T = TypeVar("T")

READ_LIMIT = 2.8
"""Seconds after which a read that did not come back is given up: a loss is to be noticed within 3 s."""

STALL_LIMIT = 2.4
"""Seconds after which a picture that did come is not trusted: FFmpeg, when it runs into its own
time-out of 2.5 s, hands out the half of a JPEG that it has."""

_JOIN_LIMIT = 1.0
"""Seconds that closing waits for a driver."""

_HUNG_JOIN_LIMIT = 0.1
"""Seconds that closing waits for a driver that has just kept us waiting in vain."""


class Capture(Protocol):
    """The part of ``cv2.VideoCapture`` that is used here."""

    def read(self) -> tuple[bool, Any]:
        """Success and a picture, shape (height, width, channels), that belongs to the caller."""

    def get(self, propId: int, /) -> float:  # noqa: N803 - OpenCV's name
        """A property."""

    def release(self) -> None:
        """Let go."""


@dataclass(frozen=True, slots=True)
class Connection:
    """An opened capture, what it turned out to be called, and what it turned out to be.

    Attributes:
        virtual: another program on the machine feeds it.
        recorded: a recording lies at the address, and is played from its start to its end.
    """

    capture: Capture
    label: str
    virtual: bool = False
    recorded: bool = False


class Connector(Protocol):
    """How to reach one kind of live source. Its methods run on the source's worker thread."""

    @property
    def open_limit(self) -> float:
        """Seconds that :meth:`connect` may take."""

    @property
    def freeze_limit(self) -> float:
        """Seconds of exactly the same picture after which the source counts as lost."""

    def connect(self) -> Connection:
        """Open it. Raises CameraError saying why not."""

    def read(self, capture: Capture) -> BgrImage | None:
        """The next picture, None if there is none."""

    def loss(self) -> CameraError:
        """What to tell the user after :meth:`read` returned None."""


class LiveSource:
    """A :class:`facegate.domain.ports.FrameSource` over a camera or stream.

    ``open``, ``read`` and ``close`` come from one thread. The capture itself
    lives on a worker thread, one for each opening, because drivers and name
    servers may hang for minutes in calls that take no time-out.

    Args:
        info: what it is; sizes and label are filled in by opening, and that it is not live where it turns out to be
            a recording.
        connector: how to reach it.
        clock: for the frames' times.
        realtime: let the frames of a recording wait for their moments; else deliver every one at once.
    """

    def __init__(self, info: SourceInfo, connector: Connector, clock: Clock, realtime: bool = True) -> None:
        self._info = info
        self._connector = connector
        self._clock = clock
        self._realtime = realtime
        self._playback: Playback | None = None
        self._worker: BoundedWorker | None = None
        self._connection = _Connection(connector)
        self._freeze = FreezeWatch(connector.freeze_limit)
        self._sequence = 0

    @property
    def info(self) -> SourceInfo:
        """What it is."""
        return self._info

    def open(self) -> None:
        """Connect, anew if need be, within the connector's limit. Raises CameraError."""
        self.close()
        self._worker = BoundedWorker(f"capture {self._info.label}")
        self._connection = _Connection(self._connector)
        self._freeze = FreezeWatch(self._connector.freeze_limit)
        self._sequence = 0
        self._info = self._ask(lambda: self._connection.open(self._info), self._connector.open_limit)
        self._playback = None if self._info.live else Playback(self._realtime, self._clock)
        logs.capture.info("opened %s, %dx%d", self._info.spec, self._info.width, self._info.height)

    def read(self) -> Frame | None:
        """The next picture; None where a recording ended, or can be read no further.

        Raises:
            CameraError: the source is lost, within 3 s; closed then.
        """
        if self._playback is not None:
            return self._play(self._playback)
        started = self._clock.monotonic()
        image = self._ask(self._connection.read, READ_LIMIT)
        now = self._clock.monotonic()
        if now - started >= STALL_LIMIT:
            raise self._lost(_silent(self._info.label))
        if self._freeze.frozen(image, now):
            raise self._lost(_frozen(self._info.label))
        frame = Frame(image, self._sequence, now, self._clock.now())
        self._sequence += 1
        return frame

    def _play(self, playback: Playback) -> Frame | None:
        """The next frame of a recording. Nothing in it is frozen or lost: it shows what it shows, and ends."""
        image = self._ask(self._connection.read_on, READ_LIMIT)
        if image is None:
            return None
        # Frames at a nominal rate: not that of each, but the recording's as a whole.
        position = playback.delivered / sane_fps(self._info.fps)
        playback.wait(position)
        return playback.frame(image, position)

    def close(self) -> None:
        """Release the camera and end the worker thread."""
        self._end(_JOIN_LIMIT)

    def _end(self, limit: float) -> None:
        worker, self._worker = self._worker, None
        if worker is not None and not worker.end(self._connection.release, limit):
            logs.capture.warning("the driver of %s does not come back; its thread ends when it does", self._info.spec)

    def _ask(self, work: Callable[[], T], limit: float) -> T:
        if self._worker is None:
            raise _not_open(self._info.label)
        try:
            return self._worker.call(work, limit)
        except TimeoutError as error:
            self._end(_HUNG_JOIN_LIMIT)
            raise _silent(self._info.label) from error
        except CameraError:
            self.close()
            raise

    def _lost(self, error: CameraError) -> CameraError:
        self.close()
        return error


class _Connection:
    """What one worker thread owns."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._capture: Capture | None = None

    def open(self, info: SourceInfo) -> SourceInfo:
        connection = self._connector.connect()
        self._capture = capture = connection.capture
        return replace(
            info,
            label=connection.label,
            virtual=connection.virtual,
            live=not connection.recorded,
            width=int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            height=int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            fps=max(0.0, capture.get(cv2.CAP_PROP_FPS)),
        )

    def read_on(self) -> BgrImage | None:
        assert self._capture is not None, "the source opens before it reads"
        return self._connector.read(self._capture)

    def read(self) -> BgrImage:
        image = self.read_on()
        if image is None:
            raise self._connector.loss()
        return image

    def release(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def as_bgr(image: Any) -> BgrImage | None:
    """A picture as OpenCV's capture returned it (None, or uint8 with one or three channels), as BGR.

    None if there is nothing in it.

    Infrared cameras deliver one channel, some drivers an empty picture after an unplug.
    """
    if image is None or image.size == 0:
        return None
    if image.ndim == 2 or image.shape[2] == 1:
        return cast(BgrImage, cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
    return cast(BgrImage, image)


def _silent(label: str) -> CameraError:
    return CameraError(
        "Camera lost",
        "{label} does not answer.",
        "Check its cable, its power and the network; it is tried again by itself.",
        label=label,
    )


def _frozen(label: str) -> CameraError:
    return CameraError(
        "Camera frozen",
        "{label} delivers the same picture again and again.",
        "Check its cable and its cover, then plug it in again; it is tried again by itself.",
        label=label,
    )


def _not_open(label: str) -> CameraError:
    return CameraError(
        "Camera closed",
        "{label} is not open.",
        "Open it again.",
        label=label,
    )
