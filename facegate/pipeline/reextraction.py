"""After a change of the embedder: new references from the pictures that were kept, one person at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from facegate import logs
from facegate.domain.faces import principal
from facegate.domain.frames import BgrImage
from facegate.domain.fusion import fused_people
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.other_models import KeptPicture, ModelReferences
from facegate.domain.people import NewReference, Subject
from facegate.domain.ports import PeopleStore, Vision
from facegate.errors import DamagedDataError, ImageError, NotFoundError
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine

_SURROUND = 0.5
"""Of a kept picture's side that is added at each edge before a face is looked for: the crops are so tight
that the detector would miss some."""

SameCrops = Callable[[ModelId, ModelId], bool]
"""Whether two embedders take the same crops; False where one of them is not known any more."""


@dataclass(frozen=True, slots=True)
class WithoutReference:
    """Somebody who is not found with a model.

    Attributes:
        has_picture: whether a picture was kept from which a reference can be made.
    """

    subject: Subject
    has_picture: bool


@dataclass(frozen=True, slots=True)
class ReextractionReport:
    """What was done.

    Attributes:
        model_id: the embedder of the new references.
        people: got references.
        references: that they got.
        without_picture: people of whom none was kept; they have to be enrolled again.
        unusable: people whose pictures are damaged or show no face to the detector.
        left: people whose turn did not come, because the user stopped it.
    """

    model_id: ModelId
    people: int
    references: int
    without_picture: int
    unusable: int
    left: int


class Reextraction:
    """Finds those without a reference of a model and makes them one. Used by one thread at a time."""

    def __init__(
        self,
        people: PeopleStore,
        others: ModelReferences,
        directory: NameDirectory,
        engine: Callable[[], Engine | None],
        decode: Callable[[bytes], BgrImage],
        same_crops: SameCrops,
        actor: str,
    ) -> None:
        """Take what holds people.

        Args:
            people: where references go.
            others: who has which.
            directory: told how many references somebody has.
            engine: what recognises just now, if anything.
            decode: a kept picture from its JPEG; raises ImageError.
            same_crops: see :data:`SameCrops`.
            actor: account of the operating system, for the audit.
        """
        self._people = people
        self._others = others
        self._directory = directory
        self._engine = engine
        self._decode = decode
        self._same_crops = same_crops
        self._actor = actor

    def without(self, model_id: ModelId) -> list[WithoutReference]:
        """Everybody who cannot be found with this model, in order of name; any thread."""
        ids = self._others.without(model_id)
        pictured, known = self._others.with_pictures(ids), self._people.names(ids)
        return [WithoutReference(known[each], each in pictured) for each in ids if each in known]

    def run(
        self, vision: Vision, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> ReextractionReport:
        """Make references for everybody who has none of ``vision``'s embedder and of whom a picture was kept.

        A person's references are stored together or not at all; whoever was
        done stays so when it is stopped, and starting again goes on there.

        Args:
            vision: models to use, the embedder among them.
            progress: called with people done and people in all.
            cancelled: asked before every person.

        Raises:
            ModelError: the embedder cannot run.
            StorageError: nothing can be stored.
        """
        model = vision.extractor.model_id
        ids = self._others.without(model)
        pictured = self._others.with_pictures(ids)
        waiting = [each for each in ids if each in pictured]
        people = references = unusable = done = 0
        progress(0, len(waiting))
        for done, subject_id in enumerate(waiting, 1):
            if cancelled():
                done -= 1
                break
            made = self._make(subject_id, vision)
            people, references, unusable = people + bool(made), references + made, unusable + (not made)
            progress(done, len(waiting))
        logs.app.info("%d references of %s made from pictures of %d people", references, model, people)
        return ReextractionReport(model, people, references, len(ids) - len(waiting), unusable, len(waiting) - done)

    def _make(self, subject_id: SubjectId, vision: Vision) -> int:
        """References that the person got."""
        try:
            found = [
                self._reference(kept, crop, vision)
                for kept in self._others.kept_pictures(subject_id)
                if (crop := self._crop(kept, vision)) is not None
            ]
            if not found:
                return 0
            stored = self._people.add_references(subject_id, found, self._actor)
            self._directory.put(self._people.get(subject_id))
        except (DamagedDataError, NotFoundError) as error:
            # Tampered with, or erased just now: the others get theirs.
            logs.app.warning("no reference for %s: %s", subject_id, error.title)
            return 0
        engine = self._engine()
        if engine is not None and engine.gallery.model_id == vision.extractor.model_id:
            engine.gallery.add(list(fused_people(stored)))
        return len(stored)

    def _reference(self, kept: KeptPicture, crop: BgrImage, vision: Vision) -> NewReference:
        (template,) = vision.extractor.extract([crop])
        # The picture stays with the reference that it was kept with.
        return NewReference(template, kept.quality, kept.source)

    def _crop(self, kept: KeptPicture, vision: Vision) -> BgrImage | None:
        """What the embedder takes, None where the picture shows no face."""
        try:
            picture = self._decode(kept.picture)
        except ImageError:
            return None
        if self._same_crops(kept.model_id, vision.extractor.model_id):
            return picture
        edge = round(_SURROUND * max(picture.shape[:2]))
        wider = np.pad(picture, ((edge, edge), (edge, edge), (0, 0)), mode="edge")
        face = principal(vision.photo_detector.detect(wider))
        return None if face is None else vision.aligner.align(wider, face)
