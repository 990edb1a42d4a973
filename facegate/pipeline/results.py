"""What the inference thread tells the rest: immutable, cheap to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facegate.domain.enrolment import EnrolmentProgress
from facegate.domain.faces import Box, Landmarks
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.identification import Judgement
from facegate.domain.ids import TrackId
from facegate.domain.pad.challenge_view import ChallengeView
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import NOT_ASSESSED, PadResult
from facegate.domain.ports import Provider
from facegate.domain.quality import Defect
from facegate.errors import FacegateError


@dataclass(frozen=True, slots=True, eq=False)
class TrackView:
    """One person in the picture, as the pipeline sees them now.

    Attributes:
        box, landmarks: pixels of the frame.
        judgement: what the track says now.
        decided: False while looks are still being collected.
        looks: looks counted so far.
        defects: what was wrong with the newest look; empty when it was used.
        cool_down: seconds until this person's next sighting is logged, 0.0 if
            none was logged.
        pad: what presentation attack detection says of it.
        blocked: seconds for which the face that it shows still does not count here; 0.0 where it does.
        challenge: what the person is asked to do to show that they are there; None while nothing is asked.
    """

    track: TrackId
    box: Box
    landmarks: Landmarks
    judgement: Judgement
    decided: bool
    looks: int
    defects: tuple[Defect, ...]
    cool_down: float
    pad: PadResult = NOT_ASSESSED
    blocked: float = 0.0
    challenge: ChallengeView | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FrameResult:
    """One processed frame.

    Attributes:
        frame: the picture, clean: overlays are drawn by whoever shows it.
        tracks: everybody who is visible in this frame.
        enrolment: progress of the enrolment under way, None otherwise; no
            identification happens while one is.
        latency: seconds from capture to this result.
        fps: processed frames a second, over the last second or so.
    """

    frame: Frame
    tracks: tuple[TrackView, ...]
    enrolment: EnrolmentProgress | None
    latency: float
    fps: float


@dataclass(frozen=True, slots=True)
class PadInForce:
    """How presentation attacks are looked for at the source in use.

    Attributes:
        level: None for a recording, which is not judged.
        ready: whether the networks are there and ran when they were last needed.
    """

    level: PadLevel | None
    ready: bool


class CameraState(StrEnum):
    """Where the source stands."""

    CLOSED = "closed"
    OPENING = "opening"
    RUNNING = "running"
    LOST = "lost"
    """No picture for three seconds or an error; reconnecting with back-off."""
    ENDED = "ended"
    """A recording came to its end."""


@dataclass(frozen=True, slots=True)
class RunnerStatus:
    """State of the running pipeline.

    Attributes:
        camera: see :class:`CameraState`.
        source: what is open, None before the first.
        error: why the camera is lost or recognition is faulted, None while all is well.
        faulted: recognition gave up after repeated failures; nobody is identified.
        provider: where inference runs, None while models are loading.
        gallery_size: references that can be found.
        pad: how presentation attacks are looked for; None before the first frame.
    """

    camera: CameraState
    source: SourceInfo | None
    error: FacegateError | None
    faulted: bool
    provider: Provider | None
    gallery_size: int
    pad: PadInForce | None = None
