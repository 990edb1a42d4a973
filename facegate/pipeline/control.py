"""Settings into effect: what the user chose, applied to what is running."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from facegate import logs
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.domain.ports import Gallery, Vision
from facegate.pipeline.engine import Engine
from facegate.pipeline.exports import ExportService
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import RecognitionSettings, Settings
from facegate.settings.store import SettingsStore

LoadVision = Callable[[RecognitionSettings], Vision]
"""Load and warm up the models that the settings name. Raises ModelError."""

MakeGallery = Callable[[ModelId, int], Gallery]
"""Make the gallery of a model's references (model id, dimension), filled from the database."""

ResolveSource = Callable[[str], str]
"""Turn ``auto`` into a camera; everything else stays."""

_MODEL_FIELDS = ("detector", "embedder", "provider", "detection_size")


class Controller:
    """Loads models and applies changed settings.

    Its methods take seconds (models, cameras): call them from the job thread
    or a command, one at a time.
    """

    def __init__(
        self,
        settings: SettingsStore,
        runner: RecognitionRunner,
        people: PeopleService,
        exports: ExportService,
        load_vision: LoadVision,
        make_gallery: MakeGallery,
        resolve_source: ResolveSource,
    ) -> None:
        self._settings = settings
        self._runner = runner
        self._people = people
        self._exports = exports
        self._load_vision = load_vision
        self._make_gallery = make_gallery
        self._resolve_source = resolve_source
        people.when_erased(runner.handler.forget)
        people.when_changed(runner.refresh_status)
        self._apply_small(settings.current)

    def load(self) -> Engine:
        """Load the models and the gallery of the current settings and recognise with them.

        Raises:
            ModelError: a model is missing or does not run; what was in use stays so.
        """
        return self._load(self._settings.current)

    def open_camera(self) -> None:
        """Open the camera of the current settings."""
        self._runner.start(self._resolve_source(self._settings.current.camera.source))

    def change(self, new: Settings) -> None:
        """Put new settings into effect, then store them; what fails leaves the old ones in effect.

        Raises:
            ModelError: the new model is missing or does not run.
            SettingsError, StorageError: the settings cannot be stored.
        """
        old = self._settings.current
        if any(getattr(old.recognition, name) != getattr(new.recognition, name) for name in _MODEL_FIELDS):
            self._load(new)
        elif new.recognition != old.recognition:
            self._change_rules(new)
        self._apply_small(new)
        if new.camera.source != old.camera.source:
            self._runner.switch_source(self._resolve_source(new.camera.source))
        self._settings.replace(new)
        logs.settings.info("settings applied")

    def _load(self, settings: Settings) -> Engine:
        vision = self._load_vision(settings.recognition)
        model = vision.extractor.model_id
        before = self._runner.handler.engine
        if before is not None and before.gallery.model_id == model:
            gallery = before.gallery
        else:
            gallery = self._make_gallery(model, vision.extractor.dimension)
        return self._install(vision, gallery, settings.recognition)

    def _change_rules(self, settings: Settings) -> None:
        engine = self._runner.handler.engine
        if engine is not None:
            self._install(engine.vision, engine.gallery, settings.recognition)

    def _install(self, vision: Vision, gallery: Gallery, chosen: RecognitionSettings) -> Engine:
        engine = Engine(vision, gallery, policy_of(chosen, vision), chosen.cool_down)
        before = self._runner.handler.engine
        self._runner.install(engine)
        if before is not None and before.gallery is not gallery:
            before.gallery.close()
        return engine

    def _apply_small(self, settings: Settings) -> None:
        self._people.keep_pictures = settings.storage.keep_pictures
        self._exports.zone = ZoneInfo(settings.site.zone)


def policy_of(chosen: RecognitionSettings, vision: Vision) -> DecisionPolicy:
    """The decision rules of the settings; the threshold is the model's own unless one was set."""
    threshold = vision.operating_point.threshold if chosen.threshold is None else chosen.threshold
    return DecisionPolicy(threshold, chosen.margin, chosen.looks_needed, chosen.looks_window)
