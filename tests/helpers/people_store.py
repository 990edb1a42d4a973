"""People in memory; implements :class:`facegate.domain.ports.PeopleStore` for tests of what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from facegate.domain.ids import ModelId, ReferenceId, SubjectId, new_subject_id
from facegate.domain.other_models import KeptPicture
from facegate.domain.people import Consent, ErasureReport, NewReference, ReferenceRecord, SampleSource, Subject
from facegate.domain.templates import StoredReference
from facegate.errors import NotFoundError
from helpers.world import NOON


class MemoryPeople:
    """Keeps what it is given; nothing more."""

    def __init__(self) -> None:
        self.people: dict[SubjectId, Subject] = {}
        self.stored: list[StoredReference] = []
        self.pictures: dict[ReferenceId, bytes | None] = {}
        self.given_consents: dict[SubjectId, list[Consent]] = {}
        self._ids = count(1)
        self.allowed_look_alikes = 0

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
        self.allowed_look_alikes = allowed_look_alikes
        subject = Subject(new_subject_id(), external_id, name, NOON, len(references))
        self.people[subject.subject_id] = subject
        self.given_consents[subject.subject_id] = [consent]
        return subject, self.add_references(subject.subject_id, references, actor)

    def add_references(
        self, subject_id: SubjectId, references: Sequence[NewReference], actor: str
    ) -> list[StoredReference]:
        added = []
        for reference in references:
            stored = StoredReference(ReferenceId(next(self._ids)), subject_id, reference.template)
            self.pictures[stored.reference_id] = reference.picture
            added.append(stored)
        self.stored += added
        return added

    def get(self, subject_id: SubjectId) -> Subject:
        if subject_id not in self.people:
            raise NotFoundError("Unknown person", "There is no such person.", "Check the identifier.")
        return self.people[subject_id]

    def find(self, external_id: str) -> Subject | None:
        return next((s for s in self.people.values() if s.external_id == external_id), None)

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        return {name: self.people[name] for name in subject_ids if name in self.people}

    def search(self, text: str = "", limit: int = 100, offset: int = 0) -> list[Subject]:
        found = [s for s in self.people.values() if text.casefold() in (s.name + s.external_id).casefold()]
        return sorted(found, key=lambda s: s.name)[offset : offset + limit]

    def count(self, text: str = "") -> int:
        return len(self.search(text, limit=len(self.people) + 1))

    def update(self, subject_id: SubjectId, name: str, external_id: str, actor: str) -> Subject:
        self.people[subject_id] = replace(self.get(subject_id), name=name, external_id=external_id)
        return self.people[subject_id]

    def erase(self, subject_id: SubjectId, actor: str) -> ErasureReport:
        self.get(subject_id)
        del self.people[subject_id]
        before = len(self.stored)
        self.stored = [reference for reference in self.stored if reference.subject_id != subject_id]
        return ErasureReport(subject_id, before - len(self.stored), 0, 1, 0, NOON)

    def references(self, model_id: ModelId) -> Iterator[StoredReference]:
        yield from (reference for reference in self.stored if reference.template.model_id == model_id)

    def reference_records(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        return []

    def reference_ids(self, model_id: ModelId) -> list[ReferenceId]:
        return [reference.reference_id for reference in self.references(model_id)]

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        return self.given_consents[subject_id]

    # facegate.domain.other_models.ModelReferences

    def without(self, model_id: ModelId) -> list[SubjectId]:
        have = {reference.subject_id for reference in self.references(model_id)}
        return [s.subject_id for s in self.search(limit=len(self.people) + 1) if s.subject_id not in have]

    def with_pictures(self, subject_ids: Sequence[SubjectId]) -> set[SubjectId]:
        return {each for each in subject_ids if self.kept_pictures(each)}

    def kept_pictures(self, subject_id: SubjectId) -> list[KeptPicture]:
        return [
            KeptPicture(each.reference_id, each.template.model_id, 0.8, SampleSource.PHOTO, picture)
            for each in self.stored
            if each.subject_id == subject_id and (picture := self.pictures.get(each.reference_id)) is not None
        ]
