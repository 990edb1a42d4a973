"""One import under way: person by person, each with their photographs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from facegate.domain.bundles import Bundle
from facegate.domain.ids import SubjectId
from facegate.domain.import_reasons import Reason, ReasonKind, because, named_fields
from facegate.domain.people import Consent, SampleSource, Subject
from facegate.domain.profiles import Profile
from facegate.domain.roster import NAMES, pin_objection
from facegate.domain.roster_columns import Column
from facegate.errors import EnrolmentError, FacegateError, NotFoundError, Phrase
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample, photo_sample
from facegate.pipeline.import_faces import Accepted, is_of_record, one_face
from facegate.pipeline.import_photos import LoadedPhoto, PhotoReader
from facegate.pipeline.import_plan import ImportPlan, PlannedPerson, PlannedPhoto
from facegate.pipeline.import_report import ImportReport, Kind, Outcome, ReportRow
from facegate.pipeline.import_tools import ImportOptions, ImportTools, Pace, Tell
from facegate.pipeline.known_people import AlreadyEnrolledError, Known

MOST_PHOTOGRAPHS = 20
"""References of a person from photographs: more only make searching slower."""

_FIELDS: dict[str, frozenset[Column]] = {
    "name": NAMES,
    "department": frozenset((Column.DEPARTMENT,)),
    "groups": frozenset((Column.GROUPS,)),
    "card": frozenset((Column.CARD,)),
    "valid_from": frozenset((Column.VALID_FROM,)),
    "valid_until": frozenset((Column.VALID_UNTIL,)),
    "notes": frozenset((Column.NOTES,)),
}
"""Fields of a profile by the columns that say something of them."""


@dataclass(slots=True, eq=False)
class _Photo:
    """A photograph on its way."""

    planned: PlannedPhoto
    outcome: Outcome | None = None
    reason: Reason | None = None
    sample: EnrolmentSample | None = None
    digest: str | None = None

    def refuse(self, reason: Reason) -> None:
        self.outcome, self.reason, self.sample = Outcome.REFUSED, reason, None


@dataclass(slots=True, eq=False)
class _Candidate:
    """A person on their way.

    Attributes:
        known: their record, where there is one.
        blocked: why none of their photographs may be looked at.
    """

    planned: PlannedPerson
    known: Subject | None
    blocked: Reason | None
    photos: list[_Photo] = field(default_factory=list)

    @property
    def profile(self) -> Profile:
        return self.planned.draft.profile

    @property
    def usable(self) -> list[_Photo]:
        return [photo for photo in self.photos if photo.sample is not None]

    @property
    def samples(self) -> list[EnrolmentSample]:
        return [photo.sample for photo in self.photos if photo.sample is not None]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of a person."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


class ImportRun:
    """Does one import; used once."""

    def __init__(
        self,
        tools: ImportTools,
        engine: Engine,
        plan: ImportPlan,
        bundle: Bundle,
        options: ImportOptions,
        consent: Consent | None,
        tell: Tell,
        cancelled: Callable[[], bool],
        alike: Callable[[], Sequence[SubjectId]],
    ) -> None:
        """``alike``: whom the person who was enrolled last looks like; the others as for the service."""
        self._tools, self._engine, self._people = tools, engine, tools.people
        self._plan, self._options, self._consent = plan, options, consent
        self._cancelled, self._alike = cancelled, alike
        self._pace = Pace(plan, tell, tools.clock)
        self._report = ImportReport(options.dry_run)
        self._there = {person.external_id for person in tools.store.everybody()}
        self._owners = tools.store.digests()
        # A photograph that is a template of another model only becomes one of this model, too.
        self._done = tools.store.digests(engine.gallery.model_id)
        self._taken: dict[str, str] = {}
        """Identifier of whoever got a photograph in this import, by its digest."""
        self._accepted = Accepted(engine.vision.extractor.dimension)
        self._reader = PhotoReader(bundle, tools.decode, self._done.__contains__, tools.lower_priority)

    def go(self) -> ImportReport:
        """Import everybody, or as many as the time until a stop allows."""
        started, people, photos = self._tools.clock.monotonic(), 0, 0
        stream = self._reader.stream(self._items())
        try:
            for (candidate, photo), loaded in stream:
                if self._cancelled():
                    self._report.cancelled = True
                    break
                if photo is not None and loaded is not None:
                    self._look_at(candidate, photo, loaded)
                    photos += 1
                elif photo is None:
                    self._finish(candidate)
                    people += 1
                self._pace.at(people, photos)
        except FacegateError as error:
            self._report.error = error
        finally:
            stream.close()
        self._report.left = len(self._plan.people) - people
        self._report.rows += self._leftovers()
        # As the list has them; each person is still followed by their photographs, and what stands in no line is last.
        if self._plan.format is not None:
            self._report.rows.sort(key=lambda row: row.lines[0] if row.lines else inf)
        self._report.seconds = self._tools.clock.monotonic() - started
        return self._report

    def _items(self) -> Iterator[tuple[tuple[_Candidate, _Photo | None], str | None]]:
        """Every person's photographs, then the person."""
        for planned in self._plan.people:
            identifier = planned.draft.profile.external_id
            known = self._people.find(identifier) if identifier in self._there else None
            candidate = _Candidate(planned, known, _block(known))
            for each in planned.photos:
                photo = _Photo(each)
                candidate.photos.append(photo)
                if each.file is None:
                    photo.refuse(each.reason or because(ReasonKind.MISSING))
                elif candidate.blocked is not None:
                    photo.refuse(candidate.blocked)
                else:
                    yield (candidate, photo), each.file
            yield (candidate, None), None

    def _leftovers(self) -> Iterator[ReportRow]:
        for row in self._plan.refused:
            name = row.folder or row.name
            yield ReportRow(Kind.PERSON, Outcome.REFUSED, row.identifier, name, "", row.lines, row.reasons)
            because_of = because(ReasonKind.PERSON_NOT_READ)
            for called in row.photos:
                photo = called.rpartition("/")[2] if row.folder else called
                yield ReportRow(Kind.PHOTO, Outcome.REFUSED, row.identifier, name, photo, row.lines, (because_of,))
        for name, reason in self._plan.loose:
            yield ReportRow(Kind.PHOTO, Outcome.REFUSED, photo=name, reasons=(reason,))

    # -- a photograph --------------------------------------------------------------------

    def _look_at(self, candidate: _Candidate, photo: _Photo, loaded: LoadedPhoto) -> None:
        photo.digest = loaded.digest
        digest = loaded.digest or ""
        owner = self._owners.get(digest)
        own = owner is not None and candidate.known is not None and owner == candidate.known.subject_id
        if own and digest in self._done:
            photo.outcome = Outcome.BEFORE
        elif (owner is not None and not own) or digest in self._taken:
            other = self._identifier(owner) if owner is not None and not own else self._taken[digest]
            photo.refuse(because(ReasonKind.SAME_PICTURE_ELSEWHERE, other=other))
        elif digest and any(other.digest == digest for other in candidate.photos if other is not photo):
            photo.refuse(because(ReasonKind.SAME_PICTURE))
        elif loaded.image is None:
            photo.refuse(loaded.reason or because(ReasonKind.DAMAGED))
        else:
            image = loaded.image
            try:
                sample = self._tools.use_vision(lambda vision: photo_sample(vision, image, ""))
            except EnrolmentError as error:
                words = error.message.removeprefix(": ")
                message = words[:1].upper() + words[1:]
                photo.refuse(because(ReasonKind.DEFECT, defect=error.fields.get("defect", ""), message=message))
            else:
                photo.sample = replace(sample, digest=digest)

    def _identifier(self, subject_id: SubjectId) -> str:
        try:
            return self._people.get(subject_id).external_id
        except NotFoundError:  # erased meanwhile
            return subject_id

    # -- a person ------------------------------------------------------------------------

    def _finish(self, candidate: _Candidate) -> None:
        try:
            verdict = self._add(candidate) if candidate.known is None else self._change(candidate, candidate.known)
        except _RefusedError as error:
            verdict = _Verdict(Outcome.REFUSED, (error.reason,))
        except AlreadyEnrolledError as error:
            other = error.subject.external_id
            others = {
                Known.FACE: because(ReasonKind.LOOK_ALIKE, other=other),
                Known.CARD: because(ReasonKind.CARD_TAKEN, other=other),
                Known.IDENTIFIER: because(ReasonKind.EXISTS, fields=Phrase("identifier")),
            }[error.known]
            verdict = _Verdict(Outcome.REFUSED, (others,))
        except (EnrolmentError, NotFoundError) as error:
            reason = because(
                ReasonKind.NOT_STORED, title=error.title, message=Phrase(error.message_template, **error.fields)
            )
            verdict = _Verdict(Outcome.REFUSED, (reason,))
        self._record(candidate, verdict)

    def _record(self, candidate: _Candidate, verdict: _Verdict) -> None:
        stored = verdict.outcome in (Outcome.ADDED, Outcome.UPDATED)
        for photo in candidate.usable:
            if stored:
                photo.outcome = Outcome.USED
                self._taken[photo.digest or ""] = candidate.profile.external_id
            else:
                photo.refuse(because(ReasonKind.PERSON_REFUSED))
        draft = candidate.planned.draft
        who = candidate.profile.external_id, candidate.profile.name
        self._report.rows.append(ReportRow(Kind.PERSON, verdict.outcome, *who, "", draft.lines, verdict.reasons))
        for photo in candidate.photos:
            outcome = photo.outcome or Outcome.REFUSED
            reasons = () if photo.reason is None else (photo.reason,)
            self._report.rows.append(ReportRow(Kind.PHOTO, outcome, *who, photo.planned.called, draft.lines, reasons))

    def _add(self, candidate: _Candidate) -> _Verdict:
        profile, pin = candidate.profile, candidate.planned.draft.pin
        self._limit(candidate, 0)
        self._keep_one_face(candidate)
        samples = candidate.samples
        if not samples:
            if not self._options.without_face:
                kind = ReasonKind.NO_USABLE_PHOTO if candidate.photos else ReasonKind.NO_PHOTO
                return _Verdict(Outcome.REFUSED, (because(kind),))
            if self._options.dry_run:
                self._people.check_profile(profile)
            else:
                self._people.add_without_face(profile, declined=False, pin_hash=self._hash(pin))
            return _Verdict(Outcome.ADDED, (because(ReasonKind.WITHOUT_FACE),))
        if self._options.dry_run:
            self._people.check_profile(profile)
            alike = self._others_alike(samples, None)
            self._accepted.add(profile.external_id, [sample.template for sample in samples])
        else:
            self._people.enrol(
                profile,
                samples,
                self._attested(),
                SampleSource.PHOTO,
                allow_look_alike=self._options.another_person,
                pin_hash=self._hash(pin),
            )
            alike = [self._identifier(subject_id) for subject_id in self._alike()]
        return _Verdict(Outcome.ADDED, _looks_like(alike))

    def _change(self, candidate: _Candidate, known: Subject) -> _Verdict:
        draft = candidate.planned.draft
        profile = _merged(draft.given, candidate.profile, known.profile)
        warnings: tuple[Reason, ...] = ()
        if profile.card != known.card and _differ_by_zeros(profile.card, known.card):
            # A reader gives the zeros, and a spreadsheet has lost them from one of the two: the stored number is in
            # use, and whoever does mean the other one gives it in the record itself.
            profile = replace(profile, card=known.card)
            warnings = (because(ReasonKind.CARD_ZEROS),)
        changes = [name for name in _FIELDS if getattr(profile, name) != getattr(known.profile, name)]
        if draft.pin is not None and self._is_new_pin(draft.pin, known):
            changes.append("PIN")
        if candidate.blocked is None:
            self._match(candidate, known)
        if candidate.usable:
            changes.append("photographs")
        if not changes:
            return _Verdict(Outcome.BEFORE, warnings)
        words = named_fields(changes)
        if not self._options.update:
            for photo in candidate.usable:
                photo.refuse(because(ReasonKind.NEEDS_UPDATE))
            return _Verdict(Outcome.REFUSED, (because(ReasonKind.EXISTS, fields=words), *warnings))
        if known.suspended_at is not None:
            return _Verdict(Outcome.REFUSED, (because(ReasonKind.SUSPENDED),))
        if "PIN" in changes and (objections := pin_objection(draft.pin, profile.card, profile.external_id)):
            # The list may give no card: it must not be that of the record either.
            return _Verdict(Outcome.REFUSED, (*objections, *warnings))
        alike = self._update(candidate, known, profile, changes)
        return _Verdict(Outcome.UPDATED, (because(ReasonKind.CHANGED, fields=words), *warnings, *_looks_like(alike)))

    def _update(self, candidate: _Candidate, known: Subject, profile: Profile, changes: Sequence[str]) -> list[str]:
        """Change a record in one transaction; returns whom the new photographs look like."""
        self._people.check_profile(profile, own=known.subject_id)
        samples = candidate.samples
        alike: list[str] = []
        if samples:
            alike = self._others_alike(samples, known.subject_id)
        if not self._options.dry_run:
            agreed = not samples or self._people.consents(known.subject_id)
            self._people.change(
                known,
                profile,
                pin_hash=self._hash(candidate.planned.draft.pin) if "PIN" in changes else None,
                samples=samples,
                consent=None if agreed else self._attested(),
                allow_look_alike=self._options.another_person,
            )
        return alike

    # -- faces ----------------------------------------------------------------------------

    def _limit(self, candidate: _Candidate, there: int) -> None:
        for photo in candidate.usable[max(0, MOST_PHOTOGRAPHS - there) :]:
            photo.refuse(because(ReasonKind.TOO_MANY_PHOTOS, most=MOST_PHOTOGRAPHS))

    def _keep_one_face(self, candidate: _Candidate) -> None:
        usable = candidate.usable
        kept = one_face(candidate.samples, self._engine.policy.threshold)
        kind = ReasonKind.OTHER_FACE if kept else ReasonKind.DIFFERENT_PEOPLE
        for place, photo in enumerate(usable):
            if place not in kept:
                photo.refuse(because(kind))

    def _match(self, candidate: _Candidate, known: Subject) -> None:
        """Refuse photographs that do not show whoever has the record."""
        there = self._tools.store.references_of(known.subject_id, self._engine.gallery.model_id)
        self._limit(candidate, len(there))
        if there:
            for photo in candidate.usable:
                if photo.sample is not None and not is_of_record(photo.sample, known.subject_id, self._engine):
                    photo.refuse(because(ReasonKind.NOT_THE_RECORD))
        else:
            self._keep_one_face(candidate)

    def _others_alike(self, samples: Sequence[EnrolmentSample], own: SubjectId | None) -> list[str]:
        """Identifiers of everybody who looks like them. Raises AlreadyEnrolledError or _RefusedError."""
        allowed = self._options.another_person
        alike = self._people.check_samples(samples, allow_look_alike=allowed, own=own)
        found = [one.subject.external_id for one in alike]
        if self._options.dry_run and own is None:
            templates = [sample.template for sample in samples]
            policy = self._engine.policy
            match = self._accepted.match(templates, policy.threshold) if policy.calibrated and not allowed else None
            if match is not None:
                raise _RefusedError(because(ReasonKind.LOOK_ALIKE, other=match))
            found += self._accepted.near(templates, self._engine.look_alikes.limit)
        return found

    # -- consent and PINs --------------------------------------------------------------------

    def _attested(self) -> Consent:
        if self._consent is None:
            raise EnrolmentError(
                "Consent not attested",
                "Nobody attests that the people in the import agreed to face recognition.",
                "Attest it, or try a dry run, which stores nothing.",
            )
        return self._consent

    def _hash(self, pin: str | None) -> str | None:
        return None if pin is None else self._tools.pins.hash(pin)

    def _is_new_pin(self, pin: str, known: Subject) -> bool:
        if not known.has_pin:
            return True
        # Comparing takes a tenth of a second, so only where something follows from it.
        return self._options.update and not self._tools.pins.verify(self._tools.store.pin_hash(known.subject_id), pin)


class _RefusedError(Exception):
    """A person who is not imported."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.kind)
        self.reason = reason


def _block(known: Subject | None) -> Reason | None:
    if known is not None and known.declined_at is not None:
        return because(ReasonKind.DECLINED)
    if known is not None and known.suspended_at is not None:
        return because(ReasonKind.SUSPENDED)
    return None


def _merged(given: frozenset[Column], wanted: Profile, known: Profile) -> Profile:
    """The record with what the import says; what it says nothing of stays."""
    said = {name: getattr(wanted, name) for name, columns in _FIELDS.items() if given & columns}
    return replace(known, **said)


def _differ_by_zeros(card: str | None, other: str | None) -> bool:
    return card is not None and other is not None and card.lstrip("0") == other.lstrip("0")


def _looks_like(others: Sequence[str]) -> tuple[Reason, ...]:
    return (because(ReasonKind.LOOKS_LIKE, other=", ".join(others)),) if others else ()
