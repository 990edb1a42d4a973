"""Preparing a network keeps what it computes."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from helpers.vision_fakes import tiny_network
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from facegate.errors import ModelError
from facegate.vision.prepare import dequantise, prepare

SHAPE = ("batch", 3, "height", "width")


def spelled_out(values, scales, zeros, axis, block):
    """DequantizeLinear by the letter of the standard, value by value."""
    result = np.empty(values.shape, np.float32)
    for place in np.ndindex(values.shape):
        at = list(place)
        if scales.size == 1:
            scale, zero = scales.flat[0], zeros.flat[0]
        elif block == 0:
            scale, zero = scales[at[axis]], zeros[at[axis]]
        else:
            at[axis] //= block
            scale, zero = scales[tuple(at)], zeros[tuple(at)]
        result[place] = (np.float32(values[place]) - np.float32(zero)) * scale
    return result


@pytest.mark.parametrize(
    ("shape", "scale_shape", "axis", "block"),
    [
        ((4, 6), (1,), 1, 3),  # the form that onnxruntime refuses: one scale, and a block size
        ((4, 6), (), 1, 0),
        ((4, 6), (6,), 1, 0),
        ((4, 6), (4,), 0, 0),
        ((4, 6), (4, 2), 1, 3),
        ((4, 6), (2, 6), 0, 2),
        ((4, 7), (4, 3), 1, 3),  # a short last block
        ((4, 6), (4, 2), -1, 3),
        ((5,), (2,), 0, 3),
        ((2, 3, 4), (2, 3, 2), 2, 2),
    ],
)
def test_dequantise_follows_the_standard(shape, scale_shape, axis, block):
    random = np.random.default_rng(0)
    values = random.integers(-128, 128, shape, np.int8)
    scales = random.uniform(0.01, 1, scale_shape).astype(np.float32)
    zeros = random.integers(-5, 6, scale_shape).astype(np.int8)
    expected = spelled_out(values, scales, zeros, axis, block)
    found = dequantise(values, scales, zeros, axis, block)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, expected)


def test_dequantise_without_zero_points():
    np.testing.assert_array_equal(
        dequantise(np.array([2, -2], np.int8), np.array([0.5], np.float32), None, 0, 0), [1, -1]
    )


@pytest.mark.parametrize(("scale_shape", "block"), [((5,), 0), ((4, 3), 3), ((3, 2), 3)])
def test_dequantise_refuses_scales_that_do_not_fit(scale_shape, block):
    with pytest.raises(ValueError, match="fit"):
        dequantise(np.zeros((4, 6), np.int8), np.ones(scale_shape, np.float32), None, 1, block)


def quantised_network() -> tuple[bytes, bytes]:
    """A convolution with PRelu: in blocks of int8 with weights among the inputs, and the same in plain float32."""
    random = np.random.default_rng(1)
    quantised = random.integers(-100, 100, (8, 27), np.int8)
    scales = random.uniform(0.001, 0.01, (8, 3)).astype(np.float32)
    weight = (quantised.astype(np.float32) * np.repeat(scales, 9, axis=1)).reshape(8, 3, 3, 3)
    slope = random.uniform(0, 1, (8, 1, 1)).astype(np.float32)
    picture = helper.make_tensor_value_info("data", TensorProto.FLOAT, [1, 3, 16, 16])
    result = helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 8, 16, 16])
    convolution = helper.make_node("Conv", ["data", "w"], ["c"], pads=[1, 1, 1, 1])
    bend = helper.make_node("PRelu", ["c", "slope"], ["out"])
    plain = helper.make_graph(
        [convolution, bend],
        "plain",
        [picture],
        [result],
        [numpy_helper.from_array(weight, "w"), numpy_helper.from_array(slope, "slope")],
    )
    blocks = helper.make_graph(
        [
            helper.make_node("DequantizeLinear", ["q", "s", "z"], ["dq"], axis=1, block_size=9),
            helper.make_node("Reshape", ["dq", "shape"], ["w"]),
            convolution,
            bend,
        ],
        "blocks",
        [picture, helper.make_tensor_value_info("slope", TensorProto.FLOAT, [8, 1, 1])],
        [result],
        [
            numpy_helper.from_array(quantised, "q"),
            numpy_helper.from_array(scales, "s"),
            numpy_helper.from_array(np.zeros((8, 3), np.int8), "z"),
            numpy_helper.from_array(np.array([0, 3, 3, -1], np.int64), "shape"),
            numpy_helper.from_array(slope, "slope"),
        ],
    )
    version = [helper.make_opsetid("", 21)]
    return tuple(
        helper.make_model(graph, opset_imports=version, ir_version=10).SerializeToString() for graph in (blocks, plain)
    )


def integer_network() -> bytes:
    """A convolution of quantised weights and quantised activations, as onnxruntime's static quantisation writes it."""
    weight = np.random.default_rng(3).integers(-100, 100, (8, 3, 3, 3), np.int8)
    scalars = {"xs": np.float32(0.02), "xz": np.int8(-3), "ys": np.float32(0.05), "yz": np.int8(4)}
    along = {
        "ws": np.linspace(0.001, 0.01, 8, dtype=np.float32),
        "wz": np.zeros(8, np.int8),
        "b": np.arange(8, dtype=np.int32),
        "bs": np.linspace(0.001, 0.01, 8, dtype=np.float32) * np.float32(0.02),
        "bz": np.zeros(8, np.int32),
    }
    constants = {"w": weight, **along, **{name: np.array(value) for name, value in scalars.items()}}
    nodes = [
        helper.make_node("QuantizeLinear", ["data", "xs", "xz"], ["xq"]),
        helper.make_node("DequantizeLinear", ["xq", "xs", "xz"], ["xd"]),
        helper.make_node("DequantizeLinear", ["w", "ws", "wz"], ["wd"], axis=0),
        helper.make_node("DequantizeLinear", ["b", "bs", "bz"], ["bd"], axis=0),
        helper.make_node("Conv", ["xd", "wd", "bd"], ["c"], pads=[1, 1, 1, 1]),
        helper.make_node("QuantizeLinear", ["c", "ys", "yz"], ["yq"]),
        helper.make_node("DequantizeLinear", ["yq", "ys", "yz"], ["out"]),
    ]
    graph = helper.make_graph(
        nodes,
        "integers",
        [helper.make_tensor_value_info("data", TensorProto.FLOAT, [1, 3, 16, 16])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 8, 16, 16])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10).SerializeToString()


def test_network_that_computes_in_integers_keeps_them():
    source = integer_network()
    prepared = prepare(source, "data", SHAPE)
    kept = {init.name: init.data_type for init in onnx.load_model_from_string(prepared).graph.initializer}
    assert (kept["w"], kept["b"]) == (TensorProto.INT8, TensorProto.INT32)
    pictures = np.random.default_rng(2).normal(size=(2, 3, 24, 40)).astype(np.float32)
    together = run(prepared, pictures)
    for place, picture in enumerate(pictures):
        np.testing.assert_array_equal(run(prepared, picture[None])[0], together[place])
    picture = pictures[:1, :, :16, :16]
    # One step of the result's grid: processors without instructions for it round sums of products otherwise.
    expected = ReferenceEvaluator(source).run(None, {"data": picture})[0]
    np.testing.assert_allclose(run(prepared, picture), expected, atol=0.051)


def run(model: bytes, batch: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: batch})[0]


def test_prepared_network_computes_the_same():
    blocks, plain = quantised_network()
    prepared = prepare(blocks, "data", SHAPE)
    picture = np.random.default_rng(2).normal(size=(1, 3, 16, 16)).astype(np.float32)
    expected = ReferenceEvaluator(plain).run(None, {"data": picture})[0]
    np.testing.assert_allclose(run(prepared, picture), expected, rtol=1e-4, atol=1e-5)


def test_prepared_network_takes_other_sizes_and_batches():
    blocks, _ = quantised_network()
    prepared = prepare(blocks, "data", SHAPE)
    picture = np.random.default_rng(2).normal(size=(1, 3, 24, 40)).astype(np.float32)
    alone = run(prepared, picture)
    assert alone.shape == (1, 8, 24, 40)
    np.testing.assert_allclose(run(prepared, np.concatenate([picture] * 3))[2], alone[0], rtol=1e-5, atol=1e-6)


def test_prepared_network_has_one_input_and_plain_operators():
    graph = onnx.load_model_from_string(prepare(quantised_network()[0], "data", SHAPE)).graph
    assert [value.name for value in graph.input] == ["data"]
    assert [dim.dim_param or dim.dim_value for dim in graph.input[0].type.tensor_type.shape.dim] == list(SHAPE)
    assert not {"DequantizeLinear", "Reshape", "PRelu"} & {node.op_type for node in graph.node}
    assert {init.data_type for init in graph.initializer} == {TensorProto.FLOAT}


def test_preparing_is_deterministic():
    assert prepare(tiny_network(), "x", SHAPE) == prepare(tiny_network(), "x", SHAPE)


@pytest.mark.parametrize("source", [b"", b"not a network", tiny_network()[:-20], bytes(1000)])
def test_what_is_no_network_is_refused(source):
    with pytest.raises(ModelError):
        prepare(source, "x", SHAPE)


def test_another_input_name_is_refused():
    with pytest.raises(ModelError, match="inputs"):
        prepare(tiny_network(), "data", SHAPE)


def elsewhere() -> TensorProto:
    """A weight that is said to lie in another file."""
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[3], data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "w.bin"), ("offset", "0"), ("length", "12")):
        tensor.external_data.add(key=key, value=value)
    return tensor


@pytest.mark.parametrize("within", ["weights", "constant", "branch"])
def test_weights_in_other_files_are_refused(tmp_path, monkeypatch, within):
    # Even where the file is there: no hash covers it.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.bin").write_bytes(np.ones(3, np.float32).tobytes())
    nodes, weights = [helper.make_node("PRelu", ["x", "w"], ["y"])], []
    if within == "weights":
        weights.append(elsewhere())
    elif within == "constant":
        nodes.insert(0, helper.make_node("Constant", [], ["w"], value=elsewhere()))
    else:
        branch = helper.make_graph(
            [helper.make_node("Constant", [], ["v"], value=elsewhere())],
            "branch",
            [],
            [helper.make_tensor_value_info("v", TensorProto.FLOAT, [3])],
        )
        weights.append(numpy_helper.from_array(np.array(True), "yes"))
        nodes.insert(0, helper.make_node("If", ["yes"], ["w"], then_branch=branch, else_branch=branch))
    ends = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 3]) for name in "xy")
    graph = helper.make_graph(nodes, "elsewhere", *([end] for end in ends), weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    with pytest.raises(ModelError, match="lies in other files"):
        prepare(model.SerializeToString(), "x", ("batch", 3))
