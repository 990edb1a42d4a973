"""Discarding by quality, fitting its probability, and comparing scores: against what can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.evaluating import MODEL, face, on_circle

from facegate.cli.evaluate_quality import _rows
from facegate.errors import EvaluationError, ImageError
from facegate.evaluation.corpus import Failure
from facegate.evaluation.error_versus_discard import discarding
from facegate.evaluation.match_fit import fit_matches
from facegate.evaluation.predictors import LIMITS, ScoredSamples, compare_scores, mated_comparisons
from facegate.evaluation.scored_samples import score_people


def array(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float64)


def test_poorest_comparisons_go_first():
    # The poorest and the third poorest of five fail.
    found = discarding(array(5, 1, 3, 2, 4), np.array([False, True, True, False, False]))
    np.testing.assert_allclose(found.fnmr(array(0.0, 0.2, 0.4, 0.6, 0.8)), [2 / 5, 1 / 4, 1 / 3, 0, 0])


def test_half_a_comparison_is_discarded_in_part():
    found = discarding(array(1, 2), np.array([True, False]))
    # Half of the failing one is left, and all of the other.
    np.testing.assert_allclose(found.fnmr(array(0.25)), [0.5 / 1.5])


def test_equal_qualities_say_nothing():
    errors = np.array([True, False, False, True, False])
    for order in (errors, errors[::-1], np.sort(errors)):
        np.testing.assert_allclose(discarding(np.ones(5), order).fnmr(array(0.0, 0.3, 0.9)), 0.4)


def test_weights_count_as_if_comparisons_were_repeated():
    qualities, errors = array(3, 1, 2), np.array([False, True, False])
    shares = array(0.0, 0.1, 0.5)
    repeated = discarding(array(3, 1, 1, 2, 2, 2), np.array([False, True, True, False, False, False]))
    weighted = discarding(qualities, errors).fnmr(shares, np.array([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]]))
    np.testing.assert_allclose(weighted[0], repeated.fnmr(shares))
    np.testing.assert_allclose(weighted[1], discarding(qualities, errors).fnmr(shares))


def test_mean_of_a_perfect_score_and_of_a_useless_one():
    errors = np.arange(100) < 10
    perfect, useless = discarding(np.arange(100.0), errors), discarding(np.ones(100), errors)
    # (0.1 - x) / (1 - x) from 0 to 0.1 and 0 from there: 0.1 + 0.9 ln 0.9, over 0.2.
    assert perfect.mean_fnmr(0.2) == pytest.approx((0.1 + 0.9 * np.log(0.9)) / 0.2, abs=1e-4)
    assert useless.mean_fnmr(0.2) == pytest.approx(0.1)


def test_quality_that_is_not_a_number_is_the_poorest():
    found = discarding(array(float("nan"), 0.1), np.array([True, False]))
    np.testing.assert_allclose(found.fnmr(array(0.5)), [0.0])


@pytest.mark.parametrize(("qualities", "errors"), [(np.ones(2), np.ones(3, bool)), (np.ones(0), np.ones(0, bool))])
def test_nothing_or_too_little_to_discard_is_refused(qualities, errors):
    with pytest.raises(ValueError, match="as many"):
        discarding(qualities, errors)


def test_fit_finds_the_curve_that_made_the_matches():
    random = np.random.default_rng(0)
    scores = random.normal(11.0, 1.5, 40_000)
    matched = random.random(len(scores)) < 1 / (1 + np.exp((9.0 - scores) / 0.8))
    middle, spread = fit_matches(scores, matched)
    assert middle == pytest.approx(9.0, abs=0.05)
    assert spread == pytest.approx(0.8, abs=0.03)


def test_fit_of_a_score_that_separates_is_finite_and_steep():
    middle, spread = fit_matches(np.arange(10.0), np.arange(10) >= 4)
    assert 3.0 < middle < 4.0
    assert 0.0 < spread < 0.5


@pytest.mark.parametrize("matched", [[True] * 4, [False] * 4, [True, True, False, False]])
def test_what_cannot_be_fitted(matched):
    assert fit_matches(np.arange(4.0), np.array(matched)) is None
    assert fit_matches(np.ones(4), np.array([True, False, True, False])) is None


def made_up(people: int = 30, each: int = 5) -> ScoredSamples:
    """Samples on a circle that stray from their person by their blur; one score knows the blur, one does not."""
    random = np.random.default_rng(1)
    persons = np.repeat(np.arange(people), each)
    blur = random.exponential(0.3, len(persons))
    angles = persons * 0.2 + blur * random.choice((-1.0, 1.0), len(persons))
    vectors = np.column_stack((np.cos(angles), np.sin(angles))).astype(np.float32)
    scores = {"guess": random.random(len(persons)), "knows": -blur}
    return ScoredSamples(vectors, persons, people, scores)


def test_score_that_knows_is_best_and_beyond_chance():
    samples = made_up()
    mated = mated_comparisons(samples)
    assert len(mated.distances) == 30 * 10
    found = compare_scores(samples, mated, 0.2)
    assert list(found.by_score) == ["knows", "guess"]
    knows, guess = found.by_score["knows"], found.by_score["guess"]
    assert knows.behind is None
    assert guess.behind.low > 0.0
    assert knows.mean_fnmr[LIMITS[0]].value < found.fnmr.value
    assert guess.mean_fnmr[LIMITS[0]].low < found.fnmr.value < guess.mean_fnmr[LIMITS[0]].high
    assert knows.fnmr[0.3].value < knows.fnmr[0.05].value
    assert knows.matches is not None
    record = found.record()
    assert set(record["predictors"]["guess"]["behind_the_best"]) == {"value", "ci95", "n"}


def test_table_shows_the_best_score_first():
    samples = made_up()
    rows = _rows({"in_use": compare_scores(samples, mated_comparisons(samples), 0.2)})
    assert [row[1] for row in rows] == ["(none: FNMR of all)", "knows", "guess"]
    assert all(row[0] == "0.200" and row[2].endswith(" %") for row in rows)


def test_draws_in_blocks_are_the_draws(monkeypatch):
    samples = made_up()
    mated = mated_comparisons(samples)
    whole = compare_scores(samples, mated, 0.2).record()
    monkeypatch.setattr("facegate.evaluation.predictors._BLOCK", 7_000)
    assert compare_scores(samples, mated, 0.2).record() == whole


def test_one_picture_a_person_gives_nothing_to_compare():
    with pytest.raises(EvaluationError, match="two pictures"):
        mated_comparisons(made_up(each=1))


class Seeing:
    """A vision whose templates and qualities are in the picture's first byte."""

    def __init__(self) -> None:
        self.photo_detector = self.aligner = self.extractor = self

    def detect(self, image):
        return [face(0, 0, 10)] if image.any() else []

    def align(self, image, detection):
        return image

    def extract(self, crops):
        return [on_circle(crop[0, 0, 0] / 100.0) for crop in crops]


def test_pictures_are_measured_and_failures_told(tmp_path):
    bytes_of = {"a1": 10, "a2": 20, "b1": 0, "b2": 30}

    def read(path):
        if path.name not in bytes_of:
            raise ImageError("Picture broken", "It is.", "Take another.")
        return np.full((4, 4, 3), bytes_of[path.name], np.uint8)

    people = {"a": [tmp_path / "a1", tmp_path / "a2"], "b": [tmp_path / "b1", tmp_path / "b2", tmp_path / "b3"]}
    steps = []
    measures = {"first": lambda image, _face, _crop, _template: float(image[0, 0, 0])}
    found, samples = score_people(people, Seeing(), read, measures, lambda *step: steps.append(step))
    assert found[tmp_path / "b1"] is Failure.NO_FACE
    assert found[tmp_path / "b3"] is Failure.UNREADABLE
    assert samples.persons.tolist() == [0, 0, 1]
    assert samples.scores["first"].tolist() == [10.0, 20.0, 30.0]
    assert found[tmp_path / "a1"].model_id == MODEL
    assert steps == [(done, 5) for done in range(6)]
    with pytest.raises(EvaluationError, match="No picture"):
        score_people({"b": [tmp_path / "b1"]}, Seeing(), read, measures, lambda *_: None)
