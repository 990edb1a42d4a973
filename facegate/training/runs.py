"""A run's folder: what it was made of, what it did, what came of it. Needs no PyTorch.

- ``run.json``: :class:`RunRecord`;
- ``metrics.jsonl``: a line every so many steps and one a validation (:mod:`facegate.training.metrics`);
- ``validation.json``: the rates on people it was never trained on (:mod:`facegate.training.validation`);
- ``checkpoints/last.pt`` and ``best.pt`` (:mod:`facegate.training.checkpoints`);
- ``curves.png``, ``tensorboard/``, ``log``.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically
from facegate.training.config import RunConfig
from facegate.training.specs import Strict

Which = Literal["last", "best"]
"""The last step, or the validation with the lowest equal error rate."""


class Change(Strict):
    """One value of a derived run that differs: a path in the configuration, before and after."""

    key: str
    before: Any
    after: Any


class Derived(Strict):
    """The run that this one's configuration was taken from.

    Attributes:
        run: its folder.
        changes: everything that differs, named or not.
    """

    run: str
    changes: tuple[Change, ...]


class Start(Strict):
    """The checkpoint whose weights a run began with.

    Attributes:
        checkpoint: its path.
        sha256: of the file.
        left_out: parts of the network that did not fit and began anew, by the names of their weights.
    """

    checkpoint: str
    sha256: str
    left_out: tuple[str, ...] = ()


class DataFacts(Strict):
    """What a run was trained and judged on; pictures and names stay in the set.

    Attributes:
        folder: the aligned set.
        fingerprint: of it, SHA-256.
        train_people, train_pictures, test_people, test_pictures: how many.
        left_out: pictures that gave no crop.
        excluded: people left out because an evaluation set has them.
    """

    folder: str
    fingerprint: str
    train_people: int
    train_pictures: int
    test_people: int
    test_pictures: int
    left_out: int = 0
    excluded: int = 0


class RunRecord(Strict):
    """What ``run.json`` says.

    Attributes:
        started: with its time zone.
        config: every parameter.
        revision: of the code.
        machine: system, libraries, device, precision and threads.
    """

    version: Literal[1] = 1
    started: datetime
    config: RunConfig
    data: DataFacts
    revision: dict[str, Any]
    machine: dict[str, Any]
    derived: Derived | None = None
    start: Start | None = None


class RunPlaces:
    """Where a run of any kind keeps everything.

    Attributes:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def metrics_file(self) -> Path:
        """See :mod:`facegate.training.metrics`."""
        return self.path / "metrics.jsonl"

    @property
    def curves_file(self) -> Path:
        """Loss, rate and validation over the run, drawn."""
        return self.path / "curves.png"

    @property
    def tensorboard_folder(self) -> Path:
        """For ``tensorboard --logdir``."""
        return self.path / "tensorboard"

    @property
    def log_file(self) -> Path:
        """What happened when."""
        return self.path / "log"

    def checkpoint(self, which: Which) -> Path:
        """The file of a checkpoint, there or not."""
        return self.path / "checkpoints" / f"{which}.pt"

    def write_validation(self, record: dict[str, Any]) -> None:
        """Replace ``validation.json``."""
        write_atomically(self.path / "validation.json", json.dumps(record, indent=1, allow_nan=False).encode())

    def validation(self) -> dict[str, Any] | None:
        """What ``validation.json`` says; None: it was not validated yet."""
        try:
            found: dict[str, Any] = json.loads((self.path / "validation.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found


def require_no_run(path: Path) -> None:
    """Make sure that a folder holds no run. Raises TrainingError."""
    if (path / "run.json").exists():
        raise TrainingError(
            "Run exists",
            "{folder} already holds a run.",
            "Go on with it (--resume), or name another folder.",
            folder=path,
        )


class RunFolder(RunPlaces):
    """The folder of a run of an embedder.

    Attributes:
        record: what ``run.json`` says.
    """

    def __init__(self, path: Path, record: RunRecord) -> None:
        super().__init__(path)
        self.record = record


def create_run(path: Path, record: RunRecord) -> RunFolder:
    """Make a run's folder. Raises TrainingError, as :func:`make_folder`."""
    make_folder(path, record)
    return RunFolder(path, record)


def make_folder(path: Path, record: Strict) -> None:
    """Make the folder of a run of any kind, with its ``run.json``.

    Raises:
        TrainingError: there is a run already, or the folder cannot be written.
    """
    require_no_run(path)
    try:
        for folder in (path, path / "checkpoints", path / "tensorboard"):
            folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_atomically(path / "run.json", record.model_dump_json(indent=1).encode())
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error


def open_run(path: Path) -> RunFolder:
    """The run in a folder.

    Raises:
        TrainingError: there is none, or ``run.json`` cannot be read.
    """
    try:
        return RunFolder(path, RunRecord.model_validate_json((path / "run.json").read_bytes()))
    except OSError as error:
        raise _unusable(path, "it holds no run.json") from error
    except ValidationError as error:
        raise _unusable(path, "its run.json is damaged, of another version, or a detector's") from error


def _unusable(path: Path, reason: str) -> TrainingError:
    return TrainingError(
        "Run not usable",
        "{folder}: {reason}.",
        "Name the folder of a run that 'facegate train embedder' has made.",
        folder=path,
        reason=reason.rstrip("."),
    )
