"""What corrections teach: negative examples, and references that an operator confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from facegate import logs
from facegate.domain.events import Verdict
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.looks import KeptLook
from facegate.domain.negatives import NegativeExample
from facegate.domain.people import SampleSource
from facegate.domain.ports import Clock
from facegate.domain.templates import StoredReference
from facegate.errors import DamagedDataError, EnrolmentError, FacegateError, NotFoundError
from facegate.storage.audit import Action, record
from facegate.storage.backups import erase_lessons_from_backups
from facegate.storage.corrections import holding_and_undone
from facegate.storage.erasure import require
from facegate.storage.moments import to_micros
from facegate.storage.notices import Once
from facegate.storage.readers import Readers
from facegate.storage.reference_rows import compared_references
from facegate.storage.schema import face_references, negatives, pictures, templates
from facegate.storage.scrub import scrubbed
from facegate.storage.sealing import RowSealer
from facegate.storage.writer import NoWriter, Writes


class StoredTeaching:
    """Implements :class:`facegate.domain.ports_teaching.TeachingStore`. Thread-safe."""

    def __init__(
        self,
        readers: Readers,
        writer: Writes,
        database: Path,
        backups: Path,
        sealer: RowSealer,
        clock: Clock,
        notify: Callable[[FacegateError], None],
    ) -> None:
        self._readers = readers
        self._writer = writer
        self._database = database
        self._backups = backups
        self._sealer = sealer
        self._clock = clock
        self._notify = notify
        self._notify_once = Once(notify)

    # -- negative examples -------------------------------------------------------

    def negatives(self) -> Iterator[NegativeExample]:
        """See :class:`~facegate.domain.ports_teaching.TeachingStore`. One that does not open is left out and told."""
        with self._readers.reading() as connection:
            rows = connection.execute(select(negatives).order_by(negatives.c.correction_id)).all()
        for row in rows:
            correction, subject = EventId(row.correction_id), SubjectId(row.subject_id)
            try:
                template = self._sealer.unseal_negative(row.sealed, correction, subject, ModelId(row.model_id))
            except DamagedDataError as error:
                logs.storage.error("the negative example of correction %s is left out: %s", correction, error.title)
                self._notify_once(_example_damaged(correction))
                continue
            yield NegativeExample(correction, subject, template)

    def add_negative(self, correction_id: EventId, subject_id: SubjectId, look: KeptLook, actor: str) -> None:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            now = self._clock.now()
            connection.execute(
                insert(negatives).values(
                    correction_id=correction_id,
                    subject_id=subject_id,
                    event_id=look.event_id,
                    model_id=look.template.model_id,
                    quality=float(look.quality),
                    created_at=to_micros(now),
                    sealed=self._sealer.seal_negative(look.template, correction_id, subject_id),
                )
            )
            record(connection, now, actor, Action.KEEP_NEGATIVE, subject_id, {"correction": correction_id})

        self._writer.run(work)

    def remove_negative(self, correction_id: EventId, actor: str) -> bool:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        return self._remove_negatives(negatives.c.correction_id == correction_id, actor)

    def drop_negatives(self, actor: str) -> None:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        if isinstance(self._writer, NoWriter):
            return
        try:
            self._remove_negatives(negatives.c.correction_id.is_not(None), actor)
        except FacegateError as error:
            logs.storage.warning("negative examples could not be erased: %s", error.title)
            self._notify(error)

    def remove_negatives_of(self, event_id: EventId, subject_id: SubjectId, actor: str) -> bool:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        theirs = (negatives.c.event_id == event_id) & (negatives.c.subject_id == subject_id)
        return self._remove_negatives(theirs, actor)

    def _remove_negatives(self, condition: ColumnElement[bool], actor: str) -> bool:
        with self._readers.reading() as connection:
            found = connection.execute(select(negatives.c.correction_id, negatives.c.subject_id).where(condition)).all()
        if not found:
            return False

        def work(connection: Connection) -> None:
            connection.execute(delete(negatives).where(condition))
            now = self._clock.now()
            for row in found:
                details: dict[str, object] = {"correction": row.correction_id}
                record(connection, now, actor, Action.REMOVE_NEGATIVE, row.subject_id, details)

        # First, as in an erasure: were the program killed in between, it is found and erased at the next start.
        erase_lessons_from_backups(self._backups, [EventId(row.correction_id) for row in found], ())
        self._writer.run_alone(lambda: scrubbed(self._database, work, self._notify, (negatives,)))
        return True

    # -- confirmed references ------------------------------------------------------

    def add_update(self, subject_id: SubjectId, look: KeptLook, most: int, actor: str) -> StoredReference:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""

        def work(connection: Connection) -> StoredReference:
            require(connection, subject_id)
            self._require_new(connection, subject_id, look.event_id)
            now, template = self._clock.now(), look.template
            key = connection.execute(
                insert(face_references).values(
                    subject_id=subject_id,
                    model_id=template.model_id,
                    quality=float(look.quality),
                    source=SampleSource.UPDATE.value,
                    created_at=to_micros(now),
                    event_id=look.event_id,
                )
            ).inserted_primary_key
            assert key is not None
            reference_id = ReferenceId(key[0])
            sealed = self._sealer.seal_template(template, reference_id, subject_id)
            connection.execute(insert(templates).values(reference_id=reference_id, sealed=sealed))
            retired = self._retire(connection, subject_id, template.model_id, reference_id, most)
            details: dict[str, object] = {"references": 1, "source": SampleSource.UPDATE.value, "retired": retired}
            record(connection, now, actor, Action.ADD_REFERENCES, subject_id, details)
            return StoredReference(reference_id, subject_id, template)

        return self._writer.run(work)

    def update_of(self, event_id: EventId) -> tuple[SubjectId, ReferenceId] | None:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        statement = select(face_references.c.subject_id, face_references.c.reference_id).where(
            face_references.c.event_id == event_id
        )
        with self._readers.reading() as connection:
            row = connection.execute(statement).first()
        return None if row is None else (SubjectId(row.subject_id), ReferenceId(row.reference_id))

    def remove_reference(self, subject_id: SubjectId, reference_id: ReferenceId, actor: str) -> None:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        self._writer.run(lambda connection: self._require_removable(connection, subject_id, reference_id))

        def work(connection: Connection) -> None:
            # Asked again: this is the transaction that removes it.
            self._require_removable(connection, subject_id, reference_id)
            before = connection.execute(
                select(face_references.c.retired_by).where(face_references.c.reference_id == reference_id)
            ).scalar()
            # What this one had replaced comes back, or waits for the one that had replaced this one.
            connection.execute(
                update(face_references).where(face_references.c.retired_by == reference_id).values(retired_by=before)
            )
            for table in (pictures, templates, face_references):
                connection.execute(delete(table).where(table.c.reference_id == reference_id))
            details: dict[str, object] = {"reference": reference_id}
            record(connection, self._clock.now(), actor, Action.REMOVE_REFERENCE, subject_id, details)

        erase_lessons_from_backups(self._backups, (), [reference_id])
        self._writer.run_alone(lambda: scrubbed(self._database, work, self._notify, (templates, pictures)))

    # -- what holds ----------------------------------------------------------------

    def reconcile(self, actor: str) -> list[SubjectId]:
        """See :class:`facegate.domain.ports_teaching.TeachingStore`."""
        if isinstance(self._writer, NoWriter):
            return []
        try:
            with self._readers.reading() as connection:
                examples, updates = _lapsed(connection)
            for correction_id in examples:
                self.remove_negative(correction_id, actor)
            for subject_id, reference_id in updates:
                self.remove_reference(subject_id, reference_id, actor)
        except FacegateError as error:
            logs.storage.warning("what corrections no longer teach could not be erased: %s", error.title)
            self._notify(error)
            return []
        return [subject_id for subject_id, _ in updates]

    def references_of(self, subject_id: SubjectId, model_id: ModelId) -> list[StoredReference]:
        """See :class:`~facegate.domain.ports_teaching.TeachingStore`. One that does not open is left out."""
        with self._readers.reading() as connection:
            return compared_references(connection, self._sealer, subject_id, model_id)

    # -- inside --------------------------------------------------------------------

    def _retire(
        self, connection: Connection, subject_id: SubjectId, model_id: ModelId, newest: ReferenceId, most: int
    ) -> int | None:
        """Let the newest update take the place of the oldest where there are more than may be."""
        updates = connection.execute(
            select(face_references.c.reference_id)
            .where(*_in_use(subject_id, model_id), face_references.c.source == SampleSource.UPDATE.value)
            .order_by(face_references.c.reference_id)
        ).scalars()
        waiting = list(updates)
        if len(waiting) <= most:
            return None
        # More than one where the site allows fewer than before.
        connection.execute(
            update(face_references)
            .where(face_references.c.reference_id.in_(waiting[: len(waiting) - most]))
            .values(retired_by=newest)
        )
        return int(waiting[0])

    @staticmethod
    def _require_new(connection: Connection, subject_id: SubjectId, event_id: EventId) -> None:
        known = select(func.count()).where(
            face_references.c.subject_id == subject_id, face_references.c.event_id == event_id
        )
        if connection.execute(known.select_from(face_references)).scalar_one():
            raise EnrolmentError(
                "Look already added",
                "The look of this event is a reference of that person already.",
                "There is nothing to do.",
            )

    @staticmethod
    def _require_removable(connection: Connection, subject_id: SubjectId, reference_id: ReferenceId) -> None:
        rows: list[Any] = list(
            connection.execute(
                select(
                    face_references.c.reference_id,
                    face_references.c.model_id,
                    face_references.c.retired_by,
                    face_references.c.source,
                ).where(face_references.c.subject_id == subject_id)
            )
        )
        mine = next((row for row in rows if row.reference_id == reference_id), None)
        if mine is None:
            raise NotFoundError(
                "Reference not found",
                "This person has no reference {reference}.",
                "'facegate people show' lists the references of a person.",
                reference=reference_id,
            )
        others = [row for row in rows if row.model_id == mine.model_id and row.reference_id != reference_id]
        # A confirmed look goes even then: whoever takes it back says that it shows somebody else.
        if mine.source != SampleSource.UPDATE.value and mine.retired_by is None and not others:
            raise EnrolmentError(
                "Last reference",
                "Without reference {reference} this person would not be recognised any more.",
                "Add samples first, or erase the person.",
                reference=reference_id,
            )


def _lapsed(connection: Connection) -> tuple[list[EventId], list[tuple[SubjectId, ReferenceId]]]:
    """Examples and confirmed looks that the log says are denied or undone.

    Only where it says so: a correction that cannot be read takes nothing with it.
    """
    examples = connection.execute(select(negatives)).all()
    updates = connection.execute(select(face_references).where(face_references.c.event_id.is_not(None))).all()
    if not examples and not updates:
        return [], []
    now, undone = holding_and_undone(connection)
    names = {event_id: each.subject_id for event_id, each in now.items() if each.verdict is Verdict.IS}
    taken_back = {each.event_id for each in undone}
    confirmed_once = {(each.corrects, each.subject_id) for each in undone if each.verdict is Verdict.IS}
    denied = [
        EventId(row.correction_id)
        for row in examples
        if row.correction_id in taken_back or names.get(EventId(row.event_id)) == row.subject_id
    ]
    lapsed = [
        (SubjectId(row.subject_id), ReferenceId(row.reference_id))
        for row in updates
        if names.get(EventId(row.event_id)) != row.subject_id
        and (row.event_id in now or (row.event_id, row.subject_id) in confirmed_once)
    ]
    return denied, lapsed


def _example_damaged(correction_id: EventId) -> DamagedDataError:
    return DamagedDataError(
        "Negative example damaged",
        "The look that correction {correction} kept as a negative example was changed or moved and is not heeded.",
        "Undo that correction and find out who can write to the data folder.",
        correction=correction_id,
    )


def _in_use(subject_id: SubjectId, model_id: ModelId) -> tuple[Any, ...]:
    return (
        face_references.c.subject_id == subject_id,
        face_references.c.model_id == model_id,
        face_references.c.retired_by.is_(None),
    )
