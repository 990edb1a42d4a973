"""McNemar's exact test, and two embeddings against each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.vectors import MODEL, population

from facegate.domain.ids import ModelId
from facegate.domain.templates import normalised
from facegate.errors import EvaluationError
from facegate.evaluation.corpus import Failure, Sample
from facegate.evaluation.experiment import compare_embeddings
from facegate.evaluation.significance import mcnemar, mcnemar_of


def test_the_probability_is_that_of_a_fair_coin():
    # Two-sided: twice the chance of 0 or 1 heads in 8 throws.
    assert mcnemar(1, 7).p == pytest.approx(2 * 9 / 256)
    assert mcnemar(7, 1).p == mcnemar(1, 7).p
    assert mcnemar(5, 5).p == 1.0
    assert mcnemar(0, 0).p == 1.0


def test_only_disagreements_count():
    first = np.array([1, 1, 1, 0, 0, 1], np.bool_)
    second = np.array([1, 0, 0, 1, 0, 1], np.bool_)
    found = mcnemar_of(first, second)
    assert (found.only_first, found.only_second) == (2, 1)
    with pytest.raises(ValueError, match="pairs"):
        mcnemar_of(first, second[:3])


def people_and_samples(noise: float) -> tuple[dict[str, list[Path]], dict[Path, Sample]]:
    vectors = population(40, 4, 64, seed=5)
    blurred = vectors + noise * np.random.default_rng(1).standard_normal(vectors.shape).astype(np.float32)
    paths = [Path(f"{row // 4}/{row % 4}.jpg") for row in range(len(vectors))]
    people = {str(person): paths[4 * person : 4 * person + 4] for person in range(40)}
    return people, {path: normalised(MODEL, vector) for path, vector in zip(paths, blurred, strict=True)}


def test_the_better_embedding_wins_at_one_false_match_rate():
    people, clear = people_and_samples(0.0)
    _, blurred = people_and_samples(0.08)
    found = compare_embeddings(people, clear, blurred, 1e-2)
    assert found.tar[0]["value"] > found.tar[1]["value"]
    assert found.mated.only_first > found.mated.only_second
    # Eight of forty people gain, and none loses.
    assert found.mated.p < 0.01
    # Both were set to the same false match rate, so neither wins there.
    assert found.non_mated.p > 0.05
    assert found.left_out == 0
    mirrored = compare_embeddings(people, blurred, clear, 1e-2)
    assert (mirrored.mated.only_first, mirrored.mated.only_second) == (found.mated.only_second, found.mated.only_first)


def turned_away(vector: np.ndarray) -> np.ndarray:
    """A template of nobody: one of a hard picture."""
    return np.roll(vector, 29)


def test_a_person_has_one_vote_however_many_pairs_their_picture_spoils():
    vectors = population(12, 12, 64, seed=5)
    paths = [Path(f"{row // 12}/{row % 12}.jpg") for row in range(len(vectors))]
    people = {str(person): paths[12 * person : 12 * person + 12] for person in range(12)}
    clear = {path: normalised(MODEL, vector) for path, vector in zip(paths, vectors, strict=True)}
    spoilt = {**clear, paths[0]: normalised(MODEL, turned_away(vectors[0]))}
    found = compare_embeddings(people, clear, spoilt, 1e-2)
    # Eleven pairs of one picture; one person. As eleven votes the difference would be proven (p = 0.001).
    assert found.tar[0]["value"] > found.tar[1]["value"]
    assert (found.mated.only_first, found.mated.only_second) == (1, 0)
    assert found.mated.p == 1.0


def test_different_people_vote_once_with_one_other_person():
    vectors = population(12, 4, 64, seed=5)
    paths = [Path(f"{row // 4}/{row % 4}.jpg") for row in range(len(vectors))]
    people = {str(person): paths[4 * person : 4 * person + 4] for person in range(12)}
    clear = {path: normalised(MODEL, vector) for path, vector in zip(paths, vectors, strict=True)}
    # One picture that looks like everybody: all its false matches are one person's doing.
    wolf = {**clear, paths[0]: normalised(MODEL, vectors.mean(axis=0))}
    found = compare_embeddings(people, clear, wolf, 2e-2)
    assert found.non_mated.only_first + found.non_mated.only_second <= 12 // 2
    assert found.non_mated.p > 0.05


def test_an_embedding_does_not_beat_itself():
    people, samples = people_and_samples(0.0)
    found = compare_embeddings(people, samples, samples, 1e-2)
    assert (found.mated.p, found.non_mated.p) == (1.0, 1.0)


def test_pictures_that_one_of_them_lacks_are_left_out_and_counted():
    people, samples = people_and_samples(0.0)
    partly = {**samples, Path("3/1.jpg"): Failure.NO_FACE}
    assert compare_embeddings(people, samples, partly, 1e-2).left_out == 1
    with pytest.raises(EvaluationError, match="Nothing to compare"):
        compare_embeddings(people, samples, dict.fromkeys(samples, Failure.NO_FACE), 1e-2)


def test_models_of_other_sizes_can_be_compared():
    people, samples = people_and_samples(0.0)
    wide = {path: normalised(ModelId("other"), np.tile(template.vector, 2)) for path, template in samples.items()}
    assert compare_embeddings(people, samples, wide, 1e-2).mated.p == 1.0
