"""Cameras of this machine, by index or name."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from facegate.capture import v4l2
from facegate.capture.devices import backends, enumerate_devices, find_by_name
from facegate.capture.live import Capture, Connection, LiveSource, as_bgr
from facegate.capture.specs import SourceSpec
from facegate.capture.v4l2 import NodeFault
from facegate.capture.virtual import is_virtual
from facegate.cv import cv2
from facegate.domain.frames import BgrImage, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError

WIDTH, HEIGHT, FPS = 1280, 720, 30
"""What is asked for; a camera that cannot do it gives the nearest it can."""

_BUFFERS = 2
"""One that the driver fills, one that is read: fewer halve the rate of UVC cameras, more delay the picture."""

_OPEN_LIMIT = 4.0 if sys.platform != "win32" else 10.0
"""Seconds. Two backends may be tried on Windows, and Media Foundation is slow; elsewhere a camera starts within 2."""

_FREEZE_LIMIT = 2.5
"""Seconds. A sensor's noise changes every picture, so the same one for longer is a dead camera or a
cover; a loss is to be noticed within 3 s."""

_ATTEMPTS = 4
_PAUSE = 0.05
"""Seconds between attempts: some cameras fail the first reads after a start or a change of light."""

if sys.platform == "darwin":
    # OpenCV would ask for permission on the main thread's run loop, and fail on any other thread;
    # without it the system itself asks when the session starts.
    os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")

Opener = Callable[[int, int], cv2.VideoCapture]


class CameraConnector:
    """Reaches a camera of this machine.

    Args:
        spec: by index or name; a name is looked up anew at each opening.
        opener: (index, backend) -> an OpenCV capture, opened or not.
        listing: backend -> (index, name) of each camera.
        devices: folder of the device nodes, on Linux.
        system: a value of ``sys.platform``.
    """

    open_limit = _OPEN_LIMIT
    freeze_limit = _FREEZE_LIMIT

    def __init__(
        self,
        spec: SourceSpec,
        opener: Opener = cv2.VideoCapture,
        listing: Callable[[int], Sequence[tuple[int, str]]] = enumerate_devices,
        devices: Path = v4l2.DEVICES,
        system: str = sys.platform,
    ) -> None:
        self._spec = spec
        self._opener = opener
        self._listing = listing
        self._devices = devices if system.startswith("linux") else None
        self._backends = backends(system)
        self._index = spec.index
        self._label = camera_label(spec)

    def connect(self) -> Connection:
        """Try the system's backends in turn, and the one that worked first the next time."""
        for backend in self._backends:
            index, self._label = self._resolve(backend)
            self._index = index
            capture = self._try(index, backend)
            if capture is not None:
                self._backends = (backend, *(other for other in self._backends if other != backend))
                return Connection(capture, self._label, self._virtual())
        raise self._refusal()

    def read(self, capture: Capture) -> BgrImage | None:
        """The next picture, None after several failures in a row."""
        for _ in range(_ATTEMPTS):
            try:
                ok, image = capture.read()
            except cv2.error:
                return None
            picture = as_bgr(image) if ok else None
            if picture is not None:
                return picture
            if self._unplugged():
                return None
            time.sleep(_PAUSE)
        return None

    def loss(self) -> CameraError:
        """Whether it was unplugged or only stopped."""
        if self._unplugged():
            return _error("{label} was unplugged.", "Plug it in again.", self._label)
        return _error("{label} stopped delivering pictures.", "Check its cable; plug it in again.", self._label)

    def _resolve(self, backend: int) -> tuple[int, str]:
        # Backends count differently, so a name is looked up in the list of the one that will open it.
        devices = self._listing(backend)
        if self._spec.index is None:
            return find_by_name(self._spec.text, devices)
        return self._spec.index, dict(devices).get(self._spec.index, self._label)

    def _try(self, index: int, backend: int) -> cv2.VideoCapture | None:
        try:
            capture = self._opener(index, backend)
        except cv2.error:
            return None
        if not capture.isOpened():
            capture.release()
            return None
        # Before the size: uncompressed, 1280x720 does not fit through USB 2 at more than 10 frames a second.
        if backend != cv2.CAP_AVFOUNDATION:
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        for name, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, WIDTH),
            (cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT),
            (cv2.CAP_PROP_FPS, FPS),
            (cv2.CAP_PROP_BUFFERSIZE, _BUFFERS),
        ):
            # A camera or backend without the property says no and keeps its own value.
            capture.set(name, value)
        return capture

    def _node(self) -> Path | None:
        if self._devices is None or self._index is None:
            return None
        return self._devices / f"video{self._index}"

    def _virtual(self) -> bool:
        node = self._node()
        return is_virtual(self._label, v4l2.driver_of(node) if node is not None else "")

    def _unplugged(self) -> bool:
        node = self._node()
        return node is not None and not node.exists()

    def _refusal(self) -> CameraError:
        node = self._node()
        if node is None:
            return _error(
                "{label} cannot be opened.",
                "Close other programs that use it, and allow this program the camera in the system's privacy settings.",
                self._label,
            )
        message, remedy = _CAUSES[v4l2.diagnose(node)]
        return _error(message, remedy, self._label, node=str(node))


_CAUSES = {
    NodeFault.MISSING: (
        "{label} is not there: the system has no {node}.",
        "Plug the camera in, or choose another one.",
    ),
    NodeFault.FORBIDDEN: (
        "{label} may not be opened by this account ({node}).",
        "Add the account to the group that owns it, sudo usermod -aG video $USER, and log in again.",
    ),
    NodeFault.BUSY: ("{label} is in use by another program ({node}).", "Close the program that uses the camera."),
    NodeFault.NO_CAPTURE: ("{node} delivers no pictures.", "Choose another camera; facegate doctor lists them."),
    NodeFault.UNKNOWN: ("{label} cannot be opened ({node}).", "Unplug the camera and plug it in again."),
}


def camera_label(spec: SourceSpec) -> str:
    """What to call a camera before its name is known."""
    return spec.text if spec.index is None else f"Camera {spec.index}"


def camera_source(spec: SourceSpec, clock: Clock) -> LiveSource:
    """A camera of this machine, not yet opened."""
    return LiveSource(SourceInfo(spec.shown, camera_label(spec), live=True), CameraConnector(spec), clock)


def _error(message: str, remedy: str, label: str, **fields: object) -> CameraError:
    return CameraError("Camera not available", message, remedy, label=label, **fields)
