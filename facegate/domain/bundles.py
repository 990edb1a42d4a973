"""A collection of files that people are imported from: a folder or an archive, read without unpacking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from facegate.domain.import_reasons import Reason


class EntryError(Exception):
    """A file of a bundle that cannot be read.

    Attributes:
        reason: why.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.kind)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A file that may not be read at all: a link, a path that leads outside.

    Attributes:
        name: as it may be shown.
        reason: why.
    """

    name: str
    reason: Reason


class Bundle(Protocol):
    """Files by name: relative paths with slashes, none of which leads outside. Used by one thread at a time."""

    @property
    def root(self) -> str:
        """The folder, with slashes; empty for an archive. Absolute paths in a list may begin with it."""

    @property
    def names(self) -> Sequence[str]:
        """Files that can be read, in the order of their names."""

    @property
    def refused(self) -> Sequence[RefusedEntry]:
        """Files that may not be read."""

    def read(self, name: str, most: int) -> bytes:
        """The whole of a file.

        Raises:
            EntryError: it has more than ``most`` bytes, is damaged or cannot be read.
        """

    def close(self) -> None:
        """Let go of it; safe to call twice."""
