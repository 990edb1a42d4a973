"""Blocks whose insides are computed again for the backward pass instead of being kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torch.utils.checkpoint import checkpoint


def run_recomputing(block: nn.Module, features: Tensor) -> Tensor:
    """Run a block, keeping only its input (Chen et al. 2016, arXiv:1604.06174).

    The gradients are those of a plain run, and the running statistics of its normalisations are updated once.

    Args:
        block: of a network in training.
        features: (B, ...) what it takes.

    Returns:
        What it gives.
    """

    def contexts() -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
        return nullcontext(), _statistics_kept(block)

    result: Tensor = checkpoint(block, features, use_reentrant=False, context_fn=contexts)
    return result


@contextmanager
def _statistics_kept(block: nn.Module) -> Iterator[None]:
    """Normalise by the batch as in training, without counting the batch a second time.

    Momentum 0 adds nothing to the running statistics. Not tracking them at all would keep other tensors than the first
    run kept, which PyTorch refuses.
    """
    counted = [
        (module, module.momentum, module.num_batches_tracked)
        for module in block.modules()
        if isinstance(module, _BatchNorm) and module.track_running_stats
    ]
    for module, _, _ in counted:
        module.momentum, module.num_batches_tracked = 0.0, None
    try:
        yield
    finally:
        for module, momentum, batches in counted:
            module.momentum, module.num_batches_tracked = momentum, batches


def is_training(network: nn.Module) -> bool:
    """Whether a backward pass may follow."""
    return network.training and torch.is_grad_enabled()
