"""Everything of a run that changes from step to step."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

from facegate.training.averaging import averaged
from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.build import build_backbone
from facegate.training.config import RunConfig
from facegate.training.devices import Compute
from facegate.training.losses.build import WeightedLoss, build_loss
from facegate.training.optimisers import build_optimiser


class TrainingState:
    """The network, what it learns by, and how far it is.

    Attributes:
        network: learns.
        losses: learn with it: the classes' directions, centres, lengths.
        optimiser: of both.
        average: of the network's weights; None: there is none.
        scaler: of losses in float16; lets everything pass otherwise.
        step: steps done.
        best: the lowest equal error rate of a validation so far; None: not validated yet.
        stale: validations since then.
    """

    def __init__(self, config: RunConfig, classes: int, compute: Compute) -> None:
        """Everything with its starting weights, of the run's seed.

        Args:
            config: of the run.
            classes: people of the training set.
            compute: where.
        """
        torch.manual_seed(config.seed)
        self.network: Backbone = build_backbone(config.backbone).to(compute.device)
        self.losses: WeightedLoss = build_loss(config.losses, config.backbone.embedding_size, classes).to(
            compute.device
        )
        self.average: AveragedModel | None = None
        self._config = config
        self.optimiser = build_optimiser(config.optimiser, (self.network, self.losses), config.weight_decay)
        self.scaler = torch.amp.GradScaler(compute.device.type, enabled=compute.scaled)
        self.step = 0
        self.best: float | None = None
        self.stale = 0
        self.begin_average()

    def begin_average(self) -> None:
        """Begin the average with the network as it is."""
        if self._config.averaging is not None:
            self.average = averaged(self.network, self._config.averaging)

    @property
    def judged(self) -> nn.Module:
        """The network as it is validated and exported."""
        return self.network if self.average is None else self.average.module

    def snapshot(self, batches: dict[str, Any]) -> dict[str, Any]:
        """What a checkpoint holds; ``batches`` is the state of the run's :class:`BatchSource`."""
        return {
            "network": self.network.state_dict(),
            "average": None if self.average is None else self.average.module.state_dict(),
            "averaged": 0 if self.average is None else int(self.average.n_averaged),
            "losses": self.losses.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "scaler": self.scaler.state_dict(),
            "batches": batches,
            "step": self.step,
            "best": self.best,
            "stale": self.stale,
        }

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Go on from a checkpoint of the same run."""
        self.network.load_state_dict(snapshot["network"])
        if self.average is not None:
            self.average.module.load_state_dict(snapshot["average"])
            self.average.n_averaged.fill_(snapshot["averaged"])
        self.losses.load_state_dict(snapshot["losses"])
        self.optimiser.load_state_dict(snapshot["optimiser"])
        if snapshot["scaler"]:  # empty where the run was not in float16 so far
            self.scaler.load_state_dict(snapshot["scaler"])
        self.step, self.best, self.stale = snapshot["step"], snapshot["best"], snapshot["stale"]
