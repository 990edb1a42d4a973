"""``facegate train detector``: a detector of faces from labelled pictures, exported at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.lab import require_lab
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import telling
from facegate.cli.signals import Stopped
from facegate.cli.train_run import (
    DeviceOption,
    EpochsOption,
    OutArgument,
    ResumeOption,
    SeedOption,
    StartOption,
    chosen_device,
)

if TYPE_CHECKING:
    from facegate.training.detection.config import DetectorConfig
    from facegate.training.detection.exporting import ExportNaming
    from facegate.training.detection.prepared import LabelFolders
    from facegate.training.detection.run_folder import DetectorRun
    from facegate.training.detection.specs import DetectorBackbone
    from facegate.training.detection.trainer import DetectorOutcome, DetectorProgress, DetectorTrainer

_HELP = """Train RetinaFace on pictures with labelled faces, and write it into OUT/export as the program installs it.

DATA holds WIDER FACE's wider_face_train_bbx_gt.txt or RetinaFace's label.txt, which has landmarks, too, and the
pictures in images/ beside it; 'facegate train detector-data' makes one of dlib's XML. Landmarks of -1 are not learned.
Ctrl-C ends the step, saves, and says how to go on. Afterwards: facegate models install --from OUT."""

_RECIPE = "retinaface-small"
_WORKERS = 2
"""Threads that make batches ahead: enough for a processor; a GPU wants one for each core."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "detector",
        help=_HELP,
        epilog="Example: facegate train detector wider runs/faces --backbone resnet50 --recipe retinaface",
    )(detector)


def detector(
    context: typer.Context,
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Labelled pictures.")],
    out: OutArgument,
    backbone: Annotated[
        str, typer.Option("--backbone", metavar="NAME", help="mobilenet0.25 or resnet50.")
    ] = "mobilenet0.25",
    recipe: Annotated[
        str,
        typer.Option(
            "--recipe", metavar="NAME", help="retinaface, as published, or retinaface-small for tens of pictures."
        ),
    ] = _RECIPE,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Another value: loss.box=0.25. Repeatable.")
    ] = None,
    validation: Annotated[
        Path | None,
        typer.Option("--validation", metavar="DIR", help="Labelled pictures that it is judged on."),
    ] = None,
    start: StartOption = None,
    resume: ResumeOption = False,
    seed: SeedOption = None,
    epochs: EpochsOption = None,
    device: DeviceOption = "auto",
    workers: Annotated[int, typer.Option("--workers", min=0, help="Threads that prepare pictures.")] = _WORKERS,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What its id begins with; without, OUT's name.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="SPDX", help="Of the file; without, proprietary: your own.")
    ] = None,
    research_only: Annotated[
        bool, typer.Option("--research-only", help="The pictures were given for research: so is the network.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    require_lab()
    from facegate.training.detection.exporting import ExportNaming
    from facegate.training.detection.prepared import LabelFolders, new_detector_run, resumed_detector_run
    from facegate.training.export.facts import OWN_LICENCE

    folders, chosen = LabelFolders(data, validation), chosen_device(device)
    if resume:
        if settings or start is not None or seed is not None or epochs is not None:
            raise typer.BadParameter("--resume goes on with a run as it is.")
        run, trainer = resumed_detector_run(out, folders, chosen, workers)
    else:
        config = _config(backbone, recipe, seed, epochs, settings or [])
        run, trainer = new_detector_run(out, config, folders, chosen, workers, start)
    outcome = _train(invocation(context), run, trainer, f"facegate train detector {data} {out} --resume")
    _tell_failures(trainer)
    naming = ExportNaming(name or out.resolve().name, licence or OWN_LICENCE, research_only)
    _show(run, outcome, _export(run, folders, naming), Output(as_json))


def _config(backbone: str, recipe: str, seed: int | None, epochs: int | None, settings: list[str]) -> DetectorConfig:
    from facegate.training.detection.config import detector_recipe
    from facegate.training.detection.specs import DetectorBackbone

    if backbone not in get_args(DetectorBackbone):
        raise typer.BadParameter(f"--backbone is one of {', '.join(get_args(DetectorBackbone))}.")
    named = [f"{key}={value}" for key, value in (("seed", seed), ("epochs", epochs)) if value is not None]
    return detector_recipe(recipe, cast("DetectorBackbone", backbone), [*named, *settings])


def _train(call: Invocation, run: DetectorRun, trainer: DetectorTrainer, again: str) -> DetectorOutcome:
    """Train; a request to stop ends the step and saves first."""
    from facegate.training.recording import run_log

    facts = run.record.data
    note(f"{counted(facts.faces, 'face')} in {counted(facts.pictures, 'picture')}; {run.record.machine['device']}.")
    asked: list[Stopped] = []

    def stop() -> bool:
        request = call.signals.take()
        if request is not None:
            asked.append(request)
        return bool(asked)

    with call.signals.held(), run_log(run), telling("Steps") as tell:
        outcome = trainer.run(lambda progress: tell(progress.step, progress.steps, _how(progress)), stop)
    if asked:
        note(f"Saved after {outcome.step} steps. Go on: {again}")
        raise asked[0]
    return outcome


def _how(progress: DetectorProgress) -> str:
    return f"loss {progress.loss:.3f}" + ("" if progress.ap is None else f", average precision {progress.ap:.3f}")


def _tell_failures(trainer: DetectorTrainer) -> None:
    for path, reason in sorted(trainer.batches.failures.items()):
        note(f"{path}: {reason} Another picture took its place.")


def _export(run: DetectorRun, folders: LabelFolders, naming: ExportNaming) -> dict[str, Any]:
    from facegate.training.detection.exporting import export_detector

    note("Writing the network.")
    judged = run.checkpoint("best").exists()
    return export_detector(run, folders.read()[0], "best" if judged else "last", naming)


def _show(run: DetectorRun, outcome: DetectorOutcome, exported: dict[str, Any], output: Output) -> None:
    record = {
        "run": str(run.path),
        "step": outcome.step,
        "seconds": round(outcome.seconds, 1),
        "validation": outcome.validation,
        "export": exported,
    }
    rows: list[tuple[str, object]] = [("steps", outcome.step), ("seconds", round(outcome.seconds))]
    best = (outcome.validation or {}).get("best")
    for level, rates in (best or {"levels": {}})["levels"].items():
        rows.append((f"average precision, {level}", "" if rates["ap"] is None else f"{rates['ap']:.4f}"))
    rows += [("exported as", exported["id"]), ("install", f"facegate models install --from {run.path}")]
    output.table(record, ("", ""), rows)
