"""Devices that another program feeds are told from cameras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from facegate.capture import devices, v4l2
from facegate.capture.camera import CameraConnector
from facegate.capture.specs import parse_spec
from facegate.capture.virtual import is_virtual

FED = (
    "OBS Virtual Camera",
    "OBS Camera",
    "ManyCam Virtual Webcam",
    "Snap Camera",
    "DroidCam Source 3",
    "Dummy video device (0x0000)",
    "NVIDIA Broadcast",
    "Iriun Webcam",
    "XSplit VCam",
)

CAMERAS = (
    "Logitech HD Pro Webcam C920",
    "Integrated Camera: Integrated C",
    "FaceTime HD Camera",
    "USB2.0 HD UVC WebCam",
    "Microsoft LifeCam HD-3000",
    "Jobst Industries",
)


@pytest.mark.parametrize("name", FED)
def test_programs_that_play_camera_are_known_by_name(name: str) -> None:
    assert is_virtual(name)


@pytest.mark.parametrize("name", CAMERAS)
def test_a_camera_is_a_camera(name: str) -> None:
    assert not is_virtual(name, "uvcvideo")


def test_the_driver_tells_whatever_the_device_is_called() -> None:
    assert is_virtual("Logitech HD Pro Webcam C920", "v4l2 loopback")


def test_a_node_that_is_none_has_no_driver(tmp_path: Path) -> None:
    node = tmp_path / "video0"
    assert v4l2.driver_of(node) == ""
    node.write_bytes(b"")
    assert v4l2.driver_of(node) == ""


def test_the_kernel_names_the_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "video0"
    node.write_bytes(b"")
    answer = v4l2._CAPABILITY.pack(b"v4l2 loopback", b"Some camera", b"platform:v4l2loopback-000", 0, 0, 0)
    monkeypatch.setattr(v4l2, "_ioctl", lambda _descriptor, _request, _argument: answer)
    assert v4l2.driver_of(node) == "v4l2 loopback"


class _Opened:
    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return True

    def set(self, _name: int, _value: float) -> bool:
        return True

    def read(self) -> tuple[bool, Any]:
        return True, np.zeros((2, 2, 3), np.uint8)

    def release(self) -> None:
        pass


@pytest.mark.parametrize(("name", "fed"), [("OBS Virtual Camera", True), ("Logitech C920", False)])
def test_whoever_opens_one_is_told(name: str, fed: bool, tmp_path: Path) -> None:
    connector = CameraConnector(
        parse_spec("0"),
        opener=lambda _index, _backend: _Opened(),  # type: ignore[arg-type,return-value]
        listing=lambda _backend: [(0, name)],
        devices=tmp_path,
        system="win32",
    )
    assert connector.connect().virtual is fed


def test_a_real_camera_is_taken_before_one_that_is_fed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, "OBS Virtual Camera"), (1, "Logitech C920")]
    monkeypatch.setattr(devices, "enumerate_devices", lambda _backend: found)
    monkeypatch.setattr(devices, "driver_of", lambda _node: "")
    assert [camera.virtual for camera in devices.list_cameras()] == [True, False]
    assert devices.resolve_auto() == "Logitech C920"
    found.pop()
    assert devices.resolve_auto() == "OBS Virtual Camera"
