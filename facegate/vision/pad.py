"""Presentation attack detection by texture: the MiniFASNet pair of Minivision (Silent-Face-Anti-Spoofing, 2020).

Both networks see the face with what is around it, 2.7 and 4.0 times as wide, and say whether it is a person, a
print or a screen; their log-odds are averaged. In a picture that is not high or wide enough for that, they see as
much as there is; near an edge what they see is shifted inwards, never padded: to them padding looks like an attack.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facegate.cv import cv2
from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.pad.evidence import PadSample
from facegate.domain.pad.rules import PadRules
from facegate.errors import ModelError
from facegate.vision.pad_part import PadPart
from facegate.vision.session import Session, Tensor

_LEAST_SEEN = 0.8
"""Share of a box's area that must lie in the picture: what is cut off by its edge, the networks never learnt."""

_ROUNDING = 1e-6
"""Pixels by which a sum may miss the whole number that it stands for."""


class MiniFasNet:
    """One network. Thread-safe."""

    def __init__(self, session: Session, model_id: ModelId, part: PadPart) -> None:
        """Take a prepared MiniFASNet and what its manifest says of it."""
        self._session = session
        self._model_id = model_id
        self._part = part
        self._size = part.picture_shape[1]

    def crop(self, image: BgrImage, detection: Detection) -> BgrImage | None:
        """What it sees, shape (80, 80, 3); None where the face is too small, cut off or fills too much."""
        box = detection.box
        height, width = image.shape[:2]
        if detection.inter_eye < self._part.least_inter_eye or _seen_share(box, width, height) < _LEAST_SEEN:
            return None
        sides = _face_sides(box, self._part)
        scale = min(self._part.scale, (width - 1) / sides[0], (height - 1) / sides[1])
        beside = min(box.x, width - box.right) / box.width
        if scale < self._part.least_scale or beside < self._part.least_beside:
            return None
        across, down = (
            _span(middle, scale * side, length)
            for middle, side, length in zip(box.center, sides, (width, height), strict=True)
        )
        # Bilinear without averaging, as the networks were trained: of averaged pictures they refuse a third.
        seen = cv2.resize(image[down, across], (self._size, self._size), interpolation=cv2.INTER_LINEAR)
        return seen.astype(np.uint8, copy=False)

    def log_odds(self, crops: Sequence[BgrImage]) -> npt.NDArray[np.float64]:
        """Of bona fide against the attacks, shape (number of crops,), from one run. Raises ModelError."""
        # BGR, 0 to 255: with the channels turned round prints pass.
        batch: Tensor = np.stack(crops).astype(np.float32).transpose(0, 3, 1, 2)
        found = self._session.run(np.ascontiguousarray(batch))[0]
        if found.shape != (len(crops), self._part.classes):
            raise self._failed(f"it returns an array of shape {found.shape}, not ({len(crops)}, {self._part.classes})")
        if not np.isfinite(found).all():
            raise self._failed("its results are not finite")
        logits = found.astype(np.float64)
        attacks: npt.NDArray[np.float64] = np.logaddexp.reduce(logits[:, list(self._part.attacks)], axis=1)
        return logits[:, self._part.bona_fide] - attacks

    def _failed(self, reason: str) -> ModelError:
        return ModelError(
            "Model cannot run",
            "{model}: {reason}.",
            "Run 'facegate models install'.",
            model=self._model_id,
            reason=reason,
        )


class MiniFasNetPair:
    """Networks whose log-odds are averaged; a :class:`facegate.domain.ports_pad.PresentationModel`. Thread-safe."""

    def __init__(self, networks: Sequence[MiniFasNet], rules: PadRules) -> None:
        """Take at least one network, and limits that hold for the average of just these."""
        self._networks = tuple(networks)
        self._rules = rules

    @property
    def size(self) -> int:
        """Number of networks."""
        return len(self._networks)

    @property
    def rules(self) -> PadRules:
        """See :class:`facegate.domain.ports_pad.PresentationModel`."""
        return self._rules

    def sample(self, image: BgrImage, detection: Detection, quality: float) -> PadSample | None:
        """See :class:`facegate.domain.ports_pad.PresentationModel`."""
        crops = []
        for network in self._networks:
            crop = network.crop(image, detection)
            if crop is None:
                return None
            crops.append(crop)
        return PadSample(tuple(crops), quality)

    def score(self, samples: Sequence[PadSample]) -> list[float]:
        """See :class:`facegate.domain.ports_pad.PresentationModel`. Raises ModelError."""
        if not samples:
            return []
        odds = [
            network.log_odds([sample.crops[place] for sample in samples])
            for place, network in enumerate(self._networks)
        ]
        return [float(score) for score in np.mean(odds, axis=0)]


def _seen_share(box: Box, width: int, height: int) -> float:
    across = min(box.right, width) - max(box.x, 0.0)
    down = min(box.bottom, height) - max(box.y, 0.0)
    return max(across, 0.0) * max(down, 0.0) / box.area if box.area > 0.0 else 0.0


def _face_sides(box: Box, part: PadPart) -> tuple[float, float]:
    """Width and height of what counts as the face, pixels."""
    if part.face == "box":
        return box.width, box.height
    if part.face == "width":
        return box.width, box.width
    side = max(box.width, box.height) if part.face == "longer" else float(np.sqrt(box.width * box.height))
    return side, side


def _span(middle: float, side: float, length: int) -> slice:
    """Pixels from ``middle - side / 2`` to ``middle + side / 2``, both included, shifted into ``0..length - 1``."""
    first = max(min(middle - side / 2, length - 1 - side), 0.0)
    return slice(int(first), min(int(first + side + _ROUNDING), length - 1) + 1)
