"""Reading pictures that people bring: any usual format, right way up, as BGR."""

from __future__ import annotations

import io
import math
import struct
import threading
import warnings
import zlib
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from facegate.domain.frames import BgrImage
from facegate.errors import ImageError
from facegate.vision.heif import FORMAT, check_heif, is_heif, know_heif

MAX_BYTES = 128 << 20
"""Largest file that is read."""

MAX_PIXELS = 100_000_000
"""Largest picture that is decoded: 8000x6000 has 48 million; a small file can hold billions."""

LARGE_PIXELS = 25_000_000
"""Above this one picture is decoded at a time: with what decoding copies it takes more than 400 MB."""

MAX_SIDE = 32_767
"""Pixels; OpenCV's warping counts them in 16 bits."""

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "BMP", "DIB", "TIFF", "GIF", "PPM")
"""Pillow's readers that are let at a file from outside. Not EPS: that one starts Ghostscript."""

_DECODING = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, RuntimeError, struct.error, zlib.error)
"""What Pillow's readers raise at damaged data."""

_WHITE = (255, 255, 255, 255)

_AVERAGED = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
"""Modes of Pillow whose values are amounts."""

_one_large = threading.Lock()


def read_image(source: Path | bytes, *, shrink: bool = False) -> BgrImage:
    """Read a picture from a file or from its bytes.

    Orientation by EXIF, or by HEIC's own note, is applied, grey and palettes become colour, 16 bits
    become 8, what is transparent becomes white, of several pictures or an animation the first counts. With ``shrink`` a
    picture of more than :data:`LARGE_PIXELS` is made smaller by a whole number, as small as that at the most. Any
    thread; a large picture waits for another large one.

    Raises:
        ImageError: it cannot be read, is broken, of no known format, or too large.
            Neither the file's name nor its folder is in the error: they may be a person's.
    """
    data = source if isinstance(source, bytes) else _read_file(source)
    try:
        with warnings.catch_warnings():
            # Pillow warns of oversized pictures and odd metadata; sizes are checked here.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_formats(data)) as picture:
                _check_size(picture.width, picture.height)
                with _one_large if picture.width * picture.height > LARGE_PIXELS else nullcontext():
                    return _decoded(picture, shrink=shrink)
    except UnidentifiedImageError as error:
        if is_heif(data):
            raise _broken() from error
        raise ImageError(
            "Not a picture",
            "The file is not a picture of a known format.",
            "Use JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF.",
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels("far more pixels than a photograph") from error
    except MemoryError as error:
        raise _too_many_pixels("more pixels than fit into memory") from error
    except _DECODING as error:
        raise _broken() from error


def _decoded(picture: Image.Image, *, shrink: bool) -> BgrImage:
    """Each step lets go of what the one before it made: of a large picture one copy is hundreds of megabytes."""
    picture.load()
    times = math.ceil(math.sqrt(picture.width * picture.height / LARGE_PIXELS)) if shrink else 1
    # Before conversion, which would drop the note on orientation.
    _upright(picture)
    # Of palettes and shades of 16 bits no means can be had: of those, one pixel in so many is taken.
    smaller = picture.reduce(times) if times > 1 and picture.mode in _AVERAGED else picture
    step = times if smaller is picture else 1
    return np.ascontiguousarray(_to_rgb(smaller)[::step, ::step, ::-1])


def _broken() -> ImageError:
    return ImageError(
        "Picture broken",
        "The picture cannot be decoded: its data are damaged or cut off.",
        "Copy the file again from where it came, or use another picture.",
    )


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImageError(
            "Picture not readable",
            "The file cannot be read: {reason}.",
            "Check that it exists and that your account may read it.",
            reason=error.strerror or type(error).__name__,
        ) from error
    if len(data) > MAX_BYTES:
        raise ImageError(
            "Picture too large",
            "The file has more than {most} MB.",
            "Save the picture with fewer pixels.",
            most=MAX_BYTES >> 20,
        )
    return data


def _formats(data: bytes) -> tuple[str, ...]:
    """Those that this build of Pillow knows; AVIF came late."""
    if is_heif(data):
        check_heif(data)
        know_heif()
        return (FORMAT,)
    Image.preinit()
    if not all(name in Image.OPEN for name in _FORMATS):
        Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_many_pixels(f"{width} x {height} pixels")


def _too_many_pixels(size: str) -> ImageError:
    return ImageError(
        "Picture too large",
        "The picture has {size}; at most {most} million can be read, and {side} in one direction.",
        "Save the picture with fewer pixels.",
        size=size,
        most=MAX_PIXELS // 1_000_000,
        side=MAX_SIDE,
    )


def _upright(picture: Image.Image) -> None:
    """Turned in place as its EXIF says; a picture whose EXIF cannot be read is taken as it is."""
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except (*_DECODING, ArithmeticError):
        return


def _to_rgb(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """Shape (height, width, 3), RGB."""
    if picture.mode.startswith(("I", "F")):
        return np.repeat(_eight_bit(np.asarray(picture))[:, :, None], 3, axis=2)
    if picture.has_transparency_data:
        backed = Image.new("RGBA", picture.size, _WHITE)
        backed.alpha_composite(picture.convert("RGBA"))
        picture = backed
    # Converting to what it is would copy it.
    return np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"))


def _eight_bit(grey: npt.NDArray[np.generic]) -> npt.NDArray[np.uint8]:
    """Grey of 16 bits, or of 32 bits or floats that say nothing of their range, as 8 bits."""
    values = np.nan_to_num(grey.astype(np.float32))
    if grey.dtype.kind == "u" and grey.dtype.itemsize == 2:
        top = 65_535.0
    else:
        values -= values.min()
        top = max(float(values.max()), 1e-6)
    return np.clip(values * (255.0 / top) + 0.5, 0.0, 255.0).astype(np.uint8)
