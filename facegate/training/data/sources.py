"""What a set is made of, as one number: the same pictures and options, the same number, and nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from facegate.training.data.layouts import People, as_text


def sources_key(people: Iterable[People], options: Mapping[str, object]) -> str:
    """SHA-256, hex, of every picture's place, size and date, of who is in it, and of the options (JSON values).

    A picture that is changed without a trace in either is not noticed.
    """
    digest = sha256(json.dumps(options, sort_keys=True).encode())
    for each in people:
        digest.update(f"\n{each.layout}".encode())
        for name, paths in each.pictures.items():
            for path in paths:
                fields = [name, relative(path, each.folder), *_stamp(path)]
                digest.update(json.dumps(fields).encode())
    return digest.hexdigest()


def relative(path: Path, folder: Path) -> str:
    """The path as a set names it: below the folder that was read, with slashes."""
    return as_text((path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix())


def _stamp(path: Path) -> tuple[int, int]:
    """Bytes and nanoseconds of the last change; a file that went away meanwhile has neither."""
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns
