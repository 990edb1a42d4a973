"""From what the user named to a source."""

from __future__ import annotations

from facegate.capture.camera import camera_source
from facegate.capture.demo import DemoSource
from facegate.capture.devices import resolve_auto
from facegate.capture.folder import FolderSource
from facegate.capture.specs import SourceKind, parse_spec
from facegate.capture.stream import stream_source
from facegate.capture.video_file import VideoFileSource
from facegate.domain.ports import Clock, FrameSource

AUTO = "auto"
"""Spec for the first camera that exists, else the demo."""


def open_source(spec: str, *, realtime: bool = True, clock: Clock) -> FrameSource:
    """A source for what the user named; it is not opened yet.

    Args:
        spec: ``auto``, a camera's index or a part of its name, a video file,
            a folder or picture, an RTSP or HTTP address, or ``demo:``.
        realtime: play recordings at their own speed, leaving out late frames;
            else deliver every frame as fast as it is consumed. Live sources
            ignore it.
        clock: for frame times.

    Raises:
        SettingsError: nothing that could be a source was named.
        CameraError: a file or folder was named that is not there.
    """
    named = parse_spec(resolve_auto() if spec.strip().casefold() == AUTO else spec)
    if named.kind is SourceKind.DEMO:
        return DemoSource(realtime, clock)
    if named.kind is SourceKind.URL:
        return stream_source(named.text, clock, realtime)
    if named.path is None:
        return camera_source(named, clock)
    if named.kind is SourceKind.PICTURES:
        return FolderSource(named.path, realtime, clock, named.text)
    return VideoFileSource(named.path, realtime, clock, named.text)
