"""Which cameras this machine has."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from facegate import logs
from facegate.capture.specs import DEMO, SourceKind, parse_spec
from facegate.capture.v4l2 import DEVICES, capture_nodes, driver_of
from facegate.capture.virtual import is_virtual
from facegate.cv import cv2
from facegate.errors import CameraError

WINDOWS_BACKENDS = (cv2.CAP_DSHOW, cv2.CAP_MSMF)
"""DirectShow first: Media Foundation takes 10 to 20 s to open many a camera."""


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera of this machine.

    Attributes:
        index: number by which OpenCV opens it; may change when cameras are plugged in and out.
        name: what its maker calls it.
        spec: what to write into the settings: the name where it is unique, else the index.
        virtual: whether another program on this machine feeds it.
    """

    index: int
    name: str
    spec: str
    virtual: bool = False


def backends(system: str = sys.platform) -> tuple[int, ...]:
    """OpenCV's capture backends for cameras on a system (a value of ``sys.platform``), best first."""
    if system == "win32":
        return WINDOWS_BACKENDS
    return (cv2.CAP_AVFOUNDATION,) if system == "darwin" else (cv2.CAP_V4L2,)


def list_cameras() -> list[CameraInfo]:
    """The cameras of this machine, by index. Takes up to a second on Windows."""
    return with_specs(enumerate_devices(backends()[0]))


def resolve_auto() -> str:
    """The spec of the first camera that exists, a real one before one that another program feeds, else of the demo."""
    cameras = sorted(list_cameras(), key=lambda camera: camera.virtual)
    return cameras[0].spec if cameras else DEMO


def with_specs(devices: Iterable[tuple[int, str]]) -> list[CameraInfo]:
    """Name each (index, name) so that the name finds it again."""
    found = sorted(devices)
    seen = Counter(name.casefold() for _, name in found)
    return [
        CameraInfo(index, name, _spec(index, name, seen[name.casefold()] == 1), is_virtual(name, _driver(index)))
        for index, name in found
    ]


def enumerate_devices(backend: int, system: str = sys.platform) -> list[tuple[int, str]]:
    """(index, name) of each camera as ``backend`` counts them."""
    if system.startswith("linux"):
        return list(capture_nodes())
    try:
        # WORKAROUND: OpenCV cannot name cameras on Windows and macOS.
        from cv2_enumerate_cameras import enumerate_cameras

        return [(camera.index, str(camera.name)) for camera in enumerate_cameras(backend)]
    except (ImportError, OSError, NotImplementedError, RuntimeError) as error:
        logs.capture.warning("cameras cannot be listed: %s", type(error).__name__)
        return []


def find_by_name(name: str, devices: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """The device with this name, else the first with it as a part of its name; upper and lower case are one.

    Raises:
        CameraError: there is none.
    """
    found = sorted(devices)
    wanted = name.casefold()
    exact = [device for device in found if device[1].casefold() == wanted]
    partial = [device for device in found if wanted in device[1].casefold()]
    if exact or partial:
        return (exact or partial)[0]
    raise CameraError(
        "Camera not found",
        "No camera is called {name}, and no such file or folder exists. Cameras here: {cameras}.",
        "Plug it in, or choose another camera.",
        name=name,
        cameras=", ".join(device[1] for device in found) or "none",
    )


def _driver(index: int, system: str = sys.platform) -> str:
    return driver_of(DEVICES / f"video{index}") if system.startswith("linux") else ""


def _spec(index: int, name: str, unique: bool) -> str:
    try:
        named = unique and parse_spec(name).kind is SourceKind.NAME
    except CameraError:
        named = False
    return name if named else str(index)
