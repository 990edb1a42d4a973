"""The pairs file of the LFW protocol (Huang et al. 2007), and its extension to sets of pictures.

The first line holds the number of folds and the number N of mated pairs in each
(``5<TAB>300``), or N alone for one fold. Each fold is N mated pairs and N
non-mated ones:

- ``name<TAB>1<TAB>2``: two pictures of one person,
- ``name<TAB>1<TAB>other name<TAB>2``: pictures of two persons,
- ``folder<TAB>other folder[<TAB>1 or 0]``: two folders below the pictures' folder
  (or two pictures), each made into one template, as in IJB-A and YouTube Faces.
  1 says that it is one person. Without that, ``person/a`` and ``person/b`` are one
  person, and folders directly below the pictures' folder are told by their place in
  the fold: first N mated pairs, then N non-mated ones.

In pictures that are named by person and number the face nearest to the centre is
meant, as in LFW; in others the largest of the sure ones.

Empty lines and lines that start with ``#`` do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facegate.errors import EvaluationError
from facegate.evaluation.corpus import PICTURE_SUFFIXES, pictures
from facegate.evaluation.list_files import UnreadableListError, read_list

_MATED = {"1": True, "0": False}

_MOST_DIGITS = 9
"""Of a number of folds, pairs or a picture: more than anybody has, and quick to read."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair.

    Attributes:
        name: as reports show it: a picture's or a folder's path below the pictures' folder.
        person: first part of that path.
        files: the pictures; several of them are fused.
        centred: whether the person stands in the middle, as in LFW's pictures; else they are the face that the
            picture is of.
    """

    name: str
    person: str
    files: tuple[Path, ...]
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, whether they are one person, and the fold, from 0."""

    first: Side
    second: Side
    mated: bool
    fold: int


@dataclass(frozen=True, slots=True)
class PairList:
    """A protocol of comparisons."""

    pairs: tuple[Pair, ...]
    folds: int

    @property
    def sides(self) -> dict[str, Side]:
        """Every side once, by name."""
        return {side.name: side for pair in self.pairs for side in (pair.first, pair.second)}

    @property
    def identities(self) -> dict[str, str]:
        """Who each side is, by name: sides of one person by their path or by a mated pair share an identity."""
        parents: dict[str, str] = {}

        def root(person: str) -> str:
            while parents.setdefault(person, person) != person:
                person = parents[person]
            return person

        for pair in self.pairs:
            if pair.mated:
                first, second = sorted((root(pair.first.person), root(pair.second.person)))
                parents[second] = first
        return {name: root(side.person) for name, side in self.sides.items()}


def read_pairs(file: Path, images: Path) -> PairList:
    """Read a pairs file for pictures in ``images/NAME/NAME_0001.jpg``, or in ``images`` itself.

    Pictures that are named and missing are no error here: they fail to be acquired.

    Raises:
        EvaluationError: the file cannot be read or a line, whose number is told, makes no sense.
    """
    try:
        text = read_list(file)
    except UnreadableListError as error:
        raise _refused(f"it {error}", 0) from error
    lines = [
        (number, [field.strip() for field in (line.split("\t") if "\t" in line else line.split())])
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise _refused("it is empty", 0)
    folds, each = _header(*lines[0])
    if len(lines) - 1 != 2 * folds * each:
        raise _refused(f"it promises {2 * folds * each} pairs and holds {len(lines) - 1}", lines[0][0])
    reader = _Reader(images)
    pairs = []
    for place, (number, fields) in enumerate(lines[1:]):
        fold, within = divmod(place, 2 * each)
        pairs.append(reader.pair(number, fields, fold, expected=within < each))
    return PairList(tuple(pairs), folds)


def _header(number: int, fields: Sequence[str]) -> tuple[int, int]:
    if len(fields) > 2 or not all(_is_number(field) and int(field) > 0 for field in fields):
        raise _refused("the number of folds and of mated pairs in each is expected", number)
    folds, each = (1, int(fields[0])) if len(fields) == 1 else (int(fields[0]), int(fields[1]))
    return folds, each


def _is_number(field: str) -> bool:
    return field.isdecimal() and len(field) <= _MOST_DIGITS


class _Reader:
    """Turns lines into pairs; remembers sides, as most pictures are named several times."""

    def __init__(self, images: Path) -> None:
        if not images.is_dir():
            pictures(images)  # raises, saying so
        self._images = images
        self._known: dict[tuple[str, ...], Side] = {}

    def pair(self, number: int, fields: Sequence[str], fold: int, expected: bool) -> Pair:
        """One line's; ``expected`` is what its place in the fold says of it."""
        try:
            return self._pair(number, fields, fold, expected)
        except OSError as error:  # a name that is too long for the file system, or a folder that may not be entered
            raise _refused("what it names cannot be looked for", number) from error

    def _pair(self, number: int, fields: Sequence[str], fold: int, expected: bool) -> Pair:
        if len(fields) in (2, 3) and all(self._is_path(field) for field in fields[:2]):
            first, second = (self._path(number, field) for field in fields[:2])
            return Pair(first, second, _label(number, fields, first, second, expected), fold)
        if len(fields) == 3:
            return Pair(self._picture(number, *fields[:2]), self._picture(number, fields[0], fields[2]), True, fold)
        if len(fields) == 4:
            return Pair(self._picture(number, *fields[:2]), self._picture(number, *fields[2:]), False, fold)
        raise _refused("it is neither a pair of pictures nor of folders that are there", number)

    def _is_path(self, field: str) -> bool:
        path = self._images / field
        return path.is_dir() or (path.suffix.lower() in PICTURE_SUFFIXES and path.is_file())

    def _path(self, number: int, field: str) -> Side:
        path = self._images / field
        if ".." in Path(field).parts or Path(field).is_absolute():
            raise _refused("it leads out of the pictures' folder", number)
        if (field,) not in self._known:
            name = Path(field).as_posix()
            files = tuple(pictures(path)) if path.is_dir() else (path,)
            self._known[field,] = Side(name, Path(name).parts[0], files, centred=False)
        return self._known[field,]

    def _picture(self, number: int, person: str, count: str) -> Side:
        # A plain name, and not the folder above, whose name is "..".
        if not _is_number(count) or Path(person).name != person or person == "..":
            raise _refused("a person's name and a picture's number are expected", number)
        if (person, count) not in self._known:
            file = self._find(person, f"{person}_{int(count):04d}")
            self._known[person, count] = Side(file.relative_to(self._images).as_posix(), person, (file,))
        return self._known[person, count]

    def _find(self, person: str, stem: str) -> Path:
        usual = self._images / person / f"{stem}.jpg"
        if usual.is_file():
            return usual
        for folder in (usual.parent, self._images):
            for suffix in sorted(PICTURE_SUFFIXES):
                if (folder / f"{stem}{suffix}").is_file():
                    return folder / f"{stem}{suffix}"
        return usual


def _label(number: int, fields: Sequence[str], first: Side, second: Side, expected: bool) -> bool:
    if len(fields) == 3:
        if fields[2] not in _MATED:
            raise _refused("1 for one person or 0 for two is expected at its end", number)
        return _MATED[fields[2]]
    if "/" in first.name and "/" in second.name:
        return first.person == second.person
    return expected


def _refused(reason: str, line: int) -> EvaluationError:
    return EvaluationError(
        "Pairs file not usable",
        "Line {line}: {reason}." if line else "Of the whole file: {reason}.",
        "The format is that of LFW's pairs.txt; 'facegate evaluate verification --help' describes it.",
        line=line,
        reason=reason,
    )
