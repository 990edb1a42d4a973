"""Challenges before the recogniser: a made-up person who does, or does not do, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from helpers.pad_fakes import PERSON, PICTURE, UNSURE, FakePresentation
from helpers.world import GOOD, ToyVision, Visit, enrolled, make_frame, subject

from facegate.domain.events import EventDraft
from facegate.domain.frames import BgrImage
from facegate.domain.identification import DecisionPolicy, Reason
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.challenge_view import ChallengeState
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.movements import Movement
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.presence import Presence
from facegate.domain.quality import FaceQuality
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser
from facegate.pipeline.results import TrackView

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
FPS = 25
REACTION = 0.5
YAW = {Movement.LEFT: 25.0, Movement.RIGHT: -25.0}
OTHER = {Movement.LEFT: Movement.RIGHT, Movement.RIGHT: Movement.LEFT}


class Actor(ToyVision):
    """One face whose pose and size the test changes as it goes."""

    def __init__(self, score: float) -> None:
        super().__init__([Visit(1, 0, 10_000)])
        self.pad = FakePresentation(lambda *_: score)
        self.quality = GOOD

    def pose(self, movement: Movement | None) -> None:
        near = 1.5 if movement is Movement.CLOSER else 1.0
        self.quality = replace(GOOD, yaw=YAW.get(movement, 0.0) if movement else 0.0, inter_eye=near * GOOD.inter_eye)

    def become(self, person: int) -> None:
        self.visits = [Visit(person, 0, 10_000)]
        self._shown = list(self.visits)

    def assess(self, image: BgrImage, detection: object, crop: BgrImage) -> FaceQuality:
        return self.quality

    def estimate(self, image: BgrImage, detection: object):  # type: ignore[no-untyped-def]
        head = super().estimate(image, detection)  # type: ignore[arg-type]
        return replace(head, yaw=self.quality.yaw)


def play(
    actor: Actor,
    react: Callable[[TrackView], None],
    level: PadLevel,
    seconds: float = 60.0,
    limit: AttackLimit | None = None,
) -> tuple[list[TrackView], list[EventDraft]]:
    watch = PadWatch(actor, level, limit or AttackLimit(), Random(7))
    worker = Recogniser(actor, enrolled(1, 2), POLICY, Presence(120.0), "toy:", pad=watch)
    views: list[TrackView] = []
    drafts: list[EventDraft] = []
    for number in range(int(seconds * FPS)):
        step = worker.process(make_frame(number))
        drafts += step.drafts
        for view in step.tracks:
            views.append(view)
            react(view)
    return views, drafts + list(worker.finish())


def read(view: TrackView) -> Movement | None:
    """What is asked, once somebody has had time to read it."""
    asked = view.challenge
    if asked is None or asked.state is not ChallengeState.MOVE or asked.limit - asked.remaining < REACTION:
        return None
    return asked.movement


def obeying(actor: Actor) -> Callable[[TrackView], None]:
    def react(view: TrackView) -> None:
        actor.pose(read(view))

    return react


def told(drafts: list[EventDraft]) -> list[tuple[Reason, str | None, str | None, Cue | None]]:
    return [(d.judgement.reason, d.judgement.subject_id, d.judgement.claimed, d.pad.cue) for d in drafts if d.judgement]


@pytest.mark.parametrize(("level", "score"), [(PadLevel.STANDARD, UNSURE), (PadLevel.STRICT, PERSON)])
def test_whoever_does_what_is_asked_is_identified(level: PadLevel, score: float) -> None:
    actor = Actor(score)
    views, drafts = play(actor, obeying(actor), level)
    assert told(drafts) == [(Reason.AGREED, subject(1), None, Cue.CHALLENGE)]
    before = [view for view in views if view.challenge and not view.challenge.state.over]
    assert before
    assert all(view.judgement.subject_id is None and not view.decided for view in before), "named too early"


def test_at_the_standard_level_a_sure_person_is_asked_nothing() -> None:
    actor = Actor(PERSON)
    views, drafts = play(actor, obeying(actor), PadLevel.STANDARD, 5.0)
    assert told(drafts) == [(Reason.AGREED, subject(1), None, Cue.TEXTURE)]
    assert all(view.challenge is None for view in views)


def test_whoever_stands_still_or_turns_the_wrong_way_is_not_identified_and_no_attack_either() -> None:
    def still(_view: TrackView) -> None:
        return

    for name in ("still", "wrong"):
        actor = Actor(UNSURE)

        def wrong(view: TrackView, actor: Actor = actor) -> None:
            asked = read(view)
            actor.pose(OTHER.get(asked, Movement.LEFT) if asked else None)

        views, drafts = play(actor, still if name == "still" else wrong, PadLevel.STANDARD, 40.0)
        assert [each[:3] for each in told(drafts)] == [(Reason.PAD_INCONCLUSIVE, None, subject(1))], name
        assert views[-1].challenge is not None
        assert views[-1].challenge.state is ChallengeState.FAILED, name
        assert all(view.judgement.subject_id is None for view in views)


def test_somebody_else_in_the_middle_is_an_attack() -> None:
    actor = Actor(UNSURE)
    obey = obeying(actor)

    def swapping(view: TrackView) -> None:
        obey(view)
        if view.challenge and view.challenge.step >= 2 and view.challenge.state is ChallengeState.MOVE:
            actor.become(2)

    limit = AttackLimit()
    views, drafts = play(actor, swapping, PadLevel.STANDARD, 30.0, limit)
    reasons = told(drafts)
    assert (Reason.PRESENTATION_ATTACK, None, subject(1), Cue.SWAP) in reasons
    assert all(each[1] != subject(1) for each in reasons), "whoever was asked left in the middle"
    assert all(view.judgement.subject_id != subject(1) for view in views)


def test_a_picture_that_does_what_is_asked_is_an_attack_all_the_same() -> None:
    actor = Actor(UNSURE)
    obey = obeying(actor)

    def flat(view: TrackView) -> None:
        obey(view)
        if view.challenge and view.challenge.state is ChallengeState.MOVE:
            actor.pad.shown = lambda *_: 2 * PICTURE  # type: ignore[union-attr]

    views, drafts = play(actor, flat, PadLevel.STANDARD, 40.0)
    assert told(drafts)[0] == (Reason.PRESENTATION_ATTACK, None, subject(1), Cue.TEXTURE)
    assert all(view.judgement.subject_id is None for view in views)


def test_a_picture_is_asked_nothing() -> None:
    actor = Actor(PICTURE)
    views, drafts = play(actor, obeying(actor), PadLevel.STRICT, 5.0)
    assert [draft.pad.pad for draft in drafts] == [Pad.ATTACK]
    assert all(view.challenge is None for view in views)


def test_without_a_model_of_head_pose_nobody_is_asked_and_what_is_unsure_stays_so() -> None:
    actor = Actor(UNSURE)
    actor.head_pose = None
    views, drafts = play(actor, obeying(actor), PadLevel.STANDARD, 5.0)
    assert told(drafts) == [(Reason.PAD_INCONCLUSIVE, None, subject(1), Cue.TEXTURE)]
    assert all(view.challenge is None for view in views)


def test_whom_the_cool_down_covers_is_not_asked_again() -> None:
    actor = Actor(PERSON)
    watch = PadWatch(actor, PadLevel.STRICT, AttackLimit(), Random(7))
    presence = Presence(120.0)
    presence.restore(subject(1), 0.0)
    worker = Recogniser(actor, enrolled(1, 2), POLICY, presence, "toy:", pad=watch)
    views = [view for number in range(100) for view in worker.process(make_frame(number)).tracks]
    assert views
    assert all(view.challenge is None for view in views)


def test_whoever_did_not_know_that_they_were_asked_may_do_it_after_a_rest() -> None:
    actor = Actor(UNSURE)
    failed = [False]
    obey = obeying(actor)

    def late(view: TrackView) -> None:
        failed[0] |= view.challenge is not None and view.challenge.state is ChallengeState.FAILED
        if failed[0]:
            obey(view)

    views, drafts = play(actor, late, PadLevel.STANDARD, 90.0)
    assert failed[0]
    assert [each[0] for each in told(drafts)] == [Reason.PAD_INCONCLUSIVE, Reason.AGREED]
    assert told(drafts)[-1] == (Reason.AGREED, subject(1), None, Cue.CHALLENGE)
    assert views[-1].judgement.subject_id == subject(1)
