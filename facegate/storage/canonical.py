"""One way only to write a row of values as bytes, for MACs and associated data."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import TypeAlias

Value: TypeAlias = str | int | float | bytes | None

_LENGTH = struct.Struct(">I")
_INTEGER = struct.Struct(">q")
_FLOAT = struct.Struct(">d")


def encode(values: Iterable[Value]) -> bytes:
    """Each value as a letter for its type, its length and its bytes; different rows never give the same bytes.

    Integers are 64 bit, floats IEEE 754 doubles, both big-endian; text is UTF-8.

    Raises:
        TypeError: a value is of another type.
    """
    return b"".join(map(_encoded, values))


def _encoded(value: Value) -> bytes:
    match value:
        case None:
            letter, data = b"n", b""
        case bool():
            raise TypeError("no encoding for bool")
        case int():
            letter, data = b"i", _INTEGER.pack(value)
        case float():
            letter, data = b"f", _FLOAT.pack(value)
        case str():
            letter, data = b"s", value.encode("utf-8")
        case bytes():
            letter, data = b"b", value
        case _:
            raise TypeError(f"no encoding for {type(value).__name__}")
    return letter + _LENGTH.pack(len(data)) + data
