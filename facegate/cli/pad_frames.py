"""Frames of presentations for ``facegate evaluate pad``: pictures and clips as the product reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facegate.errors import CameraError, ImageError

if TYPE_CHECKING:
    from facegate.evaluation.pad.looks import FrameReader, TimedFrame
    from facegate.evaluation.pad.tracks import PadTrack


class _Clock:
    """Of a recording that is read as fast as possible: nothing depends on it."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def now(self) -> datetime:
        """The moment, aware, UTC."""
        return datetime.now(UTC)


def frame_reader(every: int = 1) -> FrameReader:
    """Reads presentations; of a clip each ``every``-th frame."""

    def read(track: PadTrack) -> Iterator[TimedFrame]:
        return _clip(track.files[0], every) if track.clip else _pictures(track.files)

    return read


def _pictures(files: tuple[Path, ...]) -> Iterator[TimedFrame]:
    from facegate.capture.folder import FPS
    from facegate.vision.images import read_image

    for number, path in enumerate(files):
        try:
            yield number / FPS, read_image(path)
        except ImageError:
            yield number / FPS, None


def _clip(path: Path, every: int) -> Iterator[TimedFrame]:
    from facegate.capture.video_file import VideoFileSource

    with closing(VideoFileSource(path, False, _Clock())) as source:
        try:
            source.open()
        except CameraError:
            yield 0.0, None
            return
        number = 0
        while (frame := source.read()) is not None:
            if number % every == 0:
                yield frame.time, frame.image
            number += 1
