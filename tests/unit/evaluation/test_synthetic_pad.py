"""Synthetic attack clips are what they are meant to be: flat, moving, and only where the picture is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from helpers.synthetic_pad import HELD, IN_PLANE, MOTIONS, TILTING, cut_out_clip, homographies, print_clip
from helpers.world import detection_at

WIDTH, HEIGHT = 320, 240
FACE = detection_at(160, 120, 100)
POINTS = np.array([[[110, 80], [210, 80], [160, 130], [130, 170], [190, 170]]], np.float64)
GREY, WHITE = np.full((HEIGHT, WIDTH, 3), 90, np.uint8), np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


@pytest.mark.parametrize("name", MOTIONS)
def test_a_plane_stays_in_the_picture_and_moves(name: str):
    placed = np.stack([cv2.perspectiveTransform(POINTS, each)[0] for each in homographies(MOTIONS[name], 640, 480)])
    assert placed.shape == (75, 5, 2)
    assert ((placed > 0) & (placed < (640, 480))).all()
    assert placed.std(axis=0).min() > 0.5


def test_only_tilting_bends_the_picture():
    def bent(motion: object) -> float:
        """How much farther apart opposite sides become than a turn and a change of size could make them."""
        corners = np.array([[[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]], np.float64)
        ratios = []
        for each in homographies(motion, WIDTH, HEIGHT):  # type: ignore[arg-type]
            a, b, c, d = cv2.perspectiveTransform(corners, each)[0]
            ratios.append(np.linalg.norm(a - d) / np.linalg.norm(b - c))
        return float(np.max(np.abs(np.log(ratios))))

    assert bent(IN_PLANE) < 1e-9 < 0.1 < bent(TILTING)
    assert bent(HELD) < 0.1


def test_a_print_covers_the_scene_around_the_face_alone():
    clip = print_clip(WHITE, FACE, GREY, HELD, frames=5)
    assert len(clip) == 5
    for frame in clip:
        assert (frame[110:130, 150:170] == 250).all()
        assert (frame[:, :10] == 90).all()
    assert not np.array_equal(clip[0], clip[4])
    assert all(np.array_equal(*pair) for pair in zip(clip, print_clip(WHITE, FACE, GREY, HELD, frames=5), strict=True))


def test_a_cut_out_covers_the_other_face_alone():
    other = detection_at(200, 100, 60)
    frame = cut_out_clip(WHITE, FACE, GREY, other, HELD, frames=1)[0]
    assert (frame[95:105, 195:205] == 250).all()
    covered = (frame[..., 0] > 170).nonzero()
    assert abs(float(covered[1].mean()) - 200) < 8
    assert abs(float(covered[0].mean()) - 100) < 8
    assert 50 < np.ptp(covered[0]) < 90
