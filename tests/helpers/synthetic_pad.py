"""Synthetic attack clips for temporal cues: flat pictures of people, moved as hands move them. Nothing was printed.

The frames are real (people before a webcam), the motion is computed: a plane in space, seen through a pinhole camera,
is mapped by a homography. What print and screen do to texture is not in them, so they say nothing of texture cues.

Write the clips of all people, one folder a kind, for ``facegate evaluate pad --attacks synthetic-print=OUT/print``:

FACEGATE_TEST_DATA=DIR PYTHONPATH=tests .venv/bin/python -m helpers.synthetic_pad OUT
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, radians, sin
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.ports import FaceDetector
from facegate.vision.images import read_image

FPS = 25.0
FRAMES = 75
"""Three seconds: as long as somebody stands at a gate."""

FOCAL = 1.1
"""Focal length over the picture's width, of a usual webcam."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Motion:
    """How a plane is moved; every swing is a sine of its own period, and a hand shakes on top.

    Attributes:
        yaw, pitch, roll: degrees to both sides. Yaw and pitch tilt the plane out of the picture's.
        shift: share of the picture's width to both sides.
        approach: share of the distance by which it comes nearer and goes back.
        shake: pixels, standard deviation of the hand's tremor.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shift: float = 0.0
    approach: float = 0.0
    shake: float = 1.0


IN_PLANE = Motion(roll=8.0, shift=0.06, approach=0.12)
TILTING = Motion(yaw=25.0, pitch=12.0, roll=3.0, shift=0.03)
HELD = Motion(yaw=2.0, pitch=2.0, shift=0.01, shake=1.5)
"""Somebody tries to hold it still."""

MOTIONS = {"in-plane": IN_PLANE, "tilting": TILTING, "held": HELD}

_YAW, _PITCH, _ROLL, _ACROSS, _DOWN, _NEAR = 2.1, 1.7, 2.9, 2.3, 1.9, 3.1
"""Periods in seconds: none is a multiple of another, so that the motions do not go together."""

_TREMOR = 0.85
"""Share of a hand's displacement that is left one frame later: tremor is smooth (about 4 Hz at 25 frames a second)."""


def homographies(motion: Motion, width: int, height: int, frames: int = FRAMES, seed: int = 0) -> Iterator[Matrix]:
    """Where a plane goes that fills the picture when it is at rest: shape (3, 3), from picture to picture."""
    random = np.random.default_rng(seed)
    phases = random.uniform(0.0, 2 * pi, 6)
    camera = np.array([[FOCAL * width, 0, width / 2], [0, FOCAL * width, height / 2], [0, 0, 1]])
    # Units of the plane: the picture's width; at this distance it fills the picture.
    flat = np.array([[1 / width, 0, -0.5], [0, 1 / width, -0.5 * height / width], [0, 0, 1]])
    tremor = np.zeros(2)
    for number in range(frames):
        time = number / FPS

        def swing(size: float, period: float, phase: float, time: float = time) -> float:
            return size * sin(2 * pi * time / period + phase)

        turn = _rotation(
            radians(swing(motion.yaw, _YAW, phases[0])),
            radians(swing(motion.pitch, _PITCH, phases[1])),
            radians(swing(motion.roll, _ROLL, phases[2])),
        )
        place = np.array(
            [
                swing(motion.shift, _ACROSS, phases[3]),
                swing(motion.shift, _DOWN, phases[4]),
                FOCAL * (1.0 - swing(motion.approach, _NEAR, phases[5])),
            ]
        )
        tremor = _TREMOR * tremor + random.normal(0.0, motion.shake * (1 - _TREMOR**2) ** 0.5, 2)
        shaken = np.array([[1, 0, tremor[0]], [0, 1, tremor[1]], [0, 0, 1]])
        yield shaken @ camera @ np.column_stack([turn[:, 0], turn[:, 1], place]) @ flat


def print_clip(
    picture: BgrImage, face: Detection, background: BgrImage, motion: Motion, frames: int = FRAMES, seed: int = 0
) -> list[BgrImage]:
    """A photograph of somebody, cut as a sheet around head and shoulders, held before another scene."""
    height, width = picture.shape[:2]
    box = face.box
    left, right = max(0, int(box.x - 0.6 * box.width)), min(width, int(box.right + 0.6 * box.width))
    top, bottom = max(0, int(box.y - 0.5 * box.height)), min(height, int(box.bottom + 0.6 * box.height))
    sheet = np.zeros((height, width), np.float32)
    sheet[top:bottom, left:right] = 1.0
    scene = cv2.GaussianBlur(background, (0, 0), 4.0)
    return [_over(scene, picture, sheet, matrix) for matrix in homographies(motion, width, height, frames, seed)]


def cut_out_clip(
    picture: BgrImage,
    face: Detection,
    bearer: BgrImage,
    bearer_face: Detection,
    motion: Motion,
    frames: int = FRAMES,
    seed: int = 0,
) -> list[BgrImage]:
    """Somebody's face alone, cut out along its edge, before the face of another who moves behind it on their own."""
    height, width = bearer.shape[:2]
    scale = 1.15 * bearer_face.box.height / face.box.height
    (x, y), (to_x, to_y) = face.box.center, bearer_face.box.center
    onto = np.array([[scale, 0, to_x - scale * x], [0, scale, to_y - scale * y], [0, 0, 1]])
    mask = np.zeros(picture.shape[:2], np.float32)
    axes = (int(0.5 * face.box.width), int(0.52 * face.box.height))
    cv2.ellipse(mask, (int(x), int(y)), axes, 0, 0, 360, 1.0, -1)
    behind = homographies(HELD, width, height, frames, seed + 1)
    return [
        _over(
            cv2.warpPerspective(bearer, other, (width, height), borderMode=cv2.BORDER_REPLICATE),
            picture,
            mask,
            matrix @ onto,
        )
        for matrix, other in zip(homographies(motion, width, height, frames, seed), behind, strict=True)
    ]


def write_clip(path: Path, frames: list[BgrImage]) -> Path:
    """Write frames as Motion JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    height, width = frames[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (width, height))
    assert writer.isOpened(), path
    for frame in frames:
        writer.write(frame)
    writer.release()
    return path


def write_all(bona_fide: Path, detector: FaceDetector, out: Path) -> list[Path]:
    """Clips of the first frame of every person: ``OUT/print/<person>-<motion>.avi`` and ``OUT/cut-out/...``.

    Whoever comes next, by folder, lends background and body.
    """
    people = sorted(folder for folder in bona_fide.iterdir() if folder.is_dir())
    pictures = [read_image(next(iter(sorted(folder.iterdir())))) for folder in people]
    faces = [principal(detector.detect(picture)) for picture in pictures]
    written = []
    for place, (person, picture, face) in enumerate(zip(people, pictures, faces, strict=True)):
        other, other_face = pictures[(place + 1) % len(people)], faces[(place + 1) % len(people)]
        assert face is not None, person.name
        assert other_face is not None, person.name
        for name, motion in MOTIONS.items():
            clip = print_clip(picture, face, other, motion, seed=place)
            written.append(write_clip(out / "print" / f"{person.name}-{name}.avi", clip))
            clip = cut_out_clip(picture, face, other, other_face, motion, seed=place)
            written.append(write_clip(out / "cut-out" / f"{person.name}-{name}.avi", clip))
    return written


def _rotation(yaw: float, pitch: float, roll: float) -> Matrix:
    about_y = np.array([[cos(yaw), 0, sin(yaw)], [0, 1, 0], [-sin(yaw), 0, cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, cos(pitch), -sin(pitch)], [0, sin(pitch), cos(pitch)]])
    about_z = np.array([[cos(roll), -sin(roll), 0], [sin(roll), cos(roll), 0], [0, 0, 1]])
    return about_y @ about_x @ about_z


def _over(scene: BgrImage, picture: BgrImage, mask: npt.NDArray[np.float32], matrix: Matrix) -> BgrImage:
    """A part of a picture, moved by a homography, over a scene."""
    size = (scene.shape[1], scene.shape[0])
    seen = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)
    share = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)[..., None]
    return (seen * share + scene.astype(np.float32) * (1.0 - share)).round().astype(np.uint8)


def main(out: Path) -> None:
    from facegate.vision.stack import load_vision
    from facegate.vision.store import ModelStore

    repository = Path(__file__).resolve().parents[2]
    models = Path(os.environ.get("FACEGATE_MODELS_DIR", repository / "build" / "models"))
    store = ModelStore(models, repository / "models")
    vision = load_vision(store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
    data = Path(os.environ["FACEGATE_TEST_DATA"])
    written = write_all(data / "pad" / "bona_fide", vision.detector, out)
    sys.stdout.write(f"{len(written)} clips in {out}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
