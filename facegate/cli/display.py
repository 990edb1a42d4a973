"""Whether a window can be shown here, found out before Qt, which aborts the process where it cannot."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

from facegate.errors import ConditionError

_OWN_SCREEN = ("offscreen", "minimal", "vnc", "eglfs", "linuxfb")
"""Platforms of Qt that need no display server."""


def find_display(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> str | None:
    """The display that a window would open on, None where there is none.

    Raises:
        ConditionError: one is named, but does not answer.
    """
    if platform in ("win32", "darwin"):
        return "the system's own"
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen in _OWN_SCREEN:
        return chosen
    if environment.get("WAYLAND_DISPLAY"):
        return f"Wayland {environment['WAYLAND_DISPLAY']}"
    name = environment.get("DISPLAY")
    if not name:
        return None
    if not _x_server_answers(name):
        raise ConditionError(
            "Display not reachable",
            "The display {display} does not answer or does not let this account in.",
            "Log in to the desktop as this user, or unset DISPLAY to work without a window.",
            display=name,
        )
    return f"X11 {name}"


def _x_server_answers(name: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    # Never null, by XCB's documentation; an error is asked for and the connection freed all the same.
    connection = xcb.xcb_connect(name.encode(), None)
    failed = xcb.xcb_connection_has_error(connection) != 0
    xcb.xcb_disconnect(connection)
    return not failed
