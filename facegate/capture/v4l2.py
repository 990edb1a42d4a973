"""Cameras on Linux: which there are, and why one cannot be opened.

Asks the kernel through the Video4Linux2 interface (``linux/videodev2.h``,
https://docs.kernel.org/userspace-api/media/v4l/), so nothing has to be installed.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

SYSFS = Path("/sys/class/video4linux")
DEVICES = Path("/dev")

# Request codes of ioctl: direction << 30 | size << 16 | 'V' << 8 | number.
_QUERYCAP = 0x80685600
_REQBUFS = 0xC0145608
# struct v4l2_capability: driver[16] card[32] bus_info[32] version capabilities device_caps reserved[3].
_CAPABILITY = struct.Struct("16s32s32s3I12x")
# struct v4l2_requestbuffers: count type memory capabilities flags reserved[3].
_BUFFERS = struct.Struct("4IB3x")
_CAP_VIDEO_CAPTURE = 0x1
_CAP_VIDEO_CAPTURE_MPLANE = 0x1000
_CAP_DEVICE_CAPS = 0x80000000
_BUF_TYPE_VIDEO_CAPTURE = 1
_MEMORY_MMAP = 1


class NodeFault(Enum):
    """Why a camera's device node is of no use."""

    MISSING = auto()
    FORBIDDEN = auto()
    BUSY = auto()
    NO_CAPTURE = auto()
    """It is there and free, but delivers no pictures (a metadata node, an encoder)."""
    UNKNOWN = auto()


def capture_nodes(sysfs: Path = SYSFS, devices: Path = DEVICES) -> Iterator[tuple[int, str]]:
    """(index, name) of each device that delivers pictures, by index."""
    try:
        numbers = [int(entry.name[5:]) for entry in sysfs.iterdir() if entry.name[5:].isdecimal()]
    except OSError:  # a kernel without video devices has no such folder
        return
    for number in sorted(numbers):
        entry = sysfs / f"video{number}"
        if _delivers_pictures(devices / entry.name, entry):
            yield number, _read(entry / "name") or f"Camera {number}"


def driver_of(node: Path) -> str:
    """The kernel's word for the driver of the device at ``node``, such as ``uvcvideo``; empty where it does not say."""
    try:
        descriptor = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return ""
    try:
        driver, *_ = _CAPABILITY.unpack(_ioctl(descriptor, _QUERYCAP, bytes(_CAPABILITY.size)))
        return bytes(driver).split(b"\0", 1)[0].decode("ascii", "replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def diagnose(node: Path) -> NodeFault:
    """Why the camera at ``node`` could not be opened.

    Opening a node that is streaming elsewhere succeeds with most drivers;
    asking for a buffer is what they refuse then.
    """
    try:
        descriptor = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        return _fault_of(error)
    try:
        if not _capabilities(descriptor) & (_CAP_VIDEO_CAPTURE | _CAP_VIDEO_CAPTURE_MPLANE):
            return NodeFault.NO_CAPTURE
        _ioctl(descriptor, _REQBUFS, _BUFFERS.pack(1, _BUF_TYPE_VIDEO_CAPTURE, _MEMORY_MMAP, 0, 0))
    except OSError as error:
        return NodeFault.NO_CAPTURE if error.errno == errno.ENOTTY else _fault_of(error)
    finally:
        os.close(descriptor)
    return NodeFault.UNKNOWN


def _fault_of(error: OSError) -> NodeFault:
    if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO):
        return NodeFault.MISSING
    if error.errno in (errno.EACCES, errno.EPERM):
        return NodeFault.FORBIDDEN
    return NodeFault.BUSY if error.errno == errno.EBUSY else NodeFault.UNKNOWN


def _delivers_pictures(node: Path, entry: Path) -> bool:
    try:
        descriptor = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        # Listed all the same where it is merely not ours to open, so that opening it can say why;
        # the first node of a camera is the one with the pictures, the others hold metadata.
        return _fault_of(error) in (NodeFault.FORBIDDEN, NodeFault.BUSY) and _read(entry / "index") in ("", "0")
    try:
        return bool(_capabilities(descriptor) & (_CAP_VIDEO_CAPTURE | _CAP_VIDEO_CAPTURE_MPLANE))
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _capabilities(descriptor: int) -> int:
    *_, whole, own = _CAPABILITY.unpack(_ioctl(descriptor, _QUERYCAP, bytes(_CAPABILITY.size)))
    return int(own if whole & _CAP_DEVICE_CAPS else whole)


def _ioctl(descriptor: int, request: int, argument: bytes) -> bytes:
    if sys.platform == "win32":
        raise OSError(errno.ENOTTY, "no Video4Linux here")
    import fcntl

    return fcntl.ioctl(descriptor, request, argument)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
