"""What only a full record reads, in memory; implements :class:`facegate.domain.subject_access.SubjectAccess`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.domain.subject_access import AuditLine
from facegate.domain.templates import Template
from helpers.people_store import MemoryPeople
from helpers.world import NOON


class MemoryAccess:
    """Of people in memory; remembers whose record was taken out."""

    def __init__(self, store: MemoryPeople) -> None:
        self._store = store
        self.disclosed: list[SubjectId] = []

    def templates(self, subject_id: SubjectId) -> Iterator[tuple[ReferenceId, Template | None]]:
        yield from ((each.reference_id, each.template) for each in self._store.stored if each.subject_id == subject_id)

    def merged(self, subject_id: SubjectId) -> dict[SubjectId, datetime]:
        return {}

    def audit(self, subject_id: SubjectId) -> Iterator[AuditLine]:
        yield AuditLine(NOON, "tester", "enrol", {"references": 1})

    def looks(self, subject_id: SubjectId) -> list[EventId]:
        return []

    def negatives(self, subject_id: SubjectId) -> int:
        return 0

    def note_disclosure(self, subject_id: SubjectId, actor: str) -> None:
        self.disclosed.append(subject_id)
