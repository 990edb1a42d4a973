"""The self-test counts tries, and only those that say something."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from facegate.domain.ids import TrackId
from facegate.domain.pad.results import Pad
from facegate.domain.pad.self_test import (
    READY_SECONDS,
    STEP_SECONDS,
    Hint,
    Seen,
    SelfTest,
    Species,
    StepResult,
    StepState,
)

STEP = 0.5


def watched(test: SelfTest, scenes: Sequence[tuple[float, Sequence[Seen]]], end: bool = True) -> StepResult:
    """Play scenes of some seconds each after the time to get ready; the result of the step."""
    species = test.species
    assert species is not None
    time = 100.0
    test.start()
    test.see((), time)
    time += READY_SECONDS
    for seconds, seen in scenes:
        for _ in range(round(seconds / STEP)):
            test.see(seen, time)
            time += STEP
    if end:
        test.see((), 100.0 + READY_SECONDS + STEP_SECONDS)
    return next(result for result in test.results if result.species is species)


def one(track: int, pad: Pad) -> tuple[Seen, ...]:
    return (Seen(TrackId(track), pad),)


def test_each_track_is_a_try_and_the_last_one_needs_no_end() -> None:
    scenes = [(3, one(1, Pad.ATTACK)), (1, ()), (3, one(2, Pad.INCONCLUSIVE)), (3, one(3, Pad.ATTACK))]
    result = watched(SelfTest([Species.PRINT]), scenes)
    assert (result.tries, result.attack, result.bona_fide, result.unsure) == (3, 2, 0, 1)
    assert (result.errors, result.error_rate.n, result.tried) == (0, 3, True)


@pytest.mark.parametrize(
    ("species", "error", "other"),
    [(Species.PHONE, Pad.BONA_FIDE, Pad.ATTACK), (Species.BONA_FIDE, Pad.ATTACK, Pad.BONA_FIDE)],
)
def test_one_wrong_word_makes_the_whole_try_wrong(species: Species, error: Pad, other: Pad) -> None:
    scenes = [(2, one(1, other)), (1, one(1, error)), (2, one(1, other)), (3, one(2, other))]
    result = watched(SelfTest([species]), scenes)
    assert (result.tries, result.errors) == (2, 1)


def test_what_was_there_before_and_a_glimpse_are_no_tries() -> None:
    test = SelfTest([Species.PRINT])
    test.start()
    test.see(one(1, Pad.BONA_FIDE), 0.0)
    test.see(one(1, Pad.BONA_FIDE), READY_SECONDS)
    assert test.hint is Hint.WAS_THERE
    test.see((), READY_SECONDS + 1)
    assert test.hint is Hint.NOBODY
    test.see(one(2, Pad.ATTACK), READY_SECONDS + 2)
    test.see(one(2, Pad.ATTACK), READY_SECONDS + 3)
    assert test.results[0].tries == 0
    test.see(one(2, Pad.ATTACK), READY_SECONDS + 4)
    assert test.results[0].tries == 1


def test_the_hand_that_holds_the_picture_may_have_a_face() -> None:
    both = (*one(1, Pad.ATTACK), *one(2, Pad.BONA_FIDE))
    test = SelfTest([Species.TABLET])
    result = watched(test, [(5, both)], end=False)
    assert (result.tries, test.hint) == (0, Hint.SEVERAL)


def test_a_recording_proves_nothing() -> None:
    test = SelfTest([Species.PRINT])
    result = watched(test, [(5, one(1, Pad.NOT_ASSESSED))], end=False)
    assert (result.tries, test.hint) == (0, Hint.NOT_ASSESSED)


def test_steps_follow_each_other_may_be_left_out_and_done_over() -> None:
    test = SelfTest([Species.BONA_FIDE, Species.PRINT, Species.MASK])
    assert test.state() is StepState.WAITING
    watched(test, [(3, one(1, Pad.BONA_FIDE))])
    assert test.species is Species.PRINT
    test.skip()
    assert test.species is Species.MASK
    test.start()
    assert test.state() is StepState.READY
    test.skip()
    assert test.over
    assert [result.tried for result in test.results] == [True, False, False]
    test.again(Species.PRINT)
    assert test.species is Species.PRINT
    assert not test.over


def test_the_clock_runs_from_the_first_frame_after_the_start() -> None:
    test = SelfTest([Species.PRINT])
    test.see((), 1.0)
    test.start()
    test.see((), 50.0)
    assert (test.state(52.0), test.remaining(52.0)) == (StepState.READY, READY_SECONDS - 2)
    assert (test.state(60.0), test.remaining(60.0)) == (StepState.RUNNING, READY_SECONDS + STEP_SECONDS - 10)
