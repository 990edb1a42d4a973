"""``facegate train eigenfaces``: the baseline that a network has to beat, on the very crops that networks are given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import JsonOption
from facegate.cli.output import Output, note

if TYPE_CHECKING:
    from facegate.training.baseline import Baseline

_HELP = """Tell unseen people apart by Eigenfaces (Turk and Pentland 1991), fitted on the other people of a set.

The classical form and every combination of the changes that are known to help it are told: without the first three
directions, whitened, by angle. The best of them is the baseline that a trained network has to beat. Needs no
PyTorch."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eigenfaces", help=_HELP, epilog="Example: facegate train eigenfaces aligned --test-people 10")(
        eigenfaces
    )


def eigenfaces(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="A set that 'facegate train align' has made.")],
    test_people: Annotated[
        str, typer.Option("--test-people", metavar="N|NAMES", help="How many are kept apart; or who, by commas.")
    ] = "10",
    split_seed: Annotated[int, typer.Option("--split-seed", min=0, help="Of the draw of those kept apart.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.training.baseline import baseline_of
    from facegate.training.data.aligned import open_aligned
    from facegate.training.data.splits import split_people

    pictures = open_aligned(data)
    test = int(test_people) if test_people.isdecimal() else tuple(test_people.split(","))
    split = split_people(pictures.names, test, split_seed)
    found = baseline_of(pictures.only(split.train), pictures.only(split.test))
    note(_facts(found))
    Output(as_json).table(
        {"data": pictures.fingerprint, "split_seed": split_seed, **found.record()},
        ("Form", "EER", "95 %", "VAL at FAR 1 %", "95 %"),
        [_row(each) for each in found.record()["forms"]],
    )


def _row(record: dict[str, Any]) -> list[str]:
    eer, tar = rate_cells(record["eer"]), rate_cells(record["tar_at_fmr"]["1e-2"])
    return [record["form"], *eer[:2], *tar[:2]]


def _facts(found: Baseline) -> str:
    (people, pictures), (others, unseen) = found.trained_on, found.tested_on
    return (
        f"{found.directions} directions hold {100 * found.variance:.1f} % of the variance of {pictures} pictures of"
        f" {people} people; tested on {unseen} pictures of {others} others. Best: {found.best.form.name}."
    )
