"""Cameras of the machine. There is none in a test, so OpenCV's capture is played by a fake; threads are real."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from helpers.clocks import ManualClock, RealClock

from facegate.capture import devices as devices_module
from facegate.capture import live as live_module
from facegate.capture import v4l2
from facegate.capture.camera import CameraConnector, camera_source
from facegate.capture.devices import enumerate_devices, find_by_name, resolve_auto, with_specs
from facegate.capture.live import LiveSource
from facegate.capture.specs import parse_spec
from facegate.capture.v4l2 import NodeFault
from facegate.cv import cv2
from facegate.domain.frames import SourceInfo
from facegate.errors import CameraError

NOISE = np.random.default_rng(1)


class FakeCapture:
    """A camera: its pictures are noise unless told otherwise."""

    def __init__(self, opened: bool = True) -> None:
        self.opened = opened
        self.released = False
        self.properties: dict[int, float] = {}
        self.threads: set[int] = set()
        self.behave: Callable[[], tuple[bool, np.ndarray | None]] = self.noise

    def noise(self) -> tuple[bool, np.ndarray | None]:
        return True, NOISE.integers(0, 255, (720, 1280, 3), np.uint8)

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self.opened

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.threads.add(threading.get_ident())
        return self.behave()

    def get(self, name: int) -> float:
        return self.properties.get(name, 0.0)

    def set(self, name: int, value: float) -> bool:
        self.properties[name] = value
        return True

    def release(self) -> None:
        self.threads.add(threading.get_ident())
        self.released = True


def connector(
    tmp_path: Path,
    spec: str = "0",
    opener: Callable[[int, int], object] = lambda _index, _backend: FakeCapture(),
    listing: Callable[[int], Sequence[tuple[int, str]]] = lambda _backend: [(0, "HD Webcam")],
    system: str = "linux",
) -> CameraConnector:
    (tmp_path / "video0").touch()
    return CameraConnector(parse_spec(spec), opener, listing, tmp_path, system)  # type: ignore[arg-type]


def source_of(camera: CameraConnector) -> LiveSource:
    return LiveSource(SourceInfo("0", "Camera 0", live=True), camera, RealClock())


def capture_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("capture ")]


def test_camera_is_asked_for_motion_jpeg_720p_and_a_short_queue(tmp_path: Path) -> None:
    capture = FakeCapture()
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    assert capture.properties[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")
    assert next(iter(capture.properties)) == cv2.CAP_PROP_FOURCC
    assert capture.properties[cv2.CAP_PROP_BUFFERSIZE] == 2
    assert (source.info.label, source.info.width, source.info.height) == ("HD Webcam", 1280, 720)
    frames = [source.read() for _ in range(3)]
    assert [frame.sequence for frame in frames] == [0, 1, 2]
    source.close()
    assert capture.released
    assert len(capture.threads) == 1
    assert threading.get_ident() not in capture.threads
    assert capture_threads() == []


def test_name_is_looked_up_at_each_opening(tmp_path: Path) -> None:
    places = [[(0, "HD Webcam")], [(4, "HD Webcam"), (0, "Other")]]
    opened: list[int] = []

    def opener(index: int, backend: int) -> FakeCapture:
        opened.append(index)
        return FakeCapture()

    camera = connector(tmp_path, "webcam", opener, lambda _backend: places.pop(0))
    camera.connect()
    camera.connect()
    assert opened == [0, 4]


def test_camera_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(CameraError) as caught:
        connector(tmp_path, "Logitech").connect()
    assert "HD Webcam" in caught.value.message


def test_windows_tries_directshow_then_media_foundation_and_remembers(tmp_path: Path) -> None:
    tried: list[tuple[int, int]] = []

    def opener(index: int, backend: int) -> FakeCapture:
        tried.append((index, backend))
        return FakeCapture(opened=backend == cv2.CAP_MSMF)

    lists = {cv2.CAP_DSHOW: [(0, "HD Webcam")], cv2.CAP_MSMF: [(0, "Infrared"), (1, "HD Webcam")]}
    camera = connector(tmp_path, "HD Webcam", opener, lists.__getitem__, "win32")
    camera.connect()
    camera.connect()
    # Backends count differently; the name finds the right one in each.
    assert tried == [(0, cv2.CAP_DSHOW), (1, cv2.CAP_MSMF), (1, cv2.CAP_MSMF)]


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (NodeFault.MISSING, "is not there"),
        (NodeFault.FORBIDDEN, "usermod -aG video"),
        (NodeFault.BUSY, "in use by another program"),
        (NodeFault.NO_CAPTURE, "no pictures"),
        (NodeFault.UNKNOWN, "cannot be opened"),
    ],
)
def test_refusal_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: NodeFault, text: str
) -> None:
    monkeypatch.setattr(v4l2, "diagnose", lambda node: fault)
    closed = FakeCapture(opened=False)
    with pytest.raises(CameraError) as caught:
        connector(tmp_path, opener=lambda index, backend: closed).connect()
    assert text in caught.value.text()
    assert caught.value.remedy
    assert closed.released


def test_refusal_on_windows_speaks_of_privacy_settings(tmp_path: Path) -> None:
    camera = connector(tmp_path, opener=lambda index, backend: FakeCapture(opened=False), system="win32")
    with pytest.raises(CameraError, match="privacy settings"):
        camera.connect()


def test_real_opening_of_a_camera_that_does_not_exist(capfd: pytest.CaptureFixture[str]) -> None:
    source = camera_source(parse_spec("57"), RealClock())
    with pytest.raises(CameraError, match=r"/dev/video57"):
        source.open()
    assert capture_threads() == []
    assert capfd.readouterr().err == ""


def test_single_failed_read_is_bridged(tmp_path: Path) -> None:
    capture = FakeCapture()
    answers = [(False, None), (True, np.zeros((0, 0, 3), np.uint8)), capture.noise()]
    capture.behave = lambda: answers.pop(0)
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    assert source.read().image.shape == (720, 1280, 3)
    source.close()


def test_unplugged_camera_is_noticed(tmp_path: Path) -> None:
    capture = FakeCapture()
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    source.read()
    (tmp_path / "video0").unlink()
    capture.behave = lambda: (False, None)
    with pytest.raises(CameraError, match="was unplugged"):
        source.read()
    assert capture.released
    with pytest.raises(CameraError, match="is not open"):
        source.read()
    assert capture_threads() == []


def test_camera_that_delivers_empty_pictures_for_ever_is_lost(tmp_path: Path) -> None:
    capture = FakeCapture()
    capture.behave = lambda: (True, np.zeros((0, 0, 3), np.uint8))
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    with pytest.raises(CameraError, match="stopped delivering"):
        source.read()


def test_camera_that_delivers_the_last_picture_for_ever_is_lost(tmp_path: Path) -> None:
    clock = ManualClock()
    capture = FakeCapture()
    last = capture.noise()
    capture.behave = lambda: (True, last[1].copy())  # type: ignore[union-attr]
    source = LiveSource(
        SourceInfo("0", "Camera 0", live=True), connector(tmp_path, opener=lambda index, backend: capture), clock
    )
    source.open()
    for _ in range(3):
        source.read()
        clock.seconds += 1.0
    with pytest.raises(CameraError, match="Camera frozen"):
        source.read()
    assert capture_threads() == []


def test_infrared_camera_with_one_channel_becomes_bgr(tmp_path: Path) -> None:
    capture = FakeCapture()
    capture.behave = lambda: (True, NOISE.integers(0, 255, (48, 64), np.uint8))
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    assert source.read().image.shape == (48, 64, 3)
    source.close()


def test_driver_that_hangs_does_not_hang_the_reader_and_is_released_when_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(live_module, "READ_LIMIT", 0.2)
    capture, back = FakeCapture(), threading.Event()

    def hang() -> tuple[bool, np.ndarray | None]:
        back.wait()
        return False, None

    capture.behave = hang
    source = source_of(connector(tmp_path, opener=lambda index, backend: capture))
    source.open()
    started = time.monotonic()
    with pytest.raises(CameraError, match="does not answer"):
        source.read()
    assert time.monotonic() - started < 1.5
    assert "does not come back" in caplog.text
    source.close()
    assert not capture.released
    back.set()
    deadline = time.monotonic() + 5.0
    while capture_threads() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert capture_threads() == []
    assert capture.released


def test_opening_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CameraConnector, "open_limit", 0.2)
    back = threading.Event()
    capture = FakeCapture()

    def opener(index: int, backend: int) -> FakeCapture:
        back.wait()
        return capture

    source = source_of(connector(tmp_path, opener=opener))
    with pytest.raises(CameraError, match="does not answer"):
        source.open()
    back.set()
    deadline = time.monotonic() + 5.0
    while capture_threads() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert capture.released


def test_names_find_their_camera_again() -> None:
    devices = [(0, "HD Webcam"), (2, "Twin"), (4, "twin"), (6, "rtsp://odd"), (8, "USB 2.0 / Camera"), (9, "7")]
    assert [camera.spec for camera in with_specs(devices)] == ["HD Webcam", "2", "4", "6", "8", "9"]


def test_exact_name_goes_before_a_part_and_the_first_before_the_second() -> None:
    devices = [(0, "HD Webcam Pro"), (1, "HD Webcam"), (2, "Kamera")]
    assert find_by_name("hd webcam", devices) == (1, "HD Webcam")
    assert find_by_name("webcam", devices) == (0, "HD Webcam Pro")
    assert find_by_name("KAM", devices) == (2, "Kamera")
    with pytest.raises(CameraError, match="Cameras here: none"):
        find_by_name("x", [])


def test_auto_is_the_first_camera_or_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices_module, "enumerate_devices", lambda backend: [(1, "B"), (0, "A")])
    assert resolve_auto() == "A"
    monkeypatch.setattr(devices_module, "enumerate_devices", lambda backend: [])
    assert resolve_auto() == "demo:"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_list_cameras_through_a_library(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    library = ModuleType("cv2_enumerate_cameras")
    library.enumerate_cameras = lambda backend: [SimpleNamespace(index=0, name=f"via {backend}")]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", library)
    assert enumerate_devices(cv2.CAP_DSHOW, system) == [(0, f"via {cv2.CAP_DSHOW}")]


def test_without_that_library_there_is_a_warning_and_no_list(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", None)
    assert enumerate_devices(cv2.CAP_DSHOW, "win32") == []
    assert "cannot be listed" in caplog.text
