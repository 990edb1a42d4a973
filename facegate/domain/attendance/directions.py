"""Which way somebody went when they were seen."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """What a punch begins or ends."""

    IN = "in"
    OUT = "out"
    BREAK_START = "break_start"
    BREAK_END = "break_end"
