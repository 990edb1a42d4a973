"""Which file is whose: people as folders, and the photographs that a list names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from facegate.domain.import_reasons import Reason, ReasonKind, because
from facegate.domain.profiles import Profile, ProfileError, clean_profile
from facegate.domain.roster import PersonDraft, RefusedRow
from facegate.domain.roster_columns import Column

# fmt: off
PICTURE_ENDINGS = frozenset((
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".hif", ".avif",
    ".tif", ".tiff", ".bmp", ".dib", ".gif", ".ppm", ".pgm",
))
# fmt: on
"""Endings of files that are taken for photographs; case does not matter."""

LIST_ENDINGS = frozenset((".csv", ".tsv"))
"""Endings of files that are taken for a list of people; any file can be named as one."""

_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db"))
"""What systems leave in folders; not worth a word."""

_MOST_DIGITS = 18
"""Digits that are sorted as a number: a date with the time has 17. Python reads no more than 4,300."""

_NUMBERED = re.compile(r"[\s_\-.(]")
"""What may follow the identifier in the name of a file."""

_SEPARATORS = re.compile(r"[;|,\n]")


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """To sort names so that 2 comes before 10."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple(
        (0, int(part), "") if part.isdecimal() and part.isascii() and len(part) <= _MOST_DIGITS else (1, 0, part)
        for part in parts
        if part
    )


def is_picture(name: str) -> bool:
    """Whether its ending is that of a picture."""
    return PurePosixPath(name).suffix.lower() in PICTURE_ENDINGS


def is_list(name: str) -> bool:
    """Whether its ending is that of a list."""
    return PurePosixPath(name).suffix.lower() in LIST_ENDINGS


def visible(names: Iterable[str]) -> list[str]:
    """Without hidden files and what systems leave behind."""
    return [
        name
        for name in names
        if not any(part.startswith(".") or part.casefold() in _SYSTEM_FILES for part in name.split("/"))
    ]


def common_folder(names: Sequence[str]) -> str:
    """The folder, with a slash at its end, that holds everything and is nobody's: archives often have one. Or empty.

    A folder with photographs in it, beside no list, is a person's.
    """
    prefix = ""
    while names:
        below = [name.removeprefix(prefix) for name in names]
        tops = {name.split("/")[0] for name in below}
        deeper = [name.split("/", 1)[1] for name in below if "/" in name]
        if len(tops) != 1 or len(deeper) != len(below):
            break
        inside = [name for name in deeper if "/" not in name]
        if any(map(is_picture, inside)) and not any(map(is_list, inside)):
            break
        prefix += tops.pop() + "/"
    return prefix


@dataclass(frozen=True, slots=True)
class Folders:
    """People as folders.

    Attributes:
        people: one a folder, in the order of their names.
        refused: folders that give nobody.
        loose: files of nobody, with the reason.
    """

    people: tuple[PersonDraft, ...]
    refused: tuple[RefusedRow, ...]
    loose: tuple[tuple[str, Reason], ...]


def read_folders(names: Sequence[str], prefix: str = "") -> Folders:
    """People from the names of files: the first folder below ``prefix`` is the person's.

    Its name is their identifier. Where the first word holds a digit and more words follow, the first word is the
    identifier and the others are the name: ``A-17 Ada Lovelace``.
    """
    photos: dict[str, list[str]] = {}
    loose: list[tuple[str, Reason]] = []
    for name in names:
        folder, _, rest = name.removeprefix(prefix).partition("/")
        if not rest:
            kind = ReasonKind.NO_FOLDER if is_picture(name) else ReasonKind.NOT_A_PICTURE
            loose.append((name, because(kind)))
        elif is_picture(name):
            photos.setdefault(folder, []).append(name)
        else:
            photos.setdefault(folder, [])
            loose.append((name, because(ReasonKind.NOT_A_PICTURE)))
    drafts: dict[str, list[PersonDraft]] = {}
    refused: list[RefusedRow] = []
    for folder in sorted(photos, key=natural_key):
        files = tuple(sorted(photos[folder], key=natural_key))
        identifier, name_ = folder_identity(folder)
        try:
            profile = clean_profile(Profile(name_, identifier))
        except ProfileError as error:
            reason = because(ReasonKind.FIELD, field=error.field, problem=error.problem)
            refused.append(RefusedRow((), identifier, (reason,), files, folder, name_))
            continue
        given = {Column.IDENTIFIER, Column.PHOTO} | ({Column.NAME} if name_ != identifier else set())
        draft = PersonDraft(profile, files, given=frozenset(given), folder=folder)
        drafts.setdefault(profile.external_id, []).append(draft)
    for same in drafts.values():
        if len(same) > 1:
            for draft, other in zip(same, [*same[1:], same[0]], strict=True):
                reason = because(ReasonKind.SAME_FOLDER, other=other.folder)
                who = draft.profile.external_id, draft.profile.name
                refused.append(RefusedRow((), who[0], (reason,), draft.photos, draft.folder, who[1]))
    return Folders(tuple(same[0] for same in drafts.values() if len(same) == 1), tuple(refused), tuple(loose))


def folder_identity(folder: str) -> tuple[str, str]:
    """(identifier, name) of a person's folder; the name is the identifier where it says no other."""
    # A folder's name may be white space alone.
    words = folder.split()
    if len(words) > 1 and any(character.isdigit() for character in words[0]):
        return words[0], " ".join(words[1:])
    return folder, folder


class PhotoIndex:
    """Finds the files that a list names, whatever way its maker wrote the path."""

    def __init__(self, names: Sequence[str], prefix: str = "", root: str = "") -> None:
        """Over the files below ``prefix``, where the list lies. Absolute paths may begin with ``root``."""
        self._prefix = prefix
        self._root = root
        self._exact = frozenset(names)
        self._folded: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for name in names:
            if not is_picture(name):
                continue
            key = _key(name.removeprefix(prefix))
            self._folded.setdefault(key, []).append(name)
            self._stems.setdefault(str(PurePosixPath(key).with_suffix("")), []).append(name)

    def find(self, cell: str) -> list[tuple[str, str | Reason]]:
        """(as it is called, file or why there is none) of each photograph that a cell names.

        Several are separated by a semicolon, a bar or a line break; a comma separates them where it is not part of a
        name.
        """
        whole = self._one(cell)
        parts = [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]
        if isinstance(whole, str) or len(parts) < 2:
            return [(cell, whole)]
        found: list[tuple[str, str | Reason]] = []
        for group in re.split(r"[;|\n]", cell):
            name = group.strip()
            if not name:
                continue
            file = self._one(name)
            if isinstance(file, str) or "," not in name:
                found.append((name, file))
            else:
                found += [(part.strip(), self._one(part.strip())) for part in name.split(",") if part.strip()]
        return found

    def _one(self, text: str) -> str | Reason:
        path = text.strip().replace("\\", "/")
        if self._root and path.startswith(self._root + "/"):
            path = path[len(self._root) + 1 :]
        if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/"):
            return because(ReasonKind.OUTSIDE)
        name = self._prefix + "/".join(part for part in path.split("/") if part not in ("", "."))
        if name in self._exact and is_picture(name):
            return name
        key = _key(name.removeprefix(self._prefix))
        for index in (self._folded, self._stems):
            files = index.get(key, ())
            if len(files) == 1:
                return files[0]
        return because(ReasonKind.MISSING)

    def by_identifier(self, identifiers: Iterable[str]) -> dict[str, list[str]]:
        """Files called like an identifier: itself, or itself and a number or note (``A-17_2.jpg``)."""
        wanted = {_key(identifier): identifier for identifier in identifiers}
        found: dict[str, list[str]] = {}
        for stem, files in self._stems.items():
            called = PurePosixPath(stem).name
            ends = [len(called), *sorted((match.start() for match in _NUMBERED.finditer(called)), reverse=True)]
            owner = next((wanted[called[:end]] for end in ends if called[:end] in wanted), None)
            if owner is not None:
                found.setdefault(owner, []).extend(files)
        return {owner: sorted(files, key=natural_key) for owner, files in found.items()}


def _key(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()
