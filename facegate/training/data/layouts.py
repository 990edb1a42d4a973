"""Where a folder holds the pictures of whom: one folder a person, or as published sets lay them out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from facegate.errors import TrainingError
from facegate.evaluation.corpus import PICTURE_SUFFIXES
from facegate.training.data.aligned import SET_FILE
from facegate.training.data.celeba import IDENTITIES, find_identities, read_celeba
from facegate.training.data.specs import Layout

_LFW_PICTURE = re.compile(r"^(?P<person>.+)_\d{4}$")
_CASIA_PERSON = re.compile(r"^\d{7}$")
_ATT_PERSON = re.compile(r"^s\d{1,2}$")

_CENTRED: frozenset[Layout] = frozenset(("att", "lfw", "casia"))


@dataclass(frozen=True, slots=True)
class People:
    """Whose pictures are where.

    Attributes:
        folder: what was read.
        layout: never ``auto``.
        pictures: of each person, by name, both sorted.
        others: files among them that are no pictures by their ending, and folders that could not be read.
        missing: pictures that a list names and that are not there.
    """

    folder: Path
    layout: Layout
    pictures: Mapping[str, tuple[Path, ...]]
    others: tuple[Path, ...] = ()
    missing: tuple[Path, ...] = ()

    @property
    def centred(self) -> bool:
        """Whether the person stands in the middle of every picture; else they are the face that it is of."""
        return self.layout in _CENTRED

    @property
    def count(self) -> int:
        """Pictures."""
        return sum(map(len, self.pictures.values()))


def read_people(folder: Path, layout: Layout = "auto") -> People:
    """Find the pictures of each person.

    - ``folders``: one folder a person, by the folder's name; deeper folders belong to the person above.
    - ``att``: AT&T's ``s1`` to ``s40``; ``lfw``: ``Name/Name_0001.jpg``; ``casia``: ``0000045/001.jpg``. The same, but
      the person stands in the middle of every picture.
    - ``celeba``: pictures in one folder, ``identity_CelebA.txt`` says who is in each.
    - ``auto``: the one that the names look like.

    Where the folder holds nothing but one folder with all of these (``lfw/images``), that is read. Training sets that
    lie there are passed over.

    Raises:
        TrainingError: it cannot be read, is not laid out like that, or holds nobody.
    """
    try:
        return _read(folder, layout)
    except OSError as error:
        raise TrainingError(
            "Folder not usable",
            "The folder {folder} cannot be read: {reason}.",
            "Check the name and the permissions.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error


def as_text(name: str) -> str:
    """A name that can be written as UTF-8; bytes of a name in another encoding are written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _read(folder: Path, layout: Layout) -> People:
    """See :func:`read_people`; raises OSError as well."""
    if layout == "celeba" or (layout == "auto" and find_identities(folder) is not None):
        found, missing = read_celeba(folder)
        return People(folder, "celeba", found, missing=missing)
    root = _root(folder)
    pictures, others = _by_folder(root)
    if not pictures:
        raise TrainingError(
            "No people",
            "The folder {folder} holds no folder with pictures, and no {list}.",
            "Name a folder that holds one folder of pictures for each person.",
            folder=folder,
            list=IDENTITIES,
        )
    return People(root, _guess(pictures) if layout == "auto" else layout, pictures, tuple(others))


def _root(folder: Path) -> Path:
    """The folder that holds people: this one, or its only one where that holds folders and no pictures itself."""
    children = list(_folders(folder))
    if len(children) != 1:
        return folder
    inner = list(children[0].iterdir())
    holds_people = any(path.is_dir() for path in inner) and not any(_is_picture(path) for path in inner)
    return children[0] if holds_people else folder


def _folders(root: Path) -> Iterator[Path]:
    """Folders that may hold a person's pictures: not hidden, and no training set that was put beside them."""
    for path in root.iterdir():
        if path.is_dir() and not path.name.startswith(".") and not (path / SET_FILE).exists():
            yield path


def _by_folder(root: Path) -> tuple[dict[str, tuple[Path, ...]], list[Path]]:
    """People's pictures and what else lies in their folders; hidden files and folders do not count."""
    people: dict[str, tuple[Path, ...]] = {}
    others: list[Path] = []
    for person in sorted(_folders(root)):
        files = sorted(_files(person, others))
        pictures = tuple(path for path in files if _is_picture(path))
        others += [path for path in files if not _is_picture(path)]
        if pictures:
            people[as_text(person.name)] = pictures
    return people, sorted(others)


def _files(person: Path, unread: list[Path]) -> Iterator[Path]:
    """Every file below a folder; folders that cannot be read are added to ``unread``."""
    for folder, below, names in os.walk(person, onerror=lambda error: unread.append(Path(error.filename))):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES


def _guess(pictures: Mapping[str, tuple[Path, ...]]) -> Layout:
    if all(_ATT_PERSON.match(person) for person in pictures):
        return "att"
    if all(_CASIA_PERSON.match(person) for person in pictures):
        return "casia"
    named = (_LFW_PICTURE.match(path.stem) for path in (paths[0] for paths in pictures.values()))
    if all(match is not None and match["person"] == name for match, name in zip(named, pictures, strict=True)):
        return "lfw"
    return "folders"
