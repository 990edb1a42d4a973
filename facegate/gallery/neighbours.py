"""Who is close to whom: everybody near a probe, and the nearest other person of somebody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facegate.domain.comparison import squared_distances
from facegate.domain.identification import Candidate
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import Vector
from facegate.gallery.snapshot import Snapshot
from facegate.gallery.table import ReferenceTable

_ROWS_AT_ONCE = 65_536
"""References compared at a time: what is held beside the table stays below a megabyte."""


def everybody_near(snapshot: Snapshot, probe: Vector, distance: float) -> list[Candidate]:
    """Everybody within a squared distance of a probe, shape (D,), by their nearest reference, nearest first; exact."""
    hidden = snapshot.hidden.codes
    best: dict[SubjectId, Candidate] = {}
    for table, gone in ((snapshot.base.table, hidden), (snapshot.recent, frozenset())):
        for candidate in _within(table, probe, distance, gone):
            known = best.get(candidate.subject_id)
            if known is None or candidate.distance < known.distance:
                best[candidate.subject_id] = candidate
    return sorted(best.values(), key=lambda candidate: candidate.distance)


def nearest_other(snapshot: Snapshot, subject_id: SubjectId) -> float | None:
    """Squared distance between a person's references and anybody else's; None where there is none.

    Searched as a probe is, by the index where there is one: one search a reference.
    """
    # The two nearest persons of one's own reference: one of them is somebody else, also where a third is as near.
    found = [
        candidate.distance
        for vector in _vectors_of(snapshot, subject_id)
        for candidate in snapshot.search(vector).candidates
        if candidate.subject_id != subject_id
    ]
    return min(found, default=None)


def _within(table: ReferenceTable, probe: Vector, distance: float, hidden: frozenset[int]) -> Iterator[Candidate]:
    for start in range(0, len(table), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        distances = squared_distances(probe, table.vectors[part])
        for row in np.flatnonzero(distances <= distance).tolist():
            owner = int(table.owners[start + row])
            if owner not in hidden:
                reference_id = ReferenceId(int(table.ids[start + row]))
                yield Candidate(table.subjects[owner], reference_id, float(distances[row]))


def _vectors_of(snapshot: Snapshot, subject_id: SubjectId) -> Iterator[Vector]:
    base, recent = snapshot.base, snapshot.recent
    code = base.code(subject_id)
    if code is not None and code not in snapshot.hidden.codes:
        yield from base.table.vectors[base.rows_of(code)]
    if len(recent) and subject_id in recent.subjects:
        yield from recent.vectors[recent.owners == recent.subjects.index(subject_id)]
