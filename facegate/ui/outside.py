"""What the window asks the machine itself: which cameras there are, what a photograph shows, what a folder
holds.

In one place, imported when used: these bring OpenCV's capture and Pillow along.
"""

from __future__ import annotations

from pathlib import Path

from facegate.domain.bundles import Bundle
from facegate.domain.frames import BgrImage


def cameras() -> list[tuple[str, str, bool]]:
    """(name, spec, whether another program feeds it) of every camera that answers.

    Takes a second or more: not on the window's thread.
    """
    from facegate.capture import list_cameras

    return [(camera.name, camera.spec, camera.virtual) for camera in list_cameras()]


def bundle(path: Path) -> tuple[Bundle, str | None]:
    """What people are imported from: see :func:`facegate.capture.bundles.open_bundle`. Not on the window's thread."""
    from facegate.capture.bundles import open_bundle

    return open_bundle(path)


def photograph(path: Path) -> BgrImage:
    """Read a photograph. Raises ImageError. Not on the window's thread."""
    from facegate.vision.images import read_image

    return read_image(path)
