"""Who has references of which embedder, and the pictures that were kept with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import exists, select

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.other_models import KeptPicture
from facegate.domain.people import SampleSource
from facegate.storage.readers import Readers
from facegate.storage.schema import face_references, pictures, subjects

_PAGE = 500
"""Ids asked for in one statement (SQLite before 3.32 takes 999 parameters)."""


class StoredModelReferences:
    """Implements :class:`facegate.domain.other_models.ModelReferences`. Thread-safe."""

    def __init__(self, readers: Readers, picture: Callable[[ReferenceId], bytes | None]) -> None:
        """Read with ``readers``; ``picture`` opens a reference's."""
        self._readers = readers
        self._picture = picture

    def without(self, model_id: ModelId) -> list[SubjectId]:
        """See :class:`facegate.domain.other_models.ModelReferences`."""
        has_one = exists().where(
            face_references.c.subject_id == subjects.c.subject_id,
            face_references.c.model_id == model_id,
            face_references.c.retired_by.is_(None),
        )
        enrolled = exists().where(face_references.c.subject_id == subjects.c.subject_id)
        statement = (
            select(subjects.c.subject_id).where(enrolled, ~has_one).order_by(subjects.c.name_key, subjects.c.subject_id)
        )
        with self._readers.reading() as connection:
            return [SubjectId(found) for found in connection.execute(statement).scalars()]

    def with_pictures(self, subject_ids: Sequence[SubjectId]) -> set[SubjectId]:
        """See :class:`facegate.domain.other_models.ModelReferences`."""
        found: set[SubjectId] = set()
        for start in range(0, len(subject_ids), _PAGE):
            statement = (
                select(face_references.c.subject_id)
                .join(pictures, pictures.c.reference_id == face_references.c.reference_id)
                .where(
                    face_references.c.subject_id.in_(subject_ids[start : start + _PAGE]),
                    face_references.c.retired_by.is_(None),
                )
                .distinct()
            )
            with self._readers.reading() as connection:
                found.update(SubjectId(each) for each in connection.execute(statement).scalars())
        return found

    def kept_pictures(self, subject_id: SubjectId) -> list[KeptPicture]:
        """See :class:`facegate.domain.other_models.ModelReferences`."""
        statement = (
            select(
                face_references.c.reference_id,
                face_references.c.model_id,
                face_references.c.quality,
                face_references.c.source,
            )
            .where(face_references.c.subject_id == subject_id, face_references.c.retired_by.is_(None))
            .order_by(face_references.c.reference_id)
        )
        with self._readers.reading() as connection:
            rows = connection.execute(statement).all()
        found = []
        for row in rows:
            picture = self._picture(ReferenceId(row.reference_id))
            if picture is not None:
                source = SampleSource(row.source)
                found.append(
                    KeptPicture(ReferenceId(row.reference_id), ModelId(row.model_id), row.quality, source, picture)
                )
        return found
