"""Presentation attack detection beside recognition: which looks are scored when, and what is left of a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from facegate import logs
from facegate.domain.frames import Frame
from facegate.domain.identification import Judgement, Outcome
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.evidence import PadSample, TrackEvidence
from facegate.domain.pad.gating import gated
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import NOT_ASSESSED, UNKNOWN, Pad, PadResult
from facegate.domain.pad.rules import PadRules, with_challenge
from facegate.domain.ports_pad import PresentationModel
from facegate.errors import ModelError
from facegate.pipeline.results import PadInForce
from facegate.pipeline.tracks import TrackState

ATTACK_REST = 10.0
"""Seconds for which an attack stays one; then the track is judged anew, for a person may have put the picture down."""

_NOTHING = PadRules({})
"""Of an installation without the networks: nothing is ever bona fide."""


class PadWatch:
    """Judges the tracks of one source. Lives on the inference thread.

    Attributes:
        ready: whether the networks are there and ran when they were last needed.
    """

    def __init__(self, model: PresentationModel | None, level: PadLevel | None, limit: AttackLimit) -> None:
        """``level`` None or off: nothing is assessed. Without ``model`` and with a level nobody is identified."""
        self._model = model
        self.level = level
        self._limit = limit
        self.ready = model is not None
        rules = _NOTHING if model is None else model.rules
        self._rules = with_challenge(rules, strict=level is PadLevel.STRICT)

    @property
    def assesses(self) -> bool:
        """Whether anything is assessed."""
        return self.level not in (None, PadLevel.OFF)

    @property
    def in_force(self) -> PadInForce:
        """For the screen."""
        return PadInForce(self.level, self.ready)

    # -- evidence --------------------------------------------------------------------

    def look(self, state: TrackState, frame: Frame) -> None:
        """A usable look at a track: cut it out, should it be scored."""
        if not self.assesses or self._model is None or state.in_doubt:
            return
        sample = self._model.sample(frame.image, state.track.detection, state.quality)
        if sample is not None:
            self._evidence(state, frame.time).offer(sample)

    def assess(self, states: Sequence[TrackState], time: float) -> None:
        """Score what is due of these tracks, all in one batch.

        A track is scored once its looks agree on something: earlier it would be for nothing, and the best looks are
        not known. One that is bona fide gives one look with every confirmation, so that a picture that takes the
        place of the person is seen.
        """
        if self.assesses and self._model is not None:
            self._score_due(self._model, states, time)
        for state in states:
            named = state.judgement.subject_id is not None
            state.unproven = self.assesses and named and not self.settled(state)

    def _score_due(self, model: PresentationModel, states: Sequence[TrackState], time: float) -> None:
        wanted: list[tuple[TrackEvidence, tuple[PadSample, ...]]] = []
        for state in states:
            if state.decided and not state.in_doubt:
                evidence = self._evidence(state, time)
                wanted.append((evidence, evidence.due(again=state.judgement.subject_id is not None)))
        samples = [sample for _, due in wanted for sample in due]
        if not samples:
            return
        scores = self._score(model, samples)
        for evidence, due in wanted:
            if scores is None:
                evidence.fail()
            else:
                evidence.score([scores.pop(0) for _ in due])

    def _score(self, model: PresentationModel, samples: Sequence[PadSample]) -> list[float] | None:
        try:
            scores = model.score(samples)
        except ModelError as error:
            if self.ready:
                logs.recognition.error("presentation attacks cannot be judged: %s", error.title)
            self.ready = False
            return None
        self.ready = True
        return scores

    def _evidence(self, state: TrackState, time: float) -> TrackEvidence:
        if state.evidence is not None and time - state.attacked >= ATTACK_REST:
            state.forget_evidence()
        if state.evidence is None:
            state.evidence = TrackEvidence(self._rules)
        return state.evidence

    # -- what follows ------------------------------------------------------------------

    def result(self, state: TrackState) -> PadResult:
        """What is said of a track now."""
        if not self.assesses:
            return NOT_ASSESSED
        return UNKNOWN if state.evidence is None else state.evidence.result

    def settled(self, state: TrackState) -> bool:
        """Whether more looks would say no more; only a challenge can, or nothing."""
        result = self.result(state)
        if result.pad is not Pad.INCONCLUSIVE or self._model is None:
            return True
        return state.evidence is not None and state.evidence.exhausted

    def judgement(self, state: TrackState, time: float) -> Judgement:
        """What may be shown and logged of a track."""
        judgement = state.judgement
        blocked = 0.0
        if self.assesses and judgement.outcome is Outcome.IDENTIFIED and judgement.subject_id is not None:
            blocked = self._limit.blocked(judgement.subject_id, time)
        return gated(judgement, self.result(state), blocked)

    def blocked(self, judgement: Judgement, time: float) -> float:
        """Seconds for which the face that a judgement shows is blocked."""
        return 0.0 if judgement.claimed is None else self._limit.blocked(judgement.claimed, time)

    def attacked(self, state: TrackState, judgement: Judgement, time: float) -> None:
        """An attack was logged; ``judgement`` is what was said of it."""
        state.attacked = time
        if judgement.claimed is not None:
            self._limit.attacked(judgement.claimed, time)
