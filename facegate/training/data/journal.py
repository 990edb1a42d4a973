"""Crops on their way to the disk: what an interrupted alignment leaves behind is checked, kept and gone on with.

Beside the pixels lies a list with a line a picture, which holds a checksum of its
crop. What was interrupted is read again up to the first line or crop that is not
whole; the rest is cut off and done anew. A set begins to exist elsewhere, when
``set.json`` names the finished pixels.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from facegate.settings.files import PRIVATE_FILE
from facegate.training.data.aligned import Crops

_PREFIX = ".unfinished-"

_KEY_DIGITS = 16
"""Of the key in a file's name: two sets in one folder differ in it."""


class Entry(BaseModel):
    """What became of one picture.

    Attributes:
        path: relative to the folder that was read.
        crc: CRC-32 of its crop; None: there is none.
        failure: why there is none.
        whole: no face was found, and the middle was taken.
        near: which picture of an evaluation shows the same face.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    crc: int | None = None
    failure: str = ""
    whole: bool = False
    near: str = ""


class Journal:
    """An alignment in the making; a context manager that closes its files and leaves them."""

    def __init__(self, folder: Path, key: str, side: int, paths: Sequence[str]) -> None:
        """Go on where an alignment with the same key stopped; what others left is removed.

        Args:
            folder: of the set; one alignment at a time.
            key: see :func:`facegate.training.data.sources.sources_key`.
            side: C of the crops, pixels.
            paths: of all pictures, in the order in which they are cut.

        Raises:
            OSError: the folder cannot be written.
        """
        self._folder = folder
        stem = f"{_PREFIX}{key[:_KEY_DIGITS]}"
        self._pixels_path, self._lines_path = (folder / f"{stem}{suffix}" for suffix in (".crops", ".jsonl"))
        for stale in set(folder.glob(f"{_PREFIX}*")) - {self._pixels_path, self._lines_path}:
            stale.unlink()
        self._bytes = side * side * 3
        self._digest = sha256()
        self._pixels = _opened(self._pixels_path)
        self._lines = _opened(self._lines_path)
        self.entries: list[Entry] = list(self._kept(paths))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; unless :meth:`finish` was called they wait for another attempt."""
        self._pixels.close()
        self._lines.close()

    def add(self, entry: Entry, crop: Crops | None = None) -> None:
        """Put the next picture down; its checksum is added. Raises OSError."""
        if crop is not None:
            pixels = crop.tobytes()
            self._pixels.write(pixels)
            self._digest.update(pixels)
            entry = entry.model_copy(update={"crc": zlib.crc32(pixels)})
        self._lines.write(_line(entry))
        self.entries.append(entry)

    def finish(self, description: bytes) -> tuple[str, str]:
        """Put the pixels in place under the name of their contents.

        Args:
            description: of the set; part of the fingerprint.

        Returns:
            The pixels' file name and the fingerprint.

        Raises:
            OSError: they could not be written.
        """
        self._digest.update(description)
        fingerprint = self._digest.hexdigest()
        name = f"crops-{fingerprint[:_KEY_DIGITS]}.bin"
        self._pixels.flush()
        os.fsync(self._pixels.fileno())
        self._pixels.close()
        self._lines.close()
        self._pixels_path.replace(self._folder / name)
        self._lines_path.unlink()
        return name, fingerprint

    def _kept(self, paths: Sequence[str]) -> Iterator[Entry]:
        """What is whole of what was left behind; the files end behind it afterwards."""
        good = 0
        for line, path in zip(self._lines, paths, strict=False):
            entry = _parsed(line)
            if entry is None or entry.path != path or not self._checked(entry):
                break
            good += len(line)
            yield entry
        self._lines.seek(good)
        self._lines.truncate()
        self._pixels.truncate()

    def _checked(self, entry: Entry) -> bool:
        """Whether the next crop is the entry's; the pixels' file stands behind it then, before it otherwise."""
        if entry.crc is None:
            return True
        pixels = self._pixels.read(self._bytes)
        if len(pixels) != self._bytes or zlib.crc32(pixels) != entry.crc:
            self._pixels.seek(-len(pixels), os.SEEK_CUR)
            return False
        self._digest.update(pixels)
        return True


def remove_older(folder: Path, kept: str) -> None:
    """Remove the pixels of sets that were in this folder before; on Windows one that is in use stays for the time."""
    for path in folder.glob("crops-*.bin"):
        if path.name != kept:
            with suppress(OSError):
                path.unlink()


def _opened(path: Path) -> BinaryIO:
    """For reading and writing from the start, made where it is not there; its owner's alone."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE), "r+b")


def _line(entry: Entry) -> bytes:
    return entry.model_dump_json().encode() + b"\n"


def _parsed(line: bytes) -> Entry | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return None
