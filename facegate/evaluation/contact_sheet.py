"""Contact sheets: groups of faces at a glance, one row a group."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from facegate.cv import cv2
from facegate.domain.faces import Box
from facegate.domain.frames import BgrImage
from facegate.evaluation.report.palette import LIGHT

SIDE = 112
"""Pixels of a face on the sheet."""

ACROSS = 8
"""Faces shown of a group; the medoid comes first."""

ROWS = 20
"""Groups a sheet."""

CROP_SIDE = 256
"""Largest side of a crop in pixels."""

_SURROUNDINGS = 1.5
"""Side of a crop over the larger side of the face's box: hair and chin help to know somebody."""

_GAP, _MARGIN, _TITLE = 8, 24, 30
_TEXT = 17
_QUALITY = 90
"""JPEG's."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A group on a sheet.

    Attributes:
        title: in words, above the faces.
        crops: BGR, square; those beyond :data:`ACROSS` are left out.
    """

    title: str
    crops: Sequence[BgrImage]


def face_crop(image: BgrImage, box: Box) -> BgrImage:
    """A square of the picture around a face, at most :data:`CROP_SIDE` pixels a side; grey beyond the picture."""
    side = max(1, round(max(box.width, box.height) * _SURROUNDINGS))
    left, top = (round(middle - side / 2) for middle in box.center)
    height, width = image.shape[:2]
    if side > 2 * max(height, width):  # a box far larger than the picture: what there is of it
        return _limited(image)
    square = np.full((side, side, 3), 128, np.uint8)
    inside = image[max(0, top) : max(0, top + side), max(0, left) : max(0, left + side)]
    row, column = max(0, -top), max(0, -left)
    square[row : row + inside.shape[0], column : column + inside.shape[1]] = inside
    return _limited(square)


def jpeg(image: BgrImage) -> bytes:
    """A BGR picture as JPEG."""
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(image[:, :, ::-1])).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def sheet(rows: Sequence[Row]) -> bytes:
    """One sheet as JPEG; at most :data:`ROWS` rows belong on it."""
    widest = max((min(ACROSS, len(row.crops)) for row in rows), default=1)
    # Wide enough for the titles of groups of two.
    width = 2 * _MARGIN + max(widest, 4) * (SIDE + _GAP) - _GAP
    step = _TITLE + SIDE + 2 * _GAP
    page = Image.new("RGB", (width, 2 * _MARGIN + step * max(1, len(rows)) - 2 * _GAP), LIGHT.ground)
    drawing = ImageDraw.Draw(page)
    font = ImageFont.load_default(_TEXT)
    for place, row in enumerate(rows):
        top = _MARGIN + place * step
        drawing.text((_MARGIN, top), row.title, fill=LIGHT.text, font=font)
        for column, crop in enumerate(row.crops[:ACROSS]):
            thumbnail = cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
            left = _MARGIN + column * (SIDE + _GAP)
            page.paste(Image.fromarray(np.ascontiguousarray(thumbnail[:, :, ::-1])), (left, top + _TITLE))
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _limited(image: BgrImage) -> BgrImage:
    longest = max(image.shape[:2])
    if longest <= CROP_SIDE:
        return image
    size = [max(1, round(side * CROP_SIDE / longest)) for side in image.shape[1::-1]]
    return cast(BgrImage, cv2.resize(image, size, interpolation=cv2.INTER_AREA))
