"""Made-up populations of templates, clustered by person."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import StoredReference, normalised
from facegate.evaluation.population import Population
from facegate.gallery.table import GrowingTable, ReferenceTable

MODEL = ModelId("made-up-1")


def population(people: int, each: int, dimension: int, seed: int = 0) -> npt.NDArray[np.float32]:
    """Unit vectors, shape (people * each, dimension), a person's in a row: as far apart as centred templates are.

    At 128 dimensions squared distances are 0.72 +- 0.2 within a person and 2.0 +- 0.19 between persons.
    """
    made = Population(people, dimension, seed).references(MODEL, each)
    return np.stack([one.template.vector for one in made])


def subject(number: int) -> SubjectId:
    """A subject id that is easy to read in a failed test."""
    return SubjectId(f"{number:032x}")


def reference(
    reference_id: int, person: int, vector: npt.NDArray[np.float32], model_id: ModelId = MODEL
) -> StoredReference:
    """One stored reference."""
    return StoredReference(ReferenceId(reference_id), subject(person), normalised(model_id, vector))


def references(vectors: npt.NDArray[np.float32], each: int, first_id: int = 1) -> list[StoredReference]:
    """A population as stored references, ids in order."""
    return [reference(first_id + row, row // each, vector) for row, vector in enumerate(vectors)]


def table_of(vectors: npt.NDArray[np.float32], each: int) -> ReferenceTable:
    """A population as a finished gallery table."""
    table = GrowingTable(vectors.shape[1], expected=len(vectors))
    for one in references(vectors, each):
        table.append(one)
    return table.finished()


def oracle(stored: Iterable[StoredReference], probe: npt.NDArray[np.float32]) -> list[tuple[SubjectId, float]]:
    """The two nearest persons and their distances, worked out in double precision, one pair at a time."""
    nearest: dict[SubjectId, float] = {}
    for one in stored:
        difference = one.template.vector.astype(np.float64) - probe.astype(np.float64)
        distance = float(difference @ difference)
        nearest[one.subject_id] = min(distance, nearest.get(one.subject_id, np.inf))
    return sorted(nearest.items(), key=lambda item: item[1])[:2]
