"""What a user may name as a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.clocks import ManualClock

from facegate.capture import open_source
from facegate.capture import opening as opening_module
from facegate.capture.specs import SourceKind, parse_spec
from facegate.domain.ports import FrameSource
from facegate.errors import CameraError, SettingsError


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("demo:", SourceKind.DEMO),
        (" DEMO: ", SourceKind.DEMO),
        ("0", SourceKind.INDEX),
        ("12", SourceKind.INDEX),
        ("rtsp://camera/live", SourceKind.URL),
        ("RTSP://user:pass@camera:8554/live", SourceKind.URL),
        ("http://[::1]:8080/stream", SourceKind.URL),
        ("https://camera/stream", SourceKind.URL),
        ("Logitech", SourceKind.NAME),
        ("UVC Camera (046d:0825)", SourceKind.NAME),
        ("摄像头", SourceKind.NAME),
        ("٣", SourceKind.NAME),
    ],
)
def test_kinds(text: str, kind: SourceKind) -> None:
    assert parse_spec(text).kind is kind


def test_existing_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("clip.mp4", "face.JPG", "noextension", "0", "名前 ' \" $.mp4"):
        Path(name).touch()
    Path("photos").mkdir()
    assert parse_spec("clip.mp4").kind is SourceKind.FILE
    assert parse_spec("clip.mp4").path == tmp_path / "clip.mp4"
    assert parse_spec("noextension").kind is SourceKind.FILE
    assert parse_spec("名前 ' \" $.mp4").kind is SourceKind.FILE
    assert parse_spec("face.JPG").kind is SourceKind.PICTURES
    assert parse_spec("photos").kind is SourceKind.PICTURES
    assert parse_spec("0").kind is SourceKind.INDEX
    assert parse_spec("./0").kind is SourceKind.FILE
    assert parse_spec((tmp_path / "clip.mp4").as_uri()).path == tmp_path / "clip.mp4"


@pytest.mark.parametrize(
    "text", ["", "  ", "rtsp://", "http:///path", "ftp://host/x", "rtsp://host:99999/x", "a\0b", "a\nb"]
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_spec(text)


def test_refused_address_shows_no_password() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_spec("rtsp://admin:se/cret@host/x")
    assert "cret" not in caught.value.message


@pytest.mark.parametrize(
    "text", ["missing.mp4", "/no/such/folder", "~/no-such-clip.avi", "missing.jpg", "x" * 300 + ".mp4"]
)
def test_missing_files_are_told_apart_from_cameras(text: str) -> None:
    with pytest.raises(CameraError, match="File not found"):
        parse_spec(text)


def test_device_node_is_a_camera_and_other_devices_are_not() -> None:
    with pytest.raises(SettingsError, match="not a camera"):
        parse_spec("/dev/null")


@pytest.mark.parametrize(
    ("spec", "live", "label"),
    [
        ("3", True, "Camera 3"),
        ("Logitech", True, "Logitech"),
        ("rtsp://u:secret@10.0.0.7/live", True, "10.0.0.7"),
        # A camera or a film: known once it is open.
        ("http://10.0.0.7:81/live", False, "10.0.0.7:81"),
        ("demo:", False, "Demo camera"),
    ],
)
def test_only_cameras_and_streams_are_live(spec: str, live: bool, label: str) -> None:
    info = open_source(spec, clock=ManualClock()).info
    assert (info.live, info.label) == (live, label)
    assert "secret" not in repr(info)


def test_files_are_recorded(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").touch()
    for spec in (tmp_path, tmp_path / "clip.mp4"):
        assert not open_source(str(spec), clock=ManualClock()).info.live


def test_sources_can_be_closed_before_they_are_opened_and_twice(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").touch()
    for spec in ("0", "rtsp://10.0.0.7/live", "demo:", str(tmp_path), str(tmp_path / "clip.mp4")):
        source: FrameSource = open_source(spec, clock=ManualClock())
        source.close()
        source.close()


def test_auto_takes_the_first_camera_or_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_module, "resolve_auto", lambda: "demo:")
    assert open_source("auto", clock=ManualClock()).info.spec == "demo:"
    monkeypatch.setattr(opening_module, "resolve_auto", lambda: "2")
    assert open_source(" Auto ", clock=ManualClock()).info.label == "Camera 2"
