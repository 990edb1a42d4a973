"""Softmax with a margin between people: pytorch-metric-learning's losses, annealed and made safe at the poles."""

from __future__ import annotations

import math
from typing import Any

import torch
from pytorch_metric_learning import losses as library
from pytorch_metric_learning.utils.common_functions import TorchInitWrapper
from torch import Tensor, nn

from facegate.training.losses.part import LossPart, PartOutput
from facegate.training.losses.softmax import share_right
from facegate.training.losses.specs import AMSoftmaxSpec, ArcFaceSpec, LSoftmaxSpec, NormFaceSpec, SphereFaceSpec

_LEAST_SQUARED_SINE = 1e-7
"""Below it an angle's sine no longer follows the cosine: its slope is infinite at 0 and 180 degrees."""


class _Annealed:
    """Added to the library's losses: mixes the plain cosine into the margin, ``(lambda cos + psi) / (1 + lambda)``."""

    share = 0.0
    """lambda."""

    def modify_cosine_of_target_classes(self, cosine: Tensor) -> Tensor:
        """Target logits (B,) over lengths, from cosines (B,)."""
        psi: Tensor = super().modify_cosine_of_target_classes(cosine)  # type: ignore[misc]
        return (self.share * cosine + psi) / (1.0 + self.share)


class _LargeMargin(_Annealed, library.LargeMarginSoftmaxLoss):
    """L-Softmax."""


class _Sphere(_Annealed, library.SphereFaceLoss):
    """A-Softmax."""


class _Arc(library.ArcFaceLoss):
    """ArcFace without ``acos``, whose slope is infinite where embedding and weight point the same way."""

    def modify_cosine_of_target_classes(self, cosine: Tensor) -> Tensor:
        """``cos(theta + m)``; beyond theta + m = pi ``cos(theta) - m sin(m)``, so that it keeps falling."""
        sine = torch.clamp(1.0 - cosine.square(), min=_LEAST_SQUARED_SINE).sqrt()
        turned = cosine * math.cos(self.margin) - sine * math.sin(self.margin)
        beyond = cosine - self.margin * math.sin(self.margin)
        return torch.where(cosine >= -math.cos(self.margin), turned, beyond)


class _Head(LossPart):
    """A loss of the library, with its weights (D, C) initialised as the sources do and its logits watched."""

    loss: Any

    def __init__(self, loss: nn.Module) -> None:
        super().__init__()
        self.loss = loss

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:  # noqa: ARG002
        """See :meth:`LossPart.forward`."""
        value: Tensor = self.loss(embeddings, labels)
        with torch.no_grad():
            logits = self.loss.get_logits(embeddings)
        return PartOutput(value, {"right": share_right(logits, labels)})


def _xavier() -> TorchInitWrapper:
    return TorchInitWrapper(nn.init.xavier_uniform_)


class NormFaceLoss(_Head):
    """``softmax(s cos(theta))`` (Wang et al. 2017): the library's normalised softmax at temperature 1/s."""

    def __init__(self, spec: NormFaceSpec, dimension: int, classes: int) -> None:
        super().__init__(
            library.NormalizedSoftmaxLoss(classes, dimension, temperature=1.0 / spec.scale, weight_init_func=_xavier())
        )


class AMSoftmaxLoss(_Head):
    """``s (cos(theta_y) - m)`` against ``s cos(theta_j)`` (Wang et al. 2018): the library's CosFace."""

    def __init__(self, spec: AMSoftmaxSpec, dimension: int, classes: int) -> None:
        super().__init__(
            library.CosFaceLoss(classes, dimension, margin=spec.margin, scale=spec.scale, weight_init_func=_xavier())
        )


class ArcFaceLoss(_Head):
    """``s cos(theta_y + m)`` against ``s cos(theta_j)`` (Deng et al. 2019)."""

    def __init__(self, spec: ArcFaceSpec, dimension: int, classes: int) -> None:
        margin = math.degrees(spec.margin)
        super().__init__(_Arc(classes, dimension, margin=margin, scale=spec.scale, weight_init_func=_xavier()))


class AnnealedLoss(_Head):
    """L-Softmax ``|W_y| |x| psi(theta_y)`` (Liu et al. 2016) or A-Softmax ``|x| psi(theta_y)``.

    ``psi(theta) = (-1)^k cos(m theta) - 2k`` for theta in [k pi / m, (k + 1) pi / m] falls all the way. Lambda shrinks
    by the step, see :class:`Annealing`.

    Diagnostics: ``right``, and ``lambda``.
    """

    def __init__(self, spec: LSoftmaxSpec | SphereFaceSpec, dimension: int, classes: int) -> None:
        kind = _LargeMargin if isinstance(spec, LSoftmaxSpec) else _Sphere
        super().__init__(kind(classes, dimension, margin=spec.margin, scale=1, weight_init_func=_xavier()))
        self.spec = spec

    def forward(self, embeddings: Tensor, labels: Tensor, step: int) -> PartOutput:
        """See :meth:`LossPart.forward`."""
        self.loss.share = share = self.spec.annealing.at(step)
        value, diagnostics = super().forward(embeddings, labels, step)
        return PartOutput(value, {**diagnostics, "lambda": torch.tensor(share)})
