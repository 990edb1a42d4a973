"""One HTTP POST that ends in time whatever the other side does, and says whether it may have arrived."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from facegate.doors.connections import forget_unsent, reason_of
from facegate.errors import DoorError, UnconfirmedDoorError

_OK, _REDIRECT, _SERVER = 200, 300, 500
_WORTH_ANOTHER = frozenset({408, 425, 429})
"""Refusals that are over in a moment: time-out, too early, too many."""


class RefusedError(DoorError):
    """The other side does not want it, or is not trusted: the same again would end like this again."""


def post(url: str, body: bytes, headers: Mapping[str, str], seconds: float, context: ssl.SSLContext | None) -> None:
    """Send a body; return when the other side has said that it took it (any status of 200 to 299).

    Redirects are not followed: an order goes where the settings say, and nowhere else.

    Args:
        url: http or https.
        body: what is sent.
        headers: beside length and host.
        seconds: for all of it, from the look-up of the name to the last header of the answer.
        context: for https; None otherwise.

    Raises:
        RefusedError: it was refused, or not sent because the other side is not whom it should be.
        UnconfirmedDoorError: it was sent, and no answer came that can be understood.
        DoorError: it was not sent, or could not be taken just now.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port or (80 if context is None else 443))
    # An answer that drips in keeps every single read within its time-out; this ends the whole of it.
    timer = threading.Timer(seconds, _cut, (connection,))
    timer.daemon = True
    timer.start()
    try:
        _connect(connection, context, time.monotonic() + seconds)
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        status = _exchange(connection, target, body, headers)
    finally:
        timer.cancel()
        connection.close()
    _require_success(status)


def _connect(connection: http.client.HTTPConnection, context: ssl.SSLContext | None, until: float) -> None:
    host = connection.host
    try:
        connection.sock = socket.create_connection((host, connection.port), max(0.01, until - time.monotonic()))
        if context is not None:
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host, do_handshake_on_connect=False)
            connection.sock.do_handshake()
    except ssl.SSLCertVerificationError as error:
        raise RefusedError(
            "Address not trusted",
            "{host} was not sent anything: {reason}.",
            "See whether it is the right machine; name the certificates of its authority in the settings.",
            host=host,
            reason=reason_of(error),
        ) from error
    except (OSError, ValueError) as error:
        raise _not_reached(host, reason_of(error)) from error
    if time.monotonic() >= until:  # looking up a name has no time-out of its own
        raise _not_reached(host, "it took too long")


def _exchange(connection: http.client.HTTPConnection, target: str, body: bytes, headers: Mapping[str, str]) -> int:
    sock = connection.sock
    try:
        connection.request("POST", target, body, dict(headers))
        with connection.getresponse() as response:
            return response.status
    except (OSError, ValueError, http.client.HTTPException) as error:
        forget_unsent(sock)
        raise UnconfirmedDoorError(
            "No answer",
            "{host} was sent a message and did not answer as it should: {reason}.",
            "See in its log whether it took the message.",
            host=connection.host,
            reason=reason_of(error),
        ) from error


def _require_success(status: int) -> None:
    if _OK <= status < _REDIRECT:
        return
    if status >= _SERVER or status in _WORTH_ANOTHER:
        raise DoorError(
            "Message not taken",
            "The other side answered with status {status}.",
            "See in its log why.",
            status=status,
        )
    if status // 100 == _REDIRECT // 100:
        raise RefusedError(
            "Message not taken",
            "The address answered that it has moved (status {status}).",
            "Put the new address into the settings; orders follow no redirects.",
            status=status,
        )
    raise RefusedError(
        "Message not taken",
        "The other side refused the message with status {status}.",
        "See whether the address is right and both sides have the same secret.",
        status=status,
    )


def _cut(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _not_reached(host: str, reason: str) -> DoorError:
    return DoorError(
        "Address not reached",
        "{host} cannot be reached: {reason}.",
        "See whether that machine runs and the network reaches it.",
        host=host,
        reason=reason,
    )
