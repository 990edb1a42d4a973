"""Making one record of two that are one person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from facegate import logs
from facegate.domain.events import Verdict
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.merging import MergeReport, Standing, kept_references, standing
from facegate.domain.people import Subject
from facegate.domain.ports import Clock
from facegate.domain.profiles import Profile
from facegate.errors import FacegateError
from facegate.settings.paths import Paths
from facegate.storage.audit import Action, record
from facegate.storage.backups import erase_from_backups, erase_lessons_from_backups
from facegate.storage.corrections import holding
from facegate.storage.erasure import require
from facegate.storage.merged import merged_records
from facegate.storage.merged_attendance import TOUCHED, take_attendance
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.people_rows import changed_meanwhile, put_profile, require_revision, touch
from facegate.storage.reference_rows import reference_records
from facegate.storage.schema import (
    aliases,
    consents,
    enrolments,
    face_references,
    memberships,
    negatives,
    photo_digests,
    pictures,
    pins,
    subjects,
    templates,
    watch_list,
)
from facegate.storage.scrub import empty_cache, scrubbed
from facegate.storage.sealing import RowSealer
from facegate.storage.subject_rows import read_subjects
from facegate.storage.texts import checked_profile
from facegate.storage.writer import Writes

_TOUCHED = (
    subjects,
    pins,
    memberships,
    aliases,
    enrolments,
    templates,
    pictures,
    photo_digests,
    consents,
    negatives,
    watch_list,
    *TOUCHED,
)


class StoredMerging:
    """Implements :class:`facegate.domain.ports.MergingStore`. Thread-safe."""

    def __init__(
        self, paths: Paths, writer: Writes, sealer: RowSealer, clock: Clock, notify: Callable[[FacegateError], None]
    ) -> None:
        self._paths = paths
        self._writer = writer
        self._sealer = sealer
        self._clock = clock
        self._notify = notify

    def merge(
        self,
        kept: SubjectId,
        other: SubjectId,
        profile: Profile,
        actor: str,
        *,
        revisions: tuple[int, int] | None = None,
    ) -> MergeReport:
        """See :class:`facegate.domain.ports.MergingStore`."""
        profile = checked_profile(profile)
        merged = self._writer.run(merged_records)
        if revisions is not None and not merged.keys().isdisjoint((kept, other)):
            # What was seen of them is of records that are not there any more; the numbers may fit by chance.
            raise changed_meanwhile()
        kept, other = merged.get(kept, kept), merged.get(other, other)
        if other == kept:
            return MergeReport(kept, other)

        def work(connection: Connection) -> MergeReport:
            return self._merged(connection, kept, other, profile, actor, revisions)

        def tried(connection: Connection) -> frozenset[ReferenceId]:
            dropped = _checked(connection, kept, other, revisions)
            with connection.begin_nested() as trial:
                work(connection)
                trial.rollback()
            return dropped

        # Whatever refuses it does so before anything is taken out of the backups.
        dropped = self._writer.run(tried)
        # As in an erasure the backups come first, so that what is done twice is done whole.
        erase_from_backups(self._paths.backups_dir, (other,))
        erase_lessons_from_backups(self._paths.backups_dir, (), sorted(dropped))
        report = self._writer.run_alone(lambda: scrubbed(self._paths.database, work, self._notify, _TOUCHED))
        empty_cache(self._paths.cache_dir, self._notify)
        logs.storage.info("record %s was merged into %s", other, kept)
        return report

    def _merged(
        self,
        connection: Connection,
        kept: SubjectId,
        other: SubjectId,
        profile: Profile,
        actor: str,
        revisions: tuple[int, int] | None,
    ) -> MergeReport:
        # Asked again: this is the transaction that merges. Foreign keys are off in it, so nothing cascades.
        dropped = _checked(connection, kept, other, revisions)
        stand = _standing(connection, kept, other)
        _drop(connection, dropped)
        moved = self._take_references(connection, kept, other)
        self._take_pin(connection, kept, other)
        for table in (consents, enrolments, aliases):
            connection.execute(update(table).where(table.c.subject_id == other).values(subject_id=kept))
        if stand.declined_at is not None:
            connection.execute(delete(consents).where(consents.c.subject_id == kept))
        now = self._clock.now()
        connection.execute(insert(aliases).values(alias=other, subject_id=kept, merged_at=to_micros(now)))
        contradicted = self._take_negatives(connection, kept, other)
        _take_watching(connection, kept, other)
        take_attendance(connection, kept, other)
        for table in (memberships, subjects):
            connection.execute(delete(table).where(table.c.subject_id == other))
        put_profile(connection, kept, profile)
        _put_standing(connection, kept, stand)
        touch(connection, kept)
        report = MergeReport(kept, other, moved, len(dropped), contradicted)
        details: dict[str, object] = {
            "other": other, "references": moved, "dropped": report.dropped, "contradicted": contradicted
        }  # fmt: skip
        record(connection, now, actor, Action.MERGE, kept, details)
        return report

    def _take_references(self, connection: Connection, kept: SubjectId, other: SubjectId) -> int:
        """Give references to the other record; what is sealed for the one does not open for the other."""
        rows = connection.execute(
            select(face_references.c.reference_id, face_references.c.model_id)
            .where(face_references.c.subject_id == other)
            .order_by(face_references.c.reference_id)
        ).all()
        for row in rows:
            reference_id, model_id = ReferenceId(row.reference_id), ModelId(row.model_id)
            sealed = _sealed(connection, templates, reference_id)
            if sealed is not None:
                template = self._sealer.unseal_template(sealed, reference_id, other, model_id)
                _put(connection, templates, reference_id, self._sealer.seal_template(template, reference_id, kept))
            sealed = _sealed(connection, pictures, reference_id)
            if sealed is not None:
                picture = self._sealer.unseal_picture(sealed, reference_id, other)
                _put(connection, pictures, reference_id, self._sealer.seal_picture(picture, reference_id, kept))
        connection.execute(update(face_references).where(face_references.c.subject_id == other).values(subject_id=kept))
        return len(rows)

    def _take_pin(self, connection: Connection, kept: SubjectId, other: SubjectId) -> None:
        """The kept record's PIN holds; without one, the other's."""
        rows = connection.execute(select(pins).where(pins.c.subject_id.in_([kept, other])))
        found = {row.subject_id: row.sealed for row in rows}
        connection.execute(delete(pins).where(pins.c.subject_id == other))
        if other in found and kept not in found:
            sealed = self._sealer.seal_pin(self._sealer.unseal_pin(found[other], other), kept)
            connection.execute(insert(pins).values(subject_id=kept, sealed=sealed))

    def _take_negatives(self, connection: Connection, kept: SubjectId, other: SubjectId) -> int:
        """Give negative examples to the kept record, but for looks at the very person; returns how many those are."""
        now = holding(connection).items()
        named = {event for event, each in now if each.verdict is Verdict.IS and each.subject_id == kept}
        contradicted = 0
        theirs = connection.execute(select(negatives).where(negatives.c.subject_id.in_([kept, other]))).all()
        for row in theirs:
            this = negatives.c.correction_id == row.correction_id
            if EventId(row.event_id) in named:
                connection.execute(delete(negatives).where(this))
                contradicted += 1
            elif row.subject_id == other:
                correction, model = EventId(row.correction_id), ModelId(row.model_id)
                template = self._sealer.unseal_negative(row.sealed, correction, other, model)
                sealed = self._sealer.seal_negative(template, correction, kept)
                connection.execute(update(negatives).where(this).values(subject_id=kept, sealed=sealed))
        return contradicted


def _checked(
    connection: Connection, kept: SubjectId, other: SubjectId, revisions: tuple[int, int] | None
) -> frozenset[ReferenceId]:
    """See that both can be merged; returns the references that will not stay."""
    for number, each in enumerate((kept, other)):
        require(connection, each)
        if revisions is not None:
            require_revision(connection, each, revisions[number])
    records = reference_records(connection, [kept, other])
    everything = frozenset(each.reference_id for each in records)
    if _standing(connection, kept, other).declined_at is not None:
        return everything
    return everything - kept_references(records)


def _standing(connection: Connection, kept: SubjectId, other: SubjectId) -> Standing:
    first, second = _both(connection, kept, other)
    given = select(func.max(consents.c.recorded_at)).where(
        consents.c.subject_id.in_([kept, other]), consents.c.attested.is_(False)
    )
    newest = connection.execute(given).scalar()
    return standing(first, second, None if newest is None else from_micros(newest))


def _both(connection: Connection, kept: SubjectId, other: SubjectId) -> tuple[Subject, Subject]:
    first, second = read_subjects(connection, [kept, other])
    return first, second


def _drop(connection: Connection, dropped: Collection[ReferenceId]) -> None:
    for reference_id in dropped:
        # What rests for it is used again.
        connection.execute(
            update(face_references).where(face_references.c.retired_by == reference_id).values(retired_by=None)
        )
        for table in (photo_digests, pictures, templates, face_references):
            connection.execute(delete(table).where(table.c.reference_id == reference_id))


def _put_standing(connection: Connection, kept: SubjectId, stand: Standing) -> None:
    moments: dict[str, Any] = {
        "suspended_at": stand.suspended_at and to_micros(stand.suspended_at),
        "declined_at": stand.declined_at and to_micros(stand.declined_at),
        "created_at": to_micros(stand.created_at),
    }
    connection.execute(update(subjects).where(subjects.c.subject_id == kept).values(**moments))


def _sealed(connection: Connection, table: Table, reference_id: ReferenceId) -> bytes | None:
    return connection.execute(select(table.c.sealed).where(table.c.reference_id == reference_id)).scalar()


def _take_watching(connection: Connection, kept: SubjectId, other: SubjectId) -> None:
    """Whoever was looked out for under either record is under the one; merging lifts no refusal.

    The kept record's entry holds, unless it lets in whom the other's refuses.
    """
    theirs, own = watch_list.c.subject_id == other, watch_list.c.subject_id == kept
    refused = {row.subject_id: row.refuse for row in connection.execute(select(watch_list).where(theirs | own)).all()}
    if refused.get(other, False) and not refused.get(kept, True):
        connection.execute(delete(watch_list).where(own))
        del refused[kept]
    if kept not in refused:
        connection.execute(update(watch_list).where(theirs).values(subject_id=kept))
    connection.execute(delete(watch_list).where(theirs))


def _put(connection: Connection, table: Table, reference_id: ReferenceId, sealed: bytes) -> None:
    connection.execute(update(table).where(table.c.reference_id == reference_id).values(sealed=sealed))
