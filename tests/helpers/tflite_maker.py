"""Writes a small TensorFlow Lite network, and reckons in plain loops what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import flatbuffers
import numpy as np

CONV, DEPTHWISE, MAX_POOL, RESHAPE, PAD, PRELU, ADD = 3, 4, 17, 22, 34, 54, 0
SAME, VALID = 0, 1
Array = np.ndarray
Options = Mapping[int, tuple[str, int]]


class Maker:
    """Collects tensors and operations; the first tensor is the input."""

    def __init__(self, shape: Sequence[int]) -> None:
        self._builder = flatbuffers.Builder(1024)
        self._tensors: list[tuple[str, tuple[int, ...], Array | None]] = [("picture", tuple(shape), None)]
        self._operations: list[tuple[int, list[int], int, Options]] = []

    def constant(self, values: Array) -> int:
        self._tensors.append((f"constant_{len(self._tensors)}", values.shape, values))
        return len(self._tensors) - 1

    def apply(
        self,
        code: int,
        inputs: Sequence[int],
        shape: Sequence[int],
        options: Mapping[int, tuple[str, int]] | None = None,
    ) -> int:
        """Add an operation; options by field: (``b`` or ``i``, value)."""
        self._tensors.append((f"tensor_{len(self._tensors)}", tuple(shape), None))
        self._operations.append((code, list(inputs), len(self._tensors) - 1, options or {}))
        return len(self._tensors) - 1

    def file(self, outputs: Sequence[int]) -> bytes:
        builder = self._builder
        codes = sorted({code for code, *_ in self._operations})
        buffers = [self._table({0: self._bytes(values)}) for *_, values in self._tensors]
        tensors = [
            self._table(
                {
                    0: self._ints(shape),
                    1: (builder.PrependInt8Slot, 2 if values is not None and values.dtype.kind == "i" else 0),
                    2: (builder.PrependUint32Slot, place),
                    3: (builder.PrependUOffsetTRelativeSlot, builder.CreateString(name)),
                }
            )
            for place, (name, shape, values) in enumerate(self._tensors)
        ]
        operations = [self._operation(codes, *each) for each in self._operations]
        graph = self._table(
            {0: self._tables(tensors), 1: self._ints([0]), 2: self._ints(outputs), 3: self._tables(operations)}
        )
        slots = [
            self._table({0: (builder.PrependInt8Slot, code), 3: (builder.PrependInt32Slot, code)}) for code in codes
        ]
        model = self._table(
            {
                0: (builder.PrependUint32Slot, 3),
                1: self._tables(slots),
                2: self._tables([graph]),
                4: self._tables(buffers),
            }
        )
        builder.Finish(model, b"TFL3")
        return bytes(builder.Output())

    def _operation(self, codes: list[int], code: int, inputs: list[int], output: int, options: Options) -> int:
        builder = self._builder
        slots = {"b": builder.PrependInt8Slot, "i": builder.PrependInt32Slot}
        table = self._table({field: (slots[form], value) for field, (form, value) in options.items()})
        return self._table(
            {
                0: (builder.PrependUint32Slot, codes.index(code)),
                1: self._ints(inputs),
                2: self._ints([output]),
                4: (builder.PrependUOffsetTRelativeSlot, table),
            }
        )

    def _table(self, fields: Mapping[int, tuple[Callable[..., None], int] | None]) -> int:
        self._builder.StartObject(8)
        for number, field in fields.items():
            if field is not None:
                field[0](number, field[1], 0)
        return int(self._builder.EndObject())

    def _ints(self, numbers: Sequence[int]) -> tuple[Callable[..., None], int]:
        vector = self._builder.CreateNumpyVector(np.array(numbers, np.int32))
        return self._builder.PrependUOffsetTRelativeSlot, vector

    def _bytes(self, values: Array | None) -> tuple[Callable[..., None], int] | None:
        if values is None:
            return None
        vector = self._builder.CreateNumpyVector(np.frombuffer(values.tobytes(), np.uint8))
        return self._builder.PrependUOffsetTRelativeSlot, vector

    def _tables(self, tables: Sequence[int]) -> tuple[Callable[..., None], int]:
        self._builder.StartVector(4, len(tables), 4)
        for table in reversed(tables):
            self._builder.PrependUOffsetTRelative(table)
        return self._builder.PrependUOffsetTRelativeSlot, self._builder.EndVector()


def _padded(picture: Array, kernel: int, stride: int) -> Array:
    """TensorFlow's SAME: as little as needed, the odd one below and on the right."""
    needed = [max(0, (-(-side // stride) - 1) * stride + kernel - side) for side in picture.shape[:2]]
    return np.pad(picture, [(each // 2, each - each // 2) for each in needed] + [(0, 0)])


def convolved(picture: Array, weights: Array, bias: Array, stride: int) -> Array:
    """SAME, channels last; weights (outputs, height, width, inputs)."""
    kernel = weights.shape[1]
    wide = _padded(picture, kernel, stride)
    out = [-(-side // stride) for side in picture.shape[:2]]
    found = np.zeros((*out, weights.shape[0]), np.float32)
    for y in range(out[0]):
        for x in range(out[1]):
            patch = wide[y * stride : y * stride + kernel, x * stride : x * stride + kernel]
            found[y, x] = np.tensordot(weights, patch, 3) + bias
    return found


def depthwise(picture: Array, weights: Array, bias: Array) -> Array:
    """SAME, stride 1; weights (1, height, width, channels)."""
    per_channel = [
        convolved(picture[:, :, place : place + 1], weights[:, :, :, place : place + 1], bias[place : place + 1], 1)
        for place in range(picture.shape[2])
    ]
    return np.concatenate(per_channel, axis=2)
