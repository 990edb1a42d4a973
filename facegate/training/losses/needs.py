"""What a batch has to look like for the losses of a run. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from facegate.errors import TrainingError
from facegate.training.losses.specs import ContrastiveSpec, LossSpec, LossTerm, TripletSpec

Needs: TypeAlias = Literal["classes", "pairs", "people x images", "triplets"]
"""``classes``: any rows. ``pairs``: rows 2i and 2i+1 belong together. ``people x images``: several pictures of each of
several people. ``triplets``: rows 3i, 3i+1, 3i+2 are anchor, positive and negative."""


def needs_of(terms: Sequence[LossTerm]) -> Needs:
    """What the sampler has to deliver for all of them.

    Raises:
        TrainingError: two of them need different batches.
    """
    found = {_needs(term.spec) for term in terms} - {"classes"}
    if len(found) > 1:
        raise TrainingError(
            "Losses do not go together",
            "They need batches of different make: {needs}.",
            "Choose one of them, and combine it with losses that take any batch, such as softmax.",
            needs=", ".join(sorted(found)),
        )
    return found.pop() if found else "classes"


def _needs(spec: LossSpec) -> Needs:
    if isinstance(spec, TripletSpec):
        return "triplets" if spec.mining == "offline" else "people x images"
    if isinstance(spec, ContrastiveSpec):
        return "pairs" if spec.pairs == "listed" else "people x images"
    return "classes"
