"""Erasing a person so that it can be proved: a signed certificate of what was removed.

Whatever can keep it from being written is tried first. A program that is killed, or a machine that stops, between the
erasure and the certificate leaves none, and it cannot be had later: the person is gone then, and the audit row, which
is part of the same transaction, is what says when, by whom and how much was erased.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from facegate import __version__, logs
from facegate.domain.certificates import (
    MOST_BYTES,
    Certificate,
    CertificateFormatError,
    CertificateKeys,
    Signed,
    Standing,
    parsed,
    signed_message,
)
from facegate.domain.ids import SubjectId
from facegate.domain.people import ErasureReport
from facegate.errors import DamagedDataError, FacegateError, StorageError
from facegate.pipeline.certificate_words import certificate_words
from facegate.pipeline.people import PeopleService
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

_PROGRAM = f"FaceGate {__version__}"
_ANY_NAME = "erasure.json"
"""Stands for a certificate whose name is known only after the erasure."""
_FILE_FIELDS = ("file", "database", "path")
"""Fields of errors that name a file; of the path only the last part is certified, as folders may name somebody."""


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure that was done.

    Attributes:
        certificate: signed.
        kept: its copy in the data folder; None where that could not be written.
        written: the file that was asked for; None where none was, or it could not be written.
        problem: why a file could not be written; the erasure is done all the same.
    """

    report: ErasureReport
    certificate: Certificate
    kept: Path | None
    written: Path | None
    problem: FacegateError | None


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate whose signature is right, and whose it is."""

    certificate: Certificate
    standing: Standing


class ErasureService:
    """Erases people and certifies it. Used by one thread at a time; :meth:`verify` by any."""

    def __init__(self, people: PeopleService, keys: CertificateKeys, folder: Path, actor: str) -> None:
        """``folder`` keeps a copy of every certificate: proof for whoever is asked, and it names nobody."""
        self._people = people
        self._keys = keys
        self._folder = folder
        self._actor = actor

    def erase(self, subject_id: SubjectId, file: Path | None = None, language: str = "en") -> Erased:
        """Erase a person and write the certificate.

        That it can be signed, and written to the data folder and to ``file``, is tried before anything is erased.
        Afterwards nothing raises: where a disk fills up meanwhile, the certificate is in what is returned.

        Args:
            subject_id: whom.
            file: where the certificate goes besides the data folder; an older file is replaced.
            language: of its words.

        Raises:
            NotFoundError: there is no such person.
            StorageError: the certificate cannot be signed or written to one of both, or the person cannot be erased;
                they are still there.
        """
        key_id, public_key = self._keys.signer()
        self._keys.sign(key_id, b"")
        if file is not None:
            _require_writable(file)
        with suppress(OSError):  # what this says, writing into it says too
            self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        _require_writable(self._folder / _ANY_NAME)
        report = self._people.erase(subject_id)
        certificate = self._certified(report, key_id, public_key, language)
        kept, trouble = _tried(self._folder / _name(report), certificate)
        written, problem = (None, None) if file is None else _tried(file, certificate)
        return Erased(report, certificate, kept, written, problem or trouble)

    def save(self, certificate: Certificate, file: Path) -> None:
        """Write a certificate to a file; an older one is replaced. Raises StorageError."""
        _write(file, certificate)

    def verify(self, file: Path) -> Verified:
        """Check a certificate.

        Raises:
            DamagedDataError: it was changed, or is none.
            StorageError: it cannot be read.
        """
        try:
            with file.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise StorageError(
                "Certificate not readable",
                "{file} cannot be read: {reason}.",
                "Check the name and that your account may read it.",
                file=file,
                reason=error.strerror or type(error).__name__,
            ) from error
        try:
            certificate = parsed(data)
        except CertificateFormatError as error:
            raise _not_valid(file) from error
        signed = certificate.signed
        if not self._keys.fits(signed.public_key, certificate.message, signed.value):
            raise _not_valid(file)
        return Verified(certificate, self._keys.standing(signed.public_key))

    def _certified(self, report: ErasureReport, key_id: str, public_key: bytes, language: str) -> Certificate:
        left = [_left(error) for error in report.left]
        said = [f"{each['what']} ({each['file']})" if "file" in each else each["what"] for each in left]
        readable = tuple(certificate_words(report, self._actor, _PROGRAM, said, language))
        statement = _statement(report, self._actor, left)
        value = self._keys.sign(key_id, signed_message(readable, statement, key_id, public_key))
        return Certificate(readable, statement, Signed(key_id, public_key, value))


def _statement(report: ErasureReport, actor: str, left: list[dict[str, str]]) -> dict[str, Any]:
    numbers = report.numbers
    events = numbers.pop("events")
    return {
        "kind": "erasure",
        "subject_id": report.subject_id,
        "merged_ids": list(report.merged),
        "erased_at": report.erased_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "removed": {"records": 1, **numbers},
        "kept": {"events": events},
        "left_behind": left,
        "actor": actor,
        "program": _PROGRAM,
    }


def _left(error: FacegateError) -> dict[str, str]:
    place = next((error.fields[name] for name in _FILE_FIELDS if name in error.fields), None)
    return {"what": error.title} if place is None else {"what": error.title, "file": Path(str(place)).name}


def _name(report: ErasureReport) -> str:
    moment = report.erased_at.astimezone(UTC)
    return f"erasure-{moment:%Y%m%dT%H%M%SZ}-{report.subject_id[:8]}.json"


def _require_writable(file: Path) -> None:
    try:
        _refuse_devices(file)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".facegate-") as trial:
            trial.write(bytes(MOST_BYTES))
            trial.flush()
    except OSError as error:
        raise _not_written(file, error.strerror or type(error).__name__) from error


def _refuse_devices(file: Path) -> None:
    if file.exists() and not file.is_file():
        # Moving a file into its place would do away with a pipe or device: /dev/stdout, say.
        raise _not_written(file, "it is there and is not a file")


def _tried(file: Path, certificate: Certificate) -> tuple[Path | None, FacegateError | None]:
    try:
        _write(file, certificate)
    except StorageError as error:
        logs.app.warning("a certificate could not be written: %s", error.title)
        return None, error
    return file, None


def _write(file: Path, certificate: Certificate) -> None:
    try:
        _refuse_devices(file)
        write_atomically(file, certificate.to_bytes())
    except OSError as error:
        raise _not_written(file, error.strerror or type(error).__name__) from error


def _not_written(file: Path, reason: str) -> StorageError:
    return StorageError(
        "Certificate not written",
        "{file} in {folder} cannot be written: {reason}.",
        "Choose another folder, or make room on the disk.",
        file=file.name or str(file),
        folder=file.absolute().parent,
        reason=reason,
    )


def _not_valid(file: Path) -> DamagedDataError:
    return DamagedDataError(
        "Not a valid certificate",
        "{file} was changed since it was signed, or is no certificate of FaceGate.",
        "Ask for the file anew; 'certificates' in the data folder that issued it holds a copy.",
        file=file.name,
    )
