"""The export of a training run, into its folder ``export``, from where the program installs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from facegate.errors import TrainingError
from facegate.training.checkpoints import load_network
from facegate.training.data.aligned import AlignedSet
from facegate.training.export.exporting import Faces, export_integers, export_network
from facegate.training.export.facts import OWN_LICENCE, ExportFacts
from facegate.training.export.writing import write_export
from facegate.training.prepared import split_set
from facegate.training.runs import RunFolder, Which, open_run
from facegate.vision.offered import EXPORT_FOLDER

_SHOWN = 12
"""Digits of a hash that are told."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the user says.

    Attributes:
        name: what ids begin with; "" for the name of the run's folder.
        licence: of the files.
        research_only: whether nothing else is allowed.
        integers: whether there is to be a form in integers of 8 bits, too.
        which: which of the run's checkpoints.
    """

    name: str = ""
    licence: str = OWN_LICENCE
    research_only: bool = False
    integers: bool = False
    which: Which = "best"


def export_run(run: RunFolder, pictures: AlignedSet, options: ExportOptions, today: date) -> list[dict[str, Any]]:
    """Export what a run has made; an earlier export gives way.

    Args:
        run: a run with a checkpoint.
        pictures: the set that it was made with, whole.
        options: what the user says.
        today: the date of what is measured.

    Returns:
        The report: one entry a form, with ``id``, ``file``, ``manifest`` and what was measured.

    Raises:
        TrainingError: other pictures, no checkpoint, nobody kept apart to measure integers on, or the export differs
            from the network.
        ModelError: the program would not install it.
    """
    if pictures.fingerprint != run.record.data.fingerprint:
        raise _other_pictures(run)
    trained, unseen = split_set(run.record.config, pictures)
    if options.integers and unseen is None:
        raise _nobody_apart()
    network = load_network(run, options.which)
    facts = facts_of(run, options, pictures.size)
    spec = run.record.config.validation
    faces = Faces(trained, unseen, _label(run, options.which), spec.folds, spec.seed, began_without(run))
    made = [export_network(network, facts, faces, today)]
    if options.integers:
        made.append(export_integers(made[0], facts, faces, today, run.record.config.seed))
    return write_export(run.path / EXPORT_FOLDER, made)


def facts_of(run: RunFolder, options: ExportOptions, window: int) -> ExportFacts:
    """What a run's record says of its network."""
    config = run.record.config
    name = options.name or re.sub(r"[^A-Za-z0-9._-]+", "-", run.path.resolve().name).strip("-._") or config.recipe
    return ExportFacts(
        name=name,
        title=f"{name}: {config.recipe} on {config.backbone.name}",
        licence=options.licence,
        research_only=options.research_only,
        origin=_origin(run),
        window=window,
        size=config.backbone.input_size,
        dimension=config.backbone.embedding_size,
        standardise=config.augment.standardise,
    )


def _origin(run: RunFolder) -> tuple[str, ...]:
    record, config = run.record, run.record.config
    commit = record.revision.get("commit") or record.revision.get("sources") or "unknown"
    made = (
        f"Made in the training lab of FaceGate {record.revision.get('version', '')} (code {str(commit)[:_SHOWN]}):"
        f" recipe {config.recipe}, {config.backbone.name}, seed {config.seed}, trained on {record.data.train_pictures}"
        f" pictures of {record.data.train_people} people (set {record.data.fingerprint[:_SHOWN]})."
    )
    start = record.start
    if start is None:
        return (made,)
    began = f"It began with the weights {start.sha256[:_SHOWN]} of another run"
    return made, f"{began}." if began_without(run) else f"{began}, which may have learned from the people kept apart."


def began_without(run: RunFolder) -> bool:
    """Whether the weights that a run began with are known not to have learned from the people it is judged on.

    They are where it began with none, or with those of a run on the same set that kept the same people apart.
    """
    passed = {run.path}
    while (start := run.record.start) is not None:
        try:
            before = open_run(Path(start.checkpoint).parent.parent)
        except TrainingError:
            return False
        if before.path in passed or _apart(before) != _apart(run):
            return False
        passed.add(before.path)
        run = before
    return True


def _apart(run: RunFolder) -> tuple[object, ...]:
    """What decides who is kept apart."""
    data = run.record.config.data
    return run.record.data.fingerprint, data.fewest_pictures, data.test_people, data.split_seed


def _label(run: RunFolder, which: Which) -> str:
    data = run.record.data
    chosen = ", who also chose among its checkpoints" if which == "best" else ""
    return (
        f"{data.test_people} people with {data.test_pictures} pictures kept apart{chosen},"
        f" set {data.fingerprint[:_SHOWN]}"
    )


def _other_pictures(run: RunFolder) -> TrainingError:
    return TrainingError(
        "Other pictures",
        "The pictures are not those that the run {folder} was made with: nobody knows who of them it never saw.",
        "Name the set that it was trained on with --data.",
        folder=run.path,
    )


def _nobody_apart() -> TrainingError:
    return TrainingError(
        "Nobody to measure on",
        "The run kept nobody apart, so that nobody can say what integers cost.",
        "Export without --int8, or train with --set data.test_people=N.",
    )
