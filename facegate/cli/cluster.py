"""``facegate cluster``: unknown faces grouped by person, in a folder of pictures or among visitors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.cluster_visitors import cluster_visitors, days
from facegate.cli.export import FromOption, ToOption
from facegate.cli.failures import as_record
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note
from facegate.cli.progress import counting
from facegate.cli.records import rounded

if TYPE_CHECKING:
    from facegate.domain.faces import Box
    from facegate.evaluation.face_finding import Finds, FoundFace
    from facegate.pipeline.engine import Engine

_COLUMNS = ("Group", "Faces", "Pictures", "Most typical", "Box")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("cluster", epilog="Example: facegate cluster holiday/ --out by-person/ --json")(cluster)


def cluster(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Pictures, in folders below it too; every face counts.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="New folder for crops, one folder a group, and contact sheets."),
    ] = None,
    visitors: Annotated[
        bool, typer.Option("--visitors", help="Group the kept looks of events that name nobody instead.")
    ] = False,
    first: FromOption = None,
    last: ToOption = None,
    collages: Annotated[
        bool,
        typer.Option("--collages", help="A person may be in a picture several times; else faces of one never are one."),
    ] = False,
    threshold: Annotated[
        float | None,
        typer.Option("--threshold", metavar="D", min=0.0, max=4.0, help="Squared distance; as a rule the one in use."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Group unknown faces by person. Nothing is enrolled and nothing is logged."""
    if (folder is None) != visitors:
        raise typer.BadParameter("give either a folder DIR or --visitors", ctx=context)
    if visitors and out is not None:
        raise typer.BadParameter("no pictures of visitors are kept: --out needs a folder DIR", ctx=context)
    if not visitors and (first is not None or last is not None):
        raise typer.BadParameter("--from and --to go with --visitors", ctx=context)
    call = invocation(context)
    if folder is None:
        cluster_visitors(call, days(context, first, last), threshold, Output(as_json))
        return
    if out is not None and out.absolute().resolve().is_relative_to(folder.absolute().resolve()):
        raise typer.BadParameter("--out must not lie within DIR: its crops would be grouped next time", ctx=context)
    _cluster_folder(call, folder, out, _Rules(threshold, collages), Output(as_json))


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the user said of how to group."""

    threshold: float | None
    collages: bool


def _cluster_folder(call: Invocation, folder: Path, out: Path | None, rules: _Rules, output: Output) -> None:
    from facegate.evaluation.corpus import pictures
    from facegate.evaluation.face_finding import find_faces
    from facegate.evaluation.group_folders import check_free, write_groups
    from facegate.vision.images import read_image

    files = pictures(folder)
    if out is not None:
        check_free(out)
    with call.services(read_only=True) as services:
        ensure_models(call, services)
        engine = services.controller.load()
        threshold = threshold_of(engine, rules.threshold)
        with counting("Pictures") as count:
            finds = find_faces(files, engine.vision, read_image, count)
    groups = _groups(finds, threshold, rules.collages)
    if out is not None:
        with counting("Crops") as count:
            write_groups(out, groups, read_image, count)
    _tell(folder, files, finds, groups, output, _head(engine, threshold, out))


def threshold_of(engine: Engine, chosen: float | None) -> float:
    """The one that was asked for, else the one in use.

    Raises:
        EvaluationError: none was asked for, and nobody measured one of this model.
    """
    from facegate.errors import EvaluationError

    if chosen is not None:
        return chosen
    if not engine.policy.calibrated:
        raise EvaluationError(
            "No threshold",
            "Nobody measured a threshold of {model}.",
            "Name one with --threshold, or calibrate.",
            model=engine.vision.extractor.model_id,
        )
    return engine.policy.threshold


def _groups(finds: Finds, threshold: float, collages: bool) -> list[list[FoundFace]]:
    """Faces of each group, the medoid first, then as they were found."""
    import numpy as np

    from facegate.evaluation.clustering import group_faces

    faces = [(face, face.template.vector) for face in finds.faces if face.template is not None]
    if not faces:
        return []
    numbers = {face.path: number for number, (face, _) in enumerate(faces)}
    pictures = None if collages else [numbers[face.path] for face, _ in faces]
    with counting("Comparing") as count:
        found = group_faces(np.stack([vector for _, vector in faces]), threshold, count, pictures)
    return [
        [faces[place][0] for place in (group.medoid, *(each for each in group.members if each != group.medoid))]
        for group in found
    ]


def _head(engine: Engine, threshold: float, out: Path | None) -> dict[str, Any]:
    return {
        "model": engine.vision.extractor.model_id,
        "threshold": rounded(threshold),
        "out": None if out is None else str(out.absolute()),
    }


def _tell(
    folder: Path,
    files: Sequence[Path],
    finds: Finds,
    groups: Sequence[Sequence[FoundFace]],
    output: Output,
    head: dict[str, Any],
) -> None:
    unclear = [face for face in finds.faces if face.template is None]
    several = [group for group in groups if len(group) > 1]
    for path, error in finds.unread:
        note(f"{path.relative_to(folder)}: {error.title}. {error.message} {error.remedy}")
    note(
        f"{len(finds.faces)} faces in {len(files)} pictures: {len(several)} groups, {len(groups) - len(several)} faces "
        f"like no other, {len(unclear)} too unclear to say; {len(finds.empty)} pictures without a face, "
        f"{len(finds.unread)} not readable."
    )
    record = {
        **head,
        "pictures": len(files),
        "faces": len(finds.faces),
        "groups": [_record(folder, number, group) for number, group in enumerate(groups, 1)],
        "unclear": [{**_face(folder, face), "defects": list(face.defects)} for face in unclear],
        "without_face": [str(path.relative_to(folder)) for path in finds.empty],
        "unread": [{"image": str(path.relative_to(folder)), "error": as_record(error)} for path, error in finds.unread],
    }
    rows = [
        (
            number,
            len(group),
            len({face.path for face in group}),
            group[0].path.relative_to(folder),
            _short(group[0].box),
        )
        for number, group in enumerate(several, 1)
    ]
    output.table(record, _COLUMNS, rows, empty="No two faces are of one person.")


def _record(folder: Path, number: int, group: Sequence[FoundFace]) -> dict[str, Any]:
    return {
        "group": number,
        "size": len(group),
        "pictures": len({face.path for face in group}),
        "medoid": _face(folder, group[0]),
        "faces": [_face(folder, face) for face in group],
    }


def _face(folder: Path, face: FoundFace) -> dict[str, Any]:
    box = face.box
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return {
        "image": str(face.path.relative_to(folder)),
        "box": {name: round(value, 1) for name, value in sides.items()},
    }


def _short(box: Box) -> str:
    return f"{box.x:.0f},{box.y:.0f} {box.width:.0f}x{box.height:.0f}"
