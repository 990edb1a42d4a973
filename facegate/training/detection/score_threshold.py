"""From which score a detector's faces are to be believed. Torch-free.

The one at which F1, the harmonic mean of precision and recall, is highest over labelled pictures. Unlike the average
precision, faces found in pictures without any count as mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from facegate.training.detection.average_precision import Judged, marked


@dataclass(frozen=True, slots=True)
class ScoreThreshold:
    """A threshold and what it is worth.

    Attributes:
        score: faces that score at least so much are believed.
        precision: share of them that are right.
        recall: share of the labelled faces that are found.
    """

    score: float
    precision: float
    recall: float

    def record(self) -> dict[str, float]:
        """As JSON."""
        return asdict(self)


def best_threshold(pictures: Sequence[Judged]) -> ScoreThreshold | None:
    """The threshold with the highest F1, halfway to the next lower score; None where nothing was found rightly."""
    faces = sum(int(picture.counted.sum()) for picture in pictures)
    parts = [
        (picture.scores[order], proposed, right) for picture in pictures for order, proposed, right in [marked(picture)]
    ]
    if not parts:
        return None
    scores, proposed, right = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(-scores, kind="stable")
    scores, given, found = scores[order], np.cumsum(proposed[order]), np.cumsum(right[order])
    # Of equal scores either all are believed or none.
    last = np.flatnonzero(np.append(scores[1:] != scores[:-1], True)) if len(scores) else np.empty(0, np.intp)
    if faces == 0 or not len(last) or found[-1] == 0:
        return None
    f1 = 2 * found[last] / (given[last] + faces)
    best = int(last[f1.argmax()])
    lower = scores[best + 1] if best + 1 < len(scores) else scores[best]
    return ScoreThreshold(
        float((scores[best] + lower) / 2), float(found[best] / given[best]), float(found[best] / faces)
    )
