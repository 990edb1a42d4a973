"""References as columns: ids, owners and one matrix of vectors.

A row is a reference. Id, owner and vector of a reference are written and moved
together, so a name cannot slide to a neighbour's vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import StoredReference
from facegate.errors import BugError

Ids: TypeAlias = npt.NDArray[np.int64]
"""Reference ids, shape (N,)."""

Rows: TypeAlias = npt.NDArray[np.int64]
"""Row numbers of a table, shape (N,)."""

Codes: TypeAlias = npt.NDArray[np.int32]
"""Persons as positions in a table's ``subjects``, shape (N,)."""

Matrix: TypeAlias = npt.NDArray[np.float32]
"""Unit vectors, shape (N, D), C order."""

_LEAST_CAPACITY = 64
# Rows kept for nothing in a table that no longer grows: more than this share is given back.
_WASTE_ALLOWED = 0.125


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceTable:
    """References of one model; immutable.

    Attributes:
        ids: see :data:`Ids`.
        owners: see :data:`Codes`; whose each row is.
        vectors: see :data:`Matrix`.
        subjects: persons by code. May grow at its end while this table lives;
            codes of this table stay valid.
    """

    ids: Ids
    owners: Codes
    vectors: Matrix
    subjects: Sequence[SubjectId]

    def __len__(self) -> int:
        """Rows."""
        return int(self.ids.shape[0])

    @property
    def dimension(self) -> int:
        """D."""
        return int(self.vectors.shape[1])


class GrowingTable:
    """A table that rows are appended to. For one writer; any thread may read its :meth:`view`.

    Rows behind a view's end are the only ones written, and growing allocates
    anew, so a view never changes. Appending costs one copy of a row on average.
    """

    def __init__(self, dimension: int, expected: int = 0) -> None:
        capacity = max(_LEAST_CAPACITY, expected)
        self._ids: Ids = np.empty(capacity, np.int64)
        self._owners: Codes = np.empty(capacity, np.int32)
        self._vectors: Matrix = np.empty((capacity, dimension), np.float32)
        self._subjects: list[SubjectId] = []
        self._codes: dict[SubjectId, int] = {}
        self._count = 0

    def __len__(self) -> int:
        """Rows."""
        return self._count

    def append(self, reference: StoredReference) -> None:
        """Add one reference; whoever calls has checked its model and dimension."""
        self._reserve(1)
        row = self._count
        self._ids[row] = reference.reference_id
        self._owners[row] = self._code(reference.subject_id)
        self._vectors[row] = reference.template.vector
        self._count = row + 1

    def extend(self, table: ReferenceTable, keep: npt.NDArray[np.bool_] | None = None) -> None:
        """Add the rows of another table, those with ``keep`` only where it is given, shape (N,)."""
        rows: Rows | slice = slice(None) if keep is None else np.flatnonzero(keep)
        owners = table.owners[rows]
        self._reserve(len(owners))
        new = slice(self._count, self._count + len(owners))
        present = np.unique(owners)
        recoded = np.zeros(len(table.subjects), np.int32)
        recoded[present] = [self._code(table.subjects[code]) for code in present.tolist()]
        self._ids[new] = table.ids[rows]
        self._owners[new] = recoded[owners]
        # Straight into place: vectors are the bulk, and a temporary would double them.
        if isinstance(rows, slice):
            self._vectors[new] = table.vectors
        else:
            np.take(table.vectors, rows, axis=0, out=self._vectors[new], mode="clip")
        self._count = new.stop

    def view(self) -> ReferenceTable:
        """The rows so far, without copying them."""
        count = self._count
        return ReferenceTable(self._ids[:count], self._owners[:count], self._vectors[:count], self._subjects)

    def finished(self) -> ReferenceTable:
        """The rows in ascending order of id, for a table that no longer grows.

        Raises:
            BugError: an id occurs twice.
        """
        table = self.view()
        steps = np.diff(table.ids)
        if (steps < 0).any():
            order = np.argsort(table.ids, kind="stable")
            table = ReferenceTable(table.ids[order], table.owners[order], table.vectors[order], table.subjects)
            steps = np.diff(table.ids)
        elif self._count < len(self._ids) * (1.0 - _WASTE_ALLOWED):
            table = ReferenceTable(table.ids.copy(), table.owners.copy(), table.vectors.copy(), table.subjects)
        if (steps == 0).any():
            raise BugError(
                "Reference twice in the gallery",
                "Reference {reference} was loaded twice.",
                "Please report this.",
                reference=ReferenceId(int(table.ids[int(np.flatnonzero(steps == 0)[0])])),
            )
        return table

    def _code(self, subject_id: SubjectId) -> int:
        code = self._codes.get(subject_id)
        if code is None:
            code = self._codes[subject_id] = len(self._subjects)
            self._subjects.append(subject_id)
        return code

    def _reserve(self, rows: int) -> None:
        needed = self._count + rows
        if needed <= len(self._ids):
            return
        capacity = max(needed, 2 * len(self._ids))
        ids, owners, vectors = self._ids, self._owners, self._vectors
        self._ids = np.empty(capacity, np.int64)
        self._owners = np.empty(capacity, np.int32)
        self._vectors = np.empty((capacity, vectors.shape[1]), np.float32)
        self._ids[: self._count] = ids[: self._count]
        self._owners[: self._count] = owners[: self._count]
        self._vectors[: self._count] = vectors[: self._count]
