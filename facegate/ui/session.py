"""One data folder being worked on: its services, and what the window needs to use them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from facegate.domain.events import Event
from facegate.domain.ids import ModelId
from facegate.errors import FacegateError
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
        people_changed: somebody was enrolled, renamed or erased from this window.
        plan_changed: the plan of shifts and doors was changed, from this window or by a job of it.
        failed: a FacegateError that nobody else shows.
    """

    models_changed = Signal(object)
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
            on_done=lambda _none: self._tell(ModelsNews(ModelsState.READY)),
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

    def _load(self, context: JobContext) -> None:
        if self.services.runner.handler.engine is not None:
            return
        chosen = self.settings.recognition
        missing = self.services.models.missing([ModelId(chosen.detector), ModelId(chosen.embedder)])
        if missing:
            context.progress(0, 0, missing[0])
            self.services.models.fetch(
                missing,
                lambda model, done, total: context.progress(done // _MEGABYTE, total // _MEGABYTE, model),
                lambda: context.cancelled,
            )
            context.check()
        self.services.controller.load()

    def _tell(self, news: ModelsNews) -> None:
        self.models = news
        self.models_changed.emit(news)
