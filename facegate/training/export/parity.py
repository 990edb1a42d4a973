"""Whether the exported network says what the trained one says. Needs no PyTorch: it compares numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.frames import BgrImage
from facegate.errors import TrainingError
from facegate.training.export.trying import Embeddings, Pictures, unit_vectors
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.preprocessing import Preprocessing

TOLERANCE = 1e-4
"""Largest difference that counts as rounding."""


@dataclass(frozen=True, slots=True)
class Parity:
    """Largest differences over real crops.

    Attributes:
        crops: how many were compared.
        unit: of a number of the unit vectors, which are what is compared with others.
        raw: of a number of the raw embeddings, as a share of that embedding's length, which tells quality.
        fed: of a number that the program feeds the network and the one that the lab feeds it; None: not compared,
            because the lab scales its window first.
    """

    crops: int
    unit: float
    raw: float
    fed: float | None

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "tolerance": TOLERANCE}

    def check(self) -> None:
        """Accept no more than :data:`TOLERANCE`.

        Raises:
            TrainingError: they differ by more, or a difference is not a number.
        """
        worst = max(self.unit, self.raw, self.fed or 0.0, key=lambda each: np.inf if np.isnan(each) else each)
        if not worst <= TOLERANCE:
            raise TrainingError(
                "Export differs from the network",
                "On {crops} crops the exported network differs from the trained one by up to {worst:.2g}; {most:g} is "
                "allowed.",
                "Nothing was exported. Please report this with the recipe.",
                crops=self.crops,
                worst=worst,
                most=TOLERANCE,
            )


def compare(trained: Embeddings, exported: Embeddings, fed: float | None) -> Parity:
    """Compare raw embeddings of the same crops, both of shape (N, D)."""
    lengths = np.linalg.norm(trained.astype(np.float64), axis=1, keepdims=True)
    raw = np.abs(trained.astype(np.float64) - exported) / np.maximum(lengths, np.finfo(np.float64).tiny)
    unit = np.abs(unit_vectors(trained) - unit_vectors(exported))
    return Parity(len(trained), float(unit.max()), float(raw.max()), fed)


def difference_fed(part: EmbedderPart, windows: npt.NDArray[np.uint8], pictures: Pictures) -> float:
    """How far what the program makes of crops is from what the lab makes of them.

    Args:
        part: of the manifest.
        windows: what the program cuts out, uint8, RGB, shape (B, S, S, 3).
        pictures: what the lab fed the network of the same.
    """
    crops: Sequence[BgrImage] = [np.ascontiguousarray(window[:, :, ::-1]) for window in windows]
    return float(np.abs(Preprocessing(part).batch(crops, len(crops)) - pictures).max())
