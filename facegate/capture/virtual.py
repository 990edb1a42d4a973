"""Which cameras are no cameras: devices that another program on the machine feeds with pictures.

What such a device delivers may be a recording, whatever attack detection says of it. Known are the kernel driver
v4l2loopback (https://github.com/v4l2loopback/v4l2loopback) and the names under which programs announce themselves.
A hardware grabber with a player behind it looks like any camera: nothing here finds that.
"""

from __future__ import annotations

import re

_DRIVERS = ("v4l2 loopback", "v4l2loopback", "akvcam", "vcam")
"""What ``VIDIOC_QUERYCAP`` answers as the driver, as the beginning and in lower case."""

_NAMES = re.compile(
    r"\b(?:virtual|obs(?:[ -]camera)?|manycam|snap camera|droidcam|iriun|epoccam|xsplit|splitcam|camo|ivcam"
    r"|e2esoft|nvidia broadcast|mmhmm|webcamoid|akvcam|dummy video device|v4l2loopback|loopback|fake|ndi"
    r"|youcam|chromacam|vcam|altercam|sparkocam|ip camera adapter|unity video capture)\b",
    re.IGNORECASE,
)
"""Part of a device's name: of the programs themselves, and what v4l2loopback calls itself by default."""


def is_virtual(name: str, driver: str = "") -> bool:
    """Whether a device is fed by another program, as far as its name and its driver tell.

    Args:
        name: what the device calls itself.
        driver: the kernel's word for its driver, on Linux; empty where that is not known.
    """
    return driver.strip().casefold().startswith(_DRIVERS) or _NAMES.search(name) is not None
