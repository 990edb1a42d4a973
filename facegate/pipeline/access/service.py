"""Doors: what the window, the commands and the running recognition ask of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Lock

from facegate import logs
from facegate.domain.access.codes import Alarm, Code, ResetReason
from facegate.domain.access.decisions import Decision
from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.factors import Factor
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.plan_problems import PlanProblem
from facegate.domain.access.requests import Request
from facegate.domain.attendance.punches import Direction
from facegate.domain.events import SIGHTINGS, Event
from facegate.domain.identification import Outcome, Reason
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad
from facegate.domain.people import PersonName
from facegate.domain.ports import Clock, EventLog, PeopleStore
from facegate.domain.ports_access import AccessStore
from facegate.domain.ports_doors import NOT_OPENED, DoorOutputs, PulseOrder, PulseResult
from facegate.domain.records import MAX_PLACE, DoorVerdict
from facegate.domain.sign_ins import SignInReason
from facegate.errors import FacegateError, NotFoundError
from facegate.pipeline.access.contacts import ContactWatch
from facegate.pipeline.access.desk_requests import DeskAction, DeskInbox, DeskRequest
from facegate.pipeline.access.facts import Facts
from facegate.pipeline.access.gate import Gate, Surroundings
from facegate.pipeline.access.muster import Inside, muster_of
from facegate.pipeline.access.recording import EVERY_DOOR, AccessRecords
from facegate.pipeline.access.state import ReadPlan, StateKeeper
from facegate.pipeline.access.watching import WatchList
from facegate.settings.store import SettingsStore

_NO_PERSON: dict[Reason | SignInReason | None, Code] = {
    Reason.PRESENTATION_ATTACK: Code.PRESENTATION_ATTACK,
    Reason.PAD_INCONCLUSIVE: Code.PAD_INCONCLUSIVE,
    Reason.FACE_BLOCKED: Code.FACE_BLOCKED,
}
"""Why a face does not count, and what is decided at a door then."""


class AccessService:
    """Decides on sightings on a thread of its own, which begins with the first; everything else on any thread.

    Without doors in the plan nothing is decided and nothing is logged.

    Attributes:
        watching: the watch list.
        contacts: tell when a door is forced, or held open.
    """

    def __init__(
        self,
        read_plan: ReadPlan,
        store: AccessStore,
        events: EventLog,
        people: PeopleStore,
        names: Callable[[SubjectId], PersonName | None],
        outputs: DoorOutputs,
        settings: SettingsStore,
        clock: Clock,
        around: Surroundings,
        announce: Callable[[Event], None],
        actor: str,
    ) -> None:
        """``announce``: told every event of doors once it is committed, on the writer's thread."""
        self.watching = WatchList(store, settings, clock, actor)
        self._store = store
        self._people = people
        self._desk: DeskInbox | None = None
        self._names = names
        self._outputs = outputs
        self._clock = clock
        self._actor = actor
        self._announce = announce
        self._keeper = StateKeeper(read_plan, events, clock)
        self._records = AccessRecords(events, clock, actor, self._committed)
        self._facts = Facts(people, store, settings)
        self._locked_now = False
        self._gate = Gate(
            self._keeper, self._facts, self._records, outputs, settings, clock, around, lambda: self.locked_down
        )
        self._watching_doors = False
        self._duress: set[EventId] = set()
        self._marking = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="facegate-access")
        self.contacts = ContactWatch(self._records, clock, lambda: self.plan, self._submit)
        outputs.add_listener(self._pulsed)
        outputs.add_contact_listener(self.contacts.heard)

    # -- told by what runs --------------------------------------------------------

    def sighted(self, event: Event) -> None:
        """An event was committed; returns at once. From any thread."""
        if event.type not in SIGHTINGS:
            return
        if event.result is Outcome.IDENTIFIED:
            received = self._clock.monotonic()
            self._submit(lambda: self._handle(event, received))
        elif event.reason in _NO_PERSON:
            code = _NO_PERSON[event.reason]
            self._submit(lambda: self._refuse(event, code))

    def forced(self, event_id: EventId) -> None:
        """A sign-in that is about to be told was made with the PIN for duress."""
        with self._marking:
            self._duress.add(event_id)

    def prepare(self) -> None:
        """A camera is being opened: read plan and log now, that nobody at a door waits for it. Returns at once."""
        if not self._watching_doors:
            self._watching_doors = True
            self._submit(self._keeper.current)

    def changed(self) -> None:
        """The plan was changed, or what sightings say, or two records are one: read everything anew."""
        self._keeper.drop()
        self._submit(self._gate.forget)
        if self._watching_doors:
            self._submit(self._keeper.current)

    def forget(self, subject_id: SubjectId) -> None:
        """Somebody was erased or suspended: what they showed counts no more. They may be inside all the same."""
        self._submit(lambda: self._gate.forget(subject_id))

    def settle(self, timeout: float = 10.0) -> bool:
        """Wait until everything that was told is decided on; False if it is not after ``timeout`` seconds."""
        try:
            self._worker.submit(lambda: None).result(timeout)
        except (TimeoutError, RuntimeError):
            return False
        return True

    def close(self) -> None:
        """End the threads, after what is being decided on or carried out."""
        if self._desk is not None:
            self._desk.close()
        self.contacts.close()
        self._worker.shutdown(wait=True, cancel_futures=True)

    # -- asked --------------------------------------------------------------------

    @property
    def plan(self) -> AccessPlan:
        """The plan as it is decided by. Raises FacegateError."""
        return self._keeper.current().plan

    @property
    def problems(self) -> tuple[PlanProblem, ...]:
        """Why no door opens; empty where they do. Raises FacegateError."""
        return self._keeper.current().problems

    @property
    def locked_down(self) -> bool:
        """Whether a lock-down is in force. Raises FacegateError."""
        return self._locked_now or self._store.locked_down()

    def watches(self, source: str) -> bool:
        """Whether a source of events watches a door. Raises FacegateError."""
        return source in self._keeper.current().sources

    def direction_at(self, source: str) -> Direction | None:
        """Which way somebody goes who is seen by a source; None where no door says so. Raises FacegateError."""
        plan = self.plan
        door = plan.door_at(source)
        return None if door is None else plan.direction_of(door)

    def explained(self, decision_id: EventId) -> Decision | None:
        """What is known of a decision beyond its event; None of those before the start, and of old ones."""
        return self._gate.told(decision_id)

    def preview(
        self,
        subject_id: SubjectId,
        door_id: str,
        at: datetime,
        shown: frozenset[Factor] = frozenset({Factor.FACE}),
        *,
        lock_down: bool | None = None,
    ) -> Decision:
        """What would happen if somebody stood at a door at a moment (aware), with everybody where they are now.

        They stand there themselves: no picture of them is held up.

        Args:
            subject_id: who.
            door_id: which door.
            at: when.
            shown: by what they show who they are.
            lock_down: as if one were in force, or none; None: as it is.

        Raises:
            FacegateError: the plan or the log cannot be read.
        """
        state = self._keeper.current()
        locked = self.locked_down if lock_down is None else lock_down
        level = self._gate.pad_level(door_id, state) if Factor.FACE in shown else PadLevel.OFF
        request = Request(
            door_id, at, self._facts.of(subject_id), shown, lock_down=locked, pad_level=level, pad=Pad.BONA_FIDE
        )
        return self._gate.preview(request, state)

    def muster(self) -> list[Inside]:
        """Who is inside now, also right after a restart. Raises FacegateError."""
        state = self._keeper.current()
        with self._keeper.lock:
            known = state.whereabouts.everybody(self._clock.now())
        return muster_of(known, state.plan, self._names)

    # -- done by an operator -------------------------------------------------------

    def listen(self, folder: Path) -> None:
        """Do what other processes ask for through files in a folder, until :meth:`close`."""
        if self._desk is None:
            self._desk = DeskInbox(folder, self._asked, self._clock)
            self._desk.start()

    def _asked(self, request: DeskRequest, actor: str) -> str | None:
        event: Event | None
        match request.action:
            case DeskAction.LOCK_DOWN | DeskAction.END_LOCK_DOWN:
                event = self.lock_down(request.action is DeskAction.LOCK_DOWN, actor)
            case DeskAction.OPEN:
                event = self.open_door(request.target, actor)
            case DeskAction.RESET:
                event = self.reset(self._who(request.target), request.reason, actor)
        return None if event is None else event.event_id

    def _who(self, identifier: str) -> SubjectId:
        known = self._people.find(identifier)
        if known is not None:
            return known.subject_id
        if identifier in [each.subject_id for each in self.muster()]:
            # Also of somebody who was erased.
            return SubjectId(identifier)
        return self._people.get(SubjectId(identifier)).subject_id

    def open_door(self, door_id: str, actor: str | None = None) -> Event:
        """Open a door once, whatever the rules say; logged first. ``actor``: by whose order; None: this account's.

        Raises:
            NotFoundError: it is not in the plan.
            StorageError: it cannot be logged; it was not opened.
        """
        door = self.plan.door(door_id)
        if door is None:
            raise _no_door(door_id)
        pressed = self._clock.now()
        event = self._records.operated(door_id, DoorVerdict.OPENED, actor=actor)
        if door.output:
            self._outputs.pulse(
                PulseOrder(event.event_id, door_id, door.output, pressed, door.pulse_seconds, live=True)
            )
        return event

    def try_pulse(self, output: str, seconds: float, before: Callable[[EventId], None]) -> None:
        """Pulse an output once, to see whether its door moves; logged first, as whoever does it opens a door.

        Args:
            output: its name in the settings; stands for the door in the log.
            seconds: how long.
            before: told the decision that the result will be about, before anything moves.

        Raises:
            StorageError: it cannot be logged; nothing was moved.
        """
        pressed = self._clock.now()
        event = self._records.operated(output, DoorVerdict.OPENED)
        before(event.event_id)
        self._outputs.pulse(PulseOrder(event.event_id, output, output, pressed, seconds, live=True))

    def shut(self) -> None:
        """Begin a lock-down in memory, and end every pulse: what must wait for nothing. Never waits itself.

        :meth:`lock_down` stores and logs it, or ends it.
        """
        self._locked_now = True
        self._outputs.release_all()

    def lock_down(self, on: bool, actor: str | None = None) -> Event:
        """Deny everybody at every door that is not free, and end every pulse; or end that, by the order of ``actor``.

        It is in force before it is stored and logged, also on a disk that takes neither, and ends after both.

        Raises:
            StorageError: it cannot be stored or logged; a lock-down is in force then, but one that was never stored
                ends with the program.
        """
        if on:
            self.shut()
            self._store.set_locked_down(True, actor or self._actor)
            self._submit(self._gate.forget)
            return self._records.operated(EVERY_DOOR, DoorVerdict.LOCK_DOWN, actor=actor)
        event = self._records.operated(EVERY_DOOR, DoorVerdict.LOCK_DOWN_ENDED, actor=actor)
        self._store.set_locked_down(False, actor or self._actor)
        self._locked_now = False
        return event

    def reset(self, subject_id: SubjectId, reason: ResetReason | None = None, actor: str | None = None) -> Event | None:
        """Forget where somebody is, so that anti-passback lets them in; None where that is not known anyway.

        Args:
            subject_id: who.
            reason: why; it is logged.
            actor: by whose order; None: this account's.

        Raises:
            StorageError: it cannot be logged; nothing was forgotten.
        """
        state = self._keeper.current()
        with self._keeper.lock:
            last = state.whereabouts.of(subject_id, self._clock.now())
        if last is None:
            return None
        code = None if reason is None else reason.value
        event = self._records.operated(last.zone_id, DoorVerdict.RESET, last.decision_id, code, actor)
        self._keeper.take(event)
        return event

    def acknowledge(self, alarm: Event) -> Event:
        """Note that somebody saw to an alarm. Raises StorageError."""
        place = EVERY_DOOR if alarm.door is None else alarm.door.place
        return self._records.operated(place, DoorVerdict.ACKNOWLEDGED, alarm.event_id)

    # -- threads -------------------------------------------------------------------

    def _handle(self, event: Event, received: float) -> None:
        with self._marking:
            duress = event.event_id in self._duress
            self._duress.discard(event.event_id)
        self._gate.handle(event, received, duress=duress)

    def _refuse(self, event: Event, code: Code) -> None:
        door: DoorPlan | None = None
        try:
            door = self._gate.refuse(event, code)
        finally:
            # Whatever went wrong. Of what shows nobody who is enrolled only where somebody wants to pass: a
            # screen in the background of any other camera would raise them all day.
            if code is Code.PRESENTATION_ATTACK and (door is not None or event.claimed_id is not None):
                place = event.source[:MAX_PLACE] or EVERY_DOOR if door is None else door.door_id
                self._records.alarm(place, Alarm.PRESENTATION_ATTACK, event.event_id)

    def _pulsed(self, result: PulseResult) -> None:
        # On an output's thread.
        self.contacts.pulsed(result)
        self._records.pulsed(result)
        if result.outcome in NOT_OPENED:
            self._gate.not_opened(result.order.decision_id)

    def _submit(self, work: Callable[[], object]) -> None:
        try:
            self._worker.submit(work).add_done_callback(_complain)
        except RuntimeError:
            # Closed meanwhile: a door that is not opened is what closing means.
            logs.app.warning("a door was not decided on, because the program closes")

    def _committed(self, event: Event) -> None:
        # On the writer's thread.
        self._keeper.take(event)
        self._announce(event)


def _complain(future: Future[object]) -> None:
    if future.cancelled():
        return
    error = future.exception()
    if isinstance(error, FacegateError):
        logs.app.error("a door could not be decided on: %s", error.title)
    elif error is not None:
        logs.app.error("a door could not be decided on (%s)", type(error).__name__, exc_info=error)


def _no_door(door_id: str) -> NotFoundError:
    return NotFoundError(
        "Door not found", "There is no door {door} in the plan.", "'facegate plan show' lists all.", door=door_id
    )
