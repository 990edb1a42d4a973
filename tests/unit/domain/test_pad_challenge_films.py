"""A film of every movement there is, over and over, does not do whatever is asked."""

from __future__ import annotations

from random import Random

import pytest
from helpers.challenged import ALL, face

from facegate.domain.pad.challenge import Challenge
from facegate.domain.pad.challenge_view import ChallengeState
from facegate.domain.pad.movements import TURNED, FaceLook

FPS, ROUND = 25, 6.0
"""Frames a second, and seconds of the film, which is shorter than the time for one movement."""

FILMS = 60


def film(time: float, turn: float) -> FaceLook:
    """Two blinks, a step forward and back, a turn to the left, one to the right; straight on in between."""
    now = time % ROUND
    if 0.5 <= now < 0.7 or 0.9 <= now < 1.1:
        return face(openness=0.05)
    if 1.6 <= now < 2.3:
        return face(size=80.0)
    if 3.0 <= now < 3.7:
        return face(turn)
    return face(-turn) if 4.5 <= now < 5.2 else face()


def passes(seed: int, turn: float) -> bool:
    challenge, frame = Challenge(ALL, Random(seed), 1), 0
    while not challenge.state.over and frame < 60 * FPS:
        time = frame / FPS
        challenge.look(film(time + 0.7 * seed, turn), time)
        challenge.compare(True)
        frame += 1
    return challenge.state is ChallengeState.PASSED


@pytest.mark.parametrize("turn", [TURNED - 0.5, TURNED, TURNED + 2.0, 2 * TURNED])
def test_a_film_of_all_movements_seldom_fits_what_is_asked(turn: float) -> None:
    assert sum(passes(seed, turn) for seed in range(FILMS)) <= FILMS // 6
