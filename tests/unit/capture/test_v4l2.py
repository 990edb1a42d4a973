"""Cameras as the Linux kernel lists them; the kernel's answers are made up, the files are real."""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

import pytest

from facegate.capture import v4l2
from facegate.capture.v4l2 import NodeFault, capture_nodes, diagnose

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Video4Linux is Linux's")

CAPTURE = 0x1
METADATA = 0x00800000
OUTPUT = 0x2
DEVICE_CAPS = 0x80000000


class Machine:
    """A /sys and a /dev, and what each node answers."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sysfs, self.devices = root / "sys", root / "dev"
        self.sysfs.mkdir()
        self.devices.mkdir()
        self.capabilities: dict[str, tuple[int, int]] = {}
        self.open_errors: dict[str, int] = {}
        self.buffer_errors: dict[str, int] = {}
        real_open = os.open

        def fake_open(path: str | Path, flags: int, *rest: int) -> int:
            code = self.open_errors.get(Path(path).name)
            if code is not None:
                raise OSError(code, os.strerror(code))
            return real_open(path, flags, *rest)

        def fake_ioctl(descriptor: int, request: int, argument: bytes) -> bytes:
            name = Path(f"/proc/self/fd/{descriptor}").readlink().name
            if request == v4l2._REQBUFS:
                assert len(argument) == 20
                code = self.buffer_errors.get(name)
                if code is not None:
                    raise OSError(code, os.strerror(code))
                return argument
            assert request == v4l2._QUERYCAP
            assert len(argument) == 104
            if name not in self.capabilities:
                raise OSError(errno.ENOTTY, "not a video device")
            return struct.pack("16s32s32s3I12x", b"uvcvideo", b"card", b"usb", 1, *self.capabilities[name])

        monkeypatch.setattr(v4l2.os, "open", fake_open)
        monkeypatch.setattr(v4l2, "_ioctl", fake_ioctl)

    def add(self, number: int, name: str, whole: int = CAPTURE, own: int = 0, index: int = 0) -> Path:
        entry = self.sysfs / f"video{number}"
        entry.mkdir()
        (entry / "name").write_text(name + "\n", encoding="utf-8")
        (entry / "index").write_text(f"{index}\n")
        node = self.devices / f"video{number}"
        node.touch()
        self.capabilities[node.name] = (whole, own)
        return node

    def nodes(self) -> list[tuple[int, str]]:
        return list(capture_nodes(self.sysfs, self.devices))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_machine_without_video_devices(tmp_path: Path) -> None:
    assert list(capture_nodes(tmp_path / "nothing", tmp_path)) == []


def test_only_nodes_that_deliver_pictures_by_number(machine: Machine) -> None:
    machine.add(10, "HD Webcam", DEVICE_CAPS | CAPTURE | METADATA, CAPTURE)
    machine.add(11, "HD Webcam", DEVICE_CAPS | CAPTURE | METADATA, METADATA, index=1)
    machine.add(2, "Kamera für Türen")
    machine.add(3, "Encoder", OUTPUT)
    machine.add(4, "Grabber", DEVICE_CAPS | 0x1000, 0x1000)
    assert machine.nodes() == [(2, "Kamera für Türen"), (4, "Grabber"), (10, "HD Webcam")]


def test_camera_that_may_not_be_opened_is_listed_but_not_its_metadata_node(machine: Machine) -> None:
    for number, index in ((0, 0), (1, 1)):
        machine.add(number, "HD Webcam", index=index)
        machine.open_errors[f"video{number}"] = errno.EACCES
    assert machine.nodes() == [(0, "HD Webcam")]


def test_node_that_vanished_or_answers_nothing_is_not_listed(machine: Machine) -> None:
    machine.add(0, "Gone").unlink()
    machine.add(1, "Odd")
    del machine.capabilities["video1"]
    assert machine.nodes() == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (errno.ENOENT, NodeFault.MISSING),
        (errno.ENODEV, NodeFault.MISSING),
        (errno.EACCES, NodeFault.FORBIDDEN),
        (errno.EPERM, NodeFault.FORBIDDEN),
        (errno.EBUSY, NodeFault.BUSY),
        (errno.EIO, NodeFault.UNKNOWN),
    ],
)
def test_what_opening_the_node_says(machine: Machine, code: int, fault: NodeFault) -> None:
    node = machine.add(0, "HD Webcam")
    machine.open_errors["video0"] = code
    assert diagnose(node) is fault


def test_camera_that_streams_elsewhere_opens_but_gives_no_buffer(machine: Machine) -> None:
    node = machine.add(0, "HD Webcam")
    machine.buffer_errors["video0"] = errno.EBUSY
    assert diagnose(node) is NodeFault.BUSY


def test_free_camera_has_no_fault_that_the_kernel_knows_of(machine: Machine) -> None:
    assert diagnose(machine.add(0, "HD Webcam")) is NodeFault.UNKNOWN


def test_node_without_pictures(machine: Machine) -> None:
    assert diagnose(machine.add(0, "Encoder", OUTPUT)) is NodeFault.NO_CAPTURE


def test_real_file_is_no_camera(tmp_path: Path) -> None:
    """Through the real ioctl."""
    (tmp_path / "video0").touch()
    assert diagnose(tmp_path / "video0") is NodeFault.NO_CAPTURE
    assert diagnose(tmp_path / "video1") is NodeFault.MISSING


def test_no_descriptor_is_left_open(machine: Machine) -> None:
    node = machine.add(0, "HD Webcam")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        diagnose(node)
        machine.nodes()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
