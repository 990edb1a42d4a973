"""Cuts one face out of one picture for training: what the program cuts out for a network, and a margin around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ports import FaceDetector
from facegate.evaluation.corpus import central_face, principal_face
from facegate.training.data.aligned import Crops
from facegate.training.data.specs import DataSpec
from facegate.vision.aligner import ARCFACE_SIZE, ARCFACE_TEMPLATE, PointAligner

SMALL = 256
"""Pixels: a picture of fewer a side in which nothing is found is enlarged to it."""

LARGE = 1024
"""Pixels: a picture of more a side is reduced to it before a frame is put around it."""

FRAME = 0.5
"""Of a picture's longer side that is added at each edge where nothing is found: a face that is cut off tightly has
around it neither the hair nor the background that detectors have always seen there."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """What one picture gave.

    Attributes:
        crop: shape (C, C, 3), RGB, uint8.
        image: the picture in which the face was found, BGR; larger than what was read where that was needed.
        face: where; None: the middle of the picture was taken.
    """

    crop: Crops
    image: BgrImage
    face: Detection | None


def crop_side(spec: DataSpec) -> int:
    """C, pixels along each side of a crop: the window and the margin around it."""
    return spec.size + 2 * round(spec.size * spec.margin)


def window_points(spec: DataSpec) -> npt.NDArray[np.float64]:
    """Where the landmarks stand in a crop: ArcFace's points, scaled to the window in its middle; shape (5, 2)."""
    # The template's pixels are counted from the corner's middle; so are the crop's.
    return ARCFACE_TEMPLATE * (spec.size / ARCFACE_SIZE) + (crop_side(spec) - spec.size) / 2


class FaceCutter:
    """Finds and cuts out the face that a picture is of."""

    def __init__(self, detector: FaceDetector, spec: DataSpec) -> None:
        """Use a detector that takes its time, the program's ``photo_detector``."""
        self._detector = detector
        self._whole = spec.without_face == "whole"
        self._side = crop_side(spec)
        self._aligner = PointAligner(self._side, window_points(spec))

    def cut(self, image: BgrImage, *, centred: bool) -> Cut | None:
        """The face nearest to the middle, or the largest of the sure ones; None where there is none.

        Raises:
            ModelError: the detector cannot run.
        """
        choose = central_face if centred else principal_face
        for seen in _looks(image):
            face = choose(seen, self._detector.detect(seen))
            if face is not None:
                return Cut(_rgb(self._aligner.align(seen, face)), seen, face)
        return Cut(_rgb(self._middle(image)), image, None) if self._whole else None

    def _middle(self, image: BgrImage) -> BgrImage:
        """The square in the middle, scaled to a crop."""
        height, width = image.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        square = image[top : top + side, left : left + side]
        finer = cv2.INTER_AREA if side > self._side else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(square, (self._side, self._side), interpolation=finer), np.uint8)


def _looks(image: BgrImage) -> Iterator[BgrImage]:
    """The picture; where that shows nothing, at a usual size with a frame of its own edge around it."""
    yield image
    longer = max(image.shape[:2])
    times = min(max(1.0, SMALL / longer), LARGE / longer)
    size = (max(1, round(image.shape[1] * times)), max(1, round(image.shape[0] * times)))
    scaled = cv2.resize(image, size, interpolation=cv2.INTER_AREA if times < 1.0 else cv2.INTER_CUBIC)
    edge = round(max(size) * FRAME)
    yield np.pad(np.asarray(scaled, np.uint8), ((edge, edge), (edge, edge), (0, 0)), "edge")


def _rgb(image: BgrImage) -> Crops:
    return np.ascontiguousarray(image[:, :, ::-1])
