"""Tries of a challenge count for the claimed person, however often somebody steps away and comes back."""

from __future__ import annotations

from random import Random

from helpers.pad_fakes import UNSURE, FakePresentation
from helpers.world import ToyVision, Visit, enrolled, make_frame, subject

from facegate.domain.identification import DecisionPolicy
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.challenge import MOST_TRIES
from facegate.domain.pad.challenge_limit import REST, ChallengeLimit
from facegate.domain.pad.levels import PadLevel
from facegate.domain.presence import Presence
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser

FPS = 10
POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
ADA, BEN = subject(1), subject(2)


def test_tries_run_out_and_come_back_after_a_rest() -> None:
    limit = ChallengeLimit()
    assert limit.tries(ADA, 0.0) == MOST_TRIES
    for number in range(MOST_TRIES):
        limit.failed(ADA, 10.0 * number)
        assert limit.tries(ADA, 10.0 * number + 1.0) == MOST_TRIES - 1 - number
    newest = 10.0 * (MOST_TRIES - 1)
    assert limit.tries(ADA, newest + REST - 0.1) == 0
    assert limit.tries(BEN, newest) == MOST_TRIES
    assert limit.tries(ADA, newest + REST) == MOST_TRIES
    limit.failed(ADA, newest + REST + 1.0)
    assert limit.tries(ADA, newest + REST + 2.0) == MOST_TRIES - 1, "failures of before the rest are over"
    limit.forget(ADA)
    assert limit.tries(ADA, newest + REST + 2.0) == MOST_TRIES


def test_a_recording_that_starts_anew_gives_new_tries() -> None:
    limit = ChallengeLimit()
    for time in (100.0, 101.0, 102.0):
        limit.failed(ADA, time)
    assert limit.tries(ADA, 5.0) == MOST_TRIES


def test_stepping_away_gives_no_new_tries() -> None:
    """Stays for one try that runs out, goes for two seconds, comes again."""
    stay, away = 100, 20
    starts = [number * (stay + away) for number in range(MOST_TRIES + 2)]
    vision = ToyVision([Visit(1, start, start + stay) for start in starts])
    vision.pad = FakePresentation(lambda *_: UNSURE)
    watch = PadWatch(vision, PadLevel.STANDARD, AttackLimit(), Random(1))
    worker = Recogniser(vision, enrolled(1, 2), POLICY, Presence(60.0), "toy:", pad=watch)
    asked: list[set[int]] = [set() for _ in starts]
    for number in range(starts[-1] + stay):
        for view in worker.process(make_frame(number, FPS)).tracks:
            if view.challenge is not None:
                asked[number // (stay + away)].add(view.challenge.tries_left)
    assert [max(tries, default=None) for tries in asked] == [2, 1, 0, None, None]
