"""Which way people go at this gate: as the site fixed it, or as they say by a key."""

from __future__ import annotations

import threading
from dataclasses import replace

from facegate.domain.attendance.punches import Direction
from facegate.domain.events import SIGHTINGS, Event, EventDraft
from facegate.domain.identification import Outcome
from facegate.domain.ids import SubjectId
from facegate.domain.ports import Clock
from facegate.pipeline.results import RunnerStatus
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import GateSettings
from facegate.settings.store import SettingsStore

_FIXED = {"in": Direction.IN, "out": Direction.OUT}


class GateDirections:
    """Gives every sighting its direction before it is logged: what is logged does not change with the settings later.

    Thread-safe. A key counts for one person, for the time that the settings give. Whoever was recognised before they
    reached for the key is seen again at once, and that second sighting has the direction.
    """

    def __init__(self, settings: SettingsStore, clock: Clock, runner: RecognitionRunner) -> None:
        self._settings = settings
        self._clock = clock
        self._runner = runner
        self._lock = threading.Lock()
        self._pressed: tuple[Direction, float] | None = None
        self._undirected: tuple[SubjectId, float] | None = None
        runner.stamp_with(self.stamp)
        runner.add_listener(self)

    @property
    def chosen(self) -> Direction | None:
        """The key that counts now, None where none does."""
        with self._lock:
            return self._valid_key(self._gate)

    def press(self, direction: Direction) -> None:
        """Somebody says which way they go. Does nothing where the gate does not ask."""
        gate = self._gate
        if gate.direction != "key":
            return
        now = self._clock.monotonic()
        with self._lock:
            self._pressed = direction, now
            last, self._undirected = self._undirected, None
        if last is not None and now - last[1] <= gate.key_seconds:
            self._runner.handler.expect(last[0], 0.0)

    def release(self) -> None:
        """Nobody said anything: the key was pressed by mistake."""
        with self._lock:
            self._pressed = None

    def stamp(self, draft: EventDraft) -> EventDraft:
        """A draft as it is to be logged. Never waits."""
        if draft.type not in SIGHTINGS or _named(draft) is None:
            return draft
        gate = self._gate
        fixed = _FIXED.get(gate.direction)
        if fixed is not None:
            return replace(draft, direction=fixed)
        with self._lock:
            said, self._pressed = self._valid_key(gate), None
        return draft if said is None else replace(draft, direction=said)

    def on_event(self, event: Event) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""
        if event.type in SIGHTINGS and event.result is Outcome.IDENTIFIED and event.subject_id is not None:
            with self._lock:
                missing = event.direction is None
                self._undirected = (event.subject_id, self._clock.monotonic()) if missing else None

    def on_result(self) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""

    def on_status(self, status: RunnerStatus) -> None:
        """See :class:`facegate.pipeline.runner.RunnerListener`."""

    @property
    def _gate(self) -> GateSettings:
        return self._settings.current.gate

    def _valid_key(self, gate: GateSettings) -> Direction | None:
        if self._pressed is None or gate.direction != "key":
            return None
        direction, at = self._pressed
        return direction if self._clock.monotonic() - at <= gate.key_seconds else None


def _named(draft: EventDraft) -> SubjectId | None:
    if draft.sign_in is not None:
        return draft.sign_in.subject_id if draft.sign_in.outcome is Outcome.IDENTIFIED else None
    judgement = draft.judgement
    return judgement.subject_id if judgement is not None and judgement.outcome is Outcome.IDENTIFIED else None
