"""A network in training behind the program's own decoder, so that it is judged as it will be used."""

from __future__ import annotations

import torch

from facegate.domain.ports import Provider
from facegate.training.detection.network import RetinaFaceNetwork
from facegate.training.devices import Compute, evaluating
from facegate.vision.session import Tensor

OUTPUTS = ("loc", "conf", "landms")
"""Names of the outputs, as public exports have them."""


class TorchSession:
    """A :class:`facegate.vision.session.Session` on PyTorch."""

    def __init__(self, network: RetinaFaceNetwork, compute: Compute) -> None:
        """Take a network on its device."""
        self._network = network
        self._device = compute.device
        self.provider = Provider("CPU", "PyTorch")
        self.output_names = OUTPUTS

    def run(self, batch: Tensor) -> list[Tensor]:
        """See :class:`facegate.vision.session.Session`: boxes, logits of the classes, landmarks."""
        with evaluating(self._network):
            raw = self._network(torch.from_numpy(batch).to(self._device))
        return [part.float().cpu().numpy() for part in raw]
