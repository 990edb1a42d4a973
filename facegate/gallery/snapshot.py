"""What one search sees: unchanging, so that it needs no lock."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.identification import Candidate, CandidateList
from facegate.domain.ids import SubjectId
from facegate.domain.templates import Vector
from facegate.gallery.base import Base, Hidden
from facegate.gallery.exact import PERSONS, nearest_persons
from facegate.gallery.table import ReferenceTable


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A base, what was enrolled since it was made, and who was erased from it since.

    Attributes:
        base: the bulk.
        recent: enrolled since; small, searched exactly.
        hidden: persons of the base who were erased; nobody in ``recent`` was.
    """

    base: Base
    recent: ReferenceTable
    hidden: Hidden

    def __len__(self) -> int:
        """References that can be found."""
        return len(self.base) - len(self.hidden) + len(self.recent)

    @property
    def pending(self) -> int:
        """References that a new base would have more or less than this one."""
        return len(self.recent) + len(self.hidden)

    def search(self, probe: Vector) -> CandidateList:
        """The two nearest persons (fewer where there are fewer), distances exact; probe of shape (D,).

        Two from each part are enough, also for somebody with references in
        both: whoever is among the two nearest is so in the part that holds
        their nearest reference, as others can only be nearer overall.
        """
        return self._two_of(self.base.nearest(probe, self.hidden), probe)

    def search_exactly(self, probe: Vector) -> CandidateList:
        """The same without an index: what an index is measured by."""
        return self._two_of(nearest_persons(self.base.table, probe, self.hidden.rows), probe)

    def _two_of(self, found: list[Candidate], probe: Vector) -> CandidateList:
        """The two nearest of those found in the base and all enrolled since."""
        best: dict[SubjectId, Candidate] = {}
        for candidate in sorted([*found, *nearest_persons(self.recent, probe)], key=lambda one: one.distance):
            best.setdefault(candidate.subject_id, candidate)
        return CandidateList(tuple(best.values())[:PERSONS])
