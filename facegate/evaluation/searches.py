"""Open-set searches in galleries of some of the people, decided as the product decides.

Nothing here knows how a person's references are made into a distance: a gallery is
made by the function that is handed in, its candidates go through
:func:`facegate.domain.identification.judge` with the margins that look-alikes need
(:mod:`facegate.domain.lookalikes`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.identification import DecisionPolicy, Outcome, judge
from facegate.domain.ids import SubjectId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.ports import Gallery
from facegate.domain.templates import Template
from facegate.evaluation.corpus import Progress, Sample
from facegate.evaluation.curves import Scores
from facegate.evaluation.splits import Enrolled, Plan, Split, gallery_sizes, splits

Enrol: TypeAlias = Callable[[Mapping[SubjectId, Sequence[Template]]], Gallery]
"""Makes a gallery of people and the templates of their photographs: here references are fused, weighed or kept."""

Numbers: TypeAlias = npt.NDArray[np.intp]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Searches:
    """Searches in galleries of one size, shapes (S,).

    Attributes:
        people: whose probe it was.
        pictures: which picture.
        mated: whether that person was enrolled.
        first: whether the nearest person was the right one, at any distance.
        scores: the distance at which the search would end in the right name (mated) or in
            any name (not mated); infinite where no threshold brings that about. The margins that look-alikes
            need are those at the policy's own threshold.
        named, right: at the policy's own threshold: whether anybody was identified, and the right one.
    """

    people: Numbers
    pictures: Numbers
    mated: Flags
    first: Flags
    scores: Scores
    named: Flags
    right: Flags

    def only(self, kept: Flags) -> Searches:
        """Some of the searches."""
        return Searches(*(getattr(self, name)[kept] for name in self.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class Enrolments:
    """Enrolments of each person over all splits, and those that failed: no reference had a template."""

    attempts: npt.NDArray[np.int64]
    failed: npt.NDArray[np.int64]


_Row: TypeAlias = tuple[int, int, bool, bool, float, bool, bool]


class _Searcher:
    """Collects searches in one gallery after the other."""

    def __init__(self, samples: Sequence[Sample], policy: DecisionPolicy) -> None:
        self._samples = samples
        # The product names nobody by a threshold that nobody measured. What it would do there is what is asked here.
        self._policy = replace(policy, calibrated=True)
        self._open = replace(self._policy, threshold=MAX_DISTANCE)
        dimension = next((sample.dimension for sample in samples if isinstance(sample, Template)), 1)
        self._look_alikes = LookAlikeRule(self._policy, dimension)

    def rows(self, gallery: Gallery, enrolled: Sequence[Enrolled], split: Split) -> list[_Row]:
        """All searches in a gallery of ``enrolled``."""
        margins = LookAlikeMargins(self._look_alikes, gallery.nearest_other)
        rows = [
            self._search(gallery, margins, each.person, picture, True) for each in enrolled for picture in each.probes
        ]
        return rows + [
            self._search(gallery, margins, person, picture, False)
            for person, pictures in split.strangers
            for picture in pictures
        ]

    def _search(self, gallery: Gallery, margins: LookAlikeMargins, person: int, picture: int, mated: bool) -> _Row:
        probe = self._samples[picture]
        if not isinstance(probe, Template):
            return person, picture, mated, False, inf, False, False
        found = gallery.search(probe)
        best, own = found.best, subject_of(person)
        first = mated and best is not None and best.subject_id == own
        at_most = judge(found, self._open, margins)
        wanted = at_most.outcome is Outcome.IDENTIFIED and (not mated or at_most.subject_id == own)
        score = best.distance if best is not None and wanted else inf
        decided = judge(found, self._policy, margins).subject_id
        return person, picture, mated, first, score, decided is not None, mated and decided == own


def subject_of(person: int) -> SubjectId:
    """The id under which a person is enrolled here."""
    return SubjectId(f"{person:032x}")


def search_all(
    people: Sequence[Sequence[int]],
    samples: Sequence[Sample],
    plan: Plan,
    policy: DecisionPolicy,
    enrol: Enrol,
    progress: Progress,
) -> tuple[dict[int, Searches], Enrolments]:
    """Search with every probe of every split in galleries of every size.

    Args:
        people: the numbers of each person's pictures.
        samples: what each picture gave, by number; all of one model.
        plan: see :class:`Plan`.
        policy: the rules in use; a search is one look, so N of M does not matter here. A threshold that nobody
            measured is used like any other: whoever shows the rates says that it is none.
        enrol: see :data:`Enrol`.
        progress: told of splits.

    Returns:
        Searches by gallery size, ascending, and what became of enrolments into the largest.

    Raises:
        EvaluationError: there are too few people or pictures.
    """
    sizes = gallery_sizes(people, plan)
    searcher = _Searcher(samples, policy)
    rows: dict[int, list[_Row]] = {size: [] for size in sizes}
    attempts, failed = np.zeros(len(people), np.int64), np.zeros(len(people), np.int64)
    progress(0, plan.repeats)
    for done, split in enumerate(splits(people, plan), 1):
        for size in sizes:
            enrolled = split.enrolled[:size]
            templates = {subject_of(each.person): _templates(each, samples) for each in enrolled}
            gallery = enrol({subject: some for subject, some in templates.items() if some})
            try:
                rows[size] += searcher.rows(gallery, enrolled, split)
            finally:
                gallery.close()
        for each in split.enrolled:
            attempts[each.person] += 1
            failed[each.person] += not _templates(each, samples)
        progress(done, plan.repeats)
    return {size: _searches(some) for size, some in rows.items()}, Enrolments(attempts, failed)


def _templates(enrolled: Enrolled, samples: Sequence[Sample]) -> list[Template]:
    return [sample for picture in enrolled.references if isinstance(sample := samples[picture], Template)]


def _searches(rows: Sequence[_Row]) -> Searches:
    columns = list(zip(*rows, strict=True)) if rows else [()] * 7
    kinds = (np.intp, np.intp, np.bool_, np.bool_, np.float64, np.bool_, np.bool_)
    return Searches(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))
