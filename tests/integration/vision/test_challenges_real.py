"""Challenges with the real networks: photographs of one person by measured pose, clips with a blink, and swaps."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from math import inf
from pathlib import Path
from random import Random

import pytest
from helpers.challenge_clips import (
    Actor,
    Seen,
    frames_of,
    make_actor,
    obedient,
    perform,
    placed,
    seed_for,
    write_challenge,
)
from helpers.pad_fakes import FakePresentation
from helpers.turning_person import find_turning_person
from helpers.world import ListGallery

from facegate.bootstrap.clock import SystemClock
from facegate.capture.video_file import VideoFileSource
from facegate.domain.events import EventDraft
from facegate.domain.identification import DecisionPolicy, Reason
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.challenge import MOST_TRIES, STEP_SECONDS
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView, Failure
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.movements import BLINKS, Movement
from facegate.domain.pad.results import Cue, Pad, PadResult
from facegate.domain.presence import Presence
from facegate.domain.templates import StoredReference
from facegate.pipeline.challenge import TrackChallenge, possible_movements
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser
from facegate.vision.extras import Lazy
from facegate.vision.stack import VisionStack

PASSED = PadResult(Pad.BONA_FIDE, Cue.CHALLENGE)
OPEN = PadResult(Pad.INCONCLUSIVE, Cue.CHALLENGE)
SWAP = PadResult(Pad.ATTACK, Cue.SWAP)
WHO = SubjectId("1" * 32)
WHOLE = [ChallengeState.FRONT, ChallengeState.MOVE, ChallengeState.BACK, ChallengeState.PASSED]
CLIP_FPS = 12.5
"""Every second frame of clips of 25 a second, as a gate with several cameras sees them."""


@pytest.fixture(scope="module")
def actor(vision: VisionStack, test_data: Path) -> Actor:
    return make_actor(find_turning_person(test_data / "people", vision), vision)


@pytest.fixture(scope="module")
def stranger(vision: VisionStack, test_data: Path) -> Seen:
    return next(frames_of(test_data / "video" / "no_blink" / "lwbsza.mpg", vision))


@pytest.mark.parametrize("seed", [0, 5])
def test_whoever_does_what_is_asked_passes(vision: VisionStack, actor: Actor, seed: int) -> None:
    challenge = TrackChallenge(vision, Random(seed))
    assert challenge.result is None
    assert perform(challenge, obedient(actor), 20.0) == WHOLE
    assert challenge.result == PASSED


def watch(clip: Path, vision: VisionStack, actor: Actor, seed: int, seconds: float = inf) -> list[EventDraft]:
    """What a gate of a strict zone logs of a clip, in which the enrolled actor stands."""
    extras = copy(vision.extras)
    assert extras is not None
    # Photographs are photographs: the networks for texture would say so.
    extras.pad = Lazy(FakePresentation)
    seeing = replace(vision, extras=extras)
    crop = vision.aligner.align(actor.front.image, actor.front.face)
    reference = StoredReference(ReferenceId(1), WHO, vision.extractor.extract([crop])[0])
    gallery = ListGallery([reference], vision.extractor.model_id)
    strict = PadWatch(seeing, PadLevel.STRICT, AttackLimit(), Random(seed))
    policy = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
    worker = Recogniser(seeing, gallery, policy, Presence(60.0), str(clip), pad=strict)
    source, drafts = VideoFileSource(clip, realtime=False, clock=SystemClock()), []
    source.open()
    while (frame := source.read()) is not None and frame.time < seconds:
        drafts += worker.process(frame).drafts
    source.close()
    return [*drafts, *worker.finish()]


def test_a_clip_of_the_right_movements_opens_and_of_others_does_not(
    vision: VisionStack, actor: Actor, stranger: Seen, tmp_path: Path
) -> None:
    seed, other = 3, seed_for(Movement.LEFT)
    clip = write_challenge(tmp_path / "asked.avi", actor, seed)
    (seen,) = watch(clip, vision, actor, seed)
    assert seen.judgement is not None
    assert (seen.judgement.subject_id, seen.pad.pad, seen.pad.cue) == (WHO, Pad.BONA_FIDE, Cue.CHALLENGE)
    for wrong in watch(clip, vision, actor, other, seconds=6.0):
        assert wrong.judgement is not None
        assert (wrong.judgement.reason, wrong.judgement.subject_id) == (Reason.PAD_INCONCLUSIVE, None)
    swapped = write_challenge(tmp_path / "swapped.avi", actor, seed, placed(stranger))
    attack = watch(swapped, vision, actor, seed)[0]
    assert attack.judgement is not None
    assert (attack.judgement.reason, attack.judgement.claimed) == (Reason.PRESENTATION_ATTACK, WHO)
    assert (attack.pad.pad, attack.pad.cue) == (Pad.ATTACK, Cue.SWAP)


def test_the_wrong_movement_fails_and_the_next_try_may_pass(vision: VisionStack, actor: Actor) -> None:
    contrary = replace(actor, left=actor.right, right=actor.left)
    challenge = TrackChallenge(vision, Random(seed_for(Movement.LEFT)))

    def scene(view: ChallengeView, passed: float) -> Seen:
        return (actor if view.failure else contrary).at(view.movement, passed)

    assert perform(challenge, scene, 4.0) == [ChallengeState.FRONT, ChallengeState.MOVE, ChallengeState.PAUSE]
    assert (challenge.result, challenge.view.failure) == (OPEN, Failure.WRONG)
    assert challenge.view.tries_left == MOST_TRIES - 1
    assert perform(challenge, scene, 20.0, start=4.0)[-1] is ChallengeState.PASSED
    assert challenge.result == PASSED


def test_a_photograph_runs_out_of_time(vision: VisionStack, actor: Actor) -> None:
    challenge = TrackChallenge(vision, Random(0))
    assert perform(challenge, lambda _view, _passed: actor.front, STEP_SECONDS + 1.0)[-1] is ChallengeState.PAUSE
    assert (challenge.result, challenge.view.failure) == (OPEN, Failure.TIME)


@pytest.mark.parametrize("step", [2, 3])
def test_a_swap_in_the_middle_is_an_attack(vision: VisionStack, actor: Actor, stranger: Seen, step: int) -> None:
    challenge = TrackChallenge(vision, Random(step))
    done = obedient(actor)

    def scene(view: ChallengeView, passed: float) -> Seen:
        return stranger if view.step >= step else done(view, passed)

    assert perform(challenge, scene, 20.0)[-1] is ChallengeState.SWAPPED
    assert challenge.result == SWAP


def test_a_swap_for_the_last_look_is_an_attack(vision: VisionStack, actor: Actor, stranger: Seen) -> None:
    challenge = TrackChallenge(vision, Random(1))
    done = obedient(actor)

    def scene(view: ChallengeView, passed: float) -> Seen:
        return stranger if view.state is ChallengeState.BACK else done(view, passed)

    assert perform(challenge, scene, 20.0)[-1] is ChallengeState.SWAPPED


def test_another_than_whom_the_track_showed_is_an_attack_from_the_first_look(
    vision: VisionStack, actor: Actor, stranger: Seen
) -> None:
    crop = vision.aligner.align(stranger.image, stranger.face)
    challenge = TrackChallenge(vision, Random(1), vision.extractor.extract([crop]))
    assert perform(challenge, obedient(actor), 3.0) == [ChallengeState.FRONT, ChallengeState.SWAPPED]


def test_real_blinks_count_and_somebody_else_afterwards_does_not(vision: VisionStack, test_data: Path) -> None:
    challenge = TrackChallenge(vision, Random(seed_for(Movement.BLINK)))
    clips = [test_data / "video" / "blink" / "brbk7n.mpg"] * BLINKS
    frame, blinks = 0, set()
    for clip in clips:
        for seen in frames_of(clip, vision):
            view = challenge.observe(seen.image, seen.face, frame / CLIP_FPS, None)
            frame += 1
            if view.movement is Movement.BLINK:
                blinks.add(view.blinks)
    assert blinks == set(range(BLINKS))
    assert (challenge.view.state, challenge.view.step) == (ChallengeState.MOVE, 2)
    for seen in frames_of(test_data / "video" / "no_blink" / "lwbsza.mpg", vision):
        challenge.observe(seen.image, seen.face, frame / CLIP_FPS, None)
        frame += 1
        if challenge.over:
            break
    assert challenge.result == SWAP


def test_whoever_does_not_blink_is_not_taken_to(vision: VisionStack, test_data: Path) -> None:
    challenge = TrackChallenge(vision, Random(seed_for(Movement.BLINK)))
    for frame, seen in enumerate(frames_of(test_data / "video" / "no_blink" / "lbbc2a.mpg", vision)):
        challenge.observe(seen.image, seen.face, frame / CLIP_FPS, None)
    assert (challenge.view.movement, challenge.view.blinks) == (Movement.BLINK, 0)


def test_without_the_model_of_eyes_nobody_is_asked_to_blink(vision: VisionStack, actor: Actor) -> None:
    assert possible_movements(vision) == frozenset(Movement)
    some = copy(vision.extras)
    assert some is not None
    some.eyes = Lazy(lambda: None)
    blind = replace(vision, extras=some)
    assert possible_movements(blind) == frozenset(Movement) - {Movement.BLINK}
    challenge = TrackChallenge(blind, Random(2))
    assert perform(challenge, obedient(actor), 20.0) == WHOLE
    without = replace(vision, extras=None)
    assert possible_movements(without) == frozenset()
    with pytest.raises(ValueError, match="head pose"):
        TrackChallenge(without, Random(2))
