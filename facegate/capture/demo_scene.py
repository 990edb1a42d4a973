"""The demo's moving picture: a portrait that comes, stays, goes, and comes again.

What is on the picture depends on the time alone, so two runs see the same.
"""

from __future__ import annotations

import math
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.frames import BgrImage

WIDTH, HEIGHT, FPS = 1280, 720, 30.0

CYCLE = 8.0
"""Seconds from one visit to the next."""

_ENTER, _LEAVE = 0.9, 6.0
"""Seconds into a visit at which the figure has arrived and at which it starts to go."""

_GONE = 6.9
"""Seconds into a visit at which nothing of it is in the picture."""

_PORTRAIT_SIZE = 512
"""Pixels a side of scikit-image's ``astronaut.png``."""

_OUTLINE: Final = (
    # Hair, clockwise from the ear on the left of the picture.
    (177, 126), (164, 112), (156, 98), (155, 74), (165, 50), (186, 32), (208, 21), (234, 17), (260, 22), (280, 37),
    (293, 58), (298, 84), (295, 104), (284, 122), (274, 129),
    # Neck, collar, shoulder, arm, helmet.
    (264, 142), (255, 160), (256, 178), (278, 190), (296, 212), (305, 236), (328, 252), (346, 280), (360, 346),
    (398, 344), (438, 354), (470, 378), (490, 416), (495, 468), (504, 512),
    # Arm, shoulder and collar on the left, upwards.
    (22, 512), (24, 440), (36, 360), (48, 290), (68, 260), (98, 238), (114, 202), (132, 170), (160, 155), (183, 152),
    (183, 142),
)  # fmt: skip
"""The astronaut's outline in pixels of the portrait, drawn by hand."""

_FEATHER = 7
"""Pixels of soft edge; odd, as a blur's kernel has to be."""

_ANCHOR = (235.0, 512.0)
"""The point of the portrait, pixels, that stands on the lower edge of the picture: below the face."""

_SINK = 26.0
"""Pixels that the anchor stands below the picture's edge, so that no cut shows when it sways."""

_OUTSIDE = 520.0
"""Pixels from the picture's edge to the anchor where no part of the figure is visible."""

_SCALE, _SCALE_SWING = 1.38, 0.05
_TURN = 4.0
"""Degrees to each side that the figure leans."""

_LIGHT_SWING = 0.12
"""Part by which the light gets brighter and darker."""

_BLOBS = (9, 16)
"""Rows and columns of colour blobs in the background."""

_ROAM = (160, 320)
"""Pixels down and across by which the background is larger than the picture, and wanders."""

_SEED = 20
_DARK, _BRIGHT = 95, 150
"""Range of the background's values: duller than the figure, so that no detector sees a face in it."""


class DemoScene:
    """Draws the demo at any moment. For one thread at a time.

    Args:
        portrait: scikit-image's astronaut, BGR, 512x512.
    """

    def __init__(self, portrait: BgrImage) -> None:
        side = _PORTRAIT_SIZE
        if portrait.shape != (side, side, 3):
            raise ValueError(f"the portrait must be 512x512 BGR, got {portrait.shape}")
        mask = np.zeros((side, side), np.uint8)
        cv2.fillPoly(mask, [np.array(_OUTLINE, np.int32)], (255,))
        soft = cv2.GaussianBlur(mask, (_FEATHER, _FEATHER), 0)
        weights = soft.astype(np.float32)[:, :, None] / np.float32(255)
        # Premultiplied, so that warping does not drag the old background into the soft edge; with what is
        # left of the ground as the fourth channel, because one warp of four is twice as fast as of three.
        self._figure = np.dstack([(portrait * weights).astype(np.uint8), cv2.bitwise_not(soft)])
        self._ground = _background()
        # Working space, kept: fresh megabytes for each frame cost more than the drawing.
        self._warped = np.empty((HEIGHT, WIDTH, 4), np.uint8)
        self._left_over = np.empty((HEIGHT, WIDTH), np.uint8)
        self._layer = np.empty((HEIGHT, WIDTH, 3), np.uint8)

    def render(self, time: float) -> BgrImage:
        """The picture at ``time`` seconds, shape (720, 1280, 3), BGR, a new array."""
        top, left = _wander(time)
        image = self._ground[top : top + HEIGHT, left : left + WIDTH].copy()
        place = _place(time)
        if place is not None:
            self._draw(image, place)
        light = 1.0 + _LIGHT_SWING * math.sin(math.tau * time / 11.0)
        return cast(BgrImage, cv2.convertScaleAbs(image, dst=image, alpha=light))

    def _draw(self, image: BgrImage, place: npt.NDArray[np.float64]) -> None:
        """Lay the figure over the picture; ``place`` is an affine matrix, shape (2, 3), portrait -> picture."""
        side = _PORTRAIT_SIZE
        corners = np.array([[0, 0, 1], [side, 0, 1], [0, side, 1], [side, side, 1]]) @ place.T
        left, right = np.clip([corners[:, 0].min(), corners[:, 0].max() + 1], 0, WIDTH).astype(int)
        top, bottom = np.clip([corners[:, 1].min(), corners[:, 1].max() + 1], 0, HEIGHT).astype(int)
        if left >= right or top >= bottom:
            return
        shifted = place - np.array([[0, 0, left], [0, 0, top]])
        size = (int(right - left), int(bottom - top))
        part = np.s_[: size[1], : size[0]]
        warped, left_over, layer = self._warped[part], self._left_over[part], self._layer[part]
        cv2.warpAffine(self._figure, shifted, size, dst=warped, flags=cv2.INTER_LINEAR, borderValue=(0, 0, 0, 255))
        cv2.extractChannel(warped, 3, dst=left_over)
        cv2.cvtColor(left_over, cv2.COLOR_GRAY2BGR, dst=layer)
        window = image[top:bottom, left:right]
        cv2.multiply(window, layer, dst=window, scale=1 / 255)
        cv2.cvtColor(warped, cv2.COLOR_BGRA2BGR, dst=layer)
        cv2.add(window, layer, dst=window)


def _place(time: float) -> npt.NDArray[np.float64] | None:
    """Affine matrix, shape (2, 3), of the figure at a moment; None while it is away."""
    # The first visit is under way at time 0, so that the demo starts with a face in the picture.
    visit, into = divmod(time + _ENTER, CYCLE)
    if into >= _GONE:
        return None
    away = 1.0 - _smooth(into / _ENTER) if into < _ENTER else -_smooth((into - _LEAVE) / (_GONE - _LEAVE))
    side = -1.0 if visit % 2 else 1.0
    x = WIDTH / 2 - side * away * (WIDTH / 2 + _OUTSIDE) + 60.0 * math.sin(math.tau * time / 5.0)
    y = HEIGHT + _SINK + 12.0 * math.sin(math.tau * time / 3.0)
    angle = math.radians(_TURN * math.sin(math.tau * time / 4.3))
    scale = _SCALE + _SCALE_SWING * math.sin(math.tau * time / 6.1)
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    anchor_x, anchor_y = _ANCHOR
    return np.array([[cos, -sin, x - cos * anchor_x + sin * anchor_y], [sin, cos, y - sin * anchor_x - cos * anchor_y]])


def _smooth(value: float) -> float:
    """From 0 to 1 without jerks at either end."""
    part = min(1.0, max(0.0, value))
    return part * part * (3.0 - 2.0 * part)


def _wander(time: float) -> tuple[int, int]:
    down, across = _ROAM
    return (
        round(down / 2 * (1.0 + math.sin(math.tau * time / 17.0))),
        round(across / 2 * (1.0 + math.sin(math.tau * time / 23.0))),
    )


def _background() -> npt.NDArray[np.uint8]:
    """Soft blobs of colour, shape (HEIGHT + roam, WIDTH + roam, 3), BGR; always the same."""
    blobs = np.random.default_rng(_SEED).integers(_DARK, _BRIGHT, (*_BLOBS, 3), dtype=np.uint8)
    size = (WIDTH + _ROAM[1], HEIGHT + _ROAM[0])
    return cast(npt.NDArray[np.uint8], cv2.resize(blobs, size, interpolation=cv2.INTER_CUBIC))
