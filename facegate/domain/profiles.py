"""What a site knows of a person beside their face, and how it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH, clean_text
from facegate.errors import Phrase

MAX_DEPARTMENT_LENGTH = 100
MAX_GROUP_LENGTH = 64
MAX_GROUPS = 32
MAX_NOTES_LENGTH = 2000
MAX_CARD_LENGTH = 32

_CARD = re.compile(r"[0-9A-Z]+")
CARD_FILLING = " -:."
"""What readers and people put between the digits of a card number."""

_DROPPED = str.maketrans("", "", CARD_FILLING)


class Field(StrEnum):
    """What can be wrong with a profile."""

    NAME = "name"
    EXTERNAL_ID = "identifier"
    DEPARTMENT = "department"
    GROUPS = "groups"
    CARD = "card number"
    VALIDITY = "validity"
    NOTES = "notes"


class ProfileError(ValueError):
    """A field that cannot be used.

    Attributes:
        field: which one.
        problem: what follows the field's name, e.g. "is empty".
    """

    def __init__(self, field: Field, problem: Phrase) -> None:
        super().__init__(f"{field} {problem}")
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Profile:
    """What an administrator can change of a person's record.

    Attributes:
        name: as it is to be shown, any script.
        external_id: the site's own identifier (payroll number), unique.
        department: empty where there is none.
        groups: names, sorted, without doubles.
        card: number of their card, unique, also among the identifiers of others as :func:`as_card` reads them; digits
            and capital letters A to Z. None without a card.
        valid_from, valid_until: first and last day in the site's zone; None: no bound.
        notes: free text, several lines.
    """

    name: str
    external_id: str
    department: str = ""
    groups: tuple[str, ...] = ()
    card: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    notes: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether that day of the site lies within the validity."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


def clean_profile(profile: Profile) -> Profile:
    """Every field in the form in which it is stored.

    Raises:
        ProfileError: a field that cannot be used; the first one.
    """
    cleaned, problems = cleaned_fields(profile)
    if problems:
        raise problems[0]
    return cleaned


def cleaned_fields(profile: Profile) -> tuple[Profile, list[ProfileError]]:
    """Every field in the form in which it is stored, but those that cannot be used: why not, in the order of fields."""
    problems: list[ProfileError] = []
    if profile.valid_from and profile.valid_until and profile.valid_until < profile.valid_from:
        problems.append(ProfileError(Field.VALIDITY, Phrase("ends before it begins")))
    cleaners: dict[str, Callable[[], object]] = {
        "name": lambda: _cleaned(Field.NAME, profile.name, MAX_NAME_LENGTH),
        "external_id": lambda: _cleaned(Field.EXTERNAL_ID, profile.external_id, MAX_EXTERNAL_ID_LENGTH),
        "department": lambda: _optional(Field.DEPARTMENT, profile.department, MAX_DEPARTMENT_LENGTH),
        "groups": lambda: clean_groups(profile.groups),
        "card": lambda: clean_card(profile.card or ""),
        "notes": lambda: clean_notes(profile.notes),
    }
    cleaned: dict[str, Any] = {}
    for name, clean in cleaners.items():
        try:
            cleaned[name] = clean()
        except ProfileError as error:
            problems.append(error)
    return replace(profile, **cleaned), problems


def clean_groups(groups: Iterable[str]) -> tuple[str, ...]:
    """Sorted, without doubles and empty ones. Raises ProfileError."""
    cleaned = {group for each in groups if (group := _optional(Field.GROUPS, each, MAX_GROUP_LENGTH))}
    if len(cleaned) > MAX_GROUPS:
        raise ProfileError(Field.GROUPS, Phrase("are more than {number}", number=MAX_GROUPS))
    return tuple(sorted(cleaned))


def clean_card(card: str) -> str | None:
    """A card number as readers give it, without separators; None for an empty one. Raises ProfileError."""
    number = card.strip().translate(_DROPPED).upper()
    if not number:
        return None
    if len(number) > MAX_CARD_LENGTH:
        raise ProfileError(Field.CARD, Phrase("is longer than {number} characters", number=MAX_CARD_LENGTH))
    if not _CARD.fullmatch(number):
        raise ProfileError(Field.CARD, Phrase("holds something other than digits and the letters A to Z"))
    return number


def as_card(number: str) -> str | None:
    """The card that somebody means who types this at a keypad, where identifiers are typed, too; None for no card."""
    try:
        return clean_card(number)
    except ProfileError:
        return None


def clean_notes(notes: str) -> str:
    """Line by line as names are. Raises ProfileError."""
    lines = [_optional(Field.NOTES, line, MAX_NOTES_LENGTH) for line in notes.splitlines()]
    text = "\n".join(lines).strip("\n")
    if len(text) > MAX_NOTES_LENGTH:
        raise ProfileError(Field.NOTES, Phrase("are longer than {number} characters", number=MAX_NOTES_LENGTH))
    return text


def _optional(field: Field, text: str, limit: int) -> str:
    try:
        return _cleaned(field, text, limit)
    except ProfileError as error:
        if error.problem == _EMPTY:
            return ""
        raise


_EMPTY = "is empty"


def _cleaned(field: Field, text: str, limit: int) -> str:
    try:
        return clean_text(text, limit)
    except ValueError as error:
        raise ProfileError(field, error.args[0]) from None
