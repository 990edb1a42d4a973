"""Pictures as they travel: always BGR, 8 bit, read-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

BgrImage: TypeAlias = npt.NDArray[np.uint8]
"""Shape (height, width, 3), dtype uint8, channel order BGR, range 0..255."""

DEMO_SPEC = "demo:"
"""What names the demo camera, a portrait."""


def check_bgr(image: BgrImage) -> BgrImage:
    """Return ``image`` if it is a BGR picture, else raise ValueError naming what is wrong."""
    if image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"image must have shape (height, width, 3), got {image.shape}")
    if image.dtype != np.uint8:
        raise ValueError(f"image must be uint8, got {image.dtype}")
    if image.shape[0] == 0 or image.shape[1] == 0:
        raise ValueError(f"image must not be empty, got {image.shape}")
    return image


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a source.

    Attributes:
        image: BGR, read-only; whoever wants to draw copies it first.
        sequence: counts up from 0 within one opening of the source.
        time: seconds on the source's own line: monotonic clock for a live
            camera, position in the recording for a recorded one. Never goes
            back within one run. Decisions are made on this time.
        wall: the moment in UTC (aware), for the event log only.
    """

    image: BgrImage
    sequence: int
    time: float
    wall: datetime

    def __post_init__(self) -> None:
        check_bgr(self.image)
        if self.wall.tzinfo is None:
            raise ValueError("wall must be an aware datetime")
        self.image.flags.writeable = False

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.image.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.image.shape[0])


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source is.

    Attributes:
        spec: as the user named it; credentials in a URL replaced by ``***``.
        label: short text for the screen.
        live: a camera or stream; False for files (also those that a web server hands out, known once they are
            open), folders and the demo, whose people are not in front of the gate (presentation attacks cannot be
            judged).
        virtual: a camera that another program on the machine feeds: what it shows may be a recording all the same.
        width, height: pixels, 0 while unknown.
        fps: nominal frames a second, 0.0 while unknown.
    """

    spec: str
    label: str
    live: bool
    width: int = 0
    height: int = 0
    fps: float = 0.0
    virtual: bool = False
