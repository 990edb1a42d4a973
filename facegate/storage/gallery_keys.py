"""What a gallery file is sealed with: a key file, an entry of the keyring, or a passphrase."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from facegate.errors import DamagedDataError, StorageError
from facegate.storage.cipher import key_of
from facegate.storage.keys import (
    SCRYPT_BLOCK,
    SCRYPT_COST,
    SCRYPT_PARALLEL,
    SERVICE,
    FileVault,
    KeyringVault,
    Vault,
)
from facegate.storage.keyset import KEY_BYTES, CurrentKeys, Keyset

SALT_BYTES = 16
NO_SALT = bytes(SALT_BYTES)

PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place
KEYRING_PREFIX = "keyring:"


class KeyKind(IntEnum):
    """What opens a gallery; written in its file."""

    KEYSET = 1
    """A keyset that is kept elsewhere."""
    PASSPHRASE = 2
    """A passphrase and the salt in the file."""


@dataclass(frozen=True, slots=True)
class GalleryKey:
    """A key for a gallery file.

    Attributes:
        keys: derive what seals.
        salt: of the passphrase.
    """

    kind: KeyKind
    keys: CurrentKeys = field(repr=False)
    salt: bytes = NO_SALT

    @classmethod
    def of_passphrase(cls, passphrase: str, salt: bytes | None = None) -> Self:
        """Stretch a passphrase (scrypt, at the cost of a data folder's); without a salt for a new gallery."""
        salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
        scrypt = Scrypt(salt, KEY_BYTES, n=SCRYPT_COST, r=SCRYPT_BLOCK, p=SCRYPT_PARALLEL)
        (key_id,) = Keyset.fresh().roots
        keyset = Keyset(key_id, {key_id: scrypt.derive(passphrase.encode("utf-8"))})
        return cls(KeyKind.PASSPHRASE, CurrentKeys(keyset), salt)

    def of_record(self, path: Path, sealed: bytes) -> GalleryKey:
        """The key for a sealed record: a passphrase's has the id that was drawn when it was written.

        Raises:
            DamagedDataError: the record is of another key.
        """
        key_id, keyset = key_of(sealed), self.keys.keyset
        if self.kind is KeyKind.PASSPHRASE:
            return GalleryKey(self.kind, CurrentKeys(Keyset(key_id, {key_id: keyset.roots[keyset.active]})), self.salt)
        if key_id not in keyset.roots:
            raise DamagedDataError(
                "Gallery of another key",
                "{path} was sealed with another key than the one that was named, or it was changed.",
                "Name the key that it was built with: --key.",
                path=path,
            )
        return self


def key_for_writing(place: str, ask: Callable[[], str]) -> GalleryKey:
    """The key of a place; a key file or an entry of the keyring is made where there is none.

    Args:
        place: ``passphrase``, ``keyring:NAME``, or the path of a key file.
        ask: gives a new passphrase.

    Raises:
        StorageError: it cannot be read or kept.
    """
    if place == PASSPHRASE:
        return GalleryKey.of_passphrase(ask())
    vault = _vault(place)
    keyset = vault.load()
    if keyset is None:
        keyset = Keyset.fresh()
        vault.save(keyset)
    return GalleryKey(KeyKind.KEYSET, CurrentKeys(keyset))


def key_for_reading(place: str, kind: KeyKind, salt: bytes, ask: Callable[[], str]) -> GalleryKey:
    """The key that was used; never makes one.

    Args:
        place: as for :func:`key_for_writing`.
        kind: as the gallery file tells it.
        salt: as the gallery file tells it.
        ask: gives the passphrase.

    Raises:
        StorageError: it is not there, cannot be read, or is not of the kind that the gallery needs.
    """
    if (place == PASSPHRASE) is not (kind is KeyKind.PASSPHRASE):
        raise StorageError(
            "Another kind of key",
            "The gallery was built with {kind}.",
            "Name it: --key {option}.",
            kind="a passphrase" if kind is KeyKind.PASSPHRASE else "a key file or an entry of the keyring",
            option=PASSPHRASE if kind is KeyKind.PASSPHRASE else f"FILE or --key {KEYRING_PREFIX}NAME",
        )
    if kind is KeyKind.PASSPHRASE:
        return GalleryKey.of_passphrase(ask(), salt)
    keyset = _vault(place).load()
    if keyset is None:
        named = place.removeprefix(KEYRING_PREFIX)
        raise StorageError(
            "Key missing",
            "There is no key in {place}.",
            "Name the key that the gallery was built with: --key. Without it the gallery stays closed.",
            place=place if place == named else f"the keyring's entry {SERVICE} {_account(named)}",
        )
    return GalleryKey(KeyKind.KEYSET, CurrentKeys(keyset))


def _vault(place: str) -> Vault:
    if place.startswith(KEYRING_PREFIX):
        return KeyringVault(_account(place.removeprefix(KEYRING_PREFIX)))
    return FileVault(Path(place))


def _account(name: str) -> str:
    """No database's id, which are hexadecimal digits."""
    return f"gallery {name}"
