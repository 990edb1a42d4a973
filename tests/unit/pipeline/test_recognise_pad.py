"""Presentation attacks before the recogniser, in a made-up world."""

from __future__ import annotations

from helpers.pad_fakes import PERSON, PICTURE, UNSURE, FakePresentation
from helpers.world import ListGallery, ToyVision, Visit, enrolled, frame_number, make_frame, subject

from facegate.domain.events import EventDraft
from facegate.domain.frames import BgrImage
from facegate.domain.identification import DecisionPolicy, Outcome, Reason
from facegate.domain.pad.attack_limit import FIRST_BLOCK, MOST_ATTACKS, AttackLimit
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.ports_pad import PresentationModel
from facegate.domain.presence import Presence
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser, Recognition

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
FPS = 25


def world(
    vision: ToyVision,
    model: PresentationModel | None,
    level: PadLevel | None = PadLevel.STANDARD,
    limit: AttackLimit | None = None,
    gallery: ListGallery | None = None,
) -> Recogniser:
    vision.pad = model
    vision.head_pose = None  # no challenges
    watch = PadWatch(vision, level, limit or AttackLimit())
    return Recogniser(vision, gallery or enrolled(1, 2), POLICY, Presence(60.0), "toy:", pad=watch)


def play(worker: Recogniser, first: int, last: int) -> tuple[list[Recognition], list[EventDraft]]:
    steps = [worker.process(make_frame(number)) for number in range(first, last)]
    return steps, [draft for step in steps for draft in step.drafts]


def said(drafts: list[EventDraft]) -> list[tuple[Outcome, Reason, str | None, str | None, Pad, Cue | None]]:
    return [
        (d.judgement.outcome, d.judgement.reason, d.judgement.subject_id, d.judgement.claimed, d.pad.pad, d.pad.cue)
        for d in drafts
        if d.judgement is not None
    ]


ATTACK = (Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK, None, subject(1), Pad.ATTACK, Cue.TEXTURE)
UNSURE_OF_1 = (Outcome.INCONCLUSIVE, Reason.PAD_INCONCLUSIVE, None, subject(1), Pad.INCONCLUSIVE, Cue.TEXTURE)


def test_a_person_is_identified_at_the_same_look_as_without_it_and_costs_two_scores() -> None:
    model = FakePresentation()
    steps, drafts = play(world(ToyVision([Visit(1, 0, 60)]), model), 0, 25)
    assert said(drafts) == [(Outcome.IDENTIFIED, Reason.AGREED, subject(1), None, Pad.BONA_FIDE, Cue.TEXTURE)]
    assert next(number for number, step in enumerate(steps) if step.tracks and step.tracks[0].decided) == 7
    assert model.batches == [2], "the two best of three looks, in one batch"


def test_a_picture_of_somebody_is_an_attack_and_never_unknown_nor_named() -> None:
    steps, drafts = play(world(ToyVision([Visit(1, 0, 60)]), FakePresentation(lambda *_: PICTURE)), 0, 61)
    assert said(drafts) == [ATTACK]
    assert all(track.judgement.subject_id is None for step in steps for track in step.tracks)
    assert drafts[0].pad.score == PICTURE


def test_a_picture_of_a_stranger_is_an_attack_that_claims_nobody() -> None:
    _, drafts = play(world(ToyVision([Visit(9, 0, 60)]), FakePresentation(lambda *_: PICTURE)), 0, 61)
    assert said(drafts) == [(Outcome.INCONCLUSIVE, Reason.PRESENTATION_ATTACK, None, None, Pad.ATTACK, Cue.TEXTURE)]


def test_before_there_is_an_answer_nobody_is_named_and_nothing_logged() -> None:
    steps, drafts = play(world(ToyVision([Visit(1, 0, 60)]), FakePresentation(lambda *_: UNSURE)), 0, 30)
    assert drafts == []
    assert all(track.judgement.subject_id is None for step in steps for track in step.tracks)


def test_what_stays_unsure_is_logged_once_as_that() -> None:
    model = FakePresentation(lambda *_: UNSURE)
    _, drafts = play(world(ToyVision([Visit(1, 0, 120)]), model), 0, 121)
    assert said(drafts) == [UNSURE_OF_1]


def test_unsure_looks_are_followed_by_better_ones() -> None:
    def shown(image: BgrImage, _face: object) -> float:
        return UNSURE if frame_number(image) < 9 else 2.5 * PERSON

    _, drafts = play(world(ToyVision([Visit(1, 0, 60)]), FakePresentation(shown)), 0, 30)
    assert [each[0] for each in said(drafts)] == [Outcome.IDENTIFIED]


def test_without_the_networks_or_when_they_fail_or_see_nothing_nobody_is_identified() -> None:
    failing, blind = FakePresentation(), FakePresentation()
    failing.fails = blind.blind = True
    for model in (None, failing, blind):
        worker = world(ToyVision([Visit(1, 0, 120)]), model)
        steps, drafts = play(worker, 0, 121)
        assert all(track.judgement.subject_id is None for step in steps for track in step.tracks), model
        drafts += worker.finish()
        assert said(drafts) == [UNSURE_OF_1], model
        assert worker.pad.ready is (model is blind)


def test_networks_that_recover_identify_again() -> None:
    model = FakePresentation()
    model.fails = True
    worker = world(ToyVision([Visit(1, 0, 120)]), model)
    play(worker, 0, 20)
    model.fails = False
    _, drafts = play(worker, 20, 60)
    assert [each[0] for each in said(drafts)] == [Outcome.IDENTIFIED]
    assert worker.pad.ready


def test_off_and_a_recording_are_as_without_it() -> None:
    for level in (PadLevel.OFF, None):
        model = FakePresentation(lambda *_: PICTURE)
        _, drafts = play(world(ToyVision([Visit(1, 0, 60)]), model, level), 0, 61)
        assert said(drafts) == [(Outcome.IDENTIFIED, Reason.AGREED, subject(1), None, Pad.NOT_ASSESSED, None)]
        assert model.batches == []


class Untouchable(ToyVision):
    """Its networks must not be asked for: that would load them."""

    def __getattribute__(self, name: str) -> object:
        assert name != "pad", "loaded"
        return super().__getattribute__(name)


def test_where_nothing_is_assessed_the_networks_are_not_loaded() -> None:
    for level in (PadLevel.OFF, None):
        watch = PadWatch(Untouchable(), level, AttackLimit())
        assert watch.ready, "nothing is missing that is needed"


def test_a_picture_that_takes_the_place_of_the_person_is_seen() -> None:
    def shown(image: BgrImage, _face: object) -> float:
        return PERSON if frame_number(image) < 40 else 3 * PICTURE / 2

    steps, drafts = play(world(ToyVision([Visit(1, 0, 250)]), FakePresentation(shown)), 0, 251)
    outcomes = [each[1] for each in said(drafts)]
    assert outcomes[0] is Reason.AGREED
    assert Reason.PRESENTATION_ATTACK in outcomes
    assert steps[-1].tracks[0].judgement.subject_id is None


def test_whoever_puts_the_picture_down_is_judged_anew() -> None:
    def shown(image: BgrImage, _face: object) -> float:
        return PICTURE if frame_number(image) < 100 else PERSON

    _, drafts = play(world(ToyVision([Visit(1, 0, 400)]), FakePresentation(shown)), 0, 400)
    assert said(drafts)[0] == ATTACK
    assert said(drafts)[-1][0] is Outcome.IDENTIFIED


def test_after_five_attacks_the_face_is_blocked_and_nobody_else_s() -> None:
    limit = AttackLimit()
    for number in range(MOST_ATTACKS):
        assert limit.attacked(subject(1), 1.0 * number - 10.0) is (number == MOST_ATTACKS - 1)
    vision = ToyVision([Visit(1, 0, 60), Visit(2, 0, 60, (500.0, 240.0), (500.0, 240.0))])
    steps, drafts = play(world(vision, FakePresentation(), limit=limit), 0, 61)
    told = {each[3] or each[2]: each[1] for each in said(drafts)}
    assert told == {subject(1): Reason.FACE_BLOCKED, subject(2): Reason.AGREED}
    blocked = next(track for track in steps[-1].tracks if track.judgement.reason is Reason.FACE_BLOCKED)
    assert 0.0 < blocked.blocked <= FIRST_BLOCK


def test_whoever_follows_the_pictures_that_blocked_their_face_is_told_once_a_block_on_the_same_track() -> None:
    def shown(image: BgrImage, _face: object) -> float:
        return PICTURE if frame_number(image) < 90 else PERSON

    limit = AttackLimit()
    for number in range(MOST_ATTACKS - 1):
        limit.attacked(subject(1), 0.1 * number - 10.0)
    vision = ToyVision([Visit(1, 0, 75), Visit(1, 100, 290), Visit(1, 360, 500)])
    worker = world(vision, FakePresentation(shown), limit=limit)
    steps, drafts = play(worker, 0, 500)
    assert {track.track for step in steps for track in step.tracks} == {1}, "each is taken for the one before"
    assert [(each[1], each[3]) for each in said(drafts)] == [
        (Reason.PRESENTATION_ATTACK, subject(1)),
        (Reason.FACE_BLOCKED, subject(1)),
    ]
    assert drafts[1].pad.pad is Pad.BONA_FIDE
    assert worker.finish() == ()


def test_a_short_visit_of_somebody_whose_face_is_blocked_leaves_its_event_when_it_is_over() -> None:
    def shown(image: BgrImage, _face: object) -> float:
        return PICTURE if frame_number(image) < 90 else PERSON

    limit = AttackLimit()
    for number in range(MOST_ATTACKS - 1):
        limit.attacked(subject(1), 0.1 * number - 10.0)
    worker = world(ToyVision([Visit(1, 0, 10), Visit(1, 100, 108)]), FakePresentation(shown), limit=limit)
    _, drafts = play(worker, 0, 300)
    assert [each[1] for each in said(drafts)] == [Reason.PRESENTATION_ATTACK, Reason.FACE_BLOCKED]


def test_another_level_judges_running_tracks_anew() -> None:
    model = FakePresentation(lambda *_: PICTURE)
    worker = world(ToyVision([Visit(1, 0, 200)]), model, PadLevel.OFF)
    play(worker, 0, 30)
    worker.assess_by(PadWatch(worker.vision, PadLevel.STANDARD, AttackLimit()))
    _, drafts = play(worker, 30, 100)
    assert said(drafts) == [ATTACK]
