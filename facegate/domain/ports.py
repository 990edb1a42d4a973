"""What the pipeline needs from the outside, as protocols.

Adapters implement these; ``pipeline``, ``ui`` and ``cli`` know nothing more of
them. Every method may raise :class:`facegate.errors.FacegateError` and nothing
of a third party.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from facegate.domain.events import Event, EventDraft, EventFilter
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.head_pose import HeadPose
from facegate.domain.identification import Candidate, CandidateList, OperatingPoint
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.looks import KeptLook, LookPolicy
from facegate.domain.negatives import NegativeExample
from facegate.domain.people import Consent, ErasureReport, NewReference, ReferenceRecord, Subject
from facegate.domain.quality import FaceQuality
from facegate.domain.templates import StoredReference, Template


class Clock(Protocol):
    """Time, injected so that tests decide it."""

    def monotonic(self) -> float:
        """Seconds that never go back."""

    def now(self) -> datetime:
        """The moment, aware, UTC."""


class FrameSource(Protocol):
    """Pictures from somewhere. Opened, read and closed by one thread."""

    @property
    def info(self) -> SourceInfo:
        """What it is; sizes are known after :meth:`open`."""

    def open(self) -> None:
        """Acquire the camera or file; bounded in time. Raises CameraError."""

    def read(self) -> Frame | None:
        """The next frame, or None at the end of a recording. Bounded in time (<= 3 s).

        Raises CameraError when the source is lost; it may be opened again then.
        """

    def close(self) -> None:
        """Release everything; safe to call twice and on a source that was never opened."""


class FaceDetector(Protocol):
    """Finds faces."""

    def detect(self, image: BgrImage) -> list[Detection]:
        """All faces in a picture of any size, best score first."""


class FaceAligner(Protocol):
    """Cuts out a face so that its landmarks stand where the embedder expects them."""

    def align(self, image: BgrImage, detection: Detection) -> BgrImage:
        """An aligned crop, BGR, of the embedder's input size."""


class QualityAssessor(Protocol):
    """Measures a sample."""

    def assess(self, image: BgrImage, detection: Detection, crop: BgrImage) -> FaceQuality:
        """Components of the sample; ``crop`` is the aligned one."""


class TemplateExtractor(Protocol):
    """Turns aligned crops into templates."""

    @property
    def model_id(self) -> ModelId:
        """The embedder."""

    @property
    def dimension(self) -> int:
        """D of its templates."""

    @property
    def preferred_batch(self) -> int:
        """Crops worth handing over at once: 1 on a CPU, more on a GPU."""

    def extract(self, crops: Sequence[BgrImage]) -> list[Template]:
        """One template a crop, in order."""


class HeadPoseEstimator(Protocol):
    """Says where a head is turned to, better than five landmarks can."""

    def estimate(self, image: BgrImage, detection: Detection) -> HeadPose:
        """Degrees; signs as in :class:`facegate.domain.head_pose.HeadPose`."""


class EyeOpenness(Protocol):
    """Sees whether eyes are open."""

    def measure(self, image: BgrImage, detection: Detection) -> float:
        """Distance between the lids over the width of the eye, of the more closed eye: about 0.35 open, 0.06 closed."""


class QualityPredictor(Protocol):
    """Says in one number how well a sample will be recognised."""

    @property
    def model_id(self) -> ModelId:
        """What predicts; scores of different predictors cannot be compared."""

    def predict(self, image: BgrImage, detection: Detection, crop: BgrImage) -> float:
        """0 (useless) to 1 (as good as can be); ``crop`` is the aligned one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where inference runs.

    Attributes:
        name: ``CUDA`` or ``CPU``, as shown in the status bar.
        detail: device name or why the GPU is not used; empty if there is nothing to say.
    """

    name: str
    detail: str


class Vision(Protocol):
    """Everything that looks at pictures, loaded and warmed up. Used by one thread at a time."""

    @property
    def detector(self) -> FaceDetector:
        """Finds faces in frames, in one pass."""

    @property
    def photo_detector(self) -> FaceDetector:
        """Finds faces in photographs of any size, taking the time that it needs."""

    @property
    def aligner(self) -> FaceAligner:
        """Cuts them out for the extractor."""

    @property
    def assessor(self) -> QualityAssessor:
        """Measures them."""

    @property
    def extractor(self) -> TemplateExtractor:
        """Makes templates."""

    @property
    def provider(self) -> Provider:
        """Where it runs."""

    @property
    def operating_point(self) -> OperatingPoint:
        """The embedder's published threshold."""

    @property
    def head_pose(self) -> HeadPoseEstimator | None:
        """Measures head pose; None where its model is not installed. Loaded by the first call, a few dozen ms."""

    @property
    def eyes(self) -> EyeOpenness | None:
        """Measures eye openness; None where its model is not installed. Loaded by the first call."""

    @property
    def quality_predictor(self) -> QualityPredictor | None:
        """Predicts recognition quality; None where its model is not installed. Loaded by the first call."""


class Gallery(Protocol):
    """Search over the enrolled references of one model. Safe to use from several threads."""

    @property
    def model_id(self) -> ModelId:
        """The only model whose templates it takes."""

    def search(self, probe: Template) -> CandidateList:
        """The nearest persons, distances exact, at least two where two are enrolled."""

    def near(self, probe: Template, distance: float) -> list[Candidate]:
        """Everybody within a squared distance, nearest first; takes as long as exact search."""

    def nearest_other(self, subject_id: SubjectId) -> float | None:
        """Squared distance between a person's references and the nearest one of anybody else.

        None where nobody else can be found, or the person cannot. Quick enough to ask while recognising.
        """

    def add(self, references: Sequence[StoredReference]) -> None:
        """Make references findable; at once."""

    def replace(self, reference: StoredReference, *, erased: bool = False) -> None:
        """Find a person by this reference alone from now on; at once. ``erased``: nothing of the old ones may stay."""

    def remove(self, subject_id: SubjectId) -> None:
        """Make a person unfindable; at once. Unknown persons are ignored."""

    def __len__(self) -> int:
        """References that can be found."""

    def close(self) -> None:
        """Stop background work."""


class ModelCatalog(Protocol):
    """Models that can be used, and how to get them."""

    def choices(self, task: str) -> list[ModelId]:
        """Models for ``detector`` or ``embedder``, the default one first."""

    def missing(self, wanted: Sequence[ModelId]) -> list[ModelId]:
        """Those that are not installed, or damaged."""

    def fetch(
        self, wanted: Sequence[ModelId], progress: Callable[[ModelId, int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Install models, telling (model, bytes done, bytes in all). Raises ModelError naming what is still missing."""


class EventLog(Protocol):
    """The append-only log. Thread-safe."""

    def append(self, draft: EventDraft) -> Future[Event]:
        """Queue an event; the future resolves after it is committed to disk.

        Raises StorageError when the queue is full or the log is closed.
        """

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        """Stream matching events."""

    def get(self, event_id: EventId) -> Event:
        """One event. Raises NotFoundError."""

    def corrections(self) -> dict[EventId, Event]:
        """The corrections in force by the event that each corrects; see :mod:`facegate.domain.corrections`."""

    def recent_identifications(self, since: datetime) -> dict[SubjectId, datetime]:
        """The newest identification of each person since an aware UTC moment, corrections taken into account."""

    def verify(self) -> int:
        """Check the chain from the first event to the head; return the number of events.

        Raises DamagedDataError naming the first event that does not fit.
        """


class PeopleStore(Protocol):
    """Records of enrolled people. Thread-safe; every change is one transaction and one audit entry."""

    def add(
        self,
        name: str,
        external_id: str,
        references: Sequence[NewReference],
        consent: Consent,
        actor: str,
        *,
        allowed_look_alikes: int = 0,
    ) -> tuple[Subject, list[StoredReference]]:
        """Enrol. Raises EnrolmentError if the external id is taken or there is no reference.

        ``allowed_look_alikes``: how many look like them, where somebody said that this is another person; audited.
        """

    def add_references(
        self, subject_id: SubjectId, references: Sequence[NewReference], actor: str
    ) -> list[StoredReference]:
        """Add samples to an enrolled person. Raises NotFoundError."""

    def get(self, subject_id: SubjectId) -> Subject:
        """Raises NotFoundError."""

    def find(self, external_id: str) -> Subject | None:
        """By the site's identifier."""

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        """Records of those that exist."""

    def search(self, text: str = "", limit: int = 100, offset: int = 0) -> list[Subject]:
        """By part of name or identifier, case-folded, in order of name."""

    def count(self, text: str = "") -> int:
        """How many :meth:`search` could return."""

    def update(self, subject_id: SubjectId, name: str, external_id: str, actor: str) -> Subject:
        """Rename. Raises NotFoundError, EnrolmentError."""

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        """Remove every byte of the person but their random id in events. Raises NotFoundError."""

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        """Stream all references of a model, by reference id, decrypted."""

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """What may be shown of a person's references."""

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        """All reference ids of a model, ascending: what a cached index is checked against."""

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        """Consent records, oldest first."""


class LookStore(Protocol):
    """Looks that are kept for some days after their event. Thread-safe."""

    def get(self, event_id: EventId) -> KeptLook | None:
        """The look of an event; None where none was kept or its day has come."""

    def unidentified(self, first: datetime | None, last: datetime | None, model_id: ModelId) -> Iterator[KeptLook]:
        """Stream the looks of a model at those whom nobody knows, corrections taken into account, by time.

        Args:
            first: aware UTC moment of the earliest events, included; None: no bound.
            last: aware UTC moment of the latest events, excluded; None: no bound.
            model_id: looks of other models cannot be compared with these.
        """

    def configure(self, policy: LookPolicy) -> None:
        """Keep by this policy from now on; erase what it does not let be kept. Never raises for the disk."""

    def purge(self) -> int:
        """Erase what may not be kept any more, corrections taken into account; how many. Never raises for the disk."""


class TeachingStore(Protocol):
    """What corrections teach. Thread-safe; every change is one transaction and one audit entry."""

    def negatives(self) -> Iterator[NegativeExample]:
        """All negative examples, of all models, decrypted."""

    def add_negative(self, correction_id: EventId, subject_id: SubjectId, look: KeptLook, actor: str) -> None:
        """Keep a look as one that is not this person. Raises NotFoundError."""

    def remove_negative(self, correction_id: EventId, actor: str) -> bool:
        """Erase the example that a correction left; False where it left none."""

    def drop_negatives(self, actor: str) -> None:
        """Erase all examples: the site keeps no looks any more. What keeps it from that is told, not raised."""

    def remove_negatives_of(self, event_id: EventId, subject_id: SubjectId, actor: str) -> bool:
        """Erase examples that an event's look is not this person; False where there are none."""

    def add_update(self, subject_id: SubjectId, look: KeptLook, most: int, actor: str) -> StoredReference:
        """Add a confirmed look as a reference; beyond ``most`` of them the oldest rests.

        Raises NotFoundError, and EnrolmentError where this look is one already.
        """

    def update_of(self, event_id: EventId) -> tuple[SubjectId, ReferenceId] | None:
        """The reference that an event's look became, with its person."""

    def remove_reference(self, subject_id: SubjectId, reference_id: ReferenceId, actor: str) -> None:
        """Erase one reference; one that rested for its sake is used again.

        Raises NotFoundError, and EnrolmentError for the last one of its model unless a correction added it.
        """

    def reconcile(self, actor: str) -> list[SubjectId]:
        """Erase what was taught by corrections that do not hold any more; whose references went.

        Some is there only where the program was stopped between recording a correction and acting on it.
        What keeps it from being done is told, not raised.
        """

    def references_of(self, subject_id: SubjectId, model_id: ModelId) -> list[StoredReference]:
        """A person's references of a model that are in use, decrypted."""
