"""Which look of a track goes with its event: one that says what the event says."""

from __future__ import annotations

from helpers.world import NOON, detection_at, subject, template_of

from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, Reason
from facegate.domain.ids import TrackId
from facegate.domain.tracking import Track
from facegate.pipeline.tracks import TrackState

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
FAR = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 1.4, 0.2)
VETOED = Judgement(Outcome.INCONCLUSIVE, Reason.NEGATIVE_EXAMPLE, None, 0.6, 0.2)


def names(person: int) -> Judgement:
    return Judgement(Outcome.IDENTIFIED, Reason.AGREED, subject(person), 0.5, 0.5)


def state_after(*looks: tuple[Judgement, float]) -> TrackState:
    state = TrackState(Track(TrackId(1), detection_at(100, 100), 0.0, 0.0), NOON, POLICY)
    for number, (look, quality) in enumerate(looks):
        state.attempt(float(number), (), quality)
        state.count(template_of(number), look, float(number))
    return state


def test_the_best_look_that_agrees_is_kept_whatever_better_ones_say() -> None:
    state = state_after((names(1), 0.5), (FAR, 0.9), (names(1), 0.7), (names(2), 0.95), (names(1), 0.6))
    assert state.judgement.subject_id == subject(1)
    assert state.best is not None
    assert state.best.quality == 0.7
    assert (state.best.template.vector == template_of(2).vector).all()


def test_a_stranger_keeps_a_look_that_is_too_far() -> None:
    state = state_after((FAR, 0.3), (VETOED, 0.9), (names(1), 0.8), (FAR, 0.4), (FAR, 0.2))
    assert state.judgement.outcome is Outcome.NOT_IDENTIFIED
    assert state.best is not None
    assert state.best.quality == 0.4


def test_of_a_track_that_names_two_people_nothing_is_kept() -> None:
    assert state_after((names(1), 0.5), (names(2), 0.9)).best is None
    undecided = state_after((names(1), 0.5), (VETOED, 0.9)).best
    assert undecided is not None
    assert undecided.quality == 0.9
