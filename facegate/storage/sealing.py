"""How templates, pictures and looks are sealed: which bytes, bound to which row."""

from __future__ import annotations

import struct

import numpy as np

from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
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
        self._looks = Cipher(keys, Purpose.LOOKS)
        self._pins = Cipher(keys, Purpose.PINS)

    def seal_template(self, template: Template, reference_id: ReferenceId, subject_id: SubjectId) -> bytes:
        """Encrypt vector and norm; the result opens in this row only."""
        return self._templates.seal(_packed(template), _place(subject_id, reference_id, template.model_id))

    def unseal_template(
        self, sealed: bytes, reference_id: ReferenceId, subject_id: SubjectId, model_id: ModelId
    ) -> Template:
        """Decrypt.

        Raises:
            DamagedDataError: it belongs to another row or was changed.
        """
        data = self._templates.unseal(sealed, _place(subject_id, reference_id, model_id))
        try:
            return _unpacked(data, model_id)
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

    def seal_pin(self, pin_hash: str, subject_id: SubjectId) -> bytes:
        """Encrypt the hash of a PIN; the result opens in this row only."""
        return self._pins.seal(pin_hash.encode(), _pin_place(subject_id))

    def unseal_pin(self, sealed: bytes, subject_id: SubjectId) -> str:
        """Decrypt. Raises DamagedDataError."""
        return self._pins.unseal(sealed, _pin_place(subject_id)).decode()

    def renewed_pin(self, sealed: bytes, subject_id: SubjectId) -> bytes:
        """The same sealed with the key that is active now. Raises DamagedDataError."""
        return _renewed(self._pins, sealed, _pin_place(subject_id))

    def seal_look(self, template: Template, event_id: EventId) -> bytes:
        """Encrypt vector and norm of an event's look; the result opens in this row only."""
        return self._looks.seal(_packed(template), _look_place(event_id, template.model_id))

    def unseal_look(self, sealed: bytes, event_id: EventId, model_id: ModelId) -> Template:
        """Decrypt. Raises DamagedDataError."""
        return self._opened_look(sealed, _look_place(event_id, model_id), model_id, event_id)

    def seal_negative(self, template: Template, correction_id: EventId, subject_id: SubjectId) -> bytes:
        """Encrypt a negative example of a person; the result opens in this row only."""
        return self._looks.seal(_packed(template), _negative_place(correction_id, subject_id, template.model_id))

    def unseal_negative(
        self, sealed: bytes, correction_id: EventId, subject_id: SubjectId, model_id: ModelId
    ) -> Template:
        """Decrypt. Raises DamagedDataError."""
        place = _negative_place(correction_id, subject_id, model_id)
        return self._opened_look(sealed, place, model_id, correction_id)

    def _opened_look(self, sealed: bytes, place: bytes, model_id: ModelId, event_id: EventId) -> Template:
        data = self._looks.unseal(sealed, place)
        try:
            return _unpacked(data, model_id)
        except ValueError as error:
            raise DamagedDataError(
                "Look damaged",
                "The look of event {event} is not a unit vector.",
                "It is left out; nothing else depends on it.",
                event=event_id,
            ) from error

    def renewed_look(self, sealed: bytes, event_id: EventId, model_id: ModelId) -> bytes:
        """The same sealed with the key that is active now. Raises DamagedDataError."""
        return _renewed(self._looks, sealed, _look_place(event_id, model_id))

    def renewed_negative(
        self, sealed: bytes, correction_id: EventId, subject_id: SubjectId, model_id: ModelId
    ) -> bytes:
        """The same sealed with the key that is active now. Raises DamagedDataError."""
        return _renewed(self._looks, sealed, _negative_place(correction_id, subject_id, model_id))

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


def _packed(template: Template) -> bytes:
    return _HEAD.pack(template.dimension, template.norm) + template.vector.astype("<f4").tobytes()


def _unpacked(data: bytes, model_id: ModelId) -> Template:
    """Raises ValueError where it is no unit vector."""
    dimension, norm = _HEAD.unpack_from(data)
    vector = np.frombuffer(data, dtype="<f4", count=dimension, offset=_HEAD.size).astype(np.float32)
    return Template(model_id, vector, norm)


def _look_place(event_id: EventId, model_id: ModelId) -> bytes:
    return encode([SEALED_SCHEMA, "look", event_id, model_id])


def _negative_place(correction_id: EventId, subject_id: SubjectId, model_id: ModelId) -> bytes:
    return encode([SEALED_SCHEMA, "negative", correction_id, subject_id, model_id])


def _pin_place(subject_id: SubjectId) -> bytes:
    return encode([SEALED_SCHEMA, "pin", subject_id])


def _place(subject_id: SubjectId, reference_id: ReferenceId, model_id: ModelId | None) -> bytes:
    return encode([SEALED_SCHEMA, subject_id, reference_id, model_id])
