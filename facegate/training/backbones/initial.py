"""Weights that training starts from."""

from __future__ import annotations

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
            if module.bias is not None:
                nn.init.zeros_(module.bias)
