"""The measure of flat motion, tried as a cue: right about planes and heads where landmarks do not tremble."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest
from helpers.pad_candidates import FlatMotion, left_of_affine, left_of_similarity

from facegate.domain.faces import Box, Detection

HEAD = np.array([[-30.0, -25, 0], [30, -25, 0], [0, 5, 30], [-22, 30, 5], [22, 30, 5]])
"""Two eyes, a nose that stands out, and corners of a mouth; pixels."""


def seen(points: np.ndarray, yaw: float) -> Detection:
    """From far away, turned by degrees."""
    across = points[:, 0] * cos(radians(yaw)) + points[:, 2] * sin(radians(yaw))
    placed = np.column_stack([across, points[:, 1]]) + 200
    return Detection(Box(150, 150, 100, 100), placed.astype(np.float32), 0.9)


@pytest.mark.parametrize("flat", [True, False])
def test_a_picture_that_is_tilted_is_flat_and_a_head_that_turns_is_not(flat: bool):
    points = HEAD * (1, 1, 0) if flat else HEAD
    cue, image = FlatMotion(), np.zeros((4, 4, 3), np.uint8)
    said = [cue.see(image, seen(points, yaw), 0.0) for yaw in (0, 10, 25, 35)]
    assert said[0] is None
    assert said[-1] is not None
    assert said[-1] < 0.01 if flat else said[-1] > 0.3


def test_a_turn_in_the_picture_says_nothing():
    cue, image = FlatMotion(), np.zeros((4, 4, 3), np.uint8)
    before = HEAD[:, :2]
    turn = np.array([[0.0, -1.2], [1.2, 0.0]])
    assert left_of_similarity(before, before @ turn + 7) == pytest.approx(0.0, abs=1e-9)
    assert left_of_affine(before, before @ np.array([[1.0, 0.4], [0.1, 2.0]]) + 7) == pytest.approx(0.0, abs=1e-9)
    assert [cue.see(image, seen(HEAD, 0), 0.0) for _ in range(3)] == [None] * 3
