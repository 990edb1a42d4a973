"""Correcting events: what is recorded, what is learnt, and how the running recogniser takes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers.clocks import ManualClock
from helpers.people_store import MemoryPeople
from helpers.taught import MemoryLooks, MemoryTeaching
from helpers.world import ListGallery, MemoryLog, ToyVision, Visit, make_frame, template_of

from facegate.domain.events import Event, EventType, Verdict
from facegate.domain.frames import SourceInfo
from facegate.domain.identification import DecisionPolicy, Outcome, Reason
from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.domain.looks import Keep, Look, LookPolicy
from facegate.domain.pad.results import Pad
from facegate.domain.people import Consent, NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.errors import ConditionError, CorrectionError, NotFoundError
from facegate.pipeline.corrections import CorrectionService
from facegate.pipeline.engine import Engine
from facegate.pipeline.inference import FrameHandler
from facegate.settings.store import SettingsStore

CLOCK = ManualClock()
CONSENT = Consent("default-1", "en", "ab" * 32, True, "tester", CLOCK.now())
POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)


class Gate:
    """Ann (1) and Ben (2) are enrolled; whoever ``visits`` names stands at the gate."""

    def __init__(self, *visits: Visit, cool_down: float = 0.5) -> None:
        self.log, self.people = MemoryLog(), MemoryPeople()
        self.ann, self.ben = (self._enrolled(person) for person in (1, 2))
        self.looks, self.teaching = MemoryLooks(self.log), MemoryTeaching(self.people)
        self.handler = FrameHandler(self.log)
        self.gallery = ListGallery(self.people.stored)
        self.handler.install(Engine(ToyVision(list(visits)), self.gallery, POLICY, cool_down))
        self.handler.begin_source(SourceInfo("toy:", "toy", False))
        self.service = CorrectionService(
            self.log, self.people, self.looks, self.teaching, self.handler, CLOCK, "tester"
        )
        self._frame = 0

    def _enrolled(self, person: int) -> SubjectId:
        sample = NewReference(template_of(person), 0.9, SampleSource.PHOTO)
        return self.people.add(Profile(f"Person {person}", f"P-{person}"), [sample], CONSENT, "tester")[0].subject_id

    def play(self, frames: int) -> list[Event]:
        """Frames go on; what is logged meanwhile."""
        before = len(self.log.events)
        for _ in range(frames):
            for draft in self.handler.handle(make_frame(self._frame))[1]:
                self.log.append(draft)
            self._frame += 1
        return self.log.events[before:]

    def says(self, event: Event) -> tuple[SubjectId | None, Outcome | None]:
        now = self.service.says(self.log.get(event.event_id))
        return now.subject_id, now.result


def test_the_best_look_goes_with_the_event() -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    look = gate.looks.get(event.event_id)
    assert look is not None
    assert 0.0 < look.quality <= 1.0
    assert look.template.model_id == event.model_id


def test_corrections_and_undo() -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    assert gate.says(event) == (gate.ann, Outcome.IDENTIFIED)
    wrong = gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    assert (wrong.type, wrong.corrects, wrong.subject_id, wrong.actor) == (
        EventType.CORRECTION, event.event_id, gate.ann, "tester",
    )  # fmt: skip
    assert gate.says(event) == (None, Outcome.NOT_IDENTIFIED)
    right = gate.service.correct(event.event_id, Verdict.IS, gate.ben)
    assert gate.says(event) == (gate.ben, Outcome.IDENTIFIED)
    with pytest.raises(CorrectionError, match="Nothing to undo"):
        gate.service.undo(wrong.event_id)  # covered by the newer one
    gate.service.undo(right.event_id)
    assert gate.says(event) == (None, Outcome.NOT_IDENTIFIED)
    gate.service.undo(event.event_id)
    assert gate.says(event) == (gate.ann, Outcome.IDENTIFIED)
    with pytest.raises(CorrectionError, match="Nothing to undo"):
        gate.service.undo(event.event_id)
    assert gate.log.get(event.event_id) == event


def test_what_says_nothing_new_or_nothing_at_all_is_refused_and_not_recorded() -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    count = len(gate.log.events)
    with pytest.raises(CorrectionError, match="Nothing to correct"):
        gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    with pytest.raises(CorrectionError, match="No identification"):
        gate.service.correct(gate.log.events[-1].event_id, Verdict.IS, gate.ann)
    with pytest.raises(NotFoundError):
        gate.service.correct(event.event_id, Verdict.IS, SubjectId("0" * 32))
    with pytest.raises(NotFoundError):
        gate.service.correct(EventId("nothing"), Verdict.IS, gate.ann)
    with pytest.raises(CorrectionError, match="Nobody was taken"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ben, keep_negative=True)
    with pytest.raises(CorrectionError, match="Looks are not added"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    gate.log.looks.clear()
    with pytest.raises(CorrectionError, match="No look kept"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    assert len(gate.log.events) == count


def test_a_negative_example_takes_effect_at_once_and_goes_with_its_correction() -> None:
    """Somebody who looks a little like Ann stands there; every look is nearer to the example than to her reference."""
    gate = Gate(Visit(1, 0, 2000))
    (event,) = gate.play(10)
    assert event.subject_id == gate.ann
    # Every look of the visit is a noise of 0.3 away from the person; the example is the person itself.
    gate.log.looks[event.event_id] = Look(template_of(1), 0.9)
    gate.gallery.references = [
        replace(each, template=template_of(1, 0.8, 999)) if each.subject_id == gate.ann else each
        for each in gate.gallery.references
    ]
    assert any(each.subject_id == gate.ann for each in gate.play(60))
    correction = gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON, keep_negative=True)
    tracks, _, _ = gate.handler.handle(make_frame(gate._frame))
    assert all(track.judgement.subject_id is None for track in tracks)
    assert not any(each.subject_id == gate.ann for each in gate.play(120))
    tracks, _, _ = gate.handler.handle(make_frame(gate._frame))
    assert [track.judgement.outcome for track in tracks] == [Outcome.INCONCLUSIVE]
    gate.service.undo(correction.event_id)
    assert gate.teaching.examples == []
    assert any(each.subject_id == gate.ann for each in gate.play(120))


def test_an_example_that_a_later_correction_denies_is_dropped() -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON, keep_negative=True)
    gate.service.correct(event.event_id, Verdict.IS, gate.ben)
    assert len(gate.teaching.examples) == 1  # still not Ann
    gate.service.correct(event.event_id, Verdict.IS, gate.ann)
    assert gate.teaching.examples == []


def test_a_confirmed_look_becomes_a_reference_until_it_is_denied() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(1, 0.3, 5), 0.9)
    gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    assert len(gate.teaching.references_of(gate.ann, event.model_id)) == 2
    assert gate.teaching.update_of(event.event_id) is not None
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    assert gate.teaching.update_of(event.event_id) is None
    assert len(gate.teaching.references_of(gate.ann, event.model_id)) == 1


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (Look(template_of(1), 0.2), "not good enough"),
        (Look(template_of(2, 0.3, 5), 0.9), "Somebody else"),
        (Look(template_of(7), 0.9), "too unlike"),
    ],
)
def test_looks_that_do_not_fit_are_refused_and_nothing_is_recorded(look: Look, text: str) -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = look
    with pytest.raises(CorrectionError, match=text):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    assert gate.log.events == [event]


@pytest.mark.parametrize("pad", [Pad.ATTACK, Pad.INCONCLUSIVE])
def test_a_look_of_which_nobody_knows_that_a_person_was_there_teaches_nothing_but_can_be_corrected(pad: Pad) -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(1, 0.3, 5), 0.9)
    gate.log.events[0] = replace(event, pad=pad, result=Outcome.INCONCLUSIVE, subject_id=None, claimed_id=gate.ann)
    with pytest.raises(CorrectionError, match="a person stood there"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    assert len(gate.log.events) == 1
    gate.service.correct(event.event_id, Verdict.IS, gate.ann)
    assert gate.says(event)[0] == gate.ann
    assert gate.teaching.update_of(event.event_id) is None
    assert len(gate.teaching.references_of(gate.ann, event.model_id)) == 1


def test_looks_are_not_added_before_models_are_loaded() -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    fresh = CorrectionService(gate.log, gate.people, gate.looks, gate.teaching, FrameHandler(gate.log), CLOCK, "tester")
    fresh.updates = 1
    with pytest.raises(ConditionError, match="Not ready"):
        fresh.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    assert Reason.NEGATIVE_EXAMPLE.value == "negative_example"


def test_a_look_is_not_added_to_somebody_with_no_reference_of_the_model_in_use() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(7), 0.9)
    gate.people.stored = [each for each in gate.people.stored if each.subject_id != gate.ben]
    gate.gallery.remove(gate.ben)
    with pytest.raises(CorrectionError, match="no reference of the model"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ben, add_reference=True)
    assert gate.log.events == [event]


def test_an_undo_takes_a_confirmed_look_back_even_where_it_is_the_last_reference() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(1, 0.3, 5), 0.9)
    gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    enrolled = gate.teaching.references_of(gate.ann, event.model_id)[0]
    gate.people.stored.remove(enrolled)
    gate.service.undo(event.event_id)
    assert gate.teaching.references_of(gate.ann, event.model_id) == []
    assert all(each.subject_id != gate.ann for each in gate.gallery.references)


def test_what_cannot_be_learnt_is_not_recorded_either() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(1, 0.3, 5), 0.9)
    gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    count = len(gate.log.events)
    with pytest.raises(CorrectionError, match="already"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    gate.people.erase(gate.ann, "tester")
    with pytest.raises(NotFoundError):
        gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON, keep_negative=True)
    assert len(gate.log.events) == count


def _as_ann(gate: Gate, person: int) -> None:
    """Make a stranger's face pass for Ann."""
    gate.gallery.add([replace(gate.people.stored[0], template=template_of(person), reference_id=ReferenceId(99))])


def test_whoever_was_wrongly_named_is_logged_when_they_come_themselves() -> None:
    gate = Gate(Visit(7, 0, 20), Visit(1, 40, 400, (100.0, 100.0), (100.0, 100.0)), cool_down=600.0)
    _as_ann(gate, 7)
    (event,) = gate.play(20)
    assert event.subject_id == gate.ann
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    assert [each.subject_id for each in gate.play(60)] == [gate.ann]


def test_the_stranger_who_still_stands_there_makes_no_second_event() -> None:
    gate = Gate(Visit(7, 0, 400), cool_down=600.0)
    _as_ann(gate, 7)
    (event,) = gate.play(20)
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    assert [each.type for each in gate.play(100)] == []


def test_a_correction_of_an_older_event_leaves_the_cool_down_of_a_newer_one() -> None:
    gate = Gate(Visit(7, 0, 20), Visit(1, 200, 900, (100.0, 100.0), (100.0, 100.0)), cool_down=4.0)
    _as_ann(gate, 7)
    (wrong,) = gate.play(40)
    (hers,) = gate.play(200)
    assert hers.subject_id == gate.ann
    gate.service.correct(wrong.event_id, Verdict.NOT_THIS_PERSON)
    assert [each.subject_id for each in gate.play(30)] == []


def test_the_look_of_an_event_that_names_nobody_any_more_goes_where_only_the_enrolled_are_kept() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.looks.configure(LookPolicy(Keep.ENROLLED))
    (event,) = gate.play(10)
    assert gate.service.look(event.event_id) is not None
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON)
    assert gate.service.look(event.event_id) is None


def test_kept_indexes_go_with_a_reference_even_where_no_gallery_is_loaded() -> None:
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    gate.log.looks[event.event_id] = Look(template_of(1, 0.3, 5), 0.9)
    gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)
    cleared: list[SubjectId] = []
    handler = FrameHandler(gate.log)
    stores = (gate.log, gate.people, gate.looks, gate.teaching)
    CorrectionService(*stores, handler, CLOCK, "tester", cleared.append).undo(event.event_id)
    assert cleared == [gate.ann]


def test_a_look_is_measured_against_what_the_person_is_found_by() -> None:
    """One odd reference does not vouch for more of its kind."""
    gate = Gate(Visit(1, 0, 200))
    gate.service.updates = 2
    (event,) = gate.play(10)
    odd = NewReference(template_of(7), 0.9, SampleSource.PHOTO)
    gate.people.add_references(gate.ann, [NewReference(template_of(1), 0.9, SampleSource.PHOTO)] * 4 + [odd], "tester")
    gate.log.looks[event.event_id] = Look(template_of(7), 0.9)
    with pytest.raises(CorrectionError, match="too unlike"):
        gate.service.correct(event.event_id, Verdict.IS, gate.ann, add_reference=True)


def test_a_site_that_keeps_no_looks_keeps_no_negative_examples(tmp_path: Path) -> None:
    gate = Gate(Visit(1, 0, 200))
    (event,) = gate.play(10)
    gate.service.correct(event.event_id, Verdict.NOT_THIS_PERSON, keep_negative=True)
    assert len(gate.teaching.examples) == 1
    gate.service.follow(SettingsStore(tmp_path / "settings.toml"))  # as delivered: nobody's
    assert gate.teaching.examples == []
