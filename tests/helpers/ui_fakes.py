"""A gate for tests of the window: the real pipeline and threads, a stage instead of a camera, toy models.

Faces are cartoons. A frame carries its number in its first pixel; who stood
on the stage in that frame is looked up by the toy detector.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import cv2
import numpy as np

from facegate.bootstrap.access import AccessEars, LiveRunner
from facegate.domain.access.plan import AccessPlan
from facegate.domain.events import Event, EventDraft, EventFilter, EventType
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.identification import Judgement, OperatingPoint, Outcome, Reason
from facegate.domain.ids import ModelId, SubjectId, TrackId
from facegate.domain.people import NewReference, SampleSource, Subject
from facegate.domain.ports import Provider
from facegate.domain.profiles import Profile
from facegate.domain.quality import FaceQuality
from facegate.doors.build import driver_maker
from facegate.doors.outputs import Outputs
from facegate.errors import CameraError, FacegateError, ModelError
from facegate.pipeline.access.service import AccessService
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.punching import PunchService
from facegate.pipeline.attendance.service import AttendanceService
from facegate.pipeline.calibrating import CalibrationService, Fit
from facegate.pipeline.consent import ConsentTexts, default_consent, facts_of
from facegate.pipeline.control import Controller
from facegate.pipeline.corrections import CorrectionService
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.erasure import ErasureService
from facegate.pipeline.import_tools import ImportTools
from facegate.pipeline.importing import ImportService
from facegate.pipeline.jobs import JobQueue
from facegate.pipeline.keypad import KeypadService
from facegate.pipeline.merging import MergingService
from facegate.pipeline.pad_levels import PadLevels
from facegate.pipeline.people import PeopleService
from facegate.pipeline.reextraction import Reextraction
from facegate.pipeline.reports.daily import DailyReports
from facegate.pipeline.reports.service import ReportService, ReportSources
from facegate.pipeline.runner import RecognitionRunner
from facegate.pipeline.services import Services
from facegate.pipeline.subject_record import SubjectRecords
from facegate.settings.model import RecognitionSettings
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore
from facegate.storage.certificates import StoredCertificateKeys
from facegate.storage.keyset import CurrentKeys, Keyset
from facegate.vision.images import read_image
from helpers.attendance_fakes import MemoryAttendance, MemoryPlans
from helpers.calibration_fakes import FakeCalibrating
from helpers.clocks import RealClock
from helpers.door_fakes import FakeSecrets
from helpers.doors import SiteDoors
from helpers.people_store import MemoryPeople
from helpers.quick_pins import QuickPins
from helpers.subject_access import MemoryAccess
from helpers.taught import MemoryLooks, MemoryTeaching
from helpers.world import GOOD, ListGallery, MemoryLog, ToyVision, Visit, detection_at, frame_number, template_of

WIDTH, HEIGHT, FPS = 960, 540, 25.0

EMBEDDER = "sface-2021dec-centred"
"""The default of the settings."""


@dataclass(frozen=True)
class Actor:
    """Somebody on the stage; the size is the face box's side."""

    person: int
    x: float = WIDTH / 2
    y: float = HEIGHT / 2
    size: float = 170.0
    quality: FaceQuality = GOOD


@dataclass
class Stage:
    """What the camera sees; change it while it runs."""

    actors: tuple[Actor, ...] = ()
    live: bool = True
    error: CameraError | None = None
    ended: bool = False
    opening: threading.Event = field(default_factory=threading.Event)
    opened: list[str] = field(default_factory=list)
    snapshots: dict[int, tuple[Actor, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.opening.set()
        self.background = _background()

    def draw(self, number: int) -> BgrImage:
        self.snapshots[number % 65536] = self.actors
        image = self.background.copy()
        for actor in self.actors:
            draw_face(image, actor)
        image[0, 0] = (number % 256, number // 256 % 256, 0)
        return image


class StageSource:
    """The stage as a camera; implements :class:`facegate.domain.ports.FrameSource`."""

    def __init__(self, stage: Stage, spec: str) -> None:
        self._stage = stage
        self._number = 0
        self.info = SourceInfo(spec, spec, stage.live, WIDTH, HEIGHT, FPS)

    def open(self) -> None:
        self._stage.opened.append(self.info.spec)
        self._stage.opening.wait(5)
        if self._stage.error is not None:
            raise self._stage.error

    def read(self) -> Frame | None:
        time.sleep(1 / FPS)
        if self._stage.error is not None:
            raise self._stage.error
        if self._stage.ended:
            return None
        self._number += 1
        return Frame(self._stage.draw(self._number), self._number, time.monotonic(), datetime.now(UTC))

    def close(self) -> None:
        pass


class StageVision(ToyVision):
    """Toy models that know the stage."""

    def __init__(self, stage: Stage, chosen: RecognitionSettings) -> None:
        super().__init__(model_id=ModelId(chosen.embedder))
        self.stage = stage
        self.chosen = chosen
        name = "CUDA" if chosen.provider == "cuda" else "CPU"
        self.provider = Provider(name, "" if name == "CUDA" else "No graphics card was found.")
        source = "cross pairs of a data set, single looks"
        self.operating_point = OperatingPoint(self.model_id, 1.1, source, "2026-01-01", 2.1e-5)

    def detect(self, image: BgrImage) -> list[Detection]:
        if self.fail_detection:
            raise RuntimeError("detector broke")
        actors = self.stage.snapshots.get(frame_number(image), ())
        self._shown = [Visit(a.person, 0, 0, (a.x, a.y), (a.x, a.y), a.quality) for a in actors]
        return [detection_at(actor.x, actor.y, actor.size) for actor in actors]

    def _visit(self, image: BgrImage, detection: Detection) -> Visit:
        x, y = detection.box.center
        return min(self._shown, key=lambda visit: abs(visit.start[0] - x) + abs(visit.start[1] - y))

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        box = detection.box
        left, top = max(0, int(box.x)), max(0, int(box.y))
        face = image[top : int(box.bottom), left : int(box.right)]
        crop = np.asarray(cv2.resize(face, (112, 112)), dtype=np.uint8)
        crop[0, 0] = (self._visit(image, detection).person, frame_number(image) % 256, 0)
        return crop

    def extract(self, crops: Sequence[BgrImage]) -> list:
        made = super().extract(crops)
        return [replace(template, model_id=self.model_id) for template in made]


class PagedLog(MemoryLog):
    """A log in memory that keeps to its limit."""

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        return islice(super().query(wanted, None, newest_first), limit)


class Catalog:
    """Models to choose from; implements :class:`facegate.domain.ports.ModelCatalog`."""

    def __init__(self) -> None:
        self.lacking: set[str] = set()
        self.fetch_error: FacegateError | None = None
        self.step = threading.Event()
        self.step.set()

    def choices(self, task: str) -> list[ModelId]:
        names = {"detector": ["yunet-2023mar", "other-detector"], "embedder": [EMBEDDER, "other-embedder"]}
        return [ModelId(name) for name in names[task]]

    def missing(self, wanted: Sequence[ModelId]) -> list[ModelId]:
        return [model for model in wanted if model in self.lacking]

    def files(self, model: ModelId) -> list[str]:
        return [f"{model}.onnx", f"{model}-other.onnx"]

    def needed_for_pad(self) -> list[ModelId]:
        return [ModelId("print-network"), ModelId("screen-network")]

    def fetch(
        self,
        wanted: Sequence[ModelId],
        progress: Callable[[ModelId, int, int], None],
        cancelled: Callable[[], bool],
        folder: Path | None = None,
    ) -> None:
        if folder is not None:
            self.lacking -= {model for model in wanted if (folder / model).exists()}
        for done in (0, 12_000_000, 38_000_000):
            progress(wanted[0], done, 38_000_000)
            while not self.step.wait(0.02):
                if cancelled():
                    return
        if self.fetch_error is not None:
            raise self.fetch_error
        self.lacking -= set(wanted)


class Gate:
    """Everything behind the window. ``services`` is what the window gets.

    With a ``fit`` calibrations are real ones, without they are made up.
    """

    def __init__(
        self, folder: Path, notices: Sequence[FacegateError] = (), zone: str = "UTC", fit: Fit | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.stage = Stage()
        self.catalog = Catalog()
        self.store = MemoryPeople()
        self.log = PagedLog()
        self.clock = RealClock()
        self.visions: list[StageVision] = []
        self.load_error: ModelError | None = None
        self.closed = 0
        settings = SettingsStore(folder / "settings.toml")
        if not (folder / "settings.toml").exists():
            document = settings.current.model_dump()
            document["site"]["zone"] = zone
            settings.replace(type(settings.current).model_validate(document))
        directory = NameDirectory()
        said = list(notices)
        runner = RecognitionRunner(lambda spec, _realtime: StageSource(self.stage, spec), self.log, self.clock)
        people = PeopleService(self.store, directory, lambda: runner.handler.engine, _jpeg, "tester")
        exports = ReportService(ReportSources(self.log, directory.get), ZoneInfo(zone))
        controller = Controller(
            settings, runner, people, exports, self._load, self._gallery,
            lambda spec: "stage:" if spec == "auto" else spec, said.append,
        )  # fmt: skip
        self.looks, self.teaching = MemoryLooks(self.log), MemoryTeaching(self.store)
        corrections = self.corrections = CorrectionService(
            self.log, self.store, self.looks, self.teaching, runner.handler, self.clock, "tester"
        )
        corrections.follow(settings)
        people.when_erased(corrections.forget)
        paths = Paths(folder)
        paths.prepare()
        self.calibrating = FakeCalibrating(settings, controller, lambda: len(directory))
        calibration = self.calibrating if fit is None else CalibrationService(
            self.store, directory, settings, controller, lambda: runner.handler.engine, fit, lambda _model: None,
            self.clock, paths.calibration_file,
        )  # fmt: skip
        consents = ConsentTexts(paths.consent_dir, lambda: facts_of(settings.current))
        people.when_consented(consents.keep)
        self.jobs = JobQueue()
        reextraction = Reextraction(
            self.store, self.store, directory, lambda: runner.handler.engine,
            lambda picture: np.frombuffer(picture, np.uint8).reshape(8, 8, 3), lambda *_: True, "tester",
        )  # fmt: skip
        directions = GateDirections(settings, self.clock, runner)
        self.keypad = KeypadService(
            self.log, self.store, people, QuickPins(), settings, self.clock, runner, "tester", directions
        )  # fmt: skip
        self.plans, self.attendance = MemoryPlans(), MemoryAttendance(self.log, self.store)
        plan = PlanService(self.plans, self.store, "tester")
        attendance = AttendanceService(self.attendance, self.store, plan.plan, settings, self.clock, "tester")
        self.outputs = Outputs(self.clock, driver_maker(self.clock, FakeSecrets(), paths.doors_dir))
        self.site_doors = SiteDoors(AccessPlan())
        self.access = AccessService(
            plan.doors, self.site_doors, self.log, self.store, directory.get, self.outputs, settings, self.clock,
            LiveRunner(runner), runner.announce, "tester",
        )  # fmt: skip
        plan.when_changed(self.access.changed)
        runner.add_listener(AccessEars(self.access))
        self.keypad.open_by(self.access)
        pad = PadLevels(lambda: settings.current.pad, plan.doors)
        runner.handler.assess_by(pad.of)
        settings.subscribe(lambda _settings: runner.handler.reassess())
        plan.when_changed(runner.handler.reassess)
        self.services = Services(
            paths, self.clock, settings, self.catalog, people, directory, self.log, exports, runner, controller,
            self.jobs, said, "tester", self.close, lambda: 0, looks=self.looks, corrections=corrections,
            reextraction=reextraction,
            calibration=calibration,  # type: ignore[arg-type]
            keypad=self.keypad,
            directions=directions,
            doors=self.outputs,
            access=self.access,
            pad=pad,
            door_secrets=FakeSecrets(),
            consents=consents,
            plan=plan,
            attendance=attendance,
            punches=PunchService(
                self.log, self.attendance, self.store, attendance, settings, self.clock, "tester", runner.announce
            ),
            records=SubjectRecords(
                self.store, MemoryAccess(self.store), self.log, self.looks, consents,
                lambda: (facts_of(settings.current), ZoneInfo(zone)), self.clock, "tester",
            ),
            daily_reports=DailyReports(exports, settings, self.clock, paths.daily_reports_file, said.append),
            erasure=ErasureService(
                people, StoredCertificateKeys(CurrentKeys(Keyset.fresh())), paths.certificates_dir, "tester"
            ),
            merging=MergingService(self.store, self.store, people, lambda: runner.handler.engine, "tester"),
            importing=ImportService(
                ImportTools(
                    people, self.store, lambda: runner.handler.engine, runner.handler.use_vision, read_image,
                    QuickPins(), self.clock, lambda: None,
                )
            ),
        )  # fmt: skip

    @property
    def vision(self) -> StageVision:
        return self.visions[-1]

    def _load(self, chosen: RecognitionSettings) -> StageVision:
        if self.load_error is not None:
            raise self.load_error
        vision = StageVision(self.stage, chosen)
        if self.catalog.missing(self.catalog.needed_for_pad()):
            vision.pad = None
        self.visions.append(vision)
        return vision

    def _gallery(self, model: ModelId, _dimension: int) -> ListGallery:
        stored = [reference for reference in self.store.stored if reference.template.model_id == model]
        return ListGallery(stored, model_id=model)

    def close(self) -> None:
        self.closed += 1
        # In the program's order: a job that is opening the camera ends first, then the runner for good.
        self.jobs.close()
        self.keypad.close()
        self.services.runner.close()
        self.access.close()
        self.services.doors.close()

    def add_person(self, person: int, name: str, number: str | None = None, model: str = EMBEDDER) -> Subject:
        """Enrol somebody before the window opens; ``person`` is who plays them on the stage."""
        template = replace(template_of(person), model_id=ModelId(model))
        consent = default_consent(attested=True, actor="tester", clock=self.clock)
        subject, references = self.store.add(
            Profile(name, number or f"P-{person:03}"),
            [NewReference(template, 0.9, SampleSource.PHOTO)],
            consent,
            "tester",
        )
        self.services.directory.put(subject)
        engine = self.services.runner.handler.engine
        if engine is not None:
            engine.gallery.add(references)
        return subject

    def add_event(
        self,
        subject_id: SubjectId | None,
        ago: timedelta,
        outcome: Outcome = Outcome.IDENTIFIED,
        reason: Reason = Reason.AGREED,
        distance: float = 0.62,
        margin: float | None = 0.71,
    ) -> Event:
        """Log something that happened before; without a person, that nobody was identified."""
        if subject_id is None and outcome is Outcome.IDENTIFIED:
            outcome, reason = Outcome.NOT_IDENTIFIED, Reason.TOO_FAR
        judgement = Judgement(outcome, reason, subject_id, distance, margin)
        draft = EventDraft(
            EventType.IDENTIFICATION, datetime.now(UTC) - ago, "Front door", TrackId(1), judgement, 1.1,
            ModelId(EMBEDDER),
        )  # fmt: skip
        return self.log.append(draft).result()


def draw_face(image: BgrImage, actor: Actor) -> None:
    """A cartoon; its colours depend on who it is."""
    x, y, r = int(actor.x), int(actor.y), int(actor.size / 2)
    colour = np.random.default_rng(actor.person).integers(70, 190, 3)
    shirt, skin, hair = tuple(int(c) for c in colour), (150, 180, 225), tuple(int(c // 2) for c in colour)
    cv2.ellipse(image, (x, y + int(2.3 * r)), (int(1.7 * r), int(1.2 * r)), 0, 180, 360, shirt, -1, cv2.LINE_AA)
    cv2.ellipse(image, (x, y - int(0.15 * r)), (int(0.95 * r), int(1.1 * r)), 0, 0, 360, hair, -1, cv2.LINE_AA)
    cv2.ellipse(image, (x, y + int(0.1 * r)), (int(0.78 * r), r), 0, 0, 360, skin, -1, cv2.LINE_AA)
    for side in (-1, 1):
        cv2.circle(image, (x + side * int(0.33 * r), y - int(0.1 * r)), max(2, r // 11), (40, 40, 40), -1, cv2.LINE_AA)
    cv2.ellipse(image, (x, y + int(0.45 * r)), (int(0.3 * r), int(0.16 * r)), 0, 10, 170, (60, 60, 140), 3, cv2.LINE_AA)


@cache
def _background() -> BgrImage:
    """The wall and the door; never drawn on."""
    across = np.linspace(0, 1, WIDTH, dtype=np.float32)[None, :, None]
    down = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    wall = np.array([176, 168, 158], np.float32) - 60 * down + 25 * across
    image = np.clip(np.broadcast_to(wall, (HEIGHT, WIDTH, 3)), 0, 255).astype(np.uint8).copy()
    cv2.rectangle(image, (690, 60), (890, HEIGHT), (120, 110, 104), -1)
    cv2.rectangle(image, (704, 74), (876, HEIGHT), (140, 132, 128), -1)
    cv2.circle(image, (722, 330), 8, (70, 80, 90), -1, cv2.LINE_AA)
    return image


def _jpeg(image: BgrImage) -> bytes:
    return bytes(cv2.imencode(".jpg", image)[1])


def save_photo(stage: Stage, path: Path, *actors: Actor, number: int = 60000) -> Path:
    """A photograph of the stage, lossless because it carries its number."""
    before, stage.actors = stage.actors, actors
    cv2.imwrite(str(path), stage.draw(number))
    stage.actors = before
    return path


def display_available() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY")) or "QT_QPA_PLATFORM" in os.environ
