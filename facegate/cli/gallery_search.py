"""Who of a gallery file a picture shows, as records. Loads networks' libraries: imported by the command that runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facegate.cli.failures import as_record
from facegate.cli.identify import box_record, templates_of_faces
from facegate.cli.records import rounded
from facegate.domain.faces import Detection
from facegate.domain.fusion import fused_people
from facegate.domain.identification import DecisionPolicy, judge
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.ports import Vision
from facegate.domain.templates import StoredReference, Template
from facegate.errors import ImageError
from facegate.gallery.gallery import IndexedGallery
from facegate.gallery.index import Engine
from facegate.storage.gallery_people import StoredGallery
from facegate.vision.images import read_image


class PictureRecogniser:
    """A gallery, ready to be searched with the faces of pictures; one look decides."""

    def __init__(self, stored: StoredGallery, policy: DecisionPolicy, vision: Vision) -> None:
        """Take a gallery and the rules and models for it."""
        self._stored = stored
        self._gallery = _filled(stored)
        self._policy = policy
        rule = LookAlikeRule(policy, stored.dimension)
        # As the program's: people who look alike are told apart with a wider margin.
        self._margins = LookAlikeMargins(rule, self._gallery.nearest_other)
        self._vision = vision

    def image_record(self, path: Path) -> dict[str, Any]:
        """All faces of a picture, or why it cannot be read. Raises ModelError."""
        try:
            image = read_image(path)
        except ImageError as error:
            return {"image": str(path), "error": as_record(error), "faces": []}
        faces = self._vision.photo_detector.detect(image)
        templates = templates_of_faces(image, faces, self._vision)
        records = [self._face_record(face, template) for face, template in zip(faces, templates, strict=True)]
        return {"image": str(path), "error": None, "faces": records}

    def _face_record(self, face: Detection, template: Template) -> dict[str, Any]:
        candidates = self._gallery.search(template)
        judgement = judge(candidates, self._policy, self._margins)
        best = candidates.best
        return {
            "box": box_record(face),
            "score": rounded(face.score),
            "name": None if judgement.subject_id is None else self._name(judgement.subject_id),
            "nearest": None if best is None else self._name(best.subject_id),
            "distance": rounded(judgement.distance),
            "margin": rounded(judgement.margin),
            "threshold": rounded(self._policy.threshold),
            "decision": judgement.outcome,
            "reason": judgement.reason,
        }

    def _name(self, subject_id: SubjectId) -> str:
        return self._stored.people[int(subject_id, 16)].name


def _filled(stored: StoredGallery) -> IndexedGallery:
    """As the program's: one fused template a person."""
    owned = [(place, template) for place, person in enumerate(stored.people) for template in person.templates]
    # An index is not worth its building for some pictures.
    made = IndexedGallery(stored.model_id, stored.dimension, engine=Engine.EXACT)
    references = [
        StoredReference(ReferenceId(number), SubjectId(f"{place:032x}"), template)
        for number, (place, template) in enumerate(owned, 1)
    ]
    made.load(fused_people(references))
    return made
