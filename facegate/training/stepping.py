"""One step: pictures in, losses, gradients, new weights."""

from __future__ import annotations

import torch
from torch import Tensor

from facegate.errors import DivergedError
from facegate.training.config import RunConfig
from facegate.training.devices import Compute
from facegate.training.losses.build import LossOutput
from facegate.training.optimisers import set_pace
from facegate.training.randomness import Stream, step_seed
from facegate.training.schedules import Pace
from facegate.training.state import TrainingState


def take_step(
    state: TrainingState, pictures: Tensor, labels: Tensor, config: RunConfig, compute: Compute, pace: Pace
) -> LossOutput:
    """Take a step with a batch; ``state.step`` counts it.

    Args:
        state: changed in place.
        pictures: float32 (B, 3, S, S), on the device of ``compute``.
        labels: int64 (B,), on the same.
        config: of the run.
        compute: where and how.
        pace: of this step.

    Raises:
        DivergedError: the loss or a gradient is not a number any more; the weights are those of the step before.
    """
    torch.manual_seed(step_seed(config.seed, Stream.NETWORK, state.step))
    set_pace(state.optimiser, pace)
    state.network.train()
    state.losses.train()
    state.optimiser.zero_grad(set_to_none=True)
    with compute.autocast():
        embeddings = state.network(pictures)
    output: LossOutput = state.losses(embeddings, labels, state.step)
    if not bool(torch.isfinite(output.total)):
        raise _diverged(state.step, pace.rate)
    torch.autograd.backward(state.scaler.scale(output.total))
    length = _gradient_length(state, config.gradient_clip)
    # A scaler leaves such steps out by itself: its scale was too large for float16.
    if not state.scaler.is_enabled() and not bool(torch.isfinite(length)):
        raise _diverged(state.step, pace.rate)
    state.scaler.step(state.optimiser)
    state.scaler.update()
    if state.average is not None:
        state.average.update_parameters(state.network)
    state.step += 1
    return output


def _gradient_length(state: TrainingState, clip: float | None) -> Tensor:
    """The Euclidean length of all gradients together, a scalar; they are brought to at most ``clip``."""
    trained = [*state.network.parameters(), *state.losses.parameters()]
    if clip is None:
        return torch.nn.utils.get_total_norm([each.grad for each in trained if each.grad is not None])
    state.scaler.unscale_(state.optimiser)
    return torch.nn.utils.clip_grad_norm_(trained, clip)


def _diverged(step: int, rate: float) -> DivergedError:
    return DivergedError(
        "Training diverged",
        "At step {step}, with a learning rate of {rate:g}, the loss or its gradients were not numbers any more.",
        "Begin a run with a lower rate in its schedule or with --set gradient_clip=5; --from RUN keeps the rest.",
        step=step,
        rate=rate,
    )
