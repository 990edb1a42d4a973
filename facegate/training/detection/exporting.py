"""A trained detector as files that the program installs: ONNX and its description, compared with the network first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from facegate.errors import TrainingError
from facegate.training.checkpoints import load_checkpoint, weights_of
from facegate.training.detection.batches import DetectionBatches
from facegate.training.detection.describing import describe_detector
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.network import RawFaces, RetinaFaceNetwork
from facegate.training.detection.opening import open_exported
from facegate.training.detection.run_folder import DetectorRun
from facegate.training.detection.specs import GRID
from facegate.training.detection.torch_session import OUTPUTS
from facegate.training.export.converting import write_onnx
from facegate.training.export.exporting import Exported
from facegate.training.export.parity import TOLERANCE
from facegate.training.export.writing import write_export
from facegate.training.runs import Which
from facegate.vision.anchors import Floats
from facegate.vision.offered import EXPORT_FOLDER
from facegate.vision.session import Session

_CELLS = (5, 7)
"""Coarsest cells that the network is followed with, down and across: neither is 1, and they differ."""

_MOST_CELLS = 256
"""Of any picture, along each side: 8192 pixels."""


@dataclass(frozen=True, slots=True)
class ExportNaming:
    """What an exported network's weights do not say.

    Attributes:
        name: what its id begins with.
        licence: of the file, by its SPDX name where it has one.
        research_only: whether nothing else is allowed.
    """

    name: str
    licence: str
    research_only: bool = False


class Probable(nn.Module):
    """The network with probabilities instead of logits, as public exports have them."""

    def __init__(self, network: RetinaFaceNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, pictures: Tensor) -> RawFaces:
        """As the network's."""
        raw: RawFaces = self._network(pictures)
        return raw._replace(scores=raw.scores.softmax(dim=-1))


def export_detector(
    run: DetectorRun, pictures: Sequence[LabelledPicture], which: Which, naming: ExportNaming
) -> dict[str, Any]:
    """Write a run's network and its description into ``RUN/export``.

    Args:
        run: its folder.
        pictures: that it was trained on: exported and trained network are compared on squares of them.
        which: the checkpoint.
        naming: see there.

    Returns:
        What ``export.json`` says of it.

    Raises:
        TrainingError: there is no checkpoint, the networks differ, or the folder cannot be written.
        ModelError: the program could not run what was exported.
    """
    network = _load(run, which)
    data = to_onnx(network)
    manifest = describe_detector(run, which, data, naming.name, naming.licence, research_only=naming.research_only)
    batch = next(DetectionBatches(pictures, run.record.config).steps(0, 1, 0))
    difference = largest_difference(network, open_exported(manifest, data), batch.pictures)
    record = {"bytes": len(data), "parity": {"squares": len(batch.pictures), "difference": difference}}
    return write_export(run.path / EXPORT_FOLDER, [Exported(manifest, data, record, None)])[0]


def to_onnx(network: nn.Module) -> bytes:
    """A network as ONNX, for one picture of any number of whole cells. Raises TrainingError."""
    rows, columns = (torch.export.Dim(name, min=1, max=_MOST_CELLS) for name in ("rows", "columns"))
    pictures = torch.zeros(1, 3, *(cells * GRID for cells in _CELLS))
    # 2 and 3 are the places of height and width.
    return write_onnx(network, pictures, OUTPUTS, {2: GRID * rows, 3: GRID * columns})


def largest_difference(network: nn.Module, session: Session, pictures: Floats) -> float:
    """By how much two forms of one network differ at most.

    Args:
        network: as it was trained.
        session: as it was exported.
        pictures: (B, 3, S, S), given one by one.

    Raises:
        TrainingError: by more than rounding, or by what is no number.
    """
    largest = 0.0
    for picture in pictures:
        with torch.inference_mode():
            trained = network(torch.from_numpy(picture[None]))
        for ours, theirs in zip(trained, session.run(picture[None]), strict=True):
            difference = float(np.abs(ours.numpy() - theirs).max())
            # Written so that what is no number is refused, too.
            if not difference <= TOLERANCE * max(1.0, float(ours.abs().max())):
                raise _differs(difference)
            largest = max(largest, difference)
    return largest


def _load(run: DetectorRun, which: Which) -> nn.Module:
    config = run.record.config
    network = RetinaFaceNetwork(config.backbone, len(config.anchors.min_sizes[0]))
    weights = weights_of(load_checkpoint(run.checkpoint(which)))
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise TrainingError(
            "Checkpoint not usable",
            "Its weights are of another network than {folder} says.",
            "Train the run again, or get its folder from a backup.",
            folder=run.path,
        ) from error
    return Probable(network).eval()


def _differs(difference: float) -> TrainingError:
    return TrainingError(
        "Export differs from the network",
        "On squares of its pictures the exported network differs from the trained one by {difference:.2g}.",
        "Nothing was exported. Please report this with the recipe.",
        difference=difference,
    )
