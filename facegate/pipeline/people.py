"""Enrolling, renaming and erasing people: database, gallery and directory kept in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH, clean_text
from facegate.domain.frames import BgrImage
from facegate.domain.fusion import fused_people
from facegate.domain.ids import SubjectId
from facegate.domain.people import (
    Consent,
    ErasureReport,
    NewReference,
    ReferenceRecord,
    SampleSource,
    Subject,
)
from facegate.domain.ports import PeopleStore
from facegate.errors import BugError, EnrolmentError, FacegateError, NotFoundError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample, check_one_person
from facegate.pipeline.lookalikes import LookAlike, LookAlikes


class AlreadyEnrolledError(EnrolmentError):
    """The person or the identifier is known.

    Attributes:
        subject: who it is; shown to the operator, never logged.
        by_face: True when the face is known, False when the identifier is taken.
        look_alikes: everybody whose face is too close, nearest first; never logged either.
    """

    def __init__(self, subject: Subject, by_face: bool, look_alikes: Sequence[LookAlike] = ()) -> None:
        self.subject = subject
        self.by_face = by_face
        self.look_alikes = tuple(look_alikes)
        if by_face:
            message, remedy = (
                "This face is enrolled already.",
                "Erase that person first if they are to be enrolled anew, or say that this is another person.",
            )
        else:
            message, remedy = "This identifier belongs to somebody already.", "Choose another identifier."
        super().__init__("Already enrolled", message, remedy)


class PeopleService:
    """Changes to people. Used by one thread at a time (the job thread, or a command)."""

    def __init__(
        self,
        store: PeopleStore,
        directory: NameDirectory,
        engine: Callable[[], Engine | None],
        encode_picture: Callable[[BgrImage], bytes],
        actor: str,
    ) -> None:
        self._store = store
        self._directory = directory
        self._engine = engine
        self._encode_picture = encode_picture
        self._actor = actor
        self.look_alikes = LookAlikes(store, engine)
        self._on_erased: list[Callable[[SubjectId], None]] = []
        self._on_changed: list[Callable[[], None]] = []
        self._on_look_alikes: list[Callable[[Sequence[SubjectId]], None]] = []
        self.keep_pictures = False

    def when_erased(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told whom to forget."""
        self._on_erased.append(callback)

    def when_changed(self, callback: Callable[[], None]) -> None:
        """Be told that somebody was added, changed or erased."""
        self._on_changed.append(callback)

    def when_look_alikes(self, callback: Callable[[Sequence[SubjectId]], None]) -> None:
        """Be told whom somebody who was enrolled just now looks like."""
        self._on_look_alikes.append(callback)

    def enrol(
        self,
        name: str,
        external_id: str,
        samples: Sequence[EnrolmentSample],
        consent: Consent,
        source: SampleSource,
        *,
        allow_look_alike: bool = False,
    ) -> Subject:
        """Enrol a person; they are recognised from the next look on.

        Args:
            name: as it is to be shown, any script, at most 200 characters.
            external_id: the site's identifier, unique, at most 64 characters.
            samples: at least one, all of one person.
            consent: what they agreed to.
            source: camera or photo.
            allow_look_alike: enrol although the face matches somebody else (twins); the audit says so.

        Raises:
            AlreadyEnrolledError: the identifier is taken, or the face is known.
            EnrolmentError: name, identifier or samples are not usable.
        """
        name, external_id = self.check_identity(name, external_id)
        alike = self.check_samples(samples, allow_look_alike=allow_look_alike)
        subject, references = self._store.add(
            name,
            external_id,
            self._records(samples, source),
            consent,
            self._actor,
            allowed_look_alikes=len(alike) if allow_look_alike else 0,
        )
        self._current_engine(samples).gallery.add(list(fused_people(references)))
        self._directory.put(subject)
        for tell in self._on_look_alikes:
            tell([one.subject.subject_id for one in alike])
        self._changed()
        return subject

    def check_identity(self, name: str, external_id: str, own: SubjectId | None = None) -> tuple[str, str]:
        """Return both cleaned. Raises EnrolmentError, AlreadyEnrolledError if somebody but ``own`` has the id."""
        name = _checked("name", name, MAX_NAME_LENGTH)
        external_id = _checked("identifier", external_id, MAX_EXTERNAL_ID_LENGTH)
        known = self._store.find(external_id)
        if known is not None and known.subject_id != own:
            raise AlreadyEnrolledError(known, by_face=False)
        return name, external_id

    def check_samples(self, samples: Sequence[EnrolmentSample], *, allow_look_alike: bool = False) -> list[LookAlike]:
        """Check samples before an enrolment.

        Returns:
            Everybody enrolled who looks too much like them, nearest first. They and the new person are asked for a
            larger margin once both are enrolled.

        Raises:
            AlreadyEnrolledError: most of the samples match somebody, and that is not allowed.
            EnrolmentError: there are none, or they are of several people.
        """
        if not samples:
            raise EnrolmentError("No samples", "There is no usable picture of the face.", "Take samples and try again.")
        engine = self._current_engine(samples)
        check_one_person(samples, engine.policy.threshold)
        alike = self.look_alikes.of([sample.template for sample in samples], engine)
        known = None if allow_look_alike else self._who(samples, engine)
        if known is not None:
            raise AlreadyEnrolledError(known, by_face=True, look_alikes=alike)
        return alike

    def rename(self, subject_id: SubjectId, name: str, external_id: str) -> Subject:
        """Change name and identifier."""
        name, external_id = self.check_identity(name, external_id, own=subject_id)
        subject = self._store.update(subject_id, name, external_id, self._actor)
        self._directory.put(subject)
        self._changed()
        return subject

    def erase(self, subject_id: SubjectId) -> ErasureReport:
        """Remove every byte of the person but the random id in events, here and in the running recognition."""
        try:
            report = self._store.erase(subject_id, self._actor)
        except NotFoundError:
            # Erased before, by an attempt that did not get to the end: nobody may be named from memory.
            self._forget(subject_id)
            raise
        self._forget(subject_id)
        return report

    def _forget(self, subject_id: SubjectId) -> None:
        """Everything in memory, each step whether or not another one fails; then the first failure."""
        engine = self._engine()
        steps: list[Callable[[], object]] = [lambda: self._directory.remove(subject_id)]
        if engine is not None:
            steps.append(lambda: engine.gallery.remove(subject_id))
        steps += [partial(forget, subject_id) for forget in self._on_erased]
        failures: list[FacegateError] = []
        for step in steps:
            try:
                step()
            except FacegateError as error:
                failures.append(error)
        self._changed()
        if failures:
            raise failures[0]

    def search(self, text: str = "", limit: int = 100, offset: int = 0) -> list[Subject]:
        """By part of name or identifier; any thread."""
        return self._store.search(text, limit, offset)

    def count(self, text: str = "") -> int:
        """How many :meth:`search` could return; any thread."""
        return self._store.count(text)

    def find(self, external_id: str) -> Subject | None:
        """By the site's identifier; any thread."""
        return self._store.find(external_id)

    def get(self, subject_id: SubjectId) -> Subject:
        """Raises NotFoundError; any thread."""
        return self._store.get(subject_id)

    def references(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """What may be shown of the person's references; any thread."""
        return self._store.reference_records(subject_id)

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        """Consent records, oldest first; any thread."""
        return self._store.consents(subject_id)

    def _who(self, samples: Sequence[EnrolmentSample], engine: Engine) -> Subject | None:
        """The enrolled person whom most of the samples match; nobody where the threshold is nobody's measurement."""
        if not engine.policy.calibrated:
            return None
        votes: dict[SubjectId, int] = {}
        for sample in samples:
            best = engine.gallery.search(sample.template).best
            if best is not None and best.distance <= engine.policy.threshold:
                votes[best.subject_id] = votes.get(best.subject_id, 0) + 1
        winner = max(votes, key=lambda subject_id: votes[subject_id], default=None)
        if winner is None or 2 * votes[winner] <= len(samples):
            return None
        return self._store.get(winner)

    def _current_engine(self, samples: Sequence[EnrolmentSample]) -> Engine:
        engine = self._engine()
        if engine is None:
            raise BugError("Not ready", "A person was to be enrolled without models.", "Please report this.")
        if any(sample.template.model_id != engine.gallery.model_id for sample in samples):
            raise EnrolmentError(
                "Model was changed",
                "The samples were taken with another model than the one in use now.",
                "Take the samples again.",
            )
        return engine

    def _records(self, samples: Sequence[EnrolmentSample], source: SampleSource) -> list[NewReference]:
        return [
            NewReference(
                sample.template,
                sample.quality,
                source,
                self._encode_picture(sample.crop) if self.keep_pictures else None,
            )
            for sample in samples
        ]

    def _changed(self) -> None:
        for tell in self._on_changed:
            tell()


def _checked(what: str, text: str, limit: int) -> str:
    try:
        return clean_text(text, limit)
    except ValueError as error:
        raise EnrolmentError(
            "Not a valid " + what, "The " + what + " {problem}.", "Correct it and try again.", problem=str(error)
        ) from None
