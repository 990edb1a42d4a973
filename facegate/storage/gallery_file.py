"""A gallery in one file of its own: people's names and templates, sealed like those of a data folder.

The file: :data:`MAGIC`, which names the format's version; the kind of its key (1 byte); 16 bytes of salt (zeros where
no passphrase needs them); then sealed records (:class:`facegate.storage.cipher.Cipher`), each after its length in 4
bytes, big-endian. The first record tells the model, how many people follow, and the gallery's random id; every other
one is a person. What precedes the first record, and a person's place, are authenticated with the records: nothing can
be changed, left out, put in another order, or taken from another gallery of the same key. Names are sealed, too.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from facegate.domain.ids import ModelId
from facegate.errors import DamagedDataError, StorageError
from facegate.settings.files import write_atomically
from facegate.storage.canonical import encode
from facegate.storage.cipher import Cipher
from facegate.storage.gallery_keys import SALT_BYTES, GalleryKey, KeyKind
from facegate.storage.gallery_people import StoredGallery, packed, unpacked
from facegate.storage.keyset import Purpose
from facegate.storage.troubles import read_failed, write_failed

FORMAT = 1
MAGIC = b"FaceGateG" + FORMAT.to_bytes(1)

MAX_RECORD = 1 << 28
"""Bytes; ten thousand templates of the largest dimension that a manifest may give."""

_PREFIX = struct.Struct(f">{len(MAGIC)}sB{SALT_BYTES}s")
_LENGTH = struct.Struct(">I")
_ID_BYTES = 16


def write_gallery(path: Path, gallery: StoredGallery, key: GalleryKey) -> None:
    """Replace ``path`` as a whole, readable by its owner only.

    Raises:
        StorageError: it cannot be written.
    """
    prefix = _PREFIX.pack(MAGIC, key.kind, key.salt)
    cipher = Cipher(key.keys, Purpose.GALLERIES)
    gallery_id = secrets.token_hex(_ID_BYTES)
    head = {
        "id": gallery_id,
        "model": gallery.model_id,
        "network": gallery.network,
        "detector": gallery.detector,
        "dimension": gallery.dimension,
        "people": len(gallery.people),
    }
    records = [cipher.seal(json.dumps(head).encode(), _head_place(prefix))]
    for number, person in enumerate(gallery.people):
        records.append(cipher.seal(packed(person), _place(head, number)))
    data = b"".join([prefix, *(_LENGTH.pack(len(record)) + record for record in records)])
    try:
        write_atomically(path, data)
    except OSError as error:
        raise write_failed(path, error) from error


def kind_of_key(path: Path) -> tuple[KeyKind, bytes]:
    """What opens a gallery file, and the salt of its passphrase. Raises StorageError: it is no gallery file."""
    try:
        with path.open("rb") as stream:
            return _kind(path, stream.read(_PREFIX.size))
    except OSError as error:
        raise read_failed(path, error) from error


def is_gallery(path: Path) -> bool:
    """Whether a file begins like a gallery of any version. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC) - 1) == MAGIC[:-1]


def read_gallery(path: Path, key: GalleryKey) -> StoredGallery:
    """Open a gallery file.

    Raises:
        DamagedDataError: it was changed, cut or put together from others, or it is sealed with another key.
        StorageError: it cannot be read, or is no gallery file.
    """
    try:
        with path.open("rb") as stream:
            prefix = stream.read(_PREFIX.size)
            _kind(path, prefix)
            records = _records(path, stream)
            first = next(records, None)
            if first is None:
                raise _damaged(path)
            return _opened(path, prefix, first, records, key)
    except OSError as error:
        raise read_failed(path, error) from error


def _opened(path: Path, prefix: bytes, first: bytes, records: Iterator[bytes], key: GalleryKey) -> StoredGallery:
    cipher = Cipher(key.of_record(path, first).keys, Purpose.GALLERIES)
    try:
        head = json.loads(cipher.unseal(first, _head_place(prefix)))
    except DamagedDataError as error:
        raise _does_not_open(path, key) from error
    people = []
    try:
        for number, record in enumerate(records):
            people.append(unpacked(cipher.unseal(record, _place(head, number)), head["model"], head["dimension"]))
    except (DamagedDataError, ValueError) as error:
        raise _damaged(path) from error
    if len(people) != head["people"]:
        raise _damaged(path)
    return StoredGallery(ModelId(head["model"]), head["network"], head["detector"], head["dimension"], tuple(people))


def _records(path: Path, stream: BinaryIO) -> Iterator[bytes]:
    """The sealed records; no more is read than the file has. Raises DamagedDataError, OSError."""
    left = os.fstat(stream.fileno()).st_size - _PREFIX.size
    while left > 0:
        length = stream.read(_LENGTH.size)
        left -= _LENGTH.size
        if len(length) != _LENGTH.size or not 0 < (size := _LENGTH.unpack(length)[0]) <= min(left, MAX_RECORD):
            raise _damaged(path)
        record = stream.read(size)
        left -= size
        if len(record) != size:
            raise _damaged(path)
        yield record


def _kind(path: Path, prefix: bytes) -> tuple[KeyKind, bytes]:
    if prefix[: len(MAGIC) - 1] != MAGIC[:-1] or len(prefix) != _PREFIX.size:
        raise StorageError(
            "Not a gallery",
            "{path} is not a gallery file.",
            "Name a file that 'facegate gallery build' wrote.",
            path=path,
        )
    magic, kind, salt = _PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise StorageError(
            "Gallery of another version",
            "{path} was written by another version of FaceGate, in a form that this one does not know.",
            "Update FaceGate, or build the gallery again.",
            path=path,
        )
    try:
        return KeyKind(kind), salt
    except ValueError as error:
        raise _damaged(path) from error


def _head_place(prefix: bytes) -> bytes:
    return encode([FORMAT, "gallery", prefix])


def _place(head: dict[str, Any], number: int) -> bytes:
    """Where a person belongs: which gallery, of which model, at which place."""
    return encode([FORMAT, "person", head["id"], head["model"], head["dimension"], number])


def _damaged(path: Path) -> DamagedDataError:
    return DamagedDataError(
        "Gallery damaged",
        "{path} was changed, cut, or put together from other files, so it was not opened.",
        "Build the gallery again from the pictures.",
        path=path,
    )


def _does_not_open(path: Path, key: GalleryKey) -> DamagedDataError:
    if key.kind is not KeyKind.PASSPHRASE:
        return _damaged(path)
    return DamagedDataError(
        "Gallery does not open",
        "The passphrase does not open {path}, or the file was changed.",
        "Correct the passphrase; upper case and keyboard layout count. If it is right, build the gallery again.",
        path=path,
    )
