"""People in memory; implements :class:`facegate.domain.ports.PeopleStore` for tests of what stands on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from facegate.domain.access.watch_list import WatchBasis
from facegate.domain.ids import ModelId, ReferenceId, SubjectId, new_subject_id
from facegate.domain.merging import MergeReport
from facegate.domain.other_models import KeptPicture
from facegate.domain.people import (
    Consent,
    EnrolmentRecord,
    ErasureReport,
    NewReference,
    PersonName,
    ReferenceRecord,
    SampleSource,
    Subject,
)
from facegate.domain.people_query import EVERYBODY, KEEP, BulkChange, PeopleQuery, PersonState
from facegate.domain.profiles import Profile, as_card
from facegate.domain.templates import StoredReference
from facegate.errors import ChangedMeanwhileError, NotFoundError
from helpers.world import NOON

_replaced = replace


def _with(subject: Subject, profile: Profile) -> Subject:
    return replace(subject, **{name: getattr(profile, name) for name in Profile.__dataclass_fields__})


def _is_in(subject: Subject, query: PeopleQuery) -> bool:
    match query.state:
        case PersonState.FACE:
            return subject.references > 0
        case PersonState.NO_FACE:
            return subject.references == 0
        case PersonState.SUSPENDED:
            return subject.suspended_at is not None
        case _:
            assert query.today is not None
            return not subject.profile.is_valid_on(query.today)


class MemoryPeople:
    """Keeps what it is given; nothing more."""

    def __init__(self) -> None:
        self.people: dict[SubjectId, Subject] = {}
        self.stored: list[StoredReference] = []
        self.pictures: dict[ReferenceId, bytes | None] = {}
        self.given_consents: dict[SubjectId, list[Consent]] = {}
        self._ids = count(1)
        self.allowed_look_alikes = 0
        self.pins: dict[SubjectId, str] = {}
        self.duress: dict[SubjectId, str] = {}
        self.skipped: dict[SubjectId, tuple[str, ...]] = {}
        self.new: list[NewReference] = []
        self._digests: list[tuple[str, SubjectId, ModelId]] = []
        self.aliases: dict[SubjectId, SubjectId] = {}

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
        self.allowed_look_alikes = allowed_look_alikes
        subject = Subject(new_subject_id(), profile.external_id, profile.name, NOON, len(references))
        subject = replace(_with(subject, profile), declined_at=NOON if declined else None, has_pin=pin_hash is not None)
        self.people[subject.subject_id] = subject
        self.given_consents[subject.subject_id] = [] if consent is None else [consent]
        if pin_hash is not None:
            self.pins[subject.subject_id] = pin_hash
        stored = self.add_references(subject.subject_id, references, actor, skipped_poses=skipped_poses)
        return self.get(subject.subject_id), stored

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
        if consent is not None:
            self.given_consents[subject_id].append(consent)
        if replace:
            self.stored = [each for each in self.stored if each.subject_id != subject_id]
        self.skipped[subject_id] = tuple(skipped_poses)
        added = []
        for reference in references:
            stored = StoredReference(ReferenceId(next(self._ids)), subject_id, reference.template)
            self.pictures[stored.reference_id] = reference.picture
            added.append(stored)
        self.stored += added
        self.new += references
        self._digests += [
            (each.digest, subject_id, each.template.model_id) for each in references if each.digest is not None
        ]
        mine = sum(each.subject_id == subject_id for each in self.stored)
        self.people[subject_id] = _replaced(self.people[subject_id], references=mine)
        return added

    def decline(self, subject_id: SubjectId, actor: str) -> Subject:
        self.get(subject_id)
        self.stored = [each for each in self.stored if each.subject_id != subject_id]
        self.given_consents[subject_id] = []
        self.people[subject_id] = replace(self.people[subject_id], references=0, declined_at=NOON)
        return self.people[subject_id]

    def get(self, subject_id: SubjectId) -> Subject:
        subject_id = self.aliases.get(subject_id, subject_id)
        if subject_id not in self.people:
            raise NotFoundError("Unknown person", "There is no such person.", "Check the identifier.")
        return self.people[subject_id]

    def find(self, external_id: str) -> Subject | None:
        return next((s for s in self.people.values() if s.external_id == external_id), None)

    def find_card(self, card: str) -> Subject | None:
        return next((s for s in self.people.values() if s.card == card), None)

    def find_alike(self, card: str) -> list[Subject]:
        return [s for s in self.people.values() if as_card(s.external_id) == card]

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        return {name: self.people[name] for name in subject_ids if name in self.people}

    def search(self, query: PeopleQuery = EVERYBODY, limit: int = 100, offset: int = 0) -> list[Subject]:
        return sorted(self._found(query), key=lambda s: s.name, reverse=query.descending)[offset : offset + limit]

    def count(self, query: PeopleQuery = EVERYBODY) -> int:
        return len(self._found(query))

    def ids(self, query: PeopleQuery = EVERYBODY) -> list[SubjectId]:
        return [each.subject_id for each in self.search(query, len(self.people) + 1)]

    def _found(self, query: PeopleQuery) -> list[Subject]:
        return [
            s
            for s in self.people.values()
            if query.text.casefold() in f"{s.name} {s.external_id} {s.department} {s.card}".casefold()
            and query.department in (None, s.department)
            and (query.group is None or query.group in s.groups)
            and (query.state is None or _is_in(s, query))
        ]

    def merge(
        self,
        kept: SubjectId,
        other: SubjectId,
        profile: Profile,
        actor: str,
        *,
        revisions: tuple[int, int] | None = None,
    ) -> MergeReport:
        first, second = self.get(kept), self.people.pop(other)
        moved = [each for each in self.stored if each.subject_id == other]
        self.stored = [replace(each, subject_id=kept) if each in moved else each for each in self.stored]
        self.aliases = {old: kept if new == other else new for old, new in self.aliases.items()} | {other: kept}
        self.given_consents[kept] += self.given_consents.pop(other, [])
        self.people[kept] = replace(
            _with(first, profile), revision=first.revision + 1, references=first.references + second.references
        )
        return MergeReport(kept, other, len(moved))

    def everybody(self) -> Iterator[PersonName]:
        yield from (subject.called for subject in self.people.values())

    def merged(self) -> dict[SubjectId, SubjectId]:
        return dict(self.aliases)

    def departments(self) -> list[str]:
        return sorted({s.department for s in self.people.values() if s.department})

    def groups(self) -> list[str]:
        return sorted({group for s in self.people.values() for group in s.groups})

    def update(self, subject_id: SubjectId, profile: Profile, actor: str, *, revision: int | None = None) -> Subject:
        before = self.get(subject_id)
        if revision not in (None, before.revision):
            raise ChangedMeanwhileError("Changed meanwhile", "Somebody changed it.", "Look again.")
        self.people[subject_id] = replace(_with(before, profile), revision=before.revision + 1)
        return self.people[subject_id]

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
        self.update(subject_id, profile, actor, revision=revision)
        if pin_hash is not None:
            self.set_pin_hash(subject_id, pin_hash, actor)
        if references:
            self.add_references(subject_id, references, actor, consent=consent)
        return self.people[subject_id]

    def change_many(
        self,
        subject_ids: Sequence[SubjectId],
        change: BulkChange,
        actor: str,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        known = [each for each in subject_ids if each in self.people]
        for each in known:
            before = self.people[each]
            groups = (set(before.groups) | set(change.add_groups)) - set(change.remove_groups)
            given = {
                name: value
                for name in ("department", "valid_from", "valid_until")
                if (value := getattr(change, name)) is not KEEP
            }
            if change.suspended is not KEEP:
                given["suspended_at"] = NOON if change.suspended else None
            self.people[each] = replace(before, groups=tuple(sorted(groups)), revision=before.revision + 1, **given)
        return len(known)

    def set_pin_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        self.people[subject_id] = replace(self.get(subject_id), has_pin=pin_hash is not None)
        self.pins.pop(subject_id, None)
        if pin_hash is not None:
            self.pins[subject_id] = pin_hash

    def pin_hash(self, subject_id: SubjectId) -> str | None:
        return self.pins.get(subject_id)

    def set_duress_hash(self, subject_id: SubjectId, pin_hash: str | None, actor: str) -> None:
        self.get(subject_id)
        self.duress.pop(subject_id, None)
        if pin_hash is not None:
            self.duress[subject_id] = pin_hash

    def duress_hash(self, subject_id: SubjectId) -> str | None:
        return self.duress.get(subject_id)

    def enrolments(self, subject_id: SubjectId) -> list[EnrolmentRecord]:
        return []

    def picture(self, reference_id: ReferenceId) -> bytes | None:
        return self.pictures.get(reference_id)

    def portraits(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, ReferenceId]:
        kept = {each.subject_id: each.reference_id for each in self.stored if self.pictures.get(each.reference_id)}
        return {who: kept[who] for who in subject_ids if who in kept}

    def digests(self, model_id: ModelId | None = None) -> dict[str, SubjectId]:
        return {
            digest: owner
            for digest, owner, model in self._digests
            if owner in self.people and model_id in (None, model)
        }

    def references_of(
        self, subject_id: SubjectId, model_id: ModelId, *, even_suspended: bool = False
    ) -> list[StoredReference]:
        found = self.stored if even_suspended else self.references(model_id)
        return [each for each in found if each.subject_id == subject_id and each.template.model_id == model_id]

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        self.get(subject_id)
        del self.people[subject_id]
        before = len(self.stored)
        self.stored = [reference for reference in self.stored if reference.subject_id != subject_id]
        return ErasureReport(subject_id, before - len(self.stored), 0, 1, 0, NOON)

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        yield from (
            each
            for each in self.stored
            if each.template.model_id == model_id
            and (each.subject_id not in self.people or self.people[each.subject_id].suspended_at is None)
        )

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        return [
            ReferenceRecord(each.reference_id, each.template.model_id, 0.9, SampleSource.PHOTO, NOON)
            for each in self.stored
            if each.subject_id == subject_id
        ]

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        return [reference.reference_id for reference in self.references(model_id)]

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        return self.given_consents[subject_id]

    def agreed_texts(self) -> dict[str, int]:
        return Counter(given[-1].text_sha256 for given in self.given_consents.values() if given)

    # facegate.domain.other_models.ModelReferences

    def without(self, model_id: ModelId) -> list[SubjectId]:
        have = {reference.subject_id for reference in self.references(model_id)}
        enrolled = {reference.subject_id for reference in self.stored} - have
        return [s.subject_id for s in self.search(limit=len(self.people) + 1) if s.subject_id in enrolled]

    def with_pictures(self, subject_ids: Sequence[SubjectId]) -> set[SubjectId]:
        return {each for each in subject_ids if self.kept_pictures(each)}

    def kept_pictures(self, subject_id: SubjectId) -> list[KeptPicture]:
        return [
            KeptPicture(each.reference_id, each.template.model_id, 0.8, SampleSource.PHOTO, picture)
            for each in self.stored
            if each.subject_id == subject_id and (picture := self.pictures.get(each.reference_id)) is not None
        ]
