"""Presentation attack detection without networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule, PadRules
from facegate.errors import ModelError

PERSON, UNSURE, PICTURE = 5.0, 0.0, -5.0
"""Scores."""

RULES = PadRules({Cue.TEXTURE: CueRule(-3.0, 3.0, "made up", "2026-01-01")})


class FakePresentation:
    """Implements :class:`facegate.domain.ports_pad.PresentationModel`."""

    def __init__(self, shown: Callable[[BgrImage, Detection], float] = lambda _image, _face: PERSON) -> None:
        self.rules = RULES
        self.shown = shown
        self.fails = False
        self.blind = False
        self.batches: list[int] = []

    def sample(self, image: BgrImage, detection: Detection, quality: float) -> PadSample | None:
        if self.blind:
            return None
        crop = (
            np.full((1, 1, 3), round(10 * self.shown(image, detection)) + 128, np.int16).clip(0, 255).astype(np.uint8)
        )
        return PadSample((crop,), quality)

    def score(self, samples: Sequence[PadSample]) -> list[float]:
        if self.fails:
            raise ModelError("Model failed", "It does not run.", "Install it again.")
        self.batches.append(len(samples))
        return [(int(sample.crops[0][0, 0, 0]) - 128) / 10 for sample in samples]
