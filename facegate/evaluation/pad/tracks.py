"""Presentations on disk: a folder of pictures is one track, a clip is one track."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facegate.errors import EvaluationError
from facegate.evaluation.corpus import PICTURE_SUFFIXES

CLIP_SUFFIXES = frozenset((".avi", ".m4v", ".mjpeg", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm", ".wmv"))
"""Endings of files that are taken for clips."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class PadTrack:
    """One presentation.

    Attributes:
        name: below the folder that was named, parts joined by ``/``; of a file without its ending.
        species: of attack instrument; None for a person.
        files: pictures in their order, or one clip.
        clip: whether the file is a clip.
    """

    name: str
    species: str | None
    files: tuple[Path, ...]
    clip: bool

    @property
    def parts(self) -> frozenset[str]:
        """Names by which the track can be chosen: those of its folders and its own."""
        return frozenset(self.name.split("/"))


def find_tracks(
    bona_fide: Sequence[Path], attacks: Mapping[str, Sequence[Path]], only: Collection[str] = ()
) -> list[PadTrack]:
    """All presentations, those of people first.

    Args:
        bona_fide: folders, nested as they like, clips or pictures, of people.
        attacks: the same of attacks, by species.
        only: keep the tracks one of whose folders, or which themselves, are called so; empty: all.

    Raises:
        EvaluationError: a path holds no track, or a name in ``only`` is in none of them.
    """
    named: list[tuple[str | None, Path]] = [(None, path) for path in bona_fide]
    named += [(species, path) for species, paths in attacks.items() for path in paths]
    found = [track for species, path in named for track in _tracks(path, species)]
    strange = sorted(name for name in only if not any(name in track.parts for track in found))
    if strange:
        raise EvaluationError(
            "Subject not found",
            "No folder and no clip is called {name}.",
            "Name folders or clips as they are called on the disk, without the ending.",
            name=strange[0],
        )
    return [track for track in found if not only or not track.parts.isdisjoint(only)]


def _tracks(path: Path, species: str | None) -> list[PadTrack]:
    try:
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    except OSError:
        files = []
    base = path.parent if files == [path] else path
    seen = sorted((each for each in files if not _hidden(each.relative_to(base))), key=_natural)
    folders: dict[Path, list[Path]] = {}
    tracks = []
    for each in seen:
        suffix = each.suffix.lower()
        if suffix in CLIP_SUFFIXES:
            tracks.append(PadTrack(_name(each.with_suffix(""), base), species, (each,), clip=True))
        elif suffix in PICTURE_SUFFIXES:
            folders.setdefault(each.parent, []).append(each)
    for folder, pictures in folders.items():
        name = folder.name if folder == base else _name(folder, base)
        tracks.append(PadTrack(name, species, tuple(pictures), clip=False))
    if not tracks:
        raise EvaluationError(
            "Nothing to evaluate",
            "{folder} holds neither pictures nor clips, or cannot be read.",
            "Name a folder with pictures or clips in it, or in folders below it.",
            folder=path.name,
        )
    return tracks


def _name(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _natural(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    """Sorts numbers within names as numbers: pictures of a recording are often called 1, 2, 10."""
    parts = _DIGITS.split(path.as_posix())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts], path.name
