"""Everything that is stored of one person, for their own full record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, func, select

from facegate import logs
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.ports import Clock
from facegate.domain.subject_access import AuditLine
from facegate.domain.templates import Template
from facegate.errors import DamagedDataError
from facegate.storage.audit import Action, record
from facegate.storage.corrections import concerning
from facegate.storage.erasure import require
from facegate.storage.merged import ids_of
from facegate.storage.moments import from_micros
from facegate.storage.readers import Readers
from facegate.storage.schema import aliases, audit, events, face_references, looks, negatives, templates
from facegate.storage.sealing import RowSealer
from facegate.storage.writer import Writes

_PAGE = 500
"""Rows read at a time."""


class StoredSubjectAccess:
    """Implements :class:`facegate.domain.subject_access.SubjectAccess`. Thread-safe."""

    def __init__(self, readers: Readers, writer: Writes, sealer: RowSealer, clock: Clock) -> None:
        self._readers = readers
        self._writer = writer
        self._sealer = sealer
        self._clock = clock

    def templates(self, subject_id: SubjectId) -> Iterator[tuple[ReferenceId, Template | None]]:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""
        statement = (
            select(face_references.c.reference_id, face_references.c.model_id, templates.c.sealed)
            .join(templates, templates.c.reference_id == face_references.c.reference_id)
            .where(face_references.c.subject_id == subject_id)
            .order_by(face_references.c.reference_id)
        )
        with self._readers.reading() as connection:
            rows = connection.execute(statement).all()
        for row in rows:
            reference_id = ReferenceId(row.reference_id)
            try:
                yield (
                    reference_id,
                    self._sealer.unseal_template(row.sealed, reference_id, subject_id, ModelId(row.model_id)),
                )
            except DamagedDataError as error:
                logs.storage.error("the template of reference %d does not open: %s", reference_id, error.title)
                yield reference_id, None

    def merged(self, subject_id: SubjectId) -> dict[SubjectId, datetime]:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""
        statement = select(aliases).where(aliases.c.subject_id == subject_id).order_by(aliases.c.merged_at)
        with self._readers.reading() as connection:
            return {SubjectId(row.alias): from_micros(row.merged_at) for row in connection.execute(statement)}

    def audit(self, subject_id: SubjectId) -> Iterator[AuditLine]:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""
        about = select(audit).where(audit.c.object_id.in_(ids_of(subject_id))).order_by(audit.c.audit_id)
        last, more = 0, True
        while more:
            with self._readers.reading() as connection:
                rows = connection.execute(about.where(audit.c.audit_id > last).limit(_PAGE)).all()
            for row in rows:
                yield AuditLine(from_micros(row.occurred_at), row.actor, row.action, json.loads(row.details))
            more = len(rows) == _PAGE
            last = rows[-1].audit_id if rows else last

    def looks(self, subject_id: SubjectId) -> list[EventId]:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""
        statement = (
            select(looks.c.event_id)
            .join(events, events.c.event_id == looks.c.event_id)
            .where(concerning(subject_id))
            .order_by(events.c.sequence)
        )
        with self._readers.reading() as connection:
            return [EventId(each) for each in connection.execute(statement).scalars()]

    def negatives(self, subject_id: SubjectId) -> int:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""
        statement = select(func.count()).select_from(negatives).where(negatives.c.subject_id == subject_id)
        with self._readers.reading() as connection:
            return connection.execute(statement).scalar_one()

    def note_disclosure(self, subject_id: SubjectId, actor: str) -> None:
        """See :class:`facegate.domain.subject_access.SubjectAccess`."""

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            record(connection, self._clock.now(), actor, Action.DISCLOSE, subject_id, {})

        self._writer.run(work)
