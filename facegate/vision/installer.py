"""Installing one model: from the first source that has it, through the preparation, to its place."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from facegate import logs
from facegate.domain.ids import ModelId
from facegate.errors import FacegateError, ModelError
from facegate.vision.installed import put_in_place
from facegate.vision.manifest import Manifest, Variant
from facegate.vision.sources import Cancelled, InstallCancelledError, Source, WrongFileError


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


@dataclass(slots=True)
class InstallReport:
    """What an installation came to.

    Attributes:
        installed: new, in order; ``sources`` says where each came from.
        already: were there, whole.
        missing: what could not be installed, and why.
        without: optional ones that could not be installed either, and why; the program does without them.
        refused: files of the right name that were not the right files; another
            source may have delivered the model all the same.
    """

    installed: list[ModelId] = field(default_factory=list)
    already: list[ModelId] = field(default_factory=list)
    missing: dict[ModelId, FacegateError] = field(default_factory=dict)
    without: dict[ModelId, FacegateError] = field(default_factory=dict)
    refused: list[ModelError] = field(default_factory=list)
    sources: dict[ModelId, str] = field(default_factory=dict)

    def add(self, later: InstallReport) -> None:
        """Put what was done afterwards to it."""
        self.installed += later.installed
        self.already += later.already
        self.missing.update(later.missing)
        self.without.update(later.without)
        self.refused += later.refused
        self.sources.update(later.sources)


@dataclass(frozen=True, slots=True)
class InstallJob:
    """Installing one model; one that is not needed is none that is missing where it cannot be had.

    ``keep`` is called with the published form and its bytes before a model that was tried is put in place.
    """

    manifest: Manifest
    models_dir: Path
    sources: Sequence[Source]
    report: InstallReport
    progress: Callable[[InstallProgress], None] | None
    cancelled: Cancelled
    needed: bool = True
    keep: Callable[[Variant, bytes], None] | None = None

    def run(self) -> None:
        """Try source after source; the outcome goes into the report, errors too."""
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
        lacking = self.report.missing if self.needed else self.report.without
        lacking[model_id] = _not_installed(self.manifest, failures)

    def _from(self, source: Source, failures: list[ModelError]) -> bool:
        """Try every variant; False if this source cannot deliver any. Raises OSError when it cannot be written."""
        for variant in self.manifest.variants:
            try:
                data = source.fetch(variant, self._reporter("fetch", source), self.cancelled)
                if data is None:
                    continue
                self._reporter("prepare", source)(0, 0)
                prepared = _prepare_and_try(self.manifest, data)
                if self.cancelled():
                    raise InstallCancelledError
            except InstallCancelledError:
                raise
            except ModelError as error:
                failures.append(error)
                if isinstance(error, WrongFileError):
                    self.report.refused.append(error)
                    logs.models.warning("%s", error.text())
                continue
            if self.keep is not None:
                self.keep(variant, data)
            put_in_place(self.models_dir, self.manifest, variant, prepared)
            return True
        return False

    def _reporter(self, step: Literal["fetch", "prepare"], source: Source) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            if self.progress is not None:
                self.progress(InstallProgress(self.manifest.model_id, step, source.label, done, total))

        return report


def _prepare_and_try(manifest: Manifest, data: bytes) -> bytes:
    """The prepared model, after it ran. Raises ModelError."""
    # Here, not above: onnx and onnxruntime are for installing, and every start of the program loads this module.
    from facegate.vision.prepare import prepare
    from facegate.vision.trial import try_network

    prepared = prepare(data, manifest.prepare.input, manifest.prepare.shape)
    try_network(manifest, prepared)
    return prepared


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
