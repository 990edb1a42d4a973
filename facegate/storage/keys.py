"""Where the keyset is kept: the system's keyring, a file under a passphrase, or a plain private file."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

import keyring
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from facegate.errors import AdviceError, DamagedDataError, FacegateError, StorageError
from facegate.settings.files import keep_aside, write_atomically
from facegate.storage.keyset import KEY_BYTES, Keyset
from facegate.storage.troubles import read_failed, write_failed

SERVICE = "FaceGate"
"""Name of our entries in the keyring; the account is the database's random id."""

KEYRING_TIMEOUT = 30.0
"""Seconds; a locked keyring asks the user, and one without a desktop may never answer."""

SCRYPT_COST, SCRYPT_BLOCK, SCRYPT_PARALLEL = 2**16, 8, 2
"""64 MiB and about half a second; one of the settings of OWASP's password storage cheat sheet."""

_TRIAL = "trial"
"""Account of an entry that is made to be removed; no database's id."""

_SALT_BYTES = 16
_NONCE_BYTES = 12
_MAX_COST = 2**20
"""A changed file must not make us take gigabytes."""

T = TypeVar("T")


class KeyPlace(StrEnum):
    """Where a database's keyset is; written in the database itself."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place
    FILE = "file"


class Vault(Protocol):
    """Keeps one keyset."""

    @property
    def place(self) -> KeyPlace:
        """Which kind it is."""

    def load(self) -> Keyset | None:
        """The keyset, None if there is none. Raises StorageError."""

    def save(self, keyset: Keyset) -> None:
        """Replace the keyset. Raises StorageError."""


class KeyringVault:
    """An entry in the keyring of the operating system."""

    place = KeyPlace.KEYRING

    def __init__(self, database_id: str) -> None:
        self._account = database_id

    def load(self) -> Keyset | None:
        """See :class:`Vault`."""
        text = read_entry(self._account)
        return None if text is None else Keyset.from_json(text)

    def save(self, keyset: Keyset) -> None:
        """See :class:`Vault`; read back, because some keyrings accept and forget."""
        write_entry(self._account, keyset.to_json())


def read_entry(account: str) -> str | None:
    """Another entry of ours in the keyring. Raises StorageError."""
    return _asked(lambda: keyring.get_password(SERVICE, account))


def write_entry(account: str, text: str | None) -> None:
    """Keep an entry, or remove it; read back, because some keyrings accept and forget. Raises StorageError."""
    if text is not None:
        _asked(lambda: keyring.set_password(SERVICE, account, text))
    elif read_entry(account) is not None:
        _asked(lambda: keyring.delete_password(SERVICE, account))
    if read_entry(account) != text:
        raise _keyring_failed("it does not keep what it is given")


class FileVault:
    """A file that only its owner may read, for machines without a keyring."""

    place = KeyPlace.FILE

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Keyset | None:
        """See :class:`Vault`."""
        stored = _read(self._path)
        if stored is None:
            return None
        if stored.get("kind") != self.place:
            raise _wrong_kind(self._path)
        return Keyset.from_json(json.dumps(stored.get("keyset")))

    def save(self, keyset: Keyset) -> None:
        """See :class:`Vault`."""
        _write(self._path, {"kind": self.place, "keyset": json.loads(keyset.to_json())})


class PassphraseVault:
    """A file that a passphrase opens (scrypt, AES-256-GCM)."""

    place = KeyPlace.PASSPHRASE

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        self._passphrase = passphrase
        self._wrapping: tuple[dict[str, Any], bytes] | None = None

    def load(self) -> Keyset | None:
        """See :class:`Vault`. Raises StorageError for a wrong passphrase."""
        stored = _read(self._path)
        if stored is None:
            return None
        if stored.get("kind") != self.place:
            raise _wrong_kind(self._path)
        try:
            parameters = stored["scrypt"]
            nonce, sealed = base64.b64decode(stored["nonce"]), base64.b64decode(stored["keyset"])
            if not 1 < parameters["n"] <= _MAX_COST:
                raise ValueError("scrypt cost")
            wrapping = _stretched(self._passphrase, parameters)
        except (KeyError, TypeError, ValueError) as error:
            raise _wrong_kind(self._path) from error
        try:
            text = AESGCM(wrapping).decrypt(nonce, sealed, None).decode("utf-8")
        except InvalidTag:
            raise StorageError(
                "Wrong passphrase",
                "The passphrase does not open the key in {path}.",
                "Correct the environment variable FACEGATE_PASSPHRASE; upper case and keyboard layout count. "
                "Without the passphrase the templates stay closed.",
                path=self._path,
            ) from None
        self._wrapping = parameters, wrapping
        return Keyset.from_json(text)

    def save(self, keyset: Keyset) -> None:
        """See :class:`Vault`."""
        if self._wrapping is None:
            salt = base64.b64encode(secrets.token_bytes(_SALT_BYTES)).decode("ascii")
            parameters = {"salt": salt, "n": SCRYPT_COST, "r": SCRYPT_BLOCK, "p": SCRYPT_PARALLEL}
            self._wrapping = parameters, _stretched(self._passphrase, parameters)
        parameters, wrapping = self._wrapping
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(wrapping).encrypt(nonce, keyset.to_json().encode("utf-8"), None)
        fields = {"nonce": base64.b64encode(nonce).decode("ascii"), "keyset": base64.b64encode(sealed).decode("ascii")}
        _write(self._path, {"kind": self.place, "scrypt": parameters, **fields})


def new_vault(key_file: Path, database_id: str, passphrase: str | None, now: datetime) -> tuple[Vault, Keyset]:
    """Decide where a new database's keyset goes, and keep one there.

    A key file that is already there may be all that opens an older database:
    it is used again, or renamed where it cannot be.

    Raises:
        StorageError: nothing can be kept, or the passphrase is wrong.
    """
    if passphrase is not None:
        return _filled(PassphraseVault(key_file, passphrase), key_file, now)
    try:
        vault = KeyringVault(database_id)
        keyset = Keyset.fresh()
        vault.save(keyset)
    except StorageError:
        return _filled(FileVault(key_file), key_file, now)
    return vault, keyset


def existing_vault(place: str, key_file: Path, database_id: str, passphrase: str | None) -> tuple[Vault, Keyset]:
    """Open the keyset of an existing database; never makes a new one.

    Raises:
        StorageError: it is missing or does not open, saying what to do.
    """
    vault: Vault
    if place == KeyPlace.PASSPHRASE:
        if passphrase is None:
            raise StorageError(
                "Passphrase needed",
                "The key of this data folder is protected by a passphrase.",
                "Put the passphrase into the environment variable FACEGATE_PASSPHRASE and start FaceGate again.",
            )
        vault = PassphraseVault(key_file, passphrase)
        remedy = "Put the file {where} back from a backup; without it the templates stay closed."
    elif place == KeyPlace.FILE:
        vault = FileVault(key_file)
        remedy = "Put the file {where} back from a backup; without it the templates stay closed."
    else:
        vault = KeyringVault(database_id)
        remedy = (
            "Log in to the account and the desktop session that set FaceGate up, unlock its keyring, and start again."
            " The entry is called {where}."
        )
    keyset = vault.load()
    if keyset is None:
        raise StorageError(
            "Key missing",
            "The key that opens this data folder's templates is not there.",
            remedy,
            where=f"{SERVICE} {database_id}" if vault.place is KeyPlace.KEYRING else key_file,
        )
    return vault, keyset


def spoken(place: KeyPlace, key_file: Path, passphrase_given: bool) -> list[FacegateError]:
    """What the user should know about where the key is."""
    notices: list[FacegateError] = []
    if place is KeyPlace.FILE:
        notices.append(
            AdviceError(
                "No keyring",
                "This system offers no keyring, so the key of the templates lies in {path}, readable by your account"
                " only.",
                "Whoever copies this file and the database can read the templates: keep backups of them apart,"
                " or set up a keyring or a passphrase before enrolling people.",
                path=key_file,
            )
        )
    if passphrase_given and place is not KeyPlace.PASSPHRASE:
        message = (
            "The key of this data folder is in the system's keyring, so the passphrase protects nothing here."
            if place is KeyPlace.KEYRING
            else "The key of this data folder lies in a file without a passphrase, so the passphrase protects nothing"
            " here."
        )
        remedy = "Start without a passphrase. A new data folder can be made with one."
        notices.append(AdviceError("Passphrase not used", message, remedy))
    return notices


def try_keyring() -> None:
    """Keep an entry in the keyring, read it back and remove it, as a new data folder would.

    Raises:
        StorageError: it does not answer, or forgets.
    """
    KeyringVault(_TRIAL).save(Keyset.fresh())
    # One that cannot remove still keeps keys; the next trial writes over what it left, which opens nothing.
    with suppress(StorageError):
        _asked(lambda: keyring.delete_password(SERVICE, _TRIAL))


def _filled(vault: Vault, key_file: Path, now: datetime) -> tuple[Vault, Keyset]:
    """A file vault with a keyset in it: the one that is there, else a new one."""
    try:
        keyset = vault.load()
    except DamagedDataError:
        _put_aside(key_file, now)
        keyset = None
    if keyset is None:
        keyset = Keyset.fresh()
        vault.save(keyset)
    return vault, keyset


def _put_aside(path: Path, now: datetime) -> None:
    try:
        keep_aside(path, "unused", now)
    except OSError as error:
        raise write_failed(path, error) from error


def _stretched(passphrase: str, parameters: dict[str, Any]) -> bytes:
    salt = base64.b64decode(parameters["salt"], validate=True)
    scrypt = Scrypt(salt, KEY_BYTES, n=parameters["n"], r=parameters["r"], p=parameters["p"])
    return scrypt.derive(passphrase.encode("utf-8"))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_failed(path, error) from error
    except ValueError as error:
        raise _wrong_kind(path) from error
    if not isinstance(stored, dict):
        raise _wrong_kind(path)
    return stored


def _write(path: Path, content: dict[str, Any]) -> None:
    try:
        write_atomically(path, json.dumps(content, indent=1).encode("utf-8"))
    except OSError as error:
        raise write_failed(path, error) from error


def _wrong_kind(path: Path) -> DamagedDataError:
    return DamagedDataError(
        "Key file not readable",
        "{path} holds no key of the kind that this database needs.",
        "Put the file back from a backup of the data folder.",
        path=path,
    )


def _keyring_failed(reason: str) -> StorageError:
    return StorageError(
        "Keyring not usable",
        "The system's keyring could not be used: {reason}.",
        "Log in to a desktop session, unlock its keyring, and start again.",
        reason=reason,
    )


def _asked(question: Callable[[], T]) -> T:
    """The keyring's answer, waited for on another thread, because it may never come."""
    answers: list[T] = []
    reasons: list[str] = []

    def ask() -> None:
        try:
            answers.append(question())
        except Exception as error:  # noqa: BLE001 - backends raise whatever their platform's library raises
            reasons.append(type(error).__name__)

    asking = threading.Thread(target=ask, name="facegate-keyring", daemon=True)
    asking.start()
    asking.join(KEYRING_TIMEOUT)
    if not answers:
        raise _keyring_failed(reasons[0] if reasons else "it does not answer")
    return answers[0]
