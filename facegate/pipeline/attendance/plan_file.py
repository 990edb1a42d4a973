"""A plan as a TOML file that an administrator can read and write.

People are named by the site's identifier there, so that a file makes sense to whoever reads it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import tomli_w

from facegate.domain.attendance.absences import Absence
from facegate.domain.attendance.assignments import Assignment, Scope
from facegate.domain.ids import SubjectId
from facegate.errors import AttendanceError, NotFoundError
from facegate.pipeline.attendance.plan_codec import KINDS, from_readable, readable

FindPerson = Callable[[str], SubjectId]
"""The person with an identifier of the site. Raises NotFoundError."""

MAX_CHARACTERS = 10_000_000
"""Of a file: some ten thousand assignments; what is larger is something else."""

_ASSIGNMENT = {"id": "assignment_id", "schedule": "schedule_id", "from": "first_day", "until": "last_day"}
_ASSIGNMENT |= {"calendar": "calendar_id"}
_ABSENCE = {"id": "absence_id", "from": "first_day", "until": "last_day"}
_ID = "id"
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a file holds.

    Attributes:
        items: kind and item.
        assignments, absences: with the random ids of people.
    """

    items: tuple[tuple[str, Any], ...]
    assignments: tuple[Assignment, ...]
    absences: tuple[Absence, ...]


def parsed(text: str, find: FindPerson) -> PlanFile:
    """A plan from TOML: tables ``[[shift]]``, ``[[calendar]]``, ... ``[[assignment]]`` and ``[[absence]]``.

    Raises:
        AttendanceError: it is no TOML, or something in it cannot be used; what it names.
        NotFoundError: nobody has an identifier.
    """
    if len(text) > MAX_CHARACTERS:
        raise _refused(f"it has more than {MAX_CHARACTERS} characters")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(f"it is no TOML: {error}") from error
    strange = sorted(document.keys() - KINDS.keys() - {"assignment", "absence"})
    if strange:
        raise _refused(f"there is no kind {strange[0]!r}")
    items = [
        (kind, _item(kind, _by_random_id(_named(each, {_ID: known.key}), find)))
        for kind, known in KINDS.items()
        for each in _tables(document, kind)
    ]
    assignments = [_assignment(each, find) for each in _tables(document, "assignment")]
    absences = [_absence(each, find) for each in _tables(document, "absence")]
    return PlanFile(tuple(items), tuple(assignments), tuple(absences))


def written(
    items: Iterable[tuple[str, Any]],
    assignments: Iterable[Assignment],
    absences: Iterable[Absence],
    name: Callable[[SubjectId], str],
) -> str:
    """The same as TOML; ``name`` gives the site's identifier of a person."""
    document: dict[str, list[dict[str, Any]]] = {}
    for kind, item in items:
        fields = _by_identifier(_unnamed(readable(item), {_ID: KINDS[kind].key}), name)
        document.setdefault(kind, []).append(fields)
    for each in assignments:
        fields = _unnamed(readable(each), _ASSIGNMENT)
        del fields["who"], fields["scope"]
        document.setdefault("assignment", []).append({**fields, **_target(each, name)})
    for absence in absences:
        fields = _unnamed(readable(absence), _ABSENCE)
        fields["person"] = name(SubjectId(fields.pop("subject_id")))
        document.setdefault("absence", []).append(fields)
    return tomli_w.dumps(document)


def _item(kind: str, fields: Mapping[str, Any]) -> Any:
    item_id = fields.get(KINDS[kind].key, "")
    # A name is for people; who gives none has the identifier.
    named = {"name": item_id, **fields} if "name" in KINDS[kind].made.__dataclass_fields__ else fields
    return from_readable(KINDS[kind].made, named)


def _by_random_id(fields: dict[str, Any], find: FindPerson) -> dict[str, Any]:
    """An access rule names people, too."""
    if isinstance(fields.get(_PEOPLE), list):
        fields[_PEOPLE] = [find(str(each)) for each in fields[_PEOPLE]]
    return fields


def _by_identifier(fields: dict[str, Any], name: Callable[[SubjectId], str]) -> dict[str, Any]:
    """The other way round; whoever was erased is in no file."""
    if _PEOPLE in fields:
        known: list[str] = []
        for each in fields[_PEOPLE]:
            with suppress(NotFoundError):
                known.append(name(SubjectId(each)))
        fields[_PEOPLE] = known
    return fields


def _assignment(table: Mapping[str, Any], find: FindPerson) -> Assignment:
    fields = _named(table, _ASSIGNMENT)
    targets = [name for name in ("person", "department", "everybody") if name in fields]
    if len(targets) != 1 or fields.get("everybody") is False:
        raise _refused("an assignment is for one of: person, department, everybody = true")
    target = fields.pop(targets[0])
    scope = Scope(targets[0])
    who = find(str(target)) if scope is Scope.PERSON else str(target) if scope is Scope.DEPARTMENT else ""
    made: Assignment = from_readable(Assignment, {**fields, "scope": scope.value, "who": who})
    return made


def _absence(table: Mapping[str, Any], find: FindPerson) -> Absence:
    fields = _named(table, _ABSENCE)
    fields.setdefault("last_day", fields.get("first_day"))
    who = find(str(fields.pop("person", "")))
    made: Absence = from_readable(Absence, {**fields, "subject_id": who})
    return made


def _tables(document: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    found = document.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise _refused(f"write [[{kind}]] for each {kind}")
    return found


def _named(table: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in table.items()}


def _unnamed(fields: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    short = {long: name for name, long in names.items()}
    return {short.get(name, name): value for name, value in fields.items()}


def _target(assignment: Assignment, name: Callable[[SubjectId], str]) -> dict[str, Any]:
    match assignment.scope:
        case Scope.PERSON:
            return {"person": name(SubjectId(assignment.who))}
        case Scope.DEPARTMENT:
            return {"department": assignment.who}
        case Scope.EVERYBODY:
            return {"everybody": True}


def _refused(reason: str) -> AttendanceError:
    return AttendanceError("Plan not readable", "The plan cannot be read: {reason}.", "Correct it.", reason=reason)
