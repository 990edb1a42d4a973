"""Certificates of erasure: what is certified, and the one form in which it is written.

A file is UTF-8 JSON: words for people first, then the statement, then who signed and the signature over all before
it. There is exactly one way to write a certificate, and a file that is written otherwise is none, so that not even a
space can be changed.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

FORMAT = 1
ALGORITHM = "Ed25519"
MOST_BYTES = 100_000
"""A certificate has two or three thousand; what is larger is something else."""

_DOMAIN = b"facegate-certificate-1\n"
"""Before what is signed, so that no signature for another purpose passes for this one."""

_FORMAT, _WORDS, _STATEMENT, _SIGNER, _SIGNATURE = (
    "facegate_certificate",
    "readable",
    "statement",
    "signer",
    "signature",
)


class Standing(StrEnum):
    """Who signed a certificate, seen from one data folder."""

    CURRENT = "current"
    """The key that this data folder signs with now."""
    FORMER = "former"
    """A key that it signed with before the key was changed."""
    UNKNOWN = "unknown"
    """Another data folder, or somebody who made a key of their own."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature.

    Attributes:
        key_id: of the root key that the signing key is derived from.
        public_key: 32 bytes.
        value: 64 bytes.
    """

    key_id: str
    public_key: bytes
    value: bytes


class CertificateKeys(Protocol):
    """The keys of a data folder. Thread-safe."""

    def signer(self) -> tuple[str, bytes]:
        """Key id and public key of what is signed now. Raises StorageError."""

    def sign(self, key_id: str, data: bytes) -> bytes:
        """The signature, 64 bytes. Raises StorageError."""

    def fits(self, public_key: bytes, data: bytes, value: bytes) -> bool:
        """Whether a signature is right, whoever's it is."""

    def standing(self, public_key: bytes) -> Standing:
        """Whose key it is."""


class CertificateFormatError(ValueError):
    """Bytes that are no certificate, or one that was changed."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as it is written.

    Attributes:
        readable: the statement in words, a line each.
        statement: what is certified; JSON values only.
        signed: who signed it.
    """

    readable: tuple[str, ...]
    statement: Mapping[str, Any]
    signed: Signed

    def to_bytes(self) -> bytes:
        """The file."""
        body = _body(self.readable, self.statement, self.signed.key_id, self.signed.public_key)
        return _rendered({**body, _SIGNATURE: _text(self.signed.value)})

    @property
    def message(self) -> bytes:
        """What is signed."""
        return signed_message(self.readable, self.statement, self.signed.key_id, self.signed.public_key)

    @property
    def fingerprint(self) -> str:
        """The public key in a form that can be read out: groups of four hex digits."""
        digits = self.signed.public_key.hex()
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def signed_message(readable: tuple[str, ...], statement: Mapping[str, Any], key_id: str, public_key: bytes) -> bytes:
    """The bytes that a certificate's signature covers: all of it but the signature."""
    return _DOMAIN + _rendered(_body(readable, statement, key_id, public_key))


def parsed(data: bytes) -> Certificate:
    """Read what :meth:`Certificate.to_bytes` wrote. The signature is not checked.

    Raises:
        CertificateFormatError: it is something else, or written in another way.
    """
    try:
        if len(data) > MOST_BYTES:
            raise CertificateFormatError
        stored = json.loads(data.decode("utf-8"))
        signer = stored[_SIGNER]
        certificate = Certificate(
            tuple(stored[_WORDS]),
            dict(stored[_STATEMENT]),
            Signed(signer["key_id"], _bytes(signer["public_key"]), _bytes(stored[_SIGNATURE])),
        )
        # Whatever was added, left out, doubled or spaced otherwise shows here.
        if certificate.to_bytes() != data:
            raise CertificateFormatError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateFormatError from error
    return certificate


def _body(readable: tuple[str, ...], statement: Mapping[str, Any], key_id: str, public_key: bytes) -> dict[str, Any]:
    return {
        _FORMAT: FORMAT,
        _WORDS: list(readable),
        _STATEMENT: dict(statement),
        _SIGNER: {"algorithm": ALGORITHM, "key_id": key_id, "public_key": _text(public_key)},
    }


def _rendered(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
