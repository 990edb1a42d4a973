"""Which pictures make a batch. Of the seed and the epoch alone, so that a run that goes on gets the same batches.

Needs no PyTorch. Indices are places in the labels that a sampler was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from facegate.errors import TrainingError
from facegate.training.data.aligned import Indices
from facegate.training.data.specs import PairsSamplerSpec, PeopleSamplerSpec, SamplerSpec


class Sampler(Protocol):
    """Makes the batches of an epoch."""

    def batches(self, epoch: int) -> Iterator[Indices]:
        """Batches, each of shape (B,), places in the labels; the same ones whenever the epoch is the same."""

    def __len__(self) -> int:
        """Batches in an epoch."""


def build_sampler(spec: SamplerSpec, labels: Indices, seed: int) -> Sampler:
    """The sampler that a spec describes, for pictures with these labels (shape (N,), 0..classes-1).

    Raises:
        TrainingError: no batch of that kind can be made of them.
    """
    if isinstance(spec, PeopleSamplerSpec):
        return PeopleSampler(labels, spec.people_per_batch, spec.images_per_person, seed)
    if isinstance(spec, PairsSamplerSpec):
        return BalancedPairsSampler(labels, spec.pairs_per_batch, seed)
    return ShuffledSampler(len(labels), spec.batch_size, seed)


class PeopleSampler:
    """Some people, some pictures of each: what mining triplets needs (Schroff et al. 2015, section 3.2).

    A person's pictures are shuffled and cut into portions; the portions of all people are dealt in rounds, so that a
    batch holds different people and an epoch every picture once. The last batch may hold fewer people; where that
    would be one alone it is left out.
    """

    def __init__(self, labels: Indices, people_per_batch: int, images_per_person: int, seed: int) -> None:
        self._members = _by_person(labels)
        self._people = people_per_batch
        self._images = images_per_person
        self._seed = seed
        _require_people(len(self._members))

    def __len__(self) -> int:
        """Batches in an epoch."""
        return sum(1 for _ in self._dealt(np.random.default_rng(0)))

    def batches(self, epoch: int) -> Iterator[Indices]:
        """See :class:`Sampler`; pictures of one person stand together."""
        for portions in self._dealt(np.random.default_rng((self._seed, epoch))):
            yield np.concatenate(portions)

    def _dealt(self, random: np.random.Generator) -> Iterator[list[Indices]]:
        shuffled = [random.permutation(members) for members in self._members]
        longest = max(len(members) for members in shuffled)
        for start in range(0, longest, self._images):
            able = [members for members in shuffled if len(members) > start]
            order = random.permutation(len(able))
            for first in range(0, len(order), self._people):
                chosen = order[first : first + self._people]
                if len(chosen) > 1:
                    yield [able[place][start : start + self._images] for place in chosen]


class BalancedPairsSampler:
    """Pairs, as many of one person as of two: places 2i and 2i+1 of a batch are a pair.

    Every picture of somebody who has another is the first of one pair of each kind in an epoch. The first half of a
    batch's pairs are mated, the rest not. Of the last pairs that fill no batch, the remainder is left out.
    """

    def __init__(self, labels: Indices, pairs_per_batch: int, seed: int) -> None:
        # Places in the list of people below, whatever numbers the labels leave out.
        self._labels = np.unique(labels, return_inverse=True)[1]
        self._members = _by_person(labels)
        self._seed = seed
        _require_people(len(self._members))
        paired = [members for members in self._members if len(members) > 1]
        if not paired:
            raise TrainingError(
                "No pairs",
                "None of the {people} people has two pictures.",
                "Bring a second picture of them, or use a loss that needs no pairs.",
                people=len(self._members),
            )
        self._anchors = np.concatenate(paired)
        self._mated = min(max(1, pairs_per_batch // 2), len(self._anchors))
        self._other = max(1, min(pairs_per_batch - self._mated, len(self._anchors)))

    def __len__(self) -> int:
        """Batches in an epoch."""
        return len(self._anchors) // max(self._mated, self._other)

    def batches(self, epoch: int) -> Iterator[Indices]:
        """See :class:`Sampler`."""
        random = np.random.default_rng((self._seed, epoch))
        first, second = random.permutation(self._anchors), random.permutation(self._anchors)
        for batch in range(len(self)):
            mated = first[batch * self._mated : (batch + 1) * self._mated]
            other = second[batch * self._other : (batch + 1) * self._other]
            pairs = [(anchor, self._partner(anchor, random)) for anchor in mated]
            pairs += [(anchor, self._stranger(anchor, random)) for anchor in other]
            yield np.array(pairs, np.int64).ravel()

    def _partner(self, anchor: int, random: np.random.Generator) -> int:
        """Another picture of the same person."""
        members = self._members[self._labels[anchor]]
        place = int(random.integers(len(members) - 1))
        return int(members[place] if members[place] != anchor else members[-1])

    def _stranger(self, anchor: int, random: np.random.Generator) -> int:
        """A picture of somebody else: every other person is as likely."""
        own = self._labels[anchor]
        person = int(random.integers(len(self._members) - 1))
        members = self._members[person + (person >= own)]
        return int(members[random.integers(len(members))])


class ShuffledSampler:
    """Every picture once an epoch; a last batch that is not full is left out unless it is the only one."""

    def __init__(self, count: int, batch_size: int, seed: int) -> None:
        self._count = count
        self._size = min(batch_size, count)
        self._seed = seed
        if count == 0:
            raise _nobody(0)

    def __len__(self) -> int:
        """Batches in an epoch."""
        return self._count // self._size

    def batches(self, epoch: int) -> Iterator[Indices]:
        """See :class:`Sampler`."""
        order = np.random.default_rng((self._seed, epoch)).permutation(self._count)
        for batch in range(len(self)):
            yield order[batch * self._size : (batch + 1) * self._size]


def _by_person(labels: Indices) -> list[Indices]:
    """The pictures of each person, by label."""
    order = np.argsort(labels, kind="stable")
    return [part for part in np.split(order, np.cumsum(np.bincount(labels))[:-1]) if len(part)]


def _require_people(count: int) -> None:
    if count < 2:
        raise _nobody(count)


def _nobody(count: int) -> TrainingError:
    return TrainingError(
        "Too few people",
        "There are pictures of {count} to train on; telling people apart needs two at least.",
        "Bring pictures of more people, or keep fewer apart.",
        count=count,
    )
