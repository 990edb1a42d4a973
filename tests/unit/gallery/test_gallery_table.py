"""Ids, owners and vectors stay together, whatever is appended, taken out or put in order."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import population, reference, references, subject

from facegate.errors import BugError
from facegate.gallery.table import GrowingTable, ReferenceTable


def rows(table: ReferenceTable) -> dict[int, tuple[str, bytes]]:
    return {
        int(table.ids[row]): (table.subjects[table.owners[row]], table.vectors[row].tobytes())
        for row in range(len(table))
    }


def test_a_view_does_not_change_when_the_table_grows() -> None:
    stored = references(population(100, 3, 8), 3)
    table = GrowingTable(8)
    for one in stored[:50]:
        table.append(one)
    view = table.view()
    before = rows(view)
    for one in stored[50:]:
        table.append(one)
    assert rows(view) == before
    assert len(table) == 300
    assert rows(table.view()) == {one.reference_id: (one.subject_id, one.template.vector.tobytes()) for one in stored}


def test_extending_recodes_persons() -> None:
    stored = references(population(10, 2, 8), 2)
    first, second = GrowingTable(8), GrowingTable(8)
    for one in stored[10:]:
        first.append(one)
    for one in stored[:14]:
        second.append(one)
    keep = second.view().owners != second.view().subjects.index(subject(2))
    keep[10:] = False  # those that are in the first table already
    first.extend(second.view(), keep)
    expected = [one for one in stored if one.subject_id != subject(2)]
    assert rows(first.finished()) == {
        one.reference_id: (one.subject_id, one.template.vector.tobytes()) for one in expected
    }
    assert subject(2) not in first.finished().subjects


def test_finished_puts_rows_in_order_of_id() -> None:
    stored = references(population(20, 2, 8), 2)
    table = GrowingTable(8)
    for one in reversed(stored):
        table.append(one)
    finished = table.finished()
    assert finished.ids.tolist() == sorted(finished.ids.tolist())
    assert rows(finished) == {one.reference_id: (one.subject_id, one.template.vector.tobytes()) for one in stored}


def test_finished_refuses_one_id_twice() -> None:
    table = GrowingTable(8)
    for one in references(population(3, 1, 8), 1):
        table.append(one)
    table.append(reference(2, 7, np.ones(8, np.float32)))
    with pytest.raises(BugError, match="Reference 2"):
        table.finished()


def test_a_finished_table_gives_spare_memory_back() -> None:
    table = GrowingTable(128, expected=10_000)
    table.append(reference(1, 1, np.ones(128, np.float32)))
    assert table.finished().vectors.base is None
