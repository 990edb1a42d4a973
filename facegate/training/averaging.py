"""A moving average of a network's weights: PyTorch's own, with the decay of the sources."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from facegate.training.specs import AveragingSpec


def averaged(network: nn.Module, spec: AveragingSpec) -> AveragedModel:
    """The average, which begins with the network as it is; running statistics of norms are averaged with the weights.

    After every step: ``average.update_parameters(network)``.
    """
    return AveragedModel(network, avg_fn=_moving(spec), use_buffers=True)


def decay_at(spec: AveragingSpec, updates: int) -> float:
    """How much of the average stays at an update, with so many before it (TensorFlow's ExponentialMovingAverage)."""
    return min(spec.decay, (1 + updates) / (10 + updates)) if spec.warm_up else spec.decay


def _moving(spec: AveragingSpec) -> Callable[[Tensor, Tensor, Tensor | int], Tensor]:
    def move(average: Tensor, current: Tensor, updates: Tensor | int) -> Tensor:
        if not average.is_floating_point():
            return current  # a count of batches
        return average.lerp(current, 1.0 - decay_at(spec, int(updates)))

    return move
