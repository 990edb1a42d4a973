"""``facegate evaluate rivals``: the same pairs of pictures by this program and by others, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from facegate.cli.evaluate_models import load_tested, note_unmeasured
from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.cli.progress import counting

_COLUMNS = (
    "Program",
    "Accuracy",
    "95 %",
    "n",
    "TAR at FMR 1e-3",
    "95 %",
    "n",
    "FMR",
    "FNMR",
    "No face",
    "ms a picture",
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "rivals",
        epilog="Example: facegate evaluate rivals --images lfw/images --pairs lfw/pairs.txt --against opencv",
    )(rivals)


def rivals(
    context: typer.Context,
    images: Annotated[Path, typer.Option("--images", metavar="DIR", help="Pictures, one folder a person.")],
    pairs: Annotated[Path, typer.Option("--pairs", metavar="FILE", help="What is compared, as in 'verification'.")],
    against: Annotated[
        list[str], typer.Option("--against", metavar="NAME", help="opencv or face_recognition; may be repeated.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Compare pictures pair by pair with this program and with others, each picture by all of them in turn.

    The rates are at the threshold that each program publishes; accuracy at the one that is best on the other folds.
    """
    from facegate.cli.rivals import RIVALS, Contender, Ours, race, result, rival
    from facegate.evaluation.pairs import read_pairs
    from facegate.settings.store import SettingsStore
    from facegate.vision.images import read_image

    unknown = [name for name in against if name not in RIVALS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(RIVALS)}")
    protocol = read_pairs(pairs, images)
    call = invocation(context)
    tested = load_tested(call, None)
    note_unmeasured(tested)
    chosen = SettingsStore(call.paths.settings_file, read_only=True).current.recognition
    store = call.backend.model_store(call.paths)
    contenders: list[Contender] = [Ours(tested.vision, tested.policy.threshold)]
    contenders += [rival(name, store, chosen) for name in dict.fromkeys(against)]
    files = [file for side in protocol.sides.values() for file in side.files]
    with counting("Pictures") as progress:
        courses = race(contenders, files, read_image, progress)
    found = [result(contender, courses[contender.name], protocol) for contender in contenders]
    Output(as_json).table({"rivals": found}, _COLUMNS, [_row(each) for each in found])


def _row(found: dict[str, Any]) -> list[object]:
    return [
        found["name"],
        *rate_cells(found["accuracy"]),
        *rate_cells(found["tar_at_fmr"]["1e-3"]),
        *(rate_cells(found[key])[0] for key in ("fmr", "fnmr", "fta")),
        found["ms_per_picture"],
    ]
