"""A list of people as their records: row by row, then what belongs to one identifier together."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from facegate.domain.import_reasons import Reason, ReasonKind, because
from facegate.domain.pins import pin_problem
from facegate.domain.profiles import Profile, ProfileError, as_card, clean_profile
from facegate.domain.roster_cells import FormulaError, TwoDatesError, parse_day, split_names, unguarded
from facegate.domain.roster_columns import Column, Heading, HeadingError, read_heading
from facegate.domain.roster_text import records

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
        reason: why.
        photos: what it calls its photographs.
        folder: its name, for a folder.
    """

    lines: tuple[int, ...]
    identifier: str
    reason: Reason
    photos: tuple[str, ...] = ()
    folder: str = ""


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
        raise HeadingError(missing="identifier")
    heading = read_heading(cells)
    people, refused = joined(read_rows(heading, found))
    return Roster(heading, tuple(people), tuple(refused))


def read_rows(
    heading: Heading, found: Iterable[tuple[int, list[str] | csv.Error]]
) -> Iterator[PersonDraft | RefusedRow]:
    """Stream the rows below a heading, each for itself; repeats of an identifier are still apart."""
    for line, cells in found:
        if isinstance(cells, csv.Error):
            yield RefusedRow((line,), "", because(ReasonKind.BROKEN_LINE, problem=cells))
            continue
        if any(cell.strip() for cell in cells[len(heading.columns) :]):
            reason = because(ReasonKind.TOO_MANY_CELLS, cells=len(cells), columns=len(heading.columns))
            yield RefusedRow((line,), "", reason)
            continue
        yield _row(heading, line, cells)


class _Unusable(ValueError):  # noqa: N818 - carries a reason, not an error
    """A cell that cannot be used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.kind)
        self.reason = reason


def _row(heading: Heading, line: int, cells: Sequence[str]) -> PersonDraft | RefusedRow:
    values: dict[Column, str] = {}
    photos: list[str] = []
    problem: Reason | None = None
    for title, column, cell in zip(heading.cells, heading.columns, cells, strict=False):
        if column is None:
            continue
        try:
            text = _text(title.strip(), column, cell)
        except _Unusable as error:
            problem = problem or error.reason
            continue
        if column is Column.PHOTO:
            photos += [text] if text else []
        elif text:
            values[column] = text
    identifier = values.get(Column.IDENTIFIER, "")
    try:
        if problem is not None:
            raise _Unusable(problem)
        return _draft(heading, line, values, tuple(photos))
    except _Unusable as error:
        return RefusedRow((line,), identifier, error.reason, tuple(photos))


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


def _draft(heading: Heading, line: int, values: dict[Column, str], photos: tuple[str, ...]) -> PersonDraft:
    if Column.IDENTIFIER not in values:
        raise _Unusable(because(ReasonKind.NO_IDENTIFIER))
    first, last = (_day(heading, column, values.get(column, "")) for column in _DATES)
    try:
        profile = clean_profile(
            Profile(
                # Of several rows of one person only one needs a name.
                name=_name(values) or values[Column.IDENTIFIER],
                external_id=values[Column.IDENTIFIER],
                department=values.get(Column.DEPARTMENT, ""),
                groups=split_names(values.get(Column.GROUPS, "")),
                card=values.get(Column.CARD),
                valid_from=first,
                valid_until=last,
                notes=values.get(Column.NOTES, ""),
            )
        )
    except ProfileError as error:
        raise _Unusable(because(ReasonKind.FIELD, field=error.field, problem=error.problem)) from None
    given = frozenset(values) | ({Column.PHOTO} if photos else set())
    return PersonDraft(profile, photos, (line,), values.get(Column.PIN), given)


def _day(heading: Heading, column: Column, text: str) -> date | None:
    title = heading.cells[heading.columns.index(column)].strip() if heading.has(column) else ""
    try:
        return parse_day(text)
    except TwoDatesError:
        raise _Unusable(because(ReasonKind.TWO_DATES, text=text, column=title)) from None
    except ValueError:
        raise _Unusable(because(ReasonKind.BAD_DATE, text=text, column=title)) from None


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
        objection = _objection(merged, cards) if isinstance(merged, PersonDraft) else None
        if isinstance(merged, list):
            refused += merged
        elif objection is not None:
            refused.append(_refused(merged, objection))
        else:
            people.append(merged)
    refused.sort(key=lambda row: row.lines)
    return people, refused


def _objection(draft: PersonDraft, cards: dict[str, list[str]]) -> Reason | None:
    """Why somebody whose rows agree is refused all the same; ``cards``: who has each of the card numbers."""
    own, card = draft.profile.external_id, draft.profile.card
    if card is not None and len(cards[card]) > 1:
        return because(ReasonKind.SAME_CARD, other=next(other for other in cards[card] if other != own))
    if not draft.given & NAMES:
        return because(ReasonKind.FIELD, field="name", problem="is empty")
    problem = None if draft.pin is None else pin_problem(draft.pin, card, own)
    return None if problem is None else because(ReasonKind.FIELD, field="PIN", problem=problem)


def _refused(draft: PersonDraft, reason: Reason) -> RefusedRow:
    return RefusedRow(draft.lines, draft.profile.external_id, reason, draft.photos, draft.folder)


def _merged(drafts: Sequence[PersonDraft]) -> PersonDraft | list[RefusedRow]:
    """One person of several rows; what a row leaves empty another one may say."""
    first, *others = drafts
    if not others:
        return first
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for draft in drafts:
        for name, value in [*_said(draft.profile), ("PIN", draft.pin)]:
            if value in ("", (), None) or (name == "name" and not draft.given & NAMES):
                continue
            if values.setdefault(name, value) != value:
                here = because(ReasonKind.CONTRADICTION, line=lines[name], field=name.replace("_", " "))
                there = because(ReasonKind.CONTRADICTION, line=draft.lines[0], field=name.replace("_", " "))
                return [_refused(each, here if each is draft else there) for each in drafts]
            lines.setdefault(name, draft.lines[0])
    pin = values.pop("PIN", None)
    values.setdefault("name", first.profile.name)
    try:
        profile = clean_profile(Profile(**values))  # type: ignore[arg-type]  # a Profile's own fields
    except ProfileError as error:
        reason = because(ReasonKind.FIELD, field=error.field, problem=error.problem)
        return [_refused(each, reason) for each in drafts]
    return PersonDraft(
        profile,
        tuple(photo for draft in drafts for photo in draft.photos),
        tuple(line for draft in drafts for line in draft.lines),
        None if pin is None else str(pin),
        frozenset().union(*(draft.given for draft in drafts)),
    )


def _said(profile: Profile) -> list[tuple[str, object]]:
    return [(each.name, getattr(profile, each.name)) for each in fields(profile)]
