"""Asks a host why its stream could not be opened; FFmpeg through OpenCV does not say."""

from __future__ import annotations

import base64
import socket
import time
from enum import Enum, auto
from urllib.parse import SplitResult, unquote, urlsplit

_PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}
_FORBIDDEN = frozenset({401, 403, 407})
_MISSING = frozenset({404, 410, 454})
_STATUS_LINE_BYTES = 256


class StreamFault(Enum):
    """Why a stream cannot be had."""

    UNKNOWN_HOST = auto()
    REFUSED = auto()
    SILENT = auto()
    UNAUTHORISED = auto()
    NOT_FOUND = auto()
    NO_VIDEO = auto()


def probe(url: str, timeout: float) -> StreamFault:
    """Connect and, where the connection is in clear, ask for the stream and read the status.

    Takes ``timeout`` seconds at most, but for a name server that hangs.
    """
    deadline = time.monotonic() + timeout
    parts = urlsplit(url)
    try:
        host = parts.hostname or ""
        with socket.create_connection((host, parts.port or _PORTS[parts.scheme]), timeout) as connection:
            if parts.scheme in ("https", "rtsps"):
                return StreamFault.NO_VIDEO
            connection.settimeout(max(0.1, deadline - time.monotonic()))
            connection.sendall(_question(parts))
            return _judge(connection.recv(_STATUS_LINE_BYTES))
    except socket.gaierror:
        return StreamFault.UNKNOWN_HOST
    except ConnectionError:
        return StreamFault.REFUSED
    except OSError:  # no route, no network, no answer in time
        return StreamFault.SILENT
    except UnicodeError:  # a name that IDNA cannot encode
        return StreamFault.UNKNOWN_HOST


def _question(parts: SplitResult) -> bytes:
    host = parts.netloc.rpartition("@")[2]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if parts.scheme == "rtsp":
        lines = [f"DESCRIBE rtsp://{host}{target} RTSP/1.0", "CSeq: 1", "Accept: application/sdp"]
    else:
        lines = [f"GET {target} HTTP/1.0", f"Host: {host}"]
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        lines.append(f"Authorization: Basic {base64.b64encode(pair.encode()).decode('ascii')}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def _judge(answer: bytes) -> StreamFault:
    words = answer.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    if status in _FORBIDDEN:
        return StreamFault.UNAUTHORISED
    if status in _MISSING:
        return StreamFault.NOT_FOUND
    return StreamFault.NO_VIDEO if answer else StreamFault.SILENT
