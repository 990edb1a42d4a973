"""Sealing: AES-256-GCM with a random nonce, bound to where the sealed bytes belong.

A sealed record: version (1 byte), key id (8), nonce (12), ciphertext, tag (16).
Version and key id are authenticated with the associated data, so that a record
opens in its own place only.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from facegate.errors import DamagedDataError
from facegate.storage.canonical import encode
from facegate.storage.keyset import KEY_ID_BYTES, CurrentKeys, Purpose

NONCE_BYTES = 12
"""96 bits, random: NIST SP 800-38D allows 2^32 records a key, and every purpose has its own."""

TAG_BYTES = 16

CHUNK_BYTES = 16 * 1024 * 1024
"""One AES-GCM call takes less than 2 GiB; 16 MiB keeps the memory that a big index needs twice small."""

_VERSION = 1
_HEADER = struct.Struct(f">B{KEY_ID_BYTES}s")
_STREAM_HEADER = struct.Struct(f">B{NONCE_BYTES}s")
_CHUNK_HEADER = struct.Struct(">BI")
_MORE, _LAST = 0, 1


class Sealer(Protocol):
    """Seals blobs of any size."""

    def seal(self, data: bytes, associated: bytes) -> bytes:
        """Encrypt; only the same ``associated`` opens it again."""

    def unseal(self, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt. Raises DamagedDataError."""


class Cipher:
    """Seals records for one purpose. Thread-safe."""

    def __init__(self, keys: CurrentKeys, purpose: Purpose) -> None:
        self._keys = keys
        self._purpose = purpose

    def seal(self, data: bytes, associated: bytes) -> bytes:
        """Encrypt with the active key; only the same ``associated`` opens it again."""
        key_id = self._keys.active
        header = _HEADER.pack(_VERSION, bytes.fromhex(key_id))
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._aead(key_id).encrypt(nonce, data, header + associated)
        return header + nonce + sealed

    def unseal(self, sealed: bytes, associated: bytes) -> bytes:
        """Decrypt with the key that sealed it.

        Raises:
            DamagedDataError: it was changed, moved, cut, or its key is gone.
        """
        if len(sealed) < _HEADER.size + NONCE_BYTES + TAG_BYTES or sealed[0] != _VERSION:
            raise _damaged()
        header, nonce = sealed[: _HEADER.size], sealed[_HEADER.size : _HEADER.size + NONCE_BYTES]
        try:
            return self._aead(key_of(sealed)).decrypt(nonce, sealed[_HEADER.size + NONCE_BYTES :], header + associated)
        except InvalidTag:
            raise _damaged() from None

    def _aead(self, key_id: str) -> AESGCM:
        return AESGCM(self._keys.derived(key_id, self._purpose))


class ChunkedCipher:
    """Seals blobs of any size in chunks: a :class:`Sealer`, and streams. Thread-safe.

    Every chunk is bound to its blob, its place and whether it is the last one:
    none can be left out, repeated, or taken from another blob.
    """

    def __init__(self, keys: CurrentKeys, purpose: Purpose, chunk_bytes: int = CHUNK_BYTES) -> None:
        self._cipher = Cipher(keys, purpose)
        self._chunk_bytes = chunk_bytes

    def seal(self, data: bytes, associated: bytes) -> bytes:
        """See :class:`Sealer`."""
        return b"".join(self.seal_stream([data], associated))

    def unseal(self, sealed: bytes, associated: bytes) -> bytes:
        """See :class:`Sealer`."""
        return b"".join(self.unseal_stream(BytesIO(sealed), associated))

    def seal_stream(self, parts: Iterable[bytes | memoryview], associated: bytes) -> Iterator[bytes]:
        """Encrypt parts (memoryviews of bytes) as one blob; yield what is to be written, in order."""
        blob = secrets.token_bytes(NONCE_BYTES)
        yield _STREAM_HEADER.pack(_VERSION, blob)
        number = 0
        waiting: bytes | None = None
        for piece in self._pieces(parts):
            if waiting is not None:
                yield self._sealed_chunk(waiting, _MORE, number, blob, associated)
                number += 1
            waiting = piece
        yield self._sealed_chunk(waiting or b"", _LAST, number, blob, associated)

    def unseal_stream(self, source: BinaryIO, associated: bytes) -> Iterator[bytes]:
        """Decrypt chunk by chunk; each one that is yielded is genuine, the blob as a whole once this ends.

        Raises:
            DamagedDataError: a chunk was changed, moved or left out.
        """
        start = source.read(_STREAM_HEADER.size)
        if len(start) < _STREAM_HEADER.size or start[0] != _VERSION:
            raise _damaged()
        _, blob = _STREAM_HEADER.unpack(start)
        number, kind = 0, _MORE
        while kind != _LAST:
            header = source.read(_CHUNK_HEADER.size)
            if len(header) < _CHUNK_HEADER.size:
                raise _damaged()
            kind, size = _CHUNK_HEADER.unpack(header)
            if size > self._chunk_bytes + _HEADER.size + NONCE_BYTES + TAG_BYTES:
                raise _damaged()
            yield self._cipher.unseal(source.read(size), encode([blob, number, kind, associated]))
            number += 1
        if source.read(1):
            raise _damaged()

    def _sealed_chunk(self, data: bytes, kind: int, number: int, blob: bytes, associated: bytes) -> bytes:
        sealed = self._cipher.seal(data, encode([blob, number, kind, associated]))
        return _CHUNK_HEADER.pack(kind, len(sealed)) + sealed

    def _pieces(self, parts: Iterable[bytes | memoryview]) -> Iterator[bytes]:
        for part in parts:
            view = memoryview(part).cast("B") if len(part) else memoryview(b"")
            for start in range(0, len(view), self._chunk_bytes):
                yield bytes(view[start : start + self._chunk_bytes])


def key_of(sealed: bytes) -> str:
    """Id of the key that a record was sealed with."""
    return bytes(sealed[1 : _HEADER.size]).hex()


def _damaged() -> DamagedDataError:
    return DamagedDataError(
        "Sealed data damaged",
        "Something sealed was changed, cut or moved to another place, so it was not opened.",
        "Restore the data folder from a backup. A damaged index is built anew by itself.",
    )
