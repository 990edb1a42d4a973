"""Decisions at doors, put together on a data folder."""

from __future__ import annotations

from contextlib import ExitStack

from facegate.domain.events import Event
from facegate.domain.ids import SubjectId
from facegate.domain.ports import Clock
from facegate.domain.ports_doors import DoorOutputs
from facegate.domain.sign_ins import KEYPAD_SOURCE
from facegate.pipeline.access.service import AccessService
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.corrections import CorrectionService
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.people import PeopleService
from facegate.pipeline.results import CameraState, RunnerStatus
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage


def open_access(
    storage: Storage,
    people: PeopleService,
    directory: NameDirectory,
    doors: DoorOutputs,
    settings: SettingsStore,
    clock: Clock,
    runner: RecognitionRunner,
    corrections: CorrectionService,
    plan: PlanService,
    actor: str,
    stack: ExitStack,
    *,
    read_only: bool,
) -> AccessService:
    """Access that hears of every sighting and ends when ``stack`` does, before the outputs that it orders from."""
    access = AccessService(
        plan.doors, storage.doors, storage.events, storage.people, directory.get, doors, settings, clock,
        LiveRunner(runner), runner.announce, actor,
    )  # fmt: skip
    stack.callback(access.close)
    runner.add_listener(AccessEars(access))
    if not read_only:
        access.watching.follow(people, runner.handler.use_watched)
    people.when_erased(access.forget)
    people.when_suspended(access.forget)
    people.when_merged(lambda _kept, _other: access.changed())
    corrections.when_corrected(access.changed)
    plan.when_changed(access.changed)
    return access


class LiveRunner:
    """Implements :class:`facegate.pipeline.access.gate.Surroundings`."""

    def __init__(self, runner: RecognitionRunner) -> None:
        self._runner = runner

    def is_live(self, source: str) -> bool:
        """See :class:`facegate.pipeline.access.gate.Surroundings`."""
        info = self._runner.status.source
        return source == KEYPAD_SOURCE or (info is not None and info.spec == source and info.live)

    def expect(self, subject_id: SubjectId, seconds: float) -> None:
        """See :class:`facegate.pipeline.access.gate.Surroundings`."""
        self._runner.handler.expect(subject_id, seconds)


class AccessEars:
    """Implements :class:`facegate.pipeline.runner.RunnerListener`."""

    def __init__(self, access: AccessService) -> None:
        self._access = access

    def on_result(self) -> None:
        """Pictures are for the window."""

    def on_status(self, status: RunnerStatus) -> None:
        """A camera may watch a door."""
        if status.camera is not CameraState.CLOSED:
            self._access.prepare()

    def on_event(self, event: Event) -> None:
        """An event was committed."""
        self._access.sighted(event)
