"""A file is taken only if it is the very file of the manifest."""

from __future__ import annotations

import hashlib

import pytest

from facegate.vision.manifest import Variant
from facegate.vision.sources import FolderSource, InstallCancelledError, WrongFileError

DATA = bytes(range(256)) * 40
VARIANT = Variant(name="fp32", file="m.bin", sha256=hashlib.sha256(DATA).hexdigest(), size=len(DATA))


def fetch(folder, cancelled=lambda: False):
    return FolderSource(folder).fetch(VARIANT, lambda done, total: None, cancelled)


def test_right_file_is_delivered(tmp_path):
    (tmp_path / "m.bin").write_bytes(DATA)
    assert FolderSource(tmp_path).has(VARIANT)
    assert fetch(tmp_path) == DATA


def test_absent_file_is_no_error(tmp_path):
    assert fetch(tmp_path) is None
    assert fetch(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    "data", [b"", DATA[:-1], DATA + b"x", bytes([1]) + DATA[1:]], ids=["empty", "cut", "long", "other"]
)
def test_wrong_file_is_refused_by_name(tmp_path, data):
    (tmp_path / "m.bin").write_bytes(data)
    with pytest.raises(WrongFileError) as caught:
        fetch(tmp_path)
    assert "m.bin" in caught.value.message
    assert str(tmp_path) in caught.value.message


def test_cancelled_before_it_begins(tmp_path):
    (tmp_path / "m.bin").write_bytes(DATA)
    with pytest.raises(InstallCancelledError):
        fetch(tmp_path, cancelled=lambda: True)
