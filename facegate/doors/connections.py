"""What every connection needs that must not deliver anything late."""

from __future__ import annotations

import os
import socket
import ssl
import struct
from contextlib import suppress

_NO_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


def forget_unsent(connection: socket.socket | None) -> None:
    """Have the system throw away what it did not send yet when this is closed, or it comes with the repaired cable."""
    if connection is not None:
        with suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)


def reason_of(error: Exception) -> str:
    """Why a connection failed, in a few words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return type(error).__name__
