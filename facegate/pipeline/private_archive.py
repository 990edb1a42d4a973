"""ZIP archives that are streamed, cancellable, readable by their owner only, and appear as a whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from facegate.errors import StorageError
from facegate.pipeline.exports import guard
from facegate.pipeline.jobs import JobCancelled
from facegate.settings.files import PRIVATE_FILE

_EVERY = 100
"""Rows of a table between two looks at whether it was cancelled."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP knows no time before."""

ProgressCallback = Callable[[int], None]
"""Told how many things were written so far."""


class PrivateArchive:
    """A ZIP that is being written: each file readable by its owner only, all of one moment.

    Every method raises JobCancelled once it was cancelled.
    """

    def __init__(
        self, stream: IO[bytes], now: datetime, progress: ProgressCallback, cancelled: Callable[[], bool]
    ) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._moment = max(_EARLIEST, now.timetuple()[:6])
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def __enter__(self) -> PrivateArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: object) -> None:
        if kind is None:
            self._zip.close()
        else:
            # Closed all the same, or it would be when it is forgotten; what it writes is thrown away.
            with suppress(OSError, ValueError):
                self._zip.close()

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._zip.writestr(self._entry(name), content)
        self._step()

    def add_text(self, name: str, content: str) -> None:
        """Add a text; line ends as Windows has them, which every other system reads too."""
        self.add_bytes(name, content.replace("\n", "\r\n").encode("utf-8-sig", "backslashreplace"))

    def add_json(self, name: str, content: Any) -> None:
        """Add a JSON value."""
        rendered = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        self.add_bytes(name, rendered.encode("utf-8", "backslashreplace"))

    def add_list(self, name: str, items: Iterable[Any]) -> None:
        """Add a list of JSON values, one at a time."""
        with self._zip.open(self._entry(name), "w", force_zip64=True) as stream:
            stream.write(b"[")
            for number, item in enumerate(items):
                stream.write(b",\n" if number else b"\n")
                stream.write(json.dumps(item).encode())
                self._step()
            stream.write(b"\n]\n")

    def add_table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
        """Add a table as :mod:`facegate.pipeline.exports` writes them; returns how many rows."""
        count = 0
        with (
            self._zip.open(self._entry(name), "w", force_zip64=True) as stream,
            io.TextIOWrapper(stream, "utf-8-sig", "backslashreplace", newline="") as text,
        ):
            writer = csv.writer(text)
            writer.writerow(columns)
            for row in rows:
                writer.writerow([guard(cell) for cell in row])
                count += 1
                if count % _EVERY == 0:
                    self._step(_EVERY)
        self._step(count % _EVERY)
        return count

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = PRIVATE_FILE << 16
        return entry

    def _step(self, count: int = 1) -> None:
        if self._cancelled():
            raise JobCancelled
        self._done += count
        self._progress(self._done)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A private file that takes the place of ``path`` when all went well, and is gone otherwise."""
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file():
            # Moving a file into its place would do away with a pipe or device: /dev/stdout, say.
            raise OSError(0, "it is there and is not a file")
        descriptor, temporary = tempfile.mkstemp(prefix=".facegate-", suffix=".part", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise StorageError(
            "Record not written",
            "{file} in {folder} cannot be written: {reason}.",
            "Choose another folder, or make room on the disk.",
            file=path.name or str(path),
            folder=path.absolute().parent,
            reason=error.strerror or type(error).__name__,
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
