"""The keys of one data folder: which there are, and what is derived from them."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from facegate.errors import DamagedDataError

KEY_BYTES = 32
"""AES-256 and HMAC-SHA256."""

KEY_ID_BYTES = 8
"""Enough that two keys of one folder never share an id."""

_VERSION = 1


class Purpose(StrEnum):
    """What a derived key is for; no two purposes share a key."""

    TEMPLATES = "templates"
    PICTURES = "pictures"
    LOOKS = "looks"
    PINS = "pins"
    CACHE = "cache"
    GALLERIES = "galleries"
    """Gallery files, which have keys of their own."""
    CHAIN = "chain"
    CERTIFICATES = "certificates"
    """Seed of the Ed25519 key that signs certificates."""
    CHECK = "check"
    """Proves that a keyset belongs to a database."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """Root keys by id, and chain keys of root keys that were retired.

    Attributes:
        active: id of the key that seals what is written now.
        roots: 32 random bytes by key id (16 hex digits).
        chain_keys: what is left of retired root keys: enough to check the old
            part of the event chain, not enough to open a template.
        verifying_keys: public keys of certificates that were signed with root keys which are retired: enough to tell
            that a certificate is of this data folder, not enough to make one.
    """

    active: str
    roots: Mapping[str, bytes] = field(repr=False)
    chain_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    verifying_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def fresh(cls) -> Keyset:
        """One new random key."""
        key_id = secrets.token_hex(KEY_ID_BYTES)
        return cls(key_id, {key_id: secrets.token_bytes(KEY_BYTES)})

    def with_new_key(self) -> Keyset:
        """The same with one more key, which is active."""
        added = Keyset.fresh()
        return replace(self, active=added.active, roots={**self.roots, **added.roots})

    def with_old_keys_retired(self) -> Keyset:
        """Only the active root key, and of the others what checks events and certificates."""
        old = [key_id for key_id in self.roots if key_id != self.active]
        return replace(
            self,
            roots={self.active: self.roots[self.active]},
            chain_keys={**self.chain_keys, **{key_id: self.derived(key_id, Purpose.CHAIN) for key_id in old}},
            verifying_keys={**self.verifying_keys, **{key_id: self.verifying_key(key_id) for key_id in old}},
        )

    def signing_key(self, key_id: str) -> Ed25519PrivateKey:
        """Signs certificates. Raises DamagedDataError as :meth:`derived` does."""
        # RFC 8032, 5.1.5: any 32 uniformly random bytes are a private key.
        return Ed25519PrivateKey.from_private_bytes(self.derived(key_id, Purpose.CERTIFICATES))

    def verifying_key(self, key_id: str) -> bytes:
        """The public half of :meth:`signing_key`, 32 bytes; also of a retired key. Raises DamagedDataError."""
        if key_id in self.verifying_keys:
            return self.verifying_keys[key_id]
        return self.signing_key(key_id).public_key().public_bytes_raw()

    def derived(self, key_id: str, purpose: Purpose) -> bytes:
        """The 32-byte key for a purpose (HKDF-SHA256, RFC 5869).

        Raises:
            DamagedDataError: the key is not, or no more, in the set.
        """
        if purpose is Purpose.CHAIN and key_id in self.chain_keys:
            return self.chain_keys[key_id]
        root = self.roots.get(key_id)
        if root is None:
            raise DamagedDataError(
                "Key unknown",
                "Something was sealed with the key {key}, which this data folder does not have.",
                "Restore the data folder together with its key from a backup.",
                key=key_id,
            )
        # The root keys are uniformly random already, so there is nothing for a salt to do.
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"facegate/{_VERSION}/{purpose}".encode()).derive(root)

    def to_json(self) -> str:
        """As text, for the keyring or a key file."""
        return json.dumps(
            {
                "version": _VERSION,
                "active": self.active,
                "roots": _to_text(self.roots),
                "chain_keys": _to_text(self.chain_keys),
                "verifying_keys": _to_text(self.verifying_keys),
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Keyset:
        """Read what :meth:`to_json` wrote.

        Raises:
            DamagedDataError: it is something else.
        """
        try:
            stored: dict[str, Any] = json.loads(text)
            keyset = cls(
                str(stored["active"]),
                _from_text(stored["roots"]),
                _from_text(stored["chain_keys"]),
                # Absent in what was written before there were certificates.
                _from_text(stored.get("verifying_keys", {})),
            )
            valid = stored["version"] == _VERSION and keyset.active in keyset.roots
        except (ValueError, KeyError, TypeError, AttributeError):
            valid = False
        if not valid:
            raise DamagedDataError(
                "Key not readable",
                "The stored key of this data folder has been changed or was written by a newer FaceGate.",
                "Restore the key from a backup, or update FaceGate.",
            )
        return keyset


class CurrentKeys:
    """The keyset in force, shared by everything that seals; rotation replaces it. Thread-safe."""

    def __init__(self, keyset: Keyset) -> None:
        self._lock = threading.Lock()
        self._keyset = keyset
        self._derived: dict[tuple[str, Purpose], bytes] = {}

    @property
    def keyset(self) -> Keyset:
        """The keyset in force."""
        return self._keyset

    @property
    def active(self) -> str:
        """Id of the key that seals what is written now."""
        return self._keyset.active

    def replace(self, keyset: Keyset) -> None:
        """Put another keyset in force."""
        with self._lock:
            self._keyset = keyset
            self._derived.clear()

    def derived(self, key_id: str, purpose: Purpose) -> bytes:
        """See :meth:`Keyset.derived`; remembered."""
        with self._lock:
            key = self._derived.get((key_id, purpose))
            if key is None:
                key = self._derived[key_id, purpose] = self._keyset.derived(key_id, purpose)
            return key


def _to_text(keys: Mapping[str, bytes]) -> dict[str, str]:
    return {key_id: base64.b64encode(key).decode("ascii") for key_id, key in keys.items()}


def _from_text(keys: Mapping[str, str]) -> dict[str, bytes]:
    try:
        decoded = {key_id: base64.b64decode(key, validate=True) for key_id, key in keys.items()}
    except binascii.Error as error:
        raise ValueError(str(error)) from error
    if any(len(key) != KEY_BYTES or len(bytes.fromhex(key_id)) != KEY_ID_BYTES for key_id, key in decoded.items()):
        raise ValueError("length of a key")
    return decoded
