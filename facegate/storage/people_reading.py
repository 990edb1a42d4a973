"""Reading the records of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from facegate import logs
from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.people import Consent, EnrolmentRecord, PersonName, ReferenceRecord, SampleSource, Subject
from facegate.domain.people_query import EVERYBODY, PeopleQuery
from facegate.domain.profiles import as_card
from facegate.domain.templates import StoredReference
from facegate.errors import DamagedDataError, FacegateError, NotFoundError
from facegate.storage.audit import AuditEntry, entries
from facegate.storage.merged import kept_ids, merged_records
from facegate.storage.model_references import StoredModelReferences
from facegate.storage.moments import from_micros
from facegate.storage.people_rows import pin_hashes
from facegate.storage.readers import Readers
from facegate.storage.reference_rows import compared_references, is_compared, reference_records
from facegate.storage.schema import (
    consents,
    enrolments,
    face_references,
    memberships,
    photo_digests,
    pictures,
    subjects,
    templates,
)
from facegate.storage.sealing import RowSealer
from facegate.storage.subject_rows import CorrectedSights, in_order, read_subjects, reads_like, wanted_people
from facegate.storage.texts import clean_external_id

PAGE = 500
"""References read at a time."""
_BETWEEN_IDS = " "
"""Never part of an id."""


class PeopleReading:
    """The half of :class:`facegate.domain.ports.PeopleStore` that changes nothing. Thread-safe."""

    def __init__(self, readers: Readers, sealer: RowSealer, notify: Callable[[FacegateError], None]) -> None:
        self._readers = readers
        self._sealer = sealer
        self._notify = notify
        self._sights = CorrectedSights()

    # -- people ----------------------------------------------------------------

    def get(self, subject_id: SubjectId) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        found = self.names([subject_id])
        if subject_id not in found:
            raise NotFoundError(
                "Person not found", "There is no person {id}.", "They may have been erased.", id=subject_id
            )
        return found[subject_id]

    def find(self, external_id: str) -> Subject | None:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        wanted = clean_external_id(external_id)
        return None if wanted is None else self._one(subjects.c.external_id == wanted)

    def find_card(self, card: str) -> Subject | None:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        wanted = as_card(card)
        return None if wanted is None else self._one(subjects.c.card == wanted)

    def find_alike(self, card: str) -> list[Subject]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            found = connection.execute(select(subjects.c.subject_id).where(reads_like(card))).scalars().all()
            return read_subjects(connection, [SubjectId(each) for each in found], self._sights.at(connection))

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        wanted = list(dict.fromkeys(subject_ids))
        with self._readers.reading() as connection:
            kept = kept_ids(connection, wanted)
            now = {each: kept.get(each, each) for each in wanted}
            found = {
                one.subject_id: one
                for one in read_subjects(connection, list(dict.fromkeys(now.values())), self._sights.at(connection))
            }
        return {each: found[SubjectId(now[each])] for each in wanted if now[each] in found}

    def search(self, query: PeopleQuery = EVERYBODY, limit: int = 100, offset: int = 0) -> list[Subject]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        page = select(subjects.c.subject_id).where(*wanted_people(query)).order_by(*in_order(query))
        with self._readers.reading() as connection:
            ids = list(connection.execute(page.limit(limit).offset(offset)).scalars())
            return read_subjects(connection, ids, self._sights.at(connection))

    def count(self, query: PeopleQuery = EVERYBODY) -> int:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            statement = select(func.count()).select_from(subjects).where(*wanted_people(query))
            return connection.execute(statement).scalar_one()

    def ids(self, query: PeopleQuery = EVERYBODY) -> list[SubjectId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        found = select(subjects.c.subject_id).where(*wanted_people(query)).order_by(*in_order(query)).subquery()
        # One row instead of 50,000: a third of the time, and the interpreter is given away and waited for once.
        joined = select(func.aggregate_strings(found.c.subject_id, _BETWEEN_IDS))
        with self._readers.reading() as connection:
            text = connection.execute(joined).scalar_one()
        return [SubjectId(each) for each in text.split(_BETWEEN_IDS)] if text else []

    def everybody(self) -> Iterator[PersonName]:
        """See :class:`facegate.domain.ports.PeopleStore`. Read at once: a slow reader would hold the log up."""
        statement = select(subjects.c.subject_id, subjects.c.external_id, subjects.c.name)
        with self._readers.reading() as connection:
            rows = connection.execute(statement).all()
        for subject_id, external_id, name in rows:
            yield PersonName(SubjectId(subject_id), external_id, name)

    def merged(self) -> dict[SubjectId, SubjectId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            return merged_records(connection)

    def departments(self) -> list[str]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        named = subjects.c.department != ""
        return self._texts(select(subjects.c.department).where(named).distinct().order_by(subjects.c.department))

    def groups(self) -> list[str]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        return self._texts(select(memberships.c.name).distinct().order_by(memberships.c.name))

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = select(consents).where(consents.c.subject_id == subject_id).order_by(consents.c.consent_id)
        with self._readers.reading() as connection:
            return [
                Consent(
                    text_version=row.text_version,
                    language=row.language,
                    text_sha256=row.text_sha256,
                    attested=row.attested,
                    recorded_by=row.recorded_by,
                    recorded_at=from_micros(row.recorded_at),
                )
                for row in connection.execute(statement)
            ]

    def agreed_texts(self) -> dict[str, int]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        newest = select(func.max(consents.c.consent_id)).group_by(consents.c.subject_id)
        statement = (
            select(consents.c.text_sha256, func.count().label("people"))
            .where(consents.c.consent_id.in_(newest))
            .group_by(consents.c.text_sha256)
        )
        with self._readers.reading() as connection:
            return {row.text_sha256: row.people for row in connection.execute(statement)}

    def enrolments(self, subject_id: SubjectId) -> list[EnrolmentRecord]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = select(enrolments).where(enrolments.c.subject_id == subject_id).order_by(enrolments.c.enrolment_id)
        with self._readers.reading() as connection:
            return [
                EnrolmentRecord(
                    occurred_at=from_micros(row.occurred_at),
                    actor=row.actor,
                    source=SampleSource(row.source),
                    model_id=row.model_id,
                    samples=row.samples,
                    skipped_poses=tuple(row.skipped_poses.split()),
                )
                for row in connection.execute(statement)
            ]

    def pin_hash(self, subject_id: SubjectId) -> str | None:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            return pin_hashes(connection, self._sealer, subject_id)[0]

    def duress_hash(self, subject_id: SubjectId) -> str | None:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            return pin_hashes(connection, self._sealer, subject_id)[1]

    def audit(self, limit: int = 100) -> list[AuditEntry]:
        """The newest changes of people and keys, newest first."""
        with self._readers.reading() as connection:
            return entries(connection, limit)

    # -- references ------------------------------------------------------------

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        """See :class:`facegate.domain.ports.PeopleStore`.

        References of suspended people are left out: they are not compared.
        A template that does not open is left out, logged by id and added to
        the storage's notices: one damaged row must not close the gate to all.
        """
        last, more = 0, True
        while more:
            rows = self._sealed_page(model_id, last)
            for row in rows:
                stored = self._opened(row, model_id)
                if stored is not None:
                    yield stored
            more = len(rows) == PAGE
            last = rows[-1].reference_id if rows else last

    def references_of(
        self, subject_id: SubjectId, model_id: ModelId, *, even_suspended: bool = False
    ) -> list[StoredReference]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            return compared_references(connection, self._sealer, subject_id, model_id, even_suspended=even_suspended)

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            return reference_records(connection, [subject_id])

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = (
            select(face_references.c.reference_id)
            .where(face_references.c.model_id == model_id, *is_compared())
            .order_by(face_references.c.reference_id)
        )
        with self._readers.reading() as connection:
            return [ReferenceId(reference) for reference in connection.execute(statement).scalars()]

    def picture(self, reference_id: ReferenceId) -> bytes | None:
        """The JPEG of a sample, None where none was kept.

        Raises:
            DamagedDataError: it was changed or moved.
        """
        statement = (
            select(pictures.c.sealed, face_references.c.subject_id)
            .join(face_references, face_references.c.reference_id == pictures.c.reference_id)
            .where(pictures.c.reference_id == reference_id)
        )
        with self._readers.reading() as connection:
            row = connection.execute(statement).first()
        return row and self._sealer.unseal_picture(row.sealed, reference_id, SubjectId(row.subject_id))

    def portraits(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, ReferenceId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        found: dict[SubjectId, ReferenceId] = {}
        for start in range(0, len(subject_ids), PAGE):
            statement = (
                select(face_references.c.subject_id, face_references.c.reference_id)
                .join(pictures, pictures.c.reference_id == face_references.c.reference_id)
                .where(face_references.c.subject_id.in_(subject_ids[start : start + PAGE]))
                .order_by(face_references.c.quality, face_references.c.reference_id)
            )
            with self._readers.reading() as connection:
                # The best is the last, which stays.
                rows = connection.execute(statement)
                found.update((SubjectId(row.subject_id), ReferenceId(row.reference_id)) for row in rows)
        return found

    def digests(self, model_id: ModelId | None = None) -> dict[str, SubjectId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = select(photo_digests.c.digest, face_references.c.subject_id).join(
            face_references, face_references.c.reference_id == photo_digests.c.reference_id
        )
        if model_id is not None:
            statement = statement.where(face_references.c.model_id == model_id)
        with self._readers.reading() as connection:
            return {row.digest: SubjectId(row.subject_id) for row in connection.execute(statement)}

    def other_models(self) -> StoredModelReferences:
        """Who has references of which embedder."""
        return StoredModelReferences(self._readers, self.picture)

    # -- inside ----------------------------------------------------------------

    def _one(self, condition: ColumnElement[bool]) -> Subject | None:
        with self._readers.reading() as connection:
            ids = list(connection.execute(select(subjects.c.subject_id).where(condition)).scalars())
            return next(iter(read_subjects(connection, ids, self._sights.at(connection))), None)

    def _texts(self, statement: Select[Any]) -> list[str]:
        with self._readers.reading() as connection:
            return list(connection.execute(statement).scalars())

    def _sealed_page(self, model_id: ModelId, after: int) -> Sequence[Any]:
        statement = (
            select(face_references.c.reference_id, face_references.c.subject_id, templates.c.sealed)
            .join(templates, templates.c.reference_id == face_references.c.reference_id)
            .where(
                face_references.c.model_id == model_id,
                *is_compared(),
                face_references.c.reference_id > after,
            )
            .order_by(face_references.c.reference_id)
            .limit(PAGE)
        )
        with self._readers.reading() as connection:
            return connection.execute(statement).all()

    def _opened(self, row: Any, model_id: ModelId) -> StoredReference | None:
        reference_id, subject_id = ReferenceId(row.reference_id), SubjectId(row.subject_id)
        try:
            template = self._sealer.unseal_template(row.sealed, reference_id, subject_id, model_id)
        except DamagedDataError as error:
            logs.storage.error("the template of reference %d is left out: %s", reference_id, error.title)
            self._notify(_template_damaged(reference_id, subject_id))
            return None
        return StoredReference(reference_id, subject_id, template)


def _template_damaged(reference_id: ReferenceId, subject_id: SubjectId) -> DamagedDataError:
    return DamagedDataError(
        "Template damaged",
        "Reference {reference} of person {subject} was changed or moved and is not used.",
        "Erase this person and enrol them again, and find out who can write to the data folder.",
        reference=reference_id,
        subject=subject_id,
    )
