"""Unknown faces grouped by person: average linkage below the threshold in use.

Chosen by measurement among scikit-learn's algorithms, purity first. All faces of
``people`` (919 photographs, 995 faces, 116 people; scored on the largest face of
each) and of LFW, five folds (3,811 pictures, 4,730 faces, 2,086 people), SFace,
one look a picture, squared distances, threshold 1.10 as published with the
model. Pairs: precision and recall over all pairs of scored faces. B³ F: Bagga
and Baldwin 1998. What an algorithm leaves alone counts as a group of one.

=================================  ======================  ======================
algorithm                          people                  LFW
                                   pairs P / R      B³ F   pairs P / R      B³ F
=================================  ======================  ======================
average linkage, 1.10              0.999 / 0.880    0.943  0.990 / 0.963    0.986
complete linkage, 1.10             1.000 / 0.706    0.852  0.991 / 0.902    0.977
DBSCAN, eps 1.10, min 2            0.734 / 0.958    0.926  0.619 / 0.985    0.935
DBSCAN, eps 0.90, min 2            1.000 / 0.842    0.925  0.997 / 0.940    0.981
HDBSCAN, at least 2                0.997 / 0.882    0.943  0.826 / 0.927    0.928
=================================  ======================  ======================

DBSCAN chains: one face between two persons joins them, so its radius would have
to shrink as the collection grows. Average linkage takes the threshold that the
model was measured at. Above it purity goes first: at 1.20 LFW's falls to 0.938.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.errors import EvaluationError

Vectors: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.intp]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many faces were compared, and of how many. What it raises ends the work."""

MOST = 200_000
"""Faces at once. Every pair is looked at: minutes at this number, and four times that at twice as many."""

LARGEST = 5_000
"""Faces whose distances are all held at once: 200 MB, twice while they are linked."""

_CELLS = 1 << 22
"""Distances that are looked at together while neighbours are searched: 16 MB, and 64 MB if all are near."""

_TIGHTER = 0.9
"""Times the threshold, again and again, until a crowd falls into parts that can be held."""

_SAME_PICTURE = 1e-2
"""Squared distance below which two faces are copies of one picture; tightening ends here."""


@dataclass(frozen=True, slots=True)
class Group:
    """Faces that are taken for one person.

    Attributes:
        members: places in the array that was given, ascending.
        medoid: the member that is nearest to all others on average.
    """

    members: tuple[int, ...]
    medoid: int


def group_faces(vectors: Vectors, threshold: float, progress: Progress = lambda _done, _total: None) -> list[Group]:
    """Group faces so that the mean distance between two groups' members is above the threshold.

    Args:
        vectors: shape (N, D), float32, templates of one model, length 1.
        threshold: squared distance, 0..4.
        progress: see :data:`Progress`.

    Returns:
        Every face in exactly one group, the largest group first, then by the first member.

    Raises:
        EvaluationError: more than :data:`MOST` faces.
    """
    if len(vectors) > MOST:
        raise EvaluationError(
            "Too many faces",
            "{count} faces are too many to compare each with each; at most {most} can be grouped at once.",
            "Group the pictures folder by folder.",
            count=len(vectors),
            most=MOST,
        )
    found = [
        Group(tuple(int(place) for place in members), int(members[_medoid(vectors[members])]))
        for part in _components(vectors, threshold, progress)
        for members in _split(vectors, part, threshold)
    ]
    return sorted(found, key=lambda group: (-len(group.members), group.members))


def _components(vectors: Vectors, threshold: float, progress: Progress) -> list[Places]:
    """Faces that hang together by pairs within the threshold: what average linkage joins never leaves these.

    Two groups whose members are within the threshold on average have a pair that is.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(vectors)
    labels = np.arange(count)
    rows = max(1, _CELLS // max(1, count))
    least = np.float32(1.0 - threshold / 2.0)
    progress(0, count)
    for start in range(0, count, rows):
        block = vectors[start : start + rows]
        first, second = np.nonzero(block @ vectors[start:].T >= least)
        edges = np.unique(np.column_stack([labels[start + first], labels[start + second]]), axis=0)
        graph = coo_array((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), shape=(count, count))
        labels = connected_components(graph, directed=False)[1][labels]
        progress(min(count, start + rows), count)
    return _by_label(labels)


def _split(vectors: Vectors, members: Places, threshold: float) -> Iterator[Places]:
    """One component parted into groups."""
    if len(members) <= LARGEST:
        for places in _by_label(_linked(2.0 - 2.0 * _products(vectors[members]), threshold)):
            yield members[places]
        return
    groups = list(_tighter_groups(vectors, members, threshold))
    if len(groups) > LARGEST:
        yield from groups
        return
    # The mean distance of two groups' members is 2 - 2 times the product of their means.
    means = np.stack([vectors[group].mean(axis=0) for group in groups])
    for places in _by_label(_linked(2.0 - 2.0 * _products(means), threshold)):
        yield np.sort(np.concatenate([groups[place] for place in places]))


def _tighter_groups(vectors: Vectors, members: Places, threshold: float) -> Iterator[Places]:
    """The groups of a component that is too large to be held, found below a smaller threshold."""
    tighter = threshold * _TIGHTER
    if tighter < _SAME_PICTURE:
        yield members
        return
    for part in _components(vectors[members], tighter, lambda _done, _total: None):
        yield from _split(vectors, members[part], tighter)


def _linked(distances: npt.NDArray[np.float64], threshold: float) -> Places:
    """Labels by average linkage (UPGMA, Sokal and Michener 1958) of what is at most ``threshold`` apart."""
    from sklearn.cluster import AgglomerativeClustering

    if len(distances) < 2:
        return np.zeros(len(distances), np.intp)
    np.fill_diagonal(distances, 0.0)
    model = AgglomerativeClustering(
        n_clusters=None,
        metric="precomputed",
        linkage="average",
        # The library's bound is excluded; a threshold here is included.
        distance_threshold=float(np.nextafter(threshold, np.inf)),
    )
    labels: Places = model.fit(np.maximum(distances, 0.0)).labels_
    return labels


def _products(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    exact = vectors.astype(np.float64)
    products: npt.NDArray[np.float64] = exact @ exact.T
    return products


def _medoid(vectors: Vectors) -> int:
    # Nearest to the mean is nearest to all on average, as all have length 1.
    return int((vectors @ vectors.mean(axis=0)).argmax())


def _by_label(labels: Places) -> list[Places]:
    """Places of each label, ascending."""
    order = np.argsort(labels, kind="stable")
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    return [part for part in np.split(order, ends) if part.size]
