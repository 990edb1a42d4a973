"""From aligned crops to templates, with any embedder that a manifest describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template, normalised
from facegate.errors import ModelError
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.preprocessing import Preprocessing
from facegate.vision.session import Session

GPU_BATCH = 8
"""Crops a run on a GPU; eight cost hardly more than one there."""

CPU_LARGEST_BATCH = 8
"""Crops a run on the CPU; bounds the memory for photographs of crowds."""

CPU_BATCH = 3
"""Crops worth waiting for at once on a CPU: with the detector they still fit into a frame's time at 30 a
second (6 + 24 ms measured on two cores, against 6 + 11 for one), and five people need a third of the frames."""


class EmbeddingExtractor:
    """Runs an embedder. Thread-safe."""

    def __init__(self, session: Session, model_id: ModelId, part: EmbedderPart, fixed_batch: int | None = None) -> None:
        """Take a prepared embedder and what its manifest says of it.

        Args:
            session: the network.
            model_id: its name.
            part: its manifest's table.
            fixed_batch: pictures that the network takes at once, no more and no less; None: any number.

        Raises:
            ModelError: it has no output of the name that the manifest gives.
        """
        self._session = session
        self._model_id = model_id
        self._part = part
        self._centre = np.array(part.centre) if part.centre else None
        self._fixed_batch = fixed_batch
        self._preprocessing = Preprocessing(part)
        self._output = self._output_place(session.output_names)
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
        limit = self._fixed_batch or (GPU_BATCH if self._on_gpu else CPU_LARGEST_BATCH)
        templates: list[Template] = []
        for start in range(0, len(crops), limit):
            templates += self._extract_batch(crops[start : start + limit])
        return templates

    def _extract_batch(self, crops: Sequence[BgrImage]) -> list[Template]:
        count = len(crops)
        embeddings = self._session.run(self._preprocessing.batch(crops, self._places(count)))[self._output]
        if embeddings.ndim != 2 or embeddings.shape[0] < count or embeddings.shape[1] != self._part.dimension:
            told = f"its description says {self._part.dimension} numbers"
            raise self._unusable(f"it returns embeddings of shape {embeddings.shape}, {told}")
        try:
            templates = [normalised(self._model_id, embedding, self._centre) for embedding in embeddings[:count]]
        except ValueError as error:
            raise self._unusable(str(error)) from error
        # A length that is always 1 says nothing of the sample.
        return [replace(template, norm=0.0) for template in templates] if self._part.normalised else templates

    def _places(self, count: int) -> int:
        if self._fixed_batch:
            return self._fixed_batch
        # A GPU plans anew for every batch size, so there are four: 1, 2, 4, 8.
        return 1 << (count - 1).bit_length() if self._on_gpu else count

    def _output_place(self, names: Sequence[str]) -> int:
        if not self._part.output:
            return 0
        if self._part.output not in names:
            raise self._unusable(f"it has no output {self._part.output!r}, only {', '.join(names)}")
        return list(names).index(self._part.output)

    def _unusable(self, reason: str) -> ModelError:
        return ModelError(
            "Model result not usable",
            "{model}: {reason}.",
            "Run 'facegate models verify'. If the files are whole, set the provider to CPU in the settings.",
            model=self._model_id,
            reason=reason,
        )
