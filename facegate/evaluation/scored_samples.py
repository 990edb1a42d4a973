"""Pictures of known people, each made into a template and measured by several quality scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from facegate.domain.enrolment import sample_quality
from facegate.domain.faces import Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.ports import Vision
from facegate.domain.templates import Template
from facegate.errors import EvaluationError, ImageError
from facegate.evaluation.corpus import Failure, Progress, Reader, Sample
from facegate.evaluation.predictors import ScoredSamples

Measure: TypeAlias = Callable[[BgrImage, Detection, BgrImage, Template], float]
"""A score of (picture, face, aligned crop, template of it), higher is better."""

SAMPLE_QUALITY = "sample_quality"
"""Name of :func:`facegate.domain.enrolment.sample_quality` among the scores."""

EMBEDDING_NORM = "embedding_norm"
"""Name of the embedding's length before it is normalised."""


def usual_measures(vision: Vision) -> dict[str, Measure]:
    """The scores that need no model of their own."""

    def components(image: BgrImage, face: Detection, crop: BgrImage, template: Template) -> float:
        del template
        return sample_quality(vision.assessor.assess(image, face, crop))

    def norm(image: BgrImage, face: Detection, crop: BgrImage, template: Template) -> float:
        del image, face, crop
        return template.norm

    return {SAMPLE_QUALITY: components, EMBEDDING_NORM: norm}


def score_people(
    people: Mapping[str, Sequence[Path]],
    vision: Vision,
    read: Reader,
    measures: Mapping[str, Measure],
    progress: Progress,
) -> tuple[dict[Path, Sample], ScoredSamples]:
    """Make a template of every picture and measure it; pictures are read one by one and not kept.

    Args:
        people: pictures by person.
        vision: its ``photo_detector`` looks for the face that a picture is of.
        read: reads a file.
        measures: scores by name.
        progress: see :data:`Progress`.

    Returns:
        What each picture gave, and those that gave a template.

    Raises:
        ModelError: a network cannot run.
        EvaluationError: no picture gave a template.
    """
    owned = [(number, path) for number, paths in enumerate(people.values()) for path in paths]
    found: dict[Path, Sample] = {}
    rows: list[tuple[int, Template, list[float]]] = []
    progress(0, len(owned))
    for done, (number, path) in enumerate(owned, 1):
        found[path], scores = _score(path, vision, read, measures)
        if isinstance(template := found[path], Template):
            rows.append((number, template, scores))
        progress(done, len(owned))
    if not rows:
        raise EvaluationError("Nothing to compare", "No picture shows a face.", "Take pictures that show faces.")
    persons, templates, scored = zip(*rows, strict=True)
    columns = np.array(scored, np.float64).T
    return found, ScoredSamples(
        np.stack([template.vector for template in templates]),
        np.array(persons, np.intp),
        len(people),
        dict(zip(measures, columns, strict=True)),
    )


def _score(path: Path, vision: Vision, read: Reader, measures: Mapping[str, Measure]) -> tuple[Sample, list[float]]:
    try:
        image = read(path)
    except ImageError:
        return Failure.UNREADABLE, []
    face = principal(vision.photo_detector.detect(image))
    if face is None:
        return Failure.NO_FACE, []
    crop = vision.aligner.align(image, face)
    (template,) = vision.extractor.extract([crop])
    return template, [measure(image, face, crop, template) for measure in measures.values()]
