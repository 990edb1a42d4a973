"""Merging two records while the gate runs: gallery, names and cool-downs follow."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.people_store import MemoryPeople
from helpers.world import NOON, ListGallery, ToyVision, template_of

from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import SubjectId
from facegate.domain.people import Consent, SampleSource
from facegate.domain.people_query import BulkChange
from facegate.domain.presence import Presence
from facegate.domain.profiles import Field, Profile
from facegate.errors import EnrolmentError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.merging import MergingService
from facegate.pipeline.people import PeopleService

CONSENT = Consent("default-1", "en", "00", False, "tester", NOON)


class House:
    """Everything that merging touches."""

    def __init__(self) -> None:
        self.store, self.directory, self.gallery = MemoryPeople(), NameDirectory(), ListGallery()
        self.engine: Engine | None = Engine(ToyVision(), self.gallery, DecisionPolicy(1.1, 0.05, 3, 5), 60.0)
        self.people = PeopleService(self.store, self.directory, lambda: self.engine, lambda _crop: b"", "tester")
        self.merging = MergingService(self.store, self.store, self.people, lambda: self.engine, "tester")

    def enrol(self, person: int, profile: Profile) -> SubjectId:
        crop = np.zeros((8, 8, 3), dtype=np.uint8)
        samples = [EnrolmentSample(template_of(person, 0.2, seed), 0.8, crop) for seed in range(2)]
        return self.people.enrol(profile, samples, CONSENT, SampleSource.CAMERA, allow_look_alike=True).subject_id


@pytest.fixture
def house() -> House:
    return House()


def test_one_person_is_found_once_under_the_kept_id(house: House) -> None:
    one = house.enrol(1, Profile("Ada", "1", department="Gate", groups=("Day",)))
    two = house.enrol(1, Profile("Ada L.", "2", card="77", groups=("Night",)))
    house.people.when_erased(gone := [].append)  # type: ignore[arg-type]
    seen = house.merging.preview(one, two)
    assert seen.conflicts == (Field.NAME, Field.EXTERNAL_ID)
    assert not seen.unlike
    assert seen.swapped().kept.name == "Ada L."
    left = house.merging.merge(seen, [Field.NAME])
    assert left.profile == Profile("Ada L.", "1", "Gate", ("Day", "Night"), "77")
    assert {each.subject_id for each in house.gallery.references} == {one}
    assert house.directory.get(two) == house.directory.get(one) == left.called
    assert len(house.directory) == 1
    assert gone.__self__ == [two]
    with pytest.raises(EnrolmentError, match="One record"):
        house.merging.preview(one, two)


def test_two_faces_that_do_not_match_need_a_word(house: House) -> None:
    one, two = house.enrol(1, Profile("Ada", "1")), house.enrol(2, Profile("Bo", "2"))
    seen = house.merging.preview(one, two)
    assert seen.unlike
    with pytest.raises(EnrolmentError, match="do not match"):
        house.merging.merge(seen)
    assert len(house.store.people) == 2
    house.merging.merge(seen, although_unlike=True)
    assert len(house.store.people) == 1


def test_faces_that_cannot_be_compared_need_a_word_too(house: House) -> None:
    one, two = house.enrol(1, Profile("Ada", "1")), house.enrol(1, Profile("Ada", "2"))
    card = house.people.add_without_face(Profile("Ada", "3", card="7"), declined=False).subject_id
    house.engine = None
    seen = house.merging.preview(one, two)
    assert (seen.distance, seen.threshold, seen.unlike, seen.doubtful) == (None, None, False, True)
    with pytest.raises(EnrolmentError, match="could not be compared"):
        house.merging.merge(seen)
    assert len(house.store.people) == 3
    house.merging.merge(seen, although_unlike=True)
    seen = house.merging.preview(one, card)
    assert (seen.distance, seen.doubtful) == (None, False), "there is one face only"
    house.merging.merge(seen)
    assert len(house.store.people) == 1


def test_a_suspended_record_shows_what_will_hold(house: House) -> None:
    one, two, bo = (house.enrol(who, Profile("Ada", str(number))) for number, who in enumerate((1, 1, 2)))
    house.people.change_many([two, bo], BulkChange(suspended=True))
    seen = house.merging.preview(one, two)
    assert seen.standing.suspended_at is not None
    assert not seen.doubtful
    seen = house.merging.preview(one, bo)
    assert seen.unlike
    with pytest.raises(EnrolmentError, match="do not match"):
        house.merging.merge(seen)


def test_the_cool_down_goes_on_under_the_kept_id() -> None:
    presence, one, two = Presence(60.0), SubjectId("a"), SubjectId("b")
    presence.admit(one, 10.0)
    presence.admit(two, 50.0)
    presence.merge(one, two)
    assert not presence.admit(one, 100.0)
    assert presence.admit(two, 100.0)
    presence.merge(one, SubjectId("c"))
    assert presence.remaining(one, 100.0) == 10.0


def test_names_of_chains_lead_to_the_last(house: House) -> None:
    ids = [house.enrol(1, Profile("Ada", str(number))) for number in range(3)]
    for kept, other in ((1, 0), (2, 1)):
        house.merging.merge(house.merging.preview(ids[kept], ids[other]))
    assert [house.directory.get(each) for each in ids] == [house.store.get(ids[2]).called] * 3
    again = NameDirectory()
    again.load(house.store)
    assert again.get(ids[0]) == house.store.get(ids[2]).called
