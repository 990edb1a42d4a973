"""The parts of a person's full record, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.corrections import effective
from facegate.domain.events import Event
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people import Consent, EnrolmentRecord, ReferenceRecord, Subject


def moment(when: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def person_facts(subject: Subject) -> dict[str, Any]:
    """What is entered about a person, and what follows from it."""
    return {
        "subject_id": subject.subject_id,
        "identifier": subject.external_id,
        "name": subject.name,
        "department": subject.department,
        "groups": list(subject.groups),
        "card": subject.card,
        "valid_from": subject.valid_from and subject.valid_from.isoformat(),
        "valid_until": subject.valid_until and subject.valid_until.isoformat(),
        "notes": subject.notes,
        "has_pin": subject.has_pin,
        "created_at": moment(subject.created_at),
        "last_seen": subject.last_seen and moment(subject.last_seen),
        "suspended_at": subject.suspended_at and moment(subject.suspended_at),
        "declined_at": subject.declined_at and moment(subject.declined_at),
        "consent": subject.consent,
    }


def consent_facts(consent: Consent, file: str | None) -> dict[str, Any]:
    """A consent record; ``file`` holds the text, None where it is not there any more."""
    return {
        "text_version": consent.text_version,
        "language": consent.language,
        "text_sha256": consent.text_sha256,
        "attested": consent.attested,
        "recorded_by": consent.recorded_by,
        "recorded_at": moment(consent.recorded_at),
        "text": file,
    }


def enrolment_facts(enrolment: EnrolmentRecord) -> dict[str, Any]:
    """How samples were taken once."""
    return {
        "time": moment(enrolment.occurred_at),
        "account": enrolment.actor,
        "source": enrolment.source,
        "model": enrolment.model_id,
        "samples": enrolment.samples,
        "skipped_poses": list(enrolment.skipped_poses),
    }


def reference_facts(reference: ReferenceRecord, picture: str | None) -> dict[str, Any]:
    """What is known of a reference; ``picture`` is the file with its picture."""
    return {
        "reference_id": reference.reference_id,
        "model": reference.model_id,
        "source": reference.source,
        "created_at": moment(reference.created_at),
        "quality": reference.quality,
        "predicted_quality": reference.predicted,
        "quality_model": reference.predictor,
        "pose": reference.pose,
        "event_id": reference.event_id,
        "retired": reference.retired,
        "photo_sha256": reference.digest,
        "picture": picture,
    }


def watch_facts(entry: WatchEntry | None) -> dict[str, Any] | None:
    """That a person is looked out for, on which legal basis and by whose order; None where they are not."""
    if entry is None:
        return None
    return {
        "legal_basis": entry.basis,
        "let_in_nowhere": entry.refuse,
        "added_at": moment(entry.added_at),
        "added_by": entry.added_by,
    }


def is_at(event: Event, holding: Mapping[EventId, Event], who: SubjectId) -> bool:
    """Whether it is the person who was there, corrections taken into account, or their picture."""
    said = effective(event, holding).subject_id
    return (event.claimed_id if said is None else said) == who
