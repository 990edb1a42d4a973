"""The demo camera: a public-domain portrait that scikit-image carries, moving in front of a made-up room."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from facegate.capture.demo_scene import FPS, HEIGHT, WIDTH, DemoScene
from facegate.capture.pictures import load_picture
from facegate.capture.playback import Playback
from facegate.capture.specs import DEMO
from facegate.domain.frames import Frame, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError, ImageError

_PACKAGE = "skimage"
_PORTRAIT = Path("data", "astronaut.png")


def demo_portrait() -> Path:
    """The picture of the demo's person, to enrol them from.

    Found without importing scikit-image, which would load SciPy for it.

    Raises:
        CameraError: scikit-image is not installed.
    """
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _PORTRAIT
        if path.is_file():
            return path
    raise CameraError(
        "No demo camera",
        "The portrait for the demo comes with scikit-image, which is not installed.",
        "Install it with the extra of its name: pip install facegate[demo]",
    )


class DemoSource:
    """A :class:`facegate.domain.ports.FrameSource` that never ends: 1280x720, 30 frames a second.

    A picture depends on Frame.time alone, so two runs see the same.

    Args:
        realtime: show each frame at its moment and leave out those that are
            late; else deliver them as fast as consumed.
        clock: for pacing and ``wall``.
        sleep: for tests.
    """

    def __init__(self, realtime: bool, clock: Clock, sleep: Callable[[float], None] = time.sleep) -> None:
        self._new_run = partial(Playback, realtime, clock, sleep)
        self._info = SourceInfo(DEMO, "Demo camera", live=False, width=WIDTH, height=HEIGHT, fps=FPS)
        self._scene: DemoScene | None = None
        self._playback = self._new_run()
        self._next = 0

    @property
    def info(self) -> SourceInfo:
        """What it is."""
        return self._info

    def open(self) -> None:
        """Load the portrait. Raises CameraError if it is not there."""
        try:
            self._scene = DemoScene(load_picture(demo_portrait()))
        except (ImageError, ValueError) as error:
            raise CameraError(
                "No demo camera",
                "The portrait for the demo is damaged.",
                "Install scikit-image anew: pip install --force-reinstall scikit-image",
            ) from error
        self._playback = self._new_run()
        self._next = 0

    def read(self) -> Frame:
        """The next picture. Raises CameraError if it is not open."""
        if self._scene is None:
            raise CameraError("Camera closed", "The demo camera is not open.", "Open it again.")
        self._playback.wait(self._next / FPS)
        if self._playback.realtime:
            # What was missed while the reader was busy is left out, not caught up.
            self._next += int(self._playback.pacer.lateness(self._next / FPS) * FPS)
        position = self._next / FPS
        self._next += 1
        return self._playback.frame(self._scene.render(position), position)

    def close(self) -> None:
        """Forget the portrait."""
        self._scene = None
