"""Boxes and detections."""

from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest

from facegate.domain.faces import Box, Detection, principal

POINTS = np.array([[30, 40], [70, 40], [50, 60], [35, 80], [65, 80]], np.float32)
FACE = Box(0, 0, 100, 100)


def detection(box: Box = FACE, points: np.ndarray | None = None, score: float = 0.9) -> Detection:
    return Detection(box, POINTS.copy() if points is None else points, score)


def test_box_edges_and_middle() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.center, box.area) == (40, 60, (25, 40), 1200)
    assert box.moved(5, -5) == Box(15, 15, 30, 40)


def test_area_of_a_degenerate_box_is_nothing() -> None:
    assert Box(0, 0, -5, 10).area == 0.0
    assert Box(0, 0, -5, -10).area == 0.0


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Box(0, 0, 10, 10), 1.0),
        (Box(5, 0, 10, 10), 1 / 3),
        (Box(0, 5, 10, 10), 1 / 3),
        (Box(2, 2, 5, 5), 0.25),
        (Box(10, 0, 10, 10), 0.0),
        (Box(20, 20, 10, 10), 0.0),
        (Box(5, 5, 0, 0), 0.0),
        (Box(12, 12, -10, -10), 0.0),
    ],
)
def test_iou(other: Box, overlap: float) -> None:
    assert Box(0, 0, 10, 10).iou(other) == pytest.approx(overlap)
    assert other.iou(Box(0, 0, 10, 10)) == pytest.approx(overlap)


def test_iou_of_boxes_too_small_for_an_area() -> None:
    tiny = Box(0, 0, 1e-200, 1e-200)
    assert tiny.iou(tiny) == 0.0


def test_iou_of_boxes_so_far_out_that_their_edges_are_rounded() -> None:
    far = Box(1e9, 0, 0.7e-7, 1)
    assert far.right - far.x > far.width
    assert far.iou(far) == 1.0


def test_landmarks_must_be_five_float32_points() -> None:
    with pytest.raises(ValueError, match="landmarks"):
        detection(points=np.zeros((6, 2), np.float32))
    with pytest.raises(ValueError, match="landmarks"):
        detection(points=np.zeros((5, 2), np.float64))
    with pytest.raises(ValueError, match="landmarks"):
        detection(points=np.zeros((2, 5), np.float32))


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_what_is_not_finite_is_refused(bad: float) -> None:
    points = POINTS.copy()
    points[3, 1] = bad
    with pytest.raises(ValueError, match="finite"):
        detection(points=points)
    with pytest.raises(ValueError, match="finite"):
        detection(score=bad)
    for box in (Box(bad, 0, 9, 9), Box(0, bad, 9, 9), Box(0, 0, bad, 9), Box(0, 0, 9, bad)):
        with pytest.raises(ValueError, match="finite"):
            detection(box=box)


def test_landmarks_become_read_only() -> None:
    found = detection()
    with pytest.raises(ValueError, match="read-only"):
        found.landmarks[0, 0] = 1.0


def test_inter_eye_distance_is_measured_along_the_eyes() -> None:
    assert detection().inter_eye == pytest.approx(40.0)
    tilted = POINTS.copy()
    tilted[1] = (60, 80)
    assert detection(points=tilted).inter_eye == pytest.approx(50.0)


def test_the_face_that_a_picture_is_of() -> None:
    small, large = detection(Box(0, 0, 50, 60)), detection(Box(0, 0, 80, 60), score=0.75)
    assert principal([small, large]) is large
    assert principal([large, small]) is large
    assert principal([]) is None


def test_a_large_pattern_is_not_what_a_picture_is_of() -> None:
    face, pattern = detection(Box(0, 0, 50, 60), score=0.93), detection(Box(0, 0, 180, 160), score=0.66)
    assert principal([face, pattern]) is face
    assert principal([pattern]) is pattern
