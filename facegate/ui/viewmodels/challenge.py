"""Whom the live page guides through a challenge, and with what."""

from __future__ import annotations

from collections.abc import Sequence

from facegate.domain.ids import TrackId
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView
from facegate.domain.pad.movements import Movement
from facegate.domain.poses import Turn
from facegate.pipeline.results import TrackView
from facegate.ui.challenge_words import challenge_detail, challenge_text, challenge_tone
from facegate.ui.widgets.challenge_guide import Guide

_LINGERS = 2.5
"""Seconds for which the end of a challenge stays on the screen."""

_TURNS = {Movement.LEFT: Turn.LEFT, Movement.RIGHT: Turn.RIGHT}


def guide_of(track: TrackView, view: ChallengeView) -> Guide:
    """What is drawn for one person who is asked for that."""
    runs = not view.state.over
    all_made = view.state in (ChallengeState.BACK, ChallengeState.PASSED)
    done = view.steps if all_made else view.step - 1
    marked = all_made or view.state in (ChallengeState.FRONT, ChallengeState.MOVE)
    return Guide(
        track.box,
        challenge_text(view),
        challenge_detail(view),
        challenge_tone(view),
        remaining=view.remaining / view.limit if runs and view.limit > 0.0 else None,
        turn=_TURNS.get(view.movement) if view.movement is not None else None,
        closer=view.share if view.movement is Movement.CLOSER else None,
        marks=tuple(number < done for number in range(view.steps)) if marked else (),
    )


class ChallengeGuides:
    """Chooses whom to guide from one picture to the next."""

    def __init__(self) -> None:
        self._ended: dict[TrackId, float] = {}

    def choose(self, tracks: Sequence[TrackView], time: float) -> TrackView | None:
        """Whoever is asked, else whoever just was; the nearest of several. ``time`` is the frame's, seconds."""
        asked = [track for track in tracks if track.challenge is not None]
        over = {track.track for track in asked if track.challenge is not None and track.challenge.state.over}
        self._ended = {track: self._ended.get(track, time) for track in over}
        going = [track for track in asked if track.track not in over]
        lately = [track for track in asked if 0.0 <= time - self._ended.get(track.track, time) < _LINGERS]
        return max(going or lately, key=lambda track: track.box.area, default=None)
