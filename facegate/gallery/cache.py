"""Keeps a built index and what its self-test said from one start to the next: encrypted.

Graph or codes are kept; the vectors come from the database, the truth, and the
index is used only if they are the ones that it was built of. What does not fit
or cannot be read is deleted, and the index is built again.

A file is a magic word and a sequence of frames, each a 64-bit little-endian
length and that many sealed bytes. The first frame is a JSON header, the others
are the arrays' bytes in order, cut into chunks. What is sealed is bound to
model, file and position, so that frames can be neither swapped nor mixed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import struct
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from facegate import logs
from facegate.domain.ids import ModelId
from facegate.errors import DamagedDataError, FacegateError, StorageError
from facegate.gallery.engines import restored, settings_of
from facegate.gallery.index import Engine, Index, Kept
from facegate.gallery.table import ReferenceTable
from facegate.gallery.verdict import SelfTest

_MAGIC = b"FGINDEX2"
_LENGTH = struct.Struct("<Q")
# AES-GCM takes less than 2 GiB a call; 64 MiB keeps the copies that sealing makes small.
_CHUNK = 64 * 1024 * 1024
# What a sealer may add to a chunk (nonce, tag, key id), with room to spare.
_SEAL_ROOM = 4096
_SUFFIX = ".index"
_UNFINISHED = ".unfinished"
_REFUSED = ".refused"
# Types of the arrays, by their names in the header: nothing that holds Python objects.
_TYPES = ("int64", "int32", "uint8")


class Sealer(Protocol):
    """Encrypts and authenticates; storage's cipher is one. Thread-safe."""

    def seal(self, data: bytes, associated: bytes) -> bytes:
        """Encrypt, binding ``associated``."""

    def unseal(self, data: bytes, associated: bytes) -> bytes:
        """Decrypt. Raises FacegateError where data, associated data or key are others."""


class GalleryCache:
    """Kept indices, one file a model, readable by nobody but the owner. Thread-safe."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer
        self._lock = threading.Lock()

    def load(self, model_id: ModelId, engine: Engine, table: ReferenceTable) -> tuple[Index, SelfTest] | None:
        """The kept index of a table's first rows, with room for the others, and the self-test that it passed.

        None if there is none that fits. References get rising ids, so enrolling leaves the first rows as they
        were. Never raises for what is in the file: it is deleted instead.
        """
        path = self._path(model_id, _SUFFIX)
        try:
            # Locked, as Windows cannot delete what is being read.
            with self._lock, path.open("rb") as file:
                return self._read(file, model_id, engine, table)
        except FileNotFoundError:
            return None
        except (FacegateError, OSError, ValueError, KeyError, TypeError, struct.error) as error:
            # The kind of error only: its text may come from a file that anybody wrote.
            logs.gallery.warning("kept index not used (%s), building it again", type(error).__name__)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None

    def save(
        self,
        model_id: ModelId,
        table: ReferenceTable,
        index: Index,
        self_test: SelfTest,
        still_wanted: Callable[[], bool],
    ) -> bool:
        """Keep an index of exactly the table's rows; replaces the file at once or not at all.

        ``still_wanted`` is asked last thing, while no :meth:`clear` can run;
        False drops the file. Returns whether it was kept. A full disk is
        logged, not raised: the next start just builds anew.
        """
        return self._replace(
            self._path(model_id, _SUFFIX),
            lambda file: self._write(file, model_id, table, index, self_test),
            still_wanted,
        )

    def remember_refused(self, model_id: ModelId, engine: Engine, rows: int) -> None:
        """Remember that an index of that many references found too little, so that no start builds it again."""

        def write(file: BinaryIO) -> None:
            self._put(file, str(rows).encode(), _binding(model_id, settings_of(engine), 0))

        self._replace(self._path(model_id, _REFUSED), write, lambda: True)

    def refused(self, model_id: ModelId, engine: Engine) -> int:
        """References of the last index that found too little, 0 if none did."""
        try:
            with self._lock, self._path(model_id, _REFUSED).open("rb") as file:
                return int(self._get(file, _binding(model_id, settings_of(engine), 0)))
        except (FacegateError, OSError, ValueError, struct.error):
            return 0

    def _replace(self, path: Path, write: Callable[[BinaryIO], None], still_wanted: Callable[[], bool]) -> bool:
        """Write a file under another name and put it in place, or leave no trace of it."""
        unfinished: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for left in self._folder.glob(f"*{_UNFINISHED}"):  # by a process that was killed
                left.unlink(missing_ok=True)
            # mkstemp makes it 0600.
            handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=self._folder)
            unfinished = Path(name)
            with os.fdopen(handle, "wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            with self._lock:
                if still_wanted():
                    unfinished.replace(path)
                    return True
        except (FacegateError, OSError) as error:
            logs.gallery.warning("index not kept: %s", type(error).__name__)
        finally:
            if unfinished is not None:
                with contextlib.suppress(OSError):
                    unfinished.unlink(missing_ok=True)
        return False

    def clear(self) -> None:
        """Delete every kept index, of all models, finished or not: somebody was erased.

        Raises:
            StorageError: a file cannot be deleted.
        """
        with self._lock:
            for unfinished in self._folder.glob(f"*{_UNFINISHED}"):
                # One that is being written cannot be deleted on Windows; its writer drops it.
                with contextlib.suppress(OSError):
                    unfinished.unlink(missing_ok=True)
            for path in self._folder.glob(f"*{_SUFFIX}"):
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise StorageError(
                        "Search cache not deleted",
                        "The file {path} of the search cache could not be deleted: {reason}.",
                        "Delete it by hand; it is made again when needed.",
                        path=path,
                        reason=error.strerror,
                    ) from error

    def _path(self, model_id: ModelId, suffix: str) -> Path:
        return self._folder / (quote(model_id, safe="") + suffix)

    def _write(
        self, file: BinaryIO, model_id: ModelId, table: ReferenceTable, index: Index, self_test: SelfTest
    ) -> None:
        kept = index.kept()
        token = secrets.token_hex(16)
        header = {
            "model": model_id,
            "engine": index.engine,
            "settings": index.settings,
            "dimension": table.dimension,
            "rows": len(table),
            "checksum": fingerprint(table, len(table)),
            "token": token,
            "arrays": {name: [array.dtype.name, list(array.shape)] for name, array in kept.arrays.items()},
            "numbers": dict(kept.numbers),
            "self_test": asdict(self_test),
        }
        file.write(_MAGIC)
        self._put(file, json.dumps(header).encode(), _binding(model_id, "header", 0))
        number = 0
        for array in kept.arrays.values():
            for chunk in _chunks(array):
                self._put(file, bytes(chunk), _binding(model_id, token, number))
                number += 1

    def _read(self, file: BinaryIO, model_id: ModelId, engine: Engine, table: ReferenceTable) -> tuple[Index, SelfTest]:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise _unfit("is not one")
        header: dict[str, Any] = json.loads(self._get(file, _binding(model_id, "header", 0)))
        rows = int(header["rows"])
        if header["model"] != model_id or header["dimension"] != table.dimension or not 0 < rows <= len(table):
            raise _unfit("is of other references")
        if header["engine"] != engine or header["settings"] != settings_of(engine):
            raise _unfit("is of another kind")
        if header["checksum"] != fingerprint(table, rows):
            raise _unfit("is of other references")
        kept = Kept(self._read_arrays(file, model_id, header), header["numbers"])
        self_test = SelfTest(**header["self_test"])
        index = restored(engine, kept, table, rows)
        index.effort = self_test.effort
        return index, self_test

    def _read_arrays(self, file: BinaryIO, model_id: ModelId, header: dict[str, Any]) -> dict[str, npt.NDArray[Any]]:
        size = os.fstat(file.fileno()).st_size
        arrays: dict[str, npt.NDArray[Any]] = {}
        number = 0
        for name, (kind, lengths) in header["arrays"].items():
            shape = [int(length) for length in lengths]
            if kind not in _TYPES or min(shape) < 0:
                raise _unfit("is of another kind")
            if int(np.prod(shape, dtype=object)) * np.dtype(kind).itemsize > size:
                raise _unfit("is cut short")
            arrays[name] = np.empty(shape, kind)
            for chunk in _chunks(arrays[name]):
                chunk[:] = self._get(file, _binding(model_id, header["token"], number))
                number += 1
        return arrays

    def _put(self, file: BinaryIO, data: bytes, binding: bytes) -> None:
        sealed = self._sealer.seal(data, binding)
        file.write(_LENGTH.pack(len(sealed)))
        file.write(sealed)

    def _get(self, file: BinaryIO, binding: bytes) -> bytes:
        (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
        if length > _CHUNK + _SEAL_ROOM:
            raise _unfit("has a frame that is too long")
        return self._sealer.unseal(file.read(length), binding)


def fingerprint(table: ReferenceTable, rows: int) -> str:
    """SHA-256, in hex, of ids and vectors of a table's first rows."""
    digest = hashlib.sha256()
    digest.update(table.ids[:rows].data)
    digest.update(table.vectors[:rows].data)
    return digest.hexdigest()


def _chunks(array: npt.NDArray[Any]) -> Iterator[memoryview]:
    """An array's own bytes, in writable pieces; nothing for an empty one."""
    if array.size:
        whole = array.reshape(-1).view(np.uint8).data
        for start in range(0, len(whole), _CHUNK):
            yield whole[start : start + _CHUNK]


def _binding(model_id: ModelId, token: str, number: int) -> bytes:
    """What a frame is bound to."""
    return f"facegate index 2|{model_id}|{token}|{number}".encode()


def _unfit(reason: str) -> DamagedDataError:
    return DamagedDataError(
        "Search cache not usable", "The kept search index {reason}.", "It is built again by itself.", reason=reason
    )
