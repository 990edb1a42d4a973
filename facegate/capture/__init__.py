"""Where pictures come from: cameras, streams, files, folders and the demo."""

from facegate.capture.demo import demo_portrait
from facegate.capture.devices import CameraInfo, list_cameras, resolve_auto
from facegate.capture.opening import open_source
from facegate.capture.redaction import redact
from facegate.capture.specs import DEMO

__all__ = ["DEMO", "CameraInfo", "demo_portrait", "list_cameras", "open_source", "redact", "resolve_auto"]
