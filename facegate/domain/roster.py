"""A list of people as their records: row by row, then what belongs to one identifier together."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from facegate.domain.import_reasons import FIELD_NAMES, Reason, ReasonKind, because
from facegate.domain.pins import pin_problem
from facegate.domain.profiles import Field, Profile, as_card, cleaned_fields
from facegate.domain.roster_cells import FormulaError, TwoDatesError, parse_day, split_names, unguarded
from facegate.domain.roster_columns import Column, Heading, HeadingError, read_heading
from facegate.domain.roster_text import records
from facegate.errors import Phrase

_REPLACEMENT = "\ufffd"
NAMES = frozenset((Column.NAME, Column.FIRST_NAME, Column.LAST_NAME))
"""Columns that a person's name is made of."""

_DATES = (Column.VALID_FROM, Column.VALID_UNTIL)
_MANY_LINES = (Column.NOTES, Column.PHOTO, Column.GROUPS)
"""Columns whose cells may run over several lines."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as a list or a folder describes them.

    Attributes:
        profile: cleaned, as it would be stored.
        photos: what the list calls their photographs, in its order; of a folder, the names of the files.
        lines: where they stand in the list, counted from 1; of a folder, empty.
        pin: as the list has it; never shown, logged or reported.
        given: the columns that say something of this person; an update changes nothing else.
        folder: of the person's photographs, where it says who they are; empty for a list.
    """

    profile: Profile
    photos: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    pin: str | None = field(default=None, repr=False)
    given: frozenset[Column] = frozenset()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """What of a list or folder gives nobody.

    Attributes:
        lines: where it stands in the list; empty for a folder.
        identifier: as far as it can be read.
        reasons: why; everything that is wrong with it.
        photos: what it calls its photographs.
        folder: its name, for a folder.
        name: of the person, as far as it can be read.
    """

    lines: tuple[int, ...]
    identifier: str
    reasons: tuple[Reason, ...]
    photos: tuple[str, ...] = ()
    folder: str = ""
    name: str = ""

    @property
    def reason(self) -> Reason:
        """The first of them."""
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in a list.

    Attributes:
        heading: the first record.
        people: in the order in which they first come.
        refused: rows that give nobody.
    """

    heading: Heading
    people: tuple[PersonDraft, ...]
    refused: tuple[RefusedRow, ...]


def read_roster(text: str, delimiter: str) -> Roster:
    """Everybody in a list.

    Raises:
        HeadingError: the first record does not name the columns that are needed.
    """
    found = records(text, delimiter)
    _, cells = next(found, (1, []))
    if isinstance(cells, csv.Error):
        raise HeadingError(missing=Phrase("identifier"))
    heading = read_heading(cells)
    people, refused = joined(read_rows(heading, found))
    return Roster(heading, tuple(people), tuple(refused))


def read_rows(
    heading: Heading, found: Iterable[tuple[int, list[str] | csv.Error]]
) -> Iterator[PersonDraft | RefusedRow]:
    """Stream the rows below a heading, each for itself; repeats of an identifier are still apart."""
    for line, cells in found:
        if isinstance(cells, csv.Error):
            yield RefusedRow((line,), "", (because(ReasonKind.BROKEN_LINE, problem=_TOO_LONG),))
            continue
        row = _read(heading, cells)
        if any(cell.strip() for cell in cells[len(heading.columns) :]):
            reason = because(ReasonKind.TOO_MANY_CELLS, cells=len(cells), columns=len(heading.columns))
            # Its cells may be shifted: nothing else is said of them.
            yield RefusedRow((line,), row.identifier, (reason,), name=_name(row.values))
            continue
        yield _row(heading, line, row)


# Of what csv objects to, all else needs its strict mode.
_TOO_LONG = Phrase("a cell is too long, perhaps because a quotation mark is not closed")


class _Unusable(ValueError):  # noqa: N818 - carries a reason, not an error
    """A cell that cannot be used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.kind)
        self.reason = reason


@dataclass(slots=True)
class _Row:
    """What the cells of a row say.

    Attributes:
        values: of the columns that say something.
        photos: what it calls its photographs.
        problems: of cells that cannot be used.
        unusable: their columns.
    """

    values: dict[Column, str] = field(default_factory=dict)
    photos: list[str] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    unusable: set[Column] = field(default_factory=set)

    @property
    def identifier(self) -> str:
        """Empty where there is none."""
        return self.values.get(Column.IDENTIFIER, "")


def _read(heading: Heading, cells: Sequence[str]) -> _Row:
    row = _Row()
    for title, column, cell in zip(heading.cells, heading.columns, cells, strict=False):
        if column is None:
            continue
        try:
            text = _text(title.strip(), column, cell)
        except _Unusable as error:
            row.problems.append(error.reason)
            row.unusable.add(column)
            continue
        if column is Column.PHOTO:
            row.photos += [text] if text else []
        elif text:
            row.values[column] = text
    return row


def _row(heading: Heading, line: int, row: _Row) -> PersonDraft | RefusedRow:
    """A person, or everything that is wrong with their row: whoever mends the list does it once."""
    problems, values = list(row.problems), row.values
    if not row.identifier and Column.IDENTIFIER not in row.unusable:
        problems.append(because(ReasonKind.NO_IDENTIFIER))
    first, last = (_day(heading, column, values.get(column, ""), problems) for column in _DATES)
    name = _name(values)
    identifier = row.identifier or _ANYBODY
    profile, wrong = cleaned_fields(
        Profile(
            # Of several rows of one person only one needs a name.
            name=name or identifier,
            external_id=identifier,
            department=values.get(Column.DEPARTMENT, ""),
            groups=split_names(values.get(Column.GROUPS, "")),
            card=values.get(Column.CARD),
            valid_from=first,
            valid_until=last,
            notes=values.get(Column.NOTES, ""),
        )
    )
    problems += [
        because(ReasonKind.FIELD, field=error.field, problem=error.problem)
        for error in wrong
        if name or error.field is not Field.NAME
    ]
    pin, photos = values.get(Column.PIN), tuple(row.photos)
    if problems:
        problems += pin_objection(pin, profile.card, row.identifier)
        return RefusedRow((line,), row.identifier, tuple(problems), photos, name=name)
    given = frozenset(values) | ({Column.PHOTO} if photos else set())
    return PersonDraft(profile, photos, (line,), pin, given)


_ANYBODY = "0"
"""Stands for an identifier that is missing, so that the other fields are looked at, too."""


def pin_objection(pin: str | None, *own_numbers: str | None) -> list[Reason]:
    """Why a PIN may not be used, as :func:`facegate.domain.pins.pin_problem` has it; empty where it may."""
    problem = None if pin is None else pin_problem(pin, *own_numbers)
    return [] if problem is None else [because(ReasonKind.FIELD, field=FIELD_NAMES["PIN"], problem=problem)]


def _text(title: str, column: Column, cell: str) -> str:
    try:
        text = unguarded(cell)
    except FormulaError:
        raise _Unusable(because(ReasonKind.FORMULA, column=title)) from None
    if _REPLACEMENT in text:
        raise _Unusable(because(ReasonKind.UNDECODABLE, column=title))
    if column not in _MANY_LINES and len(text.splitlines()) > 1:
        raise _Unusable(because(ReasonKind.SEVERAL_LINES, column=title))
    return text


def _day(heading: Heading, column: Column, text: str, problems: list[Reason]) -> date | None:
    title = heading.cells[heading.columns.index(column)].strip() if heading.has(column) else ""
    try:
        return parse_day(text)
    except TwoDatesError:
        problems.append(because(ReasonKind.TWO_DATES, text=text, column=title))
    except ValueError:
        problems.append(because(ReasonKind.BAD_DATE, text=text, column=title))
    return None


def _name(values: dict[Column, str]) -> str:
    """The whole name; lists have it in one column, or in two."""
    whole, first = values.get(Column.NAME, ""), values.get(Column.FIRST_NAME, "")
    last = values.get(Column.LAST_NAME, "")
    if whole and (last or not first or first.casefold() in whole.casefold()):
        return whole
    last = whole or last
    if first and last and all(map(_is_ideographic, first + last)):
        return last + first
    return f"{first} {last}".strip()


def _is_ideographic(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK ", "HANGUL "))


# -- what belongs together ---------------------------------------------------------------


def joined(rows: Iterable[PersonDraft | RefusedRow]) -> tuple[list[PersonDraft], list[RefusedRow]]:
    """People by identifier, and what gives nobody.

    Rows with one identifier are one person with several photographs. Where they say different things of the person,
    or one of them cannot be used, none is: nobody's record is made of half of what the list says. Neither is where
    two people have one card number.
    """
    together: dict[str, list[PersonDraft]] = {}
    refused: list[RefusedRow] = []
    for row in rows:
        if isinstance(row, RefusedRow):
            refused.append(row)
        else:
            together.setdefault(row.profile.external_id, []).append(row)
    broken = {row.identifier: row for row in refused if row.identifier}
    cards: dict[str, list[str]] = {}
    for identifier, drafts in together.items():
        # The identifier, too: both are typed at one keypad.
        numbers = {as_card(identifier), *(draft.profile.card for draft in drafts)} - {None}
        for card in numbers:
            cards.setdefault(card or "", []).append(identifier)
    people: list[PersonDraft] = []
    for identifier, drafts in together.items():
        if identifier in broken:
            reason = because(ReasonKind.OTHER_LINE, line=broken[identifier].lines[0])
            refused += [_refused(draft, reason) for draft in drafts]
            continue
        merged = _merged(drafts)
        if isinstance(merged, list):
            refused += merged
        elif objections := _objections(merged, cards):
            refused.append(_refused(merged, *objections))
        else:
            people.append(merged)
    refused.sort(key=lambda row: row.lines)
    return people, refused


def _objections(draft: PersonDraft, cards: dict[str, list[str]]) -> list[Reason]:
    """Why somebody whose rows agree is refused all the same; ``cards``: who has each of the card numbers."""
    own, card = draft.profile.external_id, draft.profile.card
    found: list[Reason] = []
    if card is not None and len(cards[card]) > 1:
        found.append(because(ReasonKind.SAME_CARD, other=next(other for other in cards[card] if other != own)))
    if not draft.given & NAMES:
        found.append(because(ReasonKind.FIELD, field=Field.NAME, problem=Phrase("is empty")))
    return found + pin_objection(draft.pin, card, own)


def _refused(draft: PersonDraft, *reasons: Reason) -> RefusedRow:
    name = draft.profile.name if draft.given & NAMES else ""
    return RefusedRow(draft.lines, draft.profile.external_id, reasons, draft.photos, draft.folder, name)


def _merged(drafts: Sequence[PersonDraft]) -> PersonDraft | list[RefusedRow]:
    """One person of several rows; what a row leaves empty another one may say."""
    first, *others = drafts
    if not others:
        return first
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    others_of: dict[str, PersonDraft] = {}
    for draft in drafts:
        for name, value in [*_said(draft.profile), ("PIN", draft.pin)]:
            if value in ("", (), None) or (name == "name" and not draft.given & NAMES):
                continue
            if values.setdefault(name, value) != value:
                others_of.setdefault(name, draft)
            lines.setdefault(name, draft.lines[0])
    if others_of:
        return [_contradicted(each, lines, others_of) for each in drafts]
    pin = values.pop("PIN", None)
    values.setdefault("name", first.profile.name)
    profile, wrong = cleaned_fields(Profile(**values))  # type: ignore[arg-type]  # a Profile's own fields
    if wrong:
        reasons = [because(ReasonKind.FIELD, field=error.field, problem=error.problem) for error in wrong]
        return [_refused(each, *reasons) for each in drafts]
    return PersonDraft(
        profile,
        tuple(photo for draft in drafts for photo in draft.photos),
        tuple(line for draft in drafts for line in draft.lines),
        None if pin is None else str(pin),
        frozenset().union(*(draft.given for draft in drafts)),
    )


def _contradicted(draft: PersonDraft, lines: Mapping[str, int], others: Mapping[str, PersonDraft]) -> RefusedRow:
    """``lines``: which says each field first; ``others``: which says something else of it first."""
    reasons = []
    for name, other in others.items():
        line = lines[name] if draft is other else other.lines[0]
        reasons.append(because(ReasonKind.CONTRADICTION, line=line, field=FIELD_NAMES[name]))
    return _refused(draft, *reasons)


def _said(profile: Profile) -> list[tuple[str, object]]:
    return [(each.name, getattr(profile, each.name)) for each in fields(profile)]
