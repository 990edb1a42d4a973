"""``facegate verify``: whether two pictures show one person (1:1). Nothing is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note, printable
from facegate.cli.records import rounded

if TYPE_CHECKING:
    from facegate.domain.faces import Detection
    from facegate.domain.quality import Defect, FaceQuality
    from facegate.domain.templates import Template
    from facegate.pipeline.engine import Engine
    from facegate.pipeline.services import Services

_SUREST = 0.001
"""Probabilities nearer to 0 and 1 than this are told as bounds."""

_NOT_CALIBRATED = "not_calibrated"

PAIR_PRIOR = 0.5
"""Share of same-person pairs that the probability takes for granted before the pictures are compared."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify", epilog="Example: facegate verify passport.jpg visitor.jpg --json")(verify)


def verify(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="IMAGE", help="A picture.")],
    second: Annotated[Path, typer.Argument(metavar="IMAGE", help="Another picture.")],
    as_json: JsonOption = False,
) -> None:
    """Compare two pictures: distance, decision at the threshold in use, probability. Status 0 whatever is decided."""
    from facegate.domain.comparison import squared_distance

    call = invocation(context)
    with call.services(read_only=True) as services:
        ensure_models(call, services)
        engine = services.controller.load()
        looks = [_look(path, engine) for path in (first, second)]
        distance = squared_distance(looks[0].template, looks[1].template)
        record = _record(looks, distance, engine, services)
    for look in looks:
        note(look.remark)
    Output(as_json).result(record, _text(record))


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """The face of a picture that is compared."""

    path: Path
    face: Detection
    faces: int
    template: Template
    quality: FaceQuality
    defects: tuple[Defect, ...]

    @property
    def remark(self) -> str:
        """What the user should know of this picture; empty if there is nothing."""
        parts = []
        if self.faces > 1:
            box = self.face.box
            parts.append(
                f"{self.faces} faces were found; the largest clear one is compared, {box.width:.0f} x {box.height:.0f} "
                f"pixels at {box.x:.0f},{box.y:.0f}"
            )
        if self.defects:
            parts.append("the face is " + ", ".join(defect.replace("_", " ") for defect in self.defects))
        return f"{self.path.name}: {'; '.join(parts)}." if parts else ""


def _look(path: Path, engine: Engine) -> _Look:
    """Find the face of a picture.

    Raises:
        ImageError: it cannot be read, or shows no face; it says which.
    """
    from facegate.domain.faces import principal
    from facegate.domain.quality import RECOGNITION_GATE
    from facegate.errors import ImageError
    from facegate.vision.images import read_image

    vision = engine.vision
    try:
        image = read_image(path)
    except ImageError as error:
        message = "{picture}: " + error.message_template
        raise ImageError(error.title, message, error.remedy_template, picture=path.name, **error.fields) from error
    faces = vision.photo_detector.detect(image)
    face = principal(faces)
    if face is None:
        raise ImageError(
            "No face",
            "{picture}: no face was found.",
            "Use a picture that shows the face from the front, at least 100 pixels wide.",
            picture=path.name,
        )
    crop = vision.aligner.align(image, face)
    quality = vision.assessor.assess(image, face, crop)
    return _Look(
        path, face, len(faces), vision.extractor.extract([crop])[0], quality, RECOGNITION_GATE.defects(quality)
    )


def _origin(engine: Engine, services: Services) -> dict[str, str]:
    """Where the threshold in use comes from."""
    point, site = engine.vision.operating_point, services.settings.current.recognition.threshold
    if site is not None and site.applies_to(point.model_id):
        return {"source": site.source, "date": site.date}
    return {"source": point.source, "date": point.date}


def _record(looks: Sequence[_Look], distance: float, engine: Engine, services: Services) -> dict[str, Any]:
    policy = engine.policy
    probability = services.calibration.pair_probability(distance)
    answer = "match" if distance <= policy.threshold else "no_match"
    return {
        "distance": rounded(distance),
        "threshold": rounded(policy.threshold),
        "threshold_origin": _origin(engine, services),
        "model": engine.vision.extractor.model_id,
        "decision": answer if policy.calibrated else _NOT_CALIBRATED,
        "probability": probability,
        "probability_prior": None if probability is None else PAIR_PRIOR,
        "probability_reason": _NOT_CALIBRATED if probability is None else None,
        "images": [_look_record(look) for look in looks],
    }


def _look_record(look: _Look) -> dict[str, Any]:
    box, quality = look.face.box, look.quality
    return {
        "image": str(look.path),
        "faces": look.faces,
        "face_used": "only" if look.faces == 1 else "largest",
        "box": {
            "x": round(box.x, 1),
            "y": round(box.y, 1),
            "width": round(box.width, 1),
            "height": round(box.height, 1),
        },
        "defects": list(look.defects),
        "quality": {
            "detection_score": rounded(quality.detection_score),
            "inter_eye": round(quality.inter_eye, 1),
            "yaw": round(quality.yaw, 1),
            "pitch": round(quality.pitch, 1),
            "roll": round(quality.roll, 1),
            "sharpness": round(quality.sharpness, 1),
            "brightness": round(quality.brightness, 1),
            "contrast": round(quality.contrast, 1),
            "inside": rounded(quality.inside),
        },
    }


def _text(record: dict[str, Any]) -> str:
    decisions = {"match": "The same person", "no_match": "Not the same person"}
    decision = decisions.get(record["decision"], "Not decided: nobody measured a threshold of this model")
    probability = record["probability"]
    parts = [f"distance {record['distance']:.4f}", f"threshold {record['threshold']:.4f}"]
    parts.append(
        "probability not calibrated"
        if probability is None
        else f"probability {_share(probability)} where one person is as likely as two"
    )
    return printable(f"{decision}: {', '.join(parts)} ({record['model']}).")


def _share(probability: float) -> str:
    """As far as data can tell: never quite 0 or 1."""
    if probability < _SUREST:
        return f"below {_SUREST}"
    return f"above {1 - _SUREST}" if probability > 1 - _SUREST else f"{probability:.3f}"
