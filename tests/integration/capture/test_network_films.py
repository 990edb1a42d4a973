"""Films that web servers hand out, through a real cv2.VideoCapture: recordings, not cameras."""

from __future__ import annotations

import contextlib
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from helpers.clips import number_of, write_clip
from helpers.clocks import ManualClock, RealClock
from helpers.https_server import Answer, serving
from helpers.mjpeg_server import MjpegServer

from facegate.capture import open_source
from facegate.capture import stream as stream_module


def hand_out(data: bytes, length: bool = True) -> Answer:
    """A web server's way of handing out a file."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if length:
            request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        with contextlib.suppress(OSError):  # the player has seen enough
            request.wfile.write(data)

    return answer


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_film_on_a_web_server_is_a_recording_and_ends(tmp_path: Path, suffix: str) -> None:
    film = write_clip(tmp_path / f"film{suffix}", frames=12).read_bytes()
    with serving(tmp_path) as server:
        server.answers["/film"] = hand_out(film, length=suffix == ".mp4")
        source = open_source(f"{server.address}/film", realtime=False, clock=RealClock())
        source.open()
        assert not source.info.live
        frames = list(iter(source.read, None))
        source.close()
    assert [number_of(frame.image) for frame in frames if frame] == list(range(12))
    assert [frame.time for frame in frames if frame] == pytest.approx([number / 25 for number in range(12)])


def test_film_on_a_web_server_is_played_at_its_own_speed(tmp_path: Path) -> None:
    film = write_clip(tmp_path / "film.mp4", frames=10).read_bytes()
    clock = ManualClock()
    with serving(tmp_path) as server:
        server.answers["/film"] = hand_out(film)
        source = stream_module.stream_source(f"{server.address}/film", clock)
        source.open()
        started = time.monotonic()
        for _ in range(4):
            assert source.read() is not None
        # The clock stands still, so each frame waits for its own moment: 0 + 0.04 + 0.08 + 0.12 s.
        assert time.monotonic() - started >= 0.24
        source.close()


def test_stream_of_a_camera_is_live_once_it_is_open() -> None:
    with MjpegServer() as server:
        source = open_source(server.url, clock=RealClock())
        before = source.info
        source.open()
        after = source.info
        source.close()
    assert (before.live, after.live) == (False, True)
