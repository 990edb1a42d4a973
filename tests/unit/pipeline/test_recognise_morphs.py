"""Nobody lends their own living face to a picture: neither its texture, nor its movements."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from helpers.morphs import ATTACKER, MORPH, VICTIM, Morphing
from helpers.pad_fakes import PERSON, PICTURE, UNSURE, FakePresentation
from helpers.world import ToyVision, Visit, enrolled, make_frame, subject

from facegate.domain.events import EventDraft
from facegate.domain.identification import DecisionPolicy, Reason
from facegate.domain.pad.attack_limit import MOST_ATTACKS, AttackLimit
from facegate.domain.pad.challenge_view import ChallengeState
from facegate.domain.pad.levels import PadLevel
from facegate.domain.presence import Presence
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser
from facegate.pipeline.results import TrackView

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
FPS = 25


def play(
    vision: ToyVision,
    level: PadLevel,
    seconds: float,
    react: Callable[[TrackView], None] = lambda _view: None,
) -> tuple[list[EventDraft], list[TrackView]]:
    watch = PadWatch(vision, level, AttackLimit(), Random(7))
    worker = Recogniser(vision, enrolled(1, 2), POLICY, Presence(60.0), "toy:", pad=watch)
    drafts: list[EventDraft] = []
    views: list[TrackView] = []
    for number in range(int(seconds * FPS)):
        step = worker.process(make_frame(number))
        drafts += step.drafts
        views += step.tracks
        for view in step.tracks:
            react(view)
    return [*drafts, *worker.finish()], views


def named(drafts: list[EventDraft]) -> list[str]:
    return [each.judgement.subject_id for each in drafts if each.judgement and each.judgement.subject_id]


@pytest.mark.parametrize("frames", [6, 12, 50])
def test_looks_at_another_face_make_no_person_of_a_picture(frames: int) -> None:
    """Somebody shows their own face for a moment, and then a picture that continues the track."""
    score = {ATTACKER: 12.0, MORPH: -4.0}
    vision = Morphing(lambda number: ATTACKER if number < frames else MORPH, score.__getitem__)
    vision.head_pose = None  # type: ignore[assignment]
    drafts, views = play(vision, PadLevel.STANDARD, 20.0)
    assert named(drafts) == []
    assert all(view.judgement.subject_id is None for view in views)
    claimed = [each.judgement.claimed for each in drafts if each.judgement]
    assert subject(VICTIM) in claimed, "the picture would have been recognised"


@pytest.mark.parametrize("level", [PadLevel.STANDARD, PadLevel.STRICT])
def test_movements_of_another_face_prove_nothing_of_whom_a_picture_showed(level: PadLevel) -> None:
    """A picture is recognised, and taken away when movements are asked for: the face behind it makes them."""
    asked = [False]
    vision = Morphing(
        lambda _number: ATTACKER if asked[0] else MORPH, lambda who: PERSON if who == ATTACKER else UNSURE - 1.0
    )

    def react(view: TrackView) -> None:
        seen = view.challenge
        asked[0] = seen is not None
        ready = seen is not None and seen.state is ChallengeState.MOVE and seen.limit - seen.remaining > 0.5
        vision.obey(seen.movement if ready and seen is not None else None)

    drafts, views = play(vision, level, 60.0, react)
    assert any(view.challenge is not None for view in views)
    assert named(drafts) == []
    assert all(view.judgement.subject_id is None for view in views)


def test_whoever_failed_a_challenge_is_not_let_in_by_the_looks_that_follow() -> None:
    failed = [False]
    vision = ToyVision([Visit(1, 0, 10_000)])
    vision.pad = FakePresentation(lambda *_: PERSON if failed[0] else UNSURE)

    def react(view: TrackView) -> None:
        failed[0] = view.challenge is not None and view.challenge.state is ChallengeState.FAILED

    drafts, views = play(vision, PadLevel.STANDARD, 50.0, react)
    assert any(view.challenge and view.challenge.state is ChallengeState.FAILED for view in views)
    assert named(drafts) == []


def test_a_portrait_on_a_wall_is_told_of_ever_more_rarely_and_blocks_as_before() -> None:
    vision = ToyVision([Visit(1, 0, 100_000)])
    vision.pad = FakePresentation(lambda *_: PICTURE)
    drafts, views = play(vision, PadLevel.STANDARD, 400.0)
    times = [(each.occurred_at - drafts[0].occurred_at).total_seconds() for each in drafts]
    assert {each.judgement.reason for each in drafts if each.judgement} == {Reason.PRESENTATION_ATTACK}
    rests = [later - earlier for earlier, later in pairwise(times)]
    assert len(drafts) >= MOST_ATTACKS
    assert all(later >= 1.5 * earlier for earlier, later in pairwise(rests))
    assert any(view.blocked > 0.0 for view in views)
    assert all(view.judgement.subject_id is None for view in views)
