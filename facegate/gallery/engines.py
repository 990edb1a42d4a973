"""Which index a gallery gets.

Measured on made-up people (``evaluation.population``), 3,000 looks at them, both persons counted, processor time on one
core: at 100,000 references the scan takes 0.9 ms and misses nobody, exact search 2.1 ms, HNSW (M 32) 5.3 ms at ef 1024,
where it still misses the runner-up of 0.2 %; at 1,000,000 the scan takes 4 ms, exact search 22 ms. Codes of a million
are made in 10 s; a graph of 100,000 takes 130 s. hnswlib stays for machines that faiss has no wheel for.
"""

from __future__ import annotations

from functools import cache

from facegate import logs
from facegate.gallery.hnsw import HnswIndex
from facegate.gallery.hnsw import from_kept as hnsw_from_kept
from facegate.gallery.index import Engine, Index, Kept
from facegate.gallery.table import ReferenceTable


@cache
def best_engine() -> Engine:
    """The fastest index that this machine has."""
    try:
        # Here, not above: it takes half a second, and a small gallery needs none of it.
        import facegate.gallery.scan  # noqa: F401
    except ImportError as error:
        logs.gallery.warning("no faiss on this machine (%s): hnswlib is used", type(error).__name__)
        return Engine.HNSW
    return Engine.SCAN


def settings_of(engine: Engine) -> str:
    """Names what an index of that kind is built with."""
    if engine is Engine.SCAN:
        from facegate.gallery.scan import ScanIndex

        return ScanIndex.settings
    return HnswIndex.settings


def new_index(engine: Engine, table: ReferenceTable) -> Index:
    """An empty index for a table's references. Raises GalleryError where memory is short."""
    if engine is Engine.SCAN:
        from facegate.gallery.scan import ScanIndex

        return ScanIndex(table.vectors)
    return HnswIndex(table.dimension, len(table))


def restored(engine: Engine, kept: Kept, table: ReferenceTable, rows: int) -> Index:
    """A kept index of a table's first rows, with room for all.

    Raises:
        DamagedDataError: it is of others, or damaged.
        GalleryError: not enough memory.
    """
    if engine is Engine.SCAN:
        from facegate.gallery.scan import from_kept

        return from_kept(kept, table.ids[:rows], table.dimension)
    return hnsw_from_kept(kept, table.vectors[:rows], table.ids[:rows], len(table))
