"""Which networks judge presentation attacks together."""

from __future__ import annotations

from collections.abc import Iterable

from facegate.domain.ids import ModelId
from facegate.vision.manifest import Manifest


def pad_sets(manifests: Iterable[Manifest]) -> list[tuple[ModelId, ...]]:
    """Every set for which there are limits, in the manifests' order; the network that has the limits comes first."""
    return [
        (manifest.model_id, *map(ModelId, manifest.pad.rules.partners))
        for manifest in manifests
        if manifest.pad is not None and manifest.pad.rules is not None
    ]
