"""What the gallery asks of an index, whichever library it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from facegate.domain.templates import Vector
from facegate.errors import BugError, GalleryError
from facegate.gallery.table import Ids, Matrix


class Engine(StrEnum):
    """What answers searches."""

    EXACT = "exact"
    """Every reference is compared."""
    SCAN = "scan"
    """Short codes of all references are compared, then the nearest of them exactly (faiss)."""
    HNSW = "hnsw"
    """A graph leads to the nearest references (hnswlib)."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What makes an index again, together with the references.

    Attributes:
        arrays: by name.
        numbers: by name.
    """

    arrays: Mapping[str, npt.NDArray[Any]]
    numbers: Mapping[str, int]


class Index(Protocol):
    """Finds the ids of near references among unit vectors.

    Searching is safe from several threads; everything else needs the index for itself.
    """

    engine: Engine
    settings: str
    """Names what it was built with: with other settings, another one may be found good enough."""
    least_effort: int
    """Where the self-test begins."""
    reserve: int
    """Factor on the effort that passed the self-test, so that other probes are found as well."""
    batch: int
    """References to be added at once: some 0.3 s of work."""

    @property
    def effort(self) -> int:
        """How hard a search looks: more finds more and takes longer."""

    @effort.setter
    def effort(self, value: int) -> None: ...

    def most_effort(self, references: int) -> int:
        """The largest effort with which it is faster than exact search among so many."""

    def __len__(self) -> int:
        """References in the index."""

    def ids(self) -> Ids:
        """References in the index, in no order, shape (N,)."""

    def add(self, ids: Ids, vectors: Matrix, threads: int = 1) -> None:
        """Add references that are not in yet, shapes (N,) and (N, D).

        Raises:
            BugError: a vector is not finite or of another dimension.
            GalleryError: not enough memory.
        """

    def nearest(self, probe: Vector, count: int) -> Ids | None:
        """Ids of references of which the ``count`` nearest are part (all, where there are fewer), in any order.

        None where it does not find that many: ask an exact search.

        Raises:
            BugError: the probe is not finite or of another dimension.
        """

    def copy(self, capacity: int) -> Index:
        """An index with the same content and room for ``capacity`` references; safe beside searches.

        Raises:
            GalleryError: not enough memory.
        """

    def kept(self) -> Kept:
        """What is worth keeping; safe beside searches."""


def require_vectors(vectors: Matrix, dimension: int) -> None:
    """Refuse what would break an index. Raises BugError."""
    if vectors.ndim != 2 or vectors.shape[1] != dimension or not np.isfinite(vectors).all():
        raise BugError(
            "Unusable vector in the index",
            "Vectors of shape {shape} are not finite or not of dimension {dimension}.",
            "Please report this.",
            shape=vectors.shape,
            dimension=dimension,
        )


def require_probe(probe: Vector, dimension: int) -> None:
    """Refuse what would find anything. Raises BugError."""
    if probe.shape != (dimension,) or not np.isfinite(probe).all():
        raise BugError(
            "Unusable probe",
            "A probe of shape {shape} is not finite or not of dimension {dimension}.",
            "Please report this.",
            shape=probe.shape,
            dimension=dimension,
        )


def guarded(work: Callable[[], object]) -> None:
    """Run a call of an index library; its own errors and a lack of memory become GalleryError."""
    try:
        work()
    except (RuntimeError, MemoryError) as error:
        raise GalleryError(
            "Search index failed",
            "The search index could not be built: {reason}.",
            "Searching goes on without it, more slowly. Close other programs or add memory.",
            reason=str(error) or type(error).__name__,
        ) from error
