"""Writing the rows of people, inside somebody's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, or_, select, update

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.people import Consent, NewReference
from facegate.domain.profiles import Profile, as_card
from facegate.domain.templates import StoredReference
from facegate.errors import ChangedMeanwhileError, DamagedDataError, EnrolmentError
from facegate.storage import stale
from facegate.storage.moments import to_micros
from facegate.storage.schema import (
    consents,
    enrolments,
    face_references,
    memberships,
    photo_digests,
    pictures,
    pins,
    subjects,
    templates,
)
from facegate.storage.sealing import RowSealer
from facegate.storage.subject_rows import profile_columns, read_subjects, reads_like


def insert_subject(
    connection: Connection, subject_id: SubjectId, profile: Profile, now: datetime, declined_at: datetime | None
) -> None:
    """Add a person. Raises EnrolmentError if identifier or card is taken."""
    _require_free(connection, profile, None)
    connection.execute(
        insert(subjects).values(
            subject_id=subject_id,
            created_at=to_micros(now),
            declined_at=declined_at and to_micros(declined_at),
            **profile_columns(profile),
        )
    )
    _put_groups(connection, subject_id, profile.groups)


def put_profile(connection: Connection, subject_id: SubjectId, profile: Profile) -> list[str]:
    """Change what differs; returns the names of those fields. Raises EnrolmentError if identifier or card is taken."""
    _require_free(connection, profile, subject_id)
    (before,) = read_subjects(connection, [subject_id])
    old = before.profile
    changed = [field for field in Profile.__dataclass_fields__ if getattr(old, field) != getattr(profile, field)]
    if changed:
        columns = profile_columns(profile)
        connection.execute(update(subjects).where(subjects.c.subject_id == subject_id).values(**columns))
        _put_groups(connection, subject_id, profile.groups)
        touch(connection, subject_id)
        stale.mark_changed(connection, subject_id, changed)
    return changed


def touch(connection: Connection, subject_id: SubjectId) -> None:
    """The record was changed: whoever edits an older state of it is told."""
    connection.execute(
        update(subjects).where(subjects.c.subject_id == subject_id).values(revision=subjects.c.revision + 1)
    )


def require_revision(connection: Connection, subject_id: SubjectId, revision: int) -> None:
    """Raise ChangedMeanwhileError unless the record is still in this state."""
    now = connection.execute(select(subjects.c.revision).where(subjects.c.subject_id == subject_id)).scalar()
    if now != revision:
        raise changed_meanwhile()


def changed_meanwhile() -> ChangedMeanwhileError:
    """A record is not what it was when it was read."""
    return ChangedMeanwhileError(
        "Changed meanwhile",
        "Somebody else changed this record since it was opened.",
        "Look at the new state and make the change again.",
    )


def insert_consent(connection: Connection, subject_id: SubjectId, consent: Consent) -> None:
    """Add a consent record."""
    connection.execute(
        insert(consents).values(
            subject_id=subject_id,
            text_version=consent.text_version,
            language=consent.language,
            text_sha256=consent.text_sha256,
            attested=consent.attested,
            recorded_by=consent.recorded_by,
            recorded_at=to_micros(consent.recorded_at),
        )
    )


def require_consent(connection: Connection, subject_id: SubjectId) -> None:
    """Raise EnrolmentError unless the person consented: no sample is stored without that."""
    if not connection.execute(select(exists().where(consents.c.subject_id == subject_id))).scalar_one():
        raise no_consent()


def no_consent() -> EnrolmentError:
    """Samples were to be stored of somebody who did not agree."""
    return EnrolmentError(
        "No consent",
        "Nothing of a face is stored without the person's consent.",
        "Ask the person and record their consent.",
    )


def insert_references(
    connection: Connection,
    sealer: RowSealer,
    subject_id: SubjectId,
    references: Sequence[NewReference],
    now: datetime,
) -> list[StoredReference]:
    """Store samples, sealed."""
    stored = []
    for new in references:
        key = connection.execute(
            insert(face_references).values(
                subject_id=subject_id,
                model_id=new.template.model_id,
                quality=float(new.quality),
                source=new.source.value,
                created_at=to_micros(now),
                pose=new.pose,
                predicted=new.predicted,
                predictor=new.predictor,
            )
        ).inserted_primary_key
        assert key is not None
        reference_id = ReferenceId(key[0])
        sealed = sealer.seal_template(new.template, reference_id, subject_id)
        connection.execute(insert(templates).values(reference_id=reference_id, sealed=sealed))
        if new.picture is not None:
            sealed = sealer.seal_picture(new.picture, reference_id, subject_id)
            connection.execute(insert(pictures).values(reference_id=reference_id, sealed=sealed))
        if new.digest is not None:
            connection.execute(insert(photo_digests).values(reference_id=reference_id, digest=new.digest))
        stored.append(StoredReference(reference_id, subject_id, new.template))
    return stored


def delete_references(connection: Connection, subject_id: SubjectId) -> int:
    """Delete every reference of a person, of all models; returns how many."""
    theirs = select(face_references.c.reference_id).where(face_references.c.subject_id == subject_id)
    # Child first: where foreign keys are off, nothing cascades.
    for table in (photo_digests, pictures, templates):
        connection.execute(delete(table).where(table.c.reference_id.in_(theirs)))
    return connection.execute(delete(face_references).where(face_references.c.subject_id == subject_id)).rowcount


def insert_enrolment(
    connection: Connection,
    subject_id: SubjectId,
    references: Sequence[NewReference],
    now: datetime,
    actor: str,
    skipped_poses: Sequence[str],
) -> None:
    """Note how samples were taken; nothing where there are none."""
    if references:
        connection.execute(
            insert(enrolments).values(
                subject_id=subject_id,
                occurred_at=to_micros(now),
                actor=actor,
                source=references[0].source.value,
                model_id=references[0].template.model_id,
                samples=len(references),
                skipped_poses=" ".join(skipped_poses),
            )
        )


def put_pin(connection: Connection, sealer: RowSealer, subject_id: SubjectId, pin_hash: str | None) -> None:
    """Store, replace or remove the hash of a PIN; that of the PIN for duress stays beside it, and goes with it."""
    duress: str | None = None
    with suppress(DamagedDataError):  # what does not open any more is what is being replaced
        _, duress = pin_hashes(connection, sealer, subject_id)
    _put_pins(connection, sealer, subject_id, pin_hash, duress)


def put_duress_pin(connection: Connection, sealer: RowSealer, subject_id: SubjectId, pin_hash: str | None) -> None:
    """Store, replace or remove the hash of a PIN for duress, beside that of the other. Raises EnrolmentError."""
    ordinary, _ = pin_hashes(connection, sealer, subject_id)
    if ordinary is None:
        raise EnrolmentError(
            "No PIN", "Who has no PIN needs none for duress, either.", "Set the PIN for every day first."
        )
    _put_pins(connection, sealer, subject_id, ordinary, pin_hash)


def pin_hashes(connection: Connection, sealer: RowSealer, subject_id: SubjectId) -> tuple[str | None, str | None]:
    """The hashes of a person's PIN, and of that for duress; None without one. Raises DamagedDataError."""
    sealed = connection.execute(select(pins.c.sealed).where(pins.c.subject_id == subject_id)).scalar()
    if sealed is None:
        return None, None
    ordinary, _, duress = sealer.unseal_pin(sealed, subject_id).partition(_BETWEEN)
    return ordinary, duress or None


def _put_pins(
    connection: Connection, sealer: RowSealer, subject_id: SubjectId, ordinary: str | None, duress: str | None
) -> None:
    connection.execute(delete(pins).where(pins.c.subject_id == subject_id))
    if ordinary is not None:
        # Sealed as one, so that who can write to the database can make neither the other.
        sealed = sealer.seal_pin(ordinary if duress is None else f"{ordinary}{_BETWEEN}{duress}", subject_id)
        connection.execute(insert(pins).values(subject_id=subject_id, sealed=sealed))


_BETWEEN = "\n"
"""Between the hashes; no hash has one."""


def _put_groups(connection: Connection, subject_id: SubjectId, groups: Sequence[str]) -> None:
    connection.execute(delete(memberships).where(memberships.c.subject_id == subject_id))
    rows: list[dict[str, Any]] = [{"subject_id": subject_id, "name": group} for group in groups]
    if rows:
        connection.execute(insert(memberships), rows)


def _require_free(connection: Connection, profile: Profile, but_for: SubjectId | None) -> None:
    others = subjects.c.subject_id != (but_for or "")
    # Both are typed at one keypad: what is one person's identifier must not be another one's card.
    number = as_card(profile.external_id)
    taken: ColumnElement[bool] = subjects.c.external_id == profile.external_id
    if number is not None:
        taken = or_(taken, subjects.c.card == number)
    if connection.execute(select(exists().where(taken, others))).scalar_one():
        raise EnrolmentError(
            "Identifier already taken",
            "Another person is enrolled with this identifier.",
            "Give another identifier, or add samples to the person who has it.",
        )
    if profile.card is None:
        return
    # Two questions, because the second one reads every identifier.
    for condition in (subjects.c.card == profile.card, reads_like(profile.card)):
        if connection.execute(select(exists().where(condition, others))).scalar_one():
            raise EnrolmentError(
                "Card already taken",
                "Another person has this card.",
                "Give another card number, or take the card from the person who has it.",
            )
