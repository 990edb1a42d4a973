"""TensorFlow Lite networks become ONNX ones that return the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.tflite_maker import (
    ADD,
    CONV,
    DEPTHWISE,
    MAX_POOL,
    PAD,
    PRELU,
    RESHAPE,
    SAME,
    VALID,
    Maker,
    convolved,
    depthwise,
)

from facegate.errors import ModelError
from facegate.vision.prepare import prepare
from facegate.vision.session import try_model
from facegate.vision.tflite import read_tflite

RANDOM = np.random.default_rng(3)
SHAPE = [1, 7, 7, 2]


def weights(*shape: int) -> np.ndarray:
    return RANDOM.normal(size=shape).astype(np.float32)


W1, B1, SLOPES, W2, B2 = weights(4, 3, 3, 2), weights(4), weights(1, 1, 4), weights(1, 3, 3, 4), weights(4)


def network(fused: int = 0, extra: int | None = None) -> bytes:
    """Every operation that is known, once: 7x7x2 -> 4x4x4 -> ... -> 4x4x7 -> 2x2x7 -> 28 numbers."""
    maker = Maker(SHAPE)
    stride_two = {0: ("b", SAME), 1: ("i", 2), 2: ("i", 2), 3: ("b", fused)}
    first = maker.apply(CONV, [0, maker.constant(W1), maker.constant(B1)], [1, 4, 4, 4], stride_two)
    bent = maker.apply(PRELU, [first, maker.constant(SLOPES)], [1, 4, 4, 4])
    one_each = {0: ("b", SAME), 1: ("i", 1), 2: ("i", 1), 3: ("i", 1)}
    deep = maker.apply(DEPTHWISE, [bent, maker.constant(W2), maker.constant(B2)], [1, 4, 4, 4], one_each)
    total = maker.apply(ADD, [bent, deep], [1, 4, 4, 4])
    around = np.array([(0, 0), (0, 0), (0, 0), (1, 2)], np.int32)
    wide = maker.apply(PAD, [total, maker.constant(around)], [1, 4, 4, 7])
    halving = {0: ("b", VALID), 1: ("i", 2), 2: ("i", 2), 3: ("i", 2), 4: ("i", 2)}
    pooled = maker.apply(MAX_POOL, [wide], [1, 2, 2, 7], halving)
    if extra is not None:
        pooled = maker.apply(extra, [pooled], [1, 2, 2, 7])
    flat = maker.apply(RESHAPE, [pooled], [1, 28])
    return maker.file([flat, total])


def reckoned(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    first = convolved(picture, W1, B1, 2)
    bent = np.where(first > 0, first, first * SLOPES)
    total = bent + depthwise(bent, W2, B2)
    wide = np.pad(total, ((0, 0), (0, 0), (1, 2)))
    pooled = wide.reshape(2, 2, 2, 2, 7).max(axis=(1, 3))
    return pooled.reshape(1, 28), total[None]


def test_converted_network_returns_what_its_operations_say():
    session = try_model(prepare(network(), "picture", SHAPE), "tiny", tuple(SHAPE))
    picture = weights(*SHAPE)
    for found, expected in zip(session.run(picture), reckoned(picture[0]), strict=True):
        assert found.shape == expected.shape
        np.testing.assert_allclose(found, expected, atol=1e-4)


def test_file_is_taken_apart():
    found = read_tflite(network())
    assert [operation.code for operation in found.operations] == [CONV, PRELU, DEPTHWISE, ADD, PAD, MAX_POOL, RESHAPE]
    assert found.tensors[0].name == "picture"
    assert found.tensors[0].values is None
    np.testing.assert_array_equal(found.tensors[found.operations[0].inputs[1]].values, W1)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (network(fused=1), "fused"),
        (network(extra=99), "operation 99"),
        (network()[:60], "damaged"),
        (b"\0\0\0\0TFL3", "0 subgraphs"),
    ],
    ids=["fused activation", "unknown operation", "cut off", "nothing but the mark"],
)
def test_what_is_not_known_is_refused(data, complaint):
    with pytest.raises(ModelError, match=complaint):
        prepare(data, "picture", SHAPE)
