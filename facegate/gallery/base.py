"""The large, unchanging part of a gallery: a table, its persons, and an index where it pays."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np

from facegate.domain.comparison import squared_distances
from facegate.domain.identification import Candidate
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import Vector
from facegate.gallery.exact import PERSONS, nearest_persons
from facegate.gallery.index import Index
from facegate.gallery.table import ReferenceTable, Rows
from facegate.gallery.verdict import SelfTest

# Neighbours asked of the index until two persons are among them. The first covers three persons of five references;
# beyond the last, exact search is as fast.
_NEIGHBOUR_STEPS = (16, 64, 256, 1024)
# Persons, nearest neighbour first, whose references are all scored: more than the two that are wanted mend what the
# index missed.
_PERSONS_SCORED = 8


@dataclass(frozen=True, slots=True)
class Hidden:
    """Persons of a base that were erased since it was made.

    Attributes:
        codes: the persons.
        rows: all their references.
    """

    codes: frozenset[int]
    rows: Rows

    def __len__(self) -> int:
        """References."""
        return len(self.rows)


NOBODY = Hidden(frozenset(), np.empty(0, np.int64))


class Base:
    """Immutable; safe from several threads.

    Attributes:
        table: references in ascending order of id.
        index: of exactly these references, None where exact search answers.
        self_test: that the index passed; None before it did.
    """

    def __init__(self, table: ReferenceTable) -> None:
        self.table = table
        self.index: Index | None = None
        self.self_test: SelfTest | None = None
        self._order: Rows = np.argsort(table.owners, kind="stable")
        self._starts: Rows = np.searchsorted(table.owners[self._order], np.arange(len(table.subjects) + 1))
        self._codes = {subject_id: code for code, subject_id in enumerate(table.subjects)}

    def __len__(self) -> int:
        """References."""
        return len(self.table)

    def with_index(self, index: Index, self_test: SelfTest | None = None) -> Base:
        """The same references with an index of exactly them, and what is known of it."""
        other = copy.copy(self)
        other.index, other.self_test = index, self_test
        return other

    def code(self, subject_id: SubjectId) -> int | None:
        """The person's position in the table, None if they are not in it."""
        return self._codes.get(subject_id)

    def rows_of(self, code: int) -> Rows:
        """All references of a person."""
        return self._order[self._starts[code] : self._starts[code + 1]]

    def owner_of(self, reference_id: ReferenceId) -> int | None:
        """Whose a reference is, None if it is not here."""
        row = int(np.searchsorted(self.table.ids, reference_id))
        if row == len(self.table) or self.table.ids[row] != reference_id:
            return None
        return int(self.table.owners[row])

    def hide(self, hidden: Hidden, code: int) -> Hidden:
        """One person more."""
        if code in hidden.codes:
            return hidden
        return Hidden(hidden.codes | {code}, np.concatenate([hidden.rows, self.rows_of(code)]))

    def nearest(self, probe: Vector, hidden: Hidden = NOBODY) -> list[Candidate]:
        """The two nearest persons, nearest first, distances exact."""
        found = self.nearest_by_index(probe, hidden)
        return nearest_persons(self.table, probe, hidden.rows) if found is None else found

    def nearest_by_index(self, probe: Vector, hidden: Hidden = NOBODY) -> list[Candidate] | None:
        """What the index finds, distances exact; None without an index, or where it does not see two persons."""
        if self.index is None:
            return None
        seen = 0
        for wanted in _NEIGHBOUR_STEPS:
            if wanted <= seen:
                continue
            ids = self.index.nearest(probe, wanted)
            if ids is None:
                return None
            seen = len(ids)
            # In order: jumping to and fro takes three times as long among a million.
            persons = self._persons(probe, np.searchsorted(self.table.ids, np.sort(ids)), hidden)
            if len(persons) >= PERSONS:
                scored = [self._score(probe, code) for code in persons]
                return sorted(scored, key=lambda candidate: candidate.distance)[:PERSONS]
        return None

    def _persons(self, probe: Vector, rows: Rows, hidden: Hidden) -> list[int]:
        """The persons of some references, nearest first, those who are not hidden; no more than are to be scored."""
        order = np.argsort(squared_distances(probe, self.table.vectors[rows]), kind="stable")
        persons: dict[int, None] = {}
        for row in rows[order]:
            code = int(self.table.owners[row])
            if code not in hidden.codes:
                persons[code] = None
                if len(persons) == _PERSONS_SCORED:
                    break
        return list(persons)

    def _score(self, probe: Vector, code: int) -> Candidate:
        """A person's nearest reference, all of them compared: the index may have seen only some."""
        rows = self.rows_of(code)
        distances = squared_distances(probe, self.table.vectors[rows])
        best = int(distances.argmin())
        return Candidate(
            self.table.subjects[code], ReferenceId(int(self.table.ids[rows[best]])), float(distances[best])
        )
