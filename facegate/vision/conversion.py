"""Writes a TensorFlow Lite network as ONNX, so that one runtime serves all. With prepare.py the only user of onnx.

TensorFlow counts channels last, ONNX first: constants are turned round here,
the input once, and what is reshaped is turned back before. Known are the
operations of MediaPipe's small networks; another one is refused by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from facegate.vision.tflite import LiteNetwork, LiteOperation, read_tflite

_OPSET, _IR = 13, 7
_TO_FIRST, _TO_LAST = (0, 3, 1, 2), (0, 2, 3, 1)
_IMAGE = 4
"""Dimensions of an array of pictures; only these are turned round."""

_SAME, _VALID = 0, 1
_PADDINGS = {_SAME: "SAME_UPPER", _VALID: "VALID"}
_NO_ACTIVATION = 0


def from_tflite(data: bytes) -> ModelProto:
    """The same network as ONNX: its input keeps TensorFlow's order, its outputs are the file's, in order.

    Raises:
        ValueError: not a TensorFlow Lite file, or a network with something else in it than is known here.
    """
    return _Writer(read_tflite(data)).model()


class _Writer:
    """Collects nodes and constants."""

    def __init__(self, network: LiteNetwork) -> None:
        self._network = network
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._writers: Mapping[int, Callable[[LiteOperation], None]] = {
            0: self._add,
            3: self._convolution,
            4: self._depthwise,
            17: self._max_pool,
            22: self._reshape,
            34: self._pad,
            54: self._prelu,
        }

    def model(self) -> ModelProto:
        (given,) = self._network.inputs
        source = self._network.tensors[given]
        if len(source.shape) != _IMAGE:
            raise ValueError(f"its input has the shape {source.shape}, which is no picture's")
        self._node("Transpose", [source.name], self._name(given), perm=_TO_FIRST)
        for operation in self._network.operations:
            if operation.code not in self._writers:
                raise ValueError(f"it holds the operation {operation.code}, which is not known here")
            self._writers[operation.code](operation)
        outputs = [self._output(place) for place in self._network.outputs]
        graph = helper.make_graph(
            self._nodes, "converted", [_value(source.name, source.shape)], outputs, self._constants
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)

    def _output(self, place: int) -> onnx.ValueInfoProto:
        tensor = self._network.tensors[place]
        if len(tensor.shape) == _IMAGE:
            self._node("Transpose", [self._name(place)], tensor.name, perm=_TO_LAST)
        else:
            self._node("Identity", [self._name(place)], tensor.name)
        return _value(tensor.name, tensor.shape)

    def _name(self, place: int) -> str:
        """Of a tensor with its channels first; the names of inputs and outputs are the file's."""
        return f"first_{place}"

    def _node(self, kind: str, inputs: Sequence[str], output: str, **options: Any) -> None:
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **options))

    def _constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _values(self, place: int) -> npt.NDArray[np.generic]:
        values = self._network.tensors[place].values
        if values is None:
            raise ValueError("it reckons weights while it runs")
        return values

    def _convolve(
        self, operation: LiteOperation, order: Sequence[int], groups: int, activation: int, dilation: int
    ) -> None:
        picture, weights, bias = operation.inputs
        output = self._name(operation.outputs[0])
        _check_plain(operation, activation)
        stride_across, stride_down = operation.option(1), operation.option(2)
        across, down = (max(1, operation.option(dilation + axis)) for axis in (0, 1))
        self._node(
            "Conv",
            [
                self._name(picture),
                self._constant(f"{output}_weights", self._values(weights).transpose(order)),
                self._constant(f"{output}_bias", self._values(bias)),
            ],
            output,
            strides=[stride_down, stride_across],
            dilations=[down, across],
            group=groups,
            auto_pad=_PADDINGS[operation.option(0, "b")],
        )

    def _convolution(self, operation: LiteOperation) -> None:
        # Weights: outputs, height, width, inputs.
        self._convolve(operation, (0, 3, 1, 2), 1, activation=3, dilation=4)

    def _depthwise(self, operation: LiteOperation) -> None:
        # Weights: 1, height, width, channels; each channel is a group of its own.
        channels = self._network.tensors[operation.inputs[0]].shape[-1]
        self._convolve(operation, (3, 0, 1, 2), channels, activation=4, dilation=5)

    def _max_pool(self, operation: LiteOperation) -> None:
        _check_plain(operation, 5)
        self._node(
            "MaxPool",
            [self._name(operation.inputs[0])],
            self._name(operation.outputs[0]),
            kernel_shape=[operation.option(4), operation.option(3)],
            strides=[operation.option(2), operation.option(1)],
            auto_pad=_PADDINGS[operation.option(0, "b")],
        )

    def _add(self, operation: LiteOperation) -> None:
        _check_plain(operation, 0)
        self._node("Add", [self._name(place) for place in operation.inputs], self._name(operation.outputs[0]))

    def _prelu(self, operation: LiteOperation) -> None:
        output = self._name(operation.outputs[0])
        slopes = self._constant(f"{output}_slopes", self._values(operation.inputs[1]).reshape(-1, 1, 1))
        self._node("PRelu", [self._name(operation.inputs[0]), slopes], output)

    def _pad(self, operation: LiteOperation) -> None:
        output = self._name(operation.outputs[0])
        around = self._values(operation.inputs[1])[list(_TO_FIRST)].astype(np.int64)
        pads = self._constant(f"{output}_pads", around.T.ravel())
        self._node("Pad", [self._name(operation.inputs[0]), pads], output)

    def _reshape(self, operation: LiteOperation) -> None:
        source, output = operation.inputs[0], self._name(operation.outputs[0])
        shape = self._network.tensors[operation.outputs[0]].shape
        name = self._name(source)
        if len(self._network.tensors[source].shape) == _IMAGE:
            self._node("Transpose", [name], f"{output}_last", perm=_TO_LAST)
            name = f"{output}_last"
        if len(shape) == _IMAGE:
            raise ValueError("it makes pictures of what is none")
        self._node("Reshape", [name, self._constant(f"{output}_shape", np.array(shape, np.int64))], output)


def _value(name: str, shape: Sequence[int]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def _check_plain(operation: LiteOperation, activation: int) -> None:
    """Refuse an operation that another one is fused into; ``activation`` is the number of that option."""
    if operation.option(activation, "b") != _NO_ACTIVATION:
        raise ValueError(f"the operation {operation.code} has another fused into it")
