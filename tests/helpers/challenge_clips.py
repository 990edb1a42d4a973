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

from facegate.domain.faces import Box, Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView
from facegate.domain.pad.movements import Movement, draw_movements
from facegate.domain.ports import Vision
from facegate.domain.poses import Pose
from facegate.pipeline.challenge import TrackChallenge
from helpers.turning_person import HEIGHT, INTER_EYE, WIDTH, TurningPerson

FPS = 10
REACTION = 0.4
"""Seconds after which somebody does what they are asked."""
BLINK = 0.3
"""Seconds for which the eyes are closed, and then open."""
NEARER = 1.4
_HEAD = 230.0
"""Pixels from its middle within which a head is seen."""

_A_STEP = 1.5
"""Seconds for a movement in a clip."""
_WINDOW = (0.42, 0.26)
"""Half width and half height around an eye in which lids are drawn, in distances between the eyes."""
_LINE, _SKIN = 0.5, 0.25
"""Where lids meet in that window, -1..1 from its top, and how much of it above the eye is skin, 0..2."""


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
    def seen(photograph: BgrImage) -> Seen:
        image = vignetted(photograph, (WIDTH / 2, HEIGHT / 2), _HEAD)
        face = principal(vision.detector.detect(image))
        assert face is not None
        return Seen(image, face)

    front = seen(person.poses[Pose.FRONT])
    return Actor(
        front,
        seen(person.poses[Pose.LEFT]),
        seen(person.poses[Pose.RIGHT]),
        seen(with_shut_eyes(front)),
        seen(nearer(person.poses[Pose.FRONT])),
    )


def vignetted(image: BgrImage, centre: tuple[float, float], radius: float) -> BgrImage:
    """The head before a grey wall: photographs of one person have other grounds each, which would be scene cuts."""
    columns, rows = np.meshgrid(np.arange(image.shape[1]) - centre[0], np.arange(image.shape[0]) - centre[1])
    head = np.clip(3.0 - 2.0 * np.hypot(columns, rows) / radius, 0.0, 1.0)[..., None]
    return np.asarray(image * head + 128.0 * (1.0 - head), np.uint8)


def placed(seen: Seen) -> Seen:
    """Somebody else where the actor's head is, as large, before the same wall."""
    x, y = seen.face.box.center
    scale = INTER_EYE / seen.face.inter_eye
    matrix = np.array([[scale, 0, WIDTH / 2 - scale * x], [0, scale, HEIGHT / 2 - scale * y]])
    image = np.asarray(cv2.warpAffine(seen.image, matrix, (WIDTH, HEIGHT), borderValue=(128, 128, 128)), np.uint8)
    box = Box(
        WIDTH / 2 - scale * seen.face.box.width / 2,
        HEIGHT / 2 - scale * seen.face.box.height / 2,
        scale * seen.face.box.width,
        scale * seen.face.box.height,
    )
    landmarks = (seen.face.landmarks @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    return Seen(vignetted(image, (WIDTH / 2, HEIGHT / 2), _HEAD), Detection(box, landmarks, seen.face.score))


def nearer(image: BgrImage) -> BgrImage:
    """The same a step closer to the camera."""
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 0.0, NEARER)
    return np.asarray(cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), borderValue=(128, 128, 128)), np.uint8)


def with_shut_eyes(seen: Seen) -> BgrImage:
    """Lids drawn over both eyes: in a window around each the skin above is stretched, and the eye pressed flat."""
    height, width = seen.image.shape[:2]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    source, unit = rows.copy(), seen.face.inter_eye
    for x, y in seen.face.landmarks[:2]:
        across, down = (columns - x) / (_WINDOW[0] * unit), (rows - y) / (_WINDOW[1] * unit)
        near = 1.0 - across**2 - down**2
        lid = -1.0 + (down + 1.0) * (_SKIN / (1.0 + _LINE))
        below = -1.0 + _SKIN + (down - _LINE) * ((2.0 - _SKIN) / (1.0 - _LINE))
        weight = np.clip(near * 4.0, 0.0, 1.0)
        pulled = down * (1.0 - weight) + np.where(down < _LINE, lid, below) * weight
        source = np.where(near > 0.0, y + pulled * _WINDOW[1] * unit, source).astype(np.float32)
    return np.asarray(cv2.remap(seen.image, columns, source, cv2.INTER_LINEAR), np.uint8)


Scene = Callable[[ChallengeView, float], Seen]
"""What the camera sees, by what the screen says and for how many seconds it has said so."""


def perform(challenge: TrackChallenge, scene: Scene, seconds: float, start: float = 0.0) -> list[ChallengeState]:
    """Play a scene until the challenge is over; the states it went through."""
    states, since, said = [challenge.view.state], start, (challenge.view.state, challenge.view.step)
    for frame in range(round(seconds * FPS)):
        time = start + frame / FPS
        seen = scene(challenge.view, time - since)
        view = challenge.observe(seen.image, seen.face, time, None)
        if (view.state, view.step) != said:
            said, since = (view.state, view.step), time
        if view.state is not states[-1]:
            states.append(view.state)
        if challenge.over:
            break
    return states


def obedient(actor: Actor) -> Scene:
    """Does what is asked."""
    return lambda view, passed: actor.at(view.movement, passed)


def seed_for(first: Movement) -> int:
    """A seed by which this movement is asked for first."""
    return next(seed for seed in range(1000) if draw_movements(frozenset(Movement), Random(seed))[0] is first)


def write_challenge(path: Path, actor: Actor, seed: int, other: Seen | None = None) -> Path:
    """A clip of somebody who knows what ``seed`` will ask for; ``other`` takes their place after the first movement."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    shown = [actor.front] * (2 * FPS)
    for movement in draw_movements(frozenset(Movement), Random(seed)):
        shown += [actor.at(movement, REACTION + frame / FPS) for frame in range(round(_A_STEP * FPS))]
        shown += [actor.front] * (FPS // 2)
        if other is not None:
            shown += [other] * FPS
            break
    for seen in [*shown, *[other or actor.front] * FPS]:
        writer.write(seen.image)
    writer.release()
    return path


def frames_of(clip: Path, vision: Vision) -> Iterator[Seen]:
    """Every second frame of a clip with one face in it."""
    capture = cv2.VideoCapture(str(clip))
    try:
        while (read := capture.read())[0]:
            capture.grab()
            face = principal(vision.detector.detect(read[1]))
            if face is not None:
                yield Seen(np.asarray(read[1], np.uint8), face)
    finally:
        capture.release()
