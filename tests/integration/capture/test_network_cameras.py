"""Streams through a real cv2.VideoCapture, against servers that are killed, stalled, frozen and restarted."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.clips import write_clip
from helpers.clocks import RealClock
from helpers.mjpeg_server import MjpegServer
from helpers.rtsp_server import RtspServer

from facegate.capture import open_source
from facegate.capture import stream as stream_module
from facegate.domain.frames import Frame
from facegate.domain.ports import FrameSource
from facegate.errors import CameraError

# A loss is to be noticed within 3 s; the rest is for a machine that is busy with other tests.
NOTICED = 3.0 + 1.0


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    gc.collect()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("capture ")]
    assert left == []


@contextlib.contextmanager
def opened(url: str) -> Iterator[FrameSource]:
    source = open_source(url, clock=RealClock())
    try:
        source.open()
        yield source
    finally:
        source.close()


def read_until_lost(source: FrameSource) -> tuple[CameraError, float, list[Frame]]:
    """The error, the seconds that the failing read took, and the frames before."""
    frames: list[Frame] = []
    while True:
        started = time.monotonic()
        try:
            frame = source.read()
        except CameraError as error:
            return error, time.monotonic() - started, frames
        assert frame is not None
        frames.append(frame)
        assert len(frames) < 500, "the loss was not noticed"


def test_pictures_arrive_with_times_of_the_monotonic_clock() -> None:
    with MjpegServer(width=640, height=480) as server, opened(server.url) as source:
        started = time.monotonic()
        frames = [source.read() for _ in range(10)]
        assert (source.info.width, source.info.height, source.info.live) == (640, 480, True)
        assert source.info.label == f"127.0.0.1:{server.port}"
    assert [frame.sequence for frame in frames if frame] == list(range(10))
    times = [frame.time for frame in frames if frame]
    assert times == sorted(times)
    assert started <= times[0] <= times[-1] <= time.monotonic()
    first, second = frames[0], frames[1]
    assert first is not None
    assert second is not None
    assert first.image.flags.c_contiguous
    assert first.image.flags.owndata
    assert (first.image != second.image).any()


def test_killed_server_is_noticed_and_found_again_after_its_restart() -> None:
    with MjpegServer() as server, opened(server.url) as source:
        assert source.read() is not None
        server.kill()
        error, seconds, _ = read_until_lost(source)
        assert error.title == "Camera lost"
        assert seconds < NOTICED
        with pytest.raises(CameraError, match="refuses the connection"):
            source.open()
        server.restart()
        source.open()
        frame = source.read()
        assert frame is not None
        assert frame.sequence == 0


def test_stall_in_mid_frame_is_noticed_and_half_a_picture_is_never_delivered() -> None:
    with MjpegServer() as server, opened(server.url) as source:
        assert source.read() is not None
        server.stall()
        error, seconds, frames = read_until_lost(source)
        assert error.title == "Camera lost"
        assert seconds < NOTICED
        for frame in frames:
            # FFmpeg fills the half that is missing from the picture before, which has another ground.
            assert abs(int(frame.image[5, -5, 0]) - int(frame.image[-5, -5, 0])) < 6
        server.kill()
        server.restart()
        source.open()
        assert source.read() is not None


def test_frame_that_drips_in_byte_by_byte_counts_as_a_stall() -> None:
    with MjpegServer() as server, opened(server.url) as source:
        assert source.read() is not None
        server.drip()
        _, seconds, _ = read_until_lost(source)
        assert seconds < NOTICED


def test_stream_that_ends_is_a_loss_not_an_end() -> None:
    with MjpegServer() as server, opened(server.url) as source:
        assert source.read() is not None
        server.end()
        error, seconds, _ = read_until_lost(source)
        assert "ended" in error.message
        assert seconds < NOTICED


def test_frozen_picture_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module.StreamConnector, "freeze_limit", 0.5)
    with MjpegServer() as server, opened(server.url) as source:
        for _ in range(20):
            assert source.read() is not None
        server.freeze()
        error, _, frames = read_until_lost(source)
        assert error.title == "Camera frozen"
        assert 0.5 <= frames[-1].time - frames[0].time + 0.2 < NOTICED


@pytest.mark.parametrize("fault", ["mute", "stall"])
def test_opening_a_server_that_does_not_deliver_is_bounded(fault: str) -> None:
    with MjpegServer() as server:
        getattr(server, fault)()
        started = time.monotonic()
        with pytest.raises(CameraError, match="Camera not reached"):
            open_source(server.url, clock=RealClock()).open()
        assert time.monotonic() - started < NOTICED


def test_opening_again_while_open_starts_anew() -> None:
    with MjpegServer() as server, opened(server.url) as source:
        assert source.read() is not None
        source.open()
        frame = source.read()
        assert frame is not None
        assert frame.sequence == 0


def test_wrong_password_is_told_apart_and_never_shown() -> None:
    with MjpegServer(login="desk:opensesame") as server:
        address = server.url.removeprefix("http://")
        with opened(f"http://desk:opensesame@{address}") as source:
            assert source.read() is not None
            assert "opensesame" not in repr(source.info)
            assert source.info.spec == f"http://***@{address}"
        for login in ("", "desk:wrongsesame@"):
            with pytest.raises(CameraError, match="wants a user name and a password") as caught:
                open_source(f"http://{login}{address}", clock=RealClock()).open()
            assert "sesame" not in caught.value.text()


def test_wrong_path_is_told_apart() -> None:
    with MjpegServer() as server, pytest.raises(CameraError, match="no picture at this path"):
        open_source(server.url.replace("/stream", "/nothing"), clock=RealClock()).open()


def test_unknown_host_is_told_apart() -> None:
    with pytest.raises(CameraError, match=r"camera\.invalid is not known"):
        open_source("rtsp://camera.invalid/live", clock=RealClock()).open()


def test_nothing_reaches_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with MjpegServer(login="desk:opensesame") as server:
        address = server.url.removeprefix("http://")
        with pytest.raises(CameraError):
            open_source(f"http://desk:wrongsesame@{address}", clock=RealClock()).open()
        with opened(f"http://desk:opensesame@{address}") as source:
            source.read()
            server.kill()
            read_until_lost(source)
    assert capfd.readouterr().err == ""


@pytest.fixture(scope="module")
def transport_stream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("rtsp") / "camera.ts", frames=250)


def test_rtsp_camera_with_password_plays_and_its_stall_is_noticed(transport_stream: Path) -> None:
    with (
        RtspServer(transport_stream, seconds=10.0, login="desk:opensesame") as server,
        opened(server.url("desk:opensesame")) as source,
    ):
        frames = [source.read() for _ in range(5)]
        assert (source.info.width, source.info.height) == (320, 240)
        assert source.info.spec == f"rtsp://***@127.0.0.1:{server.port}/live"
        assert all(frame is not None and frame.image.shape == (240, 320, 3) for frame in frames)
        server.stall()
        error, seconds, _ = read_until_lost(source)
        assert error.title == "Camera lost"
        assert seconds < NOTICED


def test_rtsp_camera_refuses_without_password(transport_stream: Path) -> None:
    with RtspServer(transport_stream, seconds=10.0, login="desk:opensesame") as server:
        with pytest.raises(CameraError, match="wants a user name and a password") as caught:
            open_source(server.url("desk:wrongsesame"), clock=RealClock()).open()
        assert "sesame" not in caught.value.text()
