"""Video files, played in real time or as fast as they are consumed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from facegate import logs
from facegate.capture.live import as_bgr
from facegate.capture.playback import Playback
from facegate.capture.timeline import MediaTimeline, sane_fps
from facegate.cv import cv2
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError

_TOLERANCE = 0.1
"""Seconds that a frame may be late before it is left out: less than a person notices."""

_CATCH_UP_LIMIT = 0.5
"""Seconds spent on leaving out frames before one is delivered all the same and the rest is given up.
Without it a machine that decodes more slowly than real time would never show one."""

_MILLI = 1e-3


class VideoFileSource:
    """A :class:`facegate.domain.ports.FrameSource` over a video file.

    Frame.time is the position in the recording, from 0, strictly rising. Upright
    as the file's rotation says (OpenCV turns it by itself).

    Args:
        path: any container and codec that FFmpeg reads.
        realtime: wait for each frame's moment and leave out late ones; else
            deliver every frame at once.
        clock: for pacing and ``wall``.
        spec: what the user wrote, where that is not the path.
        sleep: for tests.
    """

    def __init__(
        self,
        path: Path,
        realtime: bool,
        clock: Clock,
        spec: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._clock = clock
        self._new_run = partial(Playback, realtime, clock, sleep)
        self._info = SourceInfo(spec or str(path), path.name, live=False)
        self._capture: cv2.VideoCapture | None = None
        self._first: tuple[BgrImage, float] | None = None
        self._timeline = MediaTimeline(0.0)
        self._playback = self._new_run()

    @property
    def info(self) -> SourceInfo:
        """What it is."""
        return self._info

    def open(self) -> None:
        """Open it and decode the first frame. Raises CameraError saying what is wrong with the file."""
        self.close()
        self._check_file()
        try:
            # Absolute: FFmpeg would take "12:30.mp4" for an address.
            capture = cv2.VideoCapture(str(self._path.absolute()), cv2.CAP_FFMPEG)
        except cv2.error as error:
            raise self._unreadable() from error
        self._capture = capture
        fps = capture.get(cv2.CAP_PROP_FPS) if capture.isOpened() else 0.0
        self._timeline = MediaTimeline(fps)
        self._playback = self._new_run()
        self._first = self._decode()
        if self._first is None:
            self.close()
            raise self._unreadable()
        height, width = self._first[0].shape[:2]
        self._info = replace(self._info, width=width, height=height, fps=sane_fps(fps))

    def read(self) -> Frame | None:
        """The next frame, None at the end; a file that is cut off or damaged ends where it can be read no further."""
        found, self._first = self._first or self._decode(), None
        if found is None:
            return None
        image, position = found
        self._playback.wait(position)
        return self._playback.frame(image, position)

    def close(self) -> None:
        """Release the file."""
        self._first = None
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _decode(self) -> tuple[BgrImage, float] | None:
        """The next frame that is not late, and its position."""
        capture = self._capture
        if capture is None:
            return None
        try:
            position = self._grab(capture)
            if position is None:
                return None
            ok, image = capture.retrieve()
        except cv2.error as error:
            logs.capture.warning("a video file ends early: %s", error.code)
            return None
        picture = as_bgr(image) if ok else None
        return None if picture is None else (picture, position)

    def _grab(self, capture: cv2.VideoCapture) -> float | None:
        playback = self._playback
        give_up = self._clock.monotonic() + _CATCH_UP_LIMIT
        while capture.grab():
            position = self._timeline.advance(capture.get(cv2.CAP_PROP_POS_MSEC) * _MILLI)
            # Before the first frame was read, there is nothing to be late for.
            if not playback.realtime or playback.delivered == 0 or playback.pacer.lateness(position) <= _TOLERANCE:
                return position
            if self._clock.monotonic() >= give_up:
                playback.pacer.rebase(position)
                return position
        return None

    def _check_file(self) -> None:
        try:
            with self._path.open("rb") as stream:
                empty = not stream.read(1)
        except OSError as error:
            raise CameraError(
                "Video cannot be opened",
                "{name} cannot be read: {reason}.",
                "Check the path and that you may read the file.",
                name=self._path.name,
                reason=(error.strerror or "input/output error").lower(),
            ) from error
        if empty:
            raise self._unreadable()

    def _unreadable(self) -> CameraError:
        return CameraError(
            "Not a video",
            "{name} holds no picture that can be read: it is damaged, or not a video.",
            "Try to play it in another program; convert it to MP4 (H.264).",
            name=self._path.name,
        )
