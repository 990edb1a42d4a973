"""Records of enrolled people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, insert, select, update

from facegate import logs
from facegate.domain.identification import Outcome
from facegate.domain.ids import ModelId, ReferenceId, SubjectId, new_subject_id
from facegate.domain.people import Consent, ErasureReport, NewReference, ReferenceRecord, SampleSource, Subject
from facegate.domain.ports import Clock
from facegate.domain.templates import StoredReference
from facegate.errors import DamagedDataError, EnrolmentError, FacegateError, NotFoundError
from facegate.storage.audit import Action, AuditEntry, entries, record
from facegate.storage.corrections import corrected_identifications, uncorrected
from facegate.storage.erasure import Eraser, require
from facegate.storage.model_references import StoredModelReferences
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.readers import Readers
from facegate.storage.schema import consents, events, face_references, pictures, subjects, templates
from facegate.storage.sealing import RowSealer
from facegate.storage.texts import clean_external_id, clean_name, folded, search_text, sort_key
from facegate.storage.writer import Writes

PAGE = 500
"""Rows read at a time, and ids asked for in one statement (SQLite before 3.32 takes 999 parameters)."""


class StoredPeople:
    """Implements :class:`facegate.domain.ports.PeopleStore`. Thread-safe."""

    def __init__(
        self,
        readers: Readers,
        writer: Writes,
        sealer: RowSealer,
        clock: Clock,
        eraser: Eraser,
        notify: Callable[[FacegateError], None],
    ) -> None:
        self._readers = readers
        self._writer = writer
        self._sealer = sealer
        self._clock = clock
        self._eraser = eraser
        self._notify = notify

    # -- changes ---------------------------------------------------------------

    def add(
        self,
        name: str,
        external_id: str,
        references: Sequence[NewReference],
        consent: Consent,
        actor: str,
        *,
        allowed_look_alikes: int = 0,
    ) -> tuple[Subject, list[StoredReference]]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        _require_samples(references)
        name, external_id = clean_name(name), clean_external_id(external_id)
        subject = Subject(new_subject_id(), external_id, name, self._clock.now(), len(references))

        def work(connection: Connection) -> list[StoredReference]:
            _require_free(connection, external_id, None)
            connection.execute(
                insert(subjects).values(
                    subject_id=subject.subject_id,
                    created_at=to_micros(subject.created_at),
                    **_text_columns(name, external_id),
                )
            )
            connection.execute(insert(consents).values(**_consent_columns(subject.subject_id, consent)))
            stored = self._insert_references(connection, subject.subject_id, references, subject.created_at)
            details: dict[str, object] = {"references": len(stored), "consent": consent.text_version}
            if allowed_look_alikes:
                details["allowed_look_alikes"] = allowed_look_alikes
            record(connection, subject.created_at, actor, Action.ENROL, subject.subject_id, details)
            return stored

        return subject, self._writer.run(work)

    def add_references(
        self, subject_id: SubjectId, references: Sequence[NewReference], actor: str
    ) -> list[StoredReference]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        _require_samples(references)

        def work(connection: Connection) -> list[StoredReference]:
            require(connection, subject_id)
            now = self._clock.now()
            stored = self._insert_references(connection, subject_id, references, now)
            record(connection, now, actor, Action.ADD_REFERENCES, subject_id, {"references": len(stored)})
            return stored

        return self._writer.run(work)

    def update(self, subject_id: SubjectId, name: str, external_id: str, actor: str) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        columns = _text_columns(clean_name(name), clean_external_id(external_id))

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            _require_free(connection, columns["external_id"], subject_id)
            before = connection.execute(
                select(subjects.c.name, subjects.c.external_id).where(subjects.c.subject_id == subject_id)
            ).one()
            changed = [field for field in before._fields if getattr(before, field) != columns[field]]
            connection.execute(update(subjects).where(subjects.c.subject_id == subject_id).values(**columns))
            record(connection, self._clock.now(), actor, Action.UPDATE, subject_id, {"changed": changed})

        self._writer.run(work)
        return self.get(subject_id)

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        """See :class:`facegate.domain.ports.PeopleStore` and :mod:`facegate.storage.erasure`."""
        return self._eraser.erase(subject_id, actor)

    # -- people ----------------------------------------------------------------

    def get(self, subject_id: SubjectId) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        found = self._subjects(select(subjects).where(subjects.c.subject_id == subject_id))
        if not found:
            raise NotFoundError(
                "Person not found", "There is no person {id}.", "They may have been erased.", id=subject_id
            )
        return found[0]

    def find(self, external_id: str) -> Subject | None:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        try:
            wanted = clean_external_id(external_id)
        except EnrolmentError:
            return None
        found = self._subjects(select(subjects).where(subjects.c.external_id == wanted))
        return found[0] if found else None

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        wanted = list(dict.fromkeys(subject_ids))
        found: dict[SubjectId, Subject] = {}
        for start in range(0, len(wanted), PAGE):
            some = select(subjects).where(subjects.c.subject_id.in_(wanted[start : start + PAGE]))
            found.update((subject.subject_id, subject) for subject in self._subjects(some))
        return found

    def search(self, text: str = "", limit: int = 100, offset: int = 0) -> list[Subject]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        page = select(subjects).order_by(subjects.c.name_key, subjects.c.subject_id).limit(limit).offset(offset)
        return self._subjects(page.where(*_containing(text)))

    def count(self, text: str = "") -> int:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        with self._readers.reading() as connection:
            statement = select(func.count()).select_from(subjects).where(*_containing(text))
            return connection.execute(statement).scalar_one()

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

    def audit(self, limit: int = 100) -> list[AuditEntry]:
        """The newest changes of people and keys, newest first."""
        with self._readers.reading() as connection:
            return entries(connection, limit)

    # -- references ------------------------------------------------------------

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        """See :class:`facegate.domain.ports.PeopleStore`.

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

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = (
            select(face_references)
            .where(face_references.c.subject_id == subject_id)
            .order_by(face_references.c.reference_id)
        )
        with self._readers.reading() as connection:
            return [
                ReferenceRecord(
                    reference_id=ReferenceId(row.reference_id),
                    model_id=row.model_id,
                    quality=row.quality,
                    source=SampleSource(row.source),
                    created_at=from_micros(row.created_at),
                    event_id=row.event_id,
                    retired=row.retired_by is not None,
                )
                for row in connection.execute(statement)
            ]

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        statement = (
            select(face_references.c.reference_id)
            .where(face_references.c.model_id == model_id, face_references.c.retired_by.is_(None))
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

    def other_models(self) -> StoredModelReferences:
        """Who has references of which embedder."""
        return StoredModelReferences(self._readers, self.picture)

    # -- inside ----------------------------------------------------------------

    def _insert_references(
        self, connection: Connection, subject_id: SubjectId, references: Sequence[NewReference], now: datetime
    ) -> list[StoredReference]:
        stored = []
        for new in references:
            key = connection.execute(
                insert(face_references).values(
                    subject_id=subject_id,
                    model_id=new.template.model_id,
                    quality=float(new.quality),
                    source=new.source.value,
                    created_at=to_micros(now),
                )
            ).inserted_primary_key
            assert key is not None
            reference_id = ReferenceId(key[0])
            sealed = self._sealer.seal_template(new.template, reference_id, subject_id)
            connection.execute(insert(templates).values(reference_id=reference_id, sealed=sealed))
            if new.picture is not None:
                sealed = self._sealer.seal_picture(new.picture, reference_id, subject_id)
                connection.execute(insert(pictures).values(reference_id=reference_id, sealed=sealed))
            stored.append(StoredReference(reference_id, subject_id, new.template))
        return stored

    def _subjects(self, page: Select[Any]) -> list[Subject]:
        """Subjects of a statement over ``subjects``, in order of name; counts are looked up for these alone."""
        some = page.subquery()
        references = select(func.count()).where(face_references.c.subject_id == some.c.subject_id).scalar_subquery()
        # The newest entry of an index, not max(): that would read all of a person's years.
        last_seen = (
            select(events.c.occurred_at)
            .where(events.c.subject_id == some.c.subject_id, events.c.result == Outcome.IDENTIFIED.value, uncorrected())
            .order_by(events.c.occurred_at.desc(), events.c.sequence.desc())
            .limit(1)
            .scalar_subquery()
        )
        statement = select(some, references.label("reference_count"), last_seen.label("last_seen")).order_by(
            some.c.name_key, some.c.subject_id
        )
        with self._readers.reading() as connection:
            corrected: dict[SubjectId, datetime] = {}
            for event, subject in corrected_identifications(connection):
                corrected[subject] = max(event.occurred_at, corrected.get(subject, event.occurred_at))
            return [_subject(row, corrected) for row in connection.execute(statement)]

    def _sealed_page(self, model_id: ModelId, after: int) -> Sequence[Any]:
        statement = (
            select(face_references.c.reference_id, face_references.c.subject_id, templates.c.sealed)
            .join(templates, templates.c.reference_id == face_references.c.reference_id)
            .where(
                face_references.c.model_id == model_id,
                face_references.c.retired_by.is_(None),
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


def _subject(row: Any, corrected: Mapping[SubjectId, datetime]) -> Subject:
    seen = [
        moment for moment in (row.last_seen and from_micros(row.last_seen), corrected.get(row.subject_id)) if moment
    ]
    return Subject(
        subject_id=SubjectId(row.subject_id),
        external_id=row.external_id,
        name=row.name,
        created_at=from_micros(row.created_at),
        references=row.reference_count,
        last_seen=max(seen, default=None),
    )


def _containing(text: str) -> list[ColumnElement[bool]]:
    wanted = folded(" ".join(text.split()))
    # autoescape: the user's % and _ are characters, not wildcards.
    return [subjects.c.search_text.contains(wanted, autoescape=True)] if wanted else []


def _text_columns(name: str, external_id: str) -> dict[str, str]:
    return {
        "name": name,
        "external_id": external_id,
        "name_key": sort_key(name),
        "search_text": search_text(name, external_id),
    }


def _consent_columns(subject_id: SubjectId, consent: Consent) -> dict[str, object]:
    return {
        "subject_id": subject_id,
        "text_version": consent.text_version,
        "language": consent.language,
        "text_sha256": consent.text_sha256,
        "attested": consent.attested,
        "recorded_by": consent.recorded_by,
        "recorded_at": to_micros(consent.recorded_at),
    }


def _require_samples(references: Sequence[NewReference]) -> None:
    if not references:
        raise EnrolmentError("No sample", "There is no usable sample of this person.", "Take samples first.")


def _require_free(connection: Connection, external_id: str, but_for: SubjectId | None) -> None:
    taken = select(exists().where(subjects.c.external_id == external_id, subjects.c.subject_id != (but_for or "")))
    if connection.execute(taken).scalar_one():
        raise EnrolmentError(
            "Identifier already taken",
            "Another person is enrolled with this identifier.",
            "Give another identifier, or add samples to the person who has it.",
        )


def _template_damaged(reference_id: ReferenceId, subject_id: SubjectId) -> DamagedDataError:
    return DamagedDataError(
        "Template damaged",
        "Reference {reference} of person {subject} was changed or moved and is not used.",
        "Erase this person and enrol them again, and find out who can write to the data folder.",
        reference=reference_id,
        subject=subject_id,
    )
