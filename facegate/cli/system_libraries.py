"""Shared libraries of the system that wheels on Linux expect to find there.

Standard library only: it is also run before anything is installed.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library and the Debian package that holds it.

    Attributes:
        soname: what the loader looks for.
        package: Debian's and Ubuntu's name.
        headless: needed without a window too, by OpenCV.
    """

    soname: str
    package: str
    headless: bool = False


# What `ldd` names for libqxcb.so of PySide6 6.12 and cv2 of opencv-python 5.0 beyond the C and C++
# runtimes and what these packages pull in themselves.
LIBRARIES = (
    Library("libGL.so.1", "libgl1", headless=True),
    Library("libglib-2.0.so.0", "libglib2.0-0", headless=True),
    Library("libxcb.so.1", "libxcb1", headless=True),
    Library("libX11.so.6", "libx11-6", headless=True),
    Library("libEGL.so.1", "libegl1"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-shm.so.0", "libxcb-shm0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
)


def loads(soname: str) -> bool:
    """Whether the loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(
    *, window: bool, platform: str = sys.platform, found: Callable[[str], bool] = loads
) -> list[Library]:
    """What the system lacks; nothing on platforms whose wheels carry everything.

    Args:
        window: also look for what only the window needs.
        platform: as ``sys.platform`` names it.
        found: whether a soname can be loaded.
    """
    if not platform.startswith("linux"):
        return []
    return [library for library in LIBRARIES if (window or library.headless) and not found(library.soname)]


def install_line(packages: Iterable[str]) -> str:
    """The one line that installs Debian packages."""
    return "sudo apt-get install -y " + " ".join(packages)
