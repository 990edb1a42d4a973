"""Enrolled people, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.profiles import Profile
from facegate.domain.templates import Template
from facegate.errors import FacegateError


class SampleSource(StrEnum):
    """Where a sample came from."""

    CAMERA = "camera"
    PHOTO = "photo"
    UPDATE = "update"
    """A look at the gate that an operator confirmed; see :mod:`facegate.domain.teaching`."""


@dataclass(frozen=True, slots=True, eq=False)
class NewReference:
    """A template to be stored.

    Attributes:
        template: of the embedder in use.
        quality: 0..1 as :func:`facegate.domain.enrolment.sample_quality` defines it.
        source: camera or photo.
        picture: the sample as an encoded JPEG, only where the site keeps pictures.
        pose: which pose it was asked for (``front``, ``left``...); None where none was.
        predicted: what the quality model in use predicts of its recognisability, 0..1; None where none is in use.
        predictor: id of that model.
        digest: SHA-256 of the file that it was taken from, hex; None for a camera. Tells a photograph that is
            offered again.
    """

    template: Template
    quality: float
    source: SampleSource
    picture: bytes | None = None
    pose: str | None = None
    predicted: float | None = None
    predictor: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person agreed to.

    Attributes:
        text_version: of the consent text shown, e.g. ``default-1``.
        language: BCP 47 tag of the text.
        text_sha256: hex digest of the text, so that it can be proved later.
        attested: True when an administrator vouches for it (command line,
            bulk), False when it was given on the screen.
        recorded_by: account of the operating system.
        recorded_at: aware, UTC.
    """

    text_version: str
    language: str
    text_sha256: str
    attested: bool
    recorded_by: str
    recorded_at: datetime


class ConsentState(StrEnum):
    """What the newest consent record of a person says."""

    NONE = "none"
    GIVEN = "given"
    """On the screen, by themselves."""
    ATTESTED = "attested"
    """An administrator vouches for it."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """What somebody is called: all that is needed to say who was there.

    Attributes:
        subject_id: random; what events hold.
        external_id, name: see :class:`facegate.domain.profiles.Profile`.
    """

    subject_id: SubjectId
    external_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject(PersonName):
    """A person on record; enrolled where there are references.

    Attributes:
        department, groups, card, valid_from, valid_until, notes: see
            :class:`facegate.domain.profiles.Profile`.
        created_at: aware, UTC.
        references: how many templates are stored, of all models.
        last_seen: last identification, aware UTC, None if never.
        suspended_at: since when their references are not compared and card and PIN are refused; None: not suspended.
        declined_at: when they declined face recognition; None if they did not.
        has_pin: whether a PIN is stored.
        quality: mean quality of their references, 0..1; None without any.
        newest_reference: when the newest reference was stored; None without any.
        consent: see :class:`ConsentState`.
        revision: grows with every change of the record, so that two who edit it at once notice.
    """

    created_at: datetime
    references: int = 0
    last_seen: datetime | None = None
    department: str = ""
    groups: tuple[str, ...] = ()
    card: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    notes: str = ""
    suspended_at: datetime | None = None
    declined_at: datetime | None = None
    has_pin: bool = False
    quality: float | None = None
    newest_reference: datetime | None = None
    consent: ConsentState = ConsentState.NONE
    revision: int = 1

    @property
    def called(self) -> PersonName:
        """What they are called, and nothing else."""
        return PersonName(self.subject_id, self.external_id, self.name)

    @property
    def profile(self) -> Profile:
        """What an administrator can change."""
        return Profile(
            self.name,
            self.external_id,
            self.department,
            self.groups,
            self.card,
            self.valid_from,
            self.valid_until,
            self.notes,
        )


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """What may be shown of a stored reference: everything but the template.

    Attributes:
        event_id: the event whose look it is, for references of source ``update``.
        retired: not searched, because a newer one took its place; it comes back when that one is removed.
        pose, predicted, predictor, digest: see :class:`NewReference`.
        has_picture: whether the sample itself is kept.
    """

    reference_id: ReferenceId
    model_id: str
    quality: float
    source: SampleSource
    created_at: datetime
    event_id: str | None = None
    retired: bool = False
    pose: str | None = None
    predicted: float | None = None
    predictor: str | None = None
    digest: str | None = None
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class EnrolmentRecord:
    """How samples of a person were taken once.

    Attributes:
        occurred_at: aware, UTC.
        actor: account of the operating system.
        source: see :class:`SampleSource`.
        model_id: embedder.
        samples: how many were stored.
        skipped_poses: poses that could not be had and were skipped by the administrator.
    """

    occurred_at: datetime
    actor: str
    source: SampleSource
    model_id: str
    samples: int
    skipped_poses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure removed.

    Attributes:
        references, pictures, consents: rows removed from the database.
        backups: backup files that were rewritten or removed.
        erased_at: aware, UTC.
        looks: kept looks of their events, and negative examples of theirs or with their face.
        enrolments, digests, groups, pins: rows removed: how samples were taken, digests of photographs, memberships,
            the hash of a PIN.
        merged: random ids of records that had been merged into theirs; events may name these too.
        events: how many events are about them, all of which stay as they are.
        left: what could not be cleaned up; somebody has to see to it.
    """

    subject_id: SubjectId
    references: int
    pictures: int
    consents: int
    backups: int
    erased_at: datetime
    looks: int = 0
    enrolments: int = 0
    digests: int = 0
    groups: int = 0
    pins: int = 0
    merged: tuple[SubjectId, ...] = ()
    events: int = 0
    left: tuple[FacegateError, ...] = ()

    @property
    def numbers(self) -> dict[str, int]:
        """What was removed, and how many events stay, by name."""
        names = ("references", "pictures", "consents", "backups", "looks", "enrolments", "digests", "groups", "pins")
        return {name: getattr(self, name) for name in (*names, "events")}
