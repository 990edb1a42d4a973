"""Templates of two models are never compared: every way in which two templates meet is tried.

The two models have templates of the same length, and here even the same
numbers: only their names keep them apart.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.people_store import MemoryPeople
from helpers.world import NOON, ListGallery, ToyVision, detection_at, subject, template_of

from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fuse
from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, ReferenceId, TrackId
from facegate.domain.negatives import NegativeExample, NegativeExamples
from facegate.domain.people import NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.domain.templates import StoredReference, Template, normalised, require_one_model
from facegate.domain.tracking import Track
from facegate.errors import BugError, EnrolmentError
from facegate.evaluation.comparisons import compare_pairs, fused_sides
from facegate.evaluation.group_rates import set_of_sides
from facegate.evaluation.pairs import Pair, PairList, Side
from facegate.gallery.gallery import IndexedGallery
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample, check_one_person, is_same_person, mean_template
from facegate.pipeline.people import PeopleService
from facegate.pipeline.tracks import TrackState

POLICY = DecisionPolicy(1.1, 0.05, 1, 1)
MINE = template_of(1)
THEIRS = Template(ModelId("another"), MINE.vector.copy(), MINE.norm)
CROP = np.zeros((8, 8, 3), np.uint8)


def stored(template: Template, number: int = 1) -> StoredReference:
    return StoredReference(ReferenceId(number), subject(number), template)


def sample(template: Template) -> EnrolmentSample:
    return EnrolmentSample(template, 0.9, CROP)


def side(name: str, files: int = 1) -> Side:
    return Side(name, name, tuple(Path(f"{name}-{number}") for number in range(files)))


PAIRS = PairList((Pair(side("a"), side("b"), True, 0),), 1)


@pytest.fixture
def gallery():
    found = IndexedGallery(MINE.model_id, MINE.dimension)
    found.add([stored(MINE)])
    yield found
    found.close()


@pytest.mark.parametrize(
    "meet",
    [
        lambda: squared_distance(MINE, THEIRS),
        lambda: fuse([MINE, THEIRS]),
        lambda: fuse([MINE, THEIRS], [1.0, 0.0]),
        lambda: require_one_model([MINE, MINE, THEIRS]),
        lambda: mean_template([MINE, THEIRS]),
        lambda: is_same_person([sample(MINE)], THEIRS, 1.1),
        lambda: check_one_person([sample(MINE), sample(THEIRS)], 1.1),
        lambda: compare_pairs(PAIRS, {"a": MINE, "b": THEIRS}),
        lambda: set_of_sides(["a", "b"], {"a": "a", "b": "b"}, {"a": MINE, "b": THEIRS}),
        lambda: fused_sides(
            PairList((Pair(side("a", 2), side("a", 2), True, 0),), 1), {Path("a-0"): MINE, Path("a-1"): THEIRS}
        ),
    ],
)
def test_what_puts_two_templates_together_refuses(meet):
    with pytest.raises(BugError, match="Templates of"):
        meet()


@pytest.mark.parametrize(
    "meet",
    [
        lambda gallery: gallery.search(THEIRS),
        lambda gallery: gallery.search_exactly(THEIRS),
        lambda gallery: gallery.near(THEIRS, 4.0),
        lambda gallery: gallery.add([stored(THEIRS, 2)]),
        lambda gallery: gallery.add([stored(MINE, 2), stored(THEIRS, 3)]),
        lambda gallery: gallery.load([stored(MINE, 2), stored(THEIRS, 3)]),
    ],
)
def test_gallery_refuses_and_stays_as_it_was(gallery, meet):
    with pytest.raises(BugError, match="gallery of"):
        meet(gallery)
    assert len(gallery) == 1
    assert gallery.search(MINE).best.distance == pytest.approx(0.0, abs=1e-6)


def test_gallery_refuses_a_template_of_another_length(gallery):
    longer = normalised(MINE.model_id, np.ones(MINE.dimension + 1, np.float32))
    with pytest.raises(BugError):
        gallery.search(longer)


def test_enrolment_with_samples_of_a_model_that_was_changed_meanwhile_is_refused():
    engine = Engine(ToyVision(), ListGallery(), POLICY, 60.0)
    service = PeopleService(MemoryPeople(), NameDirectory(), lambda: engine, lambda _crop: b"", "tester")
    with pytest.raises(EnrolmentError, match="another model"):
        service.check_samples([sample(THEIRS)])


def test_negative_example_of_another_model_says_nothing():
    look = Judgement(Outcome.IDENTIFIED, Reason.AGREED, subject(1), 0.5, 0.5)
    examples = NegativeExamples([NegativeExample(EventId("0" * 32), subject(1), THEIRS)])
    assert examples.distance(MINE, subject(1)) is None
    assert examples.review(MINE, look) == look
    assert examples.review(THEIRS, look).outcome is Outcome.INCONCLUSIVE


def test_track_that_was_seen_by_another_model_looks_like_nobody():
    state = TrackState(Track(TrackId(1), detection_at(100, 100), 0.0, 0.0), NOON, POLICY)
    state.count(MINE, Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None), 0.0)
    assert state.appearance_distance(MINE) == pytest.approx(0.0, abs=1e-6)
    assert state.appearance_distance(THEIRS) is None


def test_references_are_asked_for_by_model():
    store = MemoryPeople()
    references = [NewReference(template, 0.9, SampleSource.PHOTO) for template in (MINE, THEIRS)]
    store.add(Profile("Ada", "A-1"), references, None, "tester")
    assert [each.template.model_id for each in store.references(MINE.model_id)] == [MINE.model_id]
