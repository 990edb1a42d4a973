"""From which score faces are believed, reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.training.detection.average_precision import Judged
from facegate.training.detection.score_threshold import best_threshold

A, B, NOWHERE = (0, 0, 9, 9), (20, 20, 29, 29), (50, 50, 59, 59)


def judged(truth, found, ignored=()):
    boxes = np.array([box for box, _ in found], np.float64).reshape(-1, 4)
    counted = np.array([place not in ignored for place in range(len(truth))], bool)
    scores = np.array([score for _, score in found], np.float64)
    return Judged(np.array(truth, np.float64).reshape(-1, 4), counted, boxes, scores)


def test_highest_f1_halfway_to_the_next_score():
    # F1 of 1, 2, 3, 4 believed: 2/3, 2/4, 4/5, 4/6.
    best = best_threshold([judged([A, B], [(A, 0.9), (NOWHERE, 0.8), (B, 0.6), (NOWHERE, 0.2)])])
    assert best.record() == pytest.approx({"score": 0.4, "precision": 2 / 3, "recall": 1.0})


def test_faces_of_pictures_without_any_are_mistakes():
    best = best_threshold([judged([A], [(A, 0.5)]), judged([], [(NOWHERE, 0.9)] * 3)])
    assert best.record() == pytest.approx({"score": 0.5, "precision": 0.25, "recall": 1.0})


def test_ignored_faces_cost_nothing():
    best = best_threshold([judged([A, NOWHERE], [(NOWHERE, 0.9), (A, 0.5), (B, 0.3)], ignored={1})])
    assert best.record() == pytest.approx({"score": 0.4, "precision": 1.0, "recall": 1.0})


def test_equal_scores_are_believed_together():
    best = best_threshold([judged([A, B], [(A, 0.7), (NOWHERE, 0.7)])])
    assert best.record() == pytest.approx({"score": 0.7, "precision": 0.5, "recall": 0.5})


@pytest.mark.parametrize("pictures", [[], [judged([A], [])], [judged([], [(A, 0.9)])], [judged([A], [(NOWHERE, 0.9)])]])
def test_nothing_found_rightly_gives_none(pictures):
    assert best_threshold(pictures) is None
