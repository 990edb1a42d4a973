"""Presentation attack detection beside recognition: which looks are scored when, and what is left of a judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from random import Random, SystemRandom

from facegate import logs
from facegate.domain.frames import Frame
from facegate.domain.identification import Judgement, Outcome
from facegate.domain.ids import SubjectId
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.challenge import FRONT_YAW
from facegate.domain.pad.challenge_limit import ChallengeLimit
from facegate.domain.pad.challenge_view import ChallengeState
from facegate.domain.pad.evidence import PadSample, TrackEvidence
from facegate.domain.pad.gating import gated
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import NOT_ASSESSED, UNKNOWN, Cue, Pad, PadResult
from facegate.domain.pad.rules import DONE, SWAPPED, PadRules, with_challenge
from facegate.domain.ports import Vision
from facegate.domain.ports_pad import PresentationModel
from facegate.domain.quality import head_pose
from facegate.domain.templates import Template
from facegate.errors import ModelError
from facegate.pipeline.challenge import TrackChallenge, possible_movements
from facegate.pipeline.results import PadInForce
from facegate.pipeline.tracks import TrackState

ATTACK_REST = 10.0
"""Seconds for which an attack stays one; then the track is judged anew, for a person may have put the picture down."""

LOOK_EVERY = 1.0
"""Seconds between two texture looks at somebody who is asked for movements."""

_NOTHING = PadRules({})
"""Of an installation without the networks: nothing is ever bona fide."""


class PadWatch:
    """Judges the tracks of one source. Lives on the inference thread.

    Attributes:
        ready: whether the networks, where they are needed, are there and ran when they last were.
    """

    def __init__(
        self, vision: Vision, level: PadLevel | None, limit: AttackLimit, random: Random | None = None
    ) -> None:
        """Judge with the models of ``vision``.

        ``level`` None or off: nothing is assessed. With a level and without the networks nobody is identified.
        ``random`` draws what is asked: nobody can foresee it, but in tests.
        """
        self._vision = vision
        self._random = random or SystemRandom()
        self._can_ask: bool | None = None
        self.level = level
        # Not touched where nothing is assessed: the first touch loads them.
        model = self._model = vision.pad if self.assesses else None
        self._limit = limit
        self._challenges = ChallengeLimit()
        self.ready = model is not None or not self.assesses
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
            self._evidence(state, frame.time).offer(sample, state.showed)

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
            state.unproven = self.assesses and named and not self._settled(state, time)
            state.hurried = state.unproven and not self._passive_over(state)

    def _score_due(self, model: PresentationModel, states: Sequence[TrackState], time: float) -> None:
        wanted: list[tuple[TrackEvidence, tuple[PadSample, ...]]] = []
        for state in states:
            if state.decided and not state.in_doubt:
                evidence = self._evidence(state, time)
                subject = state.judgement.subject_id
                wanted.append((evidence, evidence.due(subject, again=subject is not None)))
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
        if state.evidence is not None and (time - state.attacked >= ATTACK_REST or self._tries_again(state, time)):
            state.forget_evidence()
        if state.evidence is None:
            state.evidence = TrackEvidence(self._rules)
        return state.evidence

    def _tries_again(self, state: TrackState, time: float) -> bool:
        """Whether somebody who failed may try anew; they may not have known before that they were asked."""
        failed = state.challenge is not None and state.challenge.view.state is ChallengeState.FAILED
        return failed and self._tries(state, time) > 0

    # -- what follows ------------------------------------------------------------------

    def result(self, state: TrackState) -> PadResult:
        """What is said of a track now."""
        if not self.assesses:
            return NOT_ASSESSED
        return UNKNOWN if state.evidence is None else state.evidence.result

    def _settled(self, state: TrackState, time: float) -> bool:
        """Whether nothing more will be known."""
        result = self.result(state)
        if result.pad is not Pad.INCONCLUSIVE or self._model is None:
            return True
        if state.challenge is not None:
            return state.challenge.over
        return self._passive_over(state) and not (self._askable and self._tries(state, time))

    def _passive_over(self, state: TrackState) -> bool:
        """Whether more looks would say no more."""
        evidence = state.evidence
        if evidence is None:
            return False
        # Where everybody is asked, there is nothing to wait for but the first answer.
        return evidence.exhausted or (self.level is PadLevel.STRICT and evidence.looks >= self._rules.looks)

    # -- challenges --------------------------------------------------------------------

    def ask(
        self,
        states: Sequence[TrackState],
        frame: Frame,
        wanted: Callable[[SubjectId], bool],
        shows: Callable[[SubjectId, Template, float], bool],
    ) -> list[TrackState]:
        """Go on with the challenge under way, or begin one; one person at a time, whoever is there the longest.

        Args:
            states: tracks that are visible in the frame.
            frame: the newest.
            wanted: whether anything would follow from somebody's being there: whom the cool-down covers is not asked.
            shows: whether a look shows this person, where it may be so much farther away than usually.

        Returns:
            Tracks of which a challenge has just said something.
        """
        if not self.assesses or self._model is None:
            return []
        for state in states:
            if state.asked:
                return [state] if self._observed(state, frame) else []
        for state in sorted(states, key=lambda each: each.track.started):
            subject = state.judgement.subject_id
            if subject is not None and self._may_ask(state, frame.time, wanted):
                anchors = [] if state.newest is None else [state.newest]
                tries = self._tries(state, frame.time)
                state.challenge = TrackChallenge(
                    self._vision, self._random, anchors, tries, shows=partial(shows, subject)
                )
                self._observed(state, frame)
                return []
        return []

    def _tries(self, state: TrackState, time: float) -> int:
        """How often the person whom a track shows may still try, on whichever track."""
        subject = state.judgement.subject_id
        return 0 if subject is None else self._challenges.tries(subject, time)

    def _may_ask(self, state: TrackState, time: float, wanted: Callable[[SubjectId], bool]) -> bool:
        subject = state.judgement.subject_id
        if subject is None or state.challenge is not None or state.in_doubt or not self._passive_over(state):
            return False
        inconclusive = self.result(state).pad is Pad.INCONCLUSIVE
        return inconclusive and self._askable and self._tries(state, time) > 0 and wanted(subject)

    def _observed(self, state: TrackState, frame: Frame) -> bool:
        """Show the challenge a frame; whether it is over with that."""
        challenge, evidence = state.challenge, state.evidence
        if challenge is None or evidence is None:
            return False
        if self._shows_a_picture(state, frame):
            # Whatever they do: a picture that is moved well is one.
            state.challenge = None
            state.unproven = False
            return True
        failures, subject = challenge.failures, state.judgement.subject_id
        challenge.observe(frame.image, state.track.detection, frame.time, None)
        if subject is not None and challenge.failures > failures:
            self._challenges.failed(subject, frame.time)
        if not challenge.over:
            return False
        # The challenge took the looks, and saw whose face it was all along.
        state.last_look = frame.time
        result = challenge.result
        if result is not None and result.pad is Pad.BONA_FIDE:
            evidence.hear(Cue.CHALLENGE, DONE)
            if subject is not None:
                self._challenges.forget(subject)
        elif result is not None and result.pad is Pad.ATTACK:
            evidence.hear(Cue.SWAP, SWAPPED)
        elif challenge.view.state is ChallengeState.FAILED:
            evidence.want_challenge()
        state.unproven = False
        return True

    def _shows_a_picture(self, state: TrackState, frame: Frame) -> bool:
        """Whether the networks see an attack while somebody is asked; they look once a second, from the front."""
        challenge, evidence, model = state.challenge, state.evidence, self._model
        if challenge is None or evidence is None or model is None or frame.time - state.last_look < LOOK_EVERY:
            return False
        if abs(head_pose(state.track.detection.landmarks)[0]) > FRONT_YAW:
            return False
        state.last_look = frame.time
        sample = model.sample(frame.image, state.track.detection, state.quality)
        scores = None if sample is None else self._score(model, [sample])
        if scores is not None:
            evidence.score_while_asked(scores)
        return evidence.result.pad is Pad.ATTACK

    @property
    def _askable(self) -> bool:
        """Whether the installed models can tell movements; they are loaded when somebody is first to be asked."""
        if self._can_ask is None:
            self._can_ask = bool(possible_movements(self._vision))
        return self._can_ask

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

    def forget(self, subject_id: SubjectId) -> None:
        """A person was erased."""
        self._challenges.forget(subject_id)

    def attacked(self, state: TrackState, judgement: Judgement, time: float) -> None:
        """An attack was seen; ``judgement`` is what was said of it."""
        state.attacked = time
        if judgement.claimed is not None:
            self._limit.attacked(judgement.claimed, time)
