"""``facegate evaluate light-and-pose``: a person's photographs and the distances between them, as one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_models import EmbedderOption, Tested, load_tested, note_unmeasured
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.evaluation.corpus import Failure
    from facegate.evaluation.light_and_pose.looks import Look

_HELP = """Draw photographs of two people under changes of light and pose, with the squared distances between neighbours
and the threshold in use, as in figure 1 of FaceNet. For any embedder that is installed.

The page and the PNG beside it show faces: only the account that writes them may read them, and they are not to be
passed on without the consent of the people in them."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "light-and-pose",
        help=_HELP,
        epilog="Example: facegate evaluate light-and-pose --people people --report light.html --person 07207",
    )(light_and_pose)


def light_and_pose(
    context: typer.Context,
    people: Annotated[Path, typer.Option("--people", metavar="DIR", help="Pictures, one folder a person.")],
    report: Annotated[Path, typer.Option("--report", metavar="FILE.html", help="The page; its PNG goes beside it.")],
    person: Annotated[
        str | None, typer.Option("--person", metavar="FOLDER", help="Whose pictures; else of whom there are most.")
    ] = None,
    other: Annotated[
        str | None,
        typer.Option("--other", metavar="FOLDER", help="The other person; else as above."),
    ] = None,
    side_light: Annotated[
        bool, typer.Option("--side-light", help="Order by the side that light comes from, not by brightness.")
    ] = False,
    across: Annotated[int, typer.Option("--across", min=2, max=6, help="Pictures in a row.")] = 4,
    down: Annotated[int, typer.Option("--down", min=1, max=4, help="Rows a person.")] = 2,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.evaluation import corpus
    from facegate.evaluation.light_and_pose.arrangement import Light, arrange
    from facegate.evaluation.light_and_pose.figure import LightAndPose, Shown
    from facegate.evaluation.light_and_pose.page import light_and_pose_report
    from facegate.evaluation.report.html import write

    files = corpus.people(people)
    chosen = _chosen(files, person, other)
    tested = load_tested(invocation(context), embedder)
    note_unmeasured(tested)
    looks, failed = _looks(chosen, people, tested)
    light = Light.SIDE if side_light else Light.BRIGHTNESS
    # One width for both: that of whoever has fewer photographs.
    width = min(across, *(len(each) // down for each in looks.values()))
    shown = [Shown(name, arrange(each, width, down, light)) for name, each in looks.items()]
    figure = LightAndPose(str(tested.vision.extractor.model_id), tested.policy.threshold, shown, light)
    attempted = sum(len(each) for each in chosen.values())
    record = {**tested.record(), **figure.record(), "acquisition": corpus.Acquisition(attempted, failed).record()}
    write(light_and_pose_report(record, figure), report, report.parent)
    note(f"Wrote {report.name} and {report.stem}-grid.png. They show faces: only your account may read them.")
    _tell(record, as_json)


def _chosen(files: Mapping[str, Sequence[Path]], *wanted: str | None) -> dict[str, Sequence[Path]]:
    """The pictures of those who were named, and for each who was not of whom there are most.

    Raises:
        NotFoundError: somebody who was named has no folder.
    """
    from facegate.errors import NotFoundError

    for name in wanted:
        if name is not None and name not in files:
            raise NotFoundError(
                "Person not found",
                "No folder with pictures is called {name}.",
                "Name a folder of those that --people holds.",
                name=name,
            )
    rest = iter(sorted((name for name in files if name not in wanted), key=lambda name: (-len(files[name]), name)))
    names = [next(rest, None) if name is None else name for name in wanted]
    return {name: files[name] for name in names if name is not None}


def _looks(
    chosen: Mapping[str, Sequence[Path]], folder: Path, tested: Tested
) -> tuple[dict[str, list[Look]], dict[str, Failure]]:
    from facegate.evaluation.light_and_pose.looks import measure_looks
    from facegate.vision.images import read_image

    looks: dict[str, list[Look]] = {}
    with counting("Pictures") as progress:
        every = [path for files in chosen.values() for path in files]
        found, failed = measure_looks(every, folder, tested.vision, read_image, progress)
    for name, files in chosen.items():
        own = {path.relative_to(folder).as_posix() for path in files}
        looks[name] = [look for look in found if look.name in own]
    return looks, failed


def _tell(record: Mapping[str, Any], as_json: bool) -> None:
    kinds = (("one person", record["pairs"]["mated"]), ("different people", record["pairs"]["non_mated"]))
    rows = [
        (name, each["pairs"], each["least"], each["median"], each["largest"], each["wrong"]) for name, each in kinds
    ]
    Output(as_json).table(
        record, ("Pairs shown", "Number", "Least", "Median", "Largest", "Wrong at the threshold"), rows
    )
