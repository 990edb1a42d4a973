"""One step of a detector run, and everything of it that changes from step to step."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from facegate.errors import TrainingError
from facegate.training.detection.batches import Batch
from facegate.training.detection.config import DetectorConfig
from facegate.training.detection.loss import TargetBatch, detection_loss
from facegate.training.detection.network import RetinaFaceNetwork
from facegate.training.devices import Compute
from facegate.training.optimisers import build_optimiser, set_pace
from facegate.training.schedules import Pace


class DetectorState:
    """The network, what it learns by, and how far it is.

    Attributes:
        network: learns.
        step: steps done.
        best: the highest average precision of a validation so far; None: not validated yet.
    """

    def __init__(self, config: DetectorConfig, compute: Compute) -> None:
        """Everything with its starting weights, of the run's seed."""
        torch.manual_seed(config.seed)
        self.network = RetinaFaceNetwork(config.backbone, len(config.anchors.min_sizes[0])).to(compute.device)
        self.step = 0
        self.best: float | None = None
        self._config = config
        self._compute = compute
        self._optimiser = build_optimiser(config.optimiser, (self.network,), config.weight_decay)
        self._scaler = torch.amp.GradScaler(compute.device.type, enabled=compute.scaled)

    def take_step(self, batch: Batch, pace: Pace) -> dict[str, float]:
        """Learn from a batch at a pace.

        Returns:
            ``loss``, the weighted sum, and its parts ``face``, ``box`` and ``landmarks``.

        Raises:
            TrainingError: the loss is no number any more.
        """
        set_pace(self._optimiser, pace)
        self._optimiser.zero_grad(set_to_none=True)
        targets = TargetBatch(*(self._stacked(batch, name) for name in TargetBatch._fields))
        with self._compute.autocast():
            raw = self.network(torch.from_numpy(batch.pictures).to(self._compute.device))
        loss = detection_loss(raw.as_float(), targets, self._config.loss)
        total = float(loss.total.detach())
        if not np.isfinite(total):
            raise TrainingError(
                "Run diverged",
                "The loss of step {step} is {loss}.",
                "Take a lower learning rate, or clip gradients (--set gradient_clip=10).",
                step=self.step,
                loss=total,
            )
        torch.autograd.backward(self._scaler.scale(loss.total))
        if self._config.gradient_clip is not None:
            self._scaler.unscale_(self._optimiser)
            nn.utils.clip_grad_norm_(self.network.parameters(), self._config.gradient_clip)
        self._scaler.step(self._optimiser)
        self._scaler.update()
        self.step += 1
        return {"loss": total, "face": loss.face, "box": loss.box, "landmarks": loss.landmarks}

    def snapshot(self) -> dict[str, Any]:
        """What a checkpoint holds."""
        return {
            "network": self.network.state_dict(),
            "average": None,
            "optimiser": self._optimiser.state_dict(),
            "scaler": self._scaler.state_dict(),
            "step": self.step,
            "best": self.best,
        }

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Go on from a checkpoint of the same run."""
        self.network.load_state_dict(snapshot["network"])
        self._optimiser.load_state_dict(snapshot["optimiser"])
        self._scaler.load_state_dict(snapshot["scaler"])
        self.step, self.best = snapshot["step"], snapshot["best"]

    def _stacked(self, batch: Batch, name: str) -> Tensor:
        parts = np.stack([getattr(targets, name) for targets in batch.targets])
        return torch.from_numpy(parts).to(self._compute.device)
