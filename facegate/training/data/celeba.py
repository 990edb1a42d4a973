"""CelebA: all pictures in one folder, and a list of who is in each (Liu et al. 2015)."""

from __future__ import annotations

from pathlib import Path

from facegate.errors import TrainingError

IDENTITIES = "identity_CelebA.txt"
"""The list: a line a picture, its file name and a number for the person."""

_LIST_FOLDERS = ("", "Anno")
_PICTURE_FOLDERS = (
    "img_celeba",
    "Img/img_celeba",
    "img_align_celeba",
    "Img/img_align_celeba",
    "Img/img_align_celeba_png",
)
"""Where the set is unpacked to, relative to its root; in the wild first, since the program aligns for itself."""

_MOST_BYTES = 1 << 28
"""The published list has 4 MB."""


def find_identities(folder: Path) -> Path | None:
    """The list in a folder or in its ``Anno``; None where there is none."""
    return next((file for name in _LIST_FOLDERS if (file := folder / name / IDENTITIES).is_file()), None)


def read_celeba(folder: Path) -> tuple[dict[str, tuple[Path, ...]], tuple[Path, ...]]:
    """The pictures of each person, by the number in the list, and those that it names and that are not there.

    Raises:
        TrainingError: the list is not there or a line, whose number is told, makes no sense.
    """
    file = find_identities(folder)
    pictures = next((path for name in _PICTURE_FOLDERS if (path := folder / name).is_dir()), folder)
    if file is None:
        raise _refused(folder / IDENTITIES, 0, "it is not there")
    people: dict[str, list[Path]] = {}
    missing: list[Path] = []
    there = {path.name: path for path in pictures.iterdir()}
    for number, line in enumerate(_lines(file), 1):
        fields = line.split()
        if not fields:
            continue
        # A plain name and a number, so that no line leads out of the folder.
        if len(fields) != 2 or Path(fields[0]).name != fields[0] or not fields[1].isdecimal():
            raise _refused(file, number, "a file name and a person's number are expected")
        found = there.get(fields[0]) or there.get(Path(fields[0]).with_suffix(".png").name)
        if found is None:
            missing.append(pictures / fields[0])
        else:
            people.setdefault(fields[1], []).append(found)
    if not people:
        raise _refused(file, 0, "none of the pictures that it names is there")
    return {name: tuple(sorted(people[name])) for name in sorted(people)}, tuple(missing)


def _lines(file: Path) -> list[str]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _refused(file, 0, f"it is larger than {_MOST_BYTES >> 20} MB")
        return file.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise _refused(file, 0, f"it cannot be read: {error.strerror or type(error).__name__}") from error
    except UnicodeDecodeError as error:
        raise _refused(file, 0, "it is no text") from error


def _refused(file: Path, line: int, reason: str) -> TrainingError:
    return TrainingError(
        "List of people not usable",
        "{file}, line {line}: {reason}." if line else "{file}: {reason}.",
        "CelebA's list has a line for each picture: its file name and the person's number.",
        file=file,
        line=line,
        reason=reason,
    )
