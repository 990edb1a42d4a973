"""Made-up people lie as far apart as the real ones that they were fitted to, however many they are."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.domain.ids import ModelId
from facegate.evaluation.population import Population, subject

MODEL = ModelId("made-up")
QUANTILES = (5, 25, 50, 75, 95)
# Squared distances of the program's templates of LFW's first five folds, 2,086 people.
NON_MATED = (1.70, 1.88, 2.00, 2.12, 2.30)
MATED = (0.41, 0.59, 0.72, 0.88, 1.15)
NEAREST_OTHER = (1.24, 1.32, 1.36, 1.40, 1.45)
PEOPLE = 2086


def matrix(population: Population, each: int = 1) -> np.ndarray:
    return np.stack([one.template.vector for one in population.references(MODEL, each)])


def test_distances_are_those_of_real_templates() -> None:
    looks = matrix(Population(PEOPLE, 128), each=2)
    first, second = looks[::2], looks[1::2]
    distances = 2.0 - 2.0 * first @ first.T
    others = distances[np.triu_indices(PEOPLE, 1)]
    np.fill_diagonal(distances, 4.0)
    mated = 2.0 - 2.0 * np.vecdot(first, second)
    np.testing.assert_allclose(np.percentile(others, QUANTILES), NON_MATED, atol=0.02)
    np.testing.assert_allclose(np.percentile(distances.min(axis=1), QUANTILES), NEAREST_OTHER, atol=0.04)
    np.testing.assert_allclose(np.percentile(mated, QUANTILES), MATED, atol=0.07)


@pytest.mark.parametrize("dimension", [32, 512])
def test_other_dimensions_keep_the_mated_distance(dimension: int) -> None:
    looks = matrix(Population(400, dimension), each=2)
    assert np.median(2.0 - 2.0 * np.vecdot(looks[::2], looks[1::2])) == pytest.approx(0.72, abs=0.06)


def test_probes_are_new_looks_at_the_enrolled() -> None:
    population = Population(9000, 32)
    references = matrix(population)
    probes = population.probes(MODEL, 300)
    vectors = np.stack([probe.vector for probe in probes])
    nearest = (2.0 - 2.0 * vectors @ references.T).min(axis=1)
    assert nearest.min() > 0.01
    # Beyond the first block of people too.
    rows = np.argmax(vectors @ references.T, axis=1)
    assert rows.min() < 1000 < 8500 < rows.max()


def test_people_are_the_same_every_time_and_others_with_another_seed() -> None:
    first = [one.template.vector.tobytes() for one in Population(50, 24).references(MODEL)]
    assert first == [one.template.vector.tobytes() for one in Population(50, 24).references(MODEL)]
    other = {one.template.vector.tobytes() for one in Population(50, 24, seed=1).references(MODEL)}
    assert not other & set(first)


def test_references_are_numbered_person_by_person() -> None:
    stored = list(Population(3, 16).references(MODEL, each=2))
    assert [one.reference_id for one in stored] == [1, 2, 3, 4, 5, 6]
    assert [one.subject_id for one in stored] == [subject(number // 2) for number in range(6)]
