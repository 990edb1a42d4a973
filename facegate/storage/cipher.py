"""Sealing: AES-256-GCM with a random nonce, bound to where the sealed bytes belong.

A sealed record: version (1 byte), key id (8), nonce (12), ciphertext, tag (16).
Version and key id are authenticated with the associated data, so that a record
opens in its own place only.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from facegate.errors import DamagedDataError
from facegate.storage.keyset import KEY_ID_BYTES, CurrentKeys, Purpose

NONCE_BYTES = 12
"""96 bits, random: NIST SP 800-38D allows 2^32 records a key, and every purpose has its own."""

TAG_BYTES = 16

_VERSION = 1
_HEADER = struct.Struct(f">B{KEY_ID_BYTES}s")


class Cipher:
    """Seals blobs of less than 2 GiB for one purpose. Thread-safe."""

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

    def unseal(self, data: bytes, associated: bytes) -> bytes:
        """Decrypt with the key that sealed it.

        Raises:
            DamagedDataError: it was changed, moved, cut, or its key is gone.
        """
        if len(data) < _HEADER.size + NONCE_BYTES + TAG_BYTES or data[0] != _VERSION:
            raise _damaged()
        header, body = data[: _HEADER.size], data[_HEADER.size :]
        try:
            return self._aead(key_of(data)).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], header + associated)
        except InvalidTag:
            raise _damaged() from None

    def _aead(self, key_id: str) -> AESGCM:
        return AESGCM(self._keys.derived(key_id, self._purpose))


def key_of(sealed: bytes) -> str:
    """Id of the key that a record was sealed with."""
    return bytes(sealed[1 : _HEADER.size]).hex()


def _damaged() -> DamagedDataError:
    return DamagedDataError(
        "Sealed data damaged",
        "Something sealed was changed, cut or moved to another place, so it was not opened.",
        "Restore the data folder from a backup. A damaged index is built anew by itself.",
    )
