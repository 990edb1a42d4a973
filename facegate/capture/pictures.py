"""Reads one picture file of a folder, whatever its format, mode and orientation."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.errors import ImageError

MAX_SIDE = 4096
"""Pixels. Larger pictures are scaled down to it: a face in a group of 200 still has 60 px then."""

MAX_PIXELS = 100_000_000
"""After JPEG's cheap halving; 8000x6000 is half of it. A file that claims more is there to fill the memory."""

_WHITE = (255, 255, 255, 255)
_HIGH_BYTE = 256
_DECODER_ERRORS = (
    *(OSError, EOFError, SyntaxError, struct.error, Image.DecompressionBombError),
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError),
)
"""What Pillow's decoders were seen or are written to raise on broken files."""

_WIDE_MODES = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")


def load_picture(path: Path) -> BgrImage:
    """The first picture of a file, upright as its EXIF says, BGR, at most :data:`MAX_SIDE` pixels a side.

    Transparent parts become white, 16-bit grey keeps its upper byte.

    Raises:
        ImageError: it cannot be read, is cut off or claims an absurd size.
    """
    try:
        with Image.open(path) as opened:
            return _convert(opened)
    except _DECODER_ERRORS as error:
        raise ImageError(
            "Picture cannot be read",
            "The picture is damaged, cut off or of an unknown format.",
            "Open it in another program and save it as JPEG or PNG.",
        ) from error


def _convert(opened: Image.Image) -> BgrImage:
    # JPEG only: decodes at a half, quarter or eighth where that is enough, in that fraction of the time.
    opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
    if opened.width * opened.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    ImageOps.exif_transpose(opened, in_place=True)
    return cast(BgrImage, cv2.cvtColor(_scaled_down(np.asarray(_to_rgb(opened))), cv2.COLOR_RGB2BGR))


def _scaled_down(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    height, width = rgb.shape[:2]
    factor = MAX_SIDE / max(height, width)
    if factor >= 1.0:
        return rgb
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return cast(npt.NDArray[np.uint8], cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode in _WIDE_MODES:
        values = np.asarray(image).astype(np.float64)
        scaled = values / _HIGH_BYTE if values.max(initial=0.0) >= _HIGH_BYTE else values
        return Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8)).convert("RGB")
    if image.has_transparency_data:
        ground = Image.new("RGBA", image.size, _WHITE)
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")
