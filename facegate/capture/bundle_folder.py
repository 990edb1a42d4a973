"""A folder of photographs, with the folders below it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from facegate.domain.bundles import EntryError, RefusedEntry
from facegate.domain.import_reasons import ReasonKind, because
from facegate.domain.roster_files import natural_key
from facegate.domain.roster_text import MOST_LIST_BYTES, decode
from facegate.errors import RosterError

MOST_FILES = 500_000
"""Files in a folder or an archive: 100,000 people with five photographs each. More is somebody's whole disk."""


class FolderBundle:
    """Implements :class:`facegate.domain.bundles.Bundle`. Links are not followed."""

    def __init__(self, folder: Path, listed: str | None = None) -> None:
        """List the files. Raises RosterError.

        ``listed``: the list in the folder that it is about. Then the folder may be anybody's, as that for downloads:
        beside its own files and those of the folders in it, only folders are looked into that the list speaks of, and
        one that cannot be read is passed over.
        """
        self._folder = folder.absolute()
        self._text = None if listed is None else self._read_list(listed)
        self._refused: list[RefusedEntry] = []
        self._names = sorted(self._listed(), key=natural_key)

    @property
    def root(self) -> str:
        """See :class:`Bundle`."""
        return self._folder.as_posix()

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
        try:
            # Between the listing and now a file may have become a link, or a pipe that nobody writes into.
            flags = os.O_RDONLY | sum(getattr(os, each, 0) for each in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
            with os.fdopen(os.open(self._folder / name, flags), "rb") as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    raise EntryError(because(ReasonKind.NOT_A_FILE))
                data = stream.read(most + 1)
        except OSError as error:
            problem = error.strerror or type(error).__name__
            raise EntryError(because(ReasonKind.UNREADABLE, title="Picture not readable", message=problem)) from error
        if len(data) > most:
            raise EntryError(because(ReasonKind.TOO_LARGE, most=most >> 20))
        return data

    def close(self) -> None:
        """Nothing is held."""

    def _listed(self) -> list[str]:
        found: list[str] = []

        def fail(error: OSError) -> None:
            if self._text is None:
                raise error

        try:
            for folder, below, files in os.walk(self._folder, onerror=fail):
                below[:] = [
                    each
                    for each in below
                    if self._is_wanted(Path(folder, each)) and not self._is_link(Path(folder, each))
                ]
                found += [self._name(Path(folder, file)) for file in files if self._is_readable(Path(folder, file))]
                if len(found) > MOST_FILES:
                    raise too_many_files()
        except OSError as error:
            raise RosterError(
                "Folder not readable",
                "A folder in it cannot be read: {reason}.",
                "Check that your account may read everything in it.",
                reason=error.strerror or type(error).__name__,
            ) from error
        return found

    def _read_list(self, name: str) -> str:
        try:
            # Whoever reads it next says what is wrong with it.
            return _folded(decode(self.read(name, MOST_LIST_BYTES))[0])
        except EntryError:
            return ""

    def _is_wanted(self, path: Path) -> bool:
        if self._text is None:
            return True
        if path.name.startswith("."):
            return False
        # In which encoding the list is will be known later; names in ASCII are the same in nearly all of them.
        return path.parent == self._folder or not path.name.isascii() or _folded(path.name) in self._text

    def _is_link(self, path: Path) -> bool:
        if path.is_symlink():
            self._refused.append(RefusedEntry(self._name(path), because(ReasonKind.LINK)))
            return True
        return False

    def _is_readable(self, path: Path) -> bool:
        if self._is_link(path):
            return False
        if path.is_file():
            return True
        self._refused.append(RefusedEntry(self._name(path), because(ReasonKind.NOT_A_FILE)))
        return False

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def too_many_files() -> RosterError:
    """The error for more than :data:`MOST_FILES`."""
    return RosterError(
        "Too many files",
        "There are more than {most} files.",
        "Name the folder that holds the photographs and nothing else, or import in several parts.",
        most=MOST_FILES,
    )
