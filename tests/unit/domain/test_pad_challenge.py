"""Challenges with made-up looks and a made-up clock."""

from __future__ import annotations

from random import Random

import pytest
from helpers.challenged import ALL, Willing, face, go_through

from facegate.domain.pad.challenge import (
    LONGEST_GAP,
    MOST_TRIES,
    PAUSE_SECONDS,
    STEP_SECONDS,
    STRANGE_SECONDS,
    Challenge,
)
from facegate.domain.pad.challenge_view import ChallengeState, Failure
from facegate.domain.pad.movements import STEPS, Movement, MovementWatch, draw_movements, judgeable
from facegate.domain.pad.results import Cue, Pad, PadResult

FPS = 20


class Sitting:
    """One challenge, look by look."""

    def __init__(self, seed: int = 0) -> None:
        self.challenge = Challenge(ALL, Random(seed))
        self.time = 0.0

    def show(self, seconds: float, *, same: bool | None = True, **looks: float) -> ChallengeState:
        for _ in range(round(seconds * FPS)):
            self.challenge.look(face(**looks), self.time)
            if same is not None:
                self.challenge.compare(same)
            self.time += 1 / FPS
        return self.challenge.state

    def asked(self, movement: Movement) -> bool:
        return self.challenge.view.movement is movement


def sitting_for(movement: Movement) -> Sitting:
    """Somebody who looks straight on and is asked for this movement first."""
    for seed in range(100):
        made = Sitting(seed)
        made.show(0.6)
        if made.asked(movement):
            return made
    raise AssertionError(f"{movement} never comes first")


@pytest.mark.parametrize("seed", range(12))
def test_a_willing_person_passes(seed: int) -> None:
    challenge = Challenge(ALL, Random(seed))
    assert challenge.result is None
    assert go_through(challenge, Willing(front=6.0), FPS) < 12.0
    assert challenge.state is ChallengeState.PASSED
    assert challenge.result == PadResult(Pad.BONA_FIDE, Cue.CHALLENGE)


def test_whoever_does_nothing_fails_for_lack_of_time_and_may_try_again_after_a_pause() -> None:
    sitting = Sitting()
    assert sitting.show(0.6) is ChallengeState.MOVE
    view = sitting.challenge.view
    assert (view.step, view.steps, view.tries_left, view.limit) == (1, STEPS, MOST_TRIES - 1, STEP_SECONDS)
    assert sitting.show(STEP_SECONDS) is ChallengeState.PAUSE
    assert sitting.challenge.view.failure is Failure.TIME
    assert sitting.challenge.result == PadResult(Pad.INCONCLUSIVE, Cue.CHALLENGE)
    assert sitting.show(PAUSE_SECONDS) is ChallengeState.FRONT
    assert sitting.challenge.view.tries_left == MOST_TRIES - 2


def test_three_tries_are_all() -> None:
    sitting = Sitting()
    assert sitting.show(MOST_TRIES * (STEP_SECONDS + PAUSE_SECONDS + 1.0)) is ChallengeState.FAILED
    assert sitting.challenge.result == PadResult(Pad.INCONCLUSIVE, Cue.CHALLENGE)
    assert sitting.challenge.view.tries_left == 0
    before = sitting.challenge.view
    go_through(sitting.challenge, Willing(), FPS)
    assert sitting.challenge.view == before


def test_the_second_try_may_pass() -> None:
    challenge = Challenge(ALL, Random(1))
    go_through(challenge, Willing(opposite=True), FPS, seconds=8.0)
    assert challenge.view.failure is Failure.WRONG
    frames = range(8 * FPS, 40 * FPS)
    person = Willing()
    for time in (frame / FPS for frame in frames):
        challenge.look(person.look(challenge, time), time)
        challenge.compare(True)
    assert challenge.result == PadResult(Pad.BONA_FIDE, Cue.CHALLENGE)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        (Movement.LEFT, -30.0),
        (Movement.RIGHT, 30.0),
        (Movement.BLINK, 30.0),
        (Movement.CLOSER, -30.0),
    ],
)
def test_a_turn_that_nobody_asked_for_fails(asked: Movement, done: float) -> None:
    sitting = sitting_for(asked)
    sitting.show(0.2)
    assert sitting.show(0.5, yaw=done) is ChallengeState.PAUSE
    assert sitting.challenge.view.failure is Failure.WRONG


def test_other_movements_than_turns_are_no_mistake() -> None:
    sitting = sitting_for(Movement.LEFT)
    sitting.show(0.3)
    sitting.show(0.3, size=90.0)
    sitting.show(0.2, openness=0.07)
    assert sitting.show(0.3) is ChallengeState.MOVE
    assert sitting.asked(Movement.LEFT)


@pytest.mark.parametrize("asked", [Movement.LEFT, Movement.RIGHT])
def test_a_flat_picture_that_is_turned_has_not_turned_its_head(asked: Movement) -> None:
    """The model may take it for turned; the nose stays between the eyes."""
    sitting = sitting_for(asked)
    sitting.show(0.2)
    sitting.show(2.0, yaw=30.0 if asked is Movement.LEFT else -30.0, nose_yaw=3.0)
    assert sitting.asked(asked)
    assert sitting.challenge.view.step == 1
    assert sitting.challenge.view.share < 0.3


def test_a_turn_counts_from_the_persons_own_front() -> None:
    watch = MovementWatch(Movement.LEFT, face(10.0))
    for frame in range(10):
        watch.look(face(10.0 if frame < 2 else 22.0), frame / FPS)
    assert not watch.done
    assert watch.share == pytest.approx(12 / 15)
    for frame in range(10, 20):
        watch.look(face(26.0), frame / FPS)
    assert watch.done


def test_a_head_that_is_turned_when_it_is_asked_must_come_back_first() -> None:
    watch = MovementWatch(Movement.LEFT, face())
    for frame in range(20):
        watch.look(face(30.0), frame / FPS)
    assert (watch.done, watch.wrong, watch.share) == (False, False, 0.0)
    opposite = MovementWatch(Movement.RIGHT, face())
    for frame in range(20):
        opposite.look(face(30.0), frame / FPS)
    assert not opposite.wrong, "the way back from the movement before is no mistake"


def blinks_of(openness: list[float]) -> int:
    watch = MovementWatch(Movement.BLINK, face(openness=0.3))
    for frame, value in enumerate(openness):
        watch.look(face(openness=value), frame / FPS)
    return watch.blinks


def test_only_whole_blinks_count() -> None:
    wide, shut = [0.31] * 3, [0.08] * 3
    assert blinks_of(wide + shut + wide) == 1
    assert blinks_of(wide + shut + wide + shut + wide) == 2
    assert blinks_of(shut + wide) == 0, "they were closed when they were asked"
    assert blinks_of(wide + shut) == 0, "they are still closed"
    assert blinks_of(wide + [0.2] * 4 + wide) == 0, "a squint"
    assert blinks_of([*wide, 0.08, 0.18, 0.08, 0.19, 0.08, *wide]) == 1, "one blink, however the lids tremble"
    assert blinks_of(wide + [0.08] * (2 * FPS) + wide) == 0, "shut, not blinked"
    assert blinks_of((wide + shut) * 5 + wide) == 2, "no more than are asked"


def test_eyes_are_not_looked_at_from_the_side() -> None:
    watch = MovementWatch(Movement.BLINK, face())
    for frame, (yaw, openness) in enumerate([(0.0, 0.3), (18.0, 0.1), (0.0, 0.3), (17.0, 0.1), (0.0, 0.3)]):
        watch.look(face(yaw, openness=openness), frame / FPS)
    assert watch.blinks == 0


def test_somebody_else_in_the_middle_is_a_swap() -> None:
    sitting = sitting_for(Movement.LEFT)
    sitting.show(0.5)
    sitting.show(STRANGE_SECONDS - 0.1, same=False)
    assert sitting.challenge.state is ChallengeState.MOVE, "somebody walked by"
    sitting.show(0.2)
    assert sitting.show(STRANGE_SECONDS + 0.1, same=False) is ChallengeState.SWAPPED
    assert sitting.challenge.result == PadResult(Pad.ATTACK, Cue.SWAP)
    sitting.show(20.0)
    assert sitting.challenge.state is ChallengeState.SWAPPED


def test_a_swap_in_the_pause_is_seen_in_the_next_try() -> None:
    sitting = Sitting()
    sitting.show(0.6 + STEP_SECONDS)
    assert sitting.show(PAUSE_SECONDS - 0.5, same=False) is ChallengeState.PAUSE
    assert sitting.show(1.0, same=False) is ChallengeState.SWAPPED


def test_a_turned_look_that_is_strange_proves_nothing_but_no_movement_counts_by_it() -> None:
    sitting = sitting_for(Movement.LEFT)
    sitting.show(0.2)
    sitting.show(2.0, yaw=30.0, same=False)
    assert (sitting.challenge.state, sitting.challenge.view.step) == (ChallengeState.MOVE, 1)
    sitting.show(0.1, yaw=30.0)
    assert sitting.challenge.view.step == 2


def test_nothing_counts_while_nobody_compares() -> None:
    sitting = Sitting()
    assert sitting.show(STEP_SECONDS - 0.5, same=None) is ChallengeState.FRONT
    assert sitting.challenge.wants_proof
    sitting.challenge.compare(True)
    assert sitting.challenge.state is ChallengeState.MOVE


def test_a_face_that_was_out_of_sight_begins_anew() -> None:
    for jump in (LONGEST_GAP + 0.1, -5.0):
        sitting = sitting_for(Movement.LEFT)
        sitting.time += jump
        assert sitting.show(1 / FPS) is ChallengeState.PAUSE
        assert sitting.challenge.view.failure is Failure.LOST


def test_closed_eyes_are_no_front_to_measure_blinks_by() -> None:
    sitting = Sitting()
    assert sitting.show(STEP_SECONDS - 1.0, openness=0.1) is ChallengeState.FRONT
    assert sitting.show(0.6) is ChallengeState.MOVE


def test_whoever_is_too_near_is_not_asked_to_come_closer() -> None:
    for seed in range(30):
        challenge = Challenge(ALL, Random(seed))
        seen = set()
        for frame in range(20):
            challenge.look(face(), frame / FPS, room=False)
            challenge.compare(True)
            seen.add(challenge.view.movement)
        assert Movement.CLOSER not in seen


def test_a_model_that_fails_leaves_it_open() -> None:
    sitting = Sitting()
    sitting.show(1.0)
    sitting.challenge.give_up()
    assert sitting.challenge.state is ChallengeState.UNAVAILABLE
    assert sitting.challenge.result == PadResult(Pad.INCONCLUSIVE, Cue.CHALLENGE)


def test_what_can_be_asked_with_which_models() -> None:
    assert judgeable(eyes=True, head_pose=True) == ALL
    assert judgeable(eyes=False, head_pose=True) == ALL - {Movement.BLINK}
    assert judgeable(eyes=True, head_pose=False) == judgeable(eyes=False, head_pose=False) == frozenset()
    with pytest.raises(ValueError, match="turns"):
        Challenge(frozenset({Movement.BLINK, Movement.CLOSER}), Random(0))


def test_the_order_cannot_be_guessed() -> None:
    drawn = [draw_movements(ALL, Random(seed)) for seed in range(600)]
    assert len(set(drawn)) == 18
    most = max(drawn.count(order) for order in set(drawn))
    assert most < 0.1 * len(drawn)
    assert all(Movement.BLINK in order and len(set(order)) == STEPS for order in drawn)
    turns = frozenset({Movement.LEFT, Movement.RIGHT})
    assert len({draw_movements(turns, Random(seed)) for seed in range(100)}) == 6
