"""Making one record of two: how alike they look, what would be left, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fused_people
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.merging import MOST_REFERENCES, Standing, conflicts, kept_references, merged_profile, standing
from facegate.domain.people import Subject
from facegate.domain.ports import MergingStore, PeopleStore
from facegate.domain.profiles import Field, Profile
from facegate.domain.templates import Template
from facegate.errors import EnrolmentError
from facegate.pipeline.engine import Engine
from facegate.pipeline.people import PeopleService


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging would do.

    Attributes:
        kept, other: the records as they are now.
        conflicts: fields of which one has to be chosen; the kept record's is, by itself.
        distance: squared distance between the faces of both, also of suspended people; None where one has no face
            of the model in use, or none is loaded.
        threshold: up to which distance two looks are taken for one person.
        dropped: references of either that would not be kept.
        standing: what holds for the one record.
    """

    kept: Subject
    other: Subject
    conflicts: tuple[Field, ...]
    distance: float | None
    threshold: float | None
    dropped: int
    standing: Standing

    @property
    def unlike(self) -> bool:
        """Whether the faces are too far from each other to be taken for one person's."""
        return self.distance is not None and self.threshold is not None and self.distance > self.threshold

    @property
    def uncompared(self) -> bool:
        """Whether both have faces, of which nobody knows how far they are from each other."""
        return self.distance is None and self.kept.references > 0 and self.other.references > 0

    @property
    def doubtful(self) -> bool:
        """Whether somebody has to say that it is one person all the same."""
        return self.unlike or self.uncompared

    def profile(self, from_other: Collection[Field] = ()) -> Profile:
        """What would be left of both."""
        return merged_profile(self.kept.profile, self.other.profile, from_other)

    def swapped(self) -> MergePreview:
        """The other way round."""
        again = conflicts(self.other.profile, self.kept.profile)
        return MergePreview(self.other, self.kept, again, self.distance, self.threshold, self.dropped, self.standing)


class MergingService:
    """Merges records. Previews from any thread; merging belongs to whoever changes people."""

    def __init__(
        self,
        store: MergingStore,
        records: PeopleStore,
        people: PeopleService,
        engine: Callable[[], Engine | None],
        actor: str,
    ) -> None:
        self._store = store
        self._records = records
        self._people = people
        self._engine = engine
        self._actor = actor

    def preview(self, kept: SubjectId, other: SubjectId) -> MergePreview:
        """See what merging would do.

        Raises:
            NotFoundError: one of them does not exist.
            EnrolmentError: they are one record already.
        """
        first, second = self._records.get(kept), self._records.get(other)
        if first.subject_id == second.subject_id:
            raise EnrolmentError("One record already", "Both are the same record.", "Choose two different people.")
        engine = self._engine()
        ids = (first.subject_id, second.subject_id)
        references = [each for who in ids for each in self._records.reference_records(who)]
        consents = [consent for who in ids for consent in self._records.consents(who)]
        given = [consent.recorded_at for consent in consents if not consent.attested]
        holds = standing(first, second, max(given, default=None))
        staying = 0 if holds.declined_at is not None else len(kept_references(references, MOST_REFERENCES))
        return MergePreview(
            first,
            second,
            conflicts(first.profile, second.profile),
            None if engine is None else self._distance(*ids, engine.gallery.model_id),
            None if engine is None else engine.policy.threshold,
            len(references) - staying,
            holds,
        )

    def merge(
        self, seen: MergePreview, from_other: Collection[Field] = (), *, although_unlike: bool = False
    ) -> Subject:
        """Merge two records; returns the one that is left.

        Args:
            seen: what the user was shown.
            from_other: fields that are taken from the record that goes.
            although_unlike: although the faces do not match, or could not be compared.

        Raises:
            EnrolmentError: the faces do not match or could not be compared, or a field cannot be used.
            NotFoundError: one was erased meanwhile.
            ChangedMeanwhileError: one was changed meanwhile.
        """
        if seen.unlike and not although_unlike:
            raise EnrolmentError(
                "Faces do not match",
                "The faces of the two records are farther apart (distance {distance}) than those of one person "
                "(threshold {threshold}).",
                "See whether it really is one person, and say so if it is.",
                distance=f"{seen.distance:.2f}",
                threshold=f"{seen.threshold:.2f}",
            )
        if seen.uncompared and not although_unlike:
            raise EnrolmentError(
                "Faces not compared",
                "The faces of the two records could not be compared: there is no model that both were enrolled with, "
                "or it is not loaded.",
                "See whether it really is one person, and say so if it is.",
            )
        kept, other, profile = seen.kept, seen.other, seen.profile(from_other)
        revisions = kept.revision, other.revision
        done = self._store.merge(kept.subject_id, other.subject_id, profile, self._actor, revisions=revisions)
        return self._people.merged(done.kept, done.other)

    def _distance(self, first: SubjectId, second: SubjectId, model_id: ModelId) -> float | None:
        faces = [self._face(each, model_id) for each in (first, second)]
        return None if faces[0] is None or faces[1] is None else squared_distance(faces[0], faces[1])

    def _face(self, subject_id: SubjectId, model_id: ModelId) -> Template | None:
        # A suspension is no reason to mix up two people: they are compared with each other, and looked for nowhere.
        references = self._records.references_of(subject_id, model_id, even_suspended=True)
        return next((one.template for one in fused_people(references)), None)
