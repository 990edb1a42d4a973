"""How well a detector finds labelled faces: average precision by level. Torch-free.

The record's keys, which stay as they are: ``pictures``, ``faces``, ``unreadable``; ``levels``: for each level
``{"ap", "faces"}``, ``ap`` null where it has no face; ``threshold``: ``{"score", "precision", "recall"}`` over all
faces (:mod:`facegate.training.detection.score_threshold`), null where nothing was found; ``protocol``: in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.ports import FaceDetector
from facegate.errors import ImageError
from facegate.training.detection.average_precision import Judged, Precision, average_precision
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.levels import Level, everything
from facegate.training.detection.score_threshold import ScoreThreshold, best_threshold
from facegate.vision.images import read_image

LEAST_SCORE = 0.02
"""From which faces are counted: the curve needs unsure ones, too. As RetinaFace is usually measured."""

PROTOCOL = "WIDER FACE: intersection over union 0.5, 1000 thresholds, ignored faces neither right nor wrong"


@dataclass(frozen=True, slots=True)
class DetectorRates:
    """What one run over a set found.

    Attributes:
        pictures, faces: how many were looked at, and labelled faces that count in them.
        levels: curves by name of the level.
        threshold: from which faces are to be believed; None: nothing was found rightly.
        unreadable: pictures left out, and why.
    """

    pictures: int
    faces: int
    levels: dict[str, Precision]
    threshold: ScoreThreshold | None
    unreadable: dict[Path, str]

    def record(self) -> dict[str, Any]:
        """As JSON; see the module."""
        return {
            "pictures": self.pictures,
            "faces": self.faces,
            "unreadable": len(self.unreadable),
            "levels": {name: {"ap": level.average, "faces": level.faces} for name, level in self.levels.items()},
            "threshold": None if self.threshold is None else self.threshold.record(),
            "protocol": PROTOCOL,
        }


def evaluate_detector(
    detector: FaceDetector,
    pictures: Sequence[LabelledPicture],
    levels: Sequence[Level],
    progress: Callable[[int, int], None] | None = None,
) -> DetectorRates:
    """Look for faces in every picture and judge them.

    Args:
        detector: should give faces from :data:`LEAST_SCORE`.
        pictures: labelled.
        levels: which faces are to be found.
        progress: told how many pictures are done, and of how many.

    Raises:
        ModelError: the detector cannot run.
    """
    found: list[tuple[LabelledPicture, list[Detection]]] = []
    unreadable: dict[Path, str] = {}
    for done, picture in enumerate(pictures, 1):
        try:
            found.append((picture, detector.detect(read_image(picture.path))))
        except ImageError as error:
            unreadable[picture.path] = error.message
        if progress is not None:
            progress(done, len(pictures))
    curves = {
        level.name: average_precision([_judged(picture, faces, level) for picture, faces in found]) for level in levels
    }
    faces = sum(int((~picture.ignored).sum()) for picture, _ in found)
    threshold = best_threshold([_judged(picture, given, everything()) for picture, given in found])
    return DetectorRates(len(found), faces, curves, threshold, unreadable)


def _judged(picture: LabelledPicture, faces: Sequence[Detection], level: Level) -> Judged:
    boxes = [(face.box.x, face.box.y, face.box.right, face.box.bottom) for face in faces]
    return Judged(
        picture.boxes.astype(np.float64),
        level.counted(picture),
        np.array(boxes, np.float64).reshape(-1, 4),
        np.array([face.score for face in faces], np.float64),
    )
