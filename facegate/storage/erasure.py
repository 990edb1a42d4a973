"""Erasing a person: every byte of them but the random id in events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from facegate import logs
from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.domain.people import ErasureReport
from facegate.domain.ports import Clock
from facegate.errors import FacegateError, NotFoundError, StorageError
from facegate.settings.paths import Paths
from facegate.storage.audit import Action, record
from facegate.storage.backups import (
    erase_faces_from_backups,
    erase_from_backups,
    erase_lessons_from_backups,
)
from facegate.storage.corrections import concerning
from facegate.storage.period_reasons import erase_reasons_naming
from facegate.storage.recovery import kept_aside
from facegate.storage.schema import (
    absences,
    aliases,
    assignments,
    consents,
    enrolments,
    events,
    face_references,
    looks,
    memberships,
    negatives,
    photo_digests,
    pictures,
    pins,
    punch_reasons,
    subjects,
    templates,
    watch_list,
)
from facegate.storage.scrub import empty_cache, scrubbed
from facegate.storage.writer import Writes

T = TypeVar("T")


class Eraser:
    """Erases people from one data folder. Thread-safe."""

    def __init__(self, paths: Paths, writer: Writes, clock: Clock, notify: Callable[[FacegateError], None]) -> None:
        self._paths = paths
        self._writer = writer
        self._clock = clock
        self._notify = notify

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        """Remove a person from backups, database, write-ahead log and cache.

        Backups come first: were the program killed in between, the person is
        still there and is erased when asked again. Once they are out of the
        database nothing raises: what could not be cleaned up is a notice.

        Raises:
            NotFoundError: there is no such person.
            StorageError: it could not be done; the person is still enrolled.
        """
        merged = self._writer.run(lambda connection: _merged_into(connection, subject_id))
        # A backup may be older than the merger, and hold what was merged as a record of its own.
        backups = erase_from_backups(self._paths.backups_dir, (subject_id, *merged))
        self._erase_lessons(subject_id)
        left = _Left(self._notify)
        report = self._writer.run_alone(lambda: self._erase_rows(subject_id, actor, backups, left))
        empty_cache(self._paths.cache_dir, left)
        for file in kept_aside(self._paths.database):
            left(_left_in(file))
        return replace(report, merged=merged, left=tuple(left.told))

    def erase_face(self, subject_id: SubjectId, work: Callable[[Connection], T]) -> T:
        """Do some work that deletes all that is of a person's face and their consents; leave no byte of it anywhere.

        Args:
            subject_id: the person stays; in backups their references, negative examples, kept looks and consents go,
                and other people's examples that show them, as in :meth:`erase`.
            work: on a connection whose foreign keys are off, so nothing cascades.

        Raises:
            NotFoundError: there is no such person.
            StorageError: it could not be done; nothing was changed.
        """
        merged = self._writer.run(lambda connection: _merged_into(connection, subject_id))
        self._erase_lessons(subject_id)
        erase_faces_from_backups(self._paths.backups_dir, (subject_id, *merged))
        return self._scrubbed(work)

    def erase_references(self, subject_id: SubjectId, work: Callable[[Connection], T]) -> T:
        """Do some work that replaces all references of a person, and leave no byte of the old ones anywhere.

        Args:
            subject_id: the person stays, and so does their consent; in backups their references go.
            work: on a connection whose foreign keys are off, so nothing cascades.

        Raises:
            NotFoundError: there is no such person.
            StorageError: it could not be done; nothing was changed.
        """

        def found(connection: Connection) -> list[ReferenceId]:
            require(connection, subject_id)
            theirs = select(face_references.c.reference_id).where(face_references.c.subject_id == subject_id)
            return [ReferenceId(each) for each in connection.execute(theirs).scalars()]

        erase_lessons_from_backups(self._paths.backups_dir, (), self._writer.run(found))
        return self._scrubbed(work)

    def _erase_lessons(self, subject_id: SubjectId) -> None:
        """Take negative examples that show the person out of backups, as far as only this database knows that they do.

        A backup may be older than the correction that says so.
        """

        def found(connection: Connection) -> list[EventId]:
            at_them = negatives.c.event_id.in_(select(events.c.event_id).where(concerning(subject_id)))
            return [
                EventId(each) for each in connection.execute(select(negatives.c.correction_id).where(at_them)).scalars()
            ]

        erase_lessons_from_backups(self._paths.backups_dir, self._writer.run(found), ())

    def _scrubbed(self, work: Callable[[Connection], T]) -> T:
        tables = (templates, pictures, photo_digests, consents, looks, negatives)
        result = self._writer.run_alone(lambda: scrubbed(self._paths.database, work, self._notify, tables))
        empty_cache(self._paths.cache_dir, self._notify)
        return result

    def _erase_rows(
        self, subject_id: SubjectId, actor: str, backups: int, notify: Callable[[FacegateError], None]
    ) -> ErasureReport:
        def work(connection: Connection) -> ErasureReport:
            return self._deleted(connection, subject_id, actor, backups)

        return scrubbed(self._paths.database, work, notify)

    def _deleted(self, connection: Connection, subject_id: SubjectId, actor: str, backups: int) -> ErasureReport:
        require(connection, subject_id)
        samples = select(face_references.c.reference_id).where(face_references.c.subject_id == subject_id)
        count = connection.execute(select(func.count()).select_from(events).where(concerning(subject_id))).scalar_one()
        looked = delete_looks_at(connection, subject_id)
        erase_reasons_naming(connection, subject_id)
        # Child first, and counted: this connection has foreign keys off, so nothing cascades.
        steps: tuple[tuple[Table, ColumnElement[bool]], ...] = (
            (pictures, pictures.c.reference_id.in_(samples)),
            (photo_digests, photo_digests.c.reference_id.in_(samples)),
            (templates, templates.c.reference_id.in_(samples)),
            (face_references, face_references.c.subject_id == subject_id),
            (consents, consents.c.subject_id == subject_id),
            (enrolments, enrolments.c.subject_id == subject_id),
            (memberships, memberships.c.subject_id == subject_id),
            (pins, pins.c.subject_id == subject_id),
            (aliases, aliases.c.subject_id == subject_id),
            (assignments, assignments.c.subject_id == subject_id),
            (absences, absences.c.subject_id == subject_id),
            (punch_reasons, punch_reasons.c.subject_id == subject_id),
            (watch_list, watch_list.c.subject_id == subject_id),
            (subjects, subjects.c.subject_id == subject_id),
        )
        removed = {table: connection.execute(delete(table).where(condition)).rowcount for table, condition in steps}
        report = ErasureReport(
            subject_id,
            references=removed[face_references],
            pictures=removed[pictures],
            consents=removed[consents],
            backups=backups,
            erased_at=self._clock.now(),
            looks=looked,
            enrolments=removed[enrolments],
            digests=removed[photo_digests],
            groups=removed[memberships],
            pins=removed[pins],
            events=count,
        )
        record(connection, report.erased_at, actor, Action.ERASE, subject_id, dict(report.numbers))
        return report


class _Left:
    """Passes on what could not be cleaned up, and remembers it for the report."""

    def __init__(self, notify: Callable[[FacegateError], None]) -> None:
        self._notify = notify
        self.told: list[FacegateError] = []

    def __call__(self, error: FacegateError) -> None:
        self.told.append(error)
        self._notify(error)


def delete_looks_at(connection: Connection, subject_id: SubjectId) -> int:
    """Delete kept looks at a person and negative examples with their face or of theirs; returns how many."""
    seen = select(events.c.event_id).where(concerning(subject_id))
    steps: tuple[tuple[Table, ColumnElement[bool]], ...] = (
        (looks, looks.c.event_id.in_(seen)),
        (negatives, (negatives.c.subject_id == subject_id) | negatives.c.event_id.in_(seen)),
    )
    return sum(connection.execute(delete(table).where(condition)).rowcount for table, condition in steps)


def _merged_into(connection: Connection, subject_id: SubjectId) -> tuple[SubjectId, ...]:
    require(connection, subject_id)
    found = select(aliases.c.alias).where(aliases.c.subject_id == subject_id).order_by(aliases.c.alias)
    return tuple(SubjectId(each) for each in connection.execute(found).scalars())


def require(connection: Connection, subject_id: SubjectId) -> None:
    """Raise NotFoundError unless the person is enrolled."""
    if not connection.execute(
        select(func.count()).select_from(subjects).where(subjects.c.subject_id == subject_id)
    ).scalar_one():
        raise NotFoundError("Person not found", "There is no person {id}.", "They may have been erased.", id=subject_id)


def _left_in(file: Path) -> StorageError:
    logs.storage.warning("an erasure could not reach %s", file.name)
    return StorageError(
        "Old data remains",
        "The damaged database {file} was kept aside and may still hold sealed data of an erased person.",
        "Delete it as soon as it is not needed any more.",
        file=file,
    )
