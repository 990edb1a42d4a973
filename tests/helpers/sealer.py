"""A sealer with a key of its own, as storage's cipher is one."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from facegate.errors import DamagedDataError

_NONCE = 12


class AesSealer:
    """AES-256-GCM with a random key and random nonces."""

    def __init__(self) -> None:
        self._cipher = AESGCM(AESGCM.generate_key(256))

    def seal(self, data: bytes, associated: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, data, associated)

    def unseal(self, data: bytes, associated: bytes) -> bytes:
        try:
            return self._cipher.decrypt(data[:_NONCE], data[_NONCE:], associated)
        except (InvalidTag, ValueError) as error:
            raise DamagedDataError("Damaged", "A sealed piece does not open.", "Restore a backup.") from error


class OpenSealer:
    """Seals nothing: shows what an attacker with the key would read."""

    def seal(self, data: bytes, associated: bytes) -> bytes:
        return data

    def unseal(self, data: bytes, associated: bytes) -> bytes:
        return data
