"""Challenges with anything that may happen, and with anybody who is willing."""

from __future__ import annotations

from random import Random

from helpers.challenged import ALL, Willing, face, go_through
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.pad.challenge import MOST_TRIES, Challenge
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView
from facegate.domain.pad.results import Pad

NUMBER = st.floats(-90, 90) | st.just(float("nan"))
LOOK = st.tuples(NUMBER, st.floats(0, 200), st.floats(0, 0.5) | st.none(), NUMBER, st.sampled_from([True, False, None]))
PASSED = st.floats(-1, 4)


@given(st.integers(0, 1000), st.lists(st.tuples(LOOK, PASSED), max_size=80))
def test_whatever_is_shown_it_passes_only_by_looks_of_one_person_and_ends_once(
    seed: int, happenings: list[tuple[tuple[float, float, float | None, float, bool | None], float]]
) -> None:
    challenge, time = Challenge(ALL, Random(seed)), 0.0
    ended: ChallengeView | None = None
    for (yaw, size, openness, nose, same), passed in happenings:
        time += passed
        challenge.look(face(yaw, size, openness, nose), time)
        proof, before = challenge.wants_proof, challenge.view
        if same is not None:
            challenge.compare(same)
        view = challenge.view
        moved_on = (view.state, view.step) != (before.state, before.step)
        assert not moved_on or (proof and same) or view.state is ChallengeState.SWAPPED
        assert 0.0 <= view.remaining <= view.limit
        assert 0.0 <= view.share <= 1.0
        assert 1 <= view.step <= view.steps
        assert 0 <= view.tries_left < MOST_TRIES
        assert ended in (None, view)
        ended = view if view.state.over else None
        assert (challenge.result is not None and challenge.result.pad is Pad.BONA_FIDE) is (
            view.state is ChallengeState.PASSED
        )


@given(
    st.integers(0, 1000),
    st.floats(-8, 8),
    st.floats(24, 45),
    st.floats(40, 120),
    st.floats(0.2, 1.5),
    st.floats(0.2, 0.6),
    st.floats(1.25, 1.6),
    st.sampled_from([8.0, 15.0, 30.0]),
)
def test_a_willing_person_passes_in_time(
    seed: int, front: float, turn: float, speed: float, reaction: float, blink: float, lean: float, fps: float
) -> None:
    challenge = Challenge(ALL, Random(seed))
    assert go_through(challenge, Willing(front, turn, speed, reaction, blink, lean), fps) < 22.0
    assert challenge.state is ChallengeState.PASSED


@given(st.integers(0, 1000), st.integers(0, 200), st.sampled_from([10.0, 25.0]))
def test_whoever_takes_the_place_of_the_person_never_passes(seed: int, swapped_at: int, fps: float) -> None:
    """Every look from some frame on shows somebody else, who does what is asked."""
    challenge, person = Challenge(ALL, Random(seed)), Willing()
    for frame in range(round(40 * fps)):
        if challenge.state.over:
            break
        challenge.look(person.look(challenge, frame / fps), frame / fps)
        challenge.compare(frame < swapped_at)
    else:
        raise AssertionError("nobody noticed")
    finished = frame <= swapped_at
    assert challenge.state is (ChallengeState.PASSED if finished else ChallengeState.SWAPPED)
