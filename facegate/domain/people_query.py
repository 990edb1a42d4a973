"""Which people are wanted, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum


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
        text: words; each is part of name, identifier, department or card number, in any script, case ignored.
        department: exactly this one.
        group: members of this group.
        state: see :class:`PersonState`.
        order: see :class:`PeopleOrder`.
        descending: the other way round.
        today: the site's day; has to be given where ``state`` is NOT_VALID.
    """

    text: str = ""
    department: str | None = None
    group: str | None = None
    state: PersonState | None = None
    order: PeopleOrder = PeopleOrder.NAME
    descending: bool = False
    today: date | None = None


EVERYBODY = PeopleQuery()


class Keep(Enum):
    """What a bulk change leaves as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One change for many people.

    Attributes:
        department, valid_from, valid_until: the new value.
        add_groups, remove_groups: names; in both: removed.
        suspended: True to suspend, False to resume.
    """

    department: str | Keep = KEEP
    add_groups: tuple[str, ...] = ()
    remove_groups: tuple[str, ...] = ()
    valid_from: date | Keep | None = KEEP
    valid_until: date | Keep | None = KEEP
    suspended: bool | Keep = KEEP
