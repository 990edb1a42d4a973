"""An exported network run as the program runs it: prepared, tried, by onnxruntime. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from facegate.errors import TrainingError
from facegate.vision.manifest import Manifest
from facegate.vision.prepare import prepare
from facegate.vision.session import OnnxSession, try_model
from facegate.vision.trial import try_network

Pictures = npt.NDArray[np.float32]
"""Shape (B, 3, S, S), RGB, standardised."""

Embeddings = npt.NDArray[np.float32]
"""Raw, shape (N, D)."""


def open_as_installed(manifest: Manifest, data: bytes) -> OnnxSession:
    """The network as it will be after its installation, on the processor.

    Raises:
        ModelError: the program would not install it.
    """
    prepared = prepare(data, manifest.prepare.input, manifest.prepare.shape)
    try_network(manifest, prepared)
    one = [1 if isinstance(size, str) else size for size in manifest.prepare.shape]
    return try_model(prepared, manifest.id, tuple(one))


def embed_all(session: OnnxSession, batches: Iterable[Pictures]) -> Embeddings:
    """Raw embeddings of all pictures, in order.

    Raises:
        ModelError: it cannot run.
    """
    return np.concatenate([session.run(batch)[0] for batch in batches])


def unit_vectors(embeddings: Embeddings) -> Embeddings:
    """The same of length 1, in double precision until the end.

    Raises:
        TrainingError: one has no direction, and nobody could be recognised by it.
    """
    exact = embeddings.astype(np.float64)
    lengths = np.linalg.norm(exact, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise TrainingError(
            "Network not usable",
            "For {count} of {number} pictures its embedding is zero or not finite.",
            "Train it again, with a lower learning rate.",
            count=int((~np.isfinite(lengths) | (lengths == 0.0)).sum()),
            number=len(embeddings),
        )
    return (exact / lengths).astype(np.float32)
