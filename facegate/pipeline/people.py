"""Enrolling, changing and erasing people: database, gallery and directory kept in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from facegate import logs
from facegate.domain.access.watch_list import WatchBasis
from facegate.domain.comparison import squared_distance
from facegate.domain.frames import BgrImage
from facegate.domain.fusion import fused_people
from facegate.domain.ids import SubjectId
from facegate.domain.people import (
    Consent,
    ErasureReport,
    NewReference,
    SampleSource,
    Subject,
)
from facegate.domain.people_query import KEEP, BulkChange
from facegate.domain.ports import PeopleStore
from facegate.domain.profiles import Profile, ProfileError, as_card, clean_profile
from facegate.domain.templates import StoredReference
from facegate.errors import BugError, EnrolmentError, FacegateError, NotFoundError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample, check_one_person
from facegate.pipeline.known_people import AlreadyEnrolledError, Known
from facegate.pipeline.lookalikes import LookAlike, LookAlikes
from facegate.pipeline.people_reading import PeopleReading


class PeopleService(PeopleReading):
    """Changes to people, by one thread at a time (the job thread, or a command); what it reads, by any."""

    def __init__(
        self,
        store: PeopleStore,
        directory: NameDirectory,
        engine: Callable[[], Engine | None],
        encode_picture: Callable[[BgrImage], bytes],
        actor: str,
    ) -> None:
        super().__init__(store)
        self._directory = directory
        self._engine = engine
        self._encode_picture = encode_picture
        self._actor = actor
        self.look_alikes = LookAlikes(store, engine)
        self._on_consent: list[Callable[[Consent], None]] = []
        self._on_erasing: list[Callable[[SubjectId], None]] = []
        self._on_erased: list[Callable[[SubjectId], None]] = []
        self._on_suspended: list[Callable[[SubjectId], None]] = []
        self._on_watched: list[Callable[[SubjectId], None]] = []
        self._on_merged: list[Callable[[SubjectId, SubjectId], None]] = []
        self._on_pin: list[Callable[[SubjectId], None]] = []
        self._on_changed: list[Callable[[], None]] = []
        self._on_look_alikes: list[Callable[[Sequence[SubjectId]], None]] = []
        self.keep_pictures = False

    def when_consented(self, callback: Callable[[Consent], None]) -> None:
        """Be told of a consent before anything is stored; what this raises refuses the enrolment."""
        self._on_consent.append(callback)

    def when_erasing(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told of somebody who is about to be erased; what this raises does not keep it from being done."""
        self._on_erasing.append(callback)

    def when_erased(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told whom to forget."""
        self._on_erased.append(callback)

    def when_suspended(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told that a person's references are not compared any more."""
        self._on_suspended.append(callback)

    def when_watched(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told of somebody who is only looked out for, before they can be found."""
        self._on_watched.append(callback)

    def when_merged(self, callback: Callable[[SubjectId, SubjectId], None]) -> None:
        """Be told that the first record is now also the person who the second one was; then that one is forgotten."""
        self._on_merged.append(callback)

    def when_pin_set(self, callback: Callable[[SubjectId], None]) -> None:
        """Be told whose PIN is another one now, or none."""
        self._on_pin.append(callback)

    def when_changed(self, callback: Callable[[], None]) -> None:
        """Be told that somebody was added, changed or erased."""
        self._on_changed.append(callback)

    def when_look_alikes(self, callback: Callable[[Sequence[SubjectId]], None]) -> None:
        """Be told whom somebody who was enrolled just now looks like."""
        self._on_look_alikes.append(callback)

    def enrol(
        self,
        profile: Profile,
        samples: Sequence[EnrolmentSample],
        consent: Consent | WatchBasis,
        source: SampleSource,
        *,
        allow_look_alike: bool = False,
        pin_hash: str | None = None,
        skipped_poses: Sequence[str] = (),
    ) -> Subject:
        """Enrol a person; they are recognised from the next look on.

        Args:
            profile: what the site knows of them.
            samples: at least one, all of one person.
            consent: what they agreed to, or what entitles the site to look out for them, and to nothing else.
            source: camera or photo.
            allow_look_alike: enrol although the face matches somebody else (twins); the audit says so.
            pin_hash: of their PIN.
            skipped_poses: poses that could not be had.

        Raises:
            AlreadyEnrolledError: identifier or card is taken, or the face is known.
            EnrolmentError: profile or samples are not usable.
        """
        profile = self.check_profile(profile)
        alike = self.check_samples(samples, allow_look_alike=allow_look_alike)
        watch = consent if isinstance(consent, WatchBasis) else None
        agreed = None if isinstance(consent, WatchBasis) else consent
        if agreed is not None:
            self._consented(agreed)
        subject, references = self._store.add(
            profile,
            self._records(samples, source),
            agreed,
            self._actor,
            allowed_look_alikes=len(alike) if allow_look_alike else 0,
            pin_hash=pin_hash,
            skipped_poses=skipped_poses,
            watch=watch,
        )
        for hide in self._on_watched if watch is not None else ():
            hide(subject.subject_id)
        self._current_engine(samples).gallery.add(list(fused_people(references)))
        self._directory.put(subject)
        for tell in self._on_look_alikes:
            tell([one.subject.subject_id for one in alike])
        self._changed()
        return subject

    def add_without_face(self, profile: Profile, *, declined: bool, pin_hash: str | None = None) -> Subject:
        """Add a record of somebody who uses card or PIN; ``declined``: because they do not want face recognition.

        Raises:
            AlreadyEnrolledError: identifier or card is taken.
            EnrolmentError: the profile is not usable.
        """
        subject, _ = self._store.add(
            self.check_profile(profile), (), None, self._actor, pin_hash=pin_hash, declined=declined
        )
        self._directory.put(subject)
        self._changed()
        return subject

    def add_samples(
        self,
        subject_id: SubjectId,
        samples: Sequence[EnrolmentSample],
        source: SampleSource,
        *,
        replace: bool = False,
        consent: Consent | None = None,
        skipped_poses: Sequence[str] = (),
        allow_look_alike: bool = False,
    ) -> Subject:
        """Add samples to a person, or with ``replace`` enrol them anew: the old references are erased.

        Args:
            subject_id: whose they are.
            samples: at least one, all of that person.
            source: camera or photo.
            replace: instead of all references that there are.
            consent: needed where the person never consented.
            skipped_poses: poses that could not be had.
            allow_look_alike: although the face matches somebody else.

        Raises:
            NotFoundError: there is no such person.
            AlreadyEnrolledError: the samples match somebody else.
            EnrolmentError: they are not usable, or there is no consent.
        """
        alike = self.check_samples(samples, allow_look_alike=allow_look_alike, own=subject_id, matching=not replace)
        if consent is not None:
            self._consented(consent)
        self._store.add_references(
            subject_id,
            self._records(samples, source),
            self._actor,
            consent=consent,
            replace=replace,
            skipped_poses=skipped_poses,
        )
        for tell in self._on_look_alikes:
            tell([one.subject.subject_id for one in alike])
        return self._reloaded(subject_id, erased=replace)

    def decline(self, subject_id: SubjectId) -> Subject:
        """They decline face recognition: references and consent are erased, the record stays. Raises NotFoundError."""
        self._store.decline(subject_id, self._actor)
        for tell in self._on_erased:
            tell(subject_id)
        return self._reloaded(subject_id, erased=True)

    def check_profile(self, profile: Profile, own: SubjectId | None = None) -> Profile:
        """Return it cleaned.

        Raises:
            EnrolmentError: a field cannot be used.
            AlreadyEnrolledError: somebody but ``own`` has the identifier or the card.
        """
        try:
            profile = clean_profile(profile)
        except ProfileError as error:
            raise EnrolmentError(
                "Not a valid " + error.field,
                "The " + error.field + " {problem}.",
                "Correct it and try again.",
                problem=error.problem,
            ) from None
        known = self._store.find(profile.external_id)
        if known is not None and known.subject_id != own:
            raise AlreadyEnrolledError(known, Known.IDENTIFIER)
        holder = None if profile.card is None else self._store.find_card(profile.card)
        if holder is not None and holder.subject_id != own:
            raise AlreadyEnrolledError(holder, Known.CARD)
        self._check_keypad(profile, own)
        return profile

    def _check_keypad(self, profile: Profile, own: SubjectId | None) -> None:
        """Cards and identifiers are typed at one keypad: none may be read as that of another person."""
        number = as_card(profile.external_id)
        holder = None if number is None else self._store.find_card(number)
        if holder is not None and holder.subject_id != own:
            raise AlreadyEnrolledError(holder, Known.IDENTIFIER)
        for other in () if profile.card is None else self._store.find_alike(profile.card):
            if other.subject_id != own:
                raise AlreadyEnrolledError(other, Known.CARD)

    def check_samples(
        self,
        samples: Sequence[EnrolmentSample],
        *,
        allow_look_alike: bool = False,
        own: SubjectId | None = None,
        matching: bool = False,
    ) -> list[LookAlike]:
        """Check samples before an enrolment, or before they are added to ``own``.

        ``matching``: they must look like what that person has already.

        Returns:
            Everybody enrolled who looks too much like them, nearest first. They and the new person are asked for a
            larger margin once both are enrolled.

        Raises:
            AlreadyEnrolledError: most of the samples match somebody, and that is not allowed.
            EnrolmentError: there are none, they are of several people, or of somebody else than ``own``.
        """
        if not samples:
            raise EnrolmentError("No samples", "There is no usable picture of the face.", "Take samples and try again.")
        engine = self._current_engine(samples)
        check_one_person(samples, engine.policy.threshold)
        # They are not in the gallery.
        suspended = self.look_alikes.suspended(engine)
        found = self.look_alikes.of([sample.template for sample in samples], engine, suspended)
        alike = [one for one in found if one.subject.subject_id != own]
        known = None if allow_look_alike else self._who(samples, engine, suspended)
        if known is not None and known.subject_id != own:
            raise AlreadyEnrolledError(known, Known.FACE, alike)
        if own is not None and matching:
            self._check_matching(samples, own, engine)
        return alike

    def update(self, subject_id: SubjectId, profile: Profile, revision: int | None = None) -> Subject:
        """Change a record; ``revision``: as it was when it was read.

        Raises:
            NotFoundError: there is no such person.
            ChangedMeanwhileError: somebody else changed it meanwhile.
            AlreadyEnrolledError, EnrolmentError: as :meth:`check_profile`.
        """
        profile = self.check_profile(profile, own=subject_id)
        subject = self._store.update(subject_id, profile, self._actor, revision=revision)
        self._directory.put(subject)
        self._changed()
        return subject

    def change(
        self,
        known: Subject,
        profile: Profile,
        *,
        pin_hash: str | None = None,
        samples: Sequence[EnrolmentSample] = (),
        source: SampleSource = SampleSource.PHOTO,
        consent: Consent | None = None,
        allow_look_alike: bool = False,
    ) -> Subject:
        """Change a record, its PIN and its samples: all of it or nothing.

        Args:
            known: the record as it was read.
            profile: as it is to be.
            pin_hash: of their new PIN; None: it stays.
            samples: to be added to those that there are, all of that person.
            source: of the samples.
            consent: needed for samples where the person never consented.
            allow_look_alike: although the face matches somebody else.

        Raises:
            NotFoundError, ChangedMeanwhileError, AlreadyEnrolledError, EnrolmentError: as :meth:`update` and
                :meth:`add_samples`.
        """
        subject_id = known.subject_id
        profile = self.check_profile(profile, own=subject_id)
        alike: list[LookAlike] = []
        if samples:
            alike = self.check_samples(samples, allow_look_alike=allow_look_alike, own=subject_id, matching=True)
            if consent is not None:
                self._consented(consent)
        self._store.change(
            subject_id,
            profile,
            self._actor,
            revision=known.revision,
            pin_hash=pin_hash,
            references=self._records(samples, source),
            consent=consent if samples else None,
        )
        for forgive in self._on_pin if pin_hash is not None else ():
            forgive(subject_id)
        if samples:
            for tell in self._on_look_alikes:
                tell([one.subject.subject_id for one in alike])
            return self._reloaded(subject_id, erased=False)
        subject = self._store.get(subject_id)
        self._directory.put(subject)
        self._changed()
        return subject

    def suspend(self, subject_id: SubjectId, suspended: bool = True) -> Subject:
        """Compare their references no more and refuse card and PIN; or resume. Raises NotFoundError."""
        self.change_many([subject_id], BulkChange(suspended=suspended))
        return self._store.get(subject_id)

    def change_many(
        self,
        subject_ids: Sequence[SubjectId],
        change: BulkChange,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        """One change for many, all of it or nothing; returns how many of them exist.

        ``progress`` is told how many of how many are done, on another thread. Raises EnrolmentError.
        """
        count = self._store.change_many(subject_ids, change, self._actor, progress)
        if change.suspended is not KEEP:
            for done, subject_id in enumerate(subject_ids, 1):
                self._search_again(subject_id)
                for tell in self._on_suspended if change.suspended else ():
                    tell(subject_id)
                progress(done, len(subject_ids))
        self._changed()
        return count

    def set_pin_hash(self, subject_id: SubjectId, pin_hash: str | None) -> Subject:
        """Store or remove the hash of a PIN. Raises NotFoundError."""
        self._store.set_pin_hash(subject_id, pin_hash, self._actor)
        subject = self._store.get(subject_id)
        self._directory.put(subject)
        for tell in self._on_pin:
            tell(subject_id)
        self._changed()
        return subject

    def erase(self, subject_id: SubjectId) -> ErasureReport:
        """Remove every byte of the person but the random id in events, here and in the running recognition.

        Once they are erased nothing raises: what could not be cleaned up is in the report.

        Raises:
            NotFoundError: there is no such person.
            StorageError: it could not be done; the person is still there.
        """
        for prepare in self._on_erasing:
            try:
                prepare(subject_id)
            except FacegateError as error:
                logs.app.warning("an erasure could not be prepared: %s", error.title)
        try:
            report = self._store.erase(subject_id, self._actor)
        except NotFoundError:
            # Erased before, by an attempt that did not get to the end: nobody may be named from memory.
            self._forget(subject_id)
            raise
        return replace(report, left=(*report.left, *self._forget(subject_id)))

    def merged(self, kept: SubjectId, other: SubjectId) -> Subject:
        """Follow what the database knows already: ``other`` was merged into ``kept``. Raises NotFoundError."""
        subject = self._store.get(kept)
        self._directory.merge(subject, other)
        engine = self._engine()
        if engine is not None:
            engine.gallery.remove(other)
        for merge in self._on_merged:
            merge(kept, other)
        for forget in self._on_erased:
            forget(other)
        return self._reloaded(kept, erased=True)

    def _forget(self, subject_id: SubjectId) -> list[FacegateError]:
        """Everything in memory, each step whether or not another one fails; the failures."""
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
        return failures

    def _consented(self, consent: Consent) -> None:
        for tell in self._on_consent:
            tell(consent)

    def _reloaded(self, subject_id: SubjectId, *, erased: bool) -> Subject:
        subject = self._store.get(subject_id)
        self._directory.put(subject)
        self._search_again(subject_id, erased=erased)
        self._changed()
        return subject

    def _search_again(self, subject_id: SubjectId, *, erased: bool = False) -> None:
        """Make the gallery find the person by what is stored now."""
        engine = self._engine()
        if engine is None:
            return
        fused = list(fused_people(self._store.references_of(subject_id, engine.gallery.model_id)))
        for one in fused:
            engine.gallery.replace(one, erased=erased)
        if not fused:
            engine.gallery.remove(subject_id)

    def _check_matching(self, samples: Sequence[EnrolmentSample], own: SubjectId, engine: Engine) -> None:
        """Raise EnrolmentError unless most samples match the person, where there is anything to compare them with.

        Also of suspended people, who are not in the gallery: resumed, they would be found by a stranger's face.
        """
        model = engine.gallery.model_id
        known = any(each.model_id == model and not each.retired for each in self._store.reference_records(own))
        if not known or not engine.policy.calibrated:
            return
        faces = self.look_alikes.faces(own, engine)
        votes = sum(
            squared_distance(sample.template, face.template) <= engine.policy.threshold
            for sample in samples
            for face in faces
        )
        if 2 * votes <= len(samples):
            raise EnrolmentError(
                "Somebody else",
                "The samples do not look like the person to whom they would be added.",
                "Take them of that person; or, if their face has changed that much, enrol them anew.",
            )

    def _who(
        self, samples: Sequence[EnrolmentSample], engine: Engine, suspended: Sequence[StoredReference]
    ) -> Subject | None:
        """The person whom most of the samples match; nobody where the threshold is nobody's measurement.

        Suspended people too: a second record would undo the restriction.
        """
        if not engine.policy.calibrated:
            return None
        votes: dict[SubjectId, int] = {}
        for sample in samples:
            best = engine.gallery.search(sample.template).best
            near = [] if best is None else [(best.distance, best.subject_id)]
            near += [(squared_distance(sample.template, face.template), face.subject_id) for face in suspended]
            distance, nearest = min(near, default=(None, None))
            if distance is not None and nearest is not None and distance <= engine.policy.threshold:
                votes[nearest] = votes.get(nearest, 0) + 1
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
                sample.pose,
                sample.predicted,
                sample.predictor,
                sample.digest,
            )
            for sample in samples
        ]

    def _changed(self) -> None:
        for tell in self._on_changed:
            tell()
