"""Files of reports: private, and whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from facegate.errors import StorageError


@contextmanager
def replacing(out: Path) -> Iterator[IO[bytes]]:
    """A file, readable by its owner only, that takes the place of ``out`` when all went well, and is gone otherwise.

    Beside the target, and then moved into place, so that nobody finds half a file.

    Raises:
        StorageError: the file cannot be written; an older one is left as it was.
    """
    temporary: str | None = None
    try:
        if out.exists() and not out.is_file():
            # Moving a file into its place would do away with a pipe or device: /dev/stdout, say.
            raise _not_a_file(out)
        # Not named after the target, whose name may be as long as a name can be.
        descriptor, temporary = tempfile.mkstemp(prefix=".facegate-", suffix=".part", dir=out.parent)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(out)
        temporary = None
    except OSError as error:
        raise _not_written(out, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()


def require_writable(out: Path) -> None:
    """See before long work that a file can be written after it. Raises StorageError."""
    try:
        if out.exists() and not out.is_file():
            raise _not_a_file(out)
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".facegate-"):
            # What is too long as a name, or holds what no name may, cannot be looked for.
            out.stat()
    except FileNotFoundError as error:
        if not out.parent.is_dir():
            raise _not_written(out, error) from error
    except OSError as error:
        raise _not_written(out, error) from error


def _not_written(out: Path, error: OSError) -> StorageError:
    return StorageError(
        "Cannot write the export",
        "Writing {file} in {folder} failed: {reason}.",
        "Close the file where it is open, choose another folder, or make room on the disk.",
        file=out.name,
        folder=out.absolute().parent,
        reason=error.strerror or type(error).__name__,
    )


def _not_a_file(out: Path) -> StorageError:
    return StorageError(
        "Cannot write the export",
        "{file} in {folder} is there and is not a file.",
        "Name a file.",
        file=out.name or str(out),
        folder=out.absolute().parent,
    )
