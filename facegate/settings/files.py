"""Replacing a small file as a whole: after a crash it is the old one or the new one, never half of it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

PRIVATE_FILE = 0o600
"""Only the account that runs the program reads it."""

PRIVATE_FOLDER = 0o700


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data``, readable by its owner only, on disk when this returns.

    Raises:
        OSError: it could not be written; the file that was there is untouched.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # created 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def keep_aside(path: Path, label: str, now: datetime) -> Path:
    """Rename a file that cannot be used, so that nothing overwrites it; return its new path.

    Args:
        path: the file.
        label: one word that goes into the name, such as ``broken``.
        now: aware; in the name in UTC to the second, with a counter where that is taken.

    Raises:
        OSError: it could not be renamed.
    """
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    counter = 1
    while True:
        suffix = f".{label}-{stamp}" if counter == 1 else f".{label}-{stamp}-{counter}"
        target = path.with_name(path.name + suffix)
        if not target.exists():
            path.rename(target)
            return target
        counter += 1


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows cannot open folders and needs no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
