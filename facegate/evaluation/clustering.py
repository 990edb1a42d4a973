"""Unknown faces grouped by person: average linkage below the threshold in use.

Chosen by measurement among scikit-learn's algorithms, purity first. All faces of
``people`` (919 photographs, 993 faces, 116 people) and of the pictures of LFW's
first five folds (3,811 pictures, 4,718 faces, 2,086 people), SFace with centred
templates, one look a face, squared distances, 1.22 as published with the model.
Scored on the face that each picture is of; the others and those too unclear to
be compared (53 and 283) are in the way or left alone. P and R: precision and
recall over all pairs of scored faces; B³ F: Bagga and Baldwin 1998. Who is left
alone counts as a group of one.

=================================  ======================  ======================
algorithm                          people                  LFW
                                   P / R            B³ F   P / R            B³ F
=================================  ======================  ======================
average linkage, 1.22              1.000 / 0.908    0.958  0.992 / 0.963    0.987
complete linkage, 1.22             1.000 / 0.769    0.887  0.993 / 0.912    0.979
DBSCAN, eps 1.22, min 2            0.516 / 0.953    0.887  0.691 / 0.980    0.952
DBSCAN, eps 1.00, min 2            1.000 / 0.869    0.938  0.997 / 0.941    0.981
HDBSCAN, at least 2                0.992 / 0.858    0.930  0.808 / 0.928    0.922
=================================  ======================  ======================

DBSCAN chains: one face between two persons joins them, so its radius would have
to shrink as the collection grows. Average linkage takes the threshold that the
model was measured at. Above it purity goes first: at 1.28 LFW's P is 0.981.
Parted as a crowd of more than 40 (instead of 5,000), people's R is 0.907.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


_NEVER = 1e9
"""Distance of two faces that are not one person's whatever they look like: no mean makes up for it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Faces that are taken for one person.

    Attributes:
        members: places in the array that was given, ascending.
        medoid: the member that is nearest to all others on average.
    """

    members: tuple[int, ...]
    medoid: int


@dataclass(frozen=True, slots=True, eq=False)
class _Faces:
    """Vectors, shape (N, D), and the picture of each, shape (N,)."""

    vectors: Vectors
    pictures: Places

    def distances(self, members: Places) -> npt.NDArray[np.float64]:
        """Between faces, shape (M, M)."""
        distances = 2.0 - 2.0 * _products(self.vectors[members])
        pictures = self.pictures[members]
        distances[pictures[:, None] == pictures[None, :]] = _NEVER
        return distances

    def mean_distances(self, groups: Sequence[Places]) -> npt.NDArray[np.float64]:
        """Between the members of groups, shape (G, G)."""
        # The mean distance of two groups' members is 2 - 2 times the product of their means.
        distances = 2.0 - 2.0 * _products(np.stack([self.vectors[group].mean(axis=0) for group in groups]))
        holders: dict[int, list[int]] = {}
        for place, group in enumerate(groups):
            for picture in self.pictures[group].tolist():
                holders.setdefault(picture, []).append(place)
        for sharing in holders.values():
            distances[np.ix_(sharing, sharing)] = _NEVER
        return distances


def group_faces(
    vectors: Vectors,
    threshold: float,
    progress: Progress = lambda _done, _total: None,
    pictures: npt.ArrayLike | None = None,
) -> list[Group]:
    """Group faces so that the mean distance between two groups' members is above the threshold.

    Args:
        vectors: shape (N, D), float32, templates of one model, length 1.
        threshold: squared distance, 0..4.
        progress: see :data:`Progress`.
        pictures: shape (N,), numbers of the pictures that the faces are in, where nobody is in one
            twice: such faces never come into one group. None: nothing is known of that.

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
    faces = _Faces(vectors, np.arange(len(vectors)) if pictures is None else np.asarray(pictures, np.intp))
    found = [
        Group(tuple(int(place) for place in members), int(members[_medoid(vectors[members])]))
        for part in _components(vectors, threshold, progress)
        for members in _split(faces, part, threshold)
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


def _split(faces: _Faces, members: Places, threshold: float) -> Iterator[Places]:
    """One component parted into groups."""
    if len(members) <= LARGEST:
        for places in _by_label(_linked(faces.distances(members), threshold)):
            yield members[places]
        return
    groups = list(_tighter_groups(faces, members, threshold))
    if len(groups) > LARGEST:
        yield from groups
        return
    for places in _by_label(_linked(faces.mean_distances(groups), threshold)):
        yield np.sort(np.concatenate([groups[place] for place in places]))


def _tighter_groups(faces: _Faces, members: Places, threshold: float) -> Iterator[Places]:
    """The groups of a component that is too large to be held, found below a smaller threshold."""
    tighter = threshold * _TIGHTER
    if tighter < _SAME_PICTURE:
        yield members
        return
    for part in _components(faces.vectors[members], tighter, lambda _done, _total: None):
        yield from _split(faces, members[part], tighter)


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
