"""Optimisers and the average of weights against their formulas, by hand."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest
import torch
from torch import nn

from facegate.training.averaging import averaged, decay_at
from facegate.training.optimisers import build_optimiser, set_pace
from facegate.training.randomness import Stream, step_seed
from facegate.training.schedules import Pace
from facegate.training.specs import (
    AdadeltaSpec,
    AdagradSpec,
    AdamSpec,
    AveragingSpec,
    MomentumSpec,
    OptimiserSpec,
    RmsPropSpec,
)


class Single(nn.Module):
    """One weight in a matrix and one bias."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([[2.0]], dtype=torch.float64))
        self.bias = nn.Parameter(torch.tensor([1.0], dtype=torch.float64))


def stepped(spec: OptimiserSpec, gradients: list[float], rate: float, decay: float = 0.0) -> Single:
    single = Single()
    optimiser = build_optimiser(spec, [single], decay)
    for gradient in gradients:
        set_pace(optimiser, Pace(rate))
        single.weight.grad = torch.full_like(single.weight, gradient)
        single.bias.grad = torch.full_like(single.bias, gradient)
        optimiser.step()
    return single


ADAM = AdamSpec(beta1=0.9, beta2=0.99, epsilon=0.1)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        # Sums of squares 0.1 + 9 and 0.1 + 9 + 1.
        (AdagradSpec(initial=0.1), 2.0 - 0.5 * 3 / sqrt(9.1) - 0.5 * 1 / sqrt(10.1)),
        # v = 0.3 * 9, then 0.7 v + 0.3; momentum 0.5.
        (
            RmsPropSpec(decay=0.7, momentum=0.5, epsilon=1.0),
            2.0
            - 0.5 * (first := 3 / (sqrt(2.7) + 1))
            - 0.5 * (0.5 * first + 1 / (sqrt(0.7 * 2.7 + 0.3) + 1)),
        ),
        (MomentumSpec(momentum=0.5), 2.0 - 0.5 * 3 - 0.5 * (0.5 * 3 + 1)),
        # The gradient after the momentum's own next step: g + 0.5 v.
        (MomentumSpec(momentum=0.5, nesterov=True), 2.0 - 0.5 * (3 + 0.5 * 3) - 0.5 * (1 + 0.5 * (0.5 * 3 + 1))),
        # Corrected means: 3 and 9 at first; then (0.27 + 0.1) / 0.19 and (0.0891 + 0.01) / 0.0199.
        (
            ADAM,
            2.0 - 0.5 * 3 / (3 + 0.1) - 0.5 * (0.37 / 0.19) / (sqrt(0.0991 / 0.0199) + 0.1),
        ),
    ],
)  # fmt: skip
def test_two_steps_by_hand(spec: OptimiserSpec, expected: float) -> None:
    assert stepped(spec, [3.0, 1.0], 0.5).weight.item() == pytest.approx(expected, rel=1e-9)


def test_adadelta_by_hand() -> None:
    spec = AdadeltaSpec(decay=0.9, epsilon=0.01)
    step = sqrt(0.01) / sqrt(0.9 + 0.01) * 3
    assert stepped(spec, [3.0], 1.0).weight.item() == pytest.approx(2.0 - step, rel=1e-9)


def test_weight_decay_is_of_matrices_only() -> None:
    single = stepped(MomentumSpec(momentum=0.0), [0.0], 0.5, decay=0.1)
    assert single.weight.item() == pytest.approx(2.0 - 0.5 * 0.1 * 2.0)
    assert single.bias.item() == 1.0


def test_decoupled_decay_is_not_divided_by_the_gradients_size() -> None:
    single = stepped(AdamSpec(decoupled=True), [0.0], 0.5, decay=0.1)
    assert single.weight.item() == pytest.approx(2.0 * (1 - 0.5 * 0.1))


@pytest.mark.parametrize(
    ("spec", "key", "value"),
    [
        (AdamSpec(beta2=0.99), "betas", (0.85, 0.99)),
        (MomentumSpec(), "momentum", 0.85),
        (RmsPropSpec(), "momentum", 0.85),
    ],
)
def test_a_cycle_moves_the_momentum_or_beta1(spec: OptimiserSpec, key: str, value: Any) -> None:
    optimiser = build_optimiser(spec, [Single()], 0.0)
    set_pace(optimiser, Pace(0.3, 0.85))
    assert all((group["lr"], group[key]) == (0.3, value) for group in optimiser.param_groups)


def test_the_average_moves_slowly_and_faster_at_first() -> None:
    assert decay_at(AveragingSpec(decay=0.9999, warm_up=False), 0) == 0.9999
    assert decay_at(AveragingSpec(decay=0.9999), 8) == 0.5
    assert decay_at(AveragingSpec(decay=0.9), 1000) == 0.9


def test_the_average_by_hand() -> None:
    layer = nn.Sequential(nn.Linear(1, 1, bias=False), nn.BatchNorm1d(1))
    weight = layer[0].weight
    average = averaged(layer, AveragingSpec(decay=0.75, warm_up=False))
    for value in (4.0, 8.0):
        nn.init.constant_(weight, value)
        layer(torch.zeros(2, 1))
        average.update_parameters(layer)
    # The first update takes the weights as they are.
    assert average.module[0].weight.item() == pytest.approx(0.75 * 4.0 + 0.25 * 8.0)
    assert int(average.module[1].num_batches_tracked) == 2


def test_chance_of_a_step_depends_on_seed_stream_and_step() -> None:
    seeds = {step_seed(seed, stream, step) for seed in (0, 1) for stream in Stream for step in (0, 1)}
    assert len(seeds) == 2 * len(Stream) * 2
    assert step_seed(7, Stream.PICTURES, 3) == step_seed(7, Stream.PICTURES, 3)
