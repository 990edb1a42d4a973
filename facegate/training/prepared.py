"""A run made ready: a new one, one that goes on, one derived from another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from facegate.errors import TrainingError
from facegate.training.checkpoints import start_from
from facegate.training.config import RunConfig, changes
from facegate.training.data.aligned import AlignedSet
from facegate.training.data.splits import split_people
from facegate.training.devices import Compute
from facegate.training.revision import code_revision, machine
from facegate.training.runs import Change, DataFacts, Derived, RunFolder, RunRecord, Start, create_run
from facegate.training.trainer import Trainer


def split_set(config: RunConfig, pictures: AlignedSet) -> tuple[AlignedSet, AlignedSet | None]:
    """(those trained on, those judged on), by person; None where nobody is kept apart.

    Raises:
        TrainingError: too few people.
    """
    data = config.data
    usable = pictures.with_pictures(data.fewest_pictures)
    split = split_people(usable.names, data.test_people, data.split_seed)
    return usable.only(split.train), usable.only(split.test) if split.test else None


def new_run(
    folder: Path,
    config: RunConfig,
    pictures: AlignedSet,
    source: Path,
    compute: Compute,
    *,
    parent: RunFolder | None = None,
    start: Path | None = None,
) -> tuple[RunFolder, Trainer]:
    """Make a run's folder and what trains it.

    Args:
        folder: where; it holds no run yet.
        config: every parameter.
        pictures: everybody.
        source: the aligned set's folder.
        compute: where it runs.
        parent: the run that the configuration was derived from.
        start: a checkpoint whose weights it begins with.

    Raises:
        TrainingError: the folder holds a run, too few people, or the checkpoint does not fit.
    """
    train, test = split_set(config, pictures)
    record = RunRecord(
        started=datetime.now(UTC),
        config=config,
        data=_facts(source, pictures, train, test),
        revision=code_revision(),
        machine={**machine(), **compute.record()},
        derived=None if parent is None else _derived(parent, config),
    )
    # Before the folder is made: what cannot be trained leaves none behind.
    trainer = Trainer(RunFolder(folder, record), train, test, compute)
    if start is not None:
        digest, left_out = start_from(trainer.state.network, start)
        trainer.state.begin_average()
        record = record.model_copy(update={"start": Start(checkpoint=str(start), sha256=digest, left_out=left_out)})
    return create_run(folder, record), trainer


def resumed_run(run: RunFolder, pictures: AlignedSet, compute: Compute) -> Trainer:
    """What trains a run that was interrupted, from its last checkpoint.

    Raises:
        TrainingError: the pictures are not those that it began with, or there is no checkpoint.
    """
    if pictures.fingerprint != run.record.data.fingerprint:
        raise TrainingError(
            "Other pictures",
            "The pictures are not those that this run began with.",
            "Name the folder that it was trained on, or begin a run with --from and --start.",
        )
    train, test = split_set(run.record.config, pictures)
    trainer = Trainer(run, train, test, compute)
    trainer.resume()
    return trainer


def _derived(parent: RunFolder, config: RunConfig) -> Derived:
    different = changes(parent.record.config, config)
    return Derived(
        run=str(parent.path),
        changes=tuple(Change(key=key, before=before, after=after) for key, (before, after) in different.items()),
    )


def _facts(source: Path, whole: AlignedSet, train: AlignedSet, test: AlignedSet | None) -> DataFacts:
    return DataFacts(
        folder=str(source),
        fingerprint=whole.fingerprint,
        train_people=train.classes,
        train_pictures=len(train),
        test_people=0 if test is None else test.classes,
        test_pictures=0 if test is None else len(test),
        left_out=len(whole.failures),
        excluded=len(whole.excluded),
    )
