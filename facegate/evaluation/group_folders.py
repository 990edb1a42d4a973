"""Groups of faces as folders of crops, with contact sheets. Whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from facegate.errors import ImageError, StorageError
from facegate.evaluation.contact_sheet import ACROSS, ROWS, Row, face_crop, jpeg, sheet
from facegate.evaluation.corpus import Progress, Reader
from facegate.evaluation.face_finding import FoundFace

ALONE = "single"
"""Folder of the faces that are like no other."""

_NAME_LENGTH = 60
"""Characters of a picture's name that a crop's keeps: with four bytes each they fit into 255."""


def check_free(out: Path) -> None:
    """Make sure that a folder may be written there.

    Raises:
        StorageError: something is there already, and is not an empty folder.
    """
    try:
        taken = out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir())))
    except OSError as error:
        raise _not_written(out, error) from error
    if taken:
        raise StorageError(
            "Folder not empty",
            "{folder} is there already and is not an empty folder. Nothing was changed.",
            "Name a new folder.",
            folder=out.name,
        )


def write_groups(out: Path, groups: Sequence[Sequence[FoundFace]], read: Reader, progress: Progress) -> None:
    """Write a folder a group, those of one face together in one, and contact sheets of the others.

    The folder appears when it is complete. Only this account may read it: it shows faces.

    Args:
        out: a folder that is not there yet, or an empty one.
        groups: largest first, in each the medoid first.
        read: reads the pictures again; one that cannot be read any more leaves a gap.
        progress: told how many pictures are done; what it raises leaves nothing behind.

    Raises:
        StorageError: it cannot be written, or something is there.
    """
    check_free(out)
    target = out.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))  # 0700
    except OSError as error:
        raise _not_written(out, error) from error
    try:
        _write_crops(work, groups, read, progress)
        _write_sheets(work, groups, read)
        if target.is_dir():
            target.rmdir()
        work.rename(target)
    except OSError as error:
        raise _not_written(out, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def crop_places(groups: Sequence[Sequence[FoundFace]]) -> Iterator[tuple[FoundFace, Path]]:
    """Each face and where its crop lies, relative to the folder."""
    alone = 0
    for number, group in enumerate(groups, 1):
        for place, face in enumerate(group, 1):
            name = f"{face.path.stem[:_NAME_LENGTH]}.jpg"
            if len(group) == 1:
                alone += 1
                yield face, Path(ALONE) / f"{alone:05d}-{name}"
            else:
                yield face, Path(f"group-{number:04d}") / f"{place:03d}-{name}"


def _write_crops(work: Path, groups: Sequence[Sequence[FoundFace]], read: Reader, progress: Progress) -> None:
    # By picture, so that one with many faces is read once.
    wanted: dict[Path, list[tuple[FoundFace, Path]]] = {}
    for face, place in crop_places(groups):
        wanted.setdefault(face.path, []).append((face, place))
    progress(0, len(wanted))
    for done, (path, faces) in enumerate(wanted.items(), 1):
        with suppress(ImageError):
            image = read(path)
            for face, place in faces:
                file = work / place
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(jpeg(face_crop(image, face.box)))
        progress(done, len(wanted))


def _write_sheets(work: Path, groups: Sequence[Sequence[FoundFace]], read: Reader) -> None:
    places = iter(crop_places(groups))
    several = [[place for _, (_, place) in zip(group, places, strict=False)] for group in groups if len(group) > 1]
    sheets = range(0, len(several), ROWS)
    for number, start in enumerate(sheets, 1):
        rows = [
            Row(
                f"Group {start + offset}   {len(crops)} faces",
                [read(work / crop) for crop in crops[:ACROSS] if (work / crop).exists()],
            )
            for offset, crops in enumerate(several[start : start + ROWS], 1)
        ]
        name = "contact-sheet.jpg" if len(sheets) == 1 else f"contact-sheet-{number:03d}.jpg"
        (work / name).write_bytes(sheet(rows))


def _not_written(out: Path, error: OSError) -> StorageError:
    return StorageError(
        "Folder not written",
        "Nothing can be written at {folder}: {reason}.",
        "Choose another folder, or make room on the disk.",
        folder=out.name,
        reason=error.strerror or type(error).__name__,
    )
