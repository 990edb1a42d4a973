"""Settings into effect: what the user chose, applied to what is running."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from facegate import logs
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.domain.pad.levels import PadLevel
from facegate.domain.ports import Gallery, Vision
from facegate.errors import CalibrationError, FacegateError
from facegate.pipeline.engine import Engine
from facegate.pipeline.people import PeopleService
from facegate.pipeline.reports.service import ReportService
from facegate.pipeline.results import CameraState
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import RecognitionSettings, Settings
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import SiteThreshold

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
        exports: ReportService,
        load_vision: LoadVision,
        make_gallery: MakeGallery,
        resolve_source: ResolveSource,
        notify: Callable[[FacegateError], None] = lambda _notice: None,
    ) -> None:
        """``notify``: told, on the thread that loads, what the user should know of the rules in use."""
        self._settings = settings
        self._runner = runner
        self._people = people
        self._exports = exports
        self._load_vision = load_vision
        self._make_gallery = make_gallery
        self._resolve_source = resolve_source
        self._notify = notify
        self._told: str | None = None
        people.when_erased(runner.handler.forget)
        people.when_merged(runner.handler.merge)
        people.when_suspended(runner.handler.forget)
        people.when_changed(runner.refresh_status)
        people.when_look_alikes(runner.handler.reconsider)
        self._apply_small(settings.current)

    def load(self) -> Engine:
        """Load the models and the gallery of the current settings and recognise with them.

        Raises:
            ModelError: a model is missing or does not run; what was in use stays so.
        """
        engine = self._loaded(self._settings.current)
        self._install(engine)
        return engine

    def vision_of(self, embedder: ModelId) -> Vision:
        """Models with another embedder than the settings', beside what is in use. Raises ModelError."""
        chosen = self._settings.current.recognition
        return self._load_vision(chosen.model_copy(update={"embedder": str(embedder)}))

    def open_camera(self) -> None:
        """Open the camera of the current settings."""
        self._runner.start(self._resolve_source(self._settings.current.camera.source))

    def change(self, new: Settings) -> None:
        """Store new settings and put them into effect.

        What can fail comes first, so that what fails leaves the old ones in
        effect; only a camera that does not let go of its threads comes after.

        Raises:
            ModelError: the new model is missing or does not run.
            SettingsError, StorageError: the settings cannot be stored.
            CameraError: the camera that was in use does not close.
        """
        old = self._settings.current
        source = self._resolve_source(new.camera.source) if new.camera.source != old.camera.source else None
        before = self._runner.handler.engine
        engine = self._changed_engine(old, new)
        try:
            self._settings.replace(new)
        except FacegateError:
            if engine is not None and (before is None or engine.gallery is not before.gallery):
                engine.gallery.close()
            raise
        if engine is not None:
            self._install(engine)
        self._apply_small(new)
        if source is not None and self._runner.status.camera is not CameraState.CLOSED:
            self._runner.switch_source(source)
        logs.settings.info("settings applied")

    def _changed_engine(self, old: Settings, new: Settings) -> Engine | None:
        """The engine that the new settings need; None where the one in use will do."""
        if any(getattr(old.recognition, name) != getattr(new.recognition, name) for name in _MODEL_FIELDS):
            return self._loaded(new)
        engine = self._runner.handler.engine
        if new.recognition == old.recognition or engine is None:
            return None
        return _engine(engine.vision, engine.gallery, new.recognition)

    def _loaded(self, settings: Settings) -> Engine:
        vision = self._load_vision(settings.recognition)
        if settings.pad.level is not PadLevel.OFF and vision.pad is None:
            # The touch loads them, here and not at the first frame of a camera.
            logs.models.warning("presentation attacks cannot be judged: their networks are not there")
        model = vision.extractor.model_id
        before = self._runner.handler.engine
        if before is not None and before.gallery.model_id == model:
            gallery = before.gallery
        else:
            gallery = self._make_gallery(model, vision.extractor.dimension)
        return _engine(vision, gallery, settings.recognition)

    def _install(self, engine: Engine) -> None:
        before = self._runner.handler.engine
        self._tell_threshold(engine)
        self._runner.install(engine)
        if before is not None and before.gallery is not engine.gallery:
            before.gallery.close()

    def _tell_threshold(self, engine: Engine) -> None:
        """That the site's threshold does not decide; once for each model."""
        site, model = self._settings.current.recognition.threshold, engine.vision.operating_point.model_id
        left_alone = site is not None and not site.applies_to(model)
        if site is not None and left_alone and self._told != model:
            self._notify(_not_applied(site, engine))
        self._told = model if left_alone else None

    def _apply_small(self, settings: Settings) -> None:
        self._people.keep_pictures = settings.storage.keep_pictures
        self._exports.zone = ZoneInfo(settings.site.zone)


def _not_applied(site: SiteThreshold, engine: Engine) -> CalibrationError:
    fields = {"chosen": f"{site.value:.2f}", "before": site.model, "model": engine.vision.operating_point.model_id}
    if not engine.policy.calibrated:
        return CalibrationError(
            "The site’s threshold is not applied",
            "The threshold {chosen} was chosen for {before}. {model} is in use and has none of its own: nobody is "
            "identified.",
            "Calibrate, and accept a threshold for {model}.",
            **fields,
        )
    return CalibrationError(
        "The site’s threshold is not applied",
        "The threshold {chosen} was chosen for {before}. {model} is in use with its own threshold, {own}: strangers "
        "may be taken for somebody more often than this site allows.",
        "Calibrate, and accept a threshold for {model}.",
        own=f"{engine.policy.threshold:.2f}",
        **fields,
    )


def _engine(vision: Vision, gallery: Gallery, chosen: RecognitionSettings) -> Engine:
    return Engine(vision, gallery, policy_of(chosen, vision), chosen.cool_down)


def policy_of(chosen: RecognitionSettings, vision: Vision) -> DecisionPolicy:
    """The decision rules of the settings; the threshold is the model's own unless the site has one for this model.

    A site's threshold of another model is left alone: its distances mean something else. Where the model's own
    was not measured and the site has none, the rules identify nobody. The :class:`Controller` tells the user.
    """
    point, site = vision.operating_point, chosen.threshold
    if site is not None and not site.applies_to(point.model_id):
        site = None
    threshold = point.threshold if site is None else site.value
    calibrated = point.measured or site is not None
    return DecisionPolicy(threshold, chosen.margin, chosen.looks_needed, chosen.looks_window, calibrated)
