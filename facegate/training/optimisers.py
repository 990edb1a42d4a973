"""Optimisers by their specs, and the pace that a schedule sets them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

from facegate.training.schedules import Pace
from facegate.training.specs import AdadeltaSpec, AdagradSpec, AdamSpec, OptimiserSpec, RmsPropSpec

_MATRIX = 2
"""Dimensions from which a parameter has weight decay: biases, norms, slopes and single factors have fewer."""


def build_optimiser(spec: OptimiserSpec, modules: Iterable[nn.Module], weight_decay: float) -> torch.optim.Optimizer:
    """The optimiser of all trainable parameters of some modules; its rate is 0 until :func:`set_pace`.

    Args:
        spec: which.
        modules: network and losses.
        weight_decay: added to the gradient as this times the weight (decoupled: taken from the weight as this times
            the rate), for parameters of two dimensions or more.
    """
    trained = [each for module in modules for each in module.parameters() if each.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": [each for each in trained if each.ndim >= _MATRIX], "weight_decay": weight_decay},
        {"params": [each for each in trained if each.ndim < _MATRIX], "weight_decay": 0.0},
    ]
    groups = [group for group in groups if group["params"]]
    if isinstance(spec, AdagradSpec):
        return torch.optim.Adagrad(groups, lr=0.0, initial_accumulator_value=spec.initial, eps=spec.epsilon)
    if isinstance(spec, AdadeltaSpec):
        return torch.optim.Adadelta(groups, lr=0.0, rho=spec.decay, eps=spec.epsilon)
    if isinstance(spec, AdamSpec):
        kind = torch.optim.AdamW if spec.decoupled else torch.optim.Adam
        return kind(groups, lr=0.0, betas=(spec.beta1, spec.beta2), eps=spec.epsilon)
    if isinstance(spec, RmsPropSpec):
        return torch.optim.RMSprop(groups, lr=0.0, alpha=spec.decay, momentum=spec.momentum, eps=spec.epsilon)
    # Nesterov's look ahead along a momentum of 0 is none, and PyTorch refuses it.
    nesterov = spec.nesterov and spec.momentum > 0.0
    return torch.optim.SGD(groups, lr=0.0, momentum=spec.momentum, nesterov=nesterov)


def set_pace(optimiser: torch.optim.Optimizer, pace: Pace) -> None:
    """Give every parameter the rate and, where the schedule moves it, the momentum or beta1 of the next step."""
    for group in optimiser.param_groups:
        group["lr"] = pace.rate
        if pace.momentum is None:
            continue
        if "betas" in group:
            group["betas"] = (pace.momentum, group["betas"][1])
        else:
            group["momentum"] = pace.momentum
