"""A made-up world for pipeline tests: faces on paths, seen by stand-ins for the models.

A frame carries its number in its first pixels, the detector looks up who is
where in that frame, the aligner writes who it was into the crop and the
extractor turns that into a template near the person's own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from facegate.domain.comparison import squared_distances
from facegate.domain.corrections import effective, in_force
from facegate.domain.events import Event, EventDraft, EventFilter
from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.head_pose import HeadPose
from facegate.domain.identification import Candidate, CandidateList, OperatingPoint
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.looks import Look
from facegate.domain.ports import Provider
from facegate.domain.quality import FaceQuality
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.errors import CameraError, NotFoundError, StorageError
from helpers.pad_fakes import FakePresentation

MODEL = ModelId("toy-1")
DIMENSION = 64
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
GOOD = FaceQuality(0.9, 60.0, 0.0, 0.0, 0.0, 200.0, 120.0, 50.0, 1.0)


def person_vector(person: int) -> np.ndarray:
    """The person's own direction; two persons are about 2.0 apart."""
    vector = np.random.default_rng(person).normal(size=DIMENSION).astype(np.float32)
    return vector / np.linalg.norm(vector)


def template_of(person: int, noise: float = 0.0, seed: int = 0) -> Template:
    """A template at squared distance of about ``noise`` from the person's own."""
    wobble = np.random.default_rng((person, seed)).normal(size=DIMENSION).astype(np.float32)
    wobble *= np.sqrt(noise) / np.linalg.norm(wobble)
    return normalised(MODEL, person_vector(person) + wobble)


def detection_at(x: float, y: float, size: float = 100.0, score: float = 0.9) -> Detection:
    """A frontal face whose box is centred there."""
    points = np.array([[-20, -15], [20, -15], [0, 5], [-15, 25], [15, 25]], dtype=np.float32) * (size / 100)
    return Detection(Box(x - size / 2, y - size / 2, size, size), (points + np.array([x, y])).astype(np.float32), score)


@dataclass(frozen=True)
class Visit:
    """A person in front of the camera: from frame ``first`` to ``last``, from place to place."""

    person: int
    first: int
    last: int
    start: tuple[float, float] = (320.0, 240.0)
    end: tuple[float, float] = (320.0, 240.0)
    quality: FaceQuality = GOOD
    score: float = 0.9

    def at(self, number: int) -> tuple[float, float]:
        share = (number - self.first) / max(1, self.last - self.first)
        return (
            self.start[0] + share * (self.end[0] - self.start[0]),
            self.start[1] + share * (self.end[1] - self.start[1]),
        )


def frame_number(image: BgrImage) -> int:
    return int(image[0, 0, 0]) + 256 * int(image[0, 0, 1])


def make_frame(number: int, fps: float = 25.0, scene: int = 100, start: datetime = NOON) -> Frame:
    image = np.full((480, 640, 3), scene, dtype=np.uint8)
    image[0, 0] = (number % 256, number // 256, 0)
    return Frame(image, number, number / fps, start + timedelta(seconds=number / fps))


@dataclass
class ToyVision:
    """Stands in for all models; implements :class:`facegate.domain.ports.Vision`."""

    visits: Sequence[Visit] = ()
    noise: float = 0.3
    preferred_batch: int = 1
    model_id: ModelId = MODEL
    dimension: int = DIMENSION
    fail_detection: bool = False
    extracted: int = 0
    provider: Provider = field(default_factory=lambda: Provider("CPU", ""))

    def __post_init__(self) -> None:
        self.detector = self.photo_detector = self.aligner = self.assessor = self.extractor = self
        self.head_pose = self
        self.eyes = self.quality_predictor = None  # as where these models are not installed
        self.pad = FakePresentation()
        self.operating_point = OperatingPoint(self.model_id, 1.1, "toy", "2026-01-01")
        self._shown: list[Visit] = []

    def detect(self, image: BgrImage) -> list[Detection]:
        if self.fail_detection:
            raise RuntimeError("detector broke")
        number = frame_number(image)
        self._shown = [visit for visit in self.visits if visit.first <= number <= visit.last]
        return [detection_at(*visit.at(number), score=visit.score) for visit in self._shown]

    def _visit(self, image: BgrImage, detection: Detection) -> Visit:
        number = frame_number(image)
        x, y = detection.box.center
        return min(self._shown, key=lambda visit: abs(visit.at(number)[0] - x) + abs(visit.at(number)[1] - y))

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        crop = np.zeros((8, 8, 3), dtype=np.uint8)
        crop[0, 0] = (self._visit(image, detection).person, frame_number(image) % 256, 0)
        return crop

    def assess(self, image: BgrImage, detection: Detection, crop: BgrImage) -> FaceQuality:
        return self._visit(image, detection).quality

    def estimate(self, image: BgrImage, detection: Detection) -> HeadPose:
        quality = self._visit(image, detection).quality
        return HeadPose(quality.yaw, quality.pitch, quality.roll)

    def extract(self, crops: Sequence[BgrImage]) -> list[Template]:
        assert len(crops) <= max(1, self.preferred_batch)
        self.extracted += len(crops)
        return [template_of(int(crop[0, 0, 0]), self.noise, int(crop[0, 0, 1])) for crop in crops]


class ListGallery:
    """Exact search over a list; implements :class:`facegate.domain.ports.Gallery`."""

    def __init__(self, references: Sequence[StoredReference] = (), model_id: ModelId = MODEL) -> None:
        self.model_id = model_id
        self.references = list(references)
        self.closed = False

    def search(self, probe: Template) -> CandidateList:
        best: dict[SubjectId, Candidate] = {}
        for reference in self.references:
            distance = float(squared_distances(probe.vector, reference.template.vector[None, :])[0])
            known = best.get(reference.subject_id)
            if known is None or distance < known.distance:
                best[reference.subject_id] = Candidate(reference.subject_id, reference.reference_id, distance)
        return CandidateList(tuple(sorted(best.values(), key=lambda candidate: candidate.distance)))

    def near(self, probe: Template, distance: float) -> list[Candidate]:
        return [candidate for candidate in self.search(probe).candidates if candidate.distance <= distance]

    def nearest_other(self, subject_id: SubjectId) -> float | None:
        own = [reference.template for reference in self.references if reference.subject_id == subject_id]
        found = [each for template in own for each in self.search(template).candidates if each.subject_id != subject_id]
        return min((each.distance for each in found), default=None)

    def add(self, references: Sequence[StoredReference]) -> None:
        self.references += references

    def replace(self, reference: StoredReference, *, erased: bool = False) -> None:
        self.remove(reference.subject_id)
        self.add([reference])

    def remove(self, subject_id: SubjectId) -> None:
        self.references = [reference for reference in self.references if reference.subject_id != subject_id]

    def close(self) -> None:
        self.closed = True

    def __len__(self) -> int:
        return len(self.references)


def subject(person: int) -> SubjectId:
    return SubjectId(f"{person:032x}")


def enrolled(*people: int) -> ListGallery:
    """A gallery with one noiseless reference of each person."""
    return ListGallery(
        [StoredReference(ReferenceId(person), subject(person), template_of(person)) for person in people]
    )


class MemoryLog:
    """Events in a list; implements :class:`facegate.domain.ports.EventLog`.

    ``refuse``: append raises; ``hold``: futures stay open until :meth:`release`.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.looks: dict[EventId, Look] = {}
        self.together: list[list[EventId]] = []
        self.refuse = False
        self.hold = False
        self._held: list[tuple[Future[Event], Event]] = []
        self._lock = threading.Lock()

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:
        self.together.append([event_id for event_id, _draft in drafts])
        return [self.append(draft, event_id) for event_id, draft in drafts]

    def append(self, draft: EventDraft, event_id: EventId | None = None) -> Future[Event]:
        if self.refuse:
            raise StorageError("Event queue full", "The disk does not keep up.", "Make room.")
        judgement, said_to_be = draft.judgement, draft.judgement or draft.sign_in
        with self._lock:
            event = Event(
                len(self.events) + 1,
                event_id or EventId(f"{len(self.events) + 1:032x}"),
                draft.type,
                draft.occurred_at,
                draft.occurred_at,
                draft.source,
                draft.track,
                said_to_be.subject_id if said_to_be else None,
                judgement.distance if judgement else None,
                judgement.margin if judgement else None,
                draft.threshold,
                draft.model_id,
                said_to_be.outcome if said_to_be else None,
                said_to_be.reason if said_to_be else None,
                draft.pad.pad,
                direction=draft.direction,
                punch=draft.punch,
                access=draft.access,
                door=draft.door,
                pad_cue=draft.pad.cue,
                pad_score=draft.pad.score,
                claimed_id=judgement.claimed if judgement else None,
            )
            concerned = draft.punch or draft.access or draft.door
            if concerned is not None:
                event = replace(event, subject_id=concerned.subject_id)
            correction = draft.correction
            if correction is not None:
                said = (correction.corrects, correction.verdict, correction.actor)
                event = replace(
                    event, subject_id=correction.subject_id, corrects=said[0], verdict=said[1], actor=said[2]
                )
            if draft.look is not None:
                self.looks[event.event_id] = draft.look
            self.events.append(event)
        future: Future[Event] = Future()
        if self.hold:
            self._held.append((future, event))
        else:
            future.set_result(event)
        return future

    def release(self) -> None:
        held, self._held = self._held, []
        for future, event in held:
            future.set_result(event)

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        found = [
            event
            for event in self.events
            if (wanted.first is None or event.occurred_at >= wanted.first)
            and (wanted.last is None or event.occurred_at < wanted.last)
            and (wanted.subject_id is None or event.subject_id == wanted.subject_id)
            and (wanted.type is None or event.type is wanted.type)
            and (wanted.results is None or event.result in wanted.results)
        ]
        yield from (reversed(found) if newest_first else found)

    def get(self, event_id: EventId) -> Event:
        for event in self.events:
            if event.event_id == event_id:
                return event
        raise NotFoundError("No such event", "There is no such event.", "Check the id.")

    def corrections(self) -> dict[EventId, Event]:
        return in_force(self.events)

    def recent_identifications(self, since: datetime) -> dict[SubjectId, datetime]:
        said = [(effective(event, self.corrections()), event.occurred_at) for event in self.events]
        return {now.subject_id: at for now, at in said if at >= since and now.identified and now.subject_id}

    def verify(self) -> int:
        return len(self.events)


class ScriptedSource:
    """Frames from a list; implements :class:`facegate.domain.ports.FrameSource`.

    A CameraError in the list is raised in its turn; an Event in the list is
    waited for, as a read that hangs.
    """

    def __init__(
        self,
        script: Sequence[Frame | CameraError | threading.Event],
        *,
        live: bool = False,
        open_error: CameraError | None = None,
        spec: str = "toy:",
    ) -> None:
        self.info = SourceInfo(spec, "toy", live)
        self._hangs = [item for item in script if isinstance(item, threading.Event)]
        self._script = iter(script)
        self._open_error = open_error
        self.opened = self.closed = 0

    def release(self) -> None:
        """End every read that hangs."""
        for hang in self._hangs:
            hang.set()

    def open(self) -> None:
        self.opened += 1
        if self._open_error is not None:
            raise self._open_error

    def read(self) -> Frame | None:
        for item in self._script:
            if isinstance(item, threading.Event):
                item.wait(10)
                continue
            if isinstance(item, CameraError):
                raise item
            return item
        return None

    def close(self) -> None:
        self.closed += 1
