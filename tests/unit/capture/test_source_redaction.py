"""Credentials never show."""

from __future__ import annotations

import pytest

from facegate.capture import redact


@pytest.mark.parametrize(
    ("spec", "shown"),
    [
        ("rtsp://admin:secret@10.0.0.1:554/h264", "rtsp://***@10.0.0.1:554/h264"),
        ("rtsp://token@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:p@ss@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:p@ss/word@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:pa/ss@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:pa?ss@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:pa#ss@camera/x", "rtsp://***@camera/x"),
        ("rtsp://admin:12/34@camera/x", "rtsp://***@camera/x"),
        ("http://admin:secret", "http://admin:***"),
        ("http://camera/video.cgi?user=a&pwd=b&resolution=1", "http://camera/video.cgi?user=***&pwd=***&resolution=1"),
        ("rtsp://camera/user=admin_password=tl_channel=1.sdp", "rtsp://camera/user=***"),
        ("http://camera/x?API_KEY=abc", "http://camera/x?API_KEY=***"),
    ],
)
def test_credentials_are_hidden(spec: str, shown: str) -> None:
    assert redact(spec) == shown


@pytest.mark.parametrize(
    "spec",
    [
        "0",
        "Logitech C920",
        "clip@home.mp4",
        "demo:",
        "http://camera:8080/live",
        "http://[fe80::1]:80/live",
        "http://[fe80::1]/live",
        "http://camera/mail?to=a@b",
        "http://camera/x?monkey=1&user=",
    ],
)
def test_what_holds_no_secret_stays_readable(spec: str) -> None:
    assert redact(spec) == spec
