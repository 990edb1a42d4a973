"""Looks and lessons in memory; implement the protocols of :mod:`facegate.domain.ports_teaching` for tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from facegate.domain.corrections import effective
from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.looks import Keep, KeptLook, LookPolicy
from facegate.domain.negatives import NegativeExample
from facegate.domain.people import NewReference, SampleSource
from facegate.domain.templates import StoredReference
from facegate.errors import EnrolmentError
from helpers.people_store import MemoryPeople
from helpers.world import MemoryLog


class MemoryLooks:
    """The looks that drafts brought; all are kept."""

    def __init__(self, log: MemoryLog) -> None:
        self.log = log
        self.policy = LookPolicy()

    def get(self, event_id: EventId) -> KeptLook | None:
        look = self.log.looks.get(event_id)
        return look and KeptLook(event_id, self.log.get(event_id).occurred_at, look.template, look.quality)

    def unidentified(self, first: datetime | None, last: datetime | None, model_id: ModelId) -> Iterator[KeptLook]:
        for event_id in self.log.looks:
            event, look = self.log.get(event_id), self.get(event_id)
            within = (first is None or event.occurred_at >= first) and (last is None or event.occurred_at < last)
            known = effective(event, self.log.corrections()).identified
            if look and within and not known and look.template.model_id == model_id:
                yield look

    def configure(self, policy: LookPolicy) -> None:
        self.policy = policy

    def purge(self) -> int:
        """Forgets strangers where only looks at the enrolled are kept."""
        if self.policy.keep is not Keep.ENROLLED:
            return 0
        holding = self.log.corrections()
        gone = [each for each in self.log.looks if not effective(self.log.get(each), holding).identified]
        for event_id in gone:
            del self.log.looks[event_id]
        return len(gone)


class MemoryTeaching:
    """What was taught; updates go to the people's references."""

    def __init__(self, people: MemoryPeople) -> None:
        self.people = people
        self.examples: list[tuple[NegativeExample, EventId]] = []
        self.updates: dict[EventId, StoredReference] = {}

    def negatives(self) -> Iterator[NegativeExample]:
        yield from (example for example, _ in self.examples)

    def add_negative(self, correction_id: EventId, subject_id: SubjectId, look: KeptLook, actor: str) -> None:
        self.examples.append((NegativeExample(correction_id, subject_id, look.template), look.event_id))

    def remove_negative(self, correction_id: EventId, actor: str) -> bool:
        return self._keep([each for each in self.examples if each[0].correction_id != correction_id])

    def drop_negatives(self, actor: str) -> None:
        self.examples.clear()

    def remove_negatives_of(self, event_id: EventId, subject_id: SubjectId, actor: str) -> bool:
        return self._keep([each for each in self.examples if (each[1], each[0].subject_id) != (event_id, subject_id)])

    def add_update(self, subject_id: SubjectId, look: KeptLook, most: int, actor: str) -> StoredReference:
        reference = NewReference(look.template, look.quality, SampleSource.UPDATE)
        (stored,) = self.people.add_references(subject_id, [reference], actor)
        self.updates[look.event_id] = stored
        return stored

    def update_of(self, event_id: EventId) -> tuple[SubjectId, ReferenceId] | None:
        stored = self.updates.get(event_id)
        return stored and (stored.subject_id, stored.reference_id)

    def remove_reference(self, subject_id: SubjectId, reference_id: ReferenceId, actor: str) -> None:
        mine = next(each for each in self.people.stored if each.reference_id == reference_id)
        confirmed = any(each.reference_id == reference_id for each in self.updates.values())
        if not confirmed and len(self.references_of(subject_id, mine.template.model_id)) == 1:
            raise EnrolmentError("Last reference", "It is the last one.", "Add samples first.")
        self.people.stored = [each for each in self.people.stored if each.reference_id != reference_id]
        self.updates = {key: each for key, each in self.updates.items() if each.reference_id != reference_id}

    def reconcile(self, actor: str) -> list[SubjectId]:
        """Nothing is ever stopped half-way in memory."""
        return []

    def references_of(self, subject_id: SubjectId, model_id: ModelId) -> list[StoredReference]:
        return [each for each in self.people.references(model_id) if each.subject_id == subject_id]

    def _keep(self, examples: list[tuple[NegativeExample, EventId]]) -> bool:
        before, self.examples = len(self.examples), examples
        return len(examples) < before
