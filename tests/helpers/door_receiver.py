"""An HTTP receiver of door messages on this machine that fails in every way, one connection after another."""

from __future__ import annotations

import json
import queue
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Behaviour = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Request:
    """One message as it came."""

    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, Any]:
        return json.loads(self.body)


def answers(status: int, *headers: str) -> Behaviour:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status} Whatever", "Content-Length: 0", "Connection: close", *headers, "", ""]
    return lambda connection: connection.sendall("\r\n".join(lines).encode())


def garbage(connection: socket.socket) -> None:
    connection.sendall(b"\x16\x03\x01 220 smtp.example ready\r\n\r\n" * 20)


def resets(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hangs_up(connection: socket.socket) -> None:
    """Closes without a word."""


class Receiver:
    """Takes connections; behaves as the next of :attr:`script` says, and then as :attr:`usually`."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.script: queue.SimpleQueue[Behaviour] = queue.SimpleQueue()
        self.usually: Behaviour = answers(204)
        self.requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self.closing = threading.Event()
        self._context = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"{'http' if self._context is None else 'https'}://127.0.0.1:{self.port}/open?gate=1"

    def hangs(self, connection: socket.socket) -> None:
        """Takes the message and says nothing."""
        self.closing.wait(20.0)

    def drips(self, connection: socket.socket) -> None:
        """Says a letter now and then, and is never done."""
        for letter in "HTTP/1.1 200 O" + "K" * 1000:
            connection.sendall(letter.encode())
            if self.closing.wait(0.02):
                return

    def next(self, timeout: float = 20.0) -> Request:
        until = threading.Event()
        for _ in range(int(timeout / 0.01)):
            with suppress(queue.Empty):
                return self.requests.get_nowait()
            until.wait(0.01)
        raise AssertionError("no message came")

    def close(self) -> None:
        self.closing.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(20.0)

    def _run(self) -> None:
        while not self.closing.is_set():
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            # One at a time each, but a hanging one does not hold up the others.
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                request = _read(connection)
                try:
                    behaviour = self.script.get_nowait()
                except queue.Empty:
                    behaviour = self.usually
                self.requests.put(request)
                behaviour(connection)


def _read(connection: socket.socket) -> Request:
    stream = connection.makefile("rb")
    target = stream.readline().split()[1].decode()
    headers: dict[str, str] = {}
    while line := stream.readline().strip().decode():
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
    return Request(target, headers, stream.read(int(headers["content-length"])))
