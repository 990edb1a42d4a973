"""Pictures of known people, each made into one template once, in memory only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from pathlib import Path
from typing import Any, TypeAlias

from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.ports import Vision
from facegate.domain.rates import wilson
from facegate.domain.templates import Template
from facegate.errors import EvaluationError, ImageError

PICTURE_SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".gif", ".ppm", ".pgm")
)
"""Endings of files that are taken for pictures; notes and lists may lie beside them."""

_BATCH = 8
"""Crops that are embedded at once: few enough that a progress bar moves, enough for a GPU."""

Reader: TypeAlias = Callable[[Path], BgrImage]
"""Reads a picture; raises ImageError."""

Choice: TypeAlias = Callable[[BgrImage, Sequence[Detection]], Detection | None]
"""Which of the faces in a picture is meant."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many are done, and of how many. What it raises ends the work."""


class Failure(StrEnum):
    """Why a picture gave no template: a failure to acquire (ISO/IEC 19795-1)."""

    MISSING = "missing"
    """It is named in a list and is not there."""
    UNREADABLE = "unreadable"
    """It is not a picture, or a broken one."""
    NO_FACE = "no_face"
    """No face was found in it."""


Sample: TypeAlias = Template | Failure
"""What one picture gave."""

TREATMENT = (
    "A picture without a template is a failure to acquire. It stays in the protocol: a comparison or search with it"
    " ends in no match, which is an error where the persons are the same and none where they differ. The rates are"
    " the generalised ones of ISO/IEC 19795-1."
)
"""What becomes of failures, for reports."""


def principal_face(image: BgrImage, faces: Sequence[Detection]) -> Detection | None:
    """The face that a photograph is of: the largest of the sure ones."""
    del image
    return principal(faces)


def central_face(image: BgrImage, faces: Sequence[Detection]) -> Detection | None:
    """The face nearest to the picture's centre, where LFW shows the person."""
    x, y = image.shape[1] / 2, image.shape[0] / 2
    return min(faces, key=lambda face: hypot(face.box.center[0] - x, face.box.center[1] - y), default=None)


def pictures(folder: Path) -> list[Path]:
    """The picture files in a folder and below it, sorted; hidden ones left out.

    Raises:
        EvaluationError: there is no such folder, or it cannot be read.
    """
    try:
        files = [path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()]
        there = folder.is_dir()
    except OSError as error:
        raise _unusable(folder) from error
    if not there:
        raise _unusable(folder)
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def people(folder: Path) -> dict[str, list[Path]]:
    """The pictures of each person: one folder a person, by the folder's name, sorted.

    Raises:
        EvaluationError: there is no such folder, or nobody in it.
    """
    found: dict[str, list[Path]] = {}
    for path in pictures(folder):
        parts = path.relative_to(folder).parts
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(path)
    if not found:
        raise EvaluationError(
            "No people",
            "The folder {folder} holds no folder with pictures.",
            "Name a folder that holds one folder of pictures for each person.",
            folder=folder.name,
        )
    return found


def extract(
    files: Sequence[Path], vision: Vision, read: Reader, choose: Choice, progress: Progress
) -> dict[Path, Sample]:
    """One template a picture, or why there is none; pictures are read one by one and not kept.

    Args:
        files: pictures; each is read once.
        vision: its ``photo_detector`` looks for faces, its aligner and extractor do the rest.
        read: reads a file.
        choose: which face is meant.
        progress: see :data:`Progress`.

    Raises:
        ModelError: a network cannot run.
    """
    found: dict[Path, Sample] = {}
    waiting: dict[Path, BgrImage] = {}
    wanted = dict.fromkeys(files)
    progress(0, len(wanted))
    for done, path in enumerate(wanted, 1):
        crop = _crop(path, vision, read, choose)
        if isinstance(crop, Failure):
            found[path] = crop
        else:
            waiting[path] = crop
        if len(waiting) == _BATCH or done == len(wanted):
            found.update(zip(waiting, vision.extractor.extract(list(waiting.values())), strict=True))
            waiting.clear()
            progress(done, len(wanted))
    return found


def _crop(path: Path, vision: Vision, read: Reader, choose: Choice) -> BgrImage | Failure:
    if not path.exists():
        return Failure.MISSING
    try:
        image = read(path)
    except ImageError:
        return Failure.UNREADABLE
    face = choose(image, vision.photo_detector.detect(image))
    return Failure.NO_FACE if face is None else vision.aligner.align(image, face)


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How many pictures there were, and those that gave no template.

    Attributes:
        attempted: pictures.
        failed: the others' names, relative to the folder that was evaluated, and why.
    """

    attempted: int
    failed: Mapping[str, Failure]

    def record(self) -> dict[str, Any]:
        """As JSON: ``fta`` is the failure-to-acquire rate."""
        return {
            "pictures": self.attempted,
            "fta": wilson(len(self.failed), self.attempted).record(),
            "failed": [{"image": name, "reason": reason} for name, reason in self.failed.items()],
            "treatment": TREATMENT,
        }


def acquisition(samples: Mapping[str, Sample]) -> Acquisition:
    """What :func:`extract` did not get, by name."""
    failed = {name: sample for name, sample in sorted(samples.items()) if isinstance(sample, Failure)}
    return Acquisition(len(samples), failed)


def _unusable(folder: Path) -> EvaluationError:
    return EvaluationError(
        "Folder not usable",
        "There is no folder {folder}, or it cannot be read.",
        "Check the name and the permissions.",
        folder=folder.name,
    )
