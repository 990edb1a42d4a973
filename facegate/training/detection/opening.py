"""Detectors to be measured: installed ones, and exported ones that are not installed yet. Needs no PyTorch."""

from __future__ import annotations

from pathlib import Path

from facegate.domain.ids import ModelId
from facegate.errors import TrainingError
from facegate.training.detection.evaluation import LEAST_SCORE
from facegate.vision.detector_part import DetectorPart
from facegate.vision.detectors import make_detector
from facegate.vision.manifest import CELL, Manifest, load_manifest
from facegate.vision.offered import EXPORT_FOLDER, MANIFEST_SUFFIX
from facegate.vision.prepare import prepare
from facegate.vision.rows import RowDetector
from facegate.vision.session import OnnxSession, open_session, try_model
from facegate.vision.sources import check
from facegate.vision.store import ModelStore
from facegate.vision.trial import try_network


def installed_detector(store: ModelStore, model: str, size: int) -> RowDetector:
    """An installed detector that gives faces from :data:`LEAST_SCORE`.

    Args:
        store: where it is installed.
        model: its id.
        size: pixels of a picture's longer side as it sees it.

    Raises:
        ModelError: it is not installed, or cannot run.
        TrainingError: it is no detector.
    """
    manifest = store.manifest(ModelId(model))
    part = _unsure(manifest)
    canvas = manifest.fixed_canvas or (CELL, CELL)
    session = open_session(store.prepared_path(manifest.model_id), "auto", [(1, 3, canvas[1], canvas[0])])
    return make_detector(session, part, size, manifest.fixed_canvas)


def detector_of_folder(folder: Path, size: int) -> RowDetector:
    """The only detector that a folder, or its ``export``, describes beside its file.

    Raises:
        ModelError: its description or its file cannot be used.
        TrainingError: there is none, or more than one.
    """
    paths = [path for place in (folder, folder / EXPORT_FOLDER) for path in sorted(place.glob(f"*{MANIFEST_SUFFIX}"))]
    found = [(path, manifest) for path in paths if (manifest := load_manifest(path)).task == "detector"]
    if len(found) != 1:
        raise TrainingError(
            "No detector" if not found else "Several detectors",
            "{folder} holds {count} exported detectors.",
            "Name the folder of one run that 'facegate train detector' has finished, or the id of an installed model.",
            folder=folder,
            count=len(found) or "no",
        )
    path, manifest = found[0]
    variant = manifest.variants[0]
    file = path.parent / variant.file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise TrainingError(
            "Detector not readable",
            "{file}: {reason}.",
            "Train it again, or name the id of an installed model.",
            file=file,
            reason=error.strerror or str(error),
        ) from error
    check(variant, data, str(path.parent))
    return make_detector(open_exported(manifest, data), _unsure(manifest), size, manifest.fixed_canvas)


def open_exported(manifest: Manifest, data: bytes) -> OnnxSession:
    """A detector's network as it will be after its installation, on the processor.

    Raises:
        ModelError: the program would not install it.
    """
    prepared = prepare(data, manifest.prepare.input, manifest.prepare.shape)
    try_network(manifest, prepared)
    width, height = manifest.fixed_canvas or (CELL, CELL)
    return try_model(prepared, manifest.id, (1, 3, height, width))


def _unsure(manifest: Manifest) -> DetectorPart:
    """What the manifest says of the detector, but for the score from which it gives faces. Raises TrainingError."""
    if manifest.detector is None:
        raise TrainingError(
            "Wrong kind of model",
            "{model} is not a model that finds faces.",
            "Name a detector; 'facegate models list' tells what is installed.",
            model=manifest.id,
        )
    return manifest.detector.model_copy(update={"score_threshold": LEAST_SCORE})
