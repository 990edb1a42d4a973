"""Reads TensorFlow Lite files: which operations a network is made of, in what order, with what numbers.

A file is a FlatBuffer; its fields are numbered in TensorFlow's ``schema.fbs``
(version 3). Read here are the parts that a float32 network of a single
subgraph has. Whoever calls has checked the file's hash: what does not fit is
an error, but nobody is expected to have forged it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAGIC = b"TFL3"
"""File identifier, after the first four bytes."""

_FLOAT32, _INT32 = 0, 2
_TYPES: Mapping[int, npt.DTypeLike] = {_FLOAT32: np.dtype("<f4"), _INT32: np.dtype("<i4")}


def is_tflite(data: bytes) -> bool:
    """Whether this is a TensorFlow Lite file."""
    return data[4:8] == MAGIC


@dataclass(frozen=True, slots=True, eq=False)
class LiteTensor:
    """An array that flows through the network, or one of its constants.

    Attributes:
        shape: in TensorFlow's order: batch, height, width, channels.
        values: of a constant, else None.
    """

    name: str
    shape: tuple[int, ...]
    values: npt.NDArray[np.generic] | None


@dataclass(frozen=True, slots=True)
class LiteOperation:
    """One step.

    Attributes:
        code: number in ``BuiltinOperator``.
        inputs, outputs: places of tensors.
        options: its table of options, to be read by :meth:`option`.
    """

    code: int
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: _Table | None

    def option(self, field: int, form: str = "i") -> int:
        """A number among its options, 0 where the file leaves it out; ``form`` as in :mod:`struct`."""
        return self.options.number(field, form) if self.options is not None else 0


@dataclass(frozen=True, slots=True, eq=False)
class LiteNetwork:
    """The only subgraph of a file."""

    tensors: tuple[LiteTensor, ...]
    operations: tuple[LiteOperation, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


def read_tflite(data: bytes) -> LiteNetwork:
    """Take a file apart.

    Raises:
        ValueError: it is none, or not a float32 network of one subgraph.
    """
    if not is_tflite(data):
        raise ValueError("it is not a TensorFlow Lite file")
    try:
        return _network(_Table(data, *struct.unpack_from("<I", data)))
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise ValueError("it is damaged") from error


def _network(model: _Table) -> LiteNetwork:
    codes = [max(each.number(0, "b"), each.number(3)) for each in model.tables(1)]
    graphs = model.tables(2)
    if len(graphs) != 1:
        raise ValueError(f"it holds {len(graphs)} subgraphs; one is read")
    graph = graphs[0]
    buffers = model.tables(4)
    return LiteNetwork(
        tuple(_tensor(each, buffers) for each in graph.tables(0)),
        tuple(
            LiteOperation(codes[each.number(0, "I")], each.numbers(1), each.numbers(2), each.table(4))
            for each in graph.tables(3)
        ),
        graph.numbers(1),
        graph.numbers(2),
    )


def _tensor(table: _Table, buffers: list[_Table]) -> LiteTensor:
    kind = table.number(1, "b")
    if kind not in _TYPES:
        raise ValueError(f"it holds numbers of the kind {kind}; float32 and int32 are read")
    shape, raw = table.numbers(0), buffers[table.number(2, "I")].bytes(0)
    values = np.frombuffer(raw, _TYPES[kind]).reshape(shape) if raw else None
    return LiteTensor(table.bytes(3).decode(), shape, values)


@dataclass(frozen=True, slots=True)
class _Table:
    """A FlatBuffer table: an offset to where its fields are listed, and fields by number."""

    data: bytes
    position: int

    def _field(self, number: int) -> int | None:
        """Where a field is; None where the file leaves it out."""
        listing = self.position - self._at(self.position, "i")
        place = 4 + 2 * number
        offset = self._at(listing + place, "H") if place < self._at(listing, "H") else 0
        return self.position + offset if offset else None

    def _at(self, position: int, form: str) -> int:
        return int(struct.unpack_from(f"<{form}", self.data, position)[0])

    def _vector(self, number: int) -> tuple[int, int]:
        """(position of the first element, how many) of a field that is a vector."""
        field = self._field(number)
        if field is None:
            return 0, 0
        start = field + self._at(field, "I")
        return start + 4, self._at(start, "I")

    def number(self, field: int, form: str = "i") -> int:
        """A number; 0 where it is left out."""
        position = self._field(field)
        return 0 if position is None else self._at(position, form)

    def numbers(self, field: int) -> tuple[int, ...]:
        """A vector of 32-bit numbers."""
        start, count = self._vector(field)
        return struct.unpack_from(f"<{count}i", self.data, start)

    def bytes(self, field: int) -> bytes:
        """A vector of bytes, or a text."""
        start, count = self._vector(field)
        return self.data[start : start + count]

    def tables(self, field: int) -> list[_Table]:
        """A vector of tables."""
        start, count = self._vector(field)
        places = range(start, start + 4 * count, 4)
        return [_Table(self.data, place + self._at(place, "I")) for place in places]

    def table(self, field: int) -> _Table | None:
        """A table; None where it is left out."""
        position = self._field(field)
        return None if position is None else _Table(self.data, position + self._at(position, "I"))
