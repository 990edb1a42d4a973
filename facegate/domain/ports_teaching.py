"""What learning from corrections needs from the outside: kept looks, and what they taught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from facegate.domain.ids import EventId, ModelId, ReferenceId, SubjectId
from facegate.domain.looks import KeptLook, LookPolicy
from facegate.domain.negatives import NegativeExample
from facegate.domain.templates import StoredReference


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
