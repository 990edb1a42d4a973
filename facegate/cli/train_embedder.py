"""``facegate train embedder`` and ``facegate train siamese``: a network from one's own pictures."""

from __future__ import annotations

from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.lab import require_lab
from facegate.cli.train_align import BOTH, ExcludeByOption, ExcludeOption
from facegate.cli.train_run import (
    Asked,
    DataArgument,
    DeviceOption,
    EpochsOption,
    FromOption,
    OutArgument,
    ResumeOption,
    ScheduleOption,
    SeedOption,
    SetOption,
    StartOption,
    TestPeopleOption,
    train_run,
)

_EMBEDDER, _SIAMESE = "mobilefacenet-arcface", "siamese-densenet"
"""Recipes where none is named."""

_KEPT = """Pictures are aligned by the program's own detector, once. Ctrl-C ends the step, saves, and says how to go on.
The run's folder holds every parameter, the curves, the checkpoints and the rates on the people who were kept apart."""


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(
        "embedder",
        help=f"Train an embedder on pictures of people whom you name by folders.\n\n{_KEPT}",
        epilog="Example: facegate train embedder people runs/first --recipe small-arcface --test-people 10",
    )(embedder)
    app.command(
        "siamese",
        help=f"Train two towers with shared weights on pairs, by the contrastive loss.\n\n{_KEPT}",
        epilog="Example: facegate train siamese people runs/pairs --set backbone.embedding_size=32",
    )(siamese)


def embedder(
    context: typer.Context,
    data: DataArgument,
    out: OutArgument,
    recipe: Annotated[
        str | None,
        typer.Option("--recipe", metavar="NAME", help=f"See 'facegate recipes'; {_EMBEDDER} where none is named."),
    ] = None,
    settings: SetOption = None,
    test_people: TestPeopleOption = None,
    parent: FromOption = None,
    start: StartOption = None,
    resume: ResumeOption = False,
    schedule: ScheduleOption = None,
    seed: SeedOption = None,
    epochs: EpochsOption = None,
    exclude: ExcludeOption = None,
    exclude_by: ExcludeByOption = BOTH,
    device: DeviceOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """See :func:`add_to`."""
    require_lab()
    asked = Asked(
        recipe, settings or (), test_people, parent, start, resume, schedule, seed, epochs, device, "embedder",
        exclude or (), exclude_by,
    )  # fmt: skip
    train_run(invocation(context), data, out, asked, _EMBEDDER, as_json=as_json)


def siamese(
    context: typer.Context,
    data: DataArgument,
    out: OutArgument,
    settings: SetOption = None,
    test_people: TestPeopleOption = None,
    parent: FromOption = None,
    start: StartOption = None,
    resume: ResumeOption = False,
    schedule: ScheduleOption = None,
    seed: SeedOption = None,
    epochs: EpochsOption = None,
    exclude: ExcludeOption = None,
    exclude_by: ExcludeByOption = BOTH,
    device: DeviceOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """See :func:`add_to`."""
    require_lab()
    asked = Asked(
        None, settings or (), test_people, parent, start, resume, schedule, seed, epochs, device, "siamese",
        exclude or (), exclude_by,
    )  # fmt: skip
    train_run(invocation(context), data, out, asked, _SIAMESE, as_json=as_json)
