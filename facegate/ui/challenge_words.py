"""What is said to somebody who is challenged, short: it is read from two metres away."""

from __future__ import annotations

from math import ceil

from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView, Failure
from facegate.domain.pad.movements import BLINKS, Movement
from facegate.ui.i18n import translate
from facegate.ui.rate_words import whole_text

_ON_THE_WAY = 0.3
"""Share of a movement from which somebody is on the right way."""


def challenge_text(view: ChallengeView) -> str:
    """What the person should do now, or how it ended."""
    if view.movement is not None:
        return _further_text(view) or _asking_text(view)
    return {
        ChallengeState.FRONT: translate("Poses", "Look straight at the camera."),
        ChallengeState.MOVE: translate("Poses", "Look straight at the camera."),
        ChallengeState.BACK: translate("Poses", "Look straight at the camera."),
        ChallengeState.PAUSE: _failure_text(view.failure),
        ChallengeState.PASSED: translate("Challenge", "Thank you."),
        ChallengeState.FAILED: translate("Challenge", "That did not work."),
        ChallengeState.SWAPPED: translate("Challenge", "Somebody else stands here now."),
        ChallengeState.UNAVAILABLE: translate("Challenge", "This cannot be checked at the moment."),
    }[view.state]


def challenge_detail(view: ChallengeView) -> str:
    """Where it stands, in smaller words."""
    if view.state is ChallengeState.PAUSE:
        text = translate("Challenge", "Again in {seconds} s · tries left: {tries}")
        return text.format(seconds=whole_text(ceil(view.remaining)), tries=whole_text(view.tries_left))
    if view.state is ChallengeState.PASSED:
        return ""
    if view.state.over:
        return translate("Challenge", "Please use your card or PIN, or ask for help.")
    if view.movement is None:
        return translate("Challenge", "This checks that you are here in person.")
    text = translate("Challenge", "Step {step} of {steps} · {seconds} s")
    return text.format(
        step=whole_text(view.step), steps=whole_text(view.steps), seconds=whole_text(ceil(view.remaining))
    )


def challenge_tone(view: ChallengeView) -> str:
    """Colour of the words: a key of the overlay's tones."""
    return {
        ChallengeState.PAUSE: "warn",
        ChallengeState.PASSED: "good",
        ChallengeState.FAILED: "bad",
        ChallengeState.SWAPPED: "bad",
        ChallengeState.UNAVAILABLE: "warn",
    }.get(view.state, "neutral")


def _asking_text(view: ChallengeView) -> str:
    if view.movement is Movement.BLINK and 0 < view.blinks < BLINKS:
        return translate("Challenge", "Blink once more.")
    return {
        Movement.BLINK: translate("Challenge", "Blink twice."),
        Movement.LEFT: translate("Poses", "Turn your head to the left."),
        Movement.RIGHT: translate("Poses", "Turn your head to the right."),
        Movement.CLOSER: translate("Challenge", "Come closer."),
        None: "",
    }[view.movement]


def _further_text(view: ChallengeView) -> str:
    if view.share < _ON_THE_WAY:
        return ""
    return {
        Movement.LEFT: translate("Poses", "A little further to the left."),
        Movement.RIGHT: translate("Poses", "A little further to the right."),
        Movement.CLOSER: translate("Challenge", "A little closer."),
    }.get(view.movement or Movement.BLINK, "")


def _failure_text(failure: Failure | None) -> str:
    return {
        Failure.TIME: translate("Challenge", "The time is up."),
        Failure.WRONG: translate("Challenge", "That was another movement."),
        Failure.LOST: translate("Challenge", "The face was out of sight."),
        None: "",
    }[failure]
