"""Weights that training starts from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from torch import nn


def start_he(network: nn.Module, mode: Literal["fan_in", "fan_out"] = "fan_out") -> None:
    """He et al. 2015 (arXiv:1502.01852): convolutions normal with variance 2 / n, biases 0.

    Args:
        network: changed in place.
        mode: whether n counts what a unit takes or what it feeds.
    """
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode=mode, nonlinearity="relu")
            _clear(module)


def start_glorot(modules: Iterable[nn.Module]) -> None:
    """Glorot and Bengio 2010: layers uniform with variance 2 / (n taken + n fed), biases 0; Caffe's and slim's xavier.

    Args:
        modules: those that are convolutions or fully connected are changed in place.
    """
    for module in modules:
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            _clear(module)


def start_normal(modules: Iterable[nn.Module], deviation: float) -> None:
    """Layers normal with a given standard deviation, biases 0.

    Args:
        modules: those that are convolutions or fully connected are changed in place.
        deviation: of the weights.
    """
    for module in modules:
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.normal_(module.weight, std=deviation)
            _clear(module)


def _clear(layer: nn.Conv2d | nn.Linear) -> None:
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
