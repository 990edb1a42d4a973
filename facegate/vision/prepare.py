"""Makes of a published file one that onnxruntime and OpenCV run. With conversion.py the only module that imports onnx.

Block-quantised files of the OpenCV zoo are refused by onnxruntime (a
``block_size`` on a per-tensor DequantizeLinear, weights listed as graph inputs)
and fixed to one image size. Here the weights become float32 again, everything
that is constant leaves the graph's inputs, and sizes that may vary get a name.
A network that also computes in integers (its activations are quantised, too) keeps
its integer weights, or it would be slower and larger than what it was made from.
PRelu is written as other operators, which nearly halves SFace's time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import onnx
from google.protobuf.message import DecodeError, Message  # type: ignore[import-untyped]
from onnx import GraphProto, NodeProto, numpy_helper, shape_inference

from facegate.errors import ModelError
from facegate.vision.conversion import from_tflite
from facegate.vision.tflite import is_tflite

PREPARE_VERSION = 1
"""Counts up when the result changes, so that installed models are prepared again."""

_DEFAULT_AXIS = 1
"""Of DequantizeLinear, by the ONNX standard."""

Array = npt.NDArray[np.generic]

_ERRORS: tuple[type[Exception], ...] = (
    DecodeError,
    onnx.checker.ValidationError,
    shape_inference.InferenceError,
    # What a graph of another form than expected leads to.
    ValueError,
    TypeError,
    LookupError,
)


def prepare(source: bytes, input_name: str, shape: Sequence[int | str]) -> bytes:
    """Return the prepared model, the same bytes for the same source.

    Args:
        source: an ONNX file, or a TensorFlow Lite one.
        input_name: its only true input, "" for whatever that is called.
        shape: what that input takes; a name stands for a size that may vary.

    Raises:
        ModelError: neither of these, or not one of this form.
    """
    try:
        model = from_tflite(source) if is_tflite(source) else onnx.load_model_from_string(source)
        _refuse_other_files(model)
        if not _computes_in_integers(model.graph):
            _fold_weights(model.graph)
        _drop_constant_inputs(model.graph)
        _split_prelus(model.graph)
        _set_shapes(model.graph, input_name, shape)
        model = _with_shapes(model)
        onnx.checker.check_model(model)
    except _ERRORS as error:
        raise ModelError(
            "Model not usable",
            "The model file cannot be prepared for this program: {reason}.",
            "Get the file again from the address in its description.",
            reason=_first_line(error),
        ) from error
    return model.SerializeToString(deterministic=True)


def _refuse_other_files(model: onnx.ModelProto) -> None:
    """Weights in files of their own are covered by nobody's hash, and could be any file. Raises ValueError."""
    if any(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in _tensors_in(model)):
        raise ValueError("part of its weights lies in other files; save it as one file")


def _tensors_in(part: Message) -> Iterator[onnx.TensorProto]:
    """Every tensor, wherever it hides: in attributes, graphs within graphs, functions."""
    if isinstance(part, onnx.TensorProto):
        yield part
        return
    for field, value in part.ListFields():
        if field.type == field.TYPE_MESSAGE:
            for each in [value] if isinstance(value, Message) else value:
                yield from _tensors_in(each)


def _with_shapes(model: onnx.ModelProto) -> onnx.ModelProto:
    inferred = shape_inference.infer_shapes(model)
    if all(output.type.tensor_type.HasField("shape") for output in inferred.graph.output):
        return inferred
    # Strictly: that says where the sizes do not fit together.
    return shape_inference.infer_shapes(model, strict_mode=True)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def dequantise(values: Array, scales: Array, zero_points: Array | None, axis: int, block_size: int) -> Array:
    """What DequantizeLinear returns: ``(values - zero_points) * scales`` as float32.

    Args:
        values: quantised tensor of any shape.
        scales: one for all, a vector along ``axis``, or one for each block of
            ``block_size`` values along ``axis``.
        zero_points: None, or of the shape of ``scales``.
        axis: as in the ONNX standard; means nothing with a single scale.
        block_size: as in the ONNX standard; 0: no blocks; means nothing with a single scale.

    Raises:
        ValueError: the shapes do not fit.
    """
    offsets: Array = np.zeros_like(scales) if zero_points is None else zero_points
    if scales.size == 1:
        offsets, scales = offsets.reshape(()), scales.reshape(())
    else:
        offsets, scales = (_spread(part, values.shape, axis, block_size) for part in (offsets, scales))
    return (values.astype(np.float32) - offsets.astype(np.float32)) * scales.astype(np.float32)


def _spread(parameters: Array, shape: tuple[int, ...], axis: int, block_size: int) -> Array:
    """Bring scales or zero points to a shape that multiplies with ``shape``."""
    if block_size == 0:
        if parameters.ndim != 1 or parameters.shape[0] != shape[axis]:
            raise ValueError(f"{parameters.shape} scales do not fit axis {axis} of {shape}")
        along = [1] * len(shape)
        along[axis] = -1
        return parameters.reshape(along)
    expected = list(shape)
    # The last block may be a short one.
    expected[axis] = -(-shape[axis] // block_size)
    if parameters.shape != tuple(expected):
        raise ValueError(f"{parameters.shape} scales in blocks of {block_size} do not fit {shape}")
    return np.take(np.repeat(parameters, block_size, axis=axis), range(shape[axis]), axis=axis)


def _computes_in_integers(graph: GraphProto) -> bool:
    """Whether activations are quantised, too, and not only weights: onnxruntime then multiplies integers."""
    return any(node.op_type == "QuantizeLinear" for node in graph.node)


def _fold_weights(graph: GraphProto) -> None:
    """Replace every DequantizeLinear of constants, and a Reshape of its result, by a float32 constant."""
    constants = {constant.name: constant for constant in graph.initializer}
    kept: list[NodeProto] = []
    for node in graph.node:
        folded = _fold(node, constants)
        if folded is None:
            kept.append(node)
        else:
            constants[node.output[0]] = numpy_helper.from_array(np.ascontiguousarray(folded), node.output[0])
    used = {name for node in kept for name in node.input} | {output.name for output in graph.output}
    del graph.node[:]
    graph.node.extend(kept)
    del graph.initializer[:]
    graph.initializer.extend(constant for name, constant in constants.items() if name in used)


def _fold(node: NodeProto, constants: dict[str, onnx.TensorProto]) -> Array | None:
    """The value of a node that makes float32 weights, or None if it is something else."""
    if not all(name in constants for name in node.input if name):
        return None
    if node.op_type == "DequantizeLinear":
        values, scales, *rest = (numpy_helper.to_array(constants[name]) for name in node.input if name)
        options = {option.name: onnx.helper.get_attribute_value(option) for option in node.attribute}
        axis = options.get("axis", _DEFAULT_AXIS)
        return dequantise(values, scales, rest[0] if rest else None, axis, options.get("block_size", 0))
    if node.op_type == "Reshape":
        values, shape = (numpy_helper.to_array(constants[name]) for name in node.input)
        # 0 means: as in the input.
        return values.reshape([size or values.shape[place] for place, size in enumerate(shape.tolist())])
    return None


def _drop_constant_inputs(graph: GraphProto) -> None:
    """Weights that are also graph inputs count as changeable, which blocks every optimisation."""
    constant = {initializer.name for initializer in graph.initializer}
    used = {name for node in graph.node for name in node.input}
    kept = [value for value in graph.input if value.name in used and value.name not in constant]
    del graph.input[:]
    graph.input.extend(kept)


def _split_prelus(graph: GraphProto) -> None:
    """Write PRelu with constant slopes as ``slope * x + (1 - slope) * relu(x)``.

    onnxruntime's CPU kernel for PRelu is slow and knows its blocked layout not,
    so that every tensor is turned round before and after it. Measured on SFace,
    two threads, AVX-512: 18.8 ms before, 10.5 ms after, embeddings equal to 1e-6.
    """
    constants = {constant.name: constant for constant in graph.initializer}
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type != "PRelu" or node.input[1] not in constants:
            nodes.append(node)
            continue
        (x, slope), y = node.input, node.output[0]
        rest = numpy_helper.to_array(constants[slope])
        graph.initializer.append(numpy_helper.from_array(rest.dtype.type(1) - rest, f"{y}_rest"))
        nodes += [
            onnx.helper.make_node("Relu", [x], [f"{y}_positive"]),
            onnx.helper.make_node("Mul", [f"{y}_positive", f"{y}_rest"], [f"{y}_bent"]),
            onnx.helper.make_node("Mul", [x, slope], [f"{y}_straight"]),
            onnx.helper.make_node("Add", [f"{y}_straight", f"{y}_bent"], [y]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def _set_shapes(graph: GraphProto, input_name: str, shape: Sequence[int | str]) -> None:
    """Name the sizes that may vary and forget what followed from the fixed ones."""
    if [value.name for value in graph.input] != [input_name or graph.input[0].name]:
        raise ValueError(f"its inputs are {[value.name for value in graph.input]}, not {input_name!r}")
    tensor = graph.input[0].type.tensor_type
    if [dimension.dim_value for dimension in tensor.shape.dim] == list(shape):
        # As published: what follows from it is known, and not every network's can be inferred again.
        return
    if tensor.shape.dim and tensor.shape.dim[0].dim_value == 1 and isinstance(shape[0], str):
        _free_reshapes(graph)
    del graph.value_info[:]
    tensor.shape.Clear()
    for size in shape:
        dimension = tensor.shape.dim.add()
        if isinstance(size, str):
            dimension.dim_param = size
        else:
            dimension.dim_value = size
    for output in graph.output:
        # Shape inference fills them in again.
        output.type.tensor_type.ClearField("shape")


def _free_reshapes(graph: GraphProto) -> None:
    """Let a Reshape to ``(1, ...)``, which networks have that were exported for one picture, keep the batch."""
    constants = {constant.name: constant for constant in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            constants[node.output[0]] = node.attribute[0].t
    for node in graph.node:
        if node.op_type != "Reshape" or node.input[1] not in constants:
            continue
        wanted = numpy_helper.to_array(constants[node.input[1]])
        if wanted.size > 1 and wanted[0] == 1:
            # 0 means: as in the input.
            kept = np.concatenate((np.zeros(1, wanted.dtype), wanted[1:]))
            node.input[1] = f"{node.output[0]}_shape"
            graph.initializer.append(numpy_helper.from_array(kept, node.input[1]))
