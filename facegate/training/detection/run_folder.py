"""The folder of a detector run: as an embedder's, with a record of its own. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.training.detection.config import DetectorConfig
from facegate.training.detection.labels import LabelledPicture
from facegate.training.runs import RunPlaces, Start, make_folder
from facegate.training.specs import Strict


class LabelFacts(Strict):
    """What a run learns from, or is judged on.

    Attributes:
        folder: of the labels.
        fingerprint: SHA-256 of the labels; pictures are not in it.
        pictures, faces: how many; faces that are ignored are not counted.
    """

    folder: str
    fingerprint: str
    pictures: int
    faces: int


class DetectorRecord(Strict):
    """What ``run.json`` says.

    Attributes:
        kind: tells it from an embedder's.
        started: with its time zone.
        config: every parameter.
        validation: labels that it is judged on; None: it is not judged while it trains.
        revision: of the code.
        machine: system, libraries, device, precision and threads.
        start: the checkpoint that it began with.
    """

    version: Literal[1] = 1
    kind: Literal["detector"] = "detector"
    started: datetime
    config: DetectorConfig
    data: LabelFacts
    validation: LabelFacts | None = None
    revision: dict[str, Any]
    machine: dict[str, Any]
    start: Start | None = None


class DetectorRun(RunPlaces):
    """Where a detector run keeps everything.

    Attributes:
        record: what ``run.json`` says.
    """

    def __init__(self, path: Path, record: DetectorRecord) -> None:
        super().__init__(path)
        self.record = record


def create_detector_run(path: Path, record: DetectorRecord) -> DetectorRun:
    """Make a run's folder. Raises TrainingError where there is a run already, or it cannot be written."""
    make_folder(path, record)
    return DetectorRun(path, record)


def open_detector_run(path: Path) -> DetectorRun:
    """The run in a folder.

    Raises:
        TrainingError: there is none, or ``run.json`` is not a detector's.
    """
    try:
        return DetectorRun(path, DetectorRecord.model_validate_json((path / "run.json").read_bytes()))
    except (OSError, ValidationError) as error:
        raise TrainingError(
            "Run not usable",
            "{folder} holds no run of a detector that can be read.",
            "Name the folder of a run that 'facegate train detector' has made.",
            folder=path,
        ) from error


def facts_of(folder: Path, pictures: Sequence[LabelledPicture]) -> LabelFacts:
    """What is written down of labels: no name and no picture."""
    digest = sha256()
    for picture in pictures:
        digest.update(picture.name.encode() + b"\0")
        for numbers in (picture.boxes, picture.landmarks, picture.ignored):
            digest.update(np.ascontiguousarray(numbers).tobytes())
    faces = sum(int((~picture.ignored).sum()) for picture in pictures)
    return LabelFacts(folder=str(folder), fingerprint=digest.hexdigest(), pictures=len(pictures), faces=faces)
