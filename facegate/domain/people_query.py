"""Which people are wanted, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonState(StrEnum):
    """What kind of people; every person is in several."""

    FACE = "face"
    """Has references: can be recognised unless suspended."""
    NO_FACE = "no_face"
    """Has none: declined face recognition, or has not been enrolled yet."""
    SUSPENDED = "suspended"
    NOT_VALID = "not_valid"
    """Validity has not begun or is over."""


class PeopleOrder(StrEnum):
    """What the list is sorted by; people who are equal in it are in order of name."""

    NAME = "name"
    EXTERNAL_ID = "external_id"
    DEPARTMENT = "department"
    CREATED = "created"
    LAST_SEEN = "last_seen"
    REFERENCES = "references"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """People that are looked for; every field that is empty lets all through.

    Attributes:
        text: part of name, identifier, department or card number, in any script, case ignored.
        department: exactly this one.
        group: members of this group.
        state: see :class:`PersonState`.
        order: see :class:`PeopleOrder`.
        descending: the other way round.
    """

    text: str = ""
    department: str | None = None
    group: str | None = None
    state: PersonState | None = None
    order: PeopleOrder = PeopleOrder.NAME
    descending: bool = False


EVERYBODY = PeopleQuery()
