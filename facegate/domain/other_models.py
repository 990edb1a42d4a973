"""References of embedders other than the one in use: kept, never compared, made anew where pictures were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.people import SampleSource


@dataclass(frozen=True, slots=True, eq=False)
class KeptPicture:
    """The picture of a reference.

    Attributes:
        reference_id: the reference that it was kept with.
        model_id: the embedder of that reference, whose crop it is.
        quality: of the sample, 0..1.
        source: where the sample came from.
        picture: JPEG.
    """

    reference_id: ReferenceId
    model_id: ModelId
    quality: float
    source: SampleSource
    picture: bytes


class ModelReferences(Protocol):
    """Who has references of which embedder. Thread-safe."""

    def without(self, model_id: ModelId) -> list[SubjectId]:
        """Everybody who has no reference of this model that is in use, in order of name."""

    def with_pictures(self, subject_ids: Sequence[SubjectId]) -> set[SubjectId]:
        """Those of these people with a reference whose picture was kept."""

    def kept_pictures(self, subject_id: SubjectId) -> list[KeptPicture]:
        """The pictures of a person's references in use, by reference id. Raises DamagedDataError."""
