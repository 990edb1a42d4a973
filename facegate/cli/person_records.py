"""A person as JSON and in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from facegate.cli.records import site_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from facegate.domain.people import Consent, EnrolmentRecord, ReferenceRecord, Subject


def record_of(subject: Subject) -> dict[str, Any]:
    """A person as JSON."""
    return {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "name": subject.name,
        "department": subject.department,
        "groups": list(subject.groups),
        "card": subject.card,
        "valid_from": None if subject.valid_from is None else subject.valid_from.isoformat(),
        "valid_until": None if subject.valid_until is None else subject.valid_until.isoformat(),
        "notes": subject.notes,
        "created_at": moment(subject.created_at),
        "references": subject.references,
        "quality": None if subject.quality is None else round(subject.quality, 4),
        "newest_reference": _or_none(subject.newest_reference),
        "last_seen": _or_none(subject.last_seen),
        "consent": subject.consent.value,
        "suspended_at": _or_none(subject.suspended_at),
        "declined_at": _or_none(subject.declined_at),
        "has_pin": subject.has_pin,
        "revision": subject.revision,
    }


def reference_record(reference: ReferenceRecord) -> dict[str, Any]:
    """A reference as JSON."""
    return {
        "reference_id": reference.reference_id,
        "model": reference.model_id,
        "quality": reference.quality,
        "source": reference.source,
        "created_at": moment(reference.created_at),
        "event_id": reference.event_id,
        "retired": reference.retired,
        "pose": reference.pose,
        "predicted": reference.predicted,
        "predictor": reference.predictor,
        "digest": reference.digest,
        "has_picture": reference.has_picture,
    }


def consent_record(consent: Consent) -> dict[str, Any]:
    """A consent as JSON."""
    return {
        "text_version": consent.text_version,
        "language": consent.language,
        "text_sha256": consent.text_sha256,
        "attested": consent.attested,
        "recorded_by": consent.recorded_by,
        "recorded_at": moment(consent.recorded_at),
    }


def enrolment_record(enrolment: EnrolmentRecord) -> dict[str, Any]:
    """How samples were taken once, as JSON."""
    return {
        "occurred_at": moment(enrolment.occurred_at),
        "actor": enrolment.actor,
        "source": enrolment.source,
        "model": enrolment.model_id,
        "samples": enrolment.samples,
        "skipped_poses": list(enrolment.skipped_poses),
    }


def person_lines(subject: Subject, zone: ZoneInfo) -> list[str]:
    """What is on record, a field a line; fields that are empty are left out."""
    valid = f"{subject.valid_from or '...'} to {subject.valid_until or '...'}"
    said = (
        ("Subject id", subject.subject_id),
        ("Department", subject.department),
        ("Groups", ", ".join(subject.groups)),
        ("Card", subject.card or ""),
        ("PIN", "set" if subject.has_pin else ""),
        ("Valid", "" if subject.valid_from is None and subject.valid_until is None else valid),
        ("Enrolled", site_time(subject.created_at, zone)),
        ("Last seen", "never" if subject.last_seen is None else site_time(subject.last_seen, zone)),
        ("Suspended", "" if subject.suspended_at is None else f"since {site_time(subject.suspended_at, zone)}"),
        (
            "Declined",
            "" if subject.declined_at is None else f"face recognition, {site_time(subject.declined_at, zone)}",
        ),
        ("Notes", " / ".join(subject.notes.splitlines())),
    )
    return [f"{subject.name} ({subject.external_id})", *(f"{name:<11} {text}" for name, text in said if text)]


def state_of(subject: Subject) -> str:
    """What is not as usual of somebody, for a column."""
    said = []
    if subject.suspended_at is not None:
        said.append("suspended")
    if subject.declined_at is not None:
        said.append("declined")
    elif not subject.references:
        said.append("no face")
    return ", ".join(said)


def moment(value: datetime) -> str:
    """ISO 8601, to the second."""
    return value.isoformat(timespec="seconds")


def _or_none(value: datetime | None) -> str | None:
    return None if value is None else moment(value)
