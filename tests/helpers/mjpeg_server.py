"""A camera on 127.0.0.1 for tests: Motion JPEG over HTTP that can be killed, stalled, frozen and restarted."""

from __future__ import annotations

import base64
import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Self

import numpy as np

from facegate.cv import cv2

_BOUNDARY = b"frame"
_HEADER = (
    b"HTTP/1.0 200 OK\r\nCache-Control: no-cache\r\nContent-Type: multipart/x-mixed-replace; boundary="
    + _BOUNDARY
    + b"\r\n\r\n"
)
# Closing with a linger of zero sends a reset, as an unplugged or rebooting camera does.
_ABORT = struct.pack("ii", 1, 0)
_JOIN_TIMEOUT = 5.0
_GROUNDS = (40, 120)
_UNAUTHORISED = b'HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"\r\nContent-Length: 0\r\n\r\n'
_NOT_FOUND = b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class MjpegServer:
    """Serves a moving picture to any number of clients; use as a context manager.

    Args:
        width, height, fps: of the picture.
        login: ``user:password`` that clients have to send, None for no such thing.

    Attributes:
        port: stays the same over :meth:`kill` and :meth:`restart`.
        frames_sent: to all clients together.
    """

    def __init__(self, width: int = 320, height: int = 240, fps: float = 25.0, login: str | None = None) -> None:
        self._size = (height, width)
        self._interval = 1.0 / fps
        self._authorization = None if login is None else f"Basic {base64.b64encode(login.encode()).decode()}"
        self._stalled = threading.Event()
        self._frozen = threading.Event()
        self._dripping = threading.Event()
        self._mute = threading.Event()
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._clients: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self.frames_sent = 0
        self.port = 0

    def __enter__(self) -> Self:
        self.restart()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        """Address of the stream."""
        return f"http://127.0.0.1:{self.port}/stream"

    def restart(self) -> None:
        """Listen (again), on the same port as before, healthy."""
        for fault in (self._stalled, self._dripping, self._frozen, self._mute, self._stopping, self._ended):
            fault.clear()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen()
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._spawn(self._accept, listener)

    def stall(self) -> None:
        """Send half of the next frame, then nothing more, with the connection open."""
        self._stalled.set()

    def drip(self) -> None:
        """Send the next frame byte by byte, ten a second: never silent, never done."""
        self._dripping.set()

    def freeze(self) -> None:
        """Send the same picture for ever, as a driver does whose camera was unplugged."""
        self._frozen.set()

    def thaw(self) -> None:
        """End :meth:`freeze`."""
        self._frozen.clear()

    def mute(self) -> None:
        """Accept new connections but answer nothing."""
        self._mute.set()

    def end(self) -> None:
        """Close connections in an orderly way after the frame."""
        self._ended.set()

    def kill(self) -> None:
        """Reset every connection and stop listening."""
        self._stopping.set()
        if self._listener is not None:
            # shutdown wakes accept(); close alone does not on Linux.
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            clients, self._clients = self._clients, []
        for client in clients:
            with contextlib.suppress(OSError):  # that stream ended by itself
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            client.close()
        for thread in self._threads:
            thread.join(_JOIN_TIMEOUT)
            assert not thread.is_alive(), f"{thread.name} did not end"
        self._threads.clear()

    def _spawn(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="mjpeg-server", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._clients.append(client)
            self._spawn(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        try:
            client.settimeout(0.5)
            request = client.recv(65536).decode("latin-1")
            if self._mute.is_set():
                self._stopping.wait()
                return
            if self._authorization is not None and self._authorization not in request:
                client.sendall(_UNAUTHORISED)
            elif not request.startswith("GET /stream"):
                client.sendall(_NOT_FOUND)
            else:
                client.sendall(_HEADER)
                self._stream(client)
        except OSError:
            return
        finally:
            if not self._stopping.is_set():
                client.close()

    def _stream(self, client: socket.socket) -> None:
        part = self._part(0)
        number = 0
        while not self._stopping.is_set() and not self._ended.is_set():
            if not self._frozen.is_set():
                number += 1
                part = self._part(number)
            if self._stalled.is_set():
                client.sendall(part[: len(part) // 2])
                self._stopping.wait()
                return
            if self._dripping.is_set():
                self._drip(client, part)
                return
            client.sendall(part)
            self.frames_sent += 1
            time.sleep(self._interval)

    def _drip(self, client: socket.socket, part: bytes) -> None:
        for byte in part:
            client.sendall(bytes([byte]))
            if self._stopping.wait(0.1):
                return

    def _part(self, number: int) -> bytes:
        height, width = self._size
        # Two grounds in turn, so that a picture put together from two frames can be told.
        image = np.full((height, width, 3), _GROUNDS[number % 2], np.uint8)
        cv2.circle(image, ((number * 7) % width, height // 2), height // 6, (0, 200, 255), -1)
        cv2.putText(image, str(number), (10, 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255, 255, 255), 2)
        data = cv2.imencode(".jpg", image)[1].tobytes()
        head = b"--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % (_BOUNDARY, len(data))
        return head + data + b"\r\n"
