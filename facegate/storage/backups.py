"""Copies of the database made before a migration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from facegate import logs
from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.errors import FacegateError, StorageError
from facegate.storage.engine import CLEAN_SUFFIX, Deletion, erase_from_copy
from facegate.storage.moments import stamp
from facegate.storage.schema import consents, face_references, looks, negatives, subjects
from facegate.storage.troubles import write_failed

KEPT = 3
"""A copy serves until the new version has proved itself; each is one more place that holds people."""

_PATTERN = "facegate-*.db"


def new_backup_path(folder: Path, revision: str, now: datetime) -> Path:
    """A name that is free."""
    first = folder / f"facegate-{stamp(now)}-{revision}.db"
    counter, path = 1, first
    while path.exists():
        counter += 1
        path = first.with_stem(f"{first.stem}-{counter}")
    return path


def prune_backups(folder: Path) -> None:
    """Remove all but the newest copies.

    Raises:
        StorageError: one cannot be removed.
    """
    for path in sorted(folder.glob(_PATTERN))[:-KEPT]:
        _remove(path)


def erase_from_backups(folder: Path, subject_ids: Sequence[SubjectId]) -> int:
    """Take a person, by all ids that they ever had, out of every copy; one that cannot be cleaned is removed.

    Returns how many copies were changed or removed.

    Raises:
        StorageError: one can be neither changed nor removed.
    """
    return _erase_from_all(folder, [deletion for each in subject_ids for deletion in _everything_of(each)])


def erase_faces_from_backups(folder: Path, subject_ids: Sequence[SubjectId]) -> None:
    """Take all that is of a person's face, by all ids that they ever had, and their consents out of every copy.

    Their record stays. As :func:`erase_from_backups`. Raises StorageError.
    """
    _erase_from_all(folder, [deletion for each in subject_ids for deletion in _face_of(each)])


def _erase_from_all(folder: Path, wanted: Sequence[Deletion]) -> int:
    changed = 0
    for path in sorted(folder.glob(_PATTERN)):
        try:
            changed += erase_from_copy(path, wanted)
        except StorageError as error:
            logs.storage.warning("a backup is removed, because an erasure in it failed: %s", error.title)
            _remove(path)
            changed += 1
    return changed


def erase_lessons_from_backups(folder: Path, examples: Sequence[EventId], references: Sequence[ReferenceId]) -> None:
    """Take negative examples, by their corrections, and references out of every copy, as :func:`erase_from_backups`.

    Raises:
        StorageError: a copy can be neither changed nor removed.
    """
    wanted = [Deletion(negatives.name, "correction_id = :id", {"id": each}) for each in examples]
    # Their templates and pictures hang on them.
    wanted += [Deletion(face_references.name, "reference_id = :id", {"id": str(each)}) for each in references]
    _erase_from_all(folder, wanted)


def drop_looks(copy: Path) -> None:
    """Take the kept looks out of a copy that was just made: they would outlive their day in it.

    Raises:
        StorageError: it could not be done.
    """
    erase_from_copy(copy, [Deletion(looks.name, "TRUE", {})])


def drop_left_looks(folder: Path, notify: Callable[[FacegateError], None]) -> None:
    """Take looks out of copies in which a program that was stopped left them. What keeps it from that is told."""
    for path in sorted(folder.glob(_PATTERN)):
        try:
            drop_looks(path)
        except StorageError as error:
            logs.storage.warning("looks may be left in a backup: %s", error.title)
            notify(error)


def _everything_of(subject_id: SubjectId) -> list[Deletion]:
    # Their own negative examples and all else go with the record.
    return [*_looks_at(subject_id), Deletion(subjects.name, "subject_id = :subject", {"subject": subject_id})]


def _face_of(subject_id: SubjectId) -> list[Deletion]:
    own = (face_references, negatives, consents)
    theirs = [Deletion(table.name, "subject_id = :subject", {"subject": subject_id}) for table in own]
    return [*_looks_at(subject_id), *theirs]


def _looks_at(subject_id: SubjectId) -> list[Deletion]:
    who = {"subject": subject_id}
    # Of somebody else's negative examples those that show this person.
    at_them = (
        "event_id IN (SELECT event_id FROM events WHERE subject_id = :subject "
        "UNION SELECT corrects FROM events WHERE subject_id = :subject AND corrects IS NOT NULL)"
    )
    return [Deletion(looks.name, at_them, who), Deletion(negatives.name, at_them, who)]


def remove_backups(folder: Path) -> int:
    """Remove every copy; returns how many there were. Raises StorageError."""
    copies = list(folder.glob(_PATTERN))
    for path in copies:
        _remove(path)
    return len(copies)


def _remove(path: Path) -> None:
    try:
        for suffix in ("", "-journal", CLEAN_SUFFIX):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise write_failed(path, error) from error
