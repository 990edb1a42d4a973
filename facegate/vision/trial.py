"""Tries a new model before it is installed: does the network do what its description says?"""

from __future__ import annotations

import numpy as np

from facegate.domain.comparison import squared_distance
from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.templates import Template
from facegate.errors import ModelError
from facegate.vision.detector_part import DetectorPart
from facegate.vision.detectors import make_detector
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.eyes import ContourOpenness
from facegate.vision.head_pose import FsaNet
from facegate.vision.manifest import Manifest
from facegate.vision.pad import MiniFasNet
from facegate.vision.predicted_quality import LightQNet
from facegate.vision.session import OnnxSession, try_model

_TRIAL_SIDE = 64
"""Pixels of the picture on which a detector is tried; a multiple of every detector's coarsest cell."""

_SAME = 1e-9
"""Squared distance at which two embeddings are the same numbers."""

_BATCH_SLACK = 1e-3
"""Squared distance that the order of additions may make between a picture alone and one among others."""

_ODDS_SLACK = 0.01
"""The same in log-odds."""

_LENGTH_SLACK = 0.01
"""How far the length of an embedding may be from 1 where the network is said to normalise it."""


def try_network(manifest: Manifest, prepared: bytes) -> None:
    """Run a prepared network on noise.

    Raises:
        ModelError: it does not run, or not as the manifest says.
    """
    # The first size is the batch; the other sizes that vary are those of a picture.
    sizes = manifest.prepare.shape
    shape = tuple(size if isinstance(size, int) else _TRIAL_SIDE if place else 1 for place, size in enumerate(sizes))
    try:
        session = try_model(prepared, manifest.id, shape)
    except ModelError as error:
        raise _unfitting(manifest, str(error.fields.get("reason", error.message))) from error
    if manifest.embedder is not None:
        _try_embedder(manifest, session)
    elif manifest.detector is not None:
        _try_detector(manifest, manifest.detector, session)
    else:
        _try_on_a_face(manifest, session)


def _try_detector(manifest: Manifest, part: DetectorPart, session: OnnxSession) -> None:
    """Let a network that tells of anchors look at noise: it tells of as many as its description says."""
    if part.decoder != "retinaface":
        return
    image = np.random.default_rng(0).integers(0, 256, (_TRIAL_SIDE, _TRIAL_SIDE, 3), np.uint8)
    try:
        make_detector(session, part, _TRIAL_SIDE, manifest.fixed_canvas).detect(image)
    except ModelError as error:
        raise _unfitting(manifest, error.message) from error


def _try_on_a_face(manifest: Manifest, session: OnnxSession) -> None:
    """Let a network that looks at faces look at noise: it returns as many numbers as its kind does."""
    image = np.random.default_rng(0).integers(0, 256, (_TRIAL_SIDE, _TRIAL_SIDE, 3), np.uint8)
    points = np.array([(20, 24), (44, 24), (32, 36), (22, 48), (42, 48)], np.float32)
    face = Detection(Box(8.0, 4.0, 48.0, 58.0), points, 1.0)
    try:
        if manifest.head_pose is not None:
            FsaNet(session, manifest.model_id, manifest.head_pose).estimate(image, face)
        if manifest.eyes is not None:
            ContourOpenness(session, manifest.model_id, manifest.eyes).measure(image, face)
        if manifest.quality is not None:
            LightQNet(session, manifest.model_id, manifest.quality).score(image, face)
        if manifest.pad is not None:
            _try_pad(manifest, MiniFasNet(session, manifest.model_id, manifest.pad))
    except ModelError as error:
        raise _unfitting(manifest, str(error.fields.get("reason", error.message))) from error


def _try_pad(manifest: Manifest, network: MiniFasNet) -> None:
    assert manifest.pad is not None
    side = manifest.pad.picture_shape[1]
    pictures = list(np.random.default_rng(0).integers(0, 256, (2, side, side, 3), np.uint8))
    alone = np.concatenate([network.log_odds([picture]) for picture in pictures])
    if alone[0] == alone[1]:
        raise _unfitting(manifest, "it says the same of different pictures")
    if np.abs(network.log_odds(pictures) - alone).max() > _ODDS_SLACK:
        raise _unfitting(manifest, "it does not take several pictures at once")


def _try_embedder(manifest: Manifest, session: OnnxSession) -> None:
    part = manifest.embedder
    assert part is not None
    extractor = EmbeddingExtractor(session, manifest.model_id, part, manifest.fixed_batch)
    pictures = list(np.random.default_rng(0).integers(0, 256, (2, part.size, part.size, 3), np.uint8))
    alone = [_extracted(manifest, extractor, [picture])[0] for picture in pictures]
    if squared_distance(*alone) <= _SAME:
        raise _unfitting(manifest, "it makes the same embedding of different pictures")
    if part.normalised:
        _check_length(manifest, session, pictures[0])
    if manifest.fixed_batch is None:
        _check_batch(manifest, extractor, pictures, alone)


def _extracted(manifest: Manifest, extractor: EmbeddingExtractor, pictures: list[BgrImage]) -> list[Template]:
    try:
        return extractor.extract(pictures)
    except ModelError as error:
        raise _unfitting(manifest, str(error.fields.get("reason", error.message))) from error


def _check_batch(
    manifest: Manifest, extractor: EmbeddingExtractor, pictures: list[BgrImage], alone: list[Template]
) -> None:
    """Networks that were exported for one picture may mix up several without a word."""
    try:
        together = extractor.extract(pictures)
    except ModelError:
        together = []
    if not together or any(
        squared_distance(one, other) > _BATCH_SLACK for one, other in zip(together, alone, strict=True)
    ):
        raise _unfitting(
            manifest, "it does not take several pictures at once; begin prepare.shape with 1 instead of a name"
        )


def _check_length(manifest: Manifest, session: OnnxSession, picture: BgrImage) -> None:
    part = manifest.embedder
    assert part is not None
    raw = EmbeddingExtractor(
        session, manifest.model_id, part.model_copy(update={"normalised": False}), manifest.fixed_batch
    )
    (template,) = raw.extract([picture])
    if abs(template.norm - 1.0) > _LENGTH_SLACK:
        raise _unfitting(manifest, f"normalised = true, but its embeddings have the length {template.norm:.3g}")


def _unfitting(manifest: Manifest, reason: str) -> ModelError:
    return ModelError(
        "Model and description do not fit",
        "{model}: {reason}.",
        "Correct size, layout, shape and the other facts in the model's description.",
        model=manifest.id,
        reason=reason.rstrip("."),
    )
