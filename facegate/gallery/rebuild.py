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
from facegate.gallery.engines import new_index
from facegate.gallery.index import Engine, Index
from facegate.gallery.overlay import folded
from facegate.gallery.priority import build_threads
from facegate.gallery.selftest import raise_effort
from facegate.gallery.snapshot import Snapshot
from facegate.gallery.table import ReferenceTable
from facegate.gallery.verdict import SelfTest


class RebuildCancelledError(Exception):
    """The work was told to stop."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new base.

    Attributes:
        base: with an index if one was wanted and passed.
        engine: the kind of index that was wanted.
        self_test: of the index, passed or not; None where none was wanted.
        worth_keeping: the index is not the one in the cache.
    """

    base: Base
    engine: Engine
    self_test: SelfTest | None
    worth_keeping: bool


def rebuild(
    snapshot: Snapshot,
    model_id: ModelId,
    engine: Engine,
    cache: GalleryCache | None,
    cancelled: Callable[[], bool],
) -> Rebuilt:
    """Fold a snapshot's changes into a new base and give it an index of that kind, none with ``EXACT``.

    An index that was good enough is not tested again before it has grown by a tenth.

    Raises:
        RebuildCancelledError: ``cancelled`` became true.
        GalleryError: not enough memory.
    """
    base = folded(snapshot).base
    if engine is Engine.EXACT:
        return Rebuilt(base, engine, None, worth_keeping=False)
    for start in (_head_start(snapshot, base.table, model_id, engine, cache), None):
        began = time.monotonic()
        index, known = start or (new_index(engine, base.table), None)
        before = len(index)
        _complete(index, base.table, cancelled)
        built = time.monotonic()
        inherited = known is not None and known.covers(len(base))
        self_test = known if inherited else raise_effort(base.with_index(index), cancelled)
        if self_test is None:
            raise RebuildCancelledError
        logs.gallery.info(
            "%s of %d references (%d of them at hand) after %.1f s and a self-test of %.1f s: "
            "effort %d, %d of %d probes missed, %s",
            engine,
            len(index),
            before,
            built - began,
            time.monotonic() - built,
            self_test.effort,
            self_test.missed,
            self_test.probes,
            "used" if self_test.passed else "refused; counting stopped there",
        )
        if self_test.passed:
            changed = before < len(base) or not inherited
            return Rebuilt(base.with_index(index, self_test), engine, self_test, worth_keeping=changed)
        if start is None:
            break
    return Rebuilt(base, engine, self_test, worth_keeping=False)


def _head_start(
    snapshot: Snapshot, table: ReferenceTable, model_id: ModelId, engine: Engine, cache: GalleryCache | None
) -> tuple[Index, SelfTest | None] | None:
    """An index of some of the table's references and no others: the last one, if nobody was erased, or the kept one.

    Neither library takes a reference out again (hnswlib marks it and keeps its vector), so an erasure means building
    anew.
    """
    if snapshot.base.index is not None and not len(snapshot.hidden):
        return snapshot.base.index.copy(len(table)), snapshot.base.self_test
    return cache.load(model_id, engine, table) if cache is not None else None


def _complete(index: Index, table: ReferenceTable, cancelled: Callable[[], bool]) -> None:
    """Add the table's references that the index does not have."""
    rows = np.flatnonzero(~np.isin(table.ids, index.ids())) if len(index) else np.arange(len(table))
    threads = build_threads()
    for start in range(0, len(rows), index.batch):
        if cancelled():
            raise RebuildCancelledError
        batch = rows[start : start + index.batch]
        index.add(table.ids[batch], table.vectors[batch], threads)
