"""A network judged on people it was never trained on; the rates are those of :mod:`facegate.evaluation`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from facegate.evaluation.unseen import rate_unseen
from facegate.training.data.aligned import AlignedSet
from facegate.training.data.augment import Augment
from facegate.training.devices import Compute, evaluating
from facegate.training.specs import ValidationSpec

_BATCH = 128
"""Pictures that are embedded at once: some 20 MB at 112 pixels."""


def embed(
    network: nn.Module, pictures: AlignedSet, augment: Augment, compute: Compute, *, flip: bool = False
) -> npt.NDArray[np.float32]:
    """Raw embeddings of every picture of a set, float32 of shape (N, D), in its order.

    Args:
        network: on the device of ``compute``.
        pictures: a set.
        augment: cuts the window out and standardises it; nothing is varied.
        compute: where and how.
        flip: the sum of the unit embeddings of a picture and of its mirror image.
    """
    found = []
    with evaluating(network):
        for start in range(0, len(pictures), _BATCH):
            crops = pictures.take(np.arange(start, min(start + _BATCH, len(pictures))))
            batch = augment.plain(torch.from_numpy(crops).to(compute.device))
            with compute.autocast():
                embeddings = network(batch).float()
                if flip:
                    mirrored = network(batch.flip(3)).float()
                    embeddings = functional.normalize(embeddings) + functional.normalize(mirrored)
            found.append(embeddings.cpu().numpy())
    return np.concatenate(found)


def validate(
    network: nn.Module,
    pictures: AlignedSet,
    augment: Augment,
    compute: Compute,
    spec: ValidationSpec,
    *,
    curve: bool = False,
) -> dict[str, Any]:
    """The record of :mod:`facegate.evaluation.unseen`; ``curve``: with the points of its ROC curve."""
    embeddings = embed(network, pictures, augment, compute, flip=spec.flip)
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    # An embedding of zeros has no direction: it then stands for one that everybody shares.
    vectors = np.where(lengths > 0.0, embeddings / np.maximum(lengths, np.finfo(np.float32).tiny), 0.0)
    return rate_unseen(vectors.astype(np.float32), pictures.labels.astype(np.intp), spec.folds, spec.seed, curve=curve)
