"""Why a stream cannot be had, from real sockets on 127.0.0.1."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from facegate.capture.probe import StreamFault, probe


@contextmanager
def host(answer: bytes | None) -> Iterator[tuple[int, list[bytes]]]:
    """Answers one request; None: says nothing."""
    requests: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        client, _ = listener.accept()
        with client:
            requests.append(client.recv(4096))
            if answer is None:
                done.wait(5.0)
            else:
                client.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], requests
    finally:
        done.set()
        thread.join(5.0)
        listener.close()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 401 Unauthorized\r\n\r\n", StreamFault.UNAUTHORISED),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", StreamFault.UNAUTHORISED),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", StreamFault.NOT_FOUND),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", StreamFault.NO_VIDEO),
        (b"\x00\xff garbage", StreamFault.NO_VIDEO),
        (b"", StreamFault.SILENT),
    ],
)
def test_http_answers(answer: bytes, fault: StreamFault) -> None:
    with host(answer) as (port, _):
        assert probe(f"http://127.0.0.1:{port}/x", 2.0) is fault


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n", StreamFault.UNAUTHORISED),
        (b"RTSP/1.0 454 Session Not Found\r\nCSeq: 1\r\n\r\n", StreamFault.NOT_FOUND),
    ],
)
def test_rtsp_answers(answer: bytes, fault: StreamFault) -> None:
    with host(answer) as (port, requests):
        assert probe(f"rtsp://desk:open%20sesame@127.0.0.1:{port}/live?ch=1", 2.0) is fault
    first, *headers = requests[0].decode().split("\r\n")
    assert first == f"DESCRIBE rtsp://127.0.0.1:{port}/live?ch=1 RTSP/1.0"
    assert "Authorization: Basic ZGVzazpvcGVuIHNlc2FtZQ==" in headers


def test_silence_is_bounded() -> None:
    with host(None) as (port, _):
        started = time.monotonic()
        assert probe(f"http://127.0.0.1:{port}/x", 0.3) is StreamFault.SILENT
        assert time.monotonic() - started < 2.0


def test_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert probe(f"https://127.0.0.1:{port}/x", 2.0) is StreamFault.REFUSED


@pytest.mark.parametrize("name", ["camera.invalid", "a" * 70 + ".invalid", "ä..invalid"])
def test_unknown_names(name: str) -> None:
    assert probe(f"rtsp://{name}/x", 2.0) is StreamFault.UNKNOWN_HOST
