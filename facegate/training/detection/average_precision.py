"""Average precision of a detector by the protocol of WIDER FACE (Yang et al., 1511.06523). Torch-free.

As the benchmark's own tools reckon it, which other tools do not:

- scores are stretched to 0..1 over all pictures; precision and recall are read at 1,000 thresholds;
- boxes are sets of whole pixels: a side from 3 to 5 is 3 pixels long;
- a face found counts for the labelled one that it overlaps most, if by half; a second one on the same is a mistake;
- a face found on an ignored one is neither right nor wrong;
- pictures without a labelled face, or without any face found, give no mistakes;
- the area is that under the precision that no larger recall exceeds (as in PASCAL VOC 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

OVERLAP = 0.5
"""Intersection over union from which a face is found."""

THRESHOLDS = 1000
"""Scores at which the curve is read."""

_PIXEL = 1.0
"""What a side is longer than the difference of its ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One picture.

    Attributes:
        truth: (F, 4), left, top, right, bottom of the labelled faces.
        counted: (F,), bool: those that are to be found; the others are ignored.
        found: (D, 4), boxes that the detector gives.
        scores: (D,), their scores.
    """

    truth: Floats
    counted: npt.NDArray[np.bool_]
    found: Floats
    scores: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Precision:
    """A detector's curve.

    Attributes:
        average: area under it, 0..1; None where no face was to be found.
        faces: how many were to be found.
        precision, recall: (1000,), at thresholds from the highest score to the lowest.
    """

    average: float | None
    faces: int
    precision: Floats
    recall: Floats


def average_precision(pictures: Sequence[Judged]) -> Precision:
    """The curve and its area over all pictures."""
    stretched = _stretched([picture.scores for picture in pictures])
    totals = np.zeros((THRESHOLDS, 2))
    faces = sum(int(picture.counted.sum()) for picture in pictures)
    for picture, scores in zip(pictures, stretched, strict=True):
        if len(picture.truth) and len(scores):
            totals += _counts(picture, scores)
    proposed, right = totals.T
    precision = np.divide(right, proposed, out=np.zeros(THRESHOLDS), where=proposed > 0)
    recall = right / faces if faces else np.zeros(THRESHOLDS)
    return Precision(area_under(precision, recall) if faces else None, faces, precision, recall)


def area_under(precision: Floats, recall: Floats) -> float:
    """Area under the precision that no larger recall exceeds; ``recall`` does not fall."""
    recalls = np.concatenate(([0.0], recall, [1.0]))
    precisions = np.concatenate(([0.0], precision, [0.0]))
    envelope = np.maximum.accumulate(precisions[::-1])[::-1]
    return float(np.sum(np.diff(recalls) * envelope[1:]))


def pixel_overlaps(first: Floats, second: Floats) -> Floats:
    """Intersection over union of boxes of whole pixels, shapes (N, 4) and (M, 4): shape (N, M)."""
    lower = np.maximum(first[:, None, :2], second[None, :, :2])
    upper = np.minimum(first[:, None, 2:], second[None, :, 2:])
    shared = np.clip(upper - lower + _PIXEL, 0.0, None).prod(axis=2)
    areas = [(boxes[:, 2:] - boxes[:, :2] + _PIXEL).prod(axis=1) for boxes in (first, second)]
    overlaps: Floats = shared / (areas[0][:, None] + areas[1][None, :] - shared)
    return overlaps


def _stretched(scores: list[Floats]) -> list[Floats]:
    """Scores with the lowest of all at 0 and the highest at 1; all at 1 where they are equal."""
    every = np.concatenate([np.empty(0), *scores])
    if every.size == 0:
        return scores
    lowest, highest = every.min(), every.max()
    if highest == lowest:
        return [np.ones_like(part) for part in scores]
    return [(part - lowest) / (highest - lowest) for part in scores]


def _counts(picture: Judged, scores: Floats) -> Floats:
    """Faces given and faces rightly found at every threshold, shape (1000, 2); ``scores`` are stretched ones."""
    order, proposed, right = marked(picture)
    levels = 1.0 - np.arange(1, THRESHOLDS + 1) / THRESHOLDS
    # As many as score at least the level; 0: none does.
    given = np.searchsorted(-scores[order], -levels, side="right")
    sums = np.cumsum(np.stack((proposed, right), axis=1), axis=0)
    return np.concatenate((np.zeros((1, 2)), sums))[given]


def marked(picture: Judged) -> tuple[npt.NDArray[np.intp], Floats, Floats]:
    """What each face that was found is worth.

    Returns:
        Their places, best score first; in that order 1 for those that count, 0 for those on ignored faces; and 1 for
        those that are right.
    """
    order = np.argsort(-picture.scores, kind="stable")
    proposed, right = np.ones(len(order)), np.zeros(len(order))
    if not len(picture.truth):
        return order, proposed, right
    taken = np.zeros(len(picture.truth), bool)
    for place, row in enumerate(pixel_overlaps(picture.found[order], picture.truth)):
        best = int(row.argmax())
        if row[best] < OVERLAP:
            continue
        if not picture.counted[best]:
            proposed[place] = 0
        elif not taken[best]:
            taken[best] = True
            right[place] = 1
    return order, proposed, right
