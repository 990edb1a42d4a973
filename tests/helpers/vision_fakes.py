"""Networks that need no weights: a fake session, and real ONNX files of a few bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from facegate.domain.ports import Provider
from facegate.vision.detector import STRIDES
from facegate.vision.session import Tensor


class FakeSession:
    """Answers with what ``respond`` makes of the batch, and remembers the shapes that it was given."""

    def __init__(self, output_names: tuple[str, ...], respond: Callable[[Tensor], list[Tensor]], gpu: bool = False):
        self.output_names = output_names
        self.provider = Provider("CUDA", "fake") if gpu else Provider("CPU", "")
        self.shapes: list[tuple[int, ...]] = []
        self.batches: list[Tensor] = []
        self._respond = respond

    def run(self, batch: Tensor) -> list[Tensor]:
        self.shapes.append(batch.shape)
        self.batches.append(batch.copy())
        return self._respond(batch)


YUNET_OUTPUTS = tuple(f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in STRIDES)


def yunet_answer(shape: tuple[int, ...], faces: list[tuple[float, float, float, float, float]]) -> dict[str, Tensor]:
    """YuNet's raw outputs for a canvas of ``shape``, with faces (x, y, width, height, score) in its 16-pixel grid.

    Landmarks: the box's middle, shifted by -2, -1, 0, 1, 2 pixels in both directions.
    """
    height, width = shape[2:]
    sizes = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
    raw = {
        f"{kind}_{stride}": np.zeros((1, (height // stride) * (width // stride), size), np.float32)
        for kind, size in sizes.items()
        for stride in STRIDES
    }
    stride = 16
    for x, y, w, h, score in faces:
        middle = np.array([x + w / 2, y + h / 2])
        column, row = (int(place // stride) for place in middle)
        cell = row * (width // stride) + column
        raw["cls_16"][0, cell, 0] = raw["obj_16"][0, cell, 0] = score
        raw["bbox_16"][0, cell] = [*(middle / stride - (column, row)), np.log(w / stride), np.log(h / stride)]
        points = middle + np.arange(-2, 3)[:, None]
        raw["kps_16"][0, cell] = (points / stride - (column, row)).ravel()
    return raw


def tiny_network(factor: float = 2.0) -> bytes:
    """An ONNX file: input ``x`` of shape (1, 3, 32, 32), output ``y = x * factor``, its weight listed as an input."""
    weight = numpy_helper.from_array(np.array([factor], np.float32), "w")
    graph = helper.make_graph(
        [helper.make_node("Mul", ["x", "w"], ["y"])],
        "tiny",
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 32, 32]),
            helper.make_tensor_value_info("w", TensorProto.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3, 32, 32])],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return onnx.ModelProto.SerializeToString(model)


def write_manifest(folder: Path, model_id: str, data: bytes, *, default: bool = True, extra: str = "") -> Path:
    """A manifest of a detector whose only variant ``<id>.bin`` is ``data``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{model_id}.toml"
    path.write_text(
        f"""
id = "{model_id}"
title = "Tiny"
task = "detector"
default = {str(default).lower()}
licence = "MIT"
notes = "Made for a test."

[prepare]
input = "x"
shape = ["batch", 3, "height", "width"]

[detector]
decoder = "yunet"
score_threshold = 0.6
nms_threshold = 0.3

[[variants]]
name = "fp32"
file = "{model_id}.bin"
sha256 = "{hashlib.sha256(data).hexdigest()}"
size = {len(data)}
{extra}
""",
        "utf-8",
    )
    return path
