"""Whatever is enrolled and erased in whatever order, the gallery answers as comparing one by one does."""

from __future__ import annotations

import numpy as np
from helpers.vectors import MODEL, oracle, reference
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facegate.domain.ids import ReferenceId
from facegate.domain.templates import StoredReference, normalised
from facegate.gallery.gallery import IndexedGallery

DIMENSION = 6
PEOPLE = st.integers(0, 7)
SEEDS = st.integers(0, 2**32 - 1)
SOON = 30.0
ROUNDING = 1e-5


def vector(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)


class GalleryMachine(RuleBasedStateMachine):
    """Runs a gallery that folds and indexes after a few changes beside a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[ReferenceId, StoredReference] = {}
        self.erased: list[StoredReference] = []
        self.next_id = 1
        self.gallery: IndexedGallery | None = None

    @initialize(exact_below=st.sampled_from([1, 6, 1000]), fold_after=st.sampled_from([0, 1, 4, 1000]))
    def open(self, exact_below: int, fold_after: int) -> None:
        self.gallery = IndexedGallery(MODEL, DIMENSION, exact_below=exact_below, fold_after=fold_after)

    def fresh(self, person: int, seed: int) -> StoredReference:
        one = reference(self.next_id, person, vector(seed))
        self.next_id += 1
        return one

    @rule(person=PEOPLE, seeds=st.lists(SEEDS, max_size=5))
    def enrol(self, person: int, seeds: list[int]) -> None:
        assert self.gallery is not None
        new = [self.fresh(person, seed) for seed in seeds]
        self.gallery.add(new)
        self.stored.update({one.reference_id: one for one in new})

    @rule(person=PEOPLE)
    def erase(self, person: int) -> None:
        assert self.gallery is not None
        gone = [one for one in self.stored.values() if int(one.subject_id, 16) == person]
        if gone:
            self.gallery.remove(gone[0].subject_id)
            self.erased += gone
            for one in gone:
                del self.stored[one.reference_id]

    @rule()
    def add_again_what_is_there(self) -> None:
        assert self.gallery is not None
        self.gallery.add(list(self.stored.values()))

    @rule()
    def bring_back(self) -> None:
        assert self.gallery is not None
        back, self.erased = self.erased, []
        self.gallery.add(back)
        self.stored.update({one.reference_id: one for one in back})

    @rule(shuffled=st.randoms(use_true_random=False))
    def load(self, shuffled: object) -> None:
        assert self.gallery is not None
        everything = list(self.stored.values())
        shuffled.shuffle(everything)  # type: ignore[attr-defined]
        self.gallery.load(everything)

    @rule()
    def wait(self) -> None:
        assert self.gallery is not None
        assert self.gallery.settle(SOON)

    @rule(seed=SEEDS)
    def search(self, seed: int) -> None:
        assert self.gallery is not None
        probe = normalised(MODEL, vector(seed))
        self.check(probe.vector, self.gallery.search(probe).candidates)

    @rule(data=st.data())
    def search_for_somebody_erased(self, data: st.DataObject) -> None:
        assert self.gallery is not None
        if self.erased:
            probe = data.draw(st.sampled_from(self.erased)).template
            self.check(probe.vector, self.gallery.search(probe).candidates)

    def check(self, probe: np.ndarray, candidates: tuple) -> None:
        expected = oracle(self.stored.values(), probe)
        assert len(candidates) == len(expected)
        for found, (who, distance) in zip(candidates, expected, strict=True):
            assert abs(found.distance - distance) < ROUNDING
            # Two persons may be equally near to within rounding; the distance above is right for either.
            same = [one for one in self.stored.values() if one.subject_id == found.subject_id]
            assert abs(oracle(same, probe)[0][1] - found.distance) < ROUNDING
            named = self.stored[found.reference_id]
            assert named.subject_id == found.subject_id
            assert found.subject_id == who or abs(oracle(same, probe)[0][1] - distance) < ROUNDING

    @invariant()
    def counts_what_is_enrolled(self) -> None:
        if self.gallery is not None:
            assert len(self.gallery) == len(self.stored)

    def teardown(self) -> None:
        if self.gallery is not None:
            self.gallery.close()


GalleryMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestGallery = GalleryMachine.TestCase
