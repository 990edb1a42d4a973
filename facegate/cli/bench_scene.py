"""Frames for measurements: the demo's public-domain portrait, one to five times, gently moving, at 1280x720."""

from __future__ import annotations

import math
import threading
from datetime import UTC, datetime

import numpy as np

from facegate.capture import demo_portrait
from facegate.cv import cv2
from facegate.domain.frames import BgrImage, Frame, SourceInfo
from facegate.vision.images import read_image

WIDTH, HEIGHT, FPS = 1280, 720, 30.0
MOST_PEOPLE = 5

_HEAD = (slice(0, 300), slice(60, 400))
"""Rows and columns of head and shoulders in the portrait."""

_TILE = (250, 221)
"""Width and height of one figure, pixels: five of them stand side by side; the eyes are about 31 apart."""

_SWAY = 6.0
"""Pixels."""

LOOP = 60
"""Frames after which the movement repeats."""


def portrait_head() -> BgrImage:
    """Head and shoulders of the portrait. Raises CameraError where scikit-image is missing."""
    head = read_image(demo_portrait())[_HEAD]
    return np.ascontiguousarray(cv2.resize(head, _TILE, interpolation=cv2.INTER_AREA), np.uint8)


def render(head: BgrImage, people: int, number: int) -> BgrImage:
    """Frame ``number`` with ``people`` figures (0..5), BGR, 720x1280."""
    image = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    image[:] = np.linspace(70, 150, HEIGHT, dtype=np.float32).astype(np.uint8)[:, None, None]
    step = WIDTH / max(1, people)
    for place in range(people):
        phase = 2 * math.pi * number / LOOP + place
        left = round(step * (place + 0.5) - _TILE[0] / 2 + _SWAY * math.sin(phase) / 2)
        top = round((HEIGHT - _TILE[1]) / 2 + _SWAY * math.cos(phase))
        left = min(max(left, 0), WIDTH - _TILE[0])
        image[top : top + _TILE[1], left : left + _TILE[0]] = head
    return image


class BenchSource:
    """Frames that were drawn beforehand (``domain.ports.FrameSource``): capture and decoding cost nothing.

    Args:
        frames: repeated in order.
        count: after how many it ends.
        pace: seconds between frames, 0.0 for as fast as they are taken.
    """

    def __init__(self, frames: list[BgrImage], count: int, pace: float = 0.0) -> None:
        self._frames = frames
        self._count = count
        self._pace = pace
        self._number = 0
        self._waiting = threading.Event()
        self._started = 0.0

    @property
    def info(self) -> SourceInfo:
        """A recording that needs no camera."""
        return SourceInfo("bench", "Benchmark", live=False, width=WIDTH, height=HEIGHT, fps=FPS)

    def open(self) -> None:
        """Begin with the first frame."""
        self._number = 0

    def read(self) -> Frame | None:
        """The next frame, None after the last."""
        if self._number >= self._count:
            return None
        if self._pace:
            self._waiting.wait(self._pace)
        image = self._frames[self._number % len(self._frames)]
        frame = Frame(image, self._number, self._number / FPS, datetime.now(UTC))
        self._number += 1
        return frame

    def close(self) -> None:
        """Nothing is held."""
