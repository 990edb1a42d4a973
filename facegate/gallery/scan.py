"""faiss, and the only import of it: all references compared by short codes, the nearest of them exactly.

A template is cut into pieces of a few numbers, and each piece is replaced by
the nearest of 16 (product quantisation: Jegou, Douze, Schmid 2011); 4-bit codes
are compared 32 references at a time in the processor's registers (Andre,
Kermarrec, Le Scouarnec 2015). Nothing is left out as in a graph or in cells,
so the runner-up, a stranger at a random place, is found as surely as the person
looked for; what the codes blur, exact distances to the nearest ``effort``
references set right.

What version 1.15 does, and what is done about it here: training on few vectors
warns on stderr, so it is told that few are enough; NaN is taken and answered
with anything, so it is refused.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import faiss
import numpy as np
import numpy.typing as npt

from facegate.domain.templates import Vector
from facegate.errors import DamagedDataError
from facegate.gallery.index import Engine, Kept, guarded, require_probe, require_vectors
from facegate.gallery.table import Ids, Matrix

Bytes: TypeAlias = npt.NDArray[np.uint8]

# Measured at 1,000,000 references of 128 numbers: pieces of 2 take 1.6 ms and leave the runner-up among the nearest
# 1,000; single numbers take 3.8 ms and leave it among the nearest 100, which costs more than comparing 1,000.
_NUMBERS_A_PIECE = 2
# For templates of 512 numbers a code of 64 bytes, as long to read as that of single numbers above.
_MOST_PIECES = 128
_BITS = 4
_CENTROIDS = 2**_BITS
# faiss looks at no more than 256 vectors a centroid.
_SAMPLE = 256 * _CENTROIDS
_SEED = 77
# Comparing a reference exactly means a jump in memory; measured, it takes as long as 15 read in a row by exact search.
_REFERENCES_PER_CANDIDATE = 40
_LEAST_EFFORT = 128


class ScanIndex:
    """Codes of unit vectors, labelled with reference ids (``index.Index``); ``effort``: references it hands on."""

    engine = Engine.SCAN
    settings = f"scan-{_NUMBERS_A_PIECE}-{_MOST_PIECES}-{_BITS}"
    least_effort = _LEAST_EFFORT
    # Costs a tenth more time at 1,000,000 references.
    reserve = 2
    batch = 65_536

    def __init__(self, sample: Matrix) -> None:
        """Learn codes from references like those that will be added, shape (N, D), N > 0.

        Raises:
            GalleryError: not enough memory.
        """
        dimension = sample.shape[1]
        pieces = min(-(-dimension // _NUMBERS_A_PIECE), _MOST_PIECES)
        self._dimension = dimension
        self._codes: Any = faiss.IndexPQFastScan(-(-dimension // pieces) * pieces, pieces, _BITS)
        self._codes.pq.cp.min_points_per_centroid = 1
        rows = np.random.default_rng(_SEED).permutation(len(sample))[:_SAMPLE]
        # Repeated, where there are fewer than centroids.
        rows = np.resize(rows, max(len(rows), _CENTROIDS))
        guarded(lambda: self._codes.train(self._padded(sample[rows])))
        self._ids: Ids = np.empty(0, np.int64)
        self.effort = _LEAST_EFFORT

    @staticmethod
    def most_effort(references: int) -> int:
        """See :class:`facegate.gallery.index.Index`."""
        return references // _REFERENCES_PER_CANDIDATE

    def __len__(self) -> int:
        """References in the index."""
        return len(self._ids)

    def ids(self) -> Ids:
        """References in the index, shape (N,)."""
        return self._ids

    def add(self, ids: Ids, vectors: Matrix, threads: int = 1) -> None:
        """See :class:`facegate.gallery.index.Index`."""
        require_vectors(vectors, self._dimension)
        # Belongs to the calling thread.
        faiss.omp_set_num_threads(threads)
        guarded(lambda: self._codes.add(self._padded(vectors)))
        self._ids = np.concatenate([self._ids, ids])

    def nearest(self, probe: Vector, count: int) -> Ids | None:
        """See :class:`facegate.gallery.index.Index`."""
        require_probe(probe, self._dimension)
        count = min(max(count, self.effort), len(self))
        if count == 0:
            return self._ids
        # One probe is answered by the calling thread alone.
        _, places = self._codes.search(self._padded(probe[None, :]), count)
        found: Ids = self._ids[places[0]]
        return found

    def copy(self, capacity: int) -> ScanIndex:  # noqa: ARG002 - codes are allocated as they come
        """See :class:`facegate.gallery.index.Index`."""
        other = ScanIndex.__new__(ScanIndex)
        other._dimension, other._ids, other.effort = self._dimension, self._ids, self.effort

        def clone() -> None:
            other._codes = faiss.clone_index(self._codes)

        guarded(clone)
        return other

    def kept(self) -> Kept:
        """See :class:`facegate.gallery.index.Index`. The codes are blurred templates: they must be sealed."""
        return Kept({"ids": self._ids, "codes": faiss.serialize_index(self._codes)}, {"dimension": self._dimension})

    def _padded(self, vectors: Matrix) -> Matrix:
        """With zeros for what is missing to full pieces."""
        missing = self._codes.d - self._dimension
        return np.pad(vectors, ((0, 0), (0, missing))) if missing else np.ascontiguousarray(vectors)


def from_kept(kept: Kept, ids: Ids, dimension: int) -> ScanIndex:
    """An index of exactly these references, shape (N,), ascending, as :meth:`ScanIndex.kept` left it.

    The codes must come from a sealed file: faiss trusts what it reads.

    Raises:
        DamagedDataError: it is of others, or not what this version of faiss reads.
    """
    index = ScanIndex.__new__(ScanIndex)
    index._ids, index._dimension, index.effort = kept.arrays["ids"], kept.numbers["dimension"], _LEAST_EFFORT
    try:
        index._codes = faiss.deserialize_index(np.ascontiguousarray(kept.arrays["codes"]))
        fits = isinstance(index._codes, faiss.IndexPQFastScan)
    except (RuntimeError, MemoryError):
        fits = False
    if not (
        fits
        and index._dimension == dimension <= index._codes.d
        and index._codes.ntotal == len(index._ids)
        and np.array_equal(np.sort(index._ids), ids)
    ):
        raise DamagedDataError(
            "Search index damaged",
            "The kept search index of {count} references does not hold together.",
            "It is built again by itself.",
            count=len(ids),
        )
    return index
