"""One data folder being worked on: its services, and what the window needs to use them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from facegate import logs
from facegate.domain.events import Event
from facegate.domain.ids import ModelId
from facegate.domain.pad.levels import PadLevel
from facegate.errors import FacegateError, ModelError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.pipeline.results import CameraState
from facegate.pipeline.services import Services
from facegate.settings.model import Settings
from facegate.ui.bridge import Bridge
from facegate.ui.tasks import Handle, Tasks

_MEGABYTE = 1_000_000


class ModelsState(Enum):
    """Where the models stand."""

    LOADING = "loading"
    INSTALLING = "installing"
    FAILED = "failed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class ModelsNews:
    """State of the models and what goes with it.

    Attributes:
        error: why loading or installing failed.
        progress: of an installation, in megabytes, or None.
    """

    state: ModelsState
    error: FacegateError | None = None
    progress: Progress | None = None


class Session(QObject):
    """Starts camera and models, and tells how they do. Belongs to the window's thread.

    Signals:
        models_changed: a :class:`ModelsNews`.
        pad_lost: attack detection is on and cannot work; the FacegateError says why. Somebody has to decide.
        people_changed: somebody was enrolled, renamed or erased from this window.
        plan_changed: the plan of shifts and doors was changed, from this window or by a job of it.
        failed: a FacegateError that nobody else shows.
    """

    models_changed = Signal(object)
    pad_lost = Signal(object)
    people_changed = Signal()
    plan_changed = Signal()
    failed = Signal(object)
    _plan_stored = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.tasks = Tasks(services.jobs, self)
        self.bridge = Bridge(services.runner, services.settings, self)
        self.models = ModelsNews(ModelsState.LOADING)
        self._loading: Handle | None = None
        self.tasks.failed.connect(self.failed)
        self._open = True
        self._plan_stored.connect(self.plan_changed, Qt.ConnectionType.QueuedConnection)
        services.plan.when_changed(self._tell_plan)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.services.settings.current

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone."""
        return ZoneInfo(self.settings.site.zone)

    @property
    def threshold(self) -> float | None:
        """The threshold in force; None until models are loaded."""
        engine = self.services.runner.handler.engine
        return engine.policy.threshold if engine is not None else None

    def start(self) -> None:
        """Open the camera, then load the models, fetching them first where they are missing."""
        self.start_camera()
        self.load_models()

    def start_camera(self) -> None:
        """Open the camera of the settings; a recording plays from its beginning."""
        self.tasks.run(self, self.tr("Opening the camera"), lambda _context: self._start_camera())

    def stop_camera(self) -> None:
        """Close the camera."""
        self.tasks.run(self, self.tr("Closing the camera"), lambda _context: self.services.runner.stop())

    def load_models(self) -> None:
        """Load what the settings name; fetch what is missing."""
        if self._loading is not None and self._loading.running:
            return
        self._tell(ModelsNews(ModelsState.LOADING))
        self._loading = self.tasks.run(
            self,
            self.tr("Loading the models"),
            self._load,
            on_done=self._loaded,
            on_error=lambda error: self._tell(ModelsNews(ModelsState.FAILED, error)),
            on_progress=lambda progress: self._tell(ModelsNews(ModelsState.INSTALLING, None, progress)),
            on_cancelled=lambda: self._tell(ModelsNews(ModelsState.FAILED)),
        )

    def cancel_models(self) -> None:
        """Stop fetching."""
        if self._loading is not None:
            self._loading.cancel()

    def corrected(self, event: Event) -> None:
        """A correction was recorded: pages show it as they show every event, and who was last seen may have changed."""
        self.bridge.event_logged.emit(event)
        self.people_changed.emit()

    def close(self) -> None:
        """Listen no longer. The services stay open: whoever made them closes them."""
        self._open = False
        self.bridge.close()
        self.tasks.close()

    # -- on the job thread -------------------------------------------------------

    def _tell_plan(self) -> None:
        if self._open:
            # The session may go at this very moment, with the window.
            with suppress(RuntimeError):
                self._plan_stored.emit()

    def _start_camera(self) -> None:
        runner = self.services.runner
        if runner.status.camera is not CameraState.CLOSED:
            runner.stop()
        self.services.controller.open_camera()

    def fetch_pad_models(self, context: JobContext, folder: Path | None = None) -> None:
        """Install what attack detection needs and is missing, from a folder first. Raises ModelError."""
        models = self.services.models
        missing = models.missing(models.needed_for_pad())
        if missing:
            context.progress(0, 0, missing[0])
            models.fetch(missing, lambda *step: _tell_step(context, *step), lambda: context.cancelled, folder)

    def check_pad_works(self) -> None:
        """Raises ModelError where attack detection is on and its networks do not work here."""
        engine = self.services.runner.handler.engine
        if engine is not None and self._pad_wanted and engine.vision.pad is None:
            raise ModelError(
                "Attack detection cannot work",
                "Its models are installed and do not run here.",
                "Run 'facegate doctor'; it says what is wrong.",
            )

    @property
    def _pad_wanted(self) -> bool:
        return self.settings.pad.level is not PadLevel.OFF

    def _load(self, context: JobContext) -> FacegateError | None:
        """Load the models; what keeps attack detection from working is no reason not to."""
        if self.services.runner.handler.engine is not None:
            return None
        chosen = self.settings.recognition
        missing = self.services.models.missing([ModelId(chosen.detector), ModelId(chosen.embedder)])
        if missing:
            context.progress(0, 0, missing[0])
            self.services.models.fetch(
                missing,
                lambda *step: _tell_step(context, *step),
                lambda: context.cancelled,
            )
            context.check()
        problem = self._get_pad(context) if self._pad_wanted else None
        self.services.controller.load()
        try:
            self.check_pad_works()
        except ModelError as error:
            return problem or error
        return None

    def _get_pad(self, context: JobContext) -> FacegateError | None:
        try:
            self.fetch_pad_models(context)
        except FacegateError as error:
            logs.models.warning("%s", error.text())
            return error
        return None

    def _loaded(self, pad_problem: FacegateError | None) -> None:
        self._tell(ModelsNews(ModelsState.READY))
        if pad_problem is not None:
            self.pad_lost.emit(pad_problem)

    def _tell(self, news: ModelsNews) -> None:
        self.models = news
        self.models_changed.emit(news)


def _tell_step(context: JobContext, model: ModelId, done: int, total: int) -> None:
    context.progress(done // _MEGABYTE, total // _MEGABYTE, model)
