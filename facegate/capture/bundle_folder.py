"""A folder of photographs, with the folders below it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from facegate.domain.bundles import EntryError, RefusedEntry
from facegate.domain.import_reasons import ReasonKind, because
from facegate.domain.roster_files import natural_key
from facegate.errors import RosterError

MOST_FILES = 500_000
"""Files in a folder or an archive: 100,000 people with five photographs each. More is somebody's whole disk."""


class FolderBundle:
    """Implements :class:`facegate.domain.bundles.Bundle`. Links are not followed."""

    def __init__(self, folder: Path) -> None:
        """List the files. Raises RosterError."""
        self._folder = folder.absolute()
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
            # Between the listing and now a file may have become a link.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(self._folder / name, flags), "rb") as stream:
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
            raise error

        try:
            for folder, below, files in os.walk(self._folder, onerror=fail):
                below[:] = [each for each in below if not self._is_link(Path(folder, each))]
                found += [self._name(Path(folder, file)) for file in files if not self._is_link(Path(folder, file))]
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

    def _is_link(self, path: Path) -> bool:
        if path.is_symlink() or path.is_fifo():
            self._refused.append(RefusedEntry(self._name(path), because(ReasonKind.LINK)))
            return True
        return False

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


def too_many_files() -> RosterError:
    """The error for more than :data:`MOST_FILES`."""
    return RosterError(
        "Too many files",
        "There are more than {most} files.",
        "Name the folder that holds the photographs and nothing else, or import in several parts.",
        most=MOST_FILES,
    )
