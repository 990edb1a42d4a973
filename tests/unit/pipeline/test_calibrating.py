"""Calibrating, keeping, accepting: the service around the estimate."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from helpers.calibrations import toy_calibration
from helpers.people_store import MemoryPeople
from helpers.world import MODEL, NOON, template_of

from facegate.domain.calibration import Calibration
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.people import Consent, NewReference, ReferenceRecord, SampleSource
from facegate.domain.profiles import Profile
from facegate.domain.site_references import MOST_PEOPLE, PersonReferences
from facegate.domain.visits import VisitRule
from facegate.errors import CalibrationError, DamagedDataError, StorageError
from facegate.pipeline.calibrating import MOST_UNPLANNED, CalibrationService
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.jobs import JobCancelled
from facegate.settings.model import Settings, with_changes
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import BY_HAND, SiteThreshold

CONSENT = Consent("default-1", "en", "0" * 64, True, "tester", NOON)


class DatedPeople(MemoryPeople):
    """Knows when and how each reference was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[SubjectId, list[ReferenceRecord]] = {}

    def enrol(self, number: int, samples: int, source: SampleSource, spacing: timedelta) -> SubjectId:
        references = [NewReference(template_of(number, 0.3, seed), 0.8, source) for seed in range(samples)]
        subject, stored = self.add(Profile(f"Person {number}", f"{number}"), references, CONSENT, "tester")
        self.records[subject.subject_id] = [
            ReferenceRecord(each.reference_id, MODEL, 0.8, source, NOON + place * spacing)
            for place, each in enumerate(stored)
        ]
        return subject.subject_id

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        return self.records[subject_id]


class Site:
    """The service and all that it is put together from."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "calibration.json"
        self.store = DatedPeople()
        self.directory = NameDirectory()
        self.settings = SettingsStore(folder / "settings.toml")
        self.settings.replace(with_changes(Settings(), "recognition", embedder=MODEL))
        self.gallery: list[int] = []
        self.given: list[PersonReferences] = []
        self.rule: VisitRule | None = None
        self.loaded = True
        self.own, self.measured, self.known = 1.0, True, True
        self.service = CalibrationService(
            self.store, self.directory, self.settings, self, self._engine, self._fit,  # type: ignore[arg-type]
            lambda model: toy_calibration().probability_model if model == MODEL else None,
            SimpleNamespace(now=lambda: NOON), self.path,
        )  # fmt: skip

    def change(self, new: Settings) -> None:
        self.settings.replace(new)

    def calibrate(self) -> Calibration:
        return self.service.calibrate(lambda done, total, text: None, lambda: False)

    def _engine(self) -> Any:
        if not self.loaded:
            return None
        site = self.settings.current.recognition.threshold
        value = site.value if site is not None and site.applies_to(MODEL) else self.own
        policy = SimpleNamespace(looks_needed=2, looks_window=4, threshold=value, calibrated=self.measured)
        return SimpleNamespace(gallery=_Gallery(self.gallery), policy=policy)

    def _fit(
        self,
        model_id: ModelId,
        people: Sequence[PersonReferences],
        rule: VisitRule,
        date: str,
        progress: Callable[[int, int], None],
    ) -> Calibration:
        if not self.known:
            raise CalibrationError("Nothing known", "Nothing is known.", "Enrol.")
        progress(0, len(people))
        self.given, self.rule = list(people), rule
        return toy_calibration(model_id=model_id, date=date, people=len(people))


class _Gallery:
    model_id = MODEL

    def __init__(self, people: list[int]) -> None:
        self._people = people

    def __len__(self) -> int:
        return len(self._people)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_what_was_estimated_is_kept(site: Site) -> None:
    assert site.service.latest() is None
    site.store.enrol(1, 3, SampleSource.PHOTO, timedelta(0))
    made = site.calibrate()
    assert (made.people, made.date, site.rule) == (1, NOON.date().isoformat(), VisitRule(2, 4))
    kept = site.service.latest()
    assert kept is not None
    assert kept.threshold_for(1e-3, 5) == made.threshold_for(1e-3, 5)


def test_it_is_told_for_the_rule_of_looks_in_force(site: Site) -> None:
    site.calibrate()
    changes = {"looks_needed": 4, "looks_window": 9}
    site.settings.replace(with_changes(site.settings.current, "recognition", **changes))
    kept = site.service.latest()
    assert kept is not None
    assert kept.rule == VisitRule(4, 9)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_it_is_kept_for_this_account_only(site: Site) -> None:
    site.calibrate()
    assert stat.S_IMODE(site.path.stat().st_mode) == 0o600


def test_an_estimate_alone_keeps_nothing(site: Site) -> None:
    site.service.estimate(lambda done, total, text: None, lambda: False)
    assert not site.path.exists()


def test_no_template_is_kept(site: Site) -> None:
    site.store.enrol(1, 2, SampleSource.PHOTO, timedelta(0))
    site.calibrate()
    vector = site.store.stored[0].template.vector
    kept = site.path.read_bytes()
    assert vector.tobytes() not in kept
    assert not any(repr(float(number)).encode() in kept for number in vector)


@pytest.mark.parametrize("source", list(SampleSource))
def test_references_come_by_person_with_the_occasions_on_which_they_were_taken(
    site: Site, source: SampleSource
) -> None:
    """Whatever they were taken with: one photograph enrolled thrice is no three visits."""
    site.store.enrol(1, 3, source, timedelta(seconds=1))
    site.store.enrol(2, 3, source, timedelta(days=1))
    site.store.enrol(4, 1, source, timedelta(0))
    site.calibrate()
    found = sorted(person.sessions.tolist() for person in site.given)
    assert found == [[0], [0, 0, 0], [0, 1, 2]]
    assert all(np.allclose(np.linalg.norm(person.vectors, axis=1), 1.0) for person in site.given)


def test_one_more_look_does_not_set_the_others_apart(site: Site) -> None:
    subject_id = site.store.enrol(1, 4, SampleSource.CAMERA, timedelta(seconds=1))
    records = site.store.records[subject_id]
    records[3] = replace(records[3], source=SampleSource.UPDATE, created_at=NOON + timedelta(days=9))
    site.calibrate()
    assert [person.sessions.tolist() for person in site.given] == [[0, 0, 0, 1]]


def test_of_many_people_some_are_drawn(site: Site) -> None:
    for number in range(MOST_PEOPLE + 5):
        site.store.enrol(number, 1, SampleSource.PHOTO, timedelta(0))
    site.calibrate()
    first = [person.vectors for person in site.given]
    site.calibrate()
    assert len(first) == MOST_PEOPLE
    assert all(np.array_equal(a, b.vectors) for a, b in zip(first, site.given, strict=True))


def test_whoever_cancels_keeps_what_was(site: Site) -> None:
    site.calibrate()
    before = site.path.read_bytes()
    site.store.enrol(1, 1, SampleSource.PHOTO, timedelta(0))
    with pytest.raises(JobCancelled):
        site.service.calibrate(lambda done, total, text: None, lambda: True)
    assert site.path.read_bytes() == before


def test_a_calibration_of_another_model_is_not_the_latest(site: Site) -> None:
    site.calibrate()
    site.loaded = False
    assert site.service.latest() is not None
    site.settings.replace(with_changes(site.settings.current, "recognition", embedder="other-1"))
    assert site.service.latest() is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"format": 99}', b"\xff"])
def test_a_damaged_file_is_told_and_replaced(site: Site, content: bytes) -> None:
    site.path.write_bytes(content)
    with pytest.raises(DamagedDataError):
        site.service.latest()
    site.calibrate()
    assert site.service.latest() is not None


def test_a_file_that_cannot_be_read_or_written_is_told(site: Site) -> None:
    site.path.mkdir()
    with pytest.raises(StorageError):
        site.service.latest()
    with pytest.raises(StorageError):
        site.calibrate()


def test_without_a_model_there_is_nothing_to_calibrate(site: Site) -> None:
    site.loaded = False
    with pytest.raises(CalibrationError, match="none is loaded"):
        site.calibrate()


def test_an_accepted_threshold_says_where_it_comes_from(site: Site) -> None:
    made = site.calibrate()
    proposal = made.threshold_for(1e-4, 60)
    site.service.accept(proposal)
    assert site.settings.current.recognition.threshold == SiteThreshold(
        value=proposal.threshold, model=MODEL, source=made.source, date=made.date, fpir=1e-4, people=60,
        looks_needed=3, looks_window=5,
    )  # fmt: skip


def test_a_threshold_by_hand_says_so(site: Site) -> None:
    made = site.calibrate()
    site.service.accept(made.proposal_at(0.9, 60), made)
    chosen = site.settings.current.recognition.threshold
    assert chosen is not None
    assert (chosen.value, chosen.source, chosen.fpir) == (0.9, BY_HAND, None)


def test_nothing_is_accepted_without_a_calibration_of_the_model(site: Site) -> None:
    proposal = toy_calibration().threshold_for(1e-4, 60)
    for calibration in (None, toy_calibration(model_id=ModelId("other-1"))):
        with pytest.raises(CalibrationError):
            site.service.accept(proposal, calibration)
    assert site.settings.current.recognition.threshold is None


def enrol_in_all(site: Site, people: int) -> None:
    for number in range(len(site.gallery), people):
        subject_id = site.store.enrol(number, 1, SampleSource.PHOTO, timedelta(0))
        site.directory.put(site.store.get(subject_id))
        site.gallery.append(number)


def test_a_proposal_is_due_when_the_number_enrolled_has_doubled(site: Site) -> None:
    enrol_in_all(site, 6)
    assert not site.service.due()
    made = site.calibrate()
    site.service.accept(made.threshold_for(1e-4, site.service.enrolled()))
    for people, due in ((6, False), (11, False), (12, True), (60, True)):
        enrol_in_all(site, people)
        assert site.service.due() is due
    site.service.accept(made.threshold_for(1e-4, site.service.enrolled()))
    assert not site.service.due()


NOT_CHOSEN_FOR_THEM = [
    None,
    SiteThreshold(value=1.35, model=MODEL),
    SiteThreshold(value=1.0, model="other-1", people=1000, fpir=1e-4),
]


@pytest.mark.parametrize("threshold", NOT_CHOSEN_FOR_THEM)
def test_where_nobody_chose_one_for_them_it_is_due_as_soon_as_strangers_are_too_often_named(
    site: Site, threshold: SiteThreshold | None
) -> None:
    site.own = 1.35
    site.settings.replace(with_changes(site.settings.current, "recognition", threshold=threshold))
    few = next(people for people in range(1, 999) if toy_calibration().fpir(1.35, people).value > MOST_UNPLANNED) - 1
    for people, due in ((0, False), (few // 2, False), (4 * few, True)):
        enrol_in_all(site, people)
        assert site.service.due() is due


def test_an_own_threshold_strict_enough_for_them_is_not_due(site: Site) -> None:
    enrol_in_all(site, 50)
    assert not site.service.due()


def test_it_is_not_due_where_nobody_is_identified_or_nothing_is_known(site: Site) -> None:
    site.own = 1.35
    enrol_in_all(site, 500)
    site.known = False
    assert not site.service.due()
    site.known, site.measured = True, False
    assert not site.service.due()
    site.loaded = False
    assert not site.service.due()


def test_whom_the_model_cannot_find_does_not_count(site: Site) -> None:
    enrol_in_all(site, 6)
    site.gallery = site.gallery[:4]
    assert site.service.enrolled() == 4
    site.loaded = False
    assert site.service.enrolled() == 6


def test_pairs_have_a_probability_where_the_model_is_known(site: Site) -> None:
    near, far = site.service.pair_probability(0.6), site.service.pair_probability(2.0)
    assert near is not None
    assert far is not None
    assert near > 0.99 > 0.01 > far
    site.loaded = False
    site.settings.replace(with_changes(site.settings.current, "recognition", embedder="other-1"))
    assert site.service.pair_probability(0.6) is None
