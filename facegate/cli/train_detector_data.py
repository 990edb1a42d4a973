"""``facegate train detector-data``: labels for a detector from dlib's XML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.progress import counting

_HELP = """Make a folder of labels with landmarks out of dlib's XML of labelled boxes.

The pictures are copied into OUT/images, the labels written to OUT/label.txt. Landmarks that the XML lacks are taken
from the program's own detector, where it finds the face; where it does not, they are -1 and are not learned. The copies
are photographs of people, and yours to delete."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "detector-data",
        help=_HELP,
        epilog="Example: facegate train detector-data faces/training.xml faces/testing.xml labels",
    )(detector_data)


def detector_data(
    context: typer.Context,
    sources: Annotated[list[Path], typer.Argument(metavar="XML...", help="dlib's files.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that is made.")],
    landmarks: Annotated[
        bool, typer.Option("--landmarks/--no-landmarks", help="Whether missing landmarks are looked for.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.training.detection.dlib_labels import convert_dlib

    detector = None
    if landmarks:
        from facegate.cli.train_vision import load_finder

        detector = load_finder(invocation(context))[1].photo_detector
    with counting("Pictures") as progress:
        converted = convert_dlib(sources, out, detector, progress)
    for path, reason in converted.skipped.items():
        note(f"{path}: {reason}")
    record = {
        "folder": str(out),
        "pictures": converted.pictures,
        "faces": converted.faces,
        "with_landmarks": converted.with_landmarks,
        "ignored": converted.ignored,
        "skipped": {str(path): reason for path, reason in converted.skipped.items()},
    }
    rows = [(key.replace("_", " "), record[key]) for key in ("pictures", "faces", "with_landmarks", "ignored")]
    Output(as_json).table(record, ("", ""), [*rows, ("skipped", len(converted.skipped))])
