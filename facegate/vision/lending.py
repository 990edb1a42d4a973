"""Models that are used from where they lie, for one process, without being installed: the exports of a training run."""

from __future__ import annotations

import hashlib
from pathlib import Path

from facegate.domain.ids import ModelId
from facegate.errors import ModelError
from facegate.vision.installed import read_stamp
from facegate.vision.installer import InstallJob, InstallReport
from facegate.vision.manifest import Manifest, Task, load_manifest
from facegate.vision.offered import EXPORT_FOLDER, MANIFEST_SUFFIX
from facegate.vision.sources import FolderSource
from facegate.vision.store import ModelStore


def is_place(store: ModelStore, named: str) -> bool:
    """Whether somebody named a description or a folder, and not a model that is known."""
    return ModelId(named) not in store.manifests and (named.endswith(MANIFEST_SUFFIX) or Path(named).is_dir())


def lend(store: ModelStore, place: Path, task: Task, scratch: Path) -> ModelId:
    """Let a store use a model that lies elsewhere, until the process ends.

    Args:
        store: knows it from now on; another model of the same id it does not know any more.
        place: a manifest whose file lies beside it, or a folder that holds one for the task, itself or in ``export``.
        task: what the model is to do.
        scratch: an empty folder for the prepared file, to be kept as long as models are loaded.

    Returns:
        The model's id.

    Raises:
        ModelError: there is none, or not one only; or its file is missing, wrong, or does not run here.
    """
    path, manifest = _described(place, task)
    report = InstallReport()
    InstallJob(manifest, scratch, [FolderSource(path.parent)], report, None, lambda: False).run()
    for error in report.missing.values():
        raise error
    stamp, _ = read_stamp(scratch, manifest)
    if stamp is None:
        raise _none(place, task)
    store.lend(manifest, scratch / stamp.file)
    return manifest.model_id


def network_digest(manifest: Manifest) -> str:
    """What tells an embedder from another one of the same id: its published files, and how it is fed."""
    fed = manifest.embedder.model_dump_json(exclude={"norm_matches"}) if manifest.embedder is not None else ""
    files = sorted(variant.sha256 for variant in manifest.variants)
    return hashlib.sha256("\n".join([*files, fed]).encode()).hexdigest()


def _described(place: Path, task: Task) -> tuple[Path, Manifest]:
    """The one description. Raises ModelError."""
    if place.suffix == MANIFEST_SUFFIX:
        return place, load_manifest(place)
    found = [
        (path, manifest)
        for folder in (place, place / EXPORT_FOLDER)
        for path in sorted(folder.glob(f"*{MANIFEST_SUFFIX}"))
        if (manifest := load_manifest(path)).task == task
    ]
    if not found:
        raise _none(place, task)
    if len(found) > 1:
        raise ModelError(
            "Several models",
            "{place} holds several models for the task {task}: {files}.",
            "Name the description of one of them.",
            place=place,
            task=task,
            files=", ".join(str(path) for path, _ in found),
        )
    return found[0]


def _none(place: Path, task: Task) -> ModelError:
    return ModelError(
        "No model there",
        "{place} holds no description (*.toml) of a model for the task {task}.",
        "Name an installed model, a description with its file beside it, or the folder of an exported run.",
        place=place,
        task=task,
    )
