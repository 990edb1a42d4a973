"""Changing the records of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, update

from facegate.domain.access.watch_list import WatchBasis, WatchEntry
from facegate.domain.ids import SubjectId, new_subject_id
from facegate.domain.people import Consent, ErasureReport, NewReference, Subject
from facegate.domain.people_query import BulkChange
from facegate.domain.ports import Clock
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference
from facegate.errors import EnrolmentError, FacegateError
from facegate.storage.access import put_entry
from facegate.storage.audit import Action, record
from facegate.storage.bulk import Progress, change_people
from facegate.storage.erasure import Eraser, delete_looks_at, require
from facegate.storage.moments import to_micros
from facegate.storage.people_reading import PeopleReading
from facegate.storage.people_rows import (
    delete_references,
    insert_consent,
    insert_enrolment,
    insert_references,
    insert_subject,
    no_consent,
    put_duress_pin,
    put_pin,
    put_profile,
    require_consent,
    require_revision,
    touch,
)
from facegate.storage.readers import Readers
from facegate.storage.schema import consents, subjects
from facegate.storage.sealing import RowSealer
from facegate.storage.texts import checked_profile
from facegate.storage.writer import Writes


class StoredPeople(PeopleReading):
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
        super().__init__(readers, sealer, notify)
        self._writer = writer
        self._clock = clock
        self._eraser = eraser

    def add(
        self,
        profile: Profile,
        references: Sequence[NewReference],
        consent: Consent | None,
        actor: str,
        *,
        allowed_look_alikes: int = 0,
        pin_hash: str | None = None,
        skipped_poses: Sequence[str] = (),
        declined: bool = False,
        watch: WatchBasis | None = None,
    ) -> tuple[Subject, list[StoredReference]]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        profile = checked_profile(profile)
        if references and consent is None and watch is None:
            raise no_consent()
        subject_id, now = new_subject_id(), self._clock.now()

        def work(connection: Connection) -> list[StoredReference]:
            insert_subject(connection, subject_id, profile, now, declined_at=now if declined else None)
            if pin_hash is not None:
                put_pin(connection, self._sealer, subject_id, pin_hash)
            if consent is not None:
                insert_consent(connection, subject_id, consent)
            stored = insert_references(connection, self._sealer, subject_id, references, now)
            insert_enrolment(connection, subject_id, references, now, actor, skipped_poses)
            details: dict[str, object] = {"references": len(stored)}
            if consent is not None:
                details["consent"] = consent.text_version
            if allowed_look_alikes:
                details["allowed_look_alikes"] = allowed_look_alikes
            if declined:
                details["declined"] = True
            record(connection, now, actor, Action.ENROL, subject_id, details)
            if watch is not None:
                put_entry(connection, WatchEntry(subject_id, watch.basis, watch.refuse, now, actor))
            return stored

        stored = self._writer.run(work)
        return self.get(subject_id), stored

    def add_references(
        self,
        subject_id: SubjectId,
        references: Sequence[NewReference],
        actor: str,
        *,
        consent: Consent | None = None,
        replace: bool = False,
        skipped_poses: Sequence[str] = (),
    ) -> list[StoredReference]:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        if not references:
            raise EnrolmentError("No sample", "There is no usable sample of this person.", "Take samples first.")

        def work(connection: Connection) -> list[StoredReference]:
            require(connection, subject_id)
            if consent is not None:
                insert_consent(connection, subject_id, consent)
            require_consent(connection, subject_id)
            if replace:
                delete_references(connection, subject_id)
            return self._insert_references(
                connection, subject_id, references, actor, replaced=replace, skipped_poses=skipped_poses
            )

        return self._eraser.erase_references(subject_id, work) if replace else self._writer.run(work)

    def decline(self, subject_id: SubjectId, actor: str) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            removed = delete_references(connection, subject_id)
            delete_looks_at(connection, subject_id)
            connection.execute(delete(consents).where(consents.c.subject_id == subject_id))
            now = self._clock.now()
            connection.execute(
                update(subjects).where(subjects.c.subject_id == subject_id).values(declined_at=to_micros(now))
            )
            touch(connection, subject_id)
            record(connection, now, actor, Action.DECLINE, subject_id, {"references": removed})

        self._eraser.erase_face(subject_id, work)
        return self.get(subject_id)

    def update(self, subject_id: SubjectId, profile: Profile, actor: str, *, revision: int | None = None) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        profile = checked_profile(profile)

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            if revision is not None:
                require_revision(connection, subject_id, revision)
            self._put_profile(connection, subject_id, profile, actor)

        self._writer.run(work)
        return self.get(subject_id)

    def change(
        self,
        subject_id: SubjectId,
        profile: Profile,
        actor: str,
        *,
        revision: int,
        pin_hash: str | None = None,
        references: Sequence[NewReference] = (),
        consent: Consent | None = None,
    ) -> Subject:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        profile = checked_profile(profile)

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            require_revision(connection, subject_id, revision)
            self._put_profile(connection, subject_id, profile, actor)
            if pin_hash is not None:
                self._put_pin(connection, subject_id, pin_hash, actor)
            if consent is not None:
                insert_consent(connection, subject_id, consent)
            if references:
                require_consent(connection, subject_id)
                self._insert_references(connection, subject_id, references, actor)

        self._writer.run(work)
        return self.get(subject_id)

    def change_many(
        self,
        subject_ids: Sequence[SubjectId],
        change: BulkChange,
        actor: str,
        progress: Progress = lambda _done, _total: None,
    ) -> int:
        """See :class:`facegate.domain.ports.PeopleStore`."""
        now = self._clock.now()

        return self._writer.run(lambda connection: change_people(connection, subject_ids, change, now, actor, progress))

    def set_pin_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        """See :class:`facegate.domain.ports.PeopleStore`."""

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            self._put_pin(connection, subject_id, pin_hash, actor)

        self._writer.run(work)

    def set_duress_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        """See :class:`facegate.domain.ports.PeopleStore`."""

        def work(connection: Connection) -> None:
            require(connection, subject_id)
            put_duress_pin(connection, self._sealer, subject_id, pin_hash)
            touch(connection, subject_id)
            done = Action.SET_DURESS_PIN if pin_hash is not None else Action.REMOVE_DURESS_PIN
            record(connection, self._clock.now(), actor, done, subject_id, {})

        self._writer.run(work)

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        """See :class:`facegate.domain.ports.PeopleStore` and :mod:`facegate.storage.erasure`."""
        return self._eraser.erase(subject_id, actor)

    # -- within a transaction --------------------------------------------------------

    def _put_profile(self, connection: Connection, subject_id: SubjectId, profile: Profile, actor: str) -> None:
        changed = put_profile(connection, subject_id, profile)
        if changed:
            record(connection, self._clock.now(), actor, Action.UPDATE, subject_id, {"changed": changed})

    def _put_pin(self, connection: Connection, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        put_pin(connection, self._sealer, subject_id, pin_hash)
        touch(connection, subject_id)
        done = Action.SET_PIN if pin_hash is not None else Action.REMOVE_PIN
        record(connection, self._clock.now(), actor, done, subject_id, {})

    def _insert_references(
        self,
        connection: Connection,
        subject_id: SubjectId,
        references: Sequence[NewReference],
        actor: str,
        *,
        replaced: bool = False,
        skipped_poses: Sequence[str] = (),
    ) -> list[StoredReference]:
        now = self._clock.now()
        stored = insert_references(connection, self._sealer, subject_id, references, now)
        insert_enrolment(connection, subject_id, references, now, actor, skipped_poses)
        connection.execute(update(subjects).where(subjects.c.subject_id == subject_id).values(declined_at=None))
        touch(connection, subject_id)
        details: dict[str, object] = {"references": len(stored), "replaced": replaced}
        record(connection, now, actor, Action.ADD_REFERENCES, subject_id, details)
        return stored
