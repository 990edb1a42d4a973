"""The bundle that the window and the commands receive, built by ``bootstrap``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from facegate.domain.ports import Clock, EventLog, ModelCatalog
from facegate.domain.ports_doors import DoorOutputs, DoorSecrets
from facegate.domain.ports_teaching import LookStore
from facegate.errors import FacegateError
from facegate.pipeline.access.service import AccessService
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.punching import PunchService
from facegate.pipeline.attendance.service import AttendanceService
from facegate.pipeline.calibrating import CalibrationService
from facegate.pipeline.consent import ConsentTexts
from facegate.pipeline.control import Controller
from facegate.pipeline.corrections import CorrectionService
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.erasure import ErasureService
from facegate.pipeline.importing import ImportService
from facegate.pipeline.jobs import JobQueue
from facegate.pipeline.keypad import KeypadService
from facegate.pipeline.merging import MergingService
from facegate.pipeline.pad_levels import PadLevels
from facegate.pipeline.people import PeopleService
from facegate.pipeline.reextraction import Reextraction
from facegate.pipeline.reports.daily import DailyReports
from facegate.pipeline.reports.service import ReportService
from facegate.pipeline.runner import RecognitionRunner
from facegate.pipeline.subject_record import SubjectRecords
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """Everything that works on one data folder.

    Attributes:
        notices: what the user should be told (where the key lies, a damaged
            database that was kept aside); grows when an erasure leaves something behind, or when a loaded model
            leaves the site's threshold unused.
        actor: account of the operating system, for audit and consent.
        close: stop every thread and release the data folder; once.
        daily_reports: not started: only a program that stays writes them.
        rotate_keys: seal templates and pictures with a new key; returns how many. Raises StorageError.
    """

    paths: Paths
    clock: Clock
    settings: SettingsStore
    models: ModelCatalog
    people: PeopleService
    directory: NameDirectory
    events: EventLog
    exports: ReportService
    runner: RecognitionRunner
    controller: Controller
    jobs: JobQueue
    notices: Sequence[FacegateError]
    actor: str
    close: Callable[[], None]
    rotate_keys: Callable[[], int]
    looks: LookStore
    corrections: CorrectionService
    reextraction: Reextraction = field(kw_only=True)
    calibration: CalibrationService = field(kw_only=True)
    keypad: KeypadService = field(kw_only=True)
    directions: GateDirections = field(kw_only=True)
    importing: ImportService = field(kw_only=True)
    consents: ConsentTexts = field(kw_only=True)
    merging: MergingService = field(kw_only=True)
    erasure: ErasureService = field(kw_only=True)
    records: SubjectRecords = field(kw_only=True)
    daily_reports: DailyReports = field(kw_only=True)
    doors: DoorOutputs = field(kw_only=True)
    access: AccessService = field(kw_only=True)
    door_secrets: DoorSecrets = field(kw_only=True)
    plan: PlanService = field(kw_only=True)
    attendance: AttendanceService = field(kw_only=True)
    punches: PunchService = field(kw_only=True)
    pad: PadLevels = field(kw_only=True)
