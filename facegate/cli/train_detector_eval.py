"""``facegate train detector-eval``: average precision of any detector on labelled pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.vision.rows import RowDetector

_HELP = """Measure how well a detector finds labelled faces: average precision by the protocol of WIDER FACE.

MODEL is the id of an installed detector, or a folder with an exported one, such as a run's. DATA is laid out as for
'facegate train detector'. With --lists the faces that count as easy, medium and hard are those of the benchmark's own
wider_easy_val.mat and its neighbours; without, faces at least 50, 30 and 10 pixels high."""

_SIZE = 640
"""Pixels: the program's default."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "detector-eval",
        help=_HELP,
        epilog="Example: facegate train detector-eval yunet-2023mar labels --json",
    )(detector_eval)


def detector_eval(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="An id, or a folder with an exported detector.")],
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Labelled pictures.")],
    lists: Annotated[
        Path | None, typer.Option("--lists", metavar="DIR", help="WIDER FACE's lists of easy, medium and hard faces.")
    ] = None,
    size: Annotated[
        int, typer.Option("--size", min=32, max=4096, help="Pixels of a picture's longer side as the detector sees it.")
    ] = _SIZE,
    photographs: Annotated[
        bool, typer.Option("--photographs", help="Look several times, as the program does at photographs.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.training.detection.evaluation import evaluate_detector
    from facegate.training.detection.labels import read_labels
    from facegate.training.detection.levels import levels_by_height, levels_by_lists
    from facegate.training.detection.reading import NMS_THRESHOLD
    from facegate.vision.photos import PhotoDetector

    pictures = read_labels(data)
    levels = levels_by_height() if lists is None else levels_by_lists(lists)
    finder = _open(invocation(context), model, size)
    with counting("Pictures") as progress:
        detector = PhotoDetector(finder, NMS_THRESHOLD) if photographs else finder
        rates = evaluate_detector(detector, pictures, levels, progress)
    for path, reason in rates.unreadable.items():
        note(f"{path}: {reason}")
    record = {"model": model, "size": size, **rates.record()}
    rows = [
        (name, level.faces, "" if level.average is None else f"{level.average:.4f}")
        for name, level in rates.levels.items()
    ]
    if rates.threshold is not None:
        found, right = f"{rates.threshold.recall:.1%}", f"{rates.threshold.precision:.1%}"
        note(
            f"Best at a score of {rates.threshold.score:.3f}: {found} of the faces found, {right} of those found right."
        )
    Output(as_json).table(record, ("faces", "labelled", "average precision"), rows)


def _open(call: Invocation, model: str, size: int) -> RowDetector:
    """An installed detector, or one of a folder, that gives unsure faces, too. Raises ModelError, TrainingError."""
    from facegate.training.detection.opening import detector_of_folder, installed_detector

    folder = Path(model)
    if folder.is_dir():
        return detector_of_folder(folder, size)
    return installed_detector(call.backend.model_store(call.paths), model, size)
