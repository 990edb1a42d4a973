"""Exact search against distances worked out one by one."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.vectors import oracle, population, references, table_of

from facegate.gallery.exact import nearest_persons

EACH = 4
VECTORS = population(60, EACH, 32)
STORED = references(VECTORS, EACH)
TABLE = table_of(VECTORS, EACH)


def test_two_nearest_persons() -> None:
    for probe in population(30, 1, 32, seed=9):
        found = nearest_persons(TABLE, probe)
        assert [(one.subject_id, pytest.approx(one.distance, abs=1e-5)) for one in found] == oracle(STORED, probe)


def test_the_reference_named_is_the_nearest_of_its_person() -> None:
    probe = VECTORS[13]
    found = nearest_persons(TABLE, probe)
    assert found[0].reference_id == 14
    assert found[0].distance == pytest.approx(0.0, abs=1e-5)


def test_hidden_rows_do_not_count() -> None:
    probe = VECTORS[13]
    own = np.arange(12, 16)
    found = nearest_persons(TABLE, probe, own)
    assert [one.subject_id for one in found] == [
        who for who, _ in oracle([one for row, one in enumerate(STORED) if row not in own], probe)
    ]


def test_fewer_persons_than_two() -> None:
    assert nearest_persons(table_of(VECTORS[:0], EACH), VECTORS[0]) == []
    assert len(nearest_persons(table_of(VECTORS[:EACH], EACH), VECTORS[50])) == 1
    assert nearest_persons(table_of(VECTORS[:EACH], EACH), VECTORS[50], np.arange(EACH)) == []
