"""Two records that turn out to be one person: what the one record holds that is left.

Pure. Which random id is left, what happens to events and files, is the storage's part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.people import ReferenceRecord, SampleSource, Subject
from facegate.domain.profiles import MAX_GROUPS, MAX_NOTES_LENGTH, Field, Profile

MOST_REFERENCES = 10
"""References of one model that are kept: what two guided enrolments leave. More add nothing to their mean."""

_COLUMNS: dict[Field, tuple[str, ...]] = {
    Field.NAME: ("name",),
    Field.EXTERNAL_ID: ("external_id",),
    Field.DEPARTMENT: ("department",),
    Field.CARD: ("card",),
    Field.VALIDITY: ("valid_from", "valid_until"),
}
"""What is one thing or the other. Groups and notes of both are kept."""

CHOICES = tuple(_COLUMNS)
"""The fields of which somebody has to choose one where the records differ."""


def conflicts(kept: Profile, other: Profile) -> tuple[Field, ...]:
    """Fields in which both records say something and not the same."""
    return tuple(
        field
        for field, columns in _COLUMNS.items()
        if _value(kept, columns) != _value(other, columns)
        and (field is Field.VALIDITY or (_value(kept, columns) != _EMPTY and _value(other, columns) != _EMPTY))
    )


def merged_profile(kept: Profile, other: Profile, from_other: Collection[Field] = ()) -> Profile:
    """What is left of two profiles.

    The kept record's fields, but for those named in ``from_other`` and those that are empty in it; members of the
    groups of both, notes of both. Merging the result with ``other`` again changes nothing.

    Args:
        kept: of the record that stays, as it is stored.
        other: of the one that goes.
        from_other: among :data:`CHOICES`.
    """
    result = kept
    for field, columns in _COLUMNS.items():
        empty = field is not Field.VALIDITY and _value(kept, columns) == _EMPTY
        if empty or field in from_other:
            result = replace(result, **{column: getattr(other, column) for column in columns})
    added = [group for group in other.groups if group not in kept.groups]
    groups = [*kept.groups, *added][: max(MAX_GROUPS, len(kept.groups))]
    return replace(result, groups=tuple(sorted(groups)), notes=_notes(kept.notes, other.notes))


_EMPTY: tuple[object, ...] = ("",)


def _value(profile: Profile, columns: Sequence[str]) -> tuple[object, ...]:
    # No card is as empty as no department.
    return tuple("" if (value := getattr(profile, column)) is None else value for column in columns)


def _notes(kept: str, other: str) -> str:
    known = kept.splitlines()
    added = [line for line in other.splitlines() if line and line not in known]
    while added and len("\n".join([*known, *added])) > MAX_NOTES_LENGTH:
        added.pop()
    return "\n".join([*known, *added])


def kept_references(records: Sequence[ReferenceRecord], limit: int = MOST_REFERENCES) -> frozenset[ReferenceId]:
    """Which references of both records stay: all, or the best ``limit`` of a model.

    One of each pose first, so that the turned ones are not crowded out by frontal ones; samples of an enrolment
    before looks that corrections added; then by predicted and measured quality, and the newest. References that rest
    are not counted; where there are too many of their model they go.

    Args:
        records: of both, in any order.
        limit: at least 1; of each model.
    """
    kept: set[ReferenceId] = set()
    for model in {record.model_id for record in records}:
        used = sorted((r for r in records if r.model_id == model and not r.retired), key=_worth, reverse=True)
        first = {record.pose: record for record in reversed(used)}
        best = sorted(first.values(), key=_worth, reverse=True)
        order = [*best, *(record for record in used if record not in best)]
        kept |= {record.reference_id for record in order[:limit]}
        if len(used) <= limit:
            kept |= {record.reference_id for record in records if record.model_id == model}
    return frozenset(kept)


def _worth(record: ReferenceRecord) -> tuple[bool, float, float, int]:
    predicted = record.quality if record.predicted is None else record.predicted
    return record.source is not SampleSource.UPDATE, predicted, record.quality, record.reference_id


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging did.

    Attributes:
        kept, other: random ids; ``other`` means ``kept`` from now on.
        moved: references of the other record that are kept.
        dropped: references of either that are not.
        contradicted: negative examples that said that the one record is not the other.
    """

    kept: SubjectId
    other: SubjectId
    moved: int = 0
    dropped: int = 0
    contradicted: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for the one record that is left.

    Attributes:
        suspended_at: suspended if one of them was: merging lifts no restriction.
        declined_at: set where declining was the last word of the person; nothing of their face is kept then.
        created_at: of the older one.
    """

    suspended_at: datetime | None
    declined_at: datetime | None
    created_at: datetime


def standing(kept: Subject, other: Subject, newest_consent: datetime | None) -> Standing:
    """See :class:`Standing`.

    ``newest_consent`` is when either record was last consented to by the person themselves: an administrator who
    vouches for a consent, as an import does, does not take back what the person declined.
    """
    declined = max((moment for moment in (kept.declined_at, other.declined_at) if moment), default=None)
    if declined is not None and newest_consent is not None and newest_consent > declined:
        declined = None
    suspended = min((moment for moment in (kept.suspended_at, other.suspended_at) if moment), default=None)
    return Standing(suspended, declined, min(kept.created_at, other.created_at))
