"""Lists of labelled faces: WIDER FACE's own, and RetinaFace's with landmarks. Torch-free.

WIDER FACE: a path, a count, and a line a face, ``x y width height blur expression illumination invalid occlusion
pose``; a picture without a face still has a line, of zeros. RetinaFace: ``# path`` and a line a face, ``x y width
height``, then five times ``x y flag`` and a number of visibility; -1 is a landmark that nobody set. Beyond either, a
visibility of -1 marks a face that is to be ignored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path, PurePosixPath

import numpy as np
import numpy.typing as npt

from facegate.domain.faces import LANDMARK_COUNT
from facegate.errors import TrainingError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

_BOX = 4
_INVALID = 7
"""Place of WIDER's flag for faces that are not to be used."""

_WITH_LANDMARKS = _BOX + 3 * LANDMARK_COUNT
"""Numbers in a line with landmarks; the visibility that may follow is one more."""

UNKNOWN = -1.0
"""Stands for a landmark that is not known, and in the last place for a face to be ignored."""


@dataclass(frozen=True, slots=True, eq=False)
class ListedFace:
    """One line.

    Attributes:
        corner: left, top, in pixels.
        size: width, height; a face without either is ignored.
        landmarks: (5, 2), float32, NaN where not known; None: none is.
        ignored: neither learned nor counted.
    """

    corner: tuple[float, float]
    size: tuple[float, float]
    landmarks: npt.NDArray[np.float32] | None
    ignored: bool


Listed = dict[str, list[ListedFace]]
"""Faces by path of the picture, relative to the folder of pictures."""


def read_wider_list(path: Path) -> Listed:
    """Read ``wider_face_*_bbx_gt.txt``. Raises TrainingError."""
    lines = iter(enumerate(_lines(path), 1))
    listed: Listed = {}
    for number, line in lines:
        name = _name(path, number, line)
        counting, text = next(lines, (number, ""))
        if not text.strip().isdigit():
            raise _wrong(path, counting, "the number of faces is missing")
        faces = listed.setdefault(name, [])
        for _ in range(max(1, int(text))):
            place, numbers = next(lines, (counting, ""))
            values = _numbers(path, place, numbers)
            if len(values) < _BOX:
                raise _wrong(path, place, "a face needs four numbers")
            if int(text):
                faces.append(_face(values, ignored=len(values) > _INVALID and values[_INVALID] == 1))
    return listed


def read_label_txt(path: Path) -> Listed:
    """Read ``label.txt``. Raises TrainingError."""
    listed: Listed = {}
    faces: list[ListedFace] | None = None
    for number, line in enumerate(_lines(path), 1):
        if line.startswith("#"):
            faces = listed.setdefault(_name(path, number, line.removeprefix("#")), [])
            continue
        values = _numbers(path, number, line)
        if faces is None or len(values) not in (_BOX, _WITH_LANDMARKS, _WITH_LANDMARKS + 1):
            raise _wrong(path, number, "expected '# path', or 4, 19 or 20 numbers")
        faces.append(_face(values, ignored=len(values) > _WITH_LANDMARKS and values[-1] == UNKNOWN))
    return listed


def write_label_txt(path: Path, listed: Listed) -> None:
    """Write ``label.txt``. Raises TrainingError where it cannot be written."""
    lines: list[str] = []
    for name, faces in listed.items():
        lines.append(f"# {name}")
        lines += [_line(face) for face in faces]
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_atomically(path, ("\n".join(lines) + "\n").encode())
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error


def unreadable(path: Path, reason: str) -> TrainingError:
    """The error for a file of labels that cannot be read or written."""
    return TrainingError(
        "Labels not usable", "{path}: {reason}.", "Check that file and its folder.", path=path, reason=reason
    )


def _line(face: ListedFace) -> str:
    points = np.full((LANDMARK_COUNT, 2), np.nan) if face.landmarks is None else face.landmarks
    values = [*face.corner, *face.size]
    for x, y in points:
        values += (x, y, 0.0) if isfinite(x) and isfinite(y) else (UNKNOWN,) * 3
    values.append(UNKNOWN if face.ignored else 1.0)
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def _face(values: list[float], *, ignored: bool) -> ListedFace:
    landmarks = None
    if len(values) >= _WITH_LANDMARKS:
        triples = np.array(values[_BOX:_WITH_LANDMARKS], np.float32).reshape(LANDMARK_COUNT, 3)
        landmarks = triples[:, :2].copy()
        landmarks[(triples[:, 0] < 0) | (triples[:, 1] < 0) | (triples[:, 2] < 0)] = np.nan
    x, y, width, height = values[:_BOX]
    return ListedFace((x, y), (width, height), landmarks, ignored or width <= 0 or height <= 0)


def _lines(path: Path) -> Iterable[str]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise unreadable(path, "it is not text in UTF-8") from error
    return (line for line in text.splitlines() if line.strip())


def _name(path: Path, number: int, text: str) -> str:
    """A picture's path; one that leaves the folder is refused."""
    name = PurePosixPath(text.strip())
    if not name.suffix or name.is_absolute() or ".." in name.parts:
        raise _wrong(path, number, "expected the path of a picture inside the folder")
    return str(name)


def _numbers(path: Path, number: int, line: str) -> list[float]:
    try:
        values = [float(word) for word in line.split()]
    except ValueError:
        raise _wrong(path, number, "expected numbers") from None
    if not all(map(isfinite, values)):
        raise _wrong(path, number, "a number is not finite")
    return values


def _wrong(path: Path, number: int, reason: str) -> TrainingError:
    return unreadable(path, f"line {number}: {reason}")
