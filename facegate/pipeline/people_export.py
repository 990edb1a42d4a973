"""Everybody on record as CSV, without templates; an import reads it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from facegate.domain.people import Subject
from facegate.domain.roster_cells import guarded, joined_names
from facegate.pipeline.exports import write_csv
from facegate.pipeline.people import PeopleService

PEOPLE_COLUMNS = (
    "person_id",
    "name",
    "department",
    "groups",
    "card",
    "valid_from",
    "valid_until",
    "notes",
    "has_pin",
    "references",
    "quality",
    "enrolled_at",
    "last_seen",
    "suspended_at",
    "declined_at",
    "subject_id",
)
"""Stable names; new columns are only ever added at the end. An import reads those up to ``notes``; PINs are not in the
file, as nobody knows them."""

_PAGE = 1000
"""Records read at a time."""


def export_people(
    people: PeopleService, zone: ZoneInfo, out: Path, progress: Callable[[int], None] = lambda _rows: None
) -> int:
    """Write everybody, in order of name; return how many.

    Args:
        people: read page by page.
        zone: of the moments.
        out: the file; an older one is replaced.
        progress: told how many were read so far; may raise to cancel.

    Raises:
        StorageError: the file cannot be written; an older one is left as it was.
    """
    return write_csv(out, PEOPLE_COLUMNS, (_row(subject, zone) for subject in _everybody(people, progress)))


def _everybody(people: PeopleService, progress: Callable[[int], None]) -> Iterator[Subject]:
    offset = 0
    while page := people.search(limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)
        progress(offset)


def _row(subject: Subject, zone: ZoneInfo) -> list[str]:
    moments = (subject.created_at, subject.last_seen, subject.suspended_at, subject.declined_at)
    enrolled, seen, suspended, declined = (
        "" if moment is None else moment.astimezone(zone).isoformat(timespec="seconds") for moment in moments
    )
    texts = (
        subject.external_id,
        subject.name,
        subject.department,
        joined_names(subject.groups),
        subject.card or "",
    )
    return [
        *map(guarded, texts),
        "" if subject.valid_from is None else subject.valid_from.isoformat(),
        "" if subject.valid_until is None else subject.valid_until.isoformat(),
        guarded(subject.notes),
        "yes" if subject.has_pin else "no",
        str(subject.references),
        "" if subject.quality is None else f"{subject.quality:.2f}",
        enrolled,
        seen,
        suspended,
        declined,
        subject.subject_id,
    ]
