"""What an import would do, from names and the list alone; no picture is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facegate.domain.bundles import Bundle, EntryError
from facegate.domain.import_reasons import Reason, ReasonKind, because
from facegate.domain.roster import PersonDraft, RefusedRow, Roster, read_roster
from facegate.domain.roster_columns import Column, Heading, HeadingError, column_of
from facegate.domain.roster_files import PhotoIndex, common_folder, is_list, is_picture, read_folders, visible
from facegate.domain.roster_text import MOST_LIST_BYTES, decode, sniff_delimiter
from facegate.errors import RosterError


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A photograph of somebody.

    Attributes:
        called: as the list calls it.
        file: its name in the bundle; None where there is none.
        reason: why there is none.
    """

    called: str
    file: str | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody who would be imported."""

    draft: PersonDraft
    photos: tuple[PlannedPhoto, ...]


@dataclass(frozen=True, slots=True)
class ListFormat:
    """How a list was understood.

    Attributes:
        name: of its file.
        encoding, delimiter: found, or chosen by the user.
        heading: its first record.
    """

    name: str
    encoding: str
    delimiter: str
    heading: Heading


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        people: in the order of the list, or of the folders' names.
        refused: rows and folders that give nobody.
        loose: files that belong to nobody, with the reason.
        format: of the list; None for folders.
    """

    people: tuple[PlannedPerson, ...]
    refused: tuple[RefusedRow, ...]
    loose: tuple[tuple[str, Reason], ...]
    format: ListFormat | None

    @property
    def photos(self) -> int:
        """Files that would be looked at."""
        return sum(photo.file is not None for person in self.people for photo in person.photos)


def plan_import(
    bundle: Bundle, list_name: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> ImportPlan:
    """Understand a bundle.

    Args:
        bundle: the files.
        list_name: of the list in it; None: the only list beside the photographs, else folders.
        encoding: of the list, where the user knows better.
        delimiter: of the list, likewise.

    Raises:
        RosterError: there is nothing to import, several lists, or a list that cannot be understood.
    """
    names = visible(bundle.names)
    prefix = common_folder(names) if list_name is None else ""
    here = [name for name in names if "/" not in name.removeprefix(prefix) and is_list(name)]
    if list_name is None and len(here) > 1:
        raise RosterError(
            "Several lists",
            "There are {number} lists: {names}.",
            "Name the one that is meant, or leave only that one in the folder.",
            number=len(here),
            names=", ".join(name.removeprefix(prefix) for name in here[:3]),
        )
    chosen = list_name or (here[0] if here else None)
    if chosen is not None:
        return _plan_list(bundle, names, prefix, (chosen, list_name is not None), encoding, delimiter)
    folders = read_folders(names, prefix)
    if not folders.people and not folders.refused:
        raise RosterError(
            "Nobody to import",
            "There is no list and no folder of a person.",
            "Give a folder to each person, named by their identifier, or put a list (CSV) beside the photographs.",
        )
    people = tuple(
        PlannedPerson(draft, tuple(PlannedPhoto(name.rpartition("/")[2], name) for name in draft.photos))
        for draft in folders.people
    )
    return ImportPlan(people, folders.refused, (*folders.loose, *_refused_entries(bundle)), None)


def _plan_list(
    bundle: Bundle,
    names: Sequence[str],
    prefix: str,
    chosen: tuple[str, bool],
    encoding: str | None,
    delimiter: str | None,
) -> ImportPlan:
    list_name, alone = chosen
    form, roster = _read_list(bundle, list_name, encoding, delimiter)
    index = PhotoIndex(names, prefix, bundle.root)
    by_name = (
        {}
        if form.heading.has(Column.PHOTO)
        else index.by_identifier(each.profile.external_id for each in roster.people)
    )
    people: list[PlannedPerson] = []
    named: set[str | None] = set()
    for draft in roster.people:
        if by_name:
            photos = [
                PlannedPhoto(name.removeprefix(prefix), name) for name in by_name.get(draft.profile.external_id, ())
            ]
        else:
            photos = [_planned(called, found) for cell in draft.photos for called, found in index.find(cell)]
        people.append(PlannedPerson(draft, tuple(photos)))
        named.update(photo.file for photo in photos)
    for row in roster.refused:
        named.update(found for cell in row.photos for _, found in index.find(cell) if isinstance(found, str))
    loose = [] if alone else [(name, _unnamed(name)) for name in names if name not in named and name != list_name]
    return ImportPlan(tuple(people), roster.refused, (*loose, *([] if alone else _refused_entries(bundle))), form)


def _read_list(bundle: Bundle, name: str, encoding: str | None, delimiter: str | None) -> tuple[ListFormat, Roster]:
    try:
        text, found = decode(bundle.read(name, MOST_LIST_BYTES), encoding)
    except EntryError as error:
        raise RosterError(
            "List not readable", "The list cannot be read: {reason}", "Save it again.", reason=error.reason.text
        ) from error
    except LookupError as error:
        raise RosterError(
            "Unknown encoding", "There is no encoding called {encoding}.", "Use utf-8, for example.", encoding=encoding
        ) from error
    separator = delimiter or sniff_delimiter(text, lambda cell: column_of(cell) is not None)
    try:
        roster = read_roster(text, separator)
    except HeadingError as error:
        raise _heading_problem(error) from error
    return ListFormat(name, found, separator, roster.heading), roster


def _heading_problem(error: HeadingError) -> RosterError:
    if error.twice:
        return RosterError(
            "Column twice",
            "The columns “{first}” and “{second}” mean the same.",
            "Rename or remove one of them.",
            first=error.twice[0],
            second=error.twice[1],
        )
    return RosterError(
        "Column missing",
        "The first line of the list names no column for the {what}.",
        "Name the columns in the first line: id, name, department, card, PIN, valid from, valid until, photo.",
        what=error.missing,
    )


def _planned(called: str, found: str | Reason) -> PlannedPhoto:
    return PlannedPhoto(called, found) if isinstance(found, str) else PlannedPhoto(called, None, found)


def _unnamed(name: str) -> Reason:
    return because(ReasonKind.NOT_NAMED if is_picture(name) else ReasonKind.NOT_A_PICTURE)


def _refused_entries(bundle: Bundle) -> list[tuple[str, Reason]]:
    return [(entry.name, entry.reason) for entry in bundle.refused]
