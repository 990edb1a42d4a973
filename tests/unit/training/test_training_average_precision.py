"""Average precision by WIDER FACE's protocol, against values reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.training.detection.average_precision import Judged, area_under, average_precision, pixel_overlaps

A, B, NOWHERE = (0, 0, 9, 9), (20, 20, 29, 29), (50, 50, 59, 59)


def judged(truth, found, ignored=()):
    boxes = np.array([box for box, _ in found], np.float64).reshape(-1, 4)
    scores = np.array([score for _, score in found], np.float64)
    counted = np.array([place not in ignored for place in range(len(truth))], bool)
    return Judged(np.array(truth, np.float64).reshape(-1, 4), counted, boxes, scores)


def ap(*pictures):
    return average_precision(pictures).average


def test_boxes_are_sets_of_whole_pixels():
    # 10x5 of 10x10 pixels; by the differences of edges alone it would be 36 of 81.
    overlaps = pixel_overlaps(np.array([(0, 0, 9, 4)], float), np.array([A, B], float))
    assert overlaps.tolist() == [[0.5, 0.0]]
    assert ap(judged([A], [((0, 0, 9, 4), 0.9)])) == 1.0


def test_a_mistake_between_two_right_ones():
    # Precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1: half of the area at 1, half at 2/3.
    assert ap(judged([A, B], [(A, 0.9), (NOWHERE, 0.8), (B, 0.7)])) == pytest.approx(5 / 6)


def test_the_second_one_on_a_face_is_a_mistake():
    assert ap(judged([A, B], [(A, 0.9), (A, 0.8), (B, 0.7)])) == pytest.approx(5 / 6)


def test_one_on_an_ignored_face_is_neither_right_nor_wrong():
    found = [(A, 0.9), (NOWHERE, 0.8), (B, 0.7)]
    result = average_precision([judged([A, B, NOWHERE], found, ignored={2})])
    assert (result.average, result.faces) == (1.0, 2)


def test_a_face_that_is_missed_costs_its_share():
    assert ap(judged([A, B], [(A, 0.9)])) == 0.5
    assert ap(judged([A], [(A, 0.9)]), judged([B], [])) == 0.5


def test_order_of_what_is_given_does_not_matter():
    assert ap(judged([A, B], [(B, 0.7), (A, 0.9), (NOWHERE, 0.8)])) == pytest.approx(5 / 6)


def test_pictures_without_a_face_give_no_mistakes():
    assert ap(judged([A], [(A, 0.5)]), judged([], [(NOWHERE, 0.9)])) == 1.0


def test_mistakes_of_one_picture_count_before_surer_ones_of_another():
    # Sorted over both: wrong, right, right: precision 0, 1/2, 2/3 at recall 0, 1/2, 1; the envelope is 2/3.
    assert ap(judged([A], [(NOWHERE, 0.95), (A, 0.8)]), judged([B], [(B, 0.9)])) == pytest.approx(2 / 3)


def test_scores_closer_than_a_thousandth_are_read_together():
    # The right one alone would have precision 1; 0.9999 is read with it, and the last stretches the scores.
    assert ap(judged([A], [(A, 1.0), (NOWHERE, 0.9999), (B, 0.0)])) == 0.5


def test_equal_scores_are_read_together():
    assert ap(judged([A], [(A, 0.7), (NOWHERE, 0.7)])) == 0.5


def test_nothing_found_and_nothing_to_find():
    assert ap(judged([A], [])) == 0.0
    assert ap(judged([], [])) is None
    assert ap(judged([A], [(A, 0.9)], ignored={0})) is None


def test_area_takes_the_precision_that_no_larger_recall_exceeds():
    precision, recall = np.array([1.0, 0.5, 0.75]), np.array([0.25, 0.5, 0.75])
    # 0.25 at 1, 0.5 at 0.75, nothing beyond.
    assert area_under(precision, recall) == pytest.approx(0.25 + 0.375)
