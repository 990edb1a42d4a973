"""HEIC, which phones save: the only importer of pi-heif, loaded when the first such file comes."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

FORMAT = "HEIF"
"""Pillow's name of the reader."""

_HEADER = 8
"""Bytes of a box's size and type (ISO/IEC 14496-12, 4.2)."""

_FULL = 4
"""Bytes of version and flags that begin a full box."""

_LONG_IDS = 3
"""Version of ``infe`` from which an item's id has four bytes instead of two."""

_PROTECTION = 2


def is_heif(data: bytes) -> bool:
    """Whether a file says that it is one; AVIF, of the same container, is left to Pillow."""
    return data[4:8] == b"ftyp" and data[8:11] != b"avi"


def know_heif() -> None:
    """Have Pillow read HEIC from now on; one thread a picture."""
    if FORMAT in Image.OPEN:
        return
    import pi_heif

    # Who reads many pictures does so beside the networks, which have the other processors.
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    pi_heif.register_heif_opener()


def check_heif(data: bytes) -> None:
    """Raise ValueError for a file that the decoder must not see.

    WORKAROUND: pi-heif (0.22 to 1.4 at least) crashes the process where an item's type or name is no UTF-8, as in
    damaged files: it makes a dictionary of them and does not look whether that worked.
    """
    for kind, body in _boxes(data):
        if kind == b"meta":
            for inner, items in _boxes(body[_FULL:]):
                if inner == b"iinf":
                    _check_items(items)


def _check_items(body: bytes) -> None:
    counted = 2 if body[:1] == b"\0" else 4
    for kind, item in _boxes(body[_FULL + counted :]):
        if kind == b"infe":
            id_size = 4 if item[:1] >= bytes([_LONG_IDS]) else 2
            item[_FULL + id_size + _PROTECTION :].decode("utf-8")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, body) of boxes one after another. Raises ValueError where they do not fill their place."""
    place = 0
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        header = _HEADER
        if size == 1:
            header += 8
            size = int.from_bytes(data[place + _HEADER : place + header], "big")
        elif size == 0:
            size = len(data) - place
        if size < header or place + size > len(data):
            raise ValueError("a box does not fit")
        yield data[place + 4 : place + _HEADER], data[place + header : place + size]
        place += size
