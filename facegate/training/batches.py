"""Which pictures each step of a run sees, by the number of the step: a run that goes on asks for the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch

from facegate.domain.comparison import MAX_DISTANCE
from facegate.errors import TrainingError
from facegate.training.config import RunConfig
from facegate.training.data.aligned import AlignedSet, Indices
from facegate.training.data.samplers import Sampler, build_sampler
from facegate.training.data.specs import ShuffledSamplerSpec
from facegate.training.losses.offline import offline_triplets
from facegate.training.losses.specs import OfflineChoice, TripletSpec
from facegate.training.randomness import Stream, step_seed

Embed = Callable[[], npt.NDArray[np.float32]]
"""Embeds the whole training set with the network as it is: shape (N, D)."""

_MOST_PAIRS = 200_000
"""Positive pairs that are looked at when triplets are chosen over a whole set: more than are used till the next."""

_ANY = MAX_DISTANCE
"""A margin that every triplet violates."""


class BatchSource(Protocol):
    """Gives a step its pictures.

    Attributes:
        steps_per_epoch: see :class:`facegate.training.config.RunConfig`.
    """

    steps_per_epoch: int

    def at(self, step: int) -> Indices:
        """Places in the training set, shape (B,), for a step counted from 0."""

    def state(self) -> dict[str, Any]:
        """What :meth:`restore` needs: tensors and plain values."""

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from there."""


def build_batches(config: RunConfig, pictures: AlignedSet, embed: Embed) -> BatchSource:
    """What the losses and the sampler of a run ask for.

    Raises:
        TrainingError: no batch of that kind can be made of these pictures.
    """
    for spec in (term.spec for term in config.losses):
        if isinstance(spec, TripletSpec) and spec.mining == "offline":
            return MinedBatches(spec, config, pictures.labels, embed)
    sampler = build_sampler(config.sampler, pictures.labels, config.seed)
    return SampledBatches(sampler, config.steps_per_epoch)


class SampledBatches:
    """A sampler's batches, one epoch of it after the other, however long the run's epochs are."""

    def __init__(self, sampler: Sampler, steps_per_epoch: int | None) -> None:
        self._sampler = sampler
        self._length = len(sampler)
        self._batches: Iterator[Indices] = iter(())
        self._next = -1
        self.steps_per_epoch = steps_per_epoch or self._length

    def at(self, step: int) -> Indices:
        """See :class:`BatchSource`; asked in order, no batch is made twice."""
        epoch, place = divmod(step, self._length)
        if place == 0 or step != self._next:
            self._batches = self._sampler.batches(epoch)
            for _ in range(place):
                next(self._batches)
        self._next = step + 1
        return next(self._batches)

    def state(self) -> dict[str, Any]:
        """Nothing: the step says it all."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Nothing to do."""


class MinedBatches:
    """Triplets chosen over the whole set with the network as it was, anew each ``refresh_steps``."""

    def __init__(self, spec: TripletSpec, config: RunConfig, labels: Indices, embed: Embed) -> None:
        self._spec = spec
        self._seed = config.seed
        self._labels = labels
        self._embed = embed
        rows = config.sampler.batch_size if isinstance(config.sampler, ShuffledSamplerSpec) else 0
        self._each = max(1, rows // 3)
        self._chosen_at = -1
        self._triplets = np.empty((0, 3), np.int64)
        # Every picture an anchor once, on average.
        self.steps_per_epoch = config.steps_per_epoch or max(1, len(labels) // self._each)

    def at(self, step: int) -> Indices:
        """See :class:`BatchSource`: rows 3i, 3i+1 and 3i+2 are anchor, positive and negative."""
        if self._chosen_at < 0 or step >= self._chosen_at + self._spec.refresh_steps:
            self._choose(step)
        batches = max(1, len(self._triplets) // self._each)
        start = (step - self._chosen_at) % batches * self._each
        return self._triplets[start : start + self._each].reshape(-1)

    def state(self) -> dict[str, Any]:
        """The triplets in use and since when: the network that chose them is gone."""
        return {"chosen_at": self._chosen_at, "triplets": torch.from_numpy(self._triplets)}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on with them."""
        self._chosen_at, self._triplets = state["chosen_at"], state["triplets"].cpu().numpy()

    def _choose(self, step: int) -> None:
        embeddings = self._embed()
        self._triplets = self._chosen(embeddings, step, self._spec.alpha, self._spec.offline_choice)
        if not len(self._triplets):
            # An untrained network may put everybody onto one point, and a trained one may leave nothing to do.
            self._triplets = self._chosen(embeddings, step, _ANY, "random_violating")
        self._chosen_at = step
        if not len(self._triplets):
            raise TrainingError(
                "No pairs",
                "Nobody of the set has two pictures.",
                "Bring a second picture of some, or use a loss that needs no pairs.",
            )

    def _chosen(
        self, embeddings: npt.NDArray[np.float32], step: int, alpha: float, choice: OfflineChoice
    ) -> npt.NDArray[np.int64]:
        seed = step_seed(self._seed, Stream.MINING, step)
        return offline_triplets(embeddings, self._labels, alpha, choice=choice, seed=seed, most=_MOST_PAIRS)
