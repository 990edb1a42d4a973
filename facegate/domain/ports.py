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
from pathlib import Path
from typing import Protocol

from facegate.domain.access.watch_list import WatchBasis
from facegate.domain.events import Event, EventDraft, EventFilter
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.domain.head_pose import HeadPose
from facegate.domain.identification import Candidate, CandidateList, OperatingPoint
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.merging import MergeReport
from facegate.domain.people import (
    Consent,
    EnrolmentRecord,
    ErasureReport,
    NewReference,
    PersonName,
    ReferenceRecord,
    Subject,
)
from facegate.domain.people_query import EVERYBODY, BulkChange, PeopleQuery
from facegate.domain.ports_pad import PresentationModel
from facegate.domain.profiles import Profile
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

    def predict(self, image: BgrImage, detection: Detection, crop: BgrImage, template: Template | None = None) -> float:
        """0 to 1: the share of mated comparisons that match when this sample is the poorer one of the two.

        Args:
            image: the picture.
            detection: the face in it.
            crop: the same face, aligned for the embedder.
            template: of that crop, where it is there already: a predictor that needs one makes it otherwise.
        """


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

    @property
    def pad(self) -> PresentationModel | None:
        """Knows a person from a picture of one; None where its networks are not installed, or do not work here.

        Loaded and warmed up by the first call, a few hundred ms. None means: nobody is identified while
        presentation attack detection is on.
        """


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

    def needed_for_pad(self) -> Sequence[ModelId]:
        """Those without which presentation attacks cannot be judged."""

    def files(self, model: ModelId) -> Sequence[str]:
        """Names of files of which any one is enough to install a model from a folder."""

    def missing(self, wanted: Sequence[ModelId]) -> list[ModelId]:
        """Those that are not installed, or damaged."""

    def fetch(
        self,
        wanted: Sequence[ModelId],
        progress: Callable[[ModelId, int, int], None],
        cancelled: Callable[[], bool],
        folder: Path | None = None,
    ) -> None:
        """Install models, telling (model, bytes done, bytes in all); from ``folder`` first.

        Raises ModelError naming what is still missing.
        """


class EventLog(Protocol):
    """The append-only log. Thread-safe."""

    def append(self, draft: EventDraft) -> Future[Event]:
        """Queue an event; the future resolves after it is committed to disk.

        Raises StorageError when the queue is full or the log is closed.
        """

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:
        """Queue events that are committed together or not at all, with new ids, so that one can be about another.

        Raises StorageError as :meth:`append`.
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
    """Records of people. Thread-safe; every change is one transaction and one audit entry a person.

    But :meth:`change` is as many entries as it does things.
    """

    def add(
        self,
        profile: Profile,
        references: Sequence[NewReference],
        consent: Consent | None,
        actor: str,
        *,
        allowed_look_alikes: int = 0,
        pin_hash: str | None = None,
        skipped_poses: Sequence[str] = (),
        declined: bool = False,
        watch: WatchBasis | None = None,
    ) -> tuple[Subject, list[StoredReference]]:
        """Add a person, with references only where there is consent.

        Args:
            profile: checked here.
            references: may be empty: a record of somebody who uses card or PIN.
            consent: needed for references.
            actor: who does it; audited.
            allowed_look_alikes: how many look like them, where somebody said that this is another person; audited.
            pin_hash: of their PIN.
            skipped_poses: poses that could not be had.
            declined: they declined face recognition.
            watch: what entitles the site to references without consent; they are on the watch list from then on.

        Raises:
            EnrolmentError: a field cannot be used, identifier or card is taken, or there is no consent.
        """

    def add_references(
        self,
        subject_id: SubjectId,
        references: Sequence[NewReference],
        actor: str,
        *,
        consent: Consent | None = None,
        replace: bool = False,
        skipped_poses: Sequence[str] = (),
    ) -> list[StoredReference]:
        """Add samples to a person; ``replace``: instead of all that there are, of which no byte stays.

        Raises:
            NotFoundError: there is no such person.
            EnrolmentError: there are no references, or the person never consented and ``consent`` is None.
        """

    def decline(self, subject_id: SubjectId, actor: str) -> Subject:
        """They decline face recognition: references and consent are erased, the record stays. Raises NotFoundError."""

    def get(self, subject_id: SubjectId) -> Subject:
        """By random id, also that of a record that was merged into this one. Raises NotFoundError."""

    def find(self, external_id: str) -> Subject | None:
        """By the site's identifier."""

    def find_card(self, card: str) -> Subject | None:
        """By card number, separators ignored."""

    def find_alike(self, card: str) -> list[Subject]:
        """Those whose identifier, read as a card number (:func:`facegate.domain.profiles.as_card`), is ``card``."""

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        """Records of those that exist; the id of a merged record finds the one that it was merged into."""

    def search(self, query: PeopleQuery = EVERYBODY, limit: int = 100, offset: int = 0) -> list[Subject]:
        """People that a query finds, in its order."""

    def count(self, query: PeopleQuery = EVERYBODY) -> int:
        """How many :meth:`search` could return."""

    def ids(self, query: PeopleQuery = EVERYBODY) -> list[SubjectId]:
        """Everybody whom :meth:`search` could return, in its order."""

    def everybody(self) -> Iterator[PersonName]:
        """Stream what everybody is called, in no order: a fraction of what :meth:`search` takes."""

    def merged(self) -> dict[SubjectId, SubjectId]:
        """The record that each record which was merged into another belongs to now."""

    def departments(self) -> list[str]:
        """All that somebody is in."""

    def groups(self) -> list[str]:
        """All that somebody is in."""

    def update(self, subject_id: SubjectId, profile: Profile, actor: str, *, revision: int | None = None) -> Subject:
        """Change a record; ``revision``: as it was when it was read.

        Raises:
            NotFoundError: there is no such person.
            ChangedMeanwhileError: the record has another revision by now.
            EnrolmentError: a field cannot be used, identifier or card is taken.
        """

    def change(
        self,
        subject_id: SubjectId,
        profile: Profile,
        actor: str,
        *,
        revision: int,
        pin_hash: str | None = None,
        references: Sequence[NewReference] = (),
        consent: Consent | None = None,
    ) -> Subject:
        """Change a record, its PIN and its samples: all of it or nothing.

        Args:
            subject_id: whose.
            profile: as it is to be.
            actor: who does it; audited.
            revision: as it was when it was read.
            pin_hash: of their new PIN; None: it stays.
            references: to be added to those that there are.
            consent: needed for references where the person never consented.

        Raises:
            NotFoundError, ChangedMeanwhileError, EnrolmentError: as :meth:`update` and :meth:`add_references`.
        """

    def change_many(
        self,
        subject_ids: Sequence[SubjectId],
        change: BulkChange,
        actor: str,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        """One change for many, all of it or nothing; returns how many of them exist.

        Args:
            subject_ids: of whoever exists; each counts once.
            change: for all of them.
            actor: who does it; audited.
            progress: told how many of how many are done; on another thread.

        Raises:
            EnrolmentError: a field cannot be used.
        """

    def set_pin_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        """Store or remove the hash of a PIN. Raises NotFoundError."""

    def pin_hash(self, subject_id: SubjectId) -> str | None:
        """The hash of a person's PIN; None without one. Raises DamagedDataError."""

    def set_duress_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        """Store or remove the hash of a PIN for duress. It goes with the other PIN and stays when that is changed.

        Raises:
            NotFoundError: there is no such person.
            EnrolmentError: they have no other PIN.
        """

    def duress_hash(self, subject_id: SubjectId) -> str | None:
        """The hash of a person's PIN for duress; None without one. Raises DamagedDataError."""

    def enrolments(self, subject_id: SubjectId) -> list[EnrolmentRecord]:
        """How their samples were taken, oldest first."""

    def picture(self, reference_id: ReferenceId) -> bytes | None:
        """The JPEG of a sample, None where none was kept. Raises DamagedDataError."""

    def portraits(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, ReferenceId]:
        """The best reference with a picture of each; whoever has none is left out."""

    def digests(self, model_id: ModelId | None = None) -> dict[str, SubjectId]:
        """Of all photographs that references were taken from: SHA-256 in hex, and whose they are.

        ``model_id``: only of photographs that became templates of that model.
        """

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        """Remove every byte of the person but their random id in events. Raises NotFoundError."""

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        """Stream all references of a model by reference id, decrypted; not those of suspended people."""

    def references_of(
        self, subject_id: SubjectId, model_id: ModelId, *, even_suspended: bool = False
    ) -> list[StoredReference]:
        """A person's references of a model that are compared, decrypted.

        None of a suspended person, unless ``even_suspended``: to see whether something is about to be stored of
        somebody else as theirs, or of them as somebody else's; never to recognise them.
        """

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """What may be shown of a person's references."""

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        """All reference ids of a model, ascending: what a cached index is checked against."""

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        """Consent records, oldest first."""

    def agreed_texts(self) -> dict[str, int]:
        """How many people last agreed to which text, by the text's digest."""


class MergingStore(Protocol):
    """Makes one record of two. Thread-safe."""

    def merge(
        self,
        kept: SubjectId,
        other: SubjectId,
        profile: Profile,
        actor: str,
        *,
        revisions: tuple[int, int] | None = None,
    ) -> MergeReport:
        """Give everything of ``other`` to ``kept``, of which no byte stays under the old id; one transaction.

        Events are not changed: the old id means the kept record from then on. Merging again does nothing.

        Args:
            kept: the record that stays.
            other: the one that goes.
            profile: of the one record; see :func:`facegate.domain.merging.merged_profile`.
            actor: who does it; audited.
            revisions: of both, as they were when they were read.

        Returns:
            With the ids of the records that were really merged, where one was given by the id of a merged one.

        Raises:
            NotFoundError: one of them does not exist.
            ChangedMeanwhileError: one has another revision by now, or was merged into another since it was read.
            EnrolmentError: a field cannot be used, or somebody else has identifier or card.
            DamagedDataError: a template of the other record cannot be opened.
        """


class PinHasher(Protocol):
    """Turns PINs into what may be stored. Thread-safe; takes some tenths of a second, so not on the window's thread."""

    def hash(self, pin: str) -> str:
        """What is stored of a PIN; another one every time."""

    def prepare(self) -> None:
        """Do what only the first :meth:`verify` would have to do, so that it takes no longer than others."""

    def verify(self, known: str | None, pin: str) -> bool:
        """Whether the PIN is the one of a stored hash; never for None, which takes just as long."""

    def outdated(self, known: str) -> bool:
        """Whether it was made with other parameters than those in use."""
