"""The only door to OpenCV: ``from facegate.cv import cv2``.

``import cv2`` on Linux points Qt at OpenCV's own plugins and fonts, with which
PySide6 may not start (opencv-python issue 386 and many others); what it set is
put back here. On Windows the MSMF backend takes 10 to 20 s to open a camera
unless its hardware transforms are off, and reads that switch at import.
"""

from __future__ import annotations

import os

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")

_before = {name: os.environ.get(name) for name in _QT_VARIABLES}
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
# OpenCV's own log goes to stderr unasked; adapters report through exceptions instead.
os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
# The same for FFmpeg's: -8 is its AV_LOG_QUIET.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
# Seconds that Video4Linux waits for a picture; its own 10 are too long to notice an unplugged camera.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

# One core's worth of OpenCV: its pool beside the inference pool starves the window on two cores.
cv2.setNumThreads(1)

__all__ = ["cv2"]
