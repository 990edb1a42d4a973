"""What one photograph of a person shows: the turn of the head, the light, and the template that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from facegate.domain import quality
from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.head_pose import HeadPose
from facegate.domain.ports import Vision
from facegate.domain.templates import Template
from facegate.errors import ImageError
from facegate.evaluation.contact_sheet import face_crop
from facegate.evaluation.corpus import Failure, Progress, Reader

_BGR_LUMA = np.array([0.114, 0.587, 0.299])
"""Weights of blue, green and red in brightness (ITU-R BT.601)."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One photograph of a person.

    Attributes:
        name: of its file, below the folder of all people.
        picture: a square around the face as it is in the photograph, BGR.
        pose: degrees; yaw is positive towards the picture's right edge.
        brightness: mean brightness of the aligned crop, 0..255.
        side_light: how much brighter the crop's right half is than its left one, -1..1: difference over sum.
        template: what the model makes of it.
    """

    name: str
    picture: BgrImage
    pose: HeadPose
    brightness: float
    side_light: float
    template: Template

    def record(self) -> dict[str, Any]:
        """As JSON, without pictures and templates."""
        return {
            "picture": self.name,
            "yaw": round(self.pose.yaw, 1),
            "pitch": round(self.pose.pitch, 1),
            "brightness": round(self.brightness, 1),
            "side_light": round(self.side_light, 3),
        }


def measure_looks(
    files: Sequence[Path], folder: Path, vision: Vision, read: Reader, progress: Progress
) -> tuple[list[Look], dict[str, Failure]]:
    """Look at photographs of one person each.

    Args:
        files: pictures.
        folder: their names are told below it.
        vision: detector, aligner, extractor; its head pose network where it has one, else five landmarks tell the pose.
        read: reads a file.
        progress: see :data:`facegate.evaluation.corpus.Progress`.

    Returns:
        The looks in the files' order, and why other files gave none, by name.

    Raises:
        ModelError: a network cannot run.
    """
    looks: list[Look] = []
    failed: dict[str, Failure] = {}
    progress(0, len(files))
    for done, path in enumerate(files, 1):
        found = _look(path, path.relative_to(folder).as_posix(), vision, read)
        if isinstance(found, Failure):
            failed[path.relative_to(folder).as_posix()] = found
        else:
            looks.append(found)
        progress(done, len(files))
    return looks, failed


def _look(path: Path, name: str, vision: Vision, read: Reader) -> Look | Failure:
    try:
        image = read(path)
    except ImageError:
        return Failure.UNREADABLE
    face = principal(vision.photo_detector.detect(image))
    if face is None:
        return Failure.NO_FACE
    crop = vision.aligner.align(image, face)
    brightness, side_light = light_of(crop)
    (template,) = vision.extractor.extract([crop])
    return Look(name, face_crop(image, face.box), _pose(vision, image, face), brightness, side_light, template)


def _pose(vision: Vision, image: BgrImage, face: Detection) -> HeadPose:
    network = vision.head_pose
    return HeadPose(*quality.head_pose(face.landmarks)) if network is None else network.estimate(image, face)


def light_of(crop: BgrImage) -> tuple[float, float]:
    """(brightness, side light) of an aligned crop; see :class:`Look`."""
    grey = crop.astype(np.float64) @ _BGR_LUMA
    middle = grey.shape[1] // 2
    left, right = float(grey[:, :middle].mean()), float(grey[:, -middle:].mean())
    return float(grey.mean()), (right - left) / (right + left) if right + left > 0 else 0.0
