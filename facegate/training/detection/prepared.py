"""A detector run made ready: a new one, or one that goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from facegate.errors import TrainingError
from facegate.training.checkpoints import start_from
from facegate.training.detection.config import DetectorConfig
from facegate.training.detection.labels import LabelledPicture, read_labels
from facegate.training.detection.run_folder import (
    DetectorRecord,
    DetectorRun,
    create_detector_run,
    facts_of,
    open_detector_run,
)
from facegate.training.detection.trainer import DetectorTrainer
from facegate.training.devices import Preference, choose_compute
from facegate.training.revision import code_revision, machine
from facegate.training.runs import Start, require_no_run


@dataclass(frozen=True, slots=True)
class LabelFolders:
    """Where labels are.

    Attributes:
        data: what a run learns from.
        validation: what it is judged on; None: it is not judged.
    """

    data: Path
    validation: Path | None = None

    def read(self) -> tuple[list[LabelledPicture], list[LabelledPicture] | None]:
        """Both lists. Raises TrainingError."""
        return read_labels(self.data), None if self.validation is None else read_labels(self.validation)


def new_detector_run(
    out: Path,
    config: DetectorConfig,
    folders: LabelFolders,
    device: Preference,
    workers: int,
    start: Path | None = None,
) -> tuple[DetectorRun, DetectorTrainer]:
    """Make a run's folder and what trains it.

    Args:
        out: the folder.
        config: every parameter.
        folders: labels.
        device: where it computes.
        workers: threads that make batches ahead; 0: none.
        start: a checkpoint to begin with.

    Raises:
        TrainingError: there is a run already, labels cannot be used, or there is no such device.
    """
    require_no_run(out)
    train, test = folders.read()
    compute = choose_compute(device, config.precision)
    record = DetectorRecord(
        started=datetime.now(UTC).astimezone(),
        config=config,
        data=facts_of(folders.data, train),
        validation=None if folders.validation is None or test is None else facts_of(folders.validation, test),
        revision=code_revision(),
        machine={**machine(), **compute.record()},
    )
    trainer = DetectorTrainer(DetectorRun(out, record), train, test, compute, workers)
    if start is not None:
        digest, left_out = start_from(trainer.state.network, start)
        began = Start(checkpoint=str(start), sha256=digest, left_out=left_out)
        record = record.model_copy(update={"start": began})
    return create_detector_run(out, record), trainer


def resumed_detector_run(
    out: Path, folders: LabelFolders, device: Preference, workers: int
) -> tuple[DetectorRun, DetectorTrainer]:
    """A run from its last checkpoint, on the labels that it was begun with, judged as it was.

    Raises:
        TrainingError: there is none, or the labels are others.
    """
    run = open_detector_run(out)
    judged = run.record.validation
    if folders.validation is None and judged is not None:
        # Not judged any more, its best weights would for ever be those of before.
        folders = replace(folders, validation=Path(judged.folder))
    train, test = folders.read()
    others = judged is not None and test is not None and facts_of(folders.data, test).fingerprint != judged.fingerprint
    if others or facts_of(folders.data, train).fingerprint != run.record.data.fingerprint:
        raise TrainingError(
            "Other labels",
            "The labels of {folder} are not those that the run was begun with.",
            "Begin another run, with the checkpoint of this one (--start).",
            folder=folders.data,
        )
    trainer = DetectorTrainer(run, train, test, choose_compute(device, run.record.config.precision), workers)
    trainer.resume()
    return run, trainer
