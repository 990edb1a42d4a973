"""hnswlib, and the only import of it.

What version 0.8 does, and what is done about it here: ``ef`` is 10 after every
construction, so it is set always; asking for more neighbours than there are
raises, so k is clamped; NaN is taken and breaks the graph, so it is refused;
adding is not safe beside a query, so an index that is searched is never
changed: it is copied, and the copy grows. ``save_index`` writes vectors in
plaintext and is not used: :class:`Graph` is what is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import hnswlib
import numpy as np
import numpy.typing as npt

from facegate.domain.templates import Vector
from facegate.errors import DamagedDataError
from facegate.gallery.index import Engine, Kept, guarded, require_probe, require_vectors
from facegate.gallery.table import Ids, Matrix

Bytes: TypeAlias = npt.NDArray[np.uint8]

# Neighbours a node. Measured on a population fitted to SFace on LFW: at 10,000 people M=16 finds 80 % of what
# exact search finds at ef=10, M=32 100 % at ef=64; memory grows by 8 bytes a neighbour and reference.
_NEIGHBOURS = 32
# hnswlib's own default; 400 doubles the time to build.
_EF_CONSTRUCTION = 200
_LEAST_EF = 16
# A step of the graph costs a jump in memory and 64 comparisons, exact search reads straight on: measured at 20,000 to
# 100,000 references, exact search takes as long as an index with ef at a 200th of them. A larger ef is not tried.
_REFERENCES_PER_EF = 200
_SEED = 100
# Levels fall off by 1/32 each: 16 would take 32^16 references.
_MOST_LEVELS = 16
# Rows handled at once where a copy of all would be large.
_BLOCK = 65_536
_SPACE = "l2"


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """An index without its vectors: what takes long to build, and no template.

    Attributes:
        labels: reference ids, shape (N,), in the index's own order.
        levels: highest level of each node, int32, shape (N,).
        links: neighbour lists of the ground level as bytes, shape (N, B).
        upper: neighbour lists of the other levels as bytes, shape (U,).
        top_level: highest level of all.
        entry_point: node that a search starts from.
    """

    labels: Ids
    levels: npt.NDArray[np.int32]
    links: Bytes
    upper: Bytes
    top_level: int
    entry_point: int


class HnswIndex:
    """A graph of unit vectors by squared Euclidean distance (``index.Index``); ``effort`` is hnswlib's ``ef``."""

    engine = Engine.HNSW
    settings = f"hnsw-{_NEIGHBOURS}-{_EF_CONSTRUCTION}"
    least_effort = _LEAST_EF
    # Twice the ef takes twice the time.
    reserve = 1
    batch = 500

    def __init__(self, dimension: int, capacity: int) -> None:
        self._index = hnswlib.Index(space=_SPACE, dim=dimension)
        guarded(
            lambda: self._index.init_index(
                max_elements=max(1, capacity), M=_NEIGHBOURS, ef_construction=_EF_CONSTRUCTION, random_seed=_SEED
            )
        )
        self.effort = _NEIGHBOURS

    @staticmethod
    def most_effort(references: int) -> int:
        """See :class:`facegate.gallery.index.Index`."""
        return references // _REFERENCES_PER_EF

    def __len__(self) -> int:
        """References in the index."""
        return int(self._index.get_current_count())

    def ids(self) -> Ids:
        """References in the index, in no order, shape (N,)."""
        return np.array(self._index.get_ids_list(), np.int64)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._index.dim)

    @property
    def effort(self) -> int:
        """Nodes that a search keeps in view: more find more and take longer."""
        return int(self._index.ef)

    @effort.setter
    def effort(self, value: int) -> None:
        self._index.set_ef(value)

    def add(self, ids: Ids, vectors: Matrix, threads: int = 1) -> None:
        """Add references that are not in yet, shapes (N,) and (N, D); capacity grows as needed.

        Raises:
            BugError: a vector is not finite or of another dimension.
            GalleryError: not enough memory.
        """
        require_vectors(vectors, self.dimension)
        needed = len(self) + len(ids)
        if needed > self._index.get_max_elements():
            guarded(lambda: self._index.resize_index(needed))
        guarded(lambda: self._index.add_items(vectors, ids, num_threads=threads))

    def nearest(self, probe: Vector, count: int) -> Ids | None:
        """Ids of the ``count`` nearest references found (all, where there are fewer), nearest first.

        None where the graph does not lead to that many: ask an exact search.

        Raises:
            BugError: the probe is not finite or of another dimension.
        """
        require_probe(probe, self.dimension)
        count = min(count, len(self))
        if count == 0:
            return np.empty(0, np.int64)
        try:
            labels, _ = self._index.knn_query(probe, k=count, num_threads=1)
        except RuntimeError:  # "Cannot return the results in a contiguous 2D array": fewer than k were reached
            return None
        found: Ids = labels[0].astype(np.int64)
        return found

    def _state(self) -> dict[str, Any]:
        """Copies of everything that the index holds, by hnswlib's names; it comes in a tuple of one."""
        (state,) = self._index.__getstate__()
        return dict(state)

    def copy(self, capacity: int) -> HnswIndex:
        """An index with the same content and room for ``capacity`` references; safe beside searches.

        Raises:
            GalleryError: not enough memory.
        """
        state = self._state()
        state["element_levels"] = state["element_levels"][: len(self)]
        state["max_elements"] = max(capacity, len(self))
        return _restored(state, self.effort)

    def graph(self) -> Graph:
        """What is worth keeping; safe beside searches."""
        state = self._state()
        count, ground = len(self), state["data_level0"].view(np.uint8).reshape(len(self), -1)
        labels = np.ascontiguousarray(ground[:, state["label_offset"] :])
        return Graph(
            labels=labels.view(np.uint64).ravel().astype(np.int64),
            levels=state["element_levels"][:count].copy(),
            links=np.ascontiguousarray(ground[:, : state["offset_data"]]),
            upper=state["link_lists"].view(np.uint8).copy(),
            top_level=int(state["max_level"]),
            entry_point=int(state["enterpoint_node"]),
        )

    def kept(self) -> Kept:
        """The graph, for :func:`from_kept`; safe beside searches."""
        graph = self.graph()
        return Kept(
            {"labels": graph.labels, "levels": graph.levels, "links": graph.links, "upper": graph.upper},
            {"top_level": graph.top_level, "entry_point": graph.entry_point},
        )


def from_graph(graph: Graph, vectors: Matrix, ids: Ids, capacity: int) -> HnswIndex:
    """Put a kept graph and the vectors together again.

    Args:
        graph: of these references.
        vectors: shape (N, D).
        ids: of the vectors, ascending, shape (N,).
        capacity: references that there is to be room for.

    Raises:
        DamagedDataError: the graph does not fit the references or is not a graph that hnswlib could walk.
        GalleryError: not enough memory.
    """
    dimension, count = vectors.shape[1], len(ids)
    # An empty index of the library at hand knows its memory layout.
    state = HnswIndex(dimension, 1)._state()
    _check(graph, ids, state)
    rows = np.searchsorted(ids, graph.labels)
    ground = np.empty((count, state["size_data_per_element"]), np.uint8)
    data, label = state["offset_data"], state["label_offset"]
    ground[:, :data] = graph.links
    ground[:, label:] = graph.labels.astype(np.uint64).view(np.uint8).reshape(count, -1)
    for start in range(0, count, _BLOCK):
        block = slice(start, start + _BLOCK)
        ground[block, data:label] = vectors[rows[block]].view(np.uint8)
    state.update(
        ep_added=True,
        max_elements=max(capacity, count),
        cur_element_count=count,
        max_level=graph.top_level,
        enterpoint_node=graph.entry_point,
        label_lookup_external=graph.labels.astype(np.uint64),
        label_lookup_internal=np.arange(count, dtype=np.uint32),
        element_levels=graph.levels,
        data_level0=ground.view(np.int8).reshape(-1),
        link_lists=graph.upper.view(np.int8),
    )
    return _restored(state, _NEIGHBOURS)


def from_kept(kept: Kept, vectors: Matrix, ids: Ids, capacity: int) -> HnswIndex:
    """An index as :meth:`HnswIndex.kept` left it, and its references; see :func:`from_graph`."""
    arrays, numbers = kept.arrays, kept.numbers
    graph = Graph(
        arrays["labels"],
        arrays["levels"],
        arrays["links"],
        arrays["upper"],
        numbers["top_level"],
        numbers["entry_point"],
    )
    return from_graph(graph, vectors, ids, capacity)


def _restored(state: dict[str, Any], ef: int) -> HnswIndex:
    """An index from hnswlib's own state."""
    index = HnswIndex.__new__(HnswIndex)

    def restore() -> None:
        index._index = hnswlib.Index(state)

    guarded(restore)
    index.effort = ef
    return index


def _check(graph: Graph, ids: Ids, state: dict[str, Any]) -> None:
    """Refuse what would lead hnswlib out of its memory: it follows links blindly."""
    count = len(ids)
    list_bytes = int(state["size_links_per_element"])
    fits = (
        count > 0
        and graph.labels.shape == graph.levels.shape == (count,)
        and graph.links.shape == (count, state["offset_data"])
        and np.array_equal(np.sort(graph.labels), ids)
        and 0 <= graph.entry_point < count
        and 0 <= graph.top_level < _MOST_LEVELS
        and int(graph.levels.min()) >= 0
        and int(graph.levels.max()) == int(graph.levels[graph.entry_point]) == graph.top_level
        and graph.upper.shape == (int(graph.levels.sum()) * list_bytes,)
        and _leads_inside(graph.links, count)
        and _leads_inside(graph.upper.reshape(-1, list_bytes), count)
    )
    if not fits:
        raise DamagedDataError(
            "Search index damaged",
            "The kept search index of {count} references does not hold together.",
            "It is built again by itself.",
            count=count,
        )


def _leads_inside(lists: Bytes, count: int) -> bool:
    """Whether neighbour lists, one a row (a 16-bit length, padding, 32-bit numbers), name existing nodes only."""
    for start in range(0, len(lists), _BLOCK):
        block = np.ascontiguousarray(lists[start : start + _BLOCK])
        lengths, neighbours = block.view(np.uint16)[:, 0], block.view(np.uint32)[:, 1:]
        if int(lengths.max()) > neighbours.shape[1] or int(neighbours.max()) >= count:
            return False
    return True
