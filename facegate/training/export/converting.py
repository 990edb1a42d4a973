"""A PyTorch network as ONNX, with any number of pictures at once."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.export import Dim

from facegate.errors import TrainingError
from facegate.training.export.facts import BATCH, INPUT, OPSET, OUTPUT

_TRACED = 2
"""Pictures that the network is followed with: one would be taken for a size that never varies."""

_CHATTY = "torch.onnx"


def to_onnx(network: nn.Module, size: int) -> bytes:
    """Write a network as it is used: without dropout, with the running statistics of its norms.

    PyTorch has two exporters. This is the newer one, on ``torch.export``; the older, on TorchScript, takes a tenth of
    the time (0.4 s of a processor against 6 s for MobileFaceNet), but is deprecated and is to be removed, and hides
    the slopes of PReLU behind nodes, so that the program cannot write them as faster operators (8.0 against 6.4 ms a
    picture). Both agree with PyTorch to 1e-6.

    Args:
        network: float32 on the processor, (B, 3, S, S) -> (B, D).
        size: S.

    Returns:
        An ONNX file of operators of version :data:`OPSET`.

    Raises:
        TrainingError: the network does something that ONNX cannot say.
    """
    varying = {0: torch.export.Dim(BATCH, min=1)}
    return write_onnx(network, torch.zeros(_TRACED, 3, size, size), (OUTPUT,), varying)


def write_onnx(network: nn.Module, pictures: Tensor, outputs: Sequence[str], varying: Mapping[int, Dim]) -> bytes:
    """The same for any network with one input.

    Args:
        network: float32 on the processor.
        pictures: what it is followed with; a size of 1 would be taken for one that never varies.
        outputs: their names.
        varying: the input's dimensions that may have other sizes, by their place.

    Raises:
        TrainingError: the network does something that ONNX cannot say.
    """
    was_training = network.training
    network.eval()
    try:
        with _quietly(), torch.no_grad():
            program = torch.onnx.export(
                network,
                (pictures,),
                None,
                dynamo=True,
                opset_version=OPSET,
                input_names=[INPUT],
                output_names=list(outputs),
                dynamic_shapes=(dict(varying),),
                verbose=False,
            )
    except (torch.onnx.OnnxExporterError, RuntimeError) as error:
        raise TrainingError(
            "Network not exportable",
            "PyTorch cannot write this network as ONNX: {reason}.",
            "Take a backbone of the lab; 'facegate train backbones' lists them.",
            reason=(str(error).strip().splitlines() or [type(error).__name__])[0].rstrip("."),
        ) from error
    finally:
        network.train(was_training)
    assert program is not None
    _forget_sources(program)
    found: bytes = program.model_proto.SerializeToString(deterministic=True)
    return found


def _forget_sources(program: torch.onnx.ONNXProgram) -> None:
    """Take out what was written of the source code, paths of this machine among it."""
    graph = program.model.graph
    graph.metadata_props.clear()
    for node in graph.all_nodes():
        node.metadata_props.clear()
        node.doc_string = None
        for value in node.outputs:
            value.metadata_props.clear()


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep to itself what PyTorch says of packages that it does without and of its own future."""
    talker = logging.getLogger(_CHATTY)
    before = talker.level
    talker.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        talker.setLevel(before)
