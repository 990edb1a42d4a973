"""Whose face the photographs of one person show, and whether somebody else has it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facegate.domain.comparison import squared_distance, squared_distances
from facegate.domain.ids import SubjectId
from facegate.domain.templates import Template
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample, mean_template

_FIRST_ROOM = 64
"""People for whom there is room at the start; it doubles."""


def one_face(samples: Sequence[EnrolmentSample], threshold: float) -> list[int]:
    """Places of the samples that show the face that most of them show; none where no face does.

    The one that is farthest from the mean of the others goes, as long as it is beyond the threshold: what is left
    passes :func:`facegate.pipeline.enrolment.check_one_person`.
    """
    kept = list(range(len(samples)))
    while len(kept) > 1:
        distances = [
            squared_distance(
                mean_template([samples[other].template for other in kept if other != place]), samples[place].template
            )
            for place in kept
        ]
        worst = int(np.argmax(distances))
        if distances[worst] <= threshold:
            break
        del kept[worst]
    return kept if 2 * len(kept) > len(samples) else []


def is_of_record(sample: EnrolmentSample, subject_id: SubjectId, engine: Engine) -> bool:
    """Whether a sample matches the enrolled person, and nobody else better."""
    best = engine.gallery.search(sample.template).best
    return best is not None and best.subject_id == subject_id and best.distance <= engine.policy.threshold


class Accepted:
    """The people whom a dry run would have added: they are in no gallery, but must be compared with all the same."""

    def __init__(self, dimension: int) -> None:
        self._vectors = np.empty((_FIRST_ROOM, dimension), np.float32)
        self._identifiers: list[str] = []

    def add(self, identifier: str, templates: Sequence[Template]) -> None:
        """Remember somebody by the template that the gallery would hold."""
        count = len(self._identifiers)
        if count == len(self._vectors):
            self._vectors = np.concatenate((self._vectors, np.empty_like(self._vectors)))
        self._vectors[count] = mean_template(templates).vector
        self._identifiers.append(identifier)

    def match(self, templates: Sequence[Template], threshold: float) -> str | None:
        """The identifier of whoever most of the templates match."""
        if not self._identifiers:
            return None
        votes: dict[int, int] = {}
        for template in templates:
            distances = squared_distances(template.vector, self._vectors[: len(self._identifiers)])
            nearest = int(np.argmin(distances))
            if distances[nearest] <= threshold:
                votes[nearest] = votes.get(nearest, 0) + 1
        winner = max(votes, key=lambda place: votes[place], default=None)
        if winner is None or 2 * votes[winner] <= len(templates):
            return None
        return self._identifiers[winner]

    def near(self, templates: Sequence[Template], limit: float) -> list[str]:
        """The identifiers of those within a squared distance, nearest first."""
        if not self._identifiers:
            return []
        distances = squared_distances(mean_template(templates).vector, self._vectors[: len(self._identifiers)])
        return [self._identifiers[place] for place in np.argsort(distances).tolist() if distances[place] <= limit]
