"""Which anchor finds which face, and how it is told to."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.training.detection.anchors import centred, corners, encode_boxes, encode_points, overlaps
from facegate.training.detection.matching import match
from facegate.training.detection.specs import AnchorSpec
from facegate.vision.anchors import decode_boxes, decode_points, make_anchors

SPEC = AnchorSpec()
ANCHORS = np.array([[10, 10, 20, 20], [30, 10, 20, 20], [50, 10, 20, 20]], np.float32)
NONE = np.zeros(0, bool)


def matched(boxes, points=None, ignored=None, anchors=ANCHORS):
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    points = np.full((len(boxes), 5, 2), np.nan, np.float32) if points is None else points
    return match(anchors, boxes, points, np.zeros(len(boxes), bool) if ignored is None else np.array(ignored), SPEC)


def test_overlaps_by_hand():
    boxes = np.array([[0, 0, 20, 20], [10, 0, 30, 20], [100, 100, 90, 90]], np.float32)
    # The first is the first anchor; the second shares 10x20 of 600 with the first two; the third is no box.
    np.testing.assert_allclose(overlaps(corners(ANCHORS), boxes), [[1, 1 / 3, 0], [0, 1 / 3, 0], [0, 0, 0]], rtol=1e-6)


def test_corners_and_middles_are_inverse():
    np.testing.assert_array_equal(centred(corners(ANCHORS)), ANCHORS)


def test_what_is_written_is_read_again():
    random = np.random.default_rng(0)
    anchors = make_anchors(SPEC.steps, SPEC.min_sizes, (64, 64))
    boxes = corners(
        np.concatenate((random.uniform(0, 64, (len(anchors), 2)), random.uniform(4, 90, (len(anchors), 2))), 1)
    )
    points = random.uniform(-5, 70, (len(anchors), 5, 2)).astype(np.float32)
    told = encode_boxes(boxes.astype(np.float32), anchors, SPEC.variances)
    left_top_size = np.concatenate((boxes[:, :2], boxes[:, 2:] - boxes[:, :2]), axis=1)
    np.testing.assert_allclose(decode_boxes(told, anchors, SPEC.variances), left_top_size, atol=1e-3)
    back = decode_points(encode_points(points, anchors, SPEC.variances), anchors, SPEC.variances)
    np.testing.assert_allclose(back.reshape(-1, 5, 2), points, atol=1e-3)


def test_boxes_are_written_in_sizes_of_the_anchor():
    # Middle 2 to the right and 1 up of an anchor of 20, twice as wide: 2 / (0.1 * 20), ln 2 / 0.2.
    told = encode_boxes(np.array([[-8, -1, 32, 19]], np.float32), ANCHORS[:1], (0.1, 0.2))
    np.testing.assert_allclose(told, [[1, -0.5, np.log(2) / 0.2, 0]], atol=1e-6)


def test_anchor_is_a_faces_from_the_threshold():
    # Shares 14x20 of 520 with the second anchor, 0.54, and 6x20 of 680 with the first, 0.18.
    targets = matched([[14, 0, 34, 20]])
    assert targets.positive.tolist() == [False, True, False]
    assert targets.boxes[1].tolist() == [-3.0, 0.0, 0.0, 0.0]
    assert not targets.boxes[[0, 2]].any()


def test_face_gets_its_best_anchor_below_the_threshold_but_not_from_nothing():
    # Side 10: 100 of 400, 0.25; side 8: 0.16.
    assert matched([[5, 5, 15, 15]]).positive.tolist() == [True, False, False]
    assert not matched([[6, 6, 14, 14]]).positive.any()


def test_of_two_faces_that_want_one_anchor_the_better_has_it():
    targets = matched([[0, 0, 20, 20], [4, 4, 16, 16]])
    assert targets.positive.tolist() == [True, False, False]
    assert not targets.boxes[0].any()


def test_unknown_landmarks_stay_unknown():
    points = np.full((1, 5, 2), np.nan, np.float32)
    points[0, 2] = (12, 8)
    targets = matched([[0, 0, 20, 20]], points)
    np.testing.assert_allclose(targets.landmarks[0, 4:6], [1, -1], rtol=1e-6)
    assert np.isnan(targets.landmarks[0, [0, 1, 2, 3, 6, 7, 8, 9]]).all()
    assert np.isnan(targets.landmarks[1:]).all()


def test_anchors_on_ignored_faces_are_neither_faces_nor_background():
    targets = matched([[0, 0, 20, 20], [20, 0, 40, 20]], ignored=[False, True])
    assert targets.positive.tolist() == [True, False, False]
    assert targets.ignored.tolist() == [False, True, False]


@pytest.mark.parametrize("ignored", [None, [True]])
def test_pictures_without_a_face_to_learn_have_no_positive_anchor(ignored):
    targets = matched([[0, 0, 20, 20]] if ignored else [], ignored=ignored)
    assert not targets.positive.any()
    assert np.isnan(targets.landmarks).all()
