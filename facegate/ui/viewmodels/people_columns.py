"""What the table of people can show of each, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from zoneinfo import ZoneInfo

from facegate.domain.people import ConsentState, Subject
from facegate.domain.people_query import PeopleOrder
from facegate.ui.formatting import NONE, day_text, moment_text, share_text
from facegate.ui.i18n import translate


class Column(IntEnum):
    """Columns, in the order in which they are offered."""

    NAME = 0
    EXTERNAL_ID = 1
    DEPARTMENT = 2
    STATE = 3
    LAST_SEEN = 4
    SAMPLES = 5
    GROUPS = 6
    QUALITY = 7
    NEWEST = 8
    CARD = 9
    VALIDITY = 10
    CONSENT = 11
    ENROLLED = 12


SHOWN = frozenset({Column.NAME, Column.EXTERNAL_ID, Column.DEPARTMENT, Column.STATE, Column.LAST_SEEN, Column.SAMPLES})
"""What an administrator looks for every day; the others are a click away."""

ORDERS = {
    Column.NAME: PeopleOrder.NAME,
    Column.EXTERNAL_ID: PeopleOrder.EXTERNAL_ID,
    Column.DEPARTMENT: PeopleOrder.DEPARTMENT,
    Column.LAST_SEEN: PeopleOrder.LAST_SEEN,
    Column.SAMPLES: PeopleOrder.REFERENCES,
    Column.QUALITY: PeopleOrder.QUALITY,
    Column.ENROLLED: PeopleOrder.CREATED,
}

NEWEST_FIRST = frozenset({Column.LAST_SEEN, Column.ENROLLED})
"""Sorted downwards by the first click."""

WIDTHS = {
    Column.EXTERNAL_ID: "P-0123456789",
    Column.DEPARTMENT: "Department of things",
    Column.STATE: "Suspended    Other model   ",
    Column.LAST_SEEN: "2026-12-31  23:59:59",
    Column.SAMPLES: "10",
    Column.GROUPS: "Some groups, and more",
    Column.QUALITY: "100 %",
    Column.NEWEST: "2026-12-31",
    Column.CARD: "0123456789012",
    Column.VALIDITY: "2026-12-31 – 2026-12-31",
    Column.CONSENT: "Attested by somebody",
    Column.ENROLLED: "2026-12-31",
}
"""Text of the width that a column is given at first."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word about a person that is not as usual.

    Attributes:
        text: two or three words.
        tone: ``muted`` for what is to be known, ``warn`` for what keeps them out.
    """

    text: str
    tone: str


def headings() -> tuple[str, ...]:
    """Names of the columns."""
    return (
        translate("People", "Name"),
        translate("People", "Identifier"),
        translate("People", "Department"),
        translate("People", "State"),
        translate("People", "Last seen"),
        translate("People", "Samples"),
        translate("People", "Groups"),
        translate("People", "Quality"),
        translate("People", "Newest sample"),
        translate("People", "Card"),
        translate("People", "Validity"),
        translate("People", "Consent"),
        translate("People", "Enrolled on"),
    )


def chips(subject: Subject, today: date, *, other_model: bool = False) -> tuple[Chip, ...]:
    """What is not as usual: nothing of somebody who is recognised and let in."""
    found = []
    if subject.suspended_at is not None:
        found.append(Chip(translate("People", "Suspended"), "warn"))
    if subject.valid_from is not None and today < subject.valid_from:
        found.append(Chip(translate("People", "From {day}").format(day=subject.valid_from.isoformat()), "warn"))
    elif subject.valid_until is not None and subject.valid_until < today:
        ended = translate("People", "Until {day}").format(day=subject.valid_until.isoformat())
        found.append(Chip(ended, "warn"))
    if subject.declined_at is not None:
        found.append(Chip(translate("People", "Declined"), "muted"))
    elif not subject.references:
        found.append(Chip(translate("People", "No samples"), "muted"))
    elif other_model:
        found.append(Chip(translate("People", "Other model"), "warn"))
    return tuple(found)


def state_words(subject: Subject, today: date, *, other_model: bool = False) -> str:
    """The chips in a sentence, for tool tips and readers."""
    words = []
    for chip in chips(subject, today, other_model=other_model):
        words.append(chip.text)
    if subject.has_pin:
        words.append(translate("People", "Has a PIN"))
    return " · ".join(words)


def validity_text(subject: Subject) -> str:
    """From when to when; nothing where there is no bound."""
    first, last = subject.valid_from, subject.valid_until
    if first is None and last is None:
        return NONE
    return f"{first.isoformat() if first else '…'} – {last.isoformat() if last else '…'}"


def consent_text(consent: ConsentState) -> str:
    """What the newest consent says."""
    return {
        ConsentState.NONE: NONE,
        ConsentState.GIVEN: translate("People", "Given"),
        ConsentState.ATTESTED: translate("People", "Attested"),
    }[consent]


def cell_text(subject: Subject, column: Column, zone: ZoneInfo) -> str:
    """The words of a cell; the state is drawn as chips instead."""
    return _CELLS[column](subject, zone)


_CELLS: dict[Column, Callable[[Subject, ZoneInfo], str]] = {
    Column.NAME: lambda subject, _zone: subject.name,
    Column.EXTERNAL_ID: lambda subject, _zone: subject.external_id,
    Column.DEPARTMENT: lambda subject, _zone: subject.department or NONE,
    Column.STATE: lambda _subject, _zone: "",
    Column.LAST_SEEN: lambda subject, zone: moment_text(subject.last_seen, zone),
    Column.SAMPLES: lambda subject, _zone: str(subject.references),
    Column.GROUPS: lambda subject, _zone: ", ".join(subject.groups) or NONE,
    Column.QUALITY: lambda subject, _zone: share_text(subject.quality),
    Column.NEWEST: lambda subject, zone: day_text(subject.newest_reference, zone) if subject.newest_reference else NONE,
    Column.CARD: lambda subject, _zone: subject.card or NONE,
    Column.VALIDITY: lambda subject, _zone: validity_text(subject),
    Column.CONSENT: lambda subject, _zone: consent_text(subject.consent),
    Column.ENROLLED: lambda subject, zone: day_text(subject.created_at, zone),
}
