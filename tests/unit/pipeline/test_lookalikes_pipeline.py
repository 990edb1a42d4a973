"""Look-alikes at an enrolment, in the whole gallery, and at the gate."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.people_store import MemoryPeople
from helpers.world import MODEL, NOON, ListGallery, ToyVision, Visit, make_frame, person_vector, template_of

from facegate.domain.enrolment import frontal_plan
from facegate.domain.identification import DecisionPolicy, Outcome, Reason
from facegate.domain.ids import SubjectId
from facegate.domain.lookalikes import Advice
from facegate.domain.people import Consent, SampleSource
from facegate.domain.poses import SAMPLE_SPACING
from facegate.domain.presence import Presence
from facegate.domain.profiles import Profile
from facegate.domain.templates import Template, normalised
from facegate.errors import ConditionError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.guided import EnrolmentSession
from facegate.pipeline.jobs import JobCancelled
from facegate.pipeline.known_people import AlreadyEnrolledError
from facegate.pipeline.people import PeopleService
from facegate.pipeline.recognise import Recogniser

CONSENT = Consent("default-1", "en", "00", False, "tester", NOON)
POLICY = DecisionPolicy(1.1, 0.05, 3, 5)
CROP = np.zeros((8, 8, 3), np.uint8)


def beside(person: int, distance: float, seed: int = 0) -> Template:
    """A template at exactly that squared distance from the person's own: a twin."""
    own = person_vector(person)
    aside = np.random.default_rng((seed, person)).normal(size=own.size).astype(np.float32)
    aside -= (aside @ own) * own
    aside /= np.linalg.norm(aside)
    cosine = 1 - distance / 2
    return normalised(MODEL, (cosine * own + np.sqrt(1 - cosine**2) * aside).astype(np.float32))


class House:
    """A people service in a made-up world, one reference a person."""

    def __init__(self) -> None:
        self.store = MemoryPeople()
        self.gallery = ListGallery()
        self.engine: Engine | None = Engine(ToyVision(), self.gallery, POLICY, 60.0)
        self.people = PeopleService(self.store, NameDirectory(), lambda: self.engine, lambda _crop: b"", "tester")

    def enrol(self, number: str, template: Template, *, another: bool = False) -> SubjectId:
        samples = [EnrolmentSample(template, 0.9, CROP)]
        enrolled = self.people.enrol(
            Profile(f"Person {number}", number), samples, CONSENT, SampleSource.PHOTO, allow_look_alike=another
        )
        return enrolled.subject_id


@pytest.fixture
def house() -> House:
    return House()


def test_everybody_who_looks_alike_is_named_nearest_first(house: House) -> None:
    house.enrol("1", beside(1, 0.5))
    house.enrol("2", beside(1, 0.3, seed=1), another=True)
    house.enrol("3", template_of(5))
    with pytest.raises(AlreadyEnrolledError) as caught:
        house.enrol("4", template_of(1))
    assert [one.subject.external_id for one in caught.value.look_alikes] == ["2", "1"]
    assert [one.distance for one in caught.value.look_alikes] == pytest.approx([0.3, 0.5], abs=1e-4)
    assert caught.value.subject.external_id == "2"
    assert all(one.margin > POLICY.margin for one in caught.value.look_alikes)
    assert "Person" not in caught.value.text()
    assert not any("Person" in str(value) for value in caught.value.fields.values())


def test_somebody_alike_who_is_suspended_is_named_in_their_place(house: House) -> None:
    house.enrol("1", beside(1, 1.2))
    house.people.suspend(house.enrol("2", beside(1, 1.15, seed=1), another=True))
    house.people.suspend(house.enrol("3", template_of(5)))
    found = house.people.check_samples([EnrolmentSample(template_of(1), 0.9, CROP)])
    assert [(one.subject.external_id, round(one.distance, 2)) for one in found] == [("2", 1.15), ("1", 1.2)]


def test_somebody_alike_who_does_not_match_is_named_without_being_refused(house: House) -> None:
    house.enrol("1", beside(1, 1.2))
    alike = house.people.check_samples([EnrolmentSample(template_of(1), 0.9, CROP)])
    assert [one.subject.external_id for one in alike] == ["1"]
    assert house.people.check_samples([EnrolmentSample(template_of(5), 0.9, CROP)]) == []


def test_that_this_is_another_person_is_audited(house: House) -> None:
    house.enrol("1", template_of(1), another=True)
    assert house.store.allowed_look_alikes == 0, "nobody looked alike: there was nothing to allow"
    house.enrol("2", beside(1, 0.3), another=True)
    assert house.store.allowed_look_alikes == 1
    house.enrol("3", template_of(5))
    assert house.store.allowed_look_alikes == 0


def test_those_who_are_alike_are_reconsidered(house: House) -> None:
    told: list[list[SubjectId]] = []
    first = house.enrol("1", template_of(1))
    house.people.when_look_alikes(lambda people: told.append(list(people)))
    house.enrol("2", beside(1, 0.3), another=True)
    house.enrol("3", template_of(5))
    assert told == [[first], []]


def test_the_pairs_of_the_whole_gallery(house: House) -> None:
    for number, distance in (("1", 0.0), ("2", 0.3), ("3", 1.2)):
        house.enrol(number, beside(1, distance, seed=int(number)) if distance else template_of(1), another=True)
    house.enrol("4", template_of(5))
    found = house.people.look_alikes.pairs()
    assert found.complete
    assert found.people == 4
    assert (found.threshold, found.margin) == (1.1, 0.05)
    names = [{pair.first.external_id, pair.second.external_id} for pair in found.pairs]
    assert names[:2] == [{"1", "2"}, {"1", "3"}]
    assert [pair.matching for pair in found.pairs[:2]] == [True, False]
    assert found.pairs[0].advice is Advice.SECOND_FACTOR
    assert found.pairs[0].margin > found.pairs[1].margin >= POLICY.margin
    (closest,) = house.people.look_alikes.pairs(within=0.5).pairs
    assert closest.distance == pytest.approx(0.3, abs=1e-4)
    some = house.people.look_alikes.pairs(within=4.0, most=2)
    assert (len(some.pairs), some.complete) == (2, False)


def test_an_empty_gallery_has_no_pairs_and_without_models_nothing_is_compared(house: House) -> None:
    assert house.people.look_alikes.pairs().pairs == ()
    house.engine = None
    with pytest.raises(ConditionError):
        house.people.look_alikes.pairs()


def test_the_search_can_be_stopped(house: House) -> None:
    house.enrol("1", template_of(1))

    def stop(_done: int, _total: int) -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        house.people.look_alikes.pairs(progress=stop)


def last_judgements(worker: Recogniser, start: int, frames: int) -> list[tuple[Outcome, Reason]]:
    steps = [worker.process(make_frame(number)) for number in range(start, start + frames)]
    return [(view.judgement.outcome, view.judgement.reason) for view in steps[-1].tracks]


def test_a_twin_who_is_enrolled_takes_effect_at_the_running_gate_and_leaves_it_when_erased(house: House) -> None:
    # Looks at person 1 are 0.3 away from their reference; between the twin and them lies a gap below their margin.
    first = house.enrol("1", template_of(1))
    vision = ToyVision([Visit(1, 0, 400)], noise=0.3)
    worker = Recogniser(vision, house.gallery, POLICY, Presence(60.0), "toy:")
    house.people.when_look_alikes(worker.reconsider)
    assert last_judgements(worker, 0, 40) == [(Outcome.IDENTIFIED, Reason.AGREED)]
    second = house.enrol("2", beside(1, 0.12), another=True)
    (state,) = last_judgements(worker, 40, 60)
    assert state == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    house.people.erase(second)
    worker.forget(second)
    assert last_judgements(worker, 100, 60) == [(Outcome.IDENTIFIED, Reason.AGREED)]
    assert worker.process(make_frame(161)).tracks[0].judgement.subject_id == first


def test_a_track_that_names_somebody_is_decided_anew_at_once(house: House) -> None:
    first = house.enrol("1", template_of(1))
    worker = Recogniser(ToyVision([Visit(1, 0, 100)]), house.gallery, POLICY, Presence(60.0), "toy:")
    last_judgements(worker, 0, 40)
    worker.reconsider([SubjectId("f" * 32)])
    assert worker.process(make_frame(40)).tracks[0].judgement.subject_id == first
    worker.reconsider([first])
    assert worker.process(make_frame(41)).tracks[0].judgement.subject_id is None


def test_samples_go_on_when_a_recording_starts_anew() -> None:
    vision = ToyVision([Visit(1, 0, 10_000)])
    session = EnrolmentSession(vision, frontal_plan())
    late = make_frame(5000)
    taken = [session.offer(make_frame(number)).just_taken for number in range(4990, 5001)]
    assert any(taken)
    again = make_frame(0)
    assert again.time < late.time - SAMPLE_SPACING
    assert session.offer(again).just_taken
    assert not session.offer(make_frame(1)).just_taken, "the same look is not taken twice"
