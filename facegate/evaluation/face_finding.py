"""Every face of many pictures, with its template; pictures are read one by one and not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ports import Vision
from facegate.domain.quality import RECOGNITION_GATE, Defect
from facegate.domain.templates import Template
from facegate.errors import ImageError
from facegate.evaluation.corpus import Progress, Reader


@dataclass(frozen=True, slots=True, eq=False)
class FoundFace:
    """A face in a picture.

    Attributes:
        path: the picture.
        box: pixels of the upright picture.
        template: of the embedder in use; None where the face has defects.
        defects: why nothing can be said of who it is; empty if it can.
    """

    path: Path
    box: Box
    template: Template | None
    defects: tuple[Defect, ...]


@dataclass(slots=True)
class Finds:
    """What many pictures held.

    Attributes:
        faces: in the pictures' order, in each by score.
        empty: pictures without a face.
        unread: pictures that cannot be read, and why.
    """

    faces: list[FoundFace] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)
    unread: list[tuple[Path, ImageError]] = field(default_factory=list)


def find_faces(files: Sequence[Path], vision: Vision, read: Reader, progress: Progress) -> Finds:
    """Look for every face in pictures.

    Args:
        files: pictures; each is read once.
        vision: its ``photo_detector`` looks for faces, the others do the rest.
        read: reads a file.
        progress: told how many pictures are done; what it raises ends the work.

    Raises:
        ModelError: a network cannot run.
    """
    finds = Finds()
    progress(0, len(files))
    for done, path in enumerate(files, 1):
        try:
            image = read(path)
        except ImageError as error:
            finds.unread.append((path, error))
        else:
            found = vision.photo_detector.detect(image)
            finds.faces += _faces(path, image, found, vision)
            if not found:
                finds.empty.append(path)
        progress(done, len(files))
    return finds


def _faces(path: Path, image: BgrImage, found: Sequence[Detection], vision: Vision) -> list[FoundFace]:
    step = max(1, vision.extractor.preferred_batch)
    faces = []
    # In batches: a crowd's crops need not all fit into memory.
    for start in range(0, len(found), step):
        batch = found[start : start + step]
        crops = [vision.aligner.align(image, each) for each in batch]
        defects = [
            RECOGNITION_GATE.defects(vision.assessor.assess(image, each, crop))
            for each, crop in zip(batch, crops, strict=True)
        ]
        clear = [crop for crop, wrong in zip(crops, defects, strict=True) if not wrong]
        templates = iter(vision.extractor.extract(clear) if clear else [])
        faces += [
            FoundFace(path, each.box, None if wrong else next(templates), wrong)
            for each, wrong in zip(batch, defects, strict=True)
        ]
    return faces
