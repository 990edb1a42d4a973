"""From aligned crops to templates, with any embedder that a manifest describes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facegate.cv import cv2
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template, normalised
from facegate.errors import BugError, ModelError
from facegate.vision.manifest import EmbedderPart
from facegate.vision.session import Session, Tensor

GPU_BATCH = 8
"""Crops a run on a GPU; eight cost hardly more than one there."""

CPU_LARGEST_BATCH = 8
"""Crops a run on the CPU; bounds the memory for photographs of crowds."""

CPU_BATCH = 3
"""Crops worth waiting for at once on a CPU: with the detector they still fit into a frame's time at 30 a
second (6 + 24 ms measured on two cores, against 6 + 11 for one), and five people need a third of the frames."""


class EmbeddingExtractor:
    """Runs an embedder. Thread-safe."""

    def __init__(self, session: Session, model_id: ModelId, part: EmbedderPart) -> None:
        """Take a prepared embedder and what its manifest says of it."""
        self._session = session
        self._model_id = model_id
        self._part = part
        self._on_gpu = session.provider.name != "CPU"

    @property
    def model_id(self) -> ModelId:
        """The embedder."""
        return self._model_id

    @property
    def dimension(self) -> int:
        """Length of its templates."""
        return self._part.dimension

    @property
    def preferred_batch(self) -> int:
        """Crops worth handing over at once."""
        return GPU_BATCH if self._on_gpu else CPU_BATCH

    def extract(self, crops: Sequence[BgrImage]) -> list[Template]:
        """One template a crop, in order; any number of crops.

        Raises:
            ModelError: the model cannot run, or an embedding is zero or not finite.
            BugError: a crop is not of the embedder's size.
        """
        limit = GPU_BATCH if self._on_gpu else CPU_LARGEST_BATCH
        templates: list[Template] = []
        for start in range(0, len(crops), limit):
            templates += self._extract_batch(crops[start : start + limit])
        return templates

    def _extract_batch(self, crops: Sequence[BgrImage]) -> list[Template]:
        count = len(crops)
        embeddings = self._session.run(self._batch(crops))[0]
        if embeddings.ndim != 2 or embeddings.shape[0] < count or embeddings.shape[1] != self._part.dimension:
            raise self._unusable(f"it returns embeddings of shape {embeddings.shape}")
        try:
            return [normalised(self._model_id, embedding) for embedding in embeddings[:count]]
        except ValueError as error:
            raise self._unusable(str(error)) from error

    def _batch(self, crops: Sequence[BgrImage]) -> Tensor:
        size = self._part.size
        # A GPU plans anew for every batch size, so there are four: 1, 2, 4, 8.
        places = 1 << (len(crops) - 1).bit_length() if self._on_gpu else len(crops)
        batch = np.zeros((places, 3, size, size), np.float32)
        for place, crop in zip(batch, crops, strict=False):
            if crop.shape != (size, size, 3) or crop.dtype != np.uint8:
                raise BugError(
                    "Crop of the wrong size",
                    "A crop is {shape}, the embedder takes {size}.",
                    "Please report this.",
                    shape=crop.shape,
                    size=size,
                )
            channels = cv2.split(crop)
            for target, channel in zip(place, channels[::-1] if self._part.colour == "rgb" else channels, strict=True):
                target[:] = channel
        if self._part.mean != 0.0:
            batch -= np.float32(self._part.mean)
        if self._part.scale != 1.0:
            batch /= np.float32(self._part.scale)
        return batch

    def _unusable(self, reason: str) -> ModelError:
        return ModelError(
            "Model result not usable",
            "{model}: {reason}.",
            "Run 'facegate models verify'. If the files are whole, set the provider to CPU in the settings.",
            model=self._model_id,
            reason=reason,
        )
