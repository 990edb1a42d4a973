"""Reading the references of people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, exists, select

from facegate import logs
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.people import ReferenceRecord, SampleSource
from facegate.domain.templates import StoredReference
from facegate.errors import DamagedDataError
from facegate.storage.moments import from_micros
from facegate.storage.schema import face_references, photo_digests, pictures, subjects, templates
from facegate.storage.sealing import RowSealer


def is_compared() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Of references: that they are searched. Others rest: a newer one took their place, or the person is suspended."""
    suspended = select(subjects.c.subject_id).where(subjects.c.suspended_at.is_not(None))
    return face_references.c.retired_by.is_(None), face_references.c.subject_id.not_in(suspended)


def compared_references(
    connection: Connection,
    sealer: RowSealer,
    subject_id: SubjectId,
    model_id: ModelId,
    *,
    even_suspended: bool = False,
) -> list[StoredReference]:
    """Those of a model, decrypted; one that does not open is left out and logged by id."""
    in_use, not_suspended = is_compared()
    wanted = (in_use,) if even_suspended else (in_use, not_suspended)
    statement = (
        select(face_references.c.reference_id, templates.c.sealed)
        .join(templates, templates.c.reference_id == face_references.c.reference_id)
        .where(face_references.c.subject_id == subject_id, face_references.c.model_id == model_id, *wanted)
        .order_by(face_references.c.reference_id)
    )
    found = []
    for row in connection.execute(statement).all():
        reference_id = ReferenceId(row.reference_id)
        try:
            template = sealer.unseal_template(row.sealed, reference_id, subject_id, model_id)
        except DamagedDataError as error:
            logs.storage.error("the template of reference %d is left out: %s", reference_id, error.title)
            continue
        found.append(StoredReference(reference_id, subject_id, template))
    return found


def reference_records(connection: Connection, subject_ids: Sequence[SubjectId]) -> list[ReferenceRecord]:
    """What may be shown of the references of some people, in the order in which they were stored."""
    kept = exists(select(1).where(pictures.c.reference_id == face_references.c.reference_id))
    statement = (
        select(face_references, photo_digests.c.digest, kept.label("has_picture"))
        .outerjoin(photo_digests, photo_digests.c.reference_id == face_references.c.reference_id)
        .where(face_references.c.subject_id.in_(subject_ids))
        .order_by(face_references.c.reference_id)
    )
    return [
        ReferenceRecord(
            reference_id=ReferenceId(row.reference_id),
            model_id=row.model_id,
            quality=row.quality,
            source=SampleSource(row.source),
            created_at=from_micros(row.created_at),
            event_id=row.event_id,
            retired=row.retired_by is not None,
            pose=row.pose,
            predicted=row.predicted,
            predictor=row.predictor,
            digest=row.digest,
            has_picture=row.has_picture,
        )
        for row in connection.execute(statement)
    ]
