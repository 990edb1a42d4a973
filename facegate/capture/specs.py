"""What a user may name as a source, and which kind of source that is."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from facegate.capture.redaction import redact
from facegate.domain.frames import DEMO_SPEC
from facegate.errors import CameraError, SettingsError

DEMO = DEMO_SPEC
URL_SCHEMES = ("rtsp", "rtsps", "http", "https")
# fmt: off
PICTURE_SUFFIXES = frozenset({
    ".avif", ".bmp", ".dib", ".gif", ".jp2", ".jpe", ".jpeg", ".jpg", ".pbm", ".pgm", ".png", ".pnm", ".ppm", ".tif",
    ".tiff", ".webp",
})
VIDEO_SUFFIXES = frozenset({
    ".3gp", ".avi", ".flv", ".h264", ".h265", ".m2ts", ".m4v", ".mjpeg", ".mjpg", ".mkv", ".mov", ".mp4", ".mpeg",
    ".mpg", ".mts", ".ogv", ".ts", ".webm", ".wmv",
})
# fmt: on


class SourceKind(StrEnum):
    """Kinds of sources."""

    INDEX = "index"
    NAME = "name"
    FILE = "file"
    PICTURES = "pictures"
    URL = "url"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as it was understood.

    Attributes:
        kind: see :class:`SourceKind`.
        text: what the user wrote, trimmed. Holds credentials if they wrote any: never shown.
        index: of a camera; None for other kinds.
        path: of a file, a picture or a folder, absolute; None for other kinds.
    """

    kind: SourceKind
    text: str
    index: int | None = None
    path: Path | None = None

    @property
    def shown(self) -> str:
        """The text without credentials."""
        return redact(self.text)


def parse_spec(spec: str) -> SourceSpec:
    """Understand what a user named.

    In this order: ``demo:``; a number (camera by index); a URL; something that
    exists on disk (a folder or picture, a video file, ``/dev/videoN``); anything
    else is part of a camera's name. A camera need not be plugged in yet.

    Raises:
        SettingsError: nothing was named, or the URL is not one that can be played.
        CameraError: a file or folder was named that does not exist.
    """
    text = spec.strip()
    if not text or not text.isprintable():
        raise SettingsError(
            "No source",
            "No camera, file, folder or address was named.",
            "Name a camera (0), a file, a folder, an rtsp:// or http:// address, or demo:.",
        )
    if text.casefold() == DEMO:
        return SourceSpec(SourceKind.DEMO, DEMO)
    if text.isdecimal() and text.isascii():
        return SourceSpec(SourceKind.INDEX, text, index=int(text))
    if "://" in text:
        return _url(text)
    return _path_or_name(text)


def _url(text: str) -> SourceSpec:
    scheme = text.partition("://")[0].casefold()
    if scheme == "file":
        return _path_or_name(url2pathname(urlsplit(text).path))
    try:
        parts = urlsplit(text)
        valid = bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if scheme not in URL_SCHEMES or not valid:
        raise SettingsError(
            "Address not understood",
            "{spec} is not an address that can be played.",
            "Write it as rtsp://host/path or http://host/path; in a user name or password write @ as %40, / as %2F.",
            spec=redact(text),
        )
    return SourceSpec(SourceKind.URL, text)


def _path_or_name(text: str) -> SourceSpec:
    path = Path(text).expanduser().absolute()
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if _looks_like_path(text):
            raise CameraError(
                "File not found",
                "{path} cannot be opened: {reason}.",
                "Check the path and that you may read it.",
                path=text,
                reason=(error.strerror or "not readable").lower(),
            ) from error
        return SourceSpec(SourceKind.NAME, text)
    except ValueError:
        return SourceSpec(SourceKind.NAME, text)
    if stat.S_ISCHR(mode):
        return _device_node(path)
    if stat.S_ISDIR(mode) or path.suffix.casefold() in PICTURE_SUFFIXES:
        return SourceSpec(SourceKind.PICTURES, text, path=path)
    return SourceSpec(SourceKind.FILE, text, path=path)


def _device_node(path: Path) -> SourceSpec:
    # /dev/v4l/by-id/... are links to /dev/videoN.
    name = path.resolve().name
    number = name.removeprefix("video")
    if name == number or not number.isdecimal():
        raise SettingsError(
            "Not a camera",
            "{path} is a device, but not a camera.",
            "Name a camera, as /dev/video0 or 0.",
            path=str(path),
        )
    return SourceSpec(SourceKind.INDEX, number, index=int(number))


def _looks_like_path(text: str) -> bool:
    known = PICTURE_SUFFIXES | VIDEO_SUFFIXES
    return "/" in text or "\\" in text or text.startswith("~") or Path(text).suffix.casefold() in known
