"""What can be wrong with a database, and what the user is told of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from facegate.errors import BugError, DamagedDataError, FacegateError, StorageError


class Trouble(StrEnum):
    """Cause of a failed database call, whatever the database."""

    DISK_FULL = "disk_full"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    CORRUPT = "corrupt"
    CANNOT_OPEN = "cannot_open"
    INPUT_OUTPUT = "input_output"
    DEFECT = "defect"
    """None of these: the program asked for something that the database refuses."""


PASSING = frozenset({Trouble.DISK_FULL, Trouble.LOCKED, Trouble.READ_ONLY, Trouble.CANNOT_OPEN, Trouble.INPUT_OUTPUT})
"""Troubles that can end by themselves or by the user's doing: worth trying again."""


class CorruptFileError(DamagedDataError):
    """The database file itself cannot be read as one; recovery may keep it aside."""


_TEXTS: dict[Trouble, tuple[type[StorageError], str, str, str]] = {
    Trouble.DISK_FULL: (
        StorageError,
        "Disk full",
        "There is no space left for {database}.",
        "Free some space on that disk. What waits to be recorded is kept and recorded then.",
    ),
    Trouble.LOCKED: (
        StorageError,
        "Database locked",
        "Another program holds {database} locked.",
        "Close other programs that have this file open, such as a database browser or a backup.",
    ),
    Trouble.READ_ONLY: (
        StorageError,
        "Database not writable",
        "{database} can only be read.",
        "Give your account the right to write the file and its folder.",
    ),
    Trouble.CORRUPT: (
        CorruptFileError,
        "Database damaged",
        "{database} is not readable as a database.",
        "Start FaceGate: it keeps the file aside under a new name. Then restore a backup of the data folder.",
    ),
    Trouble.CANNOT_OPEN: (
        StorageError,
        "Database cannot be opened",
        "{database} cannot be opened.",
        "Check that the disk is connected and that your account may read and write the file.",
    ),
    Trouble.INPUT_OUTPUT: (
        StorageError,
        "Disk error",
        "The disk refused to read or write {database}.",
        "Check the disk and its free space; copy the data folder to another disk if this happens again.",
    ),
}


def explain(trouble: Trouble, database: Path, kind: str) -> FacegateError:
    """The error to show.

    Args:
        trouble: the cause.
        database: the file.
        kind: class of the original error; its text is left out, because it
            may quote values of a statement.
    """
    if trouble is Trouble.DEFECT:
        return BugError(
            "Database call refused", "The database refused a call ({kind}).", "Please report this.", kind=kind
        )
    error, title, message, remedy = _TEXTS[trouble]
    return error(title, message, remedy, database=database)


def write_failed(path: Path, error: OSError) -> StorageError:
    """The error for a file of the data folder that cannot be written, removed or renamed."""
    return StorageError(
        "File not written",
        "{path} could not be changed: {reason}.",
        "Free some space on that disk, and check that your account may write there.",
        path=path,
        reason=error.strerror or type(error).__name__,
    )


def read_failed(path: Path, error: OSError) -> StorageError:
    """The error for a file of the data folder that cannot be read."""
    return StorageError(
        "File not readable",
        "{path} could not be read: {reason}.",
        "Check that the disk is connected and that your account may read the file.",
        path=path,
        reason=error.strerror or type(error).__name__,
    )
