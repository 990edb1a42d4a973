"""What presentation attack detection needs of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.rules import PadRules


class PresentationModel(Protocol):
    """Networks that know a face from a picture of one (:attr:`facegate.domain.pad.results.Cue.TEXTURE`)."""

    @property
    def rules(self) -> PadRules:
        """Limits of this model and of the cues that can be had with it."""

    def sample(self, image: BgrImage, detection: Detection, quality: float) -> PadSample | None:
        """Cut a look out; None where the face is too small or too near the edge to be judged.

        Args:
            image: BGR, uint8, shape (height, width, 3).
            detection: the face, in its pixels.
            quality: 0..1, of the look.
        """

    def score(self, samples: Sequence[PadSample]) -> list[float]:
        """One number a look, higher the more it speaks for a person, in one batch. Raises ModelError."""


class PadAudit(Protocol):
    """Who changed how strictly presentation attacks are looked for. Thread-safe."""

    def note(self, level: PadLevel, reason: str, actor: str) -> bool:
        """Put the site's level into the audit, where it is not what was noted last; whether it was put there.

        Args:
            level: in force.
            reason: why it is off; of no other level.
            actor: account of the operating system.

        Raises:
            StorageError: it cannot be written.
        """
