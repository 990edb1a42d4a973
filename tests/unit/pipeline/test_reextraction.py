"""New references from kept pictures: who gets some, who does not, and what is left when it is stopped."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.clocks import RealClock
from helpers.people_store import MemoryPeople
from helpers.world import ListGallery, ToyVision, template_of

from facegate.domain.faces import Box, Detection
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.domain.people import NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.domain.templates import normalised
from facegate.errors import DamagedDataError, ImageError, ModelError, NotFoundError
from facegate.pipeline.consent import default_consent
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.reextraction import Reextraction

OLD, NEW = ModelId("old"), ModelId("new")


def picture(person: int) -> bytes:
    """A crop as :class:`ToyVision` makes it."""
    crop = np.zeros((8, 8, 3), np.uint8)
    crop[0, 0] = (person, 0, 0)
    return crop.tobytes()


class NewVision(ToyVision):
    """The toy models under another name; remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__(model_id=NEW)
        self.crops: list[np.ndarray] = []

    def extract(self, crops):
        self.crops += crops
        return [normalised(NEW, template_of(int(crop[0, 0, 0])).vector) for crop in crops]


class World:
    """Three people enrolled with the old model: two with pictures, one without."""

    def __init__(self, same_crops: bool = True) -> None:
        self.store, self.directory = MemoryPeople(), NameDirectory()
        self.vision, self.engine = NewVision(), None
        self.broken: set[bytes] = set()
        self.service = Reextraction(
            self.store, self.store, self.directory, lambda: self.engine, self.decode, lambda *_: same_crops, "tester"
        )
        self.subjects = [self.enrol(1, 3), self.enrol(2, 2), self.enrol(3, 0)]
        self.seen: list[tuple[int, int]] = []

    def decode(self, data: bytes) -> np.ndarray:
        if data in self.broken:
            raise ImageError("Picture broken", "It cannot be decoded.", "Use another.")
        return np.frombuffer(data, np.uint8).reshape(8, 8, 3)

    def enrol(self, person: int, pictures: int):
        references = [
            NewReference(normalised(OLD, template_of(person).vector), 0.8, SampleSource.PHOTO,
                         picture(person) if pictures else None)
            for _ in range(pictures or 1)
        ]  # fmt: skip
        consent = default_consent(attested=True, actor="tester", clock=RealClock())
        return self.store.add(Profile(f"Person {person}", f"P-{person}"), references, consent, "tester")[0].subject_id

    def run(self, cancelled=lambda: False):
        return self.service.run(self.vision, lambda *step: self.seen.append(step), cancelled)

    def new_references(self) -> list[str]:
        return [each.subject_id for each in self.store.references(NEW)]


def test_everybody_with_pictures_gets_as_many_references_and_the_old_ones_stay():
    world = World()
    before = list(world.store.references(OLD))
    report = world.run()
    one, two, _ = world.subjects
    assert world.new_references() == [one] * 3 + [two] * 2
    assert list(world.store.references(OLD)) == before
    assert (report.people, report.references, report.without_picture, report.unusable, report.left) == (2, 5, 1, 0, 0)
    assert world.seen == [(0, 2), (1, 2), (2, 2)]
    assert world.directory.get(one) is not None


def test_second_run_finds_nothing_to_do():
    world = World()
    world.run()
    report = world.run()
    assert (report.people, report.references, report.without_picture) == (0, 0, 1)


def test_who_is_without_is_listed_with_whether_a_picture_was_kept():
    world = World()
    assert [(each.subject.external_id, each.has_picture) for each in world.service.without(NEW)] == [
        ("P-1", True), ("P-2", True), ("P-3", False),
    ]  # fmt: skip
    world.run()
    assert [each.subject.external_id for each in world.service.without(NEW)] == ["P-3"]
    assert world.service.without(OLD) == []


def test_stopped_after_the_first_it_goes_on_there():
    world = World()
    asked = iter([False, True])
    report = world.run(lambda: next(asked))
    assert (report.people, report.left) == (1, 1)
    assert set(world.new_references()) == {world.subjects[0]}
    assert world.run().people == 1
    assert set(world.new_references()) == set(world.subjects[:2])


def test_damaged_picture_costs_that_picture_only():
    world = World()
    world.broken.add(picture(1))
    report = world.run()
    assert (report.people, report.unusable) == (1, 1)
    assert set(world.new_references()) == {world.subjects[1]}


@pytest.mark.parametrize("error", [DamagedDataError("t", "m", "r"), NotFoundError("t", "m", "r")])
def test_somebody_who_cannot_be_read_or_was_erased_stops_nobody_else(error, monkeypatch):
    world = World()
    whole = world.store.kept_pictures

    def kept(subject_id):
        if subject_id == world.subjects[0]:
            raise error
        return whole(subject_id)

    monkeypatch.setattr(world.store, "kept_pictures", kept)
    monkeypatch.setattr(world.store, "with_pictures", lambda ids: set(world.subjects[:2]))
    report = world.run()
    assert (report.people, report.unusable) == (1, 1)


def test_broken_model_stops_it_with_what_was_done(monkeypatch):
    world = World()
    whole = world.vision.extract

    def extract(crops):
        if crops[0][0, 0, 0] == 2:
            raise ModelError("Model cannot run", "It broke.", "Mend it.")
        return whole(crops)

    monkeypatch.setattr(world.vision, "extract", extract)
    with pytest.raises(ModelError):
        world.run()
    assert set(world.new_references()) == {world.subjects[0]}


@pytest.mark.parametrize(("model", "found"), [(NEW, 2), (OLD, 0)])
def test_running_recognition_hears_of_references_of_its_own_model_only(model, found):
    world = World()
    gallery = ListGallery(model_id=model)
    world.engine = Engine(world.vision, gallery, DecisionPolicy(1.1, 0.05, 1, 1), 60.0)
    world.run()
    assert len(gallery) == found


def test_crops_of_another_kind_are_cut_anew(monkeypatch):
    world = World(same_crops=False)
    seen = []

    def detect(image):
        seen.append(image.shape)
        points = np.array([[5, 6], [10, 6], [8, 8], [6, 11], [10, 11]], np.float32)
        return [Detection(Box(4, 4, 8, 8), points, 0.9)]

    world.vision.photo_detector = type("Detector", (), {"detect": staticmethod(detect)})()
    world.vision.aligner = type("Aligner", (), {"align": staticmethod(lambda image, face: image[4:12, 4:12])})()
    assert world.run().references == 5
    # With room around it: the detector would miss a face that fills the picture.
    assert set(seen) == {(16, 16, 3)}
    np.testing.assert_array_equal(world.vision.crops[0], np.frombuffer(picture(1), np.uint8).reshape(8, 8, 3))


def test_picture_without_a_face_gives_no_reference():
    world = World(same_crops=False)
    world.vision.photo_detector = type("Detector", (), {"detect": staticmethod(lambda image: [])})()
    report = world.run()
    assert (report.people, report.unusable) == (0, 2)
    assert world.new_references() == []
