"""Squares cut out of pictures for training, with their faces. Torch-free.

RetinaFace's augmentation: a square of random size around random faces, light and colour, a mirror image in which left
and right landmarks change places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.specs import MEAN_BGR, DetectionAugmentSpec
from facegate.vision.anchors import Floats

_TRIES = 50
"""Squares that are drawn until one has the middle of a face; the last one is taken."""

_WIDEST = 1.25
"""Times the picture's longer side that a square has at most: beyond that is nothing but border."""

_MIRRORED = (1, 0, 2, 4, 3)
"""Landmarks of a mirror image: eyes and mouth corners change sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One square.

    Attributes:
        picture: (3, S, S), float32, BGR less the mean.
        boxes: (F, 4), float32, left, top, right, bottom, inside the square.
        landmarks: (F, 5, 2), float32; NaN where not known.
        ignored: (F,), bool.
    """

    picture: Floats
    boxes: Floats
    landmarks: Floats
    ignored: npt.NDArray[np.bool_]


def cut_sample(
    image: BgrImage, labels: LabelledPicture, size: int, spec: DetectionAugmentSpec, random: np.random.Generator
) -> Sample:
    """Cut a random square of ``image`` and scale it to ``size`` pixels; the same for the same state of ``random``."""
    left, top, side = _square(image, labels, size, spec, random)
    scale = size / side
    picture = _changed(_scaled(_cut(image, left, top, side), size), spec.colour, random)
    origin = np.array((left, top), np.float32)
    middles = (labels.boxes[:, :2] + labels.boxes[:, 2:]) / 2 - origin
    kept = ((middles >= 0) & (middles < side)).all(axis=1)
    boxes = np.clip((labels.boxes[kept].reshape(-1, 2, 2) - origin) * scale, 0, size).reshape(-1, 4)
    landmarks = (labels.landmarks[kept] - origin) * np.float32(scale)
    too_small = np.min(boxes[:, 2:] - boxes[:, :2], axis=1, initial=np.inf) < spec.least_face
    ignored = labels.ignored[kept] | too_small
    if random.random() < spec.flip:
        picture = picture[:, ::-1]
        boxes = np.stack((size - boxes[:, 2], boxes[:, 1], size - boxes[:, 0], boxes[:, 3]), axis=1)
        landmarks = landmarks[:, _MIRRORED] * (-1, 1) + (size, 0)
    planes = picture.astype(np.float32) - np.array(MEAN_BGR, np.float32)
    return Sample(
        np.ascontiguousarray(planes.transpose(2, 0, 1)), boxes.astype(np.float32), landmarks.astype(np.float32), ignored
    )


def _square(
    image: BgrImage, labels: LabelledPicture, size: int, spec: DetectionAugmentSpec, random: np.random.Generator
) -> tuple[int, int, int]:
    """Left, top and side of a square that has a face, in pixels; it may reach beyond the picture."""
    faces = labels.boxes[~labels.ignored]
    if spec.faces is not None and len(faces):
        return _around_face(image, faces[random.integers(len(faces))], size, spec.faces, random)
    height, width = image.shape[:2]
    middles = (faces[:, :2] + faces[:, 2:]) / 2
    left, top, side = 0, 0, max(1, min(height, width))
    for _ in range(_TRIES):
        side = max(1, round(float(random.choice(spec.shares)) * min(height, width)))
        # Where the square is larger than the picture, that lies anywhere inside it.
        left, top = (int(random.integers(min(0, room), max(0, room) + 1)) for room in (width - side, height - side))
        inside = (middles >= (left, top)) & (middles < (left + side, top + side))
        if len(middles) == 0 or inside.all(axis=1).any():
            break
    return left, top, side


def _around_face(
    image: BgrImage, face: Floats, size: int, sizes: tuple[float, float], random: np.random.Generator
) -> tuple[int, int, int]:
    """A square in which ``face`` has a size between two, as far as the picture reaches; the face anywhere inside."""
    target = min(float(np.exp(random.uniform(*np.log(sizes)))), size)
    longer = max(1.0, float((face[2:] - face[:2]).max()))
    side = max(1, round(min(longer * size / target, _WIDEST * max(image.shape[:2]))))
    free = max(0.0, 1.0 - longer / side) / 2
    left, top = ((face[:2] + face[2:]) / 2 - side * (0.5 + random.uniform(-free, free, 2))).round().astype(int)
    return int(left), int(top), side


def _cut(image: BgrImage, left: int, top: int, side: int) -> BgrImage:
    height, width = image.shape[:2]
    part = image[max(0, top) : top + side, max(0, left) : left + side]
    borders = max(0, -top), max(0, top + side - height), max(0, -left), max(0, left + side - width)
    if not any(borders):
        return part
    return cv2.copyMakeBorder(part, *borders, cv2.BORDER_CONSTANT, value=MEAN_BGR).astype(np.uint8, copy=False)


def _scaled(square: BgrImage, size: int) -> BgrImage:
    method = cv2.INTER_AREA if square.shape[0] > size else cv2.INTER_LINEAR
    return cv2.resize(square, (size, size), interpolation=method).astype(np.uint8, copy=False)


def _changed(picture: BgrImage, strength: float, random: np.random.Generator) -> npt.NDArray[np.float32]:
    """Contrast, saturation and light changed by up to ``strength``; float32, 0..255."""
    contrast, saturation, light = random.uniform(-strength, strength, 3)
    changed = picture.astype(np.float32)
    grey = changed.mean(axis=2, keepdims=True)
    changed = grey + (changed - grey) * np.float32(1 + saturation)
    mean = changed.mean(dtype=np.float64)
    changed = (changed - np.float32(mean)) * np.float32(1 + contrast) + np.float32(mean * (1 + light))
    return np.clip(changed, 0.0, 255.0).astype(np.float32)
