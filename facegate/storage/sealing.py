"""How templates and pictures are sealed: which bytes, bound to which row."""

from __future__ import annotations

import struct

import numpy as np

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import Template
from facegate.errors import DamagedDataError
from facegate.storage.canonical import encode
from facegate.storage.cipher import Cipher
from facegate.storage.keyset import CurrentKeys, Purpose

SEALED_SCHEMA = 1
"""Version of the sealed rows; a migration that changes what they mean raises it and seals them anew."""

_HEAD = struct.Struct("<Id")
"""Dimension and norm (double); then the vector, float32; all little-endian."""


class RowSealer:
    """Seals the rows of people. Thread-safe."""

    def __init__(self, keys: CurrentKeys) -> None:
        self._templates = Cipher(keys, Purpose.TEMPLATES)
        self._pictures = Cipher(keys, Purpose.PICTURES)

    def seal_template(self, template: Template, reference_id: ReferenceId, subject_id: SubjectId) -> bytes:
        """Encrypt vector and norm; the result opens in this row only."""
        data = _HEAD.pack(template.dimension, template.norm) + template.vector.astype("<f4").tobytes()
        return self._templates.seal(data, _place(subject_id, reference_id, template.model_id))

    def unseal_template(
        self, sealed: bytes, reference_id: ReferenceId, subject_id: SubjectId, model_id: ModelId
    ) -> Template:
        """Decrypt.

        Raises:
            DamagedDataError: it belongs to another row or was changed.
        """
        data = self._templates.unseal(sealed, _place(subject_id, reference_id, model_id))
        dimension, norm = _HEAD.unpack_from(data)
        try:
            vector = np.frombuffer(data, dtype="<f4", count=dimension, offset=_HEAD.size).astype(np.float32)
            return Template(model_id, vector, norm)
        except ValueError as error:
            raise DamagedDataError(
                "Template damaged",
                "The template of reference {reference} is not a unit vector.",
                "Erase the person and enrol them again.",
                reference=reference_id,
            ) from error

    def seal_picture(self, jpeg: bytes, reference_id: ReferenceId, subject_id: SubjectId) -> bytes:
        """Encrypt a picture; the result opens in this row only."""
        return self._pictures.seal(jpeg, _place(subject_id, reference_id, None))

    def unseal_picture(self, sealed: bytes, reference_id: ReferenceId, subject_id: SubjectId) -> bytes:
        """Decrypt. Raises DamagedDataError."""
        return self._pictures.unseal(sealed, _place(subject_id, reference_id, None))

    def renewed_template(
        self, sealed: bytes, reference_id: ReferenceId, subject_id: SubjectId, model_id: ModelId
    ) -> bytes:
        """The same sealed with the key that is active now. Raises DamagedDataError."""
        return _renewed(self._templates, sealed, _place(subject_id, reference_id, model_id))

    def renewed_picture(
        self, sealed: bytes, reference_id: ReferenceId, subject_id: SubjectId, _model_id: ModelId
    ) -> bytes:
        """The same sealed with the key that is active now. Raises DamagedDataError."""
        return _renewed(self._pictures, sealed, _place(subject_id, reference_id, None))


def _renewed(cipher: Cipher, sealed: bytes, place: bytes) -> bytes:
    return cipher.seal(cipher.unseal(sealed, place), place)


def _place(subject_id: SubjectId, reference_id: ReferenceId, model_id: ModelId | None) -> bytes:
    return encode([SEALED_SCHEMA, subject_id, reference_id, model_id])
