"""A ZIP archive of photographs, read entry by entry in memory; nothing is unpacked to the disk."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from facegate.capture.bundle_folder import MOST_FILES, too_many_files
from facegate.domain.bundles import EntryError, RefusedEntry
from facegate.domain.import_reasons import Reason, ReasonKind, because
from facegate.domain.roster_files import natural_key
from facegate.domain.roster_text import decode
from facegate.errors import RosterError

MOST_GROWTH = 200
"""Size of an entry over its size in the archive. A list grows tenfold; a drawing saved as BMP, a hundredfold."""

_GROWTH_MATTERS = 4 << 20
"""Bytes below which no growth hurts."""

_DIRECTORY_BYTES = 256 << 20
"""Of an archive's directory: 500 for each of the files that are let in. Python reads all of it at once."""

MOST_NAME = 1024
"""Characters of an entry's name with its folders; no system's files have more than four times this."""

_SHOWN = 80
"""Characters of a longer name that are shown."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)

_END = struct.Struct("<4s4H2LH")
"""The end of the central directory (APPNOTE.TXT 4.3.16)."""

_END_MARK = b"PK\x05\x06"
_COMMENT = 0xFFFF
_WIDE = 0xFFFFFFFF
_END_WIDE = struct.Struct("<4sQ2H2L4Q")
"""The same for large archives (4.3.14); a locator of 20 bytes stands between the two."""

_LOCATOR = 20

# fmt: off
_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error, lzma.LZMAError,
    zlib.error, MemoryError,
)
# fmt: on
"""What Python raises at damaged archives; of memory, an entry can ask for a dictionary of gigabytes."""


class ZipBundle:
    """Implements :class:`facegate.domain.bundles.Bundle`."""

    def __init__(self, path: Path) -> None:
        """Read the directory. Raises RosterError."""
        self._refused: list[RefusedEntry] = []
        self._entries: dict[str, zipfile.ZipInfo] = {}
        try:
            with path.open("rb") as stream:
                size = _check_directory(stream)
            self._archive = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise RosterError(
                "Archive not readable",
                "The file is not a ZIP archive, or a damaged one.",
                "Make it again, or unpack it and name the folder.",
            ) from error
        try:
            self._list(size)
        except RosterError:
            self._archive.close()
            raise
        self._names = sorted(self._entries, key=natural_key)

    @property
    def root(self) -> str:
        """See :class:`Bundle`."""
        return ""

    @property
    def names(self) -> Sequence[str]:
        """See :class:`Bundle`."""
        return self._names

    @property
    def refused(self) -> Sequence[RefusedEntry]:
        """See :class:`Bundle`."""
        return self._refused

    def read(self, name: str, most: int) -> bytes:
        """See :class:`Bundle`."""
        entry = self._entries[name]
        if entry.file_size > most:
            raise EntryError(because(ReasonKind.TOO_LARGE, most=most >> 20))
        try:
            with self._archive.open(entry) as stream:
                # What the directory says of the size need not be true.
                data = stream.read(min(most, entry.file_size) + 1)
        except _BROKEN as error:
            raise EntryError(because(ReasonKind.DAMAGED)) from error
        if len(data) != entry.file_size:
            raise EntryError(because(ReasonKind.DAMAGED))
        return data

    def close(self) -> None:
        """See :class:`Bundle`."""
        self._archive.close()

    def _list(self, size: int) -> None:
        entries = self._archive.infolist()
        if len(entries) > MOST_FILES:
            raise too_many_files()
        if sum(entry.compress_size for entry in entries) > size:
            # Entries that share their bytes: how the tightest bombs are made.
            raise RosterError(
                "Archive refused",
                "Its entries overlap, as only archives do that are made to do harm.",
                "Make it again from the photographs.",
            )
        for entry in entries:
            name = _name(entry)
            if len(name) > MOST_NAME:
                self._refused.append(RefusedEntry(name[:_SHOWN] + "…", because(ReasonKind.LONG_NAME, most=MOST_NAME)))
                continue
            reason = self._objection(entry, name)
            if reason is not None:
                self._refused.append(RefusedEntry(name, reason))
            elif not name.endswith("/"):
                self._entries[_plain(name)] = entry

    def _objection(self, entry: zipfile.ZipInfo, name: str) -> Reason | None:
        if not _plain(name) or name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
            return because(ReasonKind.OUTSIDE)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            return because(ReasonKind.LINK if kind == stat.S_IFLNK else ReasonKind.NOT_A_FILE)
        if entry.flag_bits & _ENCRYPTED:
            return because(ReasonKind.ENCRYPTED)
        if entry.compress_type not in _METHODS:
            return because(ReasonKind.METHOD)
        if entry.file_size > _GROWTH_MATTERS and entry.file_size > MOST_GROWTH * max(1, entry.compress_size):
            return because(ReasonKind.BOMB, most=MOST_GROWTH)
        if _plain(name) in self._entries:
            return because(ReasonKind.TWICE)
        return None


def _name(entry: zipfile.ZipInfo) -> str:
    """The name with slashes. Only half of all programs say which encoding they used."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_NAME:
        # How Python reads names that say nothing; it gives back every byte.
        name, _ = decode(name.encode("cp437", "replace"))
    return name.partition("\0")[0].replace("\\", "/")


def _plain(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _check_directory(stream: BinaryIO) -> int:
    """Refuse a directory that would fill the memory; return the size of the archive. Raises RosterError."""
    size = stream.seek(0, 2)
    tail_at = max(0, size - _END.size - _COMMENT - _LOCATOR - _END_WIDE.size)
    stream.seek(tail_at)
    tail = stream.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or place + _END.size > len(tail):
        raise zipfile.BadZipFile("no directory")
    directory = _END.unpack_from(tail, place)[5]
    wide = place - _LOCATOR - _END_WIDE.size
    if directory == _WIDE and wide >= 0:
        directory = _END_WIDE.unpack_from(tail, wide)[8]
    if directory > _DIRECTORY_BYTES:
        raise too_many_files()
    return size
