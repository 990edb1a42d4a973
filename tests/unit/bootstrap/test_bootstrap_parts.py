from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from facegate.bootstrap.backend import ProgramBackend
from facegate.bootstrap.catalog import StoreCatalog
from facegate.bootstrap.clock import SystemClock
from facegate.bootstrap.log_file import open_log
from facegate.bootstrap.wiring import encode_picture
from facegate.domain.ids import ModelId
from facegate.errors import CameraError, ModelError, StorageError
from facegate.settings.paths import Paths, program_models_dir
from facegate.vision.images import read_image
from facegate.vision.store import ModelStore


@pytest.fixture
def own_log() -> Iterator[logging.Logger]:
    """The program's logger as it was before, afterwards."""
    root = logging.getLogger("facegate")
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_the_log_follows_the_data_folder(tmp_path: Path, own_log: logging.Logger) -> None:
    first, second = Paths(tmp_path / "a"), Paths(tmp_path / "b")
    first.prepare()
    second.prepare()
    assert open_log(first) == first.logs_dir / "facegate.log"
    open_log(first)
    own_log.info("one")
    open_log(second)
    own_log.info("two")
    assert [line.split("] ")[1] for line in (first.logs_dir / "facegate.log").read_text().splitlines()] == ["one"]
    assert [line.split("] ")[1] for line in (second.logs_dir / "facegate.log").read_text().splitlines()] == ["two"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, own_log: logging.Logger) -> None:
    assert open_log(Paths(tmp_path / "not made")) is None


def test_the_clock_is_in_utc_and_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    assert clock.monotonic() <= clock.monotonic()


def test_a_kept_picture_is_a_jpeg_of_the_sample() -> None:
    crop = np.full((112, 112, 3), (200, 90, 30), np.uint8)
    decoded = read_image(encode_picture(crop))
    assert decoded.shape == crop.shape
    assert np.abs(decoded.astype(int) - crop).max() <= 3


def test_the_catalogue_offers_default_models_first_and_names_what_is_missing(tmp_path: Path) -> None:
    catalog = StoreCatalog(ModelStore(tmp_path, program_models_dir()))
    assert catalog.choices("detector")[0] == "yunet-2023mar"
    assert catalog.choices("embedder")[0] == "sface-2021dec-centred"
    assert [catalog.files(model)[0] for model in catalog.needed_for_pad()] == [
        "2.7_80x80_MiniFASNetV2.onnx", "4_0_0_80x80_MiniFASNetV1SE.onnx",
    ]  # fmt: skip
    wanted = [ModelId("yunet-2023mar")]
    assert catalog.missing(wanted) == wanted
    with pytest.raises(ModelError):
        catalog.fetch(wanted, lambda *_: None, lambda: True)
    assert catalog.missing(wanted) == wanted


def test_services_leave_no_thread_and_no_lock_behind(tmp_path: Path, own_log: logging.Logger) -> None:
    backend, paths = ProgramBackend(), Paths(tmp_path / "data")
    before = set(threading.enumerate())
    for _ in range(2):
        services = backend.services(paths, read_only=False)
        with pytest.raises(StorageError, match="already running"):
            backend.services(paths, read_only=False)
        reading = backend.services(paths, read_only=True)
        assert reading.people.count() == 0
        reading.close()
        services.close()
        services.close()
    assert set(threading.enumerate()) - before == set()


def test_trouble_with_the_disk_is_shown_until_it_is_over(tmp_path: Path, own_log: logging.Logger) -> None:
    full = StorageError("Disk full", "Nothing fits.", "Free some space.")
    services = ProgramBackend().services(Paths(tmp_path / "data"), read_only=False)
    try:
        runner = services.runner
        runner.show_trouble(full)
        assert runner.status.error is full
        runner.show_trouble(None)
        assert runner.status.error is None
        lost = CameraError("No picture", "It is gone.", "Check the cable.")
        runner.on_lost(lost, final=False)
        runner.show_trouble(None)
        assert runner.status.error is lost
    finally:
        services.close()


def test_a_broken_settings_file_is_left_to_the_process_that_has_the_folder(
    tmp_path: Path, own_log: logging.Logger
) -> None:
    paths = Paths(tmp_path / "data")
    services = ProgramBackend().services(paths, read_only=False)
    paths.settings_file.write_text("[broken")
    with pytest.raises(StorageError, match="already running"):
        ProgramBackend().services(paths, read_only=False)
    assert paths.settings_file.read_text() == "[broken"
    services.close()
    services = ProgramBackend().services(paths, read_only=False)
    assert services.settings.problem is not None
    assert not paths.settings_file.exists()
    services.close()


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    services = ProgramBackend().services(paths, read_only=True)
    services.close()
    assert not paths.data_dir.exists()
