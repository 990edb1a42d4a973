"""The whole of vision, ready to run: loaded, on one provider, warmed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from facegate import logs
from facegate.domain.identification import OperatingPoint
from facegate.domain.ids import ModelId
from facegate.domain.ports import (
    EyeOpenness,
    FaceAligner,
    FaceDetector,
    HeadPoseEstimator,
    Provider,
    QualityAssessor,
    QualityPredictor,
    TemplateExtractor,
)
from facegate.domain.ports_pad import PresentationModel
from facegate.errors import ModelError
from facegate.vision.aligner import ARCFACE_SIZE, BoxAligner, PointAligner
from facegate.vision.detector_part import DetectorPart
from facegate.vision.detectors import make_detector
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.extras import Extras
from facegate.vision.manifest import CELL
from facegate.vision.photos import PhotoDetector
from facegate.vision.predicted_quality import NormPredictor
from facegate.vision.quality import CropAssessor
from facegate.vision.session import OnnxSession, Preference, open_session
from facegate.vision.store import ModelStore

_SHAPES = ((9, 16), (3, 4))
"""Height to width of the pictures that cameras give; their canvases are warmed up."""

_Shapes = Sequence[tuple[int, ...]]
"""Of inputs."""

Part = TypeVar("Part", DetectorPart, EmbedderPart)


@dataclass(frozen=True, slots=True)
class VisionStack:
    """Everything from a picture to a template.

    Attributes:
        detector: one pass a frame, for live pictures.
        photo_detector: several passes, for photographs.
        provider: where the networks run.
        operating_point: the embedder's default threshold.
        norm_predictor: where the embedder's manifest says what the length of its embeddings tells.
        extras: networks that the program does without; None: there are none.
    """

    detector: FaceDetector
    photo_detector: FaceDetector
    aligner: FaceAligner
    assessor: QualityAssessor
    extractor: TemplateExtractor
    provider: Provider
    operating_point: OperatingPoint
    norm_predictor: QualityPredictor | None = None
    extras: Extras | None = None

    @property
    def head_pose(self) -> HeadPoseEstimator | None:
        """See :class:`facegate.domain.ports.Vision`."""
        return self.extras.head_pose() if self.extras is not None else None

    @property
    def eyes(self) -> EyeOpenness | None:
        """See :class:`facegate.domain.ports.Vision`."""
        return self.extras.eyes() if self.extras is not None else None

    @property
    def pad(self) -> PresentationModel | None:
        """See :class:`facegate.domain.ports.Vision`."""
        return self.extras.pad() if self.extras is not None else None

    @property
    def quality_predictor(self) -> QualityPredictor | None:
        """By the embedding's length, which predicts better than a network of its own and costs nothing; else that."""
        if self.norm_predictor is not None or self.extras is None:
            return self.norm_predictor
        return self.extras.quality()


def load_vision(
    store: ModelStore, detector_id: ModelId, embedder_id: ModelId, provider: Preference, detection_size: int
) -> VisionStack:
    """Load both networks and run them once.

    Args:
        store: where they are installed.
        detector_id: a model with the task ``detector``.
        embedder_id: a model with the task ``embedder``.
        provider: what the user wants; what they get is in the result.
        detection_size: pixels of a frame's longer side as the detector sees it.

    Raises:
        ModelError: not installed, damaged, of another task, or not able to run here.
    """
    finder = store.manifest(detector_id)
    detector_part = _part(finder.detector, detector_id, "detector")
    manifest = store.manifest(embedder_id)
    embedder_part = _part(manifest.embedder, embedder_id, "embedder")
    files = store.prepared_path(detector_id), store.prepared_path(embedder_id)
    size = embedder_part.size
    shapes = (
        _detector_shapes(detection_size, finder.fixed_canvas),
        [(manifest.fixed_batch or 1, *embedder_part.picture_shape)],
    )
    sessions = _open_both(files, provider, shapes)
    detector = make_detector(sessions[0], detector_part, detection_size, finder.fixed_canvas)
    extractor = EmbeddingExtractor(sessions[1], embedder_id, embedder_part, manifest.fixed_batch)
    # Noise, for a flat picture may rightly give no embedding; proves that the manifest tells the truth.
    noise = np.random.default_rng(0).integers(0, 256, (size, size, 3), np.uint8)
    for power in range(extractor.preferred_batch.bit_length()):
        extractor.extract([noise] * (1 << power))
    logs.models.info("%s and %s are ready on the %s", detector_id, embedder_id, sessions[0].provider.name)
    return VisionStack(
        detector=detector,
        photo_detector=PhotoDetector(detector, detector_part.nms_threshold),
        aligner=make_aligner(embedder_part),
        assessor=CropAssessor(None if _takes_usual_crops(embedder_part) else PointAligner()),
        extractor=extractor,
        provider=sessions[0].provider,
        operating_point=manifest.operating_point,
        norm_predictor=None
        if embedder_part.norm_matches is None
        else NormPredictor(extractor, embedder_part.norm_matches),
        extras=Extras(store),
    )


def make_aligner(part: EmbedderPart) -> FaceAligner:
    """What cuts faces out for an embedder."""
    if part.alignment == "box":
        return BoxAligner(part.size, part.margin or 0.0, stretch=part.stretch)
    return PointAligner(part.size, part.points)


def _takes_usual_crops(part: EmbedderPart) -> bool:
    return part.size == ARCFACE_SIZE and part.alignment == "arcface"


def _part(part: Part | None, model_id: ModelId, task: str) -> Part:
    if part is None:
        raise ModelError(
            "Wrong kind of model",
            "{model} is not a model for the task {task}.",
            "Choose another one in the settings.",
            model=model_id,
            task=task,
        )
    return part


def _detector_shapes(detection_size: int, fixed: tuple[int, int] | None) -> list[tuple[int, ...]]:
    if fixed is not None:
        return [(1, 3, fixed[1], fixed[0])]
    return [(1, 3, -(-detection_size * high // (wide * CELL)) * CELL, detection_size) for high, wide in _SHAPES]


def _open_both(
    files: tuple[Path, Path],
    preference: Preference,
    shapes: tuple[_Shapes, _Shapes],
) -> tuple[OnnxSession, OnnxSession]:
    """Detector and embedder on the same provider, so that what the status bar says is true of both."""
    second = open_session(files[1], preference, shapes[1])
    if second.provider.name == "CPU":
        return open_session(files[0], "cpu", shapes[0], reason=second.provider.detail), second
    first = open_session(files[0], preference, shapes[0])
    if first.provider.name == "CPU":
        second = open_session(files[1], "cpu", shapes[1])
    return first, second
