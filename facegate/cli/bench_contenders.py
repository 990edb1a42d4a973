"""The same job four ways: every face of a frame found, cut out and turned into a template."""

from __future__ import annotations

import importlib
import time
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from facegate.cli.bench_report import Comparison, milliseconds
from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.ports import Vision
from facegate.settings.model import RecognitionSettings
from facegate.vision.session import Tensor, open_session
from facegate.vision.store import ModelStore

_GRID = 32
"""The detector takes sizes that are multiples of this."""

_WARM_UP = 3
_ROUNDS = 25

_OPENCV_THREADS = 2
"""As many as onnxruntime gets; the program itself leaves OpenCV one."""


class Contender(Protocol):
    """One way to do the job."""

    name: str

    def run(self, image: BgrImage) -> int:
        """Do it once; return how many faces were handled."""


class Ours:
    """The parts of the program, without tracking, which would spare most of the work."""

    name = "FaceGate"

    def __init__(self, vision: Vision) -> None:
        self._vision = vision

    def run(self, image: BgrImage) -> int:
        """See :class:`Contender`."""
        vision = self._vision
        crops = []
        for face in vision.detector.detect(image):
            crop = vision.aligner.align(image, face)
            vision.assessor.assess(image, face, crop)
            crops.append(crop)
        step = vision.extractor.preferred_batch
        for start in range(0, len(crops), step):
            vision.extractor.extract(crops[start : start + step])
        return len(crops)


class BareRuns:
    """Only the runs of the networks that the job contains: the limit.

    On a real frame and its real crops: on zeros a network computes with denormal numbers, three times as slowly.
    """

    name = "bare onnxruntime"

    def __init__(self, vision: Vision, store: ModelStore, chosen: RecognitionSettings, frame: BgrImage) -> None:
        self._picture = _as_tensor(_canvas(frame, chosen.detection_size))
        crops = [_as_tensor(vision.aligner.align(frame, face)) for face in vision.detector.detect(frame)]
        step = vision.extractor.preferred_batch
        self._batches = [np.concatenate(crops[start : start + step]) for start in range(0, len(crops), step)]
        self._detector = open_session(
            store.prepared_path(ModelId(chosen.detector)), chosen.provider, [self._picture.shape]
        )
        self._embedder = open_session(
            store.prepared_path(ModelId(chosen.embedder)), chosen.provider, [batch.shape for batch in self._batches]
        )

    def run(self, image: BgrImage) -> int:  # noqa: ARG002 - the work does not depend on it
        """See :class:`Contender`."""
        self._detector.run(self._picture)
        for batch in self._batches:
            self._embedder.run(batch)
        return sum(len(batch) for batch in self._batches)


def _canvas(frame: BgrImage, longer_side: int) -> BgrImage:
    """The frame scaled, in the upper left corner of a canvas whose sides are multiples of the detector's grid."""
    scale = longer_side / max(frame.shape[:2])
    small = cv2.resize(frame, None, fx=scale, fy=scale)
    height, width = (-(-side // _GRID) * _GRID for side in small.shape[:2])
    canvas = np.zeros((height, width, 3), np.uint8)
    canvas[: small.shape[0], : small.shape[1]] = small
    return canvas


def _as_tensor(image: BgrImage) -> Tensor:
    """Shape (1, 3, height, width), float32; the colours' order makes no difference to the time."""
    return np.ascontiguousarray(image.transpose(2, 0, 1)[None], np.float32)


class OpenCv:
    """OpenCV's own classes with the same prepared models, at the same detection size."""

    name = "OpenCV"

    def __init__(self, store: ModelStore, chosen: RecognitionSettings) -> None:
        part = store.manifest(ModelId(chosen.detector)).detector
        score, overlap = (part.score_threshold, part.nms_threshold) if part is not None else (0.9, 0.3)
        self._long = chosen.detection_size
        self._detector = cv2.FaceDetectorYN.create(
            str(store.prepared_path(ModelId(chosen.detector))), "", (_GRID, _GRID), score, overlap
        )
        self._recogniser = cv2.FaceRecognizerSF.create(str(store.prepared_path(ModelId(chosen.embedder))), "")

    def run(self, image: BgrImage) -> int:
        """See :class:`Contender`."""
        before = cv2.getNumThreads()
        cv2.setNumThreads(_OPENCV_THREADS)
        try:
            return self._run(image)
        finally:
            cv2.setNumThreads(before)

    def _run(self, image: BgrImage) -> int:
        scale = self._long / max(image.shape[:2])
        small = cv2.resize(image, None, fx=scale, fy=scale)
        self._detector.setInputSize((small.shape[1], small.shape[0]))
        _, faces = self._detector.detect(small)
        found = [] if faces is None else list(faces)  # the stubs say never None, the library disagrees
        for face in found:
            place = face.copy()
            place[:14] /= scale
            self._recogniser.feature(self._recogniser.alignCrop(image, place))
        return len(found)


class Dlib:
    """The package ``face_recognition`` as its documentation uses it."""

    name = "face_recognition"

    def __init__(self) -> None:
        self._library = importlib.import_module("face_recognition")

    def run(self, image: BgrImage) -> int:
        """See :class:`Contender`."""
        rgb = np.ascontiguousarray(image[:, :, ::-1])
        places = self._library.face_locations(rgb)
        return len(self._library.face_encodings(rgb, places))


def contenders(
    vision: Vision, store: ModelStore, chosen: RecognitionSettings, frame: BgrImage
) -> tuple[list[Contender], dict[str, str]]:
    """Those that run here, for pictures like this one, and why the others do not."""
    found: list[Contender] = [Ours(vision), BareRuns(vision, store, chosen, frame)]
    missing = {}
    try:
        found.append(OpenCv(store, chosen))
    except cv2.error as error:
        missing[OpenCv.name] = str(error.err or error)
    try:
        found.append(Dlib())
    except (ImportError, SystemExit) as error:  # without its models the package ends the program
        missing[Dlib.name] = f"not installed ({error})"
    return found, missing


def compare(rivals: Sequence[Contender], frames: Sequence[BgrImage], people: int) -> Comparison:
    """Median time of a frame for each, turn by turn, so that all meet the same heat and the same neighbours."""
    seconds: dict[str, list[float]] = {rival.name: [] for rival in rivals}
    faces: dict[str, int] = {}
    for number in range(_WARM_UP + _ROUNDS):
        for rival in rivals:
            started = time.perf_counter()
            faces[rival.name] = rival.run(frames[number % len(frames)])
            if number >= _WARM_UP:
                seconds[rival.name].append(time.perf_counter() - started)
    return Comparison(people, {name: round(milliseconds(each), 2) for name, each in seconds.items()}, faces)
