"""Another template stands for a person, at once and after the base was made anew."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import MODEL, population, reference, references, subject

from facegate.domain.ids import ModelId
from facegate.domain.templates import normalised
from facegate.errors import BugError
from facegate.gallery.gallery import IndexedGallery


@pytest.fixture
def vectors() -> np.ndarray:
    return population(people=40, each=1, dimension=32, seed=5)


@pytest.mark.parametrize("folded", [False, True], ids=["beside the base", "folded in"])
def test_a_person_is_found_by_the_new_template_alone(vectors: np.ndarray, folded: bool) -> None:
    gallery = IndexedGallery(MODEL, 32, fold_after=0 if folded else 512)
    gallery.load(references(vectors[:30], each=1))
    moved = vectors[35]
    gallery.replace(reference(1000, 3, moved))
    if folded:
        assert gallery.settle(10)
    assert len(gallery) == 30
    best = gallery.search(normalised(MODEL, moved)).best
    assert best is not None
    assert (best.subject_id, best.reference_id) == (subject(3), 1000)
    assert best.distance == pytest.approx(0.0, abs=1e-5)
    old = gallery.search(normalised(MODEL, vectors[3]))
    assert all(one.subject_id != subject(3) or one.distance > 0.1 for one in old.candidates)
    gallery.close()


def test_replacing_twice_under_one_id_leaves_the_last(vectors: np.ndarray) -> None:
    """An older reference was taken back: the newest id stays and its vector changes."""
    gallery = IndexedGallery(MODEL, 32)
    gallery.load(references(vectors[:30], each=1))
    for vector in (vectors[33], vectors[34]):
        gallery.replace(reference(4, 3, vector))
    assert len(gallery) == 30
    for vector, near in ((vectors[34], True), (vectors[33], False), (vectors[3], False)):
        best = gallery.search(normalised(MODEL, vector)).best
        assert best is not None
        assert (best.subject_id == subject(3) and best.distance < 1e-3) is near
    gallery.close()


def test_somebody_who_was_not_there_is_added(vectors: np.ndarray) -> None:
    gallery = IndexedGallery(MODEL, 32)
    gallery.replace(reference(1, 7, vectors[7]))
    best = gallery.search(normalised(MODEL, vectors[7])).best
    assert best is not None
    assert best.subject_id == subject(7)
    gallery.close()


def test_a_template_of_another_model_replaces_nothing(vectors: np.ndarray) -> None:
    gallery = IndexedGallery(MODEL, 32)
    gallery.load(references(vectors[:2], each=1))
    with pytest.raises(BugError):
        gallery.replace(reference(9, 1, vectors[5], ModelId("other")))
    best = gallery.search(normalised(MODEL, vectors[1])).best
    assert best is not None
    assert best.distance == pytest.approx(0.0, abs=1e-5)
    gallery.close()
