"""``facegate train table``: every recipe with every seed, beside Eigenfaces, in one table."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.evaluate_output import percent
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.lab import require_lab
from facegate.cli.output import Output, note
from facegate.cli.train_run import DataArgument, DeviceOption, SetOption, chosen_device, open_pictures, train_to_end

if TYPE_CHECKING:
    from facegate.training.config import RunConfig
    from facegate.training.data.aligned import AlignedSet
    from facegate.training.devices import Preference
    from facegate.training.runs import RunFolder
    from facegate.training.table import Result, Sheet
    from facegate.training.trainer import Trainer

_HELP = """Train every recipe with every seed on the same people and judge each on the same others, beside Eigenfaces
and beside the networks before their first step; tell which recipes miss what is asked of them.

A table that was stopped is gone on with by the same command: runs that are done are not done again."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "table",
        help=_HELP,
        epilog="Example: facegate train table people table --recipes small-arcface,small-triplet --seeds 0,1,2",
    )(table)


def table(
    context: typer.Context,
    data: DataArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder for table and runs.")],
    recipes: Annotated[
        str, typer.Option("--recipes", metavar="NAME,NAME", help="Which; small: all that begin with it.")
    ] = "small",
    seeds: Annotated[str, typer.Option("--seeds", metavar="N,N", help="Seeds of each.")] = "0,1,2",
    settings: SetOption = None,
    device: DeviceOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    require_lab()
    from facegate.settings.files import PRIVATE_FOLDER
    from facegate.training.table import lines_of, write_sheet
    from facegate.training.table_page import table_page

    wanted = _wanted(recipes, seeds, settings or [])
    call, preference = invocation(context), chosen_device(device)
    pictures, source = open_pictures(call, data, wanted[0])
    out.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    sheet = _sheet(out, wanted[0], pictures, preference)
    for number, config in enumerate(wanted, 1):
        if sheet.of(config) is None:
            note(f"{number} of {len(wanted)}: {config.recipe}, seed {config.seed}")
            sheet = sheet.with_result(_result(call, out, config, pictures, source, preference))
            write_sheet(out, sheet, table_page(sheet))
    lines = lines_of(sheet)
    Output(as_json).table(
        {"table": str(out), "eigenfaces": sheet.baseline["eer"], "recipes": [each.model_dump() for each in lines]},
        ("Recipe", "EER", "Untrained", "VAL at FAR 1 %", "Seconds", "Seeds", "Missed"),
        [
            (each.recipe, *map(_shown, (each.eer, each.untrained, each.val)), f"{each.seconds or 0:.0f}", each.seeds,
             "; ".join(each.misses))
            for each in lines
        ],
    )  # fmt: skip
    note(f"Eigenfaces, {sheet.baseline['best']}: {_shown(sheet.baseline['eer']['value'])}. The whole table: {out}")


def _shown(share: float | None) -> str:
    return "" if share is None else percent(share)


def _wanted(recipes: str, seeds: str, settings: list[str]) -> list[RunConfig]:
    """Every recipe with every seed.

    Raises:
        typer.BadParameter: a seed is no number, or the recipes do not cut faces out and split people alike.
        TrainingError: a recipe or a setting is not known.
    """
    from facegate.training.config import changed
    from facegate.training.recipes import RECIPES, recipe

    names = [name.strip() for name in recipes.split(",") if name.strip()]
    if names == ["small"]:
        names = [name for name in RECIPES if name.startswith("small-")]
    numbers = [seed.strip() for seed in seeds.split(",") if seed.strip()]
    if not names or not numbers or not all(number.isdecimal() for number in numbers):
        raise typer.BadParameter("--recipes are names and --seeds numbers, with commas between them.")
    found = [changed(recipe(name), [*settings, f"seed={seed}"]) for name in names for seed in numbers]
    if any(config.data != found[0].data for config in found) or not found[0].data.test_people:
        raise typer.BadParameter(
            "The recipes of a table cut faces out alike and keep the same people apart: say how by --set data.size=..."
            " and --set data.test_people=..."
        )
    return found


def _sheet(out: Path, config: RunConfig, pictures: AlignedSet, preference: Preference) -> Sheet:
    """What is there already, or a new one with the baseline.

    Raises:
        TrainingError: what is there is of other pictures.
    """
    from facegate.errors import TrainingError
    from facegate.training.baseline import baseline_of
    from facegate.training.devices import choose_compute
    from facegate.training.prepared import split_set
    from facegate.training.revision import machine
    from facegate.training.table import Sheet, read_sheet

    found = read_sheet(out)
    train, test = split_set(config, pictures)
    assert test is not None
    # Of the part that is judged on: it changes with the split, too.
    data = f"{train.fingerprint}:{test.fingerprint}"
    if found is not None:
        if found.data != data:
            raise TrainingError(
                "Other pictures",
                "The table in {folder} is of other pictures, or of others who are kept apart.",
                "Name another folder.",
                folder=out,
            )
        return found
    note("Eigenfaces")
    made_on = {**machine(), **choose_compute(preference, config.precision).record()}
    return Sheet(data=data, baseline=baseline_of(train, test).record(), machine=made_on)


def _result(
    call: Invocation, out: Path, config: RunConfig, pictures: AlignedSet, source: Path, preference: Preference
) -> Result:
    """Train, or go on with training, and say what it came to; a run that diverges is a result, too."""
    from facegate.errors import DivergedError
    from facegate.training.table import result_of

    run, trainer = _prepared(out, config, pictures, source, preference)
    try:
        outcome = train_to_end(call, run, trainer, "the same command")
    except DivergedError as error:
        note(error.text())
        return result_of(config, "failed", run.validation(), None)
    if outcome.ending == "stopped":
        raise AssertionError("a stop is raised")
    return result_of(config, outcome.ending, outcome.validation, outcome.seconds)


def _prepared(
    out: Path, config: RunConfig, pictures: AlignedSet, source: Path, preference: Preference
) -> tuple[RunFolder, Trainer]:
    from facegate.training.devices import choose_compute
    from facegate.training.prepared import new_run, resumed_run
    from facegate.training.runs import open_run

    folder = out / "runs" / f"{config.recipe}-{config.seed}"
    compute = choose_compute(preference, config.precision)
    if (folder / "run.json").is_file():
        run = open_run(folder)
        if run.record.config == config and run.checkpoint("last").is_file():
            return run, resumed_run(run, pictures, compute)
        # Of other settings, or ended before its first checkpoint: a table's runs are its own to make anew.
        shutil.rmtree(folder)
    return new_run(folder, config, pictures, source, compute)
