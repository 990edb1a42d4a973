"""From a frame to tracks with names and to events. No threads here: one call a frame."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from facegate.domain.enrolment import sample_quality
from facegate.domain.events import EventDraft, EventType
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, Reason, judge
from facegate.domain.ids import SubjectId, TrackId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.negatives import NegativeExamples
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.ports import Gallery, Vision
from facegate.domain.presence import Presence
from facegate.domain.quality import RECOGNITION_GATE
from facegate.domain.templates import Template
from facegate.domain.tracking import SceneWatch, Track, Tracker
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.results import TrackView
from facegate.pipeline.tracks import TrackState, in_order_of_service

STRANGER_PATIENCE = 2.0
"""Seconds before a track that matches nobody is logged: people come closer and turn to the camera."""

_SPLIT_SLACK = 0.3
"""A look this much farther from its track's own looks than the model's threshold shows another person:
looks at one person within a track stay well below it, other people start around it. The model's own,
not the site's: a strict site does not make people look different from frame to frame."""

_RESUME_SHARE = 0.8
"""A new track within this share of the model's threshold of a lost one's looks is the same person again."""

_RESUME_SECONDS = 5.0
"""How long a lost track can be resumed by appearance."""

_SPARE_ATTEMPTS = 2
"""Looks that may turn out unusable in one frame before the rest waits for the next."""

_PASSER_BY = 1.0
"""A face without a usable look is worth an event if it was there for this many seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Recognition:
    """What one frame gave: everybody visible, and the events to be logged, in order."""

    tracks: tuple[TrackView, ...]
    drafts: tuple[EventDraft, ...]


class Recogniser:
    """Detect, track, look, compare, decide. Not thread-safe; lives on the inference thread.

    Attributes:
        pad: presentation attack detection.
        negatives: looks that are known not to show whom they are near to.
        watched: who is found but never named: they did not consent, and are looked out for on a legal basis.
    """

    def __init__(
        self,
        vision: Vision,
        gallery: Gallery,
        policy: DecisionPolicy,
        presence: Presence,
        source: str,
        track_numbers: Iterator[int] | None = None,
        pad: PadWatch | None = None,
    ) -> None:
        """Start without tracks; ``track_numbers`` goes on where an earlier recogniser of the run stopped.

        Without ``pad`` presentation attacks are not assessed.
        """
        self.pad = pad or PadWatch(vision, None, AttackLimit())
        self.vision = vision
        self.gallery = gallery
        self.presence = presence
        self.policy = policy
        self.negatives = NegativeExamples()
        self.watched: Collection[SubjectId] = frozenset()
        self._margins = self._margins_by(policy)
        self._source = source
        self._tracker = Tracker(track_numbers)
        self._scene = SceneWatch()
        self._states: dict[TrackId, TrackState] = {}
        self._lost: list[TrackState] = []
        self._drafts: list[EventDraft] = []

    def configure(self, policy: DecisionPolicy, cool_down: float) -> None:
        """Decide by other rules from the next frame on; running tracks are decided anew."""
        self.presence.cool_down = cool_down
        if policy != self.policy:
            self.policy = policy
            self._margins = self._margins_by(policy)
            for state in self._states.values():
                state.restart(policy)

    def assess_by(self, pad: PadWatch) -> None:
        """Look for presentation attacks in another way from the next frame on."""
        self.pad = pad
        for state in [*self._states.values(), *self._lost]:
            state.forget_evidence()

    def process(self, frame: Frame) -> Recognition:
        """Handle the next frame. Raises ModelError when inference fails."""
        if self._scene.is_cut(frame.image):
            self._retire(self._tracker.end_all())
        step = self._tracker.update(self.vision.detector.detect(frame.image), frame.time)
        self._retire(step.ended)
        self._log_lost(frame.time - _RESUME_SECONDS)
        visible = [self._still_known(self._follow(track, frame), frame.time) for track in step.visible]
        looked_at = self._take_looks(visible, frame)
        # A look may have split or resumed a track: then another state stands in the place of the visible one.
        present = dict.fromkeys(
            [*(state for state in visible if self._states.get(state.track.track) is state), *looked_at]
        )
        shown = [state for state in present if not state.in_doubt]
        answered = self.pad.ask(
            shown, frame, lambda subject: self.presence.remaining(subject, frame.time) <= 0.0, self._shows
        )
        for state in dict.fromkeys([*looked_at, *answered]):
            if not state.in_doubt:
                self._log_decision(state, frame)
        drafts, self._drafts = self._drafts, []
        return Recognition(tuple(self._view(state, frame.time) for state in shown), tuple(drafts))

    def forget(self, subject_id: SubjectId) -> None:
        """Drop what is remembered of a person who was erased: cool-down, and looks that name them."""
        self.presence.forget(subject_id)
        self.pad.forget(subject_id)
        for state in [*self._states.values(), *self._lost]:
            if state.names(subject_id):
                state.restart(self.policy)

    def retract(self, subject_id: SubjectId, track: TrackId | None, occurred_at: datetime) -> None:
        """The event of that track and moment wrongly named this person: the track says so no more."""
        for state in [*self._states.values(), *self._lost]:
            if state.track.track == track and occurred_at in state.said:
                state.denied.add(subject_id)

    def reinstate(self, subject_id: SubjectId, track: TrackId | None, occurred_at: datetime) -> None:
        """The event of that track and moment named this person rightly after all."""
        for state in [*self._states.values(), *self._lost]:
            if state.track.track == track and occurred_at in state.said:
                state.denied.discard(subject_id)

    def reconsider(self, people: Collection[SubjectId]) -> None:
        """Somebody who looks like these was enrolled: looks that name them were judged without knowing that."""
        for state in [*self._states.values(), *self._lost]:
            if any(state.names(subject_id) for subject_id in people):
                state.restart(self.policy)

    def finish(self) -> tuple[EventDraft, ...]:
        """The source ended: end every track and return what is left to be logged."""
        self._retire(self._tracker.end_all())
        self._log_lost(float("inf"))
        drafts, self._drafts = self._drafts, []
        return tuple(drafts)

    def _margins_by(self, policy: DecisionPolicy) -> LookAlikeMargins:
        rule = LookAlikeRule(policy, self.vision.extractor.dimension)
        return LookAlikeMargins(rule, self.gallery.nearest_other)

    # -- tracks --------------------------------------------------------------

    def _follow(self, track: Track, frame: Frame) -> TrackState:
        state = self._states.get(track.track)
        if state is None:
            state = self._states[track.track] = TrackState(track, frame.wall, self.policy)
        state.track, state.wall = track, frame.wall
        return state

    def _still_known(self, state: TrackState, time: float) -> TrackState:
        """The state without what no look has confirmed for too long."""
        if state.doubted_long(time):
            return self._split(state)
        if state.outlived(time):
            state.restart(self.policy)
        return state

    def _retire(self, ended: tuple[Track, ...]) -> None:
        self._lost += [state for track in ended if (state := self._states.pop(track.track, None))]

    def _split(self, state: TrackState) -> TrackState:
        fresh = TrackState(self._tracker.split(state.track), state.wall, self.policy)
        fresh.last_attempt, fresh.quality = state.last_attempt, state.quality
        self._retire((state.track,))
        self._states[fresh.track.track] = fresh
        return fresh

    def _resumed(self, state: TrackState, template: Template) -> TrackState:
        """The lost track that this one continues, or the track itself."""
        limit = _RESUME_SHARE * self.vision.operating_point.threshold
        near = [(lost.appearance_distance(template), lost) for lost in self._lost]
        reach = [(distance, lost) for distance, lost in near if distance is not None and distance <= limit]
        if not reach:
            return state
        _, earlier = min(reach, key=lambda pair: pair[0])
        self._lost.remove(earlier)
        del self._states[state.track.track]
        # Where somebody is does not prove who they are: the decision starts from no looks.
        earlier.restart(self.policy)
        earlier.track = replace(self._tracker.resume(state.track, earlier.track.track), started=earlier.track.started)
        earlier.wall, earlier.last_attempt, earlier.quality = state.wall, state.last_attempt, state.quality
        self._states[earlier.track.track] = earlier
        return earlier

    # -- looks ---------------------------------------------------------------

    def _take_looks(self, visible: list[TrackState], frame: Frame) -> list[TrackState]:
        """Look at as many tracks as one batch takes; return the states that were looked at."""
        waiting = in_order_of_service((state for state in visible if state.due(frame.time)), frame.time)
        budget = self.vision.extractor.preferred_batch
        chosen: list[tuple[TrackState, BgrImage]] = []
        for state in waiting[: budget + _SPARE_ATTEMPTS]:
            crop = self._usable_crop(state, frame)
            if crop is not None:
                chosen.append((state, crop))
            if len(chosen) == budget:
                break
        if not chosen:
            return []
        templates = self.vision.extractor.extract([crop for _, crop in chosen])
        seen = [
            self._count(state, template, frame.time) for (state, _), template in zip(chosen, templates, strict=True)
        ]
        for state in seen:
            self.pad.look(state, frame)
        self.pad.assess(seen, frame.time)
        return seen

    def _usable_crop(self, state: TrackState, frame: Frame) -> BgrImage | None:
        detection = state.track.detection
        crop = self.vision.aligner.align(frame.image, detection)
        quality = self.vision.assessor.assess(frame.image, detection, crop)
        state.attempt(frame.time, RECOGNITION_GATE.defects(quality), sample_quality(quality))
        return None if state.defects else crop

    def _count(self, state: TrackState, template: Template, time: float) -> TrackState:
        away = state.appearance_distance(template)
        if away is None:
            state = self._resumed(state, template)
        elif away > self.vision.operating_point.threshold + _SPLIT_SLACK:
            if not state.confirms_doubt(template, self.vision.operating_point.threshold):
                # Nobody is named until the next look tells a blurred one from another person.
                state.doubt(template, self.policy, time)
                return state
            state = self._resumed(self._split(state), template)
        before = state.judgement
        look = self.negatives.review(template, judge(self.gallery.search(template), self.policy, self._margins))
        state.count(template, look, time)
        after = state.judgement
        if before.subject_id is not None and after.subject_id not in (None, before.subject_id):
            state = self._split(state)
            state.count(template, look, time)
        return state

    def _shows(self, subject_id: SubjectId, template: Template, slack: float) -> bool:
        """Whether nobody else is nearer to a look than this person, who is near enough."""
        best = self.gallery.search(template).best
        return best is not None and best.subject_id == subject_id and best.distance <= self.policy.threshold + slack

    # -- events --------------------------------------------------------------

    def _log_decision(self, state: TrackState, frame: Frame) -> None:
        judgement = self.pad.judgement(state, frame.time)
        subject = judgement.subject_id
        if judgement.reason is Reason.PRESENTATION_ATTACK:
            # Said however often the person was logged: somebody holds a picture up where they stood.
            if not state.attack_known:
                self._log_attack(state, judgement, frame.time)
        elif self._newly_blocked(state, judgement, frame.time):
            # Said even where the track said something else before: the pictures that blocked the face, as a rule.
            if not state.unproven and state.seconds >= STRANGER_PATIENCE:
                self._log_blocked(state, judgement, frame.time)
        elif subject is not None:
            if subject not in state.denied and self.presence.admit(subject, frame.time):
                self._log(state, judgement)
            # Seen again within the cool-down: nothing new to say of this track either.
            state.logged = True
        elif not state.logged and state.decided and not state.unproven and state.seconds >= STRANGER_PATIENCE:
            self._log(state, judgement)

    def _log_lost(self, before: float) -> None:
        """Log what was never said of tracks that were last seen before that time, and forget them."""
        gone = [state for state in self._lost if state.track.seen < before]
        self._lost = [state for state in self._lost if state.track.seen >= before]
        for state in gone:
            judgement = self.pad.judgement(state, state.track.seen)
            if judgement.reason is Reason.PRESENTATION_ATTACK and not state.attack_known:
                self._log_attack(state, judgement, state.track.seen)
            elif self._newly_blocked(state, judgement, state.track.seen):
                self._log_blocked(state, judgement, state.track.seen)
            elif not state.logged and (state.looks or state.seconds >= _PASSER_BY):
                self._log(state, judgement)

    def _log_attack(self, state: TrackState, judgement: Judgement, time: float) -> None:
        if state.worth_saying(judgement.claimed, time):
            self._log(state, judgement)
        self.pad.attacked(state, judgement, time)

    def _newly_blocked(self, state: TrackState, judgement: Judgement, time: float) -> bool:
        """Whether somebody's face is blocked, and the track has not said so of this block."""
        if judgement.reason is not Reason.FACE_BLOCKED:
            return False
        return not state.told_blocked(judgement.claimed, time)

    def _log_blocked(self, state: TrackState, judgement: Judgement, time: float) -> None:
        state.tell_blocked(judgement.claimed, time + self.pad.blocked(judgement, time))
        self._log(state, judgement)

    def _log(self, state: TrackState, judgement: Judgement) -> None:
        state.logged = True
        state.said.add(state.wall)
        known = state.judgement.subject_id
        watched = known if known in self.watched else None
        self._drafts.append(
            EventDraft(
                EventType.IDENTIFICATION,
                state.wall,
                self._source,
                state.track.track,
                self._shown(judgement),
                self.policy.threshold,
                self.vision.extractor.model_id,
                self.pad.result(state),
                look=state.best if watched is None else None,
                watched=watched,
            )
        )

    def _shown(self, judgement: Judgement) -> Judgement:
        """What everybody may read: of whom is only looked out for, what it would say without their templates."""
        if judgement.claimed in self.watched:
            return replace(judgement, claimed=None)
        if judgement.subject_id is None or judgement.subject_id not in self.watched:
            return judgement
        if judgement.distance is None or judgement.margin is None:
            return Judgement(Outcome.NOT_IDENTIFIED, Reason.NOBODY_ENROLLED, None, None, None)
        next_one = judgement.distance + judgement.margin
        return Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, max(next_one, self.policy.threshold), None)

    def _view(self, state: TrackState, time: float) -> TrackView:
        judgement = self._shown(self.pad.judgement(state, time))
        identified = judgement.outcome is Outcome.IDENTIFIED and judgement.subject_id is not None
        cool_down = self.presence.remaining(judgement.subject_id, time) if identified and judgement.subject_id else 0.0
        return TrackView(
            state.track.track,
            state.track.detection.box,
            state.track.detection.landmarks,
            judgement,
            state.decided and not state.unproven,
            state.looks,
            state.defects,
            cool_down,
            self.pad.result(state),
            self.pad.blocked(judgement, time),
            state.challenge.view if state.challenge is not None else None,
        )
