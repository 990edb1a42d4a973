"""What an installed model is on disk.

A model is ``<id>-<hash>.onnx`` and its stamp ``<id>.json``. The stamp is
written last and names the file, so it is what makes a model installed; a crash
before it leaves what was there.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from facegate.settings.files import write_atomically
from facegate.vision.manifest import Manifest, PlainName, Sha256, Variant
from facegate.vision.prepare import PREPARE_VERSION

_HASH_IN_NAME = 16
"""Hex digits; enough to tell two preparations of one model apart."""

_STALE = 3600.0
"""Seconds after which the temporary file of another installation counts as left behind."""


class Stamp(BaseModel):
    """What was installed.

    Attributes:
        file: the prepared file, beside the stamp.
        sha256: of the prepared file.
        size: bytes of the prepared file.
        variant: the published form that it was made from.
        source_sha256: of the published file.
        prepare_version: release of the preparation.
        prepared_as: digest of what the manifest asked the preparation for; "" in stamps of earlier releases.
    """

    model_config = ConfigDict(frozen=True, strict=True)

    file: PlainName
    sha256: Sha256
    size: int
    variant: str
    source_sha256: Sha256
    prepare_version: int
    prepared_as: str = ""


def put_in_place(folder: Path, manifest: Manifest, variant: Variant, prepared: bytes) -> None:
    """Install a prepared model, replacing an older one.

    Raises:
        OSError: it cannot be written; what was installed before still is.
    """
    digest = hashlib.sha256(prepared).hexdigest()
    stamp = Stamp(
        file=f"{manifest.id}-{digest[:_HASH_IN_NAME]}.onnx",
        sha256=digest,
        size=len(prepared),
        variant=variant.name,
        source_sha256=variant.sha256,
        prepare_version=PREPARE_VERSION,
        prepared_as=_wanted_form(manifest),
    )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / stamp.file
    write_atomically(target, prepared)
    write_atomically(_stamp_path(folder, manifest), stamp.model_dump_json(indent=2).encode())
    for old in folder.glob(f"{manifest.id}-{'[0-9a-f]' * _HASH_IN_NAME}.onnx"):
        if old != target:
            # Windows keeps a file that is in use; it goes the next time.
            with suppress(OSError):
                old.unlink()


def read_stamp(folder: Path, manifest: Manifest) -> tuple[Stamp | None, str]:
    """The stamp if it fits manifest and program, and else why not ("" where there is none)."""
    try:
        stamp = Stamp.model_validate_json(_stamp_path(folder, manifest).read_bytes())
    except FileNotFoundError:
        return None, ""
    except (OSError, ValidationError):
        return None, "its stamp cannot be read"
    if stamp.prepare_version != PREPARE_VERSION:
        return None, "it was prepared by another release of the program"
    if stamp.source_sha256 not in {variant.sha256 for variant in manifest.variants}:
        return None, "it was made from a file that the model's description does not know"
    if stamp.prepared_as not in ("", _wanted_form(manifest)):
        return None, "its description was changed since it was installed"
    return stamp, ""


def file_problem(file: Path, stamp: Stamp, *, thorough: bool) -> str:
    """What is wrong with the prepared file, "" if nothing is; ``thorough`` checks its hash too."""
    try:
        if file.stat().st_size != stamp.size:
            return "its file has the wrong size"
        if thorough and _digest(file) != stamp.sha256:
            return "its file was changed"
    except FileNotFoundError:
        return "its file is gone"
    except OSError as error:
        return f"its file cannot be read ({error.strerror or error})"
    return ""


def remove_stale(folder: Path) -> None:
    """Remove what an installation left behind that was killed while writing."""
    for path in folder.glob(".*.onnx-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def _wanted_form(manifest: Manifest) -> str:
    return hashlib.sha256(manifest.prepare.model_dump_json().encode()).hexdigest()


def _stamp_path(folder: Path, manifest: Manifest) -> Path:
    return folder / f"{manifest.id}.json"


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
