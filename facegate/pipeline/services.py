"""The bundle that the window and the commands receive, built by ``bootstrap``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facegate.domain.ports import Clock, EventLog, ModelCatalog
from facegate.errors import FacegateError
from facegate.pipeline.control import Controller
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.exports import ExportService
from facegate.pipeline.jobs import JobQueue
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """Everything that works on one data folder.

    Attributes:
        notices: what the user should be told at the start (where the key lies,
            a damaged database that was kept aside).
        actor: account of the operating system, for audit and consent.
        close: stop every thread and release the data folder; once.
    """

    paths: Paths
    clock: Clock
    settings: SettingsStore
    models: ModelCatalog
    people: PeopleService
    directory: NameDirectory
    events: EventLog
    exports: ExportService
    runner: RecognitionRunner
    controller: Controller
    jobs: JobQueue
    notices: tuple[FacegateError, ...]
    actor: str
    close: Callable[[], None]
