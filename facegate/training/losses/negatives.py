"""Which negative a positive pair is shown with: the choices that pytorch-metric-learning's miners do not make.

Its miners give every semi-hard or violating triplet. FaceNet keeps every positive pair of a batch and gives each
one negative, so that people with many pictures do not outvote the others, and memory grows with the pairs.
"""

from __future__ import annotations

import torch
from torch import Tensor

from facegate.training.losses.distances import squared_distances
from facegate.training.losses.specs import OfflineChoice

_CELLS = 1 << 24
"""Distances that are held at once: 64 MiB of float32 for each array of them."""


def positive_pairs(labels: Tensor) -> tuple[Tensor, Tensor]:
    """All ordered pairs of one person's rows: (anchors, positives), each (P,) int64, P = sum of n (n - 1).

    Memory grows with the pairs, not with the square of the rows: it serves a batch and a whole set.

    Args:
        labels: (N,) int64.
    """
    order = torch.argsort(labels, stable=True)
    _, person, members = torch.unique(labels[order], return_inverse=True, return_counts=True)
    starts, sizes = (members.cumsum(0) - members)[person], members[person]
    anchors = torch.arange(len(labels), device=labels.device).repeat_interleave(sizes)
    first = (sizes.cumsum(0) - sizes).repeat_interleave(sizes)
    positives = starts.repeat_interleave(sizes) + torch.arange(len(anchors), device=labels.device) - first
    apart = anchors != positives
    return order[anchors[apart]], order[positives[apart]]


def choose_negatives(
    vectors: Tensor,
    labels: Tensor,
    pairs: tuple[Tensor, Tensor],
    alpha: float,
    choice: OfflineChoice,
    generator: torch.Generator,
    candidates: Tensor | None = None,
) -> Tensor:
    """One negative for each positive pair.

    ``semi_hard``: a random one with ``d(a, p) < d(a, n) < d(a, p) + alpha`` (Schroff et al. 2015, section 3.2); where
    every negative is nearer than the positive, the furthest, so that the pair is kept. ``random_violating``: a random
    one with ``d(a, n) < d(a, p) + alpha`` (Parkhi et al. 2015). ``hardest``: the nearest.

    Args:
        vectors: (N, D) unit vectors.
        labels: (N,) int64.
        pairs: anchors and positives, each (P,) int64.
        alpha: margin between squared distances.
        choice: see above.
        generator: of chance, on the vectors' device.
        candidates: (K,) int64, rows among which negatives are looked for; None: all.

    Returns:
        (P,) int64; -1 where a pair has no negative that tells it anything.
    """
    if not len(pairs[0]):
        return torch.empty(0, dtype=torch.int64, device=labels.device)
    if candidates is None:
        candidates = torch.arange(len(labels), device=labels.device)
    rows = max(1, _CELLS // len(candidates))
    chosen = [
        _choose(vectors, labels, (anchors, positives), candidates, alpha, choice, generator)
        for anchors, positives in zip(torch.split(pairs[0], rows), torch.split(pairs[1], rows), strict=True)
    ]
    return torch.cat(chosen)


def _choose(
    vectors: Tensor,
    labels: Tensor,
    pairs: tuple[Tensor, Tensor],
    candidates: Tensor,
    alpha: float,
    choice: OfflineChoice,
    generator: torch.Generator,
) -> Tensor:
    anchors, positives = pairs
    near = (vectors[anchors] - vectors[positives]).square().sum(dim=1, keepdim=True)
    far = squared_distances(vectors[anchors], vectors[candidates])
    other = labels[anchors][:, None] != labels[candidates][None, :]
    violating = other & (far < near + alpha)
    if choice == "hardest":
        return _where(violating.any(dim=1), candidates[far.masked_fill(~other, torch.inf).argmin(dim=1)])
    if choice == "random_violating":
        return _where(violating.any(dim=1), candidates[_random(violating, generator)])
    window = violating & (far > near)
    found = _where(window.any(dim=1), candidates[_random(window, generator)])
    # Every negative violates so much that none is semi-hard: the furthest is the least hard of them.
    buried = other.any(dim=1) & ~(other & (far > near)).any(dim=1)
    return torch.where(buried, candidates[far.masked_fill(~other, -torch.inf).argmax(dim=1)], found)


def _random(allowed: Tensor, generator: torch.Generator) -> Tensor:
    """A random allowed column of each row, by equal chances; any where none is allowed."""
    draws = torch.rand(allowed.shape, generator=generator, device=allowed.device)
    return draws.masked_fill(~allowed, -1.0).argmax(dim=1)


def _where(known: Tensor, places: Tensor) -> Tensor:
    return torch.where(known, places, torch.full_like(places, -1))
