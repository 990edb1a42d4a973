"""Folders of pictures, shown one after the other like the frames of a slow video."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from facegate import logs
from facegate.capture.pictures import load_picture
from facegate.capture.playback import Playback
from facegate.capture.specs import PICTURE_SUFFIXES
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError, ImageError

FPS = 1.0
"""Pictures a second on the folder's own timeline."""

_DIGITS = re.compile(r"(\d+)")


class FolderSource:
    """A :class:`facegate.domain.ports.FrameSource` over the pictures of a folder, or over one picture.

    In natural order (2 before 10), without subfolders and hidden files. Sizes may
    differ from frame to frame. What cannot be read is left out with a warning.

    Args:
        path: a folder or a picture.
        realtime: show each for a second; else as fast as consumed.
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
        self._new_run = partial(Playback, realtime, clock, sleep)
        self._info = SourceInfo(spec or str(path), path.name or str(path), live=False, fps=FPS)
        self._files: list[Path] = []
        self._next = 0
        self._first: BgrImage | None = None
        self._playback = self._new_run()

    @property
    def info(self) -> SourceInfo:
        """What it is; the size is that of the first picture."""
        return self._info

    def open(self) -> None:
        """List the folder and read its first picture. Raises CameraError if there is none."""
        self.close()
        self._files = self._list()
        self._playback = self._new_run()
        self._first = self._load_next()
        if self._first is None:
            raise CameraError(
                "No pictures",
                "{name} holds no picture that can be read.",
                "Choose a folder with JPEG, PNG, WebP, BMP or TIFF files in it, not in folders below it.",
                name=self._info.label,
            )
        height, width = self._first.shape[:2]
        self._info = replace(self._info, width=width, height=height)

    def read(self) -> Frame | None:
        """The next picture, None after the last."""
        image, self._first = self._first, None
        if image is None:
            image = self._load_next()
        if image is None:
            return None
        position = self._playback.delivered / FPS
        self._playback.wait(position)
        return self._playback.frame(image, position)

    def close(self) -> None:
        """Forget the list."""
        self._files, self._next, self._first = [], 0, None

    def _list(self) -> list[Path]:
        try:
            if self._path.is_file():
                return [self._path]
            found = [entry for entry in self._path.iterdir() if entry.suffix.casefold() in PICTURE_SUFFIXES]
        except OSError as error:
            raise CameraError(
                "Folder cannot be read",
                "{name} cannot be read: {reason}.",
                "Check the path and that you may read it.",
                name=self._info.label,
                reason=(error.strerror or "input/output error").lower(),
            ) from error
        return sorted((entry for entry in found if not entry.name.startswith(".")), key=natural_key)

    def _load_next(self) -> BgrImage | None:
        while self._next < len(self._files):
            path = self._files[self._next]
            self._next += 1
            try:
                return load_picture(path)
            except ImageError:
                # By number: a file is often called after the person on it.
                logs.capture.warning(
                    "picture %d of %d (%s) cannot be read and is left out", self._next, len(self._files), path.suffix
                )
        return None


def natural_key(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    """Sorting key under which numbers within names count as numbers; case matters only between equals."""
    parts = _DIGITS.split(path.stem.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts], path.name
