"""Other programs on the same pairs of pictures: what a user would pick instead, measured in the same run."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, inf
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.errors import EvaluationError, ImageError

if TYPE_CHECKING:
    from facegate.domain.frames import BgrImage
    from facegate.domain.ports import Vision
    from facegate.evaluation.comparisons import Compared
    from facegate.evaluation.pairs import PairList
    from facegate.settings.model import RecognitionSettings
    from facegate.vision.store import ModelStore

Embedding: TypeAlias = npt.NDArray[np.float64]
"""Shape (D,), as its program compares it: by Euclidean distance, here squared."""

_GRID = 32
"""The detector takes sizes that are multiples of this."""


class Contender(Protocol):
    """A program that turns the face nearest to a picture's centre into an embedding.

    Attributes:
        name: as it is shown.
        threshold: squared distance at which it decides unless told otherwise.
    """

    name: str
    threshold: float

    def embed(self, image: BgrImage) -> Embedding | None:
        """None where it finds no face."""


class Ours:
    """What ``identify``, ``verify`` and enrolment from photographs do."""

    name = "FaceGate"

    def __init__(self, vision: Vision, threshold: float) -> None:
        self._vision = vision
        self.threshold = threshold

    def embed(self, image: BgrImage) -> Embedding | None:
        """See :class:`Contender`."""
        from facegate.evaluation.corpus import central_face

        face = central_face(image, self._vision.photo_detector.detect(image))
        if face is None:
            return None
        (template,) = self._vision.extractor.extract([self._vision.aligner.align(image, face)])
        return template.vector.astype(np.float64)


class OpenCv:
    """OpenCV's FaceDetectorYN and FaceRecognizerSF with the same prepared models, as its sample uses them."""

    name = "OpenCV"
    threshold = 1.128**2
    """Published for the Euclidean distance of normalised features."""

    def __init__(self, store: ModelStore, chosen: RecognitionSettings) -> None:
        from facegate.cv import cv2
        from facegate.domain.ids import ModelId

        self._detector = cv2.FaceDetectorYN.create(
            str(store.prepared_path(ModelId(chosen.detector))), "", (_GRID, _GRID)
        )
        self._recogniser = cv2.FaceRecognizerSF.create(str(store.prepared_path(ModelId(chosen.embedder))), "")

    def embed(self, image: BgrImage) -> Embedding | None:
        """See :class:`Contender`."""
        self._detector.setInputSize((image.shape[1], image.shape[0]))
        # The stubs say never None, the library disagrees.
        faces: Any = self._detector.detect(image)[1]
        if faces is None:
            return None
        face = min(faces, key=lambda row: _off_centre(image, row[0] + row[2] / 2, row[1] + row[3] / 2))
        feature = self._recogniser.feature(self._recogniser.alignCrop(image, face)).ravel().astype(np.float64)
        return np.asarray(feature / np.linalg.norm(feature), np.float64)


class FaceRecognition:
    """The package ``face_recognition`` (dlib) as its documentation uses it."""

    name = "face_recognition"
    threshold = 0.6**2
    """Its published tolerance."""

    def __init__(self) -> None:
        self._library = importlib.import_module("face_recognition")

    def embed(self, image: BgrImage) -> Embedding | None:
        """See :class:`Contender`."""
        rgb = np.ascontiguousarray(image[:, :, ::-1])
        places = self._library.face_locations(rgb)
        if not places:
            return None
        nearest = min(
            places, key=lambda place: _off_centre(image, (place[1] + place[3]) / 2, (place[0] + place[2]) / 2)
        )
        return np.asarray(self._library.face_encodings(rgb, [nearest])[0], np.float64)


def _off_centre(image: BgrImage, x: float, y: float) -> float:
    return hypot(x - image.shape[1] / 2, y - image.shape[0] / 2)


RIVALS = ("opencv", "face_recognition")


def rival(name: str, store: ModelStore, chosen: RecognitionSettings) -> Contender:
    """One of :data:`RIVALS`.

    Raises:
        EvaluationError: it is not installed here.
    """
    try:
        return OpenCv(store, chosen) if name == "opencv" else FaceRecognition()
    except (ImportError, SystemExit) as error:  # without its models the package ends the program
        raise EvaluationError(
            "Not installed",
            "{name} cannot be used here: {reason}.",
            "Install it beside the program, or leave it out.",
            name=name,
            reason=str(error) or "it ended at once",
        ) from error


@dataclass(slots=True)
class Course:
    """What one contender did.

    Attributes:
        embeddings: by file; None where it found no face.
        seconds: of each picture.
    """

    embeddings: dict[Path, Embedding | None] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


def race(
    contenders: Sequence[Contender],
    files: Sequence[Path],
    read: Callable[[Path], BgrImage],
    progress: Callable[[int, int], None],
) -> dict[str, Course]:
    """Every picture to every contender in turn, so that all meet the same heat and the same neighbours."""
    courses = {contender.name: Course() for contender in contenders}
    wanted = dict.fromkeys(files)
    for done, path in enumerate(wanted, 1):
        try:
            image = read(path)
        except ImageError:
            image = None
        for contender in contenders:
            course = courses[contender.name]
            started = time.perf_counter()
            course.embeddings[path] = None if image is None else contender.embed(image)
            course.seconds.append(time.perf_counter() - started)
        progress(done, len(wanted))
    return courses


def result(contender: Contender, course: Course, pairs: PairList) -> dict[str, Any]:
    """Rates as ``evaluate verification`` tells them, and the median time of a picture."""
    from facegate.domain.rates import wilson
    from facegate.evaluation.comparisons import accuracy_over_folds, rates_record

    compared = _compared(course.embeddings, pairs)
    accuracy = accuracy_over_folds(compared, pairs.folds)
    lost = sum(embedding is None for embedding in course.embeddings.values())
    return {
        "name": contender.name,
        "accuracy": accuracy.pooled.record(),
        **rates_record(compared, contender.threshold),
        "threshold": contender.threshold,
        "fta": wilson(lost, len(course.embeddings)).record(),
        "ms_per_picture": round(1000 * median(course.seconds), 1),
    }


def _compared(embeddings: Mapping[Path, Embedding | None], pairs: PairList) -> Compared:
    from facegate.evaluation.comparisons import Compared

    def side(files: Sequence[Path]) -> Embedding | None:
        found = [embedding for file in files if (embedding := embeddings[file]) is not None]
        return _fused(found) if found else None

    distances = np.full(len(pairs.pairs), inf)
    for place, pair in enumerate(pairs.pairs):
        first, second = side(pair.first.files), side(pair.second.files)
        if first is not None and second is not None:
            distances[place] = float(((first - second) ** 2).sum())
    return Compared(
        distances,
        np.array([pair.mated for pair in pairs.pairs], np.bool_),
        np.array([pair.fold for pair in pairs.pairs], np.intp),
    )


def _fused(embeddings: Sequence[Embedding]) -> Embedding:
    """The direction of the mean at the mean length, as :func:`facegate.domain.fusion.fuse` does with templates.

    The mean alone is shorter, and nearer to everything.
    """
    mean = np.mean(embeddings, axis=0)
    length = float(np.linalg.norm(mean))
    wanted = float(np.linalg.norm(embeddings, axis=1).mean())
    return np.asarray(mean * (wanted / length) if length else mean, np.float64)
