"""Enrolled people, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import Template


class SampleSource(StrEnum):
    """Where a sample came from."""

    CAMERA = "camera"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, eq=False)
class NewReference:
    """A template to be stored.

    Attributes:
        template: of the embedder in use.
        quality: 0..1 as :func:`facegate.domain.enrolment.sample_quality` defines it.
        source: camera or photo.
        picture: the sample as an encoded JPEG, only where the site keeps pictures.
    """

    template: Template
    quality: float
    source: SampleSource
    picture: bytes | None = None


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


@dataclass(frozen=True, slots=True)
class Subject:
    """An enrolled person.

    Attributes:
        subject_id: random; what events hold.
        external_id: the site's own identifier (payroll number), unique.
        name: as it is to be shown, any script.
        created_at: aware, UTC.
        references: how many templates are stored, of all models.
        last_seen: last identification, aware UTC, None if never.
    """

    subject_id: SubjectId
    external_id: str
    name: str
    created_at: datetime
    references: int = 0
    last_seen: datetime | None = None


MAX_NAME_LENGTH = 200
MAX_EXTERNAL_ID_LENGTH = 64


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """What may be shown of a stored reference: everything but the template."""

    reference_id: ReferenceId
    model_id: str
    quality: float
    source: SampleSource
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure removed.

    Attributes:
        references, pictures, consents: rows removed from the database.
        backups: backup files that were rewritten or removed.
        erased_at: aware, UTC.
    """

    subject_id: SubjectId
    references: int
    pictures: int
    consents: int
    backups: int
    erased_at: datetime


def clean_text(text: str, limit: int) -> str:
    """Collapse white space, drop control characters, and check the length.

    Scripts, right-to-left text, emoji and joiners are kept; path characters
    and quotes are text like any other.

    Raises:
        ValueError: nothing is left, or it is longer than ``limit`` characters.
    """
    shown = "".join(character if character.isprintable() or character in _JOINERS else " " for character in text)
    cleaned = " ".join(shown.split())
    if not cleaned.strip("".join(_JOINERS)):
        raise ValueError("is empty")
    if len(cleaned) > limit:
        raise ValueError(f"is longer than {limit} characters")
    return cleaned


_JOINERS = frozenset("\u200c\u200d")
"""Zero-width (non-)joiner: not printable to Python, needed by Persian and by emoji."""
