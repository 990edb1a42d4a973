"""The running pipeline: frames a second, first sight to identified, and what it costs beyond the models."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

import numpy as np

from facegate.cli.bench_scene import FPS, BenchSource
from facegate.domain.events import Event
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.identification import Outcome
from facegate.domain.ids import ModelId
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.levels import PadLevel
from facegate.domain.ports import FrameSource, Provider, Vision
from facegate.domain.ports_pad import PresentationModel
from facegate.domain.presence import Presence
from facegate.errors import BugError
from facegate.pipeline.engine import Engine
from facegate.pipeline.recognise import Recogniser
from facegate.pipeline.results import RunnerStatus
from facegate.pipeline.runner import RecognitionRunner
from facegate.pipeline.services import Services
from facegate.settings.model import RecognitionSettings
from facegate.vision.detectors import make_detector
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.session import Session, Tensor, open_session
from facegate.vision.stack import VisionStack
from facegate.vision.store import ModelStore

_WARM_UP = 30
"""Frames that are not counted: tracks are new in them, and caches cold."""

_FRAMES = 240
_MANY_FRAMES = 900
"""Half a minute, in which somebody who is identified is looked at once a second."""

_VISITS = 20
_EMPTY = 6
"""Frames before the person comes."""
_STAYS = 30
"""Frames of a visit: a second."""

_POLL = 0.02
"""Seconds between two looks whether a visit is over; the time is taken elsewhere."""


_SURELY_A_PERSON = 100.0
"""Log-odds."""

_DETECTOR_SHAPE = (1, 3, 384, 640)
"""Of a 1280x720 frame at the default detection size."""


class TimedSession:
    """A session that adds up the time of its runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.seconds = 0.0
        self.runs = 0

    @property
    def provider(self) -> Provider:
        """See :class:`Session`."""
        return self._session.provider

    @property
    def output_names(self) -> tuple[str, ...]:
        """See :class:`Session`."""
        return self._session.output_names

    def run(self, batch: Tensor) -> list[Tensor]:
        """See :class:`Session`."""
        started = time.perf_counter()
        results = self._session.run(batch)
        self.seconds += time.perf_counter() - started
        self.runs += 1
        return results


@dataclass(frozen=True, slots=True)
class Overhead:
    """Medians of what the pipeline adds to the models' own time.

    Attributes:
        share: of the models' time, on frames that embed; None without such frames.
        milliseconds: on the others; None without such frames.
    """

    share: float | None
    milliseconds: float | None


def frames_a_second(services: Services, engine: Engine, frames: Sequence[BgrImage]) -> float:
    """Frames that the running pipeline processes when they are always there."""
    stamps: list[float] = []
    runner = _runner(services, engine, lambda: BenchSource(list(frames), _WARM_UP + _FRAMES))
    runner.add_listener(_OnResult(lambda: stamps.append(time.perf_counter())))
    runner.start("bench", realtime=False)
    try:
        runner.wait_ended()
    finally:
        runner.stop()
    counted = stamps[_WARM_UP:]
    return (len(counted) - 1) / (counted[-1] - counted[0])


def first_sights(
    services: Services, engine: Engine, empty: BgrImage, frames: Sequence[BgrImage]
) -> tuple[list[float], int]:
    """Seconds from the first frame that shows a person until the pipeline says who, a visit each; and visits missed."""
    film = [empty] * _EMPTY + [frames[number % len(frames)] for number in range(_STAYS)]
    waits = [_first_sight(services, engine, film) for _ in range(_VISITS)]
    return [wait for wait in waits if wait is not None], waits.count(None)


def _first_sight(services: Services, engine: Engine, film: Sequence[BgrImage]) -> float | None:
    source = _Visit(film)
    runner = _runner(services, engine, lambda: source)
    waits: list[float] = []

    def look() -> None:
        result = runner.latest.take(0.0)
        if result is not None and any(track.judgement.outcome is Outcome.IDENTIFIED for track in result.tracks):
            waits.append(time.perf_counter() - source.first_sight)

    runner.add_listener(_OnResult(look))
    runner.start("bench", realtime=True)
    try:
        while not waits and not runner.wait_ended(_POLL):
            continue
    finally:
        runner.stop()
    return waits[0] if waits else None


def overhead(store: ModelStore, chosen: RecognitionSettings, engine: Engine, frames: Sequence[BgrImage]) -> Overhead:
    """Time of the recogniser on a frame beyond the runs of the networks in it; capture and drawing apart."""
    vision, meters = _timed_vision(store, chosen, engine)
    recogniser = Recogniser(vision, engine.gallery, engine.policy, Presence(engine.cool_down), "bench")
    with_embedding: list[float] = []
    without: list[float] = []
    for number in range(_WARM_UP + _MANY_FRAMES):
        frame = Frame(frames[number % len(frames)], number, number / FPS, datetime.now(UTC))
        before, embedded = sum(meter.seconds for meter in meters), meters[1].runs
        started = time.perf_counter()
        recogniser.process(frame)
        total = time.perf_counter() - started
        models = sum(meter.seconds for meter in meters) - before
        if meters[1].runs > embedded:
            with_embedding.append((total - models) / models)
        elif number >= _WARM_UP:
            without.append((total - models) * 1000.0)
    return Overhead(_median(with_embedding), _median(without))


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if values else None


def _timed_vision(
    store: ModelStore, chosen: RecognitionSettings, engine: Engine
) -> tuple[Vision, tuple[TimedSession, TimedSession]]:
    """The vision of the engine on sessions that are timed: (detector's, embedder's)."""
    detector, embedder = ModelId(chosen.detector), ModelId(chosen.embedder)
    detector_part, embedder_part = store.manifest(detector).detector, store.manifest(embedder).embedder
    if detector_part is None or embedder_part is None:
        raise BugError("Wrong models", "The settings name models of other kinds.", "Please report this.")
    size, batch = embedder_part.size, engine.vision.extractor.preferred_batch
    meters = (
        TimedSession(open_session(store.prepared_path(detector), chosen.provider, [_DETECTOR_SHAPE])),
        TimedSession(open_session(store.prepared_path(embedder), chosen.provider, [(batch, 3, size, size)])),
    )
    finder = make_detector(meters[0], detector_part, chosen.detection_size, store.manifest(detector).fixed_canvas)
    vision = VisionStack(
        detector=finder,
        photo_detector=finder,
        aligner=engine.vision.aligner,
        assessor=engine.vision.assessor,
        extractor=EmbeddingExtractor(meters[1], embedder, embedder_part),
        provider=engine.vision.provider,
        operating_point=engine.vision.operating_point,
    )
    return vision, meters


class _OnResult:
    """A listener that cares for results only."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell

    def on_result(self) -> None:
        """See :class:`RunnerListener`."""
        self._tell()

    def on_status(self, status: RunnerStatus) -> None:
        """See :class:`RunnerListener`."""

    def on_event(self, event: Event) -> None:
        """See :class:`RunnerListener`."""


class _Visit(BenchSource):
    """Nobody, then somebody, at the pace of a camera; remembers when the first frame with them was handed over."""

    def __init__(self, film: Sequence[BgrImage]) -> None:
        super().__init__(list(film), len(film), 1.0 / FPS)
        self.first_sight = 0.0

    def read(self) -> Frame | None:
        """See :class:`BenchSource`."""
        frame = super().read()
        if frame is not None and frame.sequence == _EMPTY:
            self.first_sight = time.perf_counter()
        return frame


class _SureOfPeople:
    """Presentation attack detection that takes the time it takes, and takes the portrait for a person."""

    def __init__(self, model: PresentationModel) -> None:
        self._model = model
        self.rules = model.rules

    def sample(self, image: BgrImage, detection: Detection, quality: float) -> PadSample | None:
        """See :class:`facegate.domain.ports_pad.PresentationModel`."""
        return self._model.sample(image, detection, quality)

    def score(self, samples: Sequence[PadSample]) -> list[float]:
        """See :class:`facegate.domain.ports_pad.PresentationModel`."""
        self._model.score(samples)
        return [_SURELY_A_PERSON] * len(samples)


class _PortraitVision:
    """Everything of a vision, which takes the portrait for a person."""

    def __init__(self, vision: Vision) -> None:
        self._vision = vision
        self.pad = None if vision.pad is None else _SureOfPeople(vision.pad)

    def __getattr__(self, name: str) -> object:
        return getattr(self._vision, name)


def _runner(services: Services, engine: Engine, make_source: Callable[[], FrameSource]) -> RecognitionRunner:
    """A pipeline that looks for presentation attacks as a fresh installation does."""
    runner = RecognitionRunner(lambda _spec, _realtime: make_source(), services.events, services.clock)
    level = None if engine.vision.pad is None else PadLevel.STANDARD
    runner.handler.assess_by(lambda _source: level)
    runner.install(replace(engine, vision=cast(Vision, _PortraitVision(engine.vision)), cool_down=0.0))
    return runner
