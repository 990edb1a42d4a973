"""Making a new base of a gallery, in the background."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from facegate import logs
from facegate.domain.ids import ModelId
from facegate.gallery.base import Base
from facegate.gallery.cache import GalleryCache
from facegate.gallery.hnsw import HnswIndex
from facegate.gallery.overlay import folded
from facegate.gallery.priority import build_threads
from facegate.gallery.selftest import SelfTest, raise_ef
from facegate.gallery.snapshot import Snapshot
from facegate.gallery.table import ReferenceTable

# Rows added to an index between two looks at whether to stop: some 0.3 s of work at 100,000 references.
_BATCH = 500


class RebuildCancelledError(Exception):
    """The work was told to stop."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new base.

    Attributes:
        base: with an index if one was wanted and passed.
        self_test: of the index, passed or not; None where none was wanted.
        worth_keeping: the index is not the one in the cache.
    """

    base: Base
    self_test: SelfTest | None
    worth_keeping: bool


def rebuild(
    snapshot: Snapshot,
    model_id: ModelId,
    index_from: int,
    cache: GalleryCache | None,
    cancelled: Callable[[], bool],
) -> Rebuilt:
    """Fold a snapshot's changes into a new base and give it an index if it has ``index_from`` references.

    Raises:
        RebuildCancelledError: ``cancelled`` became true.
        GalleryError: not enough memory.
    """
    base = folded(snapshot).base
    if len(base) < index_from:
        return Rebuilt(base, None, worth_keeping=False)
    for start in (_head_start(snapshot, base.table, model_id, cache), None):
        began = time.monotonic()
        index = HnswIndex(base.table.dimension, len(base)) if start is None else start
        before = len(index)
        _complete(index, base.table, cancelled)
        self_test = raise_ef(base.with_index(index), cancelled)
        if self_test is None:
            raise RebuildCancelledError
        logs.gallery.info(
            "index of %d references (%d of them at hand) after %.1f s: ef %d, %d of %d probes missed, %s",
            len(index),
            before,
            time.monotonic() - began,
            self_test.ef,
            self_test.missed,
            self_test.probes,
            "used" if self_test.passed else "refused; counting stopped there",
        )
        if self_test.passed:
            return Rebuilt(base.with_index(index), self_test, worth_keeping=before < len(base))
        if start is None:
            break
    return Rebuilt(base, self_test, worth_keeping=False)


def _head_start(
    snapshot: Snapshot, table: ReferenceTable, model_id: ModelId, cache: GalleryCache | None
) -> HnswIndex | None:
    """An index of some of the table's references and no others: the last one, if nobody was erased, or the kept one.

    hnswlib can mark a reference as deleted but keeps its vector, so an erasure means building anew.
    """
    if snapshot.base.index is not None and not len(snapshot.hidden):
        return snapshot.base.index.copy(len(table))
    return cache.load(model_id, table) if cache is not None else None


def _complete(index: HnswIndex, table: ReferenceTable, cancelled: Callable[[], bool]) -> None:
    """Add the table's references that the index does not have."""
    rows = np.flatnonzero(~np.isin(table.ids, index.ids())) if len(index) else np.arange(len(table))
    threads = build_threads()
    for start in range(0, len(rows), _BATCH):
        if cancelled():
            raise RebuildCancelledError
        batch = rows[start : start + _BATCH]
        index.add(table.ids[batch], table.vectors[batch], threads)
