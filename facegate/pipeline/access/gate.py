"""One sighting at a door: decided, logged, and then, not before, a pulse. On one thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from facegate import logs
from facegate.domain.access.codes import Alarm, Code
from facegate.domain.access.deciding import decide, decide_together
from facegate.domain.access.decisions import Check, Decision, Step
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.factors import Factor
from facegate.domain.access.gathering import Gathering, Waiting, proofs_of
from facegate.domain.access.requests import Request
from facegate.domain.events import Event
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.levels import PadLevel, strictest
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import PULSE_BOUND, DoorOutputs, PulseOrder
from facegate.errors import FacegateError
from facegate.pipeline.access.facts import Facts
from facegate.pipeline.access.recording import AboutSighting, AccessRecords, age_of
from facegate.pipeline.access.state import AccessState, StateKeeper
from facegate.settings.store import SettingsStore

AGAIN_SECONDS = 10.0
"""After how long somebody who was not let through is decided on anew while they stand there."""

_REMEMBERED = 1000
"""Sightings that are known to have been decided on: each is told once, and old ones are stale anyway."""


class Surroundings(Protocol):
    """What a gate needs of the running recognition."""

    def is_live(self, source: str) -> bool:
        """Whether a living camera or a hand stands behind a source of events; files and the demo are not."""

    def expect(self, subject_id: SubjectId, seconds: float) -> None:
        """Let a person's next sighting count after so many seconds, cool-down or not."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sighting:
    """Somebody at a door.

    Attributes:
        event: the committed one.
        subject_id: whom it names.
        received: seconds on the clock that never goes back.
        state: what is decided by.
        door: which.
        place: where what was shown counts: what a recording shows never makes up for what is missing at the living
            door.
        live: whether the door may be moved.
        shown: all that counts.
        duress: their PIN said that they are being forced.
        pad_level: how strictly presentation attacks are looked for, where their face is what was seen.
    """

    event: Event
    subject_id: SubjectId
    received: float
    state: AccessState
    door: DoorPlan
    place: str
    live: bool
    shown: frozenset[Factor]
    duress: bool
    pad_level: PadLevel


class Gate:
    """Decides on sightings, on one thread; :meth:`preview` on any."""

    def __init__(
        self,
        keeper: StateKeeper,
        facts: Facts,
        records: AccessRecords,
        outputs: DoorOutputs,
        settings: SettingsStore,
        clock: Clock,
        around: Surroundings,
        locked_down: Callable[[], bool],
    ) -> None:
        self._keeper = keeper
        self._facts = facts
        self._records = records
        self._outputs = outputs
        self._settings = settings
        self._clock = clock
        self._around = around
        self._locked_down = locked_down
        self._gathering = Gathering(settings.current.access.factor_seconds)
        self._seen: OrderedDict[EventId, None] = OrderedDict()
        self._told: OrderedDict[EventId, Decision] = OrderedDict()
        self._ordered: OrderedDict[EventId, tuple[SubjectId, ...]] = OrderedDict()

    def handle(self, event: Event, received: float, *, duress: bool = False) -> bool:
        """Decide on a sighting that identified somebody, if what saw it watches a door; whether it does.

        Args:
            event: committed.
            received: when it was told, seconds on the clock that never goes back.
            duress: their PIN said that they are being forced.

        Raises:
            FacegateError: the plan cannot be read, or the log takes nothing; no door was opened.
        """
        state = self._keeper.current()
        door = state.plan.door_at(event.source)
        subject_id = event.subject_id
        if door is None or subject_id is None or event.event_id in self._seen:
            return door is not None
        _remember(self._seen, event.event_id, None)
        live = self._around.is_live(event.source)
        place = door.door_id if live else f"{door.door_id} (recorded)"
        self._gathering.seconds = self._settings.current.access.factor_seconds
        proofs, level = proofs_of(event), PadLevel.OFF
        if live and Factor.FACE in proofs:
            level = self.pad_level(door.door_id, state)
        if level is not PadLevel.OFF and _proven(event, level) is not Pad.BONA_FIDE:
            # Nor does it count beside a card that is shown after it.
            proofs -= {Factor.FACE}
        shown = self._gathering.show(place, subject_id, proofs, self._clock.monotonic())
        self._pass(_Sighting(event, subject_id, received, state, door, place, live, shown, duress, level))
        return True

    def refuse(self, event: Event, code: Code) -> DoorPlan | None:
        """Note that a face did not count that showed somebody, if what saw it watches a door; that door.

        Args:
            event: committed; names nobody, as nobody is known to have been there.
            code: why.

        Raises:
            FacegateError: the plan cannot be read.
        """
        state = self._keeper.current()
        door = state.plan.door_at(event.source)
        if door is not None and event.claimed_id is not None and event.event_id not in self._seen:
            _remember(self._seen, event.event_id, None)
            level = self.pad_level(door.door_id, state).value
            decision = _refused(code, Check.PAD, level=level, result=event.pad.value.replace("_", " "))
            self._record(AboutSighting(event.event_id, None, event.source), door, state, decision)
        return door

    def preview(self, request: Request, state: AccessState) -> Decision:
        """What would come of a request, as things stand; nothing is noted. Raises FacegateError."""
        if state.problems:
            return _refused(Code.PLAN_FAULT, Check.PLAN, problem=str(state.problems[0]))
        complete = self._with_erased(request, state)
        with self._keeper.lock:
            return decide(complete, state.plan, state.whereabouts, self._zone)

    def pad_level(self, door_id: str, state: AccessState) -> PadLevel:
        """As cameras have it: the site's level, or that of the zone behind the door where it is stricter."""
        door, level = state.plan.door(door_id), self._settings.current.pad.level
        zone = None if door is None else state.plan.zone(door.zone_to)
        return level if zone is None or zone.pad is None else strictest([level, zone.pad])

    def told(self, decision_id: EventId) -> Decision | None:
        """What is known of a decision beyond its event; None of those before the start, and of old ones."""
        return self._told.get(decision_id)

    def not_opened(self, decision_id: EventId) -> None:
        """A door did not open that was ordered to: whoever stands there is soon decided on anew. From any thread."""
        for who in self._ordered.pop(decision_id, ()):
            self._around.expect(who, AGAIN_SECONDS)

    def forget(self, subject_id: SubjectId | None = None) -> None:
        """Nothing that somebody, or anybody, showed counts any more."""
        if subject_id is None:
            self._gathering.clear()
        else:
            self._gathering.forget(subject_id)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._settings.current.site.zone)

    def _pass(self, seen: _Sighting) -> None:
        decision, other = self._decided(seen)
        if seen.duress and Alarm.DURESS not in decision.alarms:
            # Also where nothing could be decided.
            decision = replace(decision, alarms=(*decision.alarms, Alarm.DURESS))
        if decision.code is not Code.FACTOR_NEEDED:
            self._gathering.settle(seen.place, seen.subject_id)
        if decision.code is Code.SECOND_PERSON_NEEDED:
            zone = seen.state.plan.zone(seen.door.zone_to)
            until = self._clock.monotonic() + (0 if zone is None else zone.pair_seconds)
            self._gathering.wait(seen.place, Waiting(seen.subject_id, seen.shown, seen.event.event_id, until))
        first: Event | None = None
        if other is not None:
            waiting, theirs = other
            self._gathering.settle(seen.place, waiting.subject_id)
            about = AboutSighting(waiting.event_id, waiting.subject_id, seen.event.source)
            first = self._record(about, seen.door, seen.state, theirs)
        about = AboutSighting(seen.event.event_id, seen.subject_id, seen.event.source)
        recorded = self._record(about, seen.door, seen.state, decision)
        if not decision.allowed:
            self._around.expect(seen.subject_id, self._again(decision, seen))
            return
        people = (seen.subject_id,) if other is None else (seen.subject_id, other[0].subject_id)
        if not self._let_through(seen, people, recorded, first):
            for who in people:
                self._around.expect(who, AGAIN_SECONDS)

    def _decided(self, seen: _Sighting) -> tuple[Decision, tuple[Waiting, Decision] | None]:
        """A decision, whatever happens, and that of whoever enters with them: what cannot be read denies."""
        try:
            request = self._request(seen, seen.subject_id, seen.shown)
            decision = self.preview(request, seen.state)
            if decision.code is not Code.SECOND_PERSON_NEEDED:
                return decision, None
            waiting = self._gathering.waiting(seen.place, seen.subject_id, self._clock.monotonic())
            if waiting is None:
                return decision, None
            request = self._with_erased(request, seen.state)
            first = replace(self._request(seen, waiting.subject_id, waiting.shown), erased=request.erased)
            with self._keeper.lock:
                both = decide_together(first, request, seen.state.plan, seen.state.whereabouts, self._zone)
            return (decision, None) if both is None else (both[1], (waiting, both[0]))
        except FacegateError as error:
            logs.app.error("a door could not be decided on: %s", error.title)
            return _refused(Code.FAULT, Check.FAULT, kind=error.title), None

    def _request(self, seen: _Sighting, subject_id: SubjectId, shown: frozenset[Factor]) -> Request:
        now = self._clock.now()
        return Request(
            seen.door.door_id,
            now,
            self._facts.of(subject_id),
            shown,
            age_of(seen.event.occurred_at, now, self._clock.monotonic() - seen.received),
            self._locked_down(),
            duress=seen.duress and subject_id == seen.subject_id,
            # Of who waits for a second person it was asked when they were seen.
            pad_level=seen.pad_level if subject_id == seen.subject_id else PadLevel.OFF,
            pad=_proven(seen.event, seen.pad_level),
        )

    def _with_erased(self, request: Request, state: AccessState) -> Request:
        """The request with who was erased, where that makes a difference. Raises FacegateError."""
        door = state.plan.door(request.door_id)
        zone = None if door is None else state.plan.zone(door.zone_to)
        if zone is None or not zone.two_person:
            return request
        with self._keeper.lock:
            inside = state.whereabouts.inside(zone.zone_id, request.at)
        return replace(request, erased=frozenset(each for each in inside if self._facts.of(each) is None))

    def _record(self, about: AboutSighting, door: DoorPlan, state: AccessState, decision: Decision) -> Event | None:
        """The decision once it is on the disk; None where it is not in time, and nothing may open."""
        try:
            future = self._records.decided(
                about,
                door,
                decision,
                state.plan,
                lambda recorded: _remember(self._told, recorded.event_id, decision),
            )
            future.add_done_callback(lambda done: self._raise_alarms(done, door, decision))
            recorded = future.result(PULSE_BOUND)
        except TimeoutError:
            logs.storage.error("a decision was not recorded in time, no door was opened")
            if decision.allowed and door.output:
                # It may be on the disk in the end, and then says that they were let through.
                future.add_done_callback(lambda done: self._say_held_back(done, door))
            return None
        except FacegateError as error:
            logs.storage.error("a decision was not recorded, no door was opened: %s", error.title)
            return None
        # Before the next is decided on; the writer's thread may be about to tell it.
        self._keeper.take(recorded)
        return recorded

    def _raise_alarms(self, done: Future[Event], door: DoorPlan, decision: Decision) -> None:
        # On the writer's thread, which appending never waits for.
        if done.exception() is None:
            for alarm in decision.alarms:
                # That of duress was recorded with the sign-in itself.
                if alarm is not Alarm.DURESS:
                    self._records.alarm(door.door_id, alarm, done.result().event_id)

    def _say_held_back(self, done: Future[Event], door: DoorPlan) -> None:
        # On the writer's thread, too.
        if done.exception() is None:
            self._records.held_back(door.door_id, done.result().event_id, Code.FAULT)

    def _let_through(
        self, seen: _Sighting, people: tuple[SubjectId, ...], recorded: Event | None, first: Event | None
    ) -> bool:
        """Open where everything that has to be on the disk is there; False where nothing was ordered that had to be.

        Args:
            seen: who stands there now.
            people: they, and who enters with them.
            recorded: the decision about them.
            first: the decision about the other.
        """
        if recorded is None or (len(people) > 1 and first is None):
            for each in (recorded, first):
                if each is not None and seen.door.output:
                    self._records.held_back(seen.door.door_id, each.event_id, Code.FAULT)
            return False
        if not seen.door.output:
            return True
        if first is not None:
            self._records.enters_with(recorded.event_id, first.event_id)
        return self._open(seen, people, recorded)

    def _open(self, seen: _Sighting, people: tuple[SubjectId, ...], recorded: Event) -> bool:
        door, held_back = seen.door, self._held_back(seen)
        if held_back is not None:
            self._records.held_back(door.door_id, recorded.event_id, held_back)
            return False
        _remember(self._ordered, recorded.event_id, people)
        order = PulseOrder(
            recorded.event_id, door.door_id, door.output, seen.event.occurred_at, door.pulse_seconds, seen.live
        )
        if not self._outputs.pulse(order):
            logs.app.error("a door was ordered to open twice for one decision")
        elif self._locked_meanwhile(seen):
            self._outputs.release_all()
        return True

    def _held_back(self, seen: _Sighting) -> Code | None:
        """What came between while the decision was on its way to the disk: time, another plan, a lock-down."""
        if self._clock.monotonic() - seen.received > PULSE_BOUND:
            # Told here, too, as the outputs know the clock on the wall alone, which may have been set back.
            return Code.STALE
        if seen.state.plan.is_free(seen.door):
            return None
        if not self._keeper.is_current(seen.state):
            # They are seen anew in a moment, and decided on by what holds then.
            return Code.FAULT
        try:
            locked = self._locked_down()
        except FacegateError as error:
            logs.app.error("whether a lock-down is in force is not known, no door was opened: %s", error.title)
            locked = True
        return Code.LOCK_DOWN if locked else None

    def _locked_meanwhile(self, seen: _Sighting) -> bool:
        """Whether a lock-down began after the last look; it may have released everything before the order came."""
        try:
            return self._locked_down() and not seen.state.plan.is_free(seen.door)
        except FacegateError:
            # One that begins now is known without reading anything.
            return False

    def _again(self, decision: Decision, seen: _Sighting) -> float:
        """After how long they are to be seen anew: at once where their face is what is missing."""
        if decision.waiting and Factor.FACE not in seen.shown:
            return 0.0
        return max(AGAIN_SECONDS, self._gathering.seconds) if decision.waiting else AGAIN_SECONDS


def _proven(event: Event, level: PadLevel) -> Pad:
    """What attack detection says of a sighting, as the door has it.

    A strict door goes by a challenge alone: the camera may have judged by another level when it saw them, because the
    plan was changed since, or could not be read then.
    """
    if level is PadLevel.STRICT and event.pad is Pad.BONA_FIDE and event.pad_cue is not Cue.CHALLENGE:
        return Pad.INCONCLUSIVE
    return event.pad


_Value = TypeVar("_Value")


def _remember(known: OrderedDict[EventId, _Value], event_id: EventId, value: _Value) -> None:
    known[event_id] = value
    if len(known) > _REMEMBERED:
        known.popitem(last=False)


def _refused(code: Code, check: Check, **values: str) -> Decision:
    return Decision(code, steps=(Step(check, False, tuple(values.items())),))
