"""Small videos made on the spot."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from facegate.cv import cv2
from facegate.domain.frames import BgrImage

CODECS = {
    ".mp4": "mp4v",
    ".avi": "MJPG",
    ".mkv": "mp4v",
    ".ts": "mp4v",
    ".mpg": "PIM1",
    ".webm": "VP80",
    ".mjpeg": "MJPG",
}


def numbered_picture(number: int, width: int = 320, height: int = 240) -> BgrImage:
    """A picture whose brightness tells its number modulo 50, even after lossy coding."""
    image = np.full((height, width, 3), 5 * (number % 50) + 5, np.uint8)
    image[:20, :20] = (0, 0, 255)
    return image


def number_of(image: BgrImage) -> int:
    """The number of a :func:`numbered_picture`."""
    # Coding takes 1 to 3 off.
    return round((float(image[40:200, 40:200].mean()) - 3) / 5)


def write_clip(path: Path, frames: int = 50, fps: float = 25.0, width: int = 320, height: int = 240) -> Path:
    """Write numbered pictures as a video; the container is that of the suffix."""
    writer = cv2.VideoWriter(
        str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*CODECS[path.suffix]), fps, (width, height)
    )
    assert writer.isOpened(), path
    for number in range(frames):
        writer.write(numbered_picture(number, width, height))
    writer.release()
    return path


def rotate_mp4(path: Path) -> None:
    """Set the display matrix of a one-track MP4 to a quarter turn clockwise, as a phone held upright does."""
    data = bytearray(path.read_bytes())
    start = data.index(b"tkhd") + 4
    assert data[start] == 0, "version 0 of the track header has 32-bit times"
    matrix = start + 40
    one = 0x10000
    data[matrix : matrix + 36] = struct.pack(">9i", 0, one, 0, -one, 0, 0, 240 * one, 0, 0x40000000)
    path.write_bytes(bytes(data))
