"""``facegate identify``: who is in these pictures. Nothing is logged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.failures import as_record
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note, printable
from facegate.cli.records import rounded

if TYPE_CHECKING:
    from facegate.domain.faces import Detection
    from facegate.domain.frames import BgrImage
    from facegate.domain.ids import SubjectId
    from facegate.domain.ports import Vision
    from facegate.domain.templates import Template
    from facegate.pipeline.engine import Engine
    from facegate.pipeline.services import Services

_COLUMNS = ("Image", "Box", "Decision", "Person", "Nearest", "Distance", "Margin", "Threshold", "Reason")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("identify", epilog="Example: facegate identify group.jpg --json")(identify)


def identify(
    context: typer.Context,
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE", help="Pictures.")],
    as_json: JsonOption = False,
) -> int:
    """Find every face in pictures: box, best person or none, distance, margin, decision of that one look."""
    call = invocation(context)
    with call.services(read_only=True) as services:
        ensure_models(call, services)
        engine = services.controller.load()
        found = [_image_record(path, engine, services) for path in images]
    for each in found:
        if each["error"] is not None:
            note(f"{each['image']}: {each['error']['title']}. {each['error']['message']} {each['error']['remedy']}")
        elif not each["faces"]:
            note(f"{each['image']}: no face was found.")
    Output(as_json).table(found, _COLUMNS, [row for each in found for row in _rows(each)])
    return int(any(each["error"] is not None for each in found))


def _image_record(path: Path, engine: Engine, services: Services) -> dict[str, Any]:
    from facegate.errors import ImageError
    from facegate.vision.images import read_image

    try:
        image = read_image(path)
    except ImageError as error:
        return {"image": str(path), "error": as_record(error), "faces": []}
    faces = engine.vision.photo_detector.detect(image)
    templates = templates_of_faces(image, faces, engine.vision)
    return {
        "image": str(path),
        "error": None,
        "faces": [
            _face_record(face, template, engine, services) for face, template in zip(faces, templates, strict=True)
        ],
    }


def templates_of_faces(image: BgrImage, faces: Sequence[Detection], vision: Vision) -> list[Template]:
    """One template a face, in batches that the extractor likes: a crowd need not fit into memory at once."""
    extractor, aligner = vision.extractor, vision.aligner
    step = max(1, extractor.preferred_batch)
    return [
        template
        for start in range(0, len(faces), step)
        for template in extractor.extract([aligner.align(image, face) for face in faces[start : start + step]])
    ]


def _face_record(face: Detection, template: Template, engine: Engine, services: Services) -> dict[str, Any]:
    from facegate.domain.identification import judge

    candidates = engine.gallery.search(template)
    judgement = judge(candidates, engine.policy, engine.margins)
    best = candidates.best
    return {
        "box": box_record(face),
        "score": rounded(face.score),
        **_person(judgement.subject_id, services),
        "nearest": None if best is None else _person(best.subject_id, services),
        "distance": rounded(judgement.distance),
        "margin": rounded(judgement.margin),
        "threshold": rounded(engine.policy.threshold),
        "model": engine.vision.extractor.model_id,
        "decision": judgement.outcome,
        "reason": judgement.reason,
    }


def box_record(face: Detection) -> dict[str, float]:
    """Where a face is, in pixels of its picture."""
    return {
        "x": round(face.box.x, 1),
        "y": round(face.box.y, 1),
        "width": round(face.box.width, 1),
        "height": round(face.box.height, 1),
    }


def box_text(box: dict[str, float]) -> str:
    """The same for people."""
    return "{x:.0f},{y:.0f} {width:.0f}x{height:.0f}".format(**box)


def _person(subject_id: SubjectId | None, services: Services) -> dict[str, Any]:
    person = services.directory.get(subject_id)
    return {
        "subject_id": subject_id,
        "person_id": person.external_id if person else None,
        "name": person.name if person else None,
    }


def _rows(found: dict[str, Any]) -> list[list[object]]:
    return [
        [
            found["image"],
            box_text(face["box"]),
            face["decision"].replace("_", " "),
            printable(face["name"] or ""),
            printable(face["nearest"]["name"] or "") if face["nearest"] else "",
            face["distance"],
            face["margin"],
            face["threshold"],
            face["reason"].replace("_", " "),
        ]
        for face in found["faces"]
    ]
