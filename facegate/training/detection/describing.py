"""The manifest of an exported detector. Needs no PyTorch."""

from __future__ import annotations

from hashlib import sha256
from math import floor
from typing import Any

from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.training.detection.reading import SCORE_THRESHOLD, part_of
from facegate.training.detection.run_folder import DetectorRun
from facegate.training.export.facts import INPUT
from facegate.training.runs import Which
from facegate.vision.manifest import Manifest

_DIGITS = 8
"""Of the hash in an id: two networks of one name are told apart."""

_DECIMALS = 3
"""Of a score in a manifest."""

_SHAPE = (1, 3, "height", "width")
"""Of the input: one picture of whole cells of 32 pixels."""


def describe_detector(
    run: DetectorRun, which: Which, data: bytes, name: str, licence: str, *, research_only: bool
) -> Manifest:
    """Describe the ONNX file of a run.

    Args:
        run: where it comes from.
        which: the checkpoint.
        data: the file.
        name: what the id begins with.
        licence: of the file.
        research_only: whether nothing else is allowed.

    Raises:
        TrainingError: name or licence are not what a manifest allows.
    """
    config, digest = run.record.config, sha256(data).hexdigest()
    judged: dict[str, Any] | None = (run.validation() or {}).get(which)
    model_id = f"{name}-{digest[:_DIGITS]}"
    try:
        return Manifest.model_validate(
            {
                "id": model_id,
                "title": f"{name}: RetinaFace, {config.backbone}",
                "task": "detector",
                "licence": licence,
                "notes": _notes(run, judged),
                "research_only": research_only,
                "prepare": {"input": INPUT, "shape": _SHAPE},
                "detector": part_of(config, "probabilities", _score_threshold(judged)).model_dump(exclude_none=True),
                "variants": [{"name": "fp32", "file": f"{model_id}.onnx", "sha256": digest, "size": len(data)}],
            }
        )
    except ValidationError as error:
        raise TrainingError(
            "Network cannot be described",
            "No description of {model} can be written: {reason}.",
            "Choose another name of letters, digits, dots and hyphens (--name).",
            model=model_id,
            reason=error.errors(include_url=False)[0]["msg"].rstrip("."),
        ) from error


def _score_threshold(judged: dict[str, Any] | None) -> float:
    """The measured one, else that from which a face is likelier than none."""
    measured = (judged or {}).get("threshold")
    # Downwards: of a sure detector 0.9999 would become 1, which hardly any face scores.
    return SCORE_THRESHOLD if measured is None else floor(measured["score"] * 10**_DECIMALS) / 10**_DECIMALS


def _notes(run: DetectorRun, judged: dict[str, Any] | None) -> str:
    record = run.record
    trained = (
        f"Trained with the recipe {record.config.recipe} on {record.data.faces} faces of {record.data.pictures}"
        f" pictures (labels {record.data.fingerprint[:_DIGITS]})."
    )
    if judged is None:
        return f"{trained} How well it finds faces was not measured."
    ap = judged["levels"]["all"]["ap"]
    said = "not measured" if ap is None else f"{ap:.3f}"
    return f"{trained} Average precision on {judged['faces']} faces of {judged['pictures']} pictures: {said}."
