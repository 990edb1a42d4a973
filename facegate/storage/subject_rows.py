"""Rows of people: which of them are wanted, in which order, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, UnaryExpression, and_, case, exists, func, or_, select

from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId
from facegate.domain.people import ConsentState, Subject
from facegate.domain.people_query import PeopleOrder, PeopleQuery, PersonState
from facegate.domain.profiles import CARD_FILLING, Profile
from facegate.storage.corrections import corrected_identifications, uncorrected
from facegate.storage.moments import from_micros
from facegate.storage.schema import aliases, consents, events, face_references, memberships, pins, subjects
from facegate.storage.spellings import spellings
from facegate.storage.texts import search_text, sort_key

AT_ONCE = 500
"""Ids asked for in one statement (SQLite before 3.32 takes 999 parameters)."""


def profile_columns(profile: Profile) -> dict[str, object]:
    """The columns of ``subjects`` that hold a profile; groups are elsewhere."""
    return {
        "name": profile.name,
        "external_id": profile.external_id,
        "name_key": sort_key(profile.name),
        "search_text": search_text(profile.name, profile.external_id, profile.department, profile.card or ""),
        "department": profile.department,
        "card": profile.card,
        "valid_from": profile.valid_from and profile.valid_from.isoformat(),
        "valid_until": profile.valid_until and profile.valid_until.isoformat(),
        "notes": profile.notes,
    }


def wanted_people(query: PeopleQuery) -> list[ColumnElement[bool]]:
    """The conditions on ``subjects`` of a query."""
    conditions: list[ColumnElement[bool]] = []
    # Every word somewhere, so that "meier anna" finds Anna Meier.
    for word in spellings(query.text):
        # autoescape: the user's % and _ are characters, not wildcards.
        conditions.append(or_(*(subjects.c.search_text.contains(each, autoescape=True) for each in word)))
    if query.department is not None:
        conditions.append(subjects.c.department == query.department)
    if query.group is not None:
        members = select(memberships.c.subject_id).where(memberships.c.name == query.group)
        conditions.append(subjects.c.subject_id.in_(members))
    if query.state is not None:
        conditions.append(_in_state(query.state, query.today))
    return conditions


def reads_like(card: str) -> ColumnElement[bool]:
    """Whose identifier, typed at a keypad, is this cleaned card number (:func:`facegate.domain.profiles.as_card`).

    Reads every identifier, in some ten milliseconds of a hundred thousand: comparing them with a pattern first spares
    most of them the work of being stripped. The pattern has any character for a letter, because databases differ in
    whether case matters to it.
    """
    pattern = "%".join(character if character.isdecimal() else "_" for character in card)
    number = func.upper(subjects.c.external_id)
    for filling in CARD_FILLING:
        number = func.replace(number, filling, "")
    return and_(subjects.c.external_id.like(f"%{pattern}%"), number == card)


def _in_state(state: PersonState, today: date | None) -> ColumnElement[bool]:
    has_face = exists(select(1).where(face_references.c.subject_id == subjects.c.subject_id))
    match state:
        case PersonState.FACE:
            return has_face
        case PersonState.NO_FACE:
            return ~has_face
        case PersonState.SUSPENDED:
            return subjects.c.suspended_at.is_not(None)
        case PersonState.NOT_VALID:
            if today is None:
                raise ValueError("who is not valid depends on the day")
            return or_(subjects.c.valid_from > today.isoformat(), subjects.c.valid_until < today.isoformat())


def in_order(query: PeopleQuery) -> list[UnaryExpression[Any] | ColumnElement[Any]]:
    """What a query's statement is ordered by; people without a value come last either way."""
    by_name = [subjects.c.name_key, subjects.c.subject_id]
    if query.order is PeopleOrder.NAME:
        return [each.desc() for each in by_name] if query.descending else list(by_name)
    key = _KEYS[query.order]
    return [(key.desc() if query.descending else key.asc()).nulls_last(), *by_name]


def _of_references(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(value).where(face_references.c.subject_id == subjects.c.subject_id).scalar_subquery()


def _last_identified() -> ColumnElement[Any]:
    seen = events.c.result == Outcome.IDENTIFIED.value, uncorrected()
    # The newest entry of an index, not max(): that would read all of a person's years.
    newest = (
        select(events.c.occurred_at)
        .where(events.c.subject_id == subjects.c.subject_id, *seen)
        .order_by(events.c.occurred_at.desc(), events.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    # Few have several ids.
    # Said aloud which table is the outer one: within a union it would be read anew, and everybody's ids meant.
    earlier = select(aliases.c.alias).where(aliases.c.subject_id == subjects.c.subject_id).correlate(subjects)
    theirs = (events.c.subject_id == subjects.c.subject_id) | events.c.subject_id.in_(earlier)
    of_any_id = select(func.max(events.c.occurred_at)).where(theirs).correlate(subjects)
    merged = exists(select(1).where(aliases.c.subject_id == subjects.c.subject_id))
    return case((merged, of_any_id.where(*seen).scalar_subquery()), else_=newest)


_KEYS: Mapping[PeopleOrder, ColumnElement[Any]] = {
    PeopleOrder.EXTERNAL_ID: subjects.c.external_id,
    PeopleOrder.DEPARTMENT: func.nullif(subjects.c.department, ""),
    PeopleOrder.CREATED: subjects.c.created_at,
    PeopleOrder.LAST_SEEN: _last_identified(),
    PeopleOrder.REFERENCES: _of_references(func.count()),
    PeopleOrder.QUALITY: _of_references(func.avg(face_references.c.quality)),
}


def read_subjects(
    connection: Connection, ids: Sequence[str], corrected: Mapping[SubjectId, datetime] | None = None
) -> list[Subject]:
    """The people with these ids, in this order; ids of nobody are left out.

    ``corrected``: when people were last seen according to events that were corrected; without it such events do not
    count for ``last_seen``.
    """
    corrected = corrected or {}
    found: dict[str, Subject] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        groups = groups_of(connection, some)
        for row in connection.execute(_STATEMENT.where(subjects.c.subject_id.in_(some))):
            found[row.subject_id] = _subject(row, groups.get(row.subject_id, ()), corrected)
    return [found[each] for each in ids if each in found]


_STATEMENT: Select[Any] = select(
    subjects,
    _of_references(func.count()).label("reference_count"),
    _of_references(func.avg(face_references.c.quality)).label("mean_quality"),
    _of_references(func.max(face_references.c.created_at)).label("newest_reference"),
    exists(select(1).where(pins.c.subject_id == subjects.c.subject_id)).label("has_pin"),
    select(consents.c.attested)
    .where(consents.c.subject_id == subjects.c.subject_id)
    .order_by(consents.c.consent_id.desc())
    .limit(1)
    .scalar_subquery()
    .label("attested"),
    _last_identified().label("last_seen"),
)


class CorrectedSights:
    """When people were last seen according to events that were corrected. Thread-safe.

    Read anew only after another correction or merge: it takes as long as there ever were corrections.
    """

    def __init__(self) -> None:
        self._known: tuple[Any, Mapping[SubjectId, datetime]] | None = None

    def at(self, connection: Connection) -> Mapping[SubjectId, datetime]:
        """As the database is now."""
        # Corrections are appended and never go; a merge lets old ids mean somebody else.
        # Of a sum, so that SQLite reads the index of corrections; of the column itself it walks all events for one.
        newest_correction = func.max(events.c.sequence + 0)
        corrections = select(newest_correction).where(events.c.corrects.is_not(None)).scalar_subquery()
        merges = select(func.count()).select_from(aliases).scalar_subquery()
        newest = select(func.max(aliases.c.merged_at)).scalar_subquery()
        state = tuple(connection.execute(select(corrections, merges, newest)).one())
        known = self._known
        if known is None or known[0] != state:
            known = self._known = (state, _corrected_sights(connection))
        return known[1]


def _corrected_sights(connection: Connection) -> dict[SubjectId, datetime]:
    """When people were last seen according to events that were corrected."""
    corrected: dict[SubjectId, datetime] = {}
    for event, subject in corrected_identifications(connection):
        corrected[subject] = max(event.occurred_at, corrected.get(subject, event.occurred_at))
    return corrected


def groups_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The groups of some people, sorted; at most :data:`AT_ONCE` people."""
    rows = connection.execute(select(memberships).where(memberships.c.subject_id.in_(ids)).order_by(memberships.c.name))
    groups: dict[str, tuple[str, ...]] = {}
    for row in rows:
        groups[row.subject_id] = (*groups.get(row.subject_id, ()), row.name)
    return groups


def profile_of(row: Any, groups: tuple[str, ...]) -> Profile:
    """The profile of a row of ``subjects``."""
    return Profile(
        row.name,
        row.external_id,
        row.department,
        groups,
        row.card,
        _day(row.valid_from),
        _day(row.valid_until),
        row.notes,
    )


def _subject(row: Any, groups: tuple[str, ...], corrected: Mapping[SubjectId, datetime]) -> Subject:
    return Subject(
        subject_id=SubjectId(row.subject_id),
        external_id=row.external_id,
        name=row.name,
        created_at=from_micros(row.created_at),
        references=row.reference_count,
        last_seen=_latest([_moment(row.last_seen), corrected.get(row.subject_id)]),
        department=row.department,
        groups=groups,
        card=row.card,
        valid_from=_day(row.valid_from),
        valid_until=_day(row.valid_until),
        notes=row.notes,
        suspended_at=_moment(row.suspended_at),
        declined_at=_moment(row.declined_at),
        has_pin=row.has_pin,
        quality=row.mean_quality,
        newest_reference=_moment(row.newest_reference),
        consent=_CONSENT[row.attested],
        revision=row.revision,
    )


_CONSENT = {None: ConsentState.NONE, False: ConsentState.GIVEN, True: ConsentState.ATTESTED}


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
