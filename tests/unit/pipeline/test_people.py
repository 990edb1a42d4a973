"""Enrolling, renaming and erasing, with database, gallery and directory in step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from helpers.people_store import MemoryPeople
from helpers.world import NOON, ListGallery, ToyVision, template_of

from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.people import Consent, SampleSource
from facegate.domain.people_query import BulkChange
from facegate.domain.profiles import Profile
from facegate.domain.templates import Template
from facegate.errors import BugError, EnrolmentError, NotFoundError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.known_people import AlreadyEnrolledError, Known
from facegate.pipeline.people import PeopleService

CONSENT = Consent("default-1", "en", "00", False, "tester", NOON)


class House:
    """A people service with everything around it."""

    def __init__(self) -> None:
        self.store = MemoryPeople()
        self.directory = NameDirectory()
        self.gallery = ListGallery()
        self.engine: Engine | None = Engine(ToyVision(), self.gallery, DecisionPolicy(1.1, 0.05, 3, 5), 60.0)
        self.people = PeopleService(
            self.store, self.directory, lambda: self.engine, lambda crop: b"jpeg%d" % crop[0, 0, 0], "tester"
        )

    def enrol(self, person: int, name: str, external_id: str, **options: bool) -> SubjectId:
        return self.people.enrol(
            Profile(name, external_id), samples(person), CONSENT, SampleSource.CAMERA, **options
        ).subject_id


@pytest.fixture
def house() -> House:
    return House()


def samples(*people: int) -> list[EnrolmentSample]:

    people = people * 3 if len(people) == 1 else people
    crop = np.full((8, 8, 3), 7, dtype=np.uint8)
    return [EnrolmentSample(template_of(person, 0.2, seed), 0.8, crop) for seed, person in enumerate(people)]


def test_enrolled_person_is_found_named_and_consented(house: House) -> None:
    known = house.enrol(1, "  Zoë\tde Vries ", "e-1")
    assert house.gallery.search(template_of(1)).best is not None
    assert house.directory.get(known) == house.store.get(known).called
    assert house.store.get(known).name == "Zoë de Vries"
    assert house.people.consents(known) == [CONSENT]
    assert set(house.store.pictures.values()) == {None}, "pictures are not kept unless the site says so"


def test_pictures_are_kept_when_the_setting_says_so(house: House) -> None:
    house.people.keep_pictures = True
    house.enrol(1, "A", "1")
    assert set(house.store.pictures.values()) == {b"jpeg7"}


def test_face_that_is_known_is_refused_and_named(house: House) -> None:
    known = house.enrol(1, "A", "1")
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.enrol(1, "Somebody else", "2")
    assert caught.value.by_face
    assert caught.value.subject.subject_id == known
    assert "A" not in caught.value.fields.values()
    assert house.people.count() == 1
    house.enrol(1, "A's twin", "2", allow_look_alike=True)
    assert house.people.count() == 2


def test_identifier_that_is_taken_is_refused_and_named(house: House) -> None:
    house.enrol(1, "A", "1")
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.enrol(2, "B", " 1 ")
    assert not caught.value.by_face


@pytest.mark.parametrize(
    ("name", "external_id"), [("", "1"), ("  \n", "1"), ("x" * 201, "1"), ("A", ""), ("A", "9" * 65)]
)
def test_name_and_identifier_are_checked(house: House, name: str, external_id: str) -> None:
    with pytest.raises(EnrolmentError):
        house.enrol(1, name, external_id)
    assert house.people.count() == 0


@pytest.mark.parametrize("name", ["李小龍", "محمد علي", "../../etc/passwd", 'O\'Brien "Bob" --; DROP TABLE', "👩‍🚀"])
def test_names_of_any_script_and_shape_are_text(house: House, name: str) -> None:
    assert house.store.get(house.enrol(1, name, "1")).name == name


def test_samples_must_exist_be_of_one_person_and_of_the_model_in_use(house: House) -> None:
    enrol = house.people.enrol
    with pytest.raises(EnrolmentError):
        enrol(Profile("A", "1"), [], CONSENT, SampleSource.PHOTO)
    with pytest.raises(EnrolmentError):
        enrol(Profile("A", "1"), samples(1, 1, 2), CONSENT, SampleSource.PHOTO)
    other = replace(samples(1)[0], template=Template(ModelId("other"), template_of(1).vector.copy()))
    with pytest.raises(EnrolmentError):
        enrol(Profile("A", "1"), [other], CONSENT, SampleSource.PHOTO)
    assert house.people.count() == 0
    house.engine = None
    with pytest.raises(BugError):
        enrol(Profile("A", "1"), samples(1), CONSENT, SampleSource.PHOTO)


def test_rename_keeps_the_person_and_may_keep_the_identifier(house: House) -> None:
    first, second = house.enrol(1, "A", "1"), house.enrol(2, "B", "2")
    house.people.update(first, Profile("Anna", "1"))
    renamed = house.directory.get(first)
    assert renamed is not None
    assert renamed.name == "Anna"
    with pytest.raises(AlreadyEnrolledError):
        house.people.update(second, Profile("B", "1"))


def test_erased_person_is_gone_everywhere_and_everybody_is_told(house: House) -> None:
    first, second = house.enrol(1, "A", "1"), house.enrol(2, "B", "2")
    told: list[SubjectId] = []
    house.people.when_erased(told.append)
    report = house.people.erase(first)
    assert report.references == 3
    assert told == [first]
    assert house.directory.get(first) is None
    assert {reference.subject_id for reference in house.gallery.references} == {second}
    with pytest.raises(NotFoundError):
        house.people.erase(first)


def test_suspended_people_are_compared_with_what_is_to_be_stored(house: House) -> None:
    first = house.enrol(1, "A", "1")
    house.people.suspend(first)
    with pytest.raises(EnrolmentError, match="Somebody else"):
        house.people.add_samples(first, samples(2), SampleSource.CAMERA)
    assert house.store.get(first).references == 3
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.enrol(1, "A again", "2")
    assert (caught.value.known, caught.value.subject.subject_id) == (Known.FACE, first)
    house.people.add_samples(first, samples(1), SampleSource.CAMERA)
    house.enrol(2, "B", "3")
    house.enrol(1, "A's twin", "4", allow_look_alike=True)
    assert first not in {reference.subject_id for reference in house.gallery.references}


def test_suspended_people_are_not_found_until_they_are_resumed(house: House) -> None:
    first, second = house.enrol(1, "A", "1"), house.enrol(2, "B", "2")
    told: list[SubjectId] = []
    house.people.when_suspended(told.append)
    assert house.people.suspend(first).suspended_at is not None
    assert {reference.subject_id for reference in house.gallery.references} == {second}
    assert told == [first]
    assert house.directory.get(first) == house.store.get(first).called
    assert house.people.suspend(first, False).suspended_at is None
    best = house.gallery.search(template_of(1)).best
    assert best is not None
    assert best.subject_id == first
    assert told == [first]


def test_whoever_declines_keeps_their_record_and_is_not_found(house: House) -> None:
    known = house.enrol(1, "A", "1")
    told: list[SubjectId] = []
    house.people.when_erased(told.append)
    declined = house.people.decline(known)
    assert (declined.references, declined.declined_at is not None) == (0, True)
    assert house.gallery.references == []
    assert told == [known], "looks and cool-downs in memory are forgotten"
    assert house.directory.get(known) == declined.called


def test_added_samples_are_fused_with_the_old_ones_and_must_show_the_same_person(house: House) -> None:
    first, second = house.enrol(1, "A", "1"), house.enrol(2, "B", "2")
    before = next(each for each in house.gallery.references if each.subject_id == first)
    added = house.people.add_samples(first, samples(1)[:1], SampleSource.PHOTO)
    assert added.references == 4
    (after,) = [each for each in house.gallery.references if each.subject_id == first]
    assert after.reference_id != before.reference_id or (after.template.vector != before.template.vector).any()
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.people.add_samples(first, samples(2), SampleSource.PHOTO)
    assert caught.value.subject.subject_id == second


def test_samples_of_a_stranger_are_not_added_but_may_replace(house: House) -> None:
    known = house.enrol(1, "A", "1")
    with pytest.raises(EnrolmentError, match="do not look like"):
        house.people.add_samples(known, samples(9), SampleSource.CAMERA)
    assert house.people.get(known).references == 3
    assert house.people.add_samples(known, samples(9), SampleSource.CAMERA, replace=True).references == 3
    house.people.suspend(known)
    with pytest.raises(EnrolmentError, match="do not look like"):
        house.people.add_samples(known, samples(1), SampleSource.CAMERA)


def test_an_enrolment_anew_replaces_every_reference(house: House) -> None:
    known = house.enrol(1, "A", "1")
    assert house.people.add_samples(known, samples(1)[:2], SampleSource.CAMERA, replace=True).references == 2
    assert len(house.store.stored) == 2
    assert [each.subject_id for each in house.gallery.references] == [known]


def test_a_record_without_a_face_has_no_consent_and_is_not_searched(house: House) -> None:
    subject = house.people.add_without_face(Profile("A", "1", card="12"), declined=True, pin_hash="hash")
    assert (subject.references, subject.has_pin, subject.card) == (0, True, "12")
    assert house.people.consents(subject.subject_id) == []
    assert house.gallery.references == []
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.people.check_profile(Profile("B", "2", card="1-2"))
    assert caught.value.known is Known.CARD


def test_one_change_for_many_reaches_the_names_on_the_screen(house: House) -> None:
    ids = [house.enrol(number, f"P {number}", f"{number}") for number in (1, 2, 3)]
    assert house.people.change_many(ids[:2], BulkChange(department="Night", suspended=True)) == 2
    assert [house.store.get(each).department for each in ids] == ["Night", "Night", ""]
    assert {reference.subject_id for reference in house.gallery.references} == {ids[2]}
