"""Negative examples: looks at others that were taken for a person, kept so that it does not happen again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import squared_distances
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, ModelId, SubjectId
from facegate.domain.templates import Template


@dataclass(frozen=True, slots=True, eq=False)
class NegativeExample:
    """A look that is not this person, whatever it looks like.

    Attributes:
        correction_id: the correction that said so.
        subject_id: the person whom it is not.
        template: the look.
    """

    correction_id: EventId
    subject_id: SubjectId
    template: Template


class NegativeExamples:
    """All negative examples, by model and person. Immutable, so any thread may ask."""

    def __init__(self, examples: Iterable[NegativeExample] = ()) -> None:
        rows: dict[tuple[ModelId, SubjectId], list[npt.NDArray[np.float32]]] = {}
        for example in examples:
            rows.setdefault((example.template.model_id, example.subject_id), []).append(example.template.vector)
        self._vectors = {key: np.stack(vectors) for key, vectors in rows.items()}

    def __len__(self) -> int:
        return sum(len(vectors) for vectors in self._vectors.values())

    def distance(self, probe: Template, subject_id: SubjectId) -> float | None:
        """Distance of the nearest example of this person, 0..4; None where there is none of the probe's model."""
        vectors = self._vectors.get((probe.model_id, subject_id))
        return None if vectors is None else float(squared_distances(probe.vector, vectors).min())

    def review(self, probe: Template, look: Judgement) -> Judgement:
        """A look's judgement, made inconclusive where the probe is nearer to an example of the person it names
        than to that person's references.

        Never names anybody, and never names somebody else: who is vetoed is not replaced by the runner-up.
        """
        if look.subject_id is None or look.distance is None:
            return look
        nearest = self.distance(probe, look.subject_id)
        if nearest is None or nearest >= look.distance:
            return look
        return Judgement(Outcome.INCONCLUSIVE, Reason.NEGATIVE_EXAMPLE, None, look.distance, look.margin)
