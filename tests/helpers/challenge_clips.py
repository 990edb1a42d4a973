"""Somebody in front of a camera who is challenged, made of one person's photographs, and of clips with a blink.

Photographs do not blink: lids are drawn over the eyes by pulling the skin above them down, which the model of eye
contours takes for closed eyes. Real blinks come from clips of other people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from helpers.turning_person import HEIGHT, WIDTH, TurningPerson

from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView
from facegate.domain.pad.movements import Movement, draw_movements
from facegate.domain.ports import Vision
from facegate.domain.poses import Pose
from facegate.pipeline.challenge import TrackChallenge

FPS = 10
REACTION = 0.4
"""Seconds after which somebody does what they are asked."""
BLINK = 0.3
"""Seconds for which the eyes are closed, and then open."""
NEARER = 1.4

_ALL = frozenset(Movement)


@dataclass(frozen=True)
class Seen:
    """A picture and the face in it."""

    image: BgrImage
    face: Detection


@dataclass(frozen=True)
class Actor:
    """What a camera sees of one person while they do what is asked."""

    front: Seen
    left: Seen
    right: Seen
    shut: Seen
    near: Seen

    def at(self, movement: Movement | None, passed: float) -> Seen:
        """``passed`` seconds after a movement was asked for."""
        if movement is None or passed < REACTION:
            return self.front
        if movement is Movement.BLINK:
            return self.shut if int((passed - REACTION) / BLINK) % 2 == 0 else self.front
        return {Movement.LEFT: self.left, Movement.RIGHT: self.right, Movement.CLOSER: self.near}[movement]


def make_actor(person: TurningPerson, vision: Vision) -> Actor:
    def seen(image: BgrImage) -> Seen:
        face = principal(vision.detector.detect(image))
        assert face is not None
        return Seen(image, face)

    front = seen(person.poses[Pose.FRONT])
    return Actor(
        front,
        seen(person.poses[Pose.LEFT]),
        seen(person.poses[Pose.RIGHT]),
        seen(with_shut_eyes(front)),
        seen(nearer(front.image)),
    )


def nearer(image: BgrImage) -> BgrImage:
    """The same a step closer to the camera."""
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 0.0, NEARER)
    return np.asarray(cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), borderValue=(128, 128, 128)), np.uint8)


def with_shut_eyes(seen: Seen) -> BgrImage:
    """Lids drawn over both eyes: within a window around each, the upper skin is stretched and the eye pressed flat."""
    height, width = seen.image.shape[:2]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    source = rows.copy()
    unit = seen.face.inter_eye
    for x, y in seen.face.landmarks[:2]:
        across, down = (columns - x) / (0.42 * unit), (rows - y) / (0.34 * unit)
        inside = across**2 + down**2 < 1.0
        # Pixels of the lower half come from where they were, those above from farther up.
        pulled = np.where(down < 0.3, -1.0 + (down + 1.0) * (0.45 / 1.3), -0.55 + (down - 0.3) * (1.55 / 0.7))
        weight = np.clip((1.0 - across**2 - down**2) * 6.0, 0.0, 1.0)
        shifted = y + (down * (1 - weight) + pulled * weight) * 0.34 * unit
        source = np.where(inside, shifted.astype(np.float32), source)
    return np.asarray(cv2.remap(seen.image, columns, source, cv2.INTER_LINEAR), np.uint8)
