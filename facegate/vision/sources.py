"""Where a model file may come from: what every source promises, and folders.

A source returns a file's bytes only after their SHA-256 was checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from facegate.errors import ModelError
from facegate.vision.manifest import Variant

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Cancelled = Callable[[], bool]


class WrongFileError(ModelError):
    """A file of the right name that is not the one in the manifest: wrong hash, cut off."""


class InstallCancelledError(ModelError):
    """The user stopped it."""

    def __init__(self) -> None:
        super().__init__("Installation cancelled", "It was stopped before it was done.", "Start it again.")


class Source(Protocol):
    """One kind of place."""

    @property
    def label(self) -> str:
        """What the user is told."""

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """The file, hash checked; None if this source does not carry it.

        Raises:
            WrongFileError: it carries another file under that name.
            InstallCancelledError: ``cancelled`` said so.
            ModelError: it should carry it, but cannot be reached or read.
        """


def check(variant: Variant, data: bytes, place: str) -> bytes:
    """Return ``data`` if it is the variant's file.

    Raises:
        WrongFileError: it is not.
    """
    if not variant.may_have(len(data)):
        raise wrong_size(variant, len(data), place)
    found = hashlib.sha256(data).hexdigest()
    if found != variant.sha256:
        raise WrongFileError(
            "Wrong model file",
            "{file} from {place} was refused: its SHA-256 is {found}, not {expected}.",
            "Get the file again from the address in the model's description.",
            file=variant.file,
            place=place,
            found=found,
            expected=variant.sha256,
        )
    return data


def wrong_size(variant: Variant, size: int, place: str) -> WrongFileError:
    """The error for a file that has another size than the variant's."""
    return WrongFileError(
        "Wrong model file",
        "{file} from {place} was refused: it has {size} bytes, not {expected}.",
        "Get the file again from the address in the model's description.",
        file=variant.file,
        place=place,
        size=size,
        expected=variant.size if variant.size is not None else f"at most {variant.most}",
    )


def not_reached(place: str, reason: object) -> ModelError:
    """The error for a place that cannot be reached or read; ``reason`` is a clause."""
    return ModelError(
        "Source not reached",
        "{place}: {reason}.",
        "Check the network, or install from a folder with --from.",
        place=place,
        reason=str(reason).rstrip("."),
    )


class FolderSource:
    """Files in a folder, under the name that the manifest gives them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.label = str(folder)

    def has(self, variant: Variant) -> bool:
        """Whether a file of that name is there, right or wrong."""
        return (self._folder / variant.file).is_file()

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """See :class:`Source`."""
        path = self._folder / variant.file
        if cancelled():
            raise InstallCancelledError
        if not path.is_file():
            return None
        try:
            # Before reading: a wrong file may be of any size.
            size = path.stat().st_size
            if not variant.may_have(size):
                raise wrong_size(variant, size, self.label)
            data = path.read_bytes()
        except OSError as error:
            raise not_reached(str(path), error.strerror or error) from error
        progress(len(data), len(data))
        return check(variant, data, self.label)
