"""What only a person's own full record needs (GDPR, article 15): everything that is stored of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.domain.templates import Template


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change of a person's record.

    Attributes:
        occurred_at: aware, UTC.
        actor: account of the operating system.
        action: what was done, e.g. ``enrol``.
        details: numbers and names of fields, never values.
    """

    occurred_at: datetime
    actor: str
    action: str
    details: Mapping[str, object]


class SubjectAccess(Protocol):
    """Reads what nothing else has a use for. Thread-safe."""

    def templates(self, subject_id: SubjectId) -> Iterator[tuple[ReferenceId, Template | None]]:
        """Every template of a person, of all models and whether it is compared or not; None: it does not open."""

    def merged(self, subject_id: SubjectId) -> dict[SubjectId, datetime]:
        """Records that were merged into this one, and when (aware, UTC)."""

    def audit(self, subject_id: SubjectId) -> Iterator[AuditLine]:
        """What was changed in this record and those merged into it, oldest first."""

    def looks(self, subject_id: SubjectId) -> list[EventId]:
        """Events about the person whose look is kept."""

    def negatives(self, subject_id: SubjectId) -> int:
        """How many looks of others are kept that were taken for the person."""

    def note_disclosure(self, subject_id: SubjectId, actor: str) -> None:
        """Note in the audit that the full record was taken out. Raises NotFoundError."""
