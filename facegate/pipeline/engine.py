"""What recognition works with at a time: models, gallery and rules, replaced as one."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.identification import DecisionPolicy
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.ports import Gallery, Vision


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Immutable; to change a rule, hand the runner another engine.

    Attributes:
        vision: loaded models.
        gallery: references of the vision's embedder.
        policy: how looks become decisions.
        cool_down: seconds in which a person is logged once.
    """

    vision: Vision
    gallery: Gallery
    policy: DecisionPolicy
    cool_down: float

    @property
    def look_alikes(self) -> LookAlikeRule:
        """When two of the enrolled look too much alike."""
        return LookAlikeRule(self.policy, self.vision.extractor.dimension)

    @property
    def margins(self) -> LookAlikeMargins:
        """What such people need."""
        return LookAlikeMargins(self.look_alikes, self.gallery.nearest_other)
