"""The installed models: fetched, checked, prepared, put in place as a whole or not at all.

On disk a model is ``<id>-<hash>.onnx`` and its stamp ``<id>.json``. The stamp
is written last and names the file, so it is what makes a model installed; a
crash before it leaves what was there.
"""

from __future__ import annotations

import errno
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from facegate import logs
from facegate.domain.ids import ModelId
from facegate.errors import FacegateError, ModelError
from facegate.settings.files import write_atomically
from facegate.vision.manifest import Manifest, Variant, load_manifest, load_manifests
from facegate.vision.prepare import PREPARE_VERSION, prepare
from facegate.vision.sources import (
    Cancelled,
    FolderSource,
    InstallCancelledError,
    PackageSource,
    Source,
    UrlSource,
    WrongFileError,
)

State = Literal["installed", "missing", "damaged"]

_HASH_IN_NAME = 16
"""Hex digits; enough to tell two preparations of one model apart."""
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class InstallProgress:
    """How far one model is.

    Attributes:
        step: ``fetch`` or ``prepare``.
        source: where it comes from, for the screen.
        done, total: bytes while fetching.
    """

    model_id: ModelId
    step: Literal["fetch", "prepare"]
    source: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One model of the list.

    Attributes:
        file: the prepared file, None unless installed.
        variant: which published form it was made from, "" unless installed.
        problem: what is wrong when damaged or out of date, else "".
    """

    id: ModelId
    title: str
    task: str
    default: bool
    state: State
    licence: str
    notes: str
    file: Path | None
    variant: str
    problem: str


@dataclass(slots=True)
class InstallReport:
    """What an installation came to.

    Attributes:
        installed: new, in order; ``sources`` says where each came from.
        already: were there, whole.
        missing: what could not be installed, and why.
        refused: files of the right name that were not the right files; another
            source may have delivered the model all the same.
    """

    installed: list[ModelId] = field(default_factory=list)
    already: list[ModelId] = field(default_factory=list)
    missing: dict[ModelId, FacegateError] = field(default_factory=dict)
    refused: list[ModelError] = field(default_factory=list)
    sources: dict[ModelId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stamp:
    file: str
    sha256: str
    size: int
    variant: str
    source_sha256: str
    prepare_version: int


class ModelStore:
    """Models in ``models_dir`` by the manifests in ``manifests_dir`` and in ``models_dir`` itself.

    Thread-safe; two processes that install the same model write the same files.
    """

    def __init__(self, models_dir: Path, manifests_dir: Path) -> None:
        """Read the manifests.

        Raises:
            ModelError: one of the program's own is not usable. A broken one of
                the site is left out and logged.
        """
        self._models_dir = models_dir
        self._manifests_dir = manifests_dir
        self._lock = threading.Lock()
        self.manifests: dict[ModelId, Manifest] = load_manifests(manifests_dir)
        self._add_site_manifests()

    def _add_site_manifests(self) -> None:
        for path in sorted(self._models_dir.glob("*.toml")):
            try:
                manifest = load_manifest(path)
            except ModelError as error:
                logs.models.warning("%s", error.text())
                continue
            if manifest.model_id in self.manifests:
                logs.models.warning("%s describes %s, which the program has itself: left out", path, manifest.id)
                continue
            self.manifests[manifest.model_id] = manifest

    def status(self) -> list[ModelStatus]:
        """Every model, without reading the files whole."""
        return [self._status(manifest, thorough=False) for manifest in self.manifests.values()]

    def verify(self) -> list[ModelStatus]:
        """Every model, hashes checked."""
        return [self._status(manifest, thorough=True) for manifest in self.manifests.values()]

    def manifest(self, model_id: ModelId) -> Manifest:
        """One manifest. Raises ModelError if there is none of that name."""
        try:
            return self.manifests[model_id]
        except KeyError:
            raise ModelError(
                "Model unknown",
                "There is no model {model}; known are {known}.",
                "Choose one of these in the settings.",
                model=model_id,
                known=", ".join(self.manifests),
            ) from None

    def prepared_path(self, model_id: ModelId) -> Path:
        """The file to load, hash checked.

        Raises:
            ModelError: unknown, not installed, or damaged.
        """
        status = self._status(self.manifest(model_id), thorough=True)
        if status.state == "installed" and status.file is not None:
            return status.file
        raise ModelError(
            "Model damaged" if status.state == "damaged" else "Model not installed",
            "{model}: {problem}.",
            "Run 'facegate models install'.",
            model=model_id,
            problem=status.problem or "it is not installed",
        )

    def install(
        self,
        ids: Sequence[ModelId] | None = None,
        from_dir: Path | None = None,
        progress: Callable[[InstallProgress], None] | None = None,
        cancelled: Cancelled | None = None,
    ) -> InstallReport:
        """Install models that are missing or damaged.

        Args:
            ids: which; None: the default ones, and what else ``from_dir`` holds.
            from_dir: a folder that is looked into first.
            progress: called on this thread.
            cancelled: asked often; once it says yes, nothing more is installed.

        Raises:
            ModelError: an id is unknown, or ``from_dir`` is not a folder.
        """
        if from_dir is not None and not from_dir.is_dir():
            raise ModelError("Folder not found", "{folder} is not a folder.", "Name another one.", folder=from_dir)
        report = InstallReport()
        with self._lock, ExitStack() as stack:
            given = FolderSource(from_dir) if from_dir is not None else None
            sources: list[Source] = [given] if given is not None else []
            sources += [FolderSource(self._manifests_dir), UrlSource(), stack.enter_context(PackageSource())]
            for manifest in self._wanted(ids, given):
                job = _Job(manifest, self._models_dir, sources, report, progress, cancelled or (lambda: False))
                if self._status(manifest, thorough=True).state == "installed":
                    report.already.append(manifest.model_id)
                else:
                    job.run()
        return report

    def _wanted(self, ids: Sequence[ModelId] | None, given: FolderSource | None) -> Iterator[Manifest]:
        if ids is not None:
            yield from [self.manifest(model_id) for model_id in ids]
            return
        for manifest in self.manifests.values():
            if manifest.default or (given is not None and any(given.has(each) for each in manifest.variants)):
                yield manifest

    def _status(self, manifest: Manifest, *, thorough: bool) -> ModelStatus:
        stamp, problem = _read_stamp(self._models_dir, manifest)
        state: State = "missing"
        file = None
        if stamp is not None:
            file = self._models_dir / stamp.file
            problem = _file_problem(file, stamp, thorough=thorough)
            state = "damaged" if problem else "installed"
        return ModelStatus(
            id=manifest.model_id,
            title=manifest.title,
            task=manifest.task,
            default=manifest.default,
            state=state,
            licence=manifest.licence,
            notes=manifest.notes,
            file=file if state == "installed" else None,
            variant=stamp.variant if stamp is not None and state == "installed" else "",
            problem=problem,
        )


@dataclass(frozen=True, slots=True)
class _Job:
    """Installing one model."""

    manifest: Manifest
    models_dir: Path
    sources: Sequence[Source]
    report: InstallReport
    progress: Callable[[InstallProgress], None] | None
    cancelled: Cancelled

    def run(self) -> None:
        model_id = self.manifest.model_id
        failures: list[ModelError] = []
        try:
            for source in self.sources:
                if self._from(source, failures):
                    self.report.installed.append(model_id)
                    self.report.sources[model_id] = source.label
                    logs.models.info("%s installed from %s", model_id, source.label)
                    return
        except InstallCancelledError as error:
            self.report.missing[model_id] = error
            return
        except OSError as error:
            # Whatever the source, it would fail again.
            self.report.missing[model_id] = _not_written(self.models_dir, error)
            return
        self.report.missing[model_id] = _not_installed(self.manifest, failures)

    def _from(self, source: Source, failures: list[ModelError]) -> bool:
        """Try every variant; False if this source cannot deliver any. Raises OSError when it cannot be written."""
        for variant in self.manifest.variants:
            try:
                data = source.fetch(variant, self._reporter("fetch", source), self.cancelled)
                if data is None:
                    continue
                self._reporter("prepare", source)(0, 0)
                prepared = prepare(data, self.manifest.prepare.input, self.manifest.prepare.shape)
            except InstallCancelledError:
                raise
            except ModelError as error:
                failures.append(error)
                if isinstance(error, WrongFileError):
                    self.report.refused.append(error)
                    logs.models.warning("%s", error.text())
                continue
            _put_in_place(self.models_dir, self.manifest, variant, prepared)
            return True
        return False

    def _reporter(self, step: Literal["fetch", "prepare"], source: Source) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            if self.progress is not None:
                self.progress(InstallProgress(self.manifest.model_id, step, source.label, done, total))

        return report


def _put_in_place(folder: Path, manifest: Manifest, variant: Variant, prepared: bytes) -> None:
    digest = hashlib.sha256(prepared).hexdigest()
    stamp = {
        "file": f"{manifest.id}-{digest[:_HASH_IN_NAME]}.onnx",
        "sha256": digest,
        "size": len(prepared),
        "variant": variant.name,
        "source_sha256": variant.sha256,
        "prepare_version": PREPARE_VERSION,
    }
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / str(stamp["file"])
    write_atomically(target, prepared)
    write_atomically(_stamp_path(folder, manifest), json.dumps(stamp, indent=2).encode())
    for old in folder.glob(f"{manifest.id}-*.onnx"):
        if old != target:
            # Windows keeps a file that is in use; it goes the next time.
            with suppress(OSError):
                old.unlink()


def _stamp_path(folder: Path, manifest: Manifest) -> Path:
    return folder / f"{manifest.id}.json"


def _read_stamp(folder: Path, manifest: Manifest) -> tuple[_Stamp | None, str]:
    """The stamp if it fits manifest and program, and else why not ("" where there is none)."""
    try:
        stamp = _Stamp(**json.loads(_stamp_path(folder, manifest).read_text("utf-8")))
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError, TypeError):
        return None, "its stamp cannot be read"
    if stamp.prepare_version != PREPARE_VERSION:
        return None, "it was prepared by another release of the program"
    if stamp.source_sha256 not in {variant.sha256 for variant in manifest.variants}:
        return None, "it was made from a file that the model's description does not know"
    if Path(stamp.file).name != stamp.file:
        return None, "its stamp names a file elsewhere"
    return stamp, ""


def _file_problem(file: Path, stamp: _Stamp, *, thorough: bool) -> str:
    """What is wrong with the prepared file, "" if nothing is."""
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


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _not_written(folder: Path, error: OSError) -> ModelError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return ModelError(
        "Disk full" if full else "Models folder not writable",
        "Nothing can be written in {folder}: {reason}.",
        "Free some space and try again." if full else "Give your account the right to write there.",
        folder=folder,
        reason=error.strerror or error,
    )


def _not_installed(manifest: Manifest, failures: Sequence[ModelError]) -> ModelError:
    reasons = list(dict.fromkeys(failure.message for failure in failures))
    return ModelError(
        "Model not installed",
        "{model} could not be had from any source. {reasons}",
        "Check the network, or put {files} into a folder and name it with --from.",
        model=manifest.id,
        reasons=" ".join(reasons) or "No source carries it.",
        files=" or ".join(variant.file for variant in manifest.variants),
    )
