"""A face in front of a camera, and a picture between that face and somebody else's, as an embedder sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.head_pose import HeadPose
from facegate.domain.pad.movements import Movement
from facegate.domain.quality import FaceQuality
from facegate.domain.templates import Template, normalised
from helpers.pad_fakes import FakePresentation
from helpers.world import GOOD, MODEL, ToyVision, Visit, frame_number, person_vector

VICTIM, ATTACKER, MORPH = 1, 50, 60
"""Whom the picture is to be taken for, whose face is behind it, and the picture: identified as the victim, and near
enough to the attacker's own face to go on as the same track."""

_YAW = {Movement.LEFT: 25.0, Movement.RIGHT: -25.0}


class Morphing(ToyVision):
    """What ``who`` says is seen in each frame; texture scores as ``score`` says of whom is seen."""

    def __init__(self, who: Callable[[int], int], score: Callable[[int], float]) -> None:
        super().__init__([Visit(VICTIM, 0, 10_000)], noise=0.0)
        self.who = who
        self.quality = GOOD
        self.pad = FakePresentation(lambda image, _face: score(who(frame_number(image))))

    def obey(self, movement: Movement | None) -> None:
        near = 1.5 if movement is Movement.CLOSER else 1.0
        yaw = 0.0 if movement is None else _YAW.get(movement, 0.0)
        self.quality = replace(GOOD, yaw=yaw, inter_eye=near * GOOD.inter_eye)

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        crop = super().align(image, detection)
        crop[0, 0, 0] = self.who(frame_number(image))
        return crop

    def assess(self, image: BgrImage, detection: Detection, crop: BgrImage) -> FaceQuality:
        return self.quality

    def estimate(self, image: BgrImage, detection: Detection) -> HeadPose:
        return replace(super().estimate(image, detection), yaw=self.quality.yaw)

    def extract(self, crops: Sequence[BgrImage]) -> list[Template]:
        victim, attacker = person_vector(VICTIM), person_vector(ATTACKER)
        looks = {VICTIM: victim, ATTACKER: attacker, MORPH: victim + attacker}
        return [normalised(MODEL, looks[int(crop[0, 0, 0])].astype(np.float32)) for crop in crops]
