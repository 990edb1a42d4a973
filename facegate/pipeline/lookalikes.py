"""Who looks too much like whom: at an enrolment, and in the whole gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.close_pairs import close_pairs
from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fused_people
from facegate.domain.ids import SubjectId
from facegate.domain.lookalikes import Advice, LookAlikeRule
from facegate.domain.people import Subject
from facegate.domain.people_query import PeopleQuery, PersonState
from facegate.domain.ports import PeopleStore
from facegate.domain.templates import StoredReference, Template
from facegate.errors import ConditionError
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import mean_template

MOST_PAIRS = 10_000
"""Pairs that are listed at most: more than anybody goes through, and little to hold."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody enrolled who looks like the person who is being enrolled.

    Attributes:
        distance: squared, between their template and the samples', each fused as in the gallery.
        margin: that looks at either of them are asked for once both are enrolled.
    """

    subject: Subject
    distance: float
    margin: float
    advice: Advice


@dataclass(frozen=True, slots=True)
class LookAlikePair:
    """Two enrolled people who are too close.

    Attributes:
        distance: squared, between their templates, each fused as in the gallery.
        margin: that looks at either of them are asked for on account of the other.
        matching: one would pass for the other at the threshold: perhaps one person, enrolled twice.
    """

    first: Subject
    second: Subject
    distance: float
    margin: float
    advice: Advice
    matching: bool


@dataclass(frozen=True, slots=True)
class LookAlikePairs:
    """The pairs of a gallery, nearest first.

    Attributes:
        within: squared distance that was searched.
        threshold, margin: of the decision policy that the advice follows from.
        people: who were compared.
        complete: False where there are more pairs; these are the closest then.
    """

    pairs: tuple[LookAlikePair, ...]
    within: float
    threshold: float
    margin: float
    people: int
    complete: bool


class LookAlikes:
    """Answers from the gallery and the database. As safe for threads as these."""

    def __init__(self, store: PeopleStore, engine: Callable[[], Engine | None]) -> None:
        self._store = store
        self._engine = engine

    def of(
        self, templates: Sequence[Template], engine: Engine, suspended: Sequence[StoredReference]
    ) -> list[LookAlike]:
        """Everybody enrolled who is too close to somebody with these templates, nearest first.

        ``suspended``: see :meth:`suspended`; resumed, they would be as close as anybody.
        """
        rule = engine.look_alikes
        # Fused, as they will stand in the gallery.
        fused = mean_template(templates)
        near = [(candidate.distance, candidate.subject_id) for candidate in engine.gallery.near(fused, rule.limit)]
        apart = [(squared_distance(fused, face.template), face.subject_id) for face in suspended]
        near = sorted([*near, *(each for each in apart if each[0] < rule.limit)])
        known = self._store.names([subject_id for _, subject_id in near])
        return [
            LookAlike(known[subject_id], distance, rule.margin_at(distance), rule.advice_at(distance))
            for distance, subject_id in near
            if subject_id in known
        ]

    def suspended(self, engine: Engine) -> list[StoredReference]:
        """What the gallery would search of people if they were not suspended: one template of each who has any."""
        return [
            face
            for subject_id in self._store.ids(PeopleQuery(state=PersonState.SUSPENDED))
            for face in self.faces(subject_id, engine)
        ]

    def faces(self, subject_id: SubjectId, engine: Engine) -> list[StoredReference]:
        """What the gallery searches of a person, or would if they were not suspended: one template or none."""
        model_id = engine.gallery.model_id
        return list(fused_people(self._store.references_of(subject_id, model_id, even_suspended=True)))

    def pairs(
        self,
        within: float | None = None,
        most: int = MOST_PAIRS,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> LookAlikePairs:
        """Compare everybody with everybody: seconds for 10,000 people, so on the job thread or in a command.

        Args:
            within: squared distance, 0..4; None: what the decision policy says is too close.
            most: pairs to list at most.
            progress: told how many comparisons are done, and of how many; what it raises ends the search.

        Raises:
            ConditionError: the models are not loaded.
        """
        engine = self._engine()
        if engine is None:
            raise ConditionError("Not ready", "The models are still being loaded.", "Wait a moment and try again.")
        rule = engine.look_alikes
        wanted = rule.limit if within is None else within
        people, vectors = self._fused(engine)
        found = close_pairs(vectors, np.arange(len(people)), wanted, most, progress)
        numbers = found.owners.tolist()
        known = self._store.names([people[number] for number in np.unique(found.owners).tolist()])
        pairs = [
            _pair(known[people[first]], known[people[second]], distance, rule)
            for (first, second), distance in zip(numbers, found.distances.tolist(), strict=True)
            if people[first] in known and people[second] in known
        ]
        policy = engine.policy
        return LookAlikePairs(tuple(pairs), wanted, policy.threshold, policy.margin, len(people), found.complete)

    def _fused(self, engine: Engine) -> tuple[list[SubjectId], npt.NDArray[np.float32]]:
        """People, and their vectors as they stand in the gallery; from the database, which is the truth."""
        people: list[SubjectId] = []
        vectors: list[npt.NDArray[np.float32]] = []
        for reference in fused_people(self._store.references(engine.gallery.model_id)):
            people.append(reference.subject_id)
            vectors.append(reference.template.vector)
        empty = np.empty((0, engine.vision.extractor.dimension), np.float32)
        return people, np.stack(vectors) if vectors else empty


def _pair(first: Subject, second: Subject, distance: float, rule: LookAlikeRule) -> LookAlikePair:
    matching = distance <= rule.policy.threshold
    return LookAlikePair(first, second, distance, rule.margin_at(distance), rule.advice_at(distance), matching)
