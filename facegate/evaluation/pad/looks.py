"""Every frame of a presentation looked at once, alone: what the networks say of it. Frames are not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from facegate.domain.enrolment import sample_quality
from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.identification import Judgement
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.results import Cue
from facegate.domain.ports import Vision
from facegate.domain.ports_pad import PresentationModel
from facegate.domain.quality import RECOGNITION_GATE
from facegate.domain.templates import Template
from facegate.evaluation.corpus import Progress
from facegate.evaluation.pad.tracks import PadTrack

_BATCH = 8
"""Looks that are scored at once."""

TimedFrame: TypeAlias = tuple[float, BgrImage | None]
"""Seconds from the start, and the frame; None where it cannot be read."""

FrameReader: TypeAlias = Callable[[PadTrack], Iterator[TimedFrame]]
"""Reads a presentation frame by frame."""

JudgeLook: TypeAlias = Callable[[Template], Judgement]
"""Says whom one look shows."""


class TrackCue(Protocol):
    """A cue that is not one of single looks; made anew for every track."""

    def see(self, image: BgrImage, detection: Detection, time: float) -> float | None:
        """The score after one more look; None while nothing can be said."""


class Missed(StrEnum):
    """Why a frame could not be judged."""

    UNREADABLE = "unreadable"
    """It is not a picture, or a broken one."""
    NO_FACE = "no_face"
    """No face was found in it."""
    UNUSABLE = "unusable"
    """The face is too small, too dark, turned away or cut off, so that recognition would not look at it either."""


@dataclass(frozen=True, slots=True)
class PadLook:
    """One look.

    Attributes:
        time: seconds from the start of the track.
        quality: 0..1, by which the product chooses looks.
        score: texture, higher is more like a person.
        cues: newest scores of other cues.
        judgement: whom it shows; None where nobody asked.
    """

    time: float
    quality: float
    score: float
    cues: Mapping[Cue, float] = field(default_factory=dict)
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class TrackLooks:
    """What a presentation gave.

    Attributes:
        track: the presentation.
        looks: in order of time.
        missed: frames that could not be judged.
    """

    track: PadTrack
    looks: tuple[PadLook, ...]
    missed: Mapping[Missed, int]

    @property
    def frames(self) -> int:
        """All frames."""
        return len(self.looks) + sum(self.missed.values())


class PadLooker:
    """Looks at presentations with the models of the product."""

    def __init__(
        self,
        vision: Vision,
        model: PresentationModel,
        read: FrameReader,
        *,
        judge: JudgeLook | None = None,
        cues: Mapping[Cue, Callable[[], TrackCue]] | None = None,
    ) -> None:
        """Take what is needed.

        Args:
            vision: finds faces as in frames of a camera.
            model: scores them.
            read: reads presentations.
            judge: says whom a look shows; None: templates are not made.
            cues: other cues, each made anew for a track.
        """
        self._vision = vision
        self._model = model
        self._read = read
        self._judge = judge
        self._cues = dict(cues or {})

    def look_at(self, tracks: Sequence[PadTrack], progress: Progress) -> list[TrackLooks]:
        """Look at every frame of every track. Raises ModelError; what ``progress`` raises ends the work."""
        progress(0, len(tracks))
        found = []
        for done, track in enumerate(tracks, 1):
            found.append(self._track(track))
            progress(done, len(tracks))
        return found

    def _track(self, track: PadTrack) -> TrackLooks:
        missed: Counter[Missed] = Counter()
        looks: list[PadLook] = []
        waiting: list[tuple[PadSample, PadLook]] = []
        cues = {cue: make() for cue, make in self._cues.items()}
        heard: dict[Cue, float] = {}
        for time, image in self._read(track):
            look = Missed.UNREADABLE if image is None else self._look(time, image, cues, heard)
            if isinstance(look, Missed):
                missed[look] += 1
                continue
            waiting.append(look)
            if len(waiting) == _BATCH:
                looks += self._scored(waiting)
                waiting.clear()
        looks += self._scored(waiting)
        return TrackLooks(track, tuple(looks), missed)

    def _look(
        self, time: float, image: BgrImage, cues: Mapping[Cue, TrackCue], heard: dict[Cue, float]
    ) -> tuple[PadSample, PadLook] | Missed:
        face = principal(self._vision.detector.detect(image))
        if face is None:
            return Missed.NO_FACE
        crop = self._vision.aligner.align(image, face)
        measured = self._vision.assessor.assess(image, face, crop)
        quality = sample_quality(measured)
        sample = None if RECOGNITION_GATE.defects(measured) else self._model.sample(image, face, quality)
        if sample is None:
            return Missed.UNUSABLE
        said = {cue: score for cue, each in cues.items() if (score := each.see(image, face, time)) is not None}
        heard.update(said)
        judgement = None if self._judge is None else self._judge(self._vision.extractor.extract([crop])[0])
        return sample, PadLook(time, quality, 0.0, dict(heard), judgement)

    def _scored(self, waiting: Sequence[tuple[PadSample, PadLook]]) -> list[PadLook]:
        scores = self._model.score([sample for sample, _ in waiting]) if waiting else []
        return [
            PadLook(look.time, look.quality, score, look.cues, look.judgement)
            for (_, look), score in zip(waiting, scores, strict=True)
        ]
