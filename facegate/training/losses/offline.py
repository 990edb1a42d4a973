"""Triplets chosen over the whole training set, from embeddings that the trainer computes each so many steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from facegate.training.losses.distances import unit
from facegate.training.losses.negatives import choose_negatives, positive_pairs
from facegate.training.losses.specs import OfflineChoice

MOST_CANDIDATES = 20_000
"""Pictures among which negatives are looked for; of larger sets a random choice, as the source does: the work grows
with pairs times candidates."""


def offline_triplets(
    embeddings: npt.NDArray[np.float32],
    labels: npt.NDArray[np.int64],
    alpha: float,
    *,
    choice: OfflineChoice = "semi_hard",
    seed: int,
    most: int | None = None,
) -> npt.NDArray[np.int64]:
    """One triplet for each positive pair of the set that has a negative worth learning from, in random order.

    ``hardest`` over a whole set finds mislabelled and unusable pictures first and collapses the training (Schroff et
    al. 2015, section 3.2): for comparison only.

    Args:
        embeddings: (N, D), of the whole set, normalised or not.
        labels: (N,) people.
        alpha: margin between squared distances.
        choice: of the negative, see :func:`choose_negatives`.
        seed: of chance: one number gives the same triplets again.
        most: positive pairs that are looked at, a random choice of them; None: all.

    Returns:
        (T, 3) rows of the set: anchor, positive, negative. ``triplets.reshape(-1)`` is what batches are cut from, at
        multiples of three.
    """
    generator = torch.Generator().manual_seed(seed)
    people = torch.from_numpy(labels)
    anchors, positives = positive_pairs(people)
    order = torch.randperm(len(anchors), generator=generator)[:most]
    pairs = anchors[order], positives[order]
    vectors = unit(torch.from_numpy(embeddings).float())
    candidates = torch.randperm(len(people), generator=generator)[:MOST_CANDIDATES]
    negatives = choose_negatives(vectors, people, pairs, alpha, choice, generator, candidates)
    kept = negatives >= 0
    return torch.stack((pairs[0][kept], pairs[1][kept], negatives[kept]), dim=1).numpy()
