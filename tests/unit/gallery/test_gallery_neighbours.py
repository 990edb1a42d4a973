"""Who is close to whom in a gallery, while people come and go."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import MODEL, population, reference, references, subject

from facegate.domain.ids import ModelId
from facegate.domain.templates import normalised
from facegate.errors import BugError
from facegate.gallery.gallery import Engine, IndexedGallery

EACH = 3


def distances(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    return ((one.astype(np.float64) - others.astype(np.float64)) ** 2).sum(axis=1)


def nearest_other(vectors: np.ndarray, person: int, gone: frozenset[int] = frozenset()) -> float:
    owners = np.arange(len(vectors)) // EACH
    others = vectors[(owners != person) & ~np.isin(owners, list(gone))]
    return min(float(distances(own, others).min()) for own in vectors[owners == person])


@pytest.fixture
def vectors() -> np.ndarray:
    return population(60, EACH, 32)


@pytest.fixture(params=[1_000_000, 1])
def gallery(request: pytest.FixtureRequest, vectors: np.ndarray) -> IndexedGallery:
    """Exact, and with an index; half of the people enrolled after it was made."""
    made = IndexedGallery(MODEL, 32, exact_below=request.param, fold_after=1_000_000)
    stored = references(vectors, EACH)
    made.load(stored[: len(stored) // 2])
    assert made.settle(30)
    made.add(stored[len(stored) // 2 :])
    assert made.settle(30)
    assert (made.status.engine is Engine.EXACT) == (request.param > 1)
    return made


def test_the_nearest_other_person_of_everybody(gallery: IndexedGallery, vectors: np.ndarray) -> None:
    for person in range(60):
        found = gallery.nearest_other(subject(person))
        assert found == pytest.approx(nearest_other(vectors, person), abs=1e-5)
        assert gallery.nearest_other(subject(person)) == found


def test_the_answer_follows_enrolments_and_erasures(gallery: IndexedGallery, vectors: np.ndarray) -> None:
    before = gallery.nearest_other(subject(5))
    twin = normalised(MODEL, vectors[15] + np.float32(0.05))
    gallery.add([reference(10_000, 900, twin.vector.copy())])
    assert gallery.nearest_other(subject(5)) == pytest.approx(
        float(distances(vectors[15], twin.vector[None])[0]), abs=1e-4
    )
    gallery.remove(subject(900))
    assert gallery.nearest_other(subject(5)) == before
    gone = frozenset({0, 1, 2, 40, 41})
    for person in gone:
        gallery.remove(subject(person))
    for person in (5, 30, 50):
        assert gallery.nearest_other(subject(person)) == pytest.approx(nearest_other(vectors, person, gone), abs=1e-5)


def test_somebody_unknown_or_alone_has_no_nearest_other(vectors: np.ndarray) -> None:
    gallery = IndexedGallery(MODEL, 32)
    assert gallery.nearest_other(subject(1)) is None
    gallery.add(references(vectors[:EACH], EACH))
    assert gallery.nearest_other(subject(0)) is None
    assert gallery.nearest_other(subject(7)) is None


def test_two_exact_copies_are_each_other_s_nearest(vectors: np.ndarray) -> None:
    gallery = IndexedGallery(MODEL, 32)
    gallery.add([reference(number, number, vectors[0]) for number in range(1, 4)])
    assert [gallery.nearest_other(subject(number)) for number in range(1, 4)] == pytest.approx([0.0] * 3, abs=1e-6)


def test_everybody_near_is_found_by_their_nearest_reference(gallery: IndexedGallery, vectors: np.ndarray) -> None:
    gallery.remove(subject(3))
    gallery.remove(subject(45))
    probe = normalised(MODEL, vectors[0] + vectors[100])
    away = distances(probe.vector, vectors).reshape(60, EACH).min(axis=1)
    expected = sorted((float(away[p]), subject(p)) for p in range(60) if away[p] <= 1.5 and p not in (3, 45))
    found = gallery.near(probe, 1.5)
    assert [candidate.subject_id for candidate in found] == [who for _, who in expected]
    assert [candidate.distance for candidate in found] == pytest.approx(
        [distance for distance, _ in expected], abs=1e-5
    )
    assert len(expected) > 5
    assert gallery.near(probe, 0.0) == []


def test_a_probe_of_another_model_is_refused(gallery: IndexedGallery, vectors: np.ndarray) -> None:
    with pytest.raises(BugError):
        gallery.near(normalised(ModelId("other"), vectors[0]), 4.0)
