"""Doors that only count, what a site decided in memory, and a gate with everything behind it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from facegate.domain.access.codes import Alarm
from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, SubjectId, TrackId
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.domain.ports_doors import (
    ContactListener,
    OutputState,
    PulseOrder,
    PulseOutcome,
    PulseResult,
    ResultListener,
)
from facegate.domain.profiles import Profile
from facegate.domain.records import AccessRecord, DoorRecord, DoorVerdict
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.errors import StorageError
from facegate.pipeline.access.service import AccessService
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from helpers.access_plans import building
from helpers.clocks import ManualClock
from helpers.people_store import MemoryPeople
from helpers.world import MemoryLog

PERSON, PICTURE = PadResult(Pad.BONA_FIDE, Cue.TEXTURE, 0.9), PadResult(Pad.ATTACK, Cue.TEXTURE, 0.1)


class CountedDoors:
    """Implements :class:`facegate.domain.ports_doors.DoorOutputs`; ``ordered`` holds what it was told to open."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.ordered: list[PulseOrder] = []
        self.released = 0
        self.outcome: PulseOutcome | None = None
        self._listeners: list[ResultListener] = []
        self._contact_listeners: list[ContactListener] = []

    def pulse(self, order: PulseOrder) -> bool:
        if order.decision_id in [each.decision_id for each in self.ordered]:
            return False
        self.ordered.append(order)
        now = self.clock.now()
        fresh = order.is_fresh(now)
        outcome = PulseOutcome.SENT if fresh and order.live else PulseOutcome.DRY_RUN if fresh else PulseOutcome.STALE
        outcome = self.outcome or outcome
        for listener in self._listeners:
            listener(PulseResult(order, outcome, now, max(0.0, (now - order.decided_at).total_seconds())))
        return True

    def release_all(self) -> None:
        self.released += 1

    def add_listener(self, listener: ResultListener) -> None:
        self._listeners.append(listener)

    def add_contact_listener(self, listener: ContactListener) -> None:
        self._contact_listeners.append(listener)

    def contact(self, output: str, is_open: bool) -> None:
        """The contact of a door says how it is."""
        for listener in self._contact_listeners:
            listener(output, is_open, self.clock.now())

    def states(self) -> Sequence[OutputState]:
        return []

    def close(self) -> None:
        pass


class SiteDoors:
    """Implements :class:`facegate.domain.ports_access.AccessStore`, and has the plan, too."""

    def __init__(self, plan: AccessPlan) -> None:
        self.plan_now = plan
        self.reads = 0
        self.locked = False
        self.entries: dict[SubjectId, WatchEntry] = {}
        self.broken = False

    def plan(self) -> AccessPlan:
        self.reads += 1
        return self.plan_now

    def locked_down(self) -> bool:
        if self.broken:
            raise StorageError("Unreadable", "The disk is gone.", "Look for it.")
        return self.locked

    def set_locked_down(self, on: bool, actor: str) -> None:
        if self.broken:
            raise StorageError("Unreadable", "The disk is gone.", "Look for it.")
        self.locked = on

    def watched(self, subject_id: SubjectId) -> WatchEntry | None:
        return self.entries.get(subject_id)

    def watch_list(self) -> Sequence[WatchEntry]:
        return list(self.entries.values())

    def watched_only(self) -> frozenset[SubjectId]:
        return frozenset()

    def watch(self, entry: WatchEntry) -> None:
        self.entries[entry.subject_id] = entry

    def unwatch(self, subject_id: SubjectId, actor: str) -> bool:
        return self.entries.pop(subject_id, None) is not None


class Entrance:
    """The building of :mod:`helpers.access_plans` with its doors; time stands still unless the test moves it."""

    def __init__(self, folder: Path, plan: AccessPlan | None = None) -> None:
        self.clock, self.log, self.people = ManualClock(), MemoryLog(), MemoryPeople()
        self.settings = SettingsStore(folder / "settings.toml")
        self.change("site", zone="Europe/Berlin")
        self.store = SiteDoors(building() if plan is None else plan)
        self.doors = CountedDoors(self.clock)
        self.told: list[Event] = []
        self.expected: list[tuple[SubjectId, float]] = []
        self.recorded_sources: set[str] = set()
        self.access = self.restarted()

    def restarted(self) -> AccessService:
        """The service as it is after a start: nothing in memory."""
        return AccessService(
            self.store.plan,
            self.store, self.log, self.people, lambda _subject: None, self.doors, self.settings, self.clock, self,
            self.told.append, "tester",
        )  # fmt: skip

    def is_live(self, source: str) -> bool:
        return source not in self.recorded_sources

    def expect(self, subject_id: SubjectId, seconds: float) -> None:
        self.expected.append((subject_id, seconds))

    def change(self, section: str, **values: object) -> None:
        self.settings.replace(with_changes(self.settings.current, section, **values))

    def add(self, number: str, groups: tuple[str, ...] = ("staff",), **more: object) -> SubjectId:
        profile = Profile(f"Person {number}", number, groups=groups, **more)  # type: ignore[arg-type]
        subject, _ = self.people.add(profile, [], None, "tester")
        return subject.subject_id

    def seen(
        self, who: SubjectId, source: str = "cam-in", age: float = 0.0, *, late: float = 0.0, pad: PadResult = PERSON
    ) -> Event:
        """A face was identified ``age`` seconds ago; told, and decided on when this returns."""
        judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, who, 0.3, 0.5)
        moment = self._ago(age)
        draft = EventDraft(EventType.IDENTIFICATION, moment, source, TrackId(1), judgement, pad=pad)
        return self._told(draft, late)

    def not_proven(self, reason: Reason, claimed: SubjectId | None, source: str = "cam-in") -> Event:
        """A face did not count for this reason; told, and decided on when this returns."""
        judgement = Judgement(Outcome.INCONCLUSIVE, reason, None, 0.3, 0.5, claimed=claimed)
        pad = PICTURE if reason is Reason.PRESENTATION_ATTACK else UNKNOWN
        draft = EventDraft(EventType.IDENTIFICATION, self._ago(0.0), source, TrackId(1), judgement, pad=pad)
        return self._told(draft)

    def signed_in(self, who: SubjectId, reason: SignInReason = SignInReason.CARD_AND_PIN) -> Event:
        """Somebody used the keypad; decided on when this returns."""
        kind = EventType.CARD if reason is SignInReason.CARD else EventType.PIN
        return self._told(EventDraft(kind, self._ago(0.0), KEYPAD_SOURCE, sign_in=SignIn(reason, who)))

    def decisions(self) -> list[AccessRecord]:
        return [event.access for event in self.log.events if event.access is not None]

    def codes(self) -> list[str]:
        return [each.code for each in self.decisions()]

    def door_events(self) -> list[DoorRecord]:
        return [event.door for event in self.log.events if event.door is not None]

    def event_of(self, record: AccessRecord | DoorRecord) -> Event:
        return next(event for event in self.log.events if record in (event.access, event.door))

    def settle(self) -> None:
        """Wait until everything that was told is done."""
        assert self.access.settle()

    def under_duress(self, who: SubjectId) -> Event:
        """Somebody signed in with their PIN for duress."""
        self.access.forced(EventId(f"{len(self.log.events) + 1:032x}"))  # the next that the log gives
        event = self.signed_in(who)
        # The keypad records it with the sign-in.
        said = DoorRecord(KEYPAD_SOURCE, DoorVerdict.ALARM, event.event_id, code=Alarm.DURESS.value)
        self.log.append(EventDraft(EventType.DOOR, event.occurred_at, "doors", door=said))
        return event

    def _ago(self, seconds: float) -> datetime:
        return self.clock.now() - timedelta(seconds=seconds)

    def _told(self, draft: EventDraft, late: float = 0.0) -> Event:
        event, busy = self.log.append(draft).result(1), threading.Event()
        self.access._worker.submit(busy.wait, 10)
        self.access.sighted(event)
        self.clock.seconds += late
        busy.set()
        self.settle()
        return event
