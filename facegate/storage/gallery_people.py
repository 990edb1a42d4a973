"""The people of a gallery file, and each of them as bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from facegate.domain.ids import ModelId
from facegate.domain.templates import Template

MAX_DIMENSION = 4096
"""As in manifests."""

_PERSON = struct.Struct(">II")
"""Bytes of the name and number of templates; then the name in UTF-8; then for each its norm and its vector."""
_NORM = struct.Struct("<d")
_FLOAT_BYTES = 4


@dataclass(frozen=True, slots=True)
class GalleryPerson:
    """Somebody who can be recognised; every template is of the gallery's model."""

    name: str
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class StoredGallery:
    """What a gallery file holds.

    Attributes:
        model_id: the embedder.
        network: digest that tells this embedder from another one of the same id.
        detector: the detector that found the faces, for information.
        dimension: of its templates.
        people: in their order.
    """

    model_id: ModelId
    network: str
    detector: str
    dimension: int
    people: tuple[GalleryPerson, ...]


def packed(person: GalleryPerson) -> bytes:
    """As bytes."""
    # Folder names may hold bytes that are no text; they come back as they were.
    name = person.name.encode("utf-8", "surrogatepass")
    parts = [_PERSON.pack(len(name), len(person.templates)), name]
    for template in person.templates:
        parts += [_NORM.pack(template.norm), template.vector.astype("<f4").tobytes()]
    return b"".join(parts)


def unpacked(data: bytes, model: str, dimension: int) -> GalleryPerson:
    """What :func:`packed` made of somebody with templates of a model and dimension.

    Raises:
        ValueError: it is no person.
    """
    if len(data) < _PERSON.size:
        raise ValueError("length of a person")
    letters, count = _PERSON.unpack_from(data)
    start = _PERSON.size + letters
    step = _NORM.size + _FLOAT_BYTES * dimension
    if not 0 < dimension <= MAX_DIMENSION or len(data) != start + count * step:
        raise ValueError("length of a person")
    name = data[_PERSON.size : start].decode("utf-8", "surrogatepass")
    templates = []
    for place in range(start, len(data), step):
        vector = np.frombuffer(data, "<f4", dimension, place + _NORM.size).astype(np.float32)
        templates.append(Template(ModelId(model), vector, _NORM.unpack_from(data, place)[0]))
    return GalleryPerson(name, tuple(templates))
