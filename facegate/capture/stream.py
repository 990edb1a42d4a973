"""Network cameras: RTSP and HTTP addresses, through FFmpeg."""

from __future__ import annotations

import math
import time
from urllib.parse import urlsplit

from facegate.capture.live import Capture, Connection, LiveSource, as_bgr
from facegate.capture.probe import StreamFault, probe
from facegate.capture.redaction import redact
from facegate.cv import cv2
from facegate.domain.frames import BgrImage, SourceInfo
from facegate.domain.ports import Clock
from facegate.errors import CameraError

_TIMEOUT_MS = 2500
"""Milliseconds for FFmpeg to connect or to get a frame; below the 3 s within which a loss is noticed."""

# One decoding thread: several would each hold back a frame.
_PARAMETERS = (
    *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIMEOUT_MS),
    *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIMEOUT_MS),
    *(cv2.CAP_PROP_N_THREADS, 1),
)

_OPEN_LIMIT = 2.9
"""Seconds for FFmpeg and the question why it failed; beyond it only a name server can hang."""

_PROBE_LIMIT = 2.6
"""Seconds after the start of opening at which asking why has to be over."""

_FREEZE_LIMIT = 30.0
"""Seconds. A still scene at night, coded with skipped blocks only, is exactly the same from one key
frame to the next, 10 s in the long groups of "smart" codecs; a dead encoder is so for ever."""

_CAUSES = {
    StreamFault.UNKNOWN_HOST: ("{label} is not known on this network.", "Check the name in the address."),
    StreamFault.REFUSED: ("{label} refuses the connection.", "Check the port and that the camera's server is on."),
    StreamFault.SILENT: ("{label} does not answer.", "Check the address, the camera's power and the network."),
    StreamFault.UNAUTHORISED: (
        "{label} wants a user name and a password, or refuses those in the address.",
        "Write them as rtsp://user:password@host/path, @ as %40 and / as %2F.",
    ),
    StreamFault.NOT_FOUND: (
        "{label} has no picture at this path.",
        "Look up the path of the stream in the camera's manual.",
    ),
    StreamFault.NO_VIDEO: (
        "{label} answers, but sends no video that can be read.",
        "Check the path; set the camera to H.264 or Motion JPEG.",
    ),
}


class StreamConnector:
    """Reaches a network camera.

    Args:
        url: with credentials, if it needs any.
    """

    open_limit = _OPEN_LIMIT
    freeze_limit = _FREEZE_LIMIT

    def __init__(self, url: str) -> None:
        self._url = url
        self._label = stream_label(url)

    def connect(self) -> Connection:
        """Open it, or ask the host why not."""
        started = time.monotonic()
        try:
            capture = cv2.VideoCapture(self._url, cv2.CAP_FFMPEG, list(_PARAMETERS))
        except cv2.error as error:
            raise self._error(StreamFault.NO_VIDEO) from error
        if capture.isOpened():
            return Connection(capture, self._label, recorded=is_recording(self._url, capture))
        capture.release()
        left = _PROBE_LIMIT - (time.monotonic() - started)
        raise self._error(probe(self._url, left) if left > 0 else StreamFault.SILENT)

    def read(self, capture: Capture) -> BgrImage | None:
        """The next picture; FFmpeg says no only once the connection is over."""
        try:
            ok, image = capture.read()
        except cv2.error:
            return None
        return as_bgr(image) if ok else None

    def loss(self) -> CameraError:
        """The connection ended."""
        return CameraError(
            "Camera lost",
            "{label} ended the connection or stopped sending.",
            "Check the camera's power and the network; it is tried again by itself.",
            label=self._label,
        )

    def _error(self, fault: StreamFault) -> CameraError:
        message, remedy = _CAUSES[fault]
        return CameraError("Camera not reached", message, remedy, label=self._label)


def stream_label(url: str) -> str:
    """Host and port of a URL, for the screen; never a part of the credentials."""
    parts = urlsplit(redact(url))
    host = parts.hostname or "?"
    return f"{host}:{parts.port}" if parts.port else host


def is_recording(url: str, capture: Capture) -> bool:
    """Whether what was opened is a file that a web server hands out, not what a camera sees now.

    Its container names a length, which nothing has that goes on: of a stream FFmpeg says less than nothing. Only of
    HTTP: an RTSP server may name a length of what it sends live. A file whose container names none (raw H.264 or
    Motion JPEG, a transport stream without byte ranges) cannot be told from a stream.
    """
    if not _is_web(url):
        return False
    frames, fps = capture.get(cv2.CAP_PROP_FRAME_COUNT), capture.get(cv2.CAP_PROP_FPS)
    return math.isfinite(frames) and frames > 0 and math.isfinite(fps) and fps > 0


def stream_source(url: str, clock: Clock, realtime: bool = True) -> LiveSource:
    """A network camera, or a recording on a web server, which is played in real time or not; not yet opened."""
    # Until it is open nobody knows which of them it is, and no door may move for a recording.
    info = SourceInfo(redact(url), stream_label(url), live=not _is_web(url))
    return LiveSource(info, StreamConnector(url), clock, realtime)


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme.casefold() in ("http", "https")
