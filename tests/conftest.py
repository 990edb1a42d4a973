"""Shared fixtures: the machine is kept out of the tests, real data and models are let in by name."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import keyring
import keyring.backend
import pytest

if "PYTEST_XDIST_WORKER" in os.environ:
    # Before NumPy and faiss are there. Their threads wait by spinning: beside another worker that makes a search ten
    # times as slow. Programs that tests start inherit it.
    for library in ("OMP", "OPENBLAS"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")

MEMORY = Path("/dev/shm")
"""Linux keeps files there in memory."""

ROOM = 4 * 1024**3
"""Bytes that must be free there; a whole run leaves less than a quarter of it."""

REPOSITORY = Path(__file__).resolve().parent.parent
NO_SKIPS = os.environ.get("FACEGATE_NO_SKIPS") == "1"
"""Set where everything is there but a graphics card; a skipped test fails then, unless it is marked ``gpu``."""


def _lost(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure; in a worker of xdist too, as it is the worker that makes reports."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was skipped although FACEGATE_NO_SKIPS=1: {reason}"


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests in memory, but not of benchmarks: on a disk every commit of a database waits for it.

    Nothing is proven less: tests kill processes, and what those have written outlives them on the disk as in memory.
    """
    if config.getoption("benchmark_only", False):
        return
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Modules and tests stay until the end; going through all of them takes each full collection a quarter second."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: begun last, one of them would keep one process busy while the other has nothing."""
    slow = {item.path for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    # What is expected to fail is reported as skipped as well, but it was run.
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("gpu") is None:
        _lost(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if NO_SKIPS and report.skipped:
        _lost(report)
    return report


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Secrets of one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.secrets.pop((service, username), None)


@pytest.fixture(autouse=True)
def memory_keyring() -> MemoryKeyring:
    """No test touches the keyring of the machine."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real pictures and clips; the test is skipped, saying so, where there are none."""
    folder = os.environ.get("FACEGATE_TEST_DATA")
    if not folder:
        pytest.skip("FACEGATE_TEST_DATA is not set: no real pictures here")
    path = Path(folder)
    return path if path.is_absolute() else (REPOSITORY / path).resolve()


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Installed models; `make test` installs them before it runs the tests."""
    path = Path(os.environ.get("FACEGATE_MODELS_DIR", REPOSITORY / "build" / "models"))
    if not path.is_dir():
        pytest.skip(f"no models in {path}: run `make models`")
    return path.resolve()
