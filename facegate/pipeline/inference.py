"""What the inference thread does with a frame: recognise, enrol, or only pass it on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from itertools import count
from typing import TypeAlias, TypeVar

from facegate import logs
from facegate.domain.enrolment import EnrolmentProgress
from facegate.domain.events import Event, EventDraft
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.ids import SubjectId
from facegate.domain.negatives import NegativeExamples
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.levels import PadLevel
from facegate.domain.ports import EventLog, Vision
from facegate.domain.poses import PosePlan
from facegate.domain.presence import Presence
from facegate.errors import ConditionError, FacegateError
from facegate.pipeline.engine import Engine
from facegate.pipeline.guided import EnrolmentSession
from facegate.pipeline.pad import PadWatch
from facegate.pipeline.recognise import Recogniser
from facegate.pipeline.results import PadInForce, TrackView

T = TypeVar("T")

PadLevelOf: TypeAlias = Callable[[SourceInfo], PadLevel | None]
"""How strictly to look for presentation attacks at a source; None: it is a recording, which cannot be judged."""

_MOST_SIGN_INS = 1000
"""Sign-ins that are remembered while no frame comes; who signed in before them is not in front of the camera now."""


class FrameHandler:
    """Applies the engine of the moment to frames.

    :meth:`handle` and :meth:`finish` belong to the inference thread; the rest
    may be called from any. A lock makes sure that models are used by one
    thread at a time.
    """

    def __init__(self, events: EventLog) -> None:
        self._events = events
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._recogniser: Recogniser | None = None
        self._presence = Presence(0.0)
        self._restored = False
        self._newest: tuple[datetime, float] | None = None
        self._negatives = NegativeExamples()
        self._watched: Collection[SubjectId] = frozenset()
        self._pad_level: PadLevelOf = _not_assessed
        self._pad_stale = False
        self._enrolment_stale = False
        self._limits: dict[str, AttackLimit] = {}
        self._in_force: PadInForce | None = None
        self._enrolment: EnrolmentSession | None = None
        self._source: SourceInfo | None = None
        self._left: tuple[EventDraft, ...] = ()
        self._track_numbers = count(1)
        self._signed_in: deque[tuple[SubjectId, datetime]] = deque(maxlen=_MOST_SIGN_INS)
        self._expected: deque[tuple[SubjectId, float]] = deque(maxlen=_MOST_SIGN_INS)

    @property
    def engine(self) -> Engine | None:
        """What frames are handled with; None until models are loaded."""
        return self._engine

    def install(self, engine: Engine) -> None:
        """Use this from the next frame on."""
        with self._lock:
            before, self._engine = self._engine, engine
            if self._recogniser is None or before is None:
                return
            if engine.vision is before.vision and engine.gallery is before.gallery:
                self._recogniser.configure(engine.policy, engine.cool_down)
            else:
                # Looks of another model say nothing: tracks start anew, and an enrolment under way ends.
                self._end_recogniser()
                self._drop_enrolment()

    def use_vision(self, work: Callable[[Vision], T]) -> T:
        """Run something else on the models, between two frames. Raises ConditionError before they are loaded."""
        with self._lock:
            return work(self._loaded().vision)

    def begin_enrolment(self, plan: PosePlan | None = None) -> EnrolmentSession:
        """Take samples instead of identifying, until :meth:`end_enrolment`; by itself two each of five poses."""
        with self._lock:
            self._drop_enrolment()
            # Whether it assesses is asked at its first frame: the camera may only be about to be opened.
            self._enrolment_stale = True
            self._enrolment = EnrolmentSession(self._loaded().vision, plan, assess=True)
            return self._enrolment

    def end_enrolment(self) -> None:
        """Identify again; what the session took is forgotten."""
        with self._lock:
            self._drop_enrolment()

    def _drop_enrolment(self) -> None:
        if self._enrolment is not None:
            self._enrolment.forget()
        self._enrolment = None

    def forget(self, subject_id: SubjectId) -> None:
        """Drop what is remembered of a person who was erased."""
        with self._lock:
            self._presence.forget(subject_id)
            for limit in self._limits.values():
                limit.forget(subject_id)
            if self._recogniser is not None:
                self._recogniser.forget(subject_id)

    def merge(self, kept: SubjectId, other: SubjectId) -> None:
        """Two records turned out to be one person: who was logged under the one was logged under the other."""
        with self._lock:
            self._presence.merge(kept, other)

    def signed_in(self, subject_id: SubjectId, occurred_at: datetime) -> None:
        """A person was logged otherwise than by their face, which begins their cool-down. Never waits."""
        self._signed_in.append((subject_id, occurred_at))

    def expect(self, subject_id: SubjectId, seconds: float) -> None:
        """A person's next sighting counts after so many seconds, cool-down or not: a door waits. Never waits itself."""
        self._expected.append((subject_id, seconds))

    def retract(self, subject_id: SubjectId, event: Event) -> None:
        """An event wrongly named this person: when they come themselves, that is an event of theirs."""
        with self._lock:
            time = self._time_of(event)
            if time is not None:
                self._presence.retract(subject_id, time)
                if self._recogniser is not None:
                    self._recogniser.retract(subject_id, event.track, event.occurred_at)

    def reinstate(self, subject_id: SubjectId, event: Event) -> None:
        """An event names this person again, whose cool-down it began."""
        with self._lock:
            time = self._time_of(event)
            if time is not None:
                self._presence.restore(subject_id, time)
                if self._recogniser is not None:
                    self._recogniser.reinstate(subject_id, event.track, event.occurred_at)

    def reconsider(self, people: Collection[SubjectId]) -> None:
        """Decide anew on tracks that name one of these people: somebody who looks like them was enrolled."""
        with self._lock:
            if self._recogniser is not None:
                self._recogniser.reconsider(people)

    def use_negatives(self, negatives: NegativeExamples, subject_id: SubjectId | None = None) -> None:
        """Heed these from the next look on; tracks that name ``subject_id`` are decided anew."""
        with self._lock:
            self._negatives = negatives
            if self._recogniser is not None:
                self._recogniser.negatives = negatives
                if subject_id is not None:
                    self._recogniser.reconsider((subject_id,))

    def use_watched(self, watched: Collection[SubjectId]) -> None:
        """Find these, and name none of them, from the next frame on."""
        with self._lock:
            self._watched = watched
            if self._recogniser is not None:
                self._recogniser.watched = watched

    @property
    def pad_in_force(self) -> PadInForce | None:
        """How presentation attacks are looked for now; None before the first frame."""
        return self._in_force

    def assess_by(self, level: PadLevelOf) -> None:
        """Look for presentation attacks as strictly as this says of a source; asked at its first frame."""
        self._pad_level = level
        self.reassess()

    def reassess(self) -> None:
        """Levels may have changed: ask before the next frame. Never waits."""
        self._pad_stale = self._enrolment_stale = True

    def begin_source(self, info: SourceInfo) -> None:
        """Frames of another source follow; its times have nothing to do with those before."""
        with self._lock:
            self._source = info
            self._enrolment_stale = True
            self._end_recogniser()
            self._presence = Presence(0.0)
            self._restored = False
            self._newest = None
            self._track_numbers = count(1)

    def handle(self, frame: Frame) -> tuple[tuple[TrackView, ...], tuple[EventDraft, ...], EnrolmentProgress | None]:
        """Return tracks, events to be logged and the enrolment's progress."""
        with self._lock:
            if self._engine is None or self._source is None:
                return (), (), None
            if self._enrolment is not None:
                if self._enrolment_stale:
                    self._enrolment_stale = False
                    self._enrolment.assess_from_now(self._pad_level(self._source) not in (None, PadLevel.OFF))
                progress = self._enrolment.offer(frame)
                return (), self._take_left(), progress
            if self._recogniser is None:
                self._recogniser = self._make_recogniser(self._engine, self._source, frame)
            elif self._pad_stale:
                self._ask_level(self._engine, self._source, self._recogniser)
            self._newest = frame.wall, frame.time
            self._heed_sign_ins(frame, live=self._source.live)
            recognition = self._recogniser.process(frame)
            self._in_force = self._recogniser.pad.in_force
            return recognition.tracks, (*self._take_left(), *recognition.drafts), None

    def _heed_sign_ins(self, frame: Frame, *, live: bool) -> None:
        while self._signed_in:
            subject_id, occurred_at = self._signed_in.popleft()
            if live:
                # A recording has its own time: nobody in it signs in now.
                age = max(0.0, (frame.wall - occurred_at).total_seconds())
                self._presence.restore(subject_id, frame.time - age)
        while self._expected:
            subject_id, seconds = self._expected.popleft()
            self._presence.shorten(subject_id, frame.time, seconds)

    def finish(self) -> tuple[EventDraft, ...]:
        """The source is over: events that are left to be logged."""
        with self._lock:
            self._end_recogniser()
            return self._take_left()

    def _time_of(self, event: Event) -> float | None:
        """When it occurred on the line of the present source; None for an event of another."""
        if self._newest is None or self._source is None or self._source.spec != event.source:
            return None
        wall, time = self._newest
        return time - (wall - event.occurred_at).total_seconds()

    def _take_left(self) -> tuple[EventDraft, ...]:
        # Only when it is sure to be handed on: a frame that fails must not take events with it.
        left, self._left = self._left, ()
        return left

    def _end_recogniser(self) -> None:
        """Drop it, but not what it had still to say."""
        recogniser, self._recogniser = self._recogniser, None
        if recogniser is not None:
            self._left += recogniser.finish()

    def _loaded(self) -> Engine:
        if self._engine is None:
            raise ConditionError("Not ready", "The models are still being loaded.", "Wait a moment and try again.")
        return self._engine

    def _make_recogniser(self, engine: Engine, source: SourceInfo, frame: Frame) -> Recogniser:
        self._presence.cool_down = engine.cool_down
        if source.live and not self._restored:
            self._restore(engine.cool_down, frame)
        self._restored = True
        recogniser = Recogniser(
            engine.vision, engine.gallery, engine.policy, self._presence, source.spec, self._track_numbers,
            self._pad_watch(engine, source),
        )  # fmt: skip
        recogniser.negatives, recogniser.watched = self._negatives, self._watched
        return recogniser

    def _pad_watch(self, engine: Engine, source: SourceInfo) -> PadWatch:
        self._pad_stale = False
        limit = self._limits.setdefault(source.spec, AttackLimit())
        return PadWatch(engine.vision, self._pad_level(source), limit)

    def _ask_level(self, engine: Engine, source: SourceInfo, recogniser: Recogniser) -> None:
        watch = self._pad_watch(engine, source)
        # Evidence that was gathered stays where nothing changes.
        if watch.level is not recogniser.pad.level:
            recogniser.assess_by(watch)

    def _restore(self, cool_down: float, frame: Frame) -> None:
        """Take over the cool-downs of before a restart. A recording has its own time and takes none."""
        try:
            recent = self._events.recent_identifications(frame.wall - timedelta(seconds=cool_down))
        except FacegateError as error:
            # Better an event twice than a gate that stands still.
            logs.recognition.warning("cool-downs of before the start are not known: %s", error.title)
            return
        for subject_id, seen in recent.items():
            # An event of the future was logged before the clock was set back: it counts as new.
            age = max(0.0, (frame.wall - seen).total_seconds())
            self._presence.restore(subject_id, frame.time - age)


def _not_assessed(_source: SourceInfo) -> None:
    return None
