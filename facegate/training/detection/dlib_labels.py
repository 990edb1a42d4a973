"""From dlib's XML of labelled boxes to a folder of labels with landmarks. Torch-free.

dlib's own boxes are squares from eyebrows to chin. Landmarks that the file does not have are taken from a detector's
face that lies where the box is; where there is none they stay unknown and are not learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ports import FaceDetector
from facegate.errors import ImageError, TrainingError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically
from facegate.training.detection.labels import IMAGES, LABEL_FILE
from facegate.training.detection.wider import Listed, ListedFace, unreadable, write_label_txt
from facegate.vision.images import read_image

SAME_FACE = 0.3
"""Intersection over union from which a detector's face is the labelled one: its box is higher than dlib's square."""

_FIVE_OF_68 = (tuple(range(36, 42)), tuple(range(42, 48)), (30,), (48,), (54,))
"""Parts of iBUG's 68 whose means are the five landmarks: both eyes, the nose's tip, the mouth's corners."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a file.

    Attributes:
        pictures, faces: taken over.
        with_landmarks: faces of which landmarks are known.
        ignored: faces that the file says to ignore.
        skipped: pictures that cannot be read, and why.
    """

    pictures: int
    faces: int
    with_landmarks: int
    ignored: int
    skipped: dict[Path, str]


def convert_dlib(
    sources: Sequence[Path],
    target: Path,
    detector: FaceDetector | None,
    progress: Callable[[int, int], None] | None = None,
) -> Converted:
    """Write ``label.txt`` and copies of the pictures into ``target``, which is made.

    Args:
        sources: dlib's XML files; pictures lie relative to them.
        target: a folder.
        detector: gives landmarks that the files lack; None: they stay unknown.
        progress: told how many pictures are done, and of how many.

    Raises:
        TrainingError: an XML is none, two pictures have one name, or the folder cannot be written.
    """
    listed: Listed = {}
    skipped: dict[Path, str] = {}
    found = [(source.parent / name, faces) for source in sources for name, faces in read_dlib(source).items()]
    _check_names([path for path, _ in found])
    for done, (path, faces) in enumerate(found, 1):
        try:
            completed = _with_landmarks(read_image(path), faces, detector)
        except ImageError as error:
            skipped[path] = error.message
        else:
            _copy(path, target / IMAGES)
            listed[path.name] = completed
        if progress is not None:
            progress(done, len(found))
    write_label_txt(target / LABEL_FILE, listed)
    every = [face for faces in listed.values() for face in faces]
    known = sum(face.landmarks is not None for face in every)
    return Converted(len(listed), len(every), known, sum(face.ignored for face in every), skipped)


def read_dlib(source: Path) -> Listed:
    """Faces by path of the picture, relative to the file. Raises TrainingError."""
    try:
        # Expat since 2.4.1 limits what entities may grow to, and nothing outside the file is ever fetched.
        root = ElementTree.parse(source).getroot()  # noqa: S314
        return {
            image.attrib["file"].replace("\\", "/"): [_face(box) for box in image.iter("box")]
            for image in root.iter("image")
        }
    except OSError as error:
        raise unreadable(source, error.strerror or str(error)) from error
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise unreadable(source, f"it is not dlib's XML ({error})") from error


def _face(box: ElementTree.Element) -> ListedFace:
    left, top, width, height = (float(box.attrib[key]) for key in ("left", "top", "width", "height"))
    parts = {part.attrib["name"]: (float(part.attrib["x"]), float(part.attrib["y"])) for part in box.iter("part")}
    return ListedFace((left, top), (width, height), _five(parts), box.attrib.get("ignore") == "1")


def _five(parts: dict[str, tuple[float, float]]) -> npt.NDArray[np.float32] | None:
    """The five landmarks out of iBUG's 68; None where there are others or none."""
    named = {int(name): place for name, place in parts.items() if name.isdigit()}
    if not all(number in named for group in _FIVE_OF_68 for number in group):
        return None
    return np.array([np.mean([named[number] for number in group], axis=0) for group in _FIVE_OF_68], np.float32)


def _check_names(paths: Sequence[Path]) -> None:
    """The copies lie in one folder."""
    for name, times in Counter(path.name for path in paths).items():
        if times > 1:
            raise TrainingError(
                "Pictures of one name",
                "{count} pictures are called {name}; in one folder they cannot be.",
                "Convert the lists one by one, or rename the pictures.",
                count=times,
                name=name,
            )


def _copy(path: Path, folder: Path) -> None:
    try:
        folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Photographs of people: for nobody else on this machine to read.
        write_atomically(folder / path.name, path.read_bytes())
    except OSError as error:
        raise unreadable(folder, error.strerror or str(error)) from error


def _with_landmarks(image: BgrImage, faces: list[ListedFace], detector: FaceDetector | None) -> list[ListedFace]:
    if detector is None or all(face.landmarks is not None for face in faces):
        return faces
    found = detector.detect(image)
    return [_completed(face, found) if face.landmarks is None else face for face in faces]


def _completed(face: ListedFace, found: Sequence[Detection]) -> ListedFace:
    """A face with the landmarks of that which was found in its place, if any was."""
    box = Box(*face.corner, *face.size)
    best = max(found, key=lambda each: each.box.iou(box), default=None)
    if best is None or best.box.iou(box) < SAME_FACE:
        return face
    return replace(face, landmarks=best.landmarks)
