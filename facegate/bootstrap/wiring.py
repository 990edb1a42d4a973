"""Everything that works on one data folder, put together and taken apart again."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from contextlib import ExitStack
from zoneinfo import ZoneInfo

from facegate.bootstrap.access import open_access
from facegate.bootstrap.catalog import StoreCatalog
from facegate.bootstrap.clock import SystemClock
from facegate.bootstrap.doors import open_outputs
from facegate.bootstrap.fitting import fitter, pair_probability
from facegate.bootstrap.printing import LatePrinter
from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.ports import Clock, FrameSource, Gallery, Vision
from facegate.errors import BugError, FacegateError, StorageError
from facegate.gallery.cache import GalleryCache
from facegate.gallery.priority import lower_thread_priority
from facegate.pipeline.attendance.person_facts import working_time
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.punching import PunchService
from facegate.pipeline.attendance.service import AttendanceService
from facegate.pipeline.attendance.worked_out import WorkedOut
from facegate.pipeline.calibrating import CalibrationService
from facegate.pipeline.consent import ConsentTexts, facts_of
from facegate.pipeline.control import Controller, LoadVision, MakeGallery
from facegate.pipeline.corrections import CorrectionService
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.erasure import ErasureService
from facegate.pipeline.import_tools import ImportTools
from facegate.pipeline.importing import ImportService
from facegate.pipeline.jobs import JobQueue
from facegate.pipeline.keypad import KeypadService
from facegate.pipeline.merging import MergingService
from facegate.pipeline.pad_audit import follow_pad_level
from facegate.pipeline.pad_levels import PadLevels
from facegate.pipeline.people import PeopleService
from facegate.pipeline.reextraction import Reextraction, SameCrops
from facegate.pipeline.reports.daily import DailyReports
from facegate.pipeline.reports.people_cells import departments_of
from facegate.pipeline.reports.service import ReportService, ReportSources
from facegate.pipeline.runner import RecognitionRunner
from facegate.pipeline.services import Services
from facegate.pipeline.subject_record import SubjectRecords
from facegate.settings.model import RecognitionSettings, Settings
from facegate.settings.paths import Paths, program_models_dir
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage, open_storage
from facegate.storage.pins import Argon2Pins
from facegate.vision.store import ModelStore

PASSPHRASE_VARIABLE = "FACEGATE_PASSPHRASE"  # noqa: S105 - the variable's name
"""Environment variable with the passphrase of the data folder, for machines without a keyring."""

_PICTURE_QUALITY = 95
"""JPEG quality of kept samples: artefacts far below what moves a template."""


def open_services(paths: Paths, store: ModelStore, *, read_only: bool) -> Services:
    """Open a data folder; models are not loaded and no camera is opened yet.

    Raises:
        StorageError: it cannot be used, or another process has it and it is to be written.
    """
    with ExitStack() as stack:
        clock, troubles = SystemClock(), _Troubles()
        passphrase = os.environ.get(PASSPHRASE_VARIABLE)
        storage = open_storage(paths, clock=clock, passphrase=passphrase, read_only=read_only, on_trouble=troubles.tell)
        stack.callback(storage.close)
        # After the storage, which takes the lock: a broken settings file is renamed by one process only.
        settings = SettingsStore(paths.settings_file, read_only=read_only)
        directory = NameDirectory()
        directory.load(storage.people)
        doors = open_outputs(paths, storage, settings, clock, stack, read_only=read_only)
        runner = RecognitionRunner(_source_maker(clock), storage.events, clock)
        troubles.listener = runner.show_trouble
        stack.callback(_close_gallery, runner)
        actor = _account()
        people = PeopleService(storage.people, directory, lambda: runner.handler.engine, encode_picture, actor)
        consents = ConsentTexts(paths.consent_dir, lambda: facts_of(settings.current), read_only=read_only)
        people.when_consented(consents.keep)
        plan = PlanService(storage.plans, storage.people, actor)
        attendance = AttendanceService(storage.attendance, storage.people, plan.plan, settings, clock, actor)
        if not read_only:
            # Also what was changed in the file while nothing ran.
            note_second_person = _second_person_noted(storage, actor)
            note_second_person(settings.current)
            settings.subscribe(note_second_person)
        # What is worked out stays; what is not cannot be any more when plan and record are gone.
        people.when_erasing(lambda subject_id: attendance.refresh(people=[subject_id]))
        days = WorkedOut(attendance, plan)
        exports = ReportService(
            ReportSources(
                storage.events, directory.get, days, lambda: departments_of(people),
                lambda event_id: storage.attendance.reasons([event_id]).get(event_id, ""), days,
            ),
            ZoneInfo(settings.current.site.zone), storage.notices.append, LatePrinter(clock),
        )  # fmt: skip
        cache = None if read_only else GalleryCache(paths.cache_dir, storage.cipher)
        if cache is not None:
            # Also where no gallery is loaded that would do it.
            people.when_erased(_cache_clearer(cache, storage.notices.append))
        controller = Controller(
            settings, runner, people, exports, _vision_loader(store), _gallery_maker(storage, cache), _resolve_source,
            storage.notices.append,
        )  # fmt: skip
        corrections = _corrections(storage, runner, people, settings, clock, actor, cache)
        access = open_access(
            storage,
            people,
            directory,
            doors,
            settings,
            clock,
            runner,
            corrections,
            plan,
            actor,
            stack,
            read_only=read_only,
        )
        pad = PadLevels(lambda: settings.current.pad, plan.doors)
        runner.handler.assess_by(pad.of)
        if not read_only:
            follow_pad_level(settings, storage.pad_audit, actor, storage.notices.append)
        settings.subscribe(lambda _settings: runner.handler.reassess())
        plan.when_changed(runner.handler.reassess)
        reextraction = Reextraction(
            storage.people, storage.people.other_models(), directory, lambda: runner.handler.engine,
            decode_picture, _crop_matcher(store), actor,
        )  # fmt: skip
        statistics = program_models_dir(), paths.models_dir
        calibration = CalibrationService(
            storage.people, directory, settings, controller, lambda: runner.handler.engine,
            fitter(statistics), pair_probability(statistics), clock, paths.calibration_file,
        )  # fmt: skip
        pins = Argon2Pins()
        directions = GateDirections(settings, clock, runner)
        keypad = KeypadService(storage.events, storage.people, people, pins, settings, clock, runner, actor, directions)
        keypad.open_by(access)
        people.when_erased(keypad.forget)
        stack.callback(keypad.close)
        importing = ImportService(
            ImportTools(
                people, storage.people, lambda: runner.handler.engine, runner.handler.use_vision, decode_picture,
                pins, clock, lower_thread_priority,
            )
        )  # fmt: skip
        daily_reports = DailyReports(exports, settings, clock, paths.daily_reports_file, storage.notices.append)
        stack.callback(daily_reports.close)
        jobs = JobQueue()
        # Closed in the opposite order: a job that is opening the camera ends first, then the runner for good.
        stack.callback(runner.close)
        stack.callback(jobs.close)
        return Services(
            paths=paths,
            clock=clock,
            settings=settings,
            models=StoreCatalog(store),
            people=people,
            directory=directory,
            events=storage.events,
            exports=exports,
            runner=runner,
            controller=controller,
            jobs=jobs,
            notices=storage.notices,
            actor=actor,
            close=stack.pop_all().close,
            rotate_keys=lambda: storage.rotate_keys(actor),
            looks=storage.looks,
            corrections=corrections,
            reextraction=reextraction,
            calibration=calibration,
            keypad=keypad,
            directions=directions,
            consents=consents,
            doors=doors,
            access=access,
            pad=pad,
            door_secrets=storage.door_secrets,
            erasure=ErasureService(people, storage.certificates, paths.certificates_dir, actor),
            records=SubjectRecords(
                storage.people,
                storage.access,
                storage.events,
                storage.looks,
                consents,
                lambda: (facts_of(settings.current), ZoneInfo(settings.current.site.zone)),
                clock,
                actor,
                lambda subject_id: working_time(storage.plans, storage.attendance, subject_id),
                storage.doors.watched,
            ),
            plan=plan,
            attendance=attendance,
            punches=PunchService(
                storage.events, storage.attendance, storage.people, attendance, settings, clock, actor, runner.announce
            ),
            importing=importing,
            daily_reports=daily_reports,
            merging=MergingService(storage.merging, storage.people, people, lambda: runner.handler.engine, actor),
        )


class _Troubles:
    """Passes on what keeps events from being recorded; the storage is there before the runner that shows it."""

    def __init__(self) -> None:
        self.listener: Callable[[FacegateError | None], None] | None = None

    def tell(self, trouble: FacegateError | None) -> None:
        """On the writer's thread."""
        if self.listener is not None:
            self.listener(trouble)


def _second_person_noted(storage: Storage, actor: str) -> Callable[[Settings], None]:
    def note(settings: Settings) -> None:
        storage.attendance.note_second_person(settings.attendance.second_person, actor)

    return note


def encode_picture(crop: BgrImage) -> bytes:
    """A sample as JPEG."""
    done, encoded = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, _PICTURE_QUALITY])
    if not done:
        raise BugError("Picture not encoded", "A sample could not be turned into a JPEG.", "Please report this.")
    return bytes(encoded)


def _corrections(
    storage: Storage,
    runner: RecognitionRunner,
    people: PeopleService,
    settings: SettingsStore,
    clock: Clock,
    actor: str,
    cache: GalleryCache | None,
) -> CorrectionService:
    clear = (lambda _subject: None) if cache is None else _cache_clearer(cache, storage.notices.append)
    corrections = CorrectionService(
        storage.events, storage.people, storage.looks, storage.teaching, runner.handler, clock, actor, clear
    )
    people.when_erased(corrections.forget)
    corrections.follow(settings)
    corrections.load()
    return corrections


def _cache_clearer(cache: GalleryCache, notify: Callable[[FacegateError], None]) -> Callable[[SubjectId], None]:
    def clear(_subject: SubjectId) -> None:
        try:
            cache.clear()
        except StorageError as error:
            # The person is erased already: a failure now is something to tell, not to undo.
            notify(error)

    return clear


def decode_picture(picture: bytes) -> BgrImage:
    """A kept sample, or a photograph of an import. Raises ImageError."""
    from facegate.vision.images import read_image

    return read_image(picture, shrink=True)


def _crop_matcher(store: ModelStore) -> SameCrops:
    def same(first: ModelId, second: ModelId) -> bool:
        parts = [manifest.embedder for model in (first, second) if (manifest := store.manifests.get(model)) is not None]
        kinds = [part.crop_kind for part in parts if part is not None]
        return len(kinds) == 2 and kinds[0] == kinds[1]

    return same


def _vision_loader(store: ModelStore) -> LoadVision:
    def load(chosen: RecognitionSettings) -> Vision:
        # Here, not above: onnxruntime takes a tenth of a second, and lists and exports need none of it.
        from facegate.vision.stack import load_vision

        return load_vision(
            store, ModelId(chosen.detector), ModelId(chosen.embedder), chosen.provider, chosen.detection_size
        )

    return load


def _gallery_maker(storage: Storage, cache: GalleryCache | None) -> MakeGallery:
    def make(model_id: ModelId, dimension: int) -> Gallery:
        from facegate.domain.fusion import fused_people
        from facegate.gallery.gallery import IndexedGallery

        gallery = IndexedGallery(model_id, dimension, cache=cache)
        gallery.load(fused_people(storage.people.references(model_id)))
        return gallery

    return make


def _source_maker(clock: Clock) -> Callable[[str, bool], FrameSource]:
    def make(spec: str, realtime: bool) -> FrameSource:
        from facegate.capture import open_source

        return open_source(spec, realtime=realtime, clock=clock)

    return make


def _resolve_source(spec: str) -> str:
    from facegate.capture import resolve_auto
    from facegate.settings.model import AUTO_CAMERA

    return resolve_auto() if spec == AUTO_CAMERA else spec


def _close_gallery(runner: RecognitionRunner) -> None:
    engine = runner.handler.engine
    if engine is not None:
        engine.gallery.close()


def _account() -> str:
    """The account of the operating system, for audit and consent."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no entry in the user database, as in some containers
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"
