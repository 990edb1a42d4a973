"""An RTSP camera on 127.0.0.1 for tests: MPEG-TS over RTP, interleaved in the RTSP connection (RFC 2326, RFC 2250)."""

from __future__ import annotations

import base64
import contextlib
import socket
import struct
import threading
from pathlib import Path
from typing import Self

_TS_PACKET = 188
_PACKETS_IN_RTP = 7
_PAYLOAD_MP2T = 33
_JOIN_TIMEOUT = 5.0


class RtspServer:
    """Plays a transport stream once to one client at a time, at a given rate of bytes.

    Args:
        video: an MPEG-TS file.
        seconds: its length, for the rate at which it is sent.
        login: ``user:password`` that clients have to send, None for no such thing.
    """

    def __init__(self, video: Path, seconds: float, login: str | None = None) -> None:
        self._data = video.read_bytes()
        chunk = _TS_PACKET * _PACKETS_IN_RTP
        self._chunks = [self._data[at : at + chunk] for at in range(0, len(self._data), chunk)]
        self._interval = seconds / len(self._chunks)
        self._authorization = None if login is None else f"Basic {base64.b64encode(login.encode()).decode()}"
        self._stopping = threading.Event()
        self._stalled = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="rtsp-server", daemon=True)
        self.port = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for end in (self._listener, self._client):
            with contextlib.suppress(OSError):
                if end is not None:
                    end.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(_JOIN_TIMEOUT)
        assert not self._thread.is_alive()

    def stall(self) -> None:
        """Send nothing more, with the connection open."""
        self._stalled.set()

    def url(self, login: str = "") -> str:
        """Address of the stream."""
        return f"rtsp://{login and login + '@'}127.0.0.1:{self.port}/live"

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._client, _ = self._listener.accept()
            except OSError:
                return
            with self._client, contextlib.suppress(OSError):
                self._client.settimeout(5.0)
                self._talk(self._client)

    def _talk(self, client: socket.socket) -> None:
        pending = b""
        while not self._stopping.is_set():
            while b"\r\n\r\n" not in pending:
                received = client.recv(4096)
                if not received:
                    return
                pending += received
            head, _, pending = pending.partition(b"\r\n\r\n")
            request = head.decode("latin-1")
            client.sendall(self._answer(request).encode("latin-1"))
            if request.startswith("PLAY"):
                self._play(client)
                return

    def _answer(self, request: str) -> str:
        sequence = next(line for line in request.split("\r\n") if line.lower().startswith("cseq"))
        if self._authorization is not None and self._authorization not in request:
            return f'RTSP/1.0 401 Unauthorized\r\n{sequence}\r\nWWW-Authenticate: Basic realm="camera"\r\n\r\n'
        body, extra = "", ""
        method = request.partition(" ")[0]
        if method == "OPTIONS":
            extra = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        elif method == "DESCRIBE":
            body = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 33\r\na=control:track\r\n"
            extra = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            extra = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        elif method == "PLAY":
            extra = "Session: 1\r\n"
        return f"RTSP/1.0 200 OK\r\n{sequence}\r\n{extra}\r\n{body}"

    def _play(self, client: socket.socket) -> None:
        for number, chunk in enumerate(self._chunks):
            if self._stalled.is_set():
                self._stopping.wait()
                return
            stamp = round(number * self._interval * 90_000) & 0xFFFFFFFF
            packet = struct.pack(">BBHII", 0x80, _PAYLOAD_MP2T, number & 0xFFFF, stamp, 1) + chunk
            client.sendall(struct.pack(">cBH", b"$", 0, len(packet)) + packet)
            if self._stopping.wait(self._interval):
                return
