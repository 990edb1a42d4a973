"""Which index a gallery gets.

Measured on made-up people with SFace's distances, both persons of 99.9 % of mated probes found: at 100,000 references
the scan takes 0.3 ms, exact search 1.1 ms and HNSW 5 ms (ef 1024); at 1,000,000, 2 ms, 22 ms and more than 20 ms, and
the scan is built in seconds. hnswlib stays for machines that faiss has no wheel for, and for populations that suit it.
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
