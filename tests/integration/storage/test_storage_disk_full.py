"""A disk that is really full: a small file system of its own where that can be mounted, else a limit on file sizes."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from helpers.data_folder import camera_lost, enrol, opened, record

from facegate.errors import FacegateError, StorageError
from facegate.settings.paths import Paths
from facegate.storage import writer as subject

if sys.platform == "win32":
    pytest.skip("Windows has neither small file systems nor limits on file sizes", allow_module_level=True)
import resource

SIZE = 4 * 1024 * 1024


class Disk(Protocol):
    folder: Path
    title: str

    def fill(self) -> None: ...

    def free(self) -> None: ...


class SmallDisk:
    """A file system in memory."""

    title = "Disk full"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with contextlib.suppress(OSError), self._ballast.open("wb", buffering=0) as stream:
            while stream.write(bytes(4096)):
                pass

    def free(self) -> None:
        self._ballast.unlink()


class ShortFiles:
    """Files that cannot grow: the next best, for accounts that may not mount."""

    title = "Disk error"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, self._before[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        yield SmallDisk(folder)
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    else:
        disk = ShortFiles(folder)
        yield disk
        disk.free()


@pytest.fixture(params=["small disk", "short files"])
def disk(request: pytest.FixtureRequest, small_disk: Disk, tmp_path: Path) -> Iterator[Disk]:
    if request.param == "small disk":
        yield small_disk
        return
    folder = tmp_path / "short"
    folder.mkdir()
    short = ShortFiles(folder)
    yield short
    short.free()


def test_events_wait_until_there_is_space(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "FIRST_RETRY", 0.05)
    monkeypatch.setattr(subject, "LAST_RETRY", 0.2)
    troubles: list[str | None] = []
    told = threading.Event()

    def listen(trouble: FacegateError | None) -> None:
        troubles.append(trouble and trouble.title)
        told.set()

    with opened(disk.folder, on_trouble=listen) as storage:
        record(storage, 10)
        disk.fill()
        waiting = [storage.events.append(camera_lost(minute)) for minute in range(2000)]
        assert told.wait(20)
        assert storage.trouble is not None
        assert not waiting[-1].done()
        with pytest.raises(StorageError):
            monkeypatch.setattr(subject, "ANSWER_TIMEOUT", 0.3)
            enrol(storage, 1)
        disk.free()
        assert [future.result(30).sequence for future in waiting] == list(range(11, 2011))
        record(storage, 1)
        assert storage.trouble is None
        assert storage.events.verify() == 2011
        monkeypatch.setattr(subject, "ANSWER_TIMEOUT", 20.0)
        enrol(storage, 2)
    assert (troubles[0], troubles[-1]) == (disk.title, None)
    with opened(disk.folder) as storage:
        assert storage.events.verify() == 2011
        assert [one.name for one in storage.people.search()] == ["Person 2"]
        assert storage.notices == []


def test_what_is_enrolled_on_a_full_disk_is_refused_whole(disk: Disk) -> None:
    with opened(disk.folder) as storage:
        enrol(storage, 1)
        storage.close()
    with opened(disk.folder) as storage:
        disk.fill()
        with pytest.raises(StorageError, match=disk.title):
            for number in range(2, 2000):
                enrol(storage, number, references=5)
        disk.free()
        people = storage.people.search(limit=10_000)
        assert all(one.references == (2 if one.name == "Person 1" else 5) for one in people)
        assert len(storage.people.audit(10_000)) == len(people)
        enrol(storage, 5000)


def test_a_full_disk_at_the_start_is_a_clear_error(small_disk: Disk) -> None:
    paths = Paths(small_disk.folder)
    paths.prepare()
    small_disk.fill()
    with pytest.raises(StorageError), opened(small_disk.folder):
        pass
    small_disk.free()
    with opened(small_disk.folder) as storage:
        assert storage.notices == []
        record(storage, 1)


def test_a_full_disk_at_the_end_is_reported(small_disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "FIRST_RETRY", 0.05)
    with opened(small_disk.folder) as storage:
        record(storage, 5)
        small_disk.fill()
        waiting = [storage.events.append(camera_lost(minute)) for minute in range(3000)]
        storage.writer.close(timeout=1.0)
        assert all(future.done() for future in waiting)
        lost = [future for future in waiting if future.exception() is not None]
        assert lost
        assert all(isinstance(future.exception(), StorageError) for future in lost)
    small_disk.free()
    with opened(small_disk.folder) as storage:
        assert storage.events.verify() == 5 + len(waiting) - len(lost)
