"""A person of the test data who looks to the front and to both sides, and clips made of their photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import ADVISED_INTER_EYE, GUIDED_GATE, with_head_pose
from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.head_pose import HeadPose
from facegate.domain.ports import Vision
from facegate.domain.poses import RANGES, Pose
from facegate.domain.templates import Template
from facegate.vision.images import read_image

WIDTH, HEIGHT, FPS = 960, 720, 8
INTER_EYE = 1.2 * ADVISED_INTER_EYE
SURE = 3.0
"""Degrees within a pose's bounds, so that compression does not carry anybody out of it."""


@dataclass(frozen=True)
class Picture:
    """A photograph as a camera would show it, and what is seen in it."""

    image: BgrImage
    head: HeadPose
    template: Template


@dataclass(frozen=True)
class TurningPerson:
    """Their pictures by pose, and a frontal one more."""

    poses: dict[Pose, BgrImage]
    unused: BgrImage


def find_turning_person(people: Path, vision: Vision) -> TurningPerson:
    """The first person, by folder, of whom the photographs suffice."""
    assert vision.head_pose is not None, "the models of head pose are not installed"
    for folder in sorted(path for path in people.iterdir() if path.is_dir()):
        pictures = list(_pictures(sorted(folder.iterdir()), vision))
        fronts = [picture for picture in pictures if _inside(Pose.FRONT, picture.head)]
        for front in fronts:
            mates = [other for other in pictures if other is not front and _same(front, other, vision)]
            chosen = {pose: _first(pose, front, mates) for pose in (Pose.LEFT, Pose.RIGHT)}
            unused = next((mate for mate in mates if _inside(Pose.FRONT, mate.head)), None)
            left, right = chosen[Pose.LEFT], chosen[Pose.RIGHT]
            if left is not None and right is not None and unused is not None:
                poses = {Pose.FRONT: front.image, Pose.LEFT: left.image, Pose.RIGHT: right.image}
                return TurningPerson(poses, unused.image)
    raise AssertionError(f"nobody in {people} looks to the front and to both sides")


def write_clip(path: Path, pictures: list[BgrImage], times: int) -> Path:
    """Each picture for a second, one after another, all of it so many times."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    for _turn in range(times):
        for picture in pictures:
            for _frame in range(FPS):
                writer.write(picture)
    writer.release()
    return path


def _pictures(paths: list[Path], vision: Vision) -> Iterator[Picture]:
    for path in paths:
        photograph = read_image(path)
        face = principal(vision.detector.detect(photograph))
        if face is None:
            continue
        image = _framed(photograph, face)
        found = vision.detector.detect(image)
        if len(found) != 1 or vision.head_pose is None:
            continue
        crop = vision.aligner.align(image, found[0])
        head = vision.head_pose.estimate(image, found[0])
        quality = with_head_pose(vision.assessor.assess(image, found[0], crop), head)
        if quality.inter_eye > ADVISED_INTER_EYE and not GUIDED_GATE.defects(quality):
            yield Picture(image, head, vision.extractor.extract([crop])[0])


def _framed(photograph: BgrImage, face: Detection) -> BgrImage:
    """The face in the middle of a camera's picture, its eyes far enough apart."""
    scale, (x, y) = INTER_EYE / face.inter_eye, face.box.center
    matrix = np.array([[scale, 0, WIDTH / 2 - scale * x], [0, scale, HEIGHT / 2 - scale * y]])
    return np.asarray(cv2.warpAffine(photograph, matrix, (WIDTH, HEIGHT), borderValue=(128, 128, 128)), np.uint8)


def _inside(pose: Pose, head: HeadPose, front: HeadPose | None = None) -> bool:
    """Whether a head is surely in a pose; seen from the person's own front, where that is given."""
    yaw, pitch = (head.yaw, head.pitch) if front is None else (head.yaw - front.yaw, head.pitch - front.pitch)
    shifts = [(a, b) for a in (-SURE, SURE) for b in (-SURE, SURE)]
    return all(RANGES[pose].excess(yaw + a, pitch + b) == (0.0, 0.0) for a, b in shifts)


def _first(pose: Pose, front: Picture, mates: list[Picture]) -> Picture | None:
    return next((mate for mate in mates if _inside(pose, mate.head, front.head)), None)


def _same(front: Picture, other: Picture, vision: Vision) -> bool:
    return squared_distance(front.template, other.template) < 0.9 * vision.operating_point.threshold
