"""The manifest of an exported network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import tomli_w
from pydantic import ValidationError

from facegate.errors import TrainingError
from facegate.training.data.augment import FIXED_MEAN, FIXED_SCALE
from facegate.training.export.facts import INPUT, OUTPUT, ExportFacts
from facegate.training.export.placing import alignment_of
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.manifest import Manifest, PublishedPoint

_DIGITS = 8
"""Of the hash in an id: two networks of one name are told apart."""

_UNMEASURED = "Its threshold was not measured: calibrate before use."


def describe(
    facts: ExportFacts, data: bytes, form: str, notes: Sequence[str], points: Sequence[PublishedPoint]
) -> Manifest:
    """Describe one file.

    Args:
        facts: what its weights do not say.
        data: the ONNX file.
        form: ``fp32`` or ``int8``.
        notes: sentences that come after those of its origin.
        points: measured thresholds, the default first; none: nobody is identified before the site has calibrated one.

    Raises:
        TrainingError: name, licence or sizes are not what a manifest allows.
    """
    embedder = _embedder(facts)
    digest = sha256(data).hexdigest()
    model_id = "-".join(
        (facts.name, *(() if form == "fp32" else (form,)), sha256(_words(embedder, digest)).hexdigest()[:_DIGITS])
    )
    try:
        return Manifest.model_validate(
            {
                "id": model_id,
                "title": facts.title,
                "task": "embedder",
                "licence": facts.licence,
                "notes": " ".join((*facts.origin, *notes, *(() if points else (_UNMEASURED,)))),
                "research_only": facts.research_only,
                "unmeasured": not points,
                "prepare": {"input": INPUT, "shape": facts.shape},
                "embedder": embedder,
                "operating_points": tuple(points),
                "variants": [{"name": form, "file": f"{model_id}.onnx", "sha256": digest, "size": len(data)}],
            }
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise TrainingError(
            "Network cannot be described",
            "No description of {model} can be written: {reason}.",
            "Choose another name of letters, digits, dots and hyphens (--name); sizes are those of the recipe.",
            model=model_id,
            reason=f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
        ) from error


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as TOML."""
    # Only what is said: what a later release adds then has that release's default.
    record = manifest.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)
    return tomli_w.dumps(record).encode()


def embedder_part(facts: ExportFacts) -> EmbedderPart:
    """How the program feeds the network."""
    return EmbedderPart.model_validate(_embedder(facts))


def _embedder(facts: ExportFacts) -> dict[str, Any]:
    fed = {"standardise": "image"} if facts.standardise == "image" else {"mean": FIXED_MEAN, "scale": FIXED_SCALE}
    return {
        "dimension": facts.dimension,
        "size": facts.size,
        **alignment_of(facts.window, facts.size),
        "colour": "rgb",
        **fed,
        "output": OUTPUT,
    }


def _words(embedder: dict[str, Any], digest: str) -> bytes:
    """What an id stands for: the file, and how it is fed."""
    return json.dumps([embedder, digest], sort_keys=True).encode()
