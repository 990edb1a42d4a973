"""Saving what a run needs to go on, and reading it without running anything that a file says.

A checkpoint is a dictionary of tensors and plain values (``torch.load(..., weights_only=True)``); see
:meth:`facegate.training.state.TrainingState.snapshot`.
"""

from __future__ import annotations

import io
import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from torch import nn

from facegate.errors import TrainingError
from facegate.settings.files import write_atomically
from facegate.training.backbones.backbone import Backbone
from facegate.training.backbones.build import build_backbone
from facegate.training.runs import RunFolder, Which

CHECKPOINT_VERSION = 1

_DAMAGED = (OSError, RuntimeError, EOFError, pickle.UnpicklingError, LookupError, ValueError, TypeError, AttributeError)
"""What PyTorch raises at files that are not whole or none of its own: a flipped byte may end in any of them."""


def save_checkpoint(path: Path, snapshot: dict[str, Any]) -> None:
    """Replace a checkpoint: after a crash it is the old one or the new one.

    Raises:
        TrainingError: it cannot be written.
    """
    buffer = io.BytesIO()
    torch.save({"version": CHECKPOINT_VERSION, **snapshot}, buffer)
    try:
        write_atomically(path, buffer.getvalue())
    except OSError as error:
        raise TrainingError(
            "Checkpoint not saved",
            "{file} cannot be written: {reason}.",
            "Free some space; the run can go on from the checkpoint before it (--resume).",
            file=path,
            reason=error.strerror or error,
        ) from error


def load_checkpoint(path: Path, device: torch.device | None = None) -> dict[str, Any]:
    """Read a checkpoint onto a device, the processor unless one is named.

    Raises:
        TrainingError: there is none, or it is damaged or of another version.
    """
    try:
        found = torch.load(path, map_location=device or torch.device("cpu"), weights_only=True)
    except _DAMAGED as error:
        raise _unusable(path, "it is not there or damaged") from error
    if not isinstance(found, dict) or found.get("version") != CHECKPOINT_VERSION or "network" not in found:
        raise _unusable(path, "it is no checkpoint of this program")
    return found


def weights_of(checkpoint: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The weights to use a network with: their moving average where there is one."""
    weights: dict[str, torch.Tensor] = checkpoint.get("average") or checkpoint["network"]
    return weights


def load_network(run: RunFolder, which: Which) -> Backbone:
    """A run's network as it is judged and exported, on the processor, in its mode of use.

    Raises:
        TrainingError: the checkpoint is not there, damaged, or of another network.
    """
    path = run.checkpoint(which)
    network = build_backbone(run.record.config.backbone)
    try:
        network.load_state_dict(weights_of(load_checkpoint(path)))
    except RuntimeError as error:
        raise _unusable(path, "its weights are of another network than run.json says") from error
    return network.eval()


def start_from(network: nn.Module, path: Path) -> tuple[str, tuple[str, ...]]:
    """Give a network the weights of a checkpoint where names and shapes agree.

    Returns:
        SHA-256 of the file, and the names of weights that did not agree and begin anew.

    Raises:
        TrainingError: the file is no checkpoint, or nothing agrees.
    """
    theirs, ours = weights_of(load_checkpoint(path)), network.state_dict()
    fitting = {name: each for name, each in theirs.items() if name in ours and ours[name].shape == each.shape}
    if not fitting:
        raise _unusable(path, "none of its weights fits this network")
    network.load_state_dict(fitting, strict=False)
    return sha256(path.read_bytes()).hexdigest(), tuple(name for name in ours if name not in fitting)


def _unusable(path: Path, reason: str) -> TrainingError:
    return TrainingError(
        "Checkpoint not usable",
        "{file}: {reason}.",
        "Name the file last.pt or best.pt in the folder checkpoints of a run.",
        file=path,
        reason=reason,
    )
