"""What the program cuts out for an exported network is what the lab trained it on: the middle of a wider crop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection
from facegate.training.data.cutting import crop_side, window_points
from facegate.training.data.specs import DataSpec
from facegate.training.export.placing import alignment_of, points_of_input
from facegate.vision.aligner import ARCFACE_TEMPLATE, PointAligner
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.stack import make_aligner

ROUNDING = 2
"""Grey values: OpenCV looks up where to read to 1/32 of a pixel, from the corner of either crop."""

COARSER = 6
"""The same where blocks of pixels are averaged first, from the edge of either crop; in the mean of a picture."""


@pytest.fixture(scope="module")
def picture(test_data: Path) -> np.ndarray:
    """A real scene of about a megapixel, smooth and sharp in places."""
    image = cv2.imread(str(test_data / "groups" / "solvay1927.jpg"), cv2.IMREAD_COLOR)
    if image is None:
        image = cv2.imread(str(min((test_data / "groups").glob("*.jpg"))), cv2.IMREAD_COLOR)
    assert image is not None
    return np.asarray(image, np.uint8)


def face(scale: float, angle: float, middle: tuple[float, float]) -> Detection:
    """A face whose points are those of the template, turned and enlarged, with the shape of nobody in particular."""
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    points = (ARCFACE_TEMPLATE - 56.0 + [(0.7, -0.4), (-0.9, 0.3), (0.5, 1.1), (0.0, -0.8), (-0.3, 0.2)]) @ turn.T
    return Detection(Box(0.0, 0.0, 10.0, 10.0), (points * scale + middle).astype(np.float32), 1.0)


def program_crop(image: np.ndarray, found: Detection, window: int, size: int) -> np.ndarray:
    """As a manifest of the lab has it cut out."""
    part = EmbedderPart.model_validate({"dimension": 8, "size": size, "colour": "rgb", **alignment_of(window, size)})
    return np.asarray(make_aligner(part).align(image, found))


@pytest.mark.parametrize(("size", "margin"), [(112, 0.07), (64, 0.1), (160, 11 / 160), (96, 0.0)])
@pytest.mark.parametrize("angle", [0.0, 0.31, -1.2])
@pytest.mark.parametrize("scale", [0.6, 1.0, 1.7])
def test_middle_of_the_labs_crop_is_the_programs(
    picture: np.ndarray, size: int, margin: float, angle: float, scale: float
) -> None:
    spec = DataSpec(size=size, margin=margin)
    height, width = picture.shape[:2]
    found = face(scale * size / 112, angle, (width * 0.4, height * 0.5))
    wide = PointAligner(crop_side(spec), window_points(spec)).align(picture, found)
    edge = (crop_side(spec) - size) // 2
    middle = wide[edge : edge + size, edge : edge + size].astype(int)
    assert np.abs(middle - program_crop(picture, found, size, size)).max() <= ROUNDING


def test_faces_that_are_reduced_differ_by_the_blocks_that_are_averaged(picture: np.ndarray) -> None:
    spec = DataSpec(size=64, margin=0.1)
    found = face(3.0, 0.2, (picture.shape[1] * 0.4, picture.shape[0] * 0.5))
    wide = PointAligner(crop_side(spec), window_points(spec)).align(picture, found)
    middle = wide[6:70, 6:70].astype(int)
    assert np.abs(middle - program_crop(picture, found, 64, 64)).mean() <= COARSER


def test_scaled_window_shows_the_same_place(picture: np.ndarray) -> None:
    found = face(1.0, 0.1, (picture.shape[1] * 0.4, picture.shape[0] * 0.5))
    window = PointAligner(112).align(picture, found)
    scaled = cv2.resize(window, (64, 64), interpolation=cv2.INTER_AREA).astype(int)
    shown = program_crop(picture, found, 112, 64).astype(int)
    shifted = np.abs(scaled[:, 1:] - shown[:, :-1]).mean()
    assert np.abs(scaled - shown).mean() < 0.5 * shifted
    assert np.abs(points_of_input(112, 64) - ARCFACE_TEMPLATE * (64 / 112)).max() == pytest.approx(0.5 * (1 - 64 / 112))
