"""One network exported in one form: converted, compared with what it was made from, measured, described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import torch
from torch import nn

from facegate.training.data.aligned import AlignedSet, Crops
from facegate.training.data.augment import Augment
from facegate.training.data.specs import AugmentSpec
from facegate.training.devices import evaluating
from facegate.training.export.converting import to_onnx
from facegate.training.export.describing import describe, embedder_part
from facegate.training.export.facts import OPSET, ExportFacts
from facegate.training.export.integers import CALIBRATION_CROPS, quantise
from facegate.training.export.measuring import NO_POINTS, Judges, points_of, rates_of, told
from facegate.training.export.parity import compare, difference_fed
from facegate.training.export.trying import Embeddings, Pictures, embed_all, open_as_installed, unit_vectors
from facegate.vision.manifest import Manifest, PublishedPoint

PARITY_CROPS = 64
"""Real crops on which the exported network is compared with the trained one."""

_BATCH = 16
"""Pictures at once: 10 MB at 224 pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Exported:
    """One form of a network, not yet written.

    Attributes:
        manifest: its description.
        data: the ONNX file.
        record: what was measured, as JSON.
        embeddings: of the people it was judged on, raw; None: there are none.
    """

    manifest: Manifest
    data: bytes
    record: dict[str, Any]
    embeddings: Embeddings | None


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """What a network is tried, judged and calibrated on.

    Attributes:
        trained: it was trained on these.
        unseen: it never saw these people; None: nobody was kept apart.
        label: who they are, for whoever reads a threshold.
        folds, seed: see :class:`facegate.training.export.measuring.Judges`.
        strangers: False where the weights that it began with may have learned from them: then what is measured on
            them is no threshold for anybody else.
    """

    trained: AlignedSet
    unseen: AlignedSet | None
    label: str
    folds: int
    seed: int
    strangers: bool = True

    @property
    def judges(self) -> Judges | None:
        """Of :attr:`unseen`."""
        if self.unseen is None:
            return None
        return Judges(self.unseen.labels.astype(np.intp), self.label, self.folds, self.seed)


def export_network(network: nn.Module, facts: ExportFacts, faces: Faces, today: date) -> Exported:
    """Export in float32.

    Args:
        network: on the processor, (B, 3, S, S) -> raw (B, D).
        facts: of it.
        faces: real crops.
        today: of what is measured.

    Raises:
        TrainingError: it cannot be converted, or the result differs by more than rounding.
        ModelError: the program would not install it.
    """
    data = to_onnx(network, facts.size)
    session = open_as_installed(describe(facts, data, "fp32", (), ()), data)
    sample = faces.unseen or faces.trained
    crops = sample.take(np.linspace(0, len(sample) - 1, min(PARITY_CROPS, len(sample)), dtype=np.int64))
    parity = compare(
        np.concatenate([_trained(network, batch) for batch in _fed(facts, crops)]),
        embed_all(session, _fed(facts, crops)),
        _difference_fed(facts, crops[:_BATCH]),
    )
    parity.check()
    embeddings, rates, points = None, None, NO_POINTS
    if faces.unseen is not None and faces.judges is not None:
        embeddings = embed_all(session, batches_of(facts, faces.unseen))
        rates, points = rates_of(embeddings, faces.judges), _points(embeddings, faces, faces.judges, today)
    notes = () if rates is None else (told(rates),)
    manifest = describe(facts, data, "fp32", notes, points)
    record = {"opset": OPSET, "bytes": len(data), "parity": parity.record(), "rates": rates}
    return Exported(manifest, data, record, embeddings)


def export_integers(before: Exported, facts: ExportFacts, faces: Faces, today: date, seed: int) -> Exported:
    """Export in integers of 8 bits, and measure what that costs.

    Args:
        before: the float32 export.
        facts: of the network.
        faces: real crops; somebody must have been kept apart.
        today: of what is measured.
        seed: of the choice of calibration crops.

    Raises:
        TrainingError: it cannot be quantised.
        ModelError: the program would not install it.
    """
    assert faces.unseen is not None
    assert faces.judges is not None
    assert before.embeddings is not None
    count = min(CALIBRATION_CROPS, len(faces.trained))
    chosen = np.sort(np.random.default_rng(seed).choice(len(faces.trained), count, replace=False))
    data = quantise(before.data, facts, _fed(facts, faces.trained.take(chosen)))
    session = open_as_installed(describe(facts, data, "int8", (), ()), data)
    embeddings = embed_all(session, batches_of(facts, faces.unseen))
    rates, points = rates_of(embeddings, faces.judges), _points(embeddings, faces, faces.judges, today)
    notes = (
        f"In integers of 8 bits, made of {before.manifest.id}; templates of the two are not compared.",
        told(rates),
        f"In floats: {told(before.record['rates'])}",
    )
    moved = np.square(unit_vectors(embeddings) - unit_vectors(before.embeddings)).sum(axis=1)
    record = {
        "opset": OPSET,
        "bytes": len(data),
        "calibration_crops": count,
        "rates": rates,
        "loss": loss_of(before.record["rates"], rates),
        "moved": {"mean": float(moved.mean()), "largest": float(moved.max())},
    }
    return Exported(describe(facts, data, "int8", notes, points), data, record, embeddings)


def _points(embeddings: Embeddings, faces: Faces, judges: Judges, today: date) -> tuple[PublishedPoint, ...]:
    return points_of(embeddings, judges, today) if faces.strangers else NO_POINTS


def loss_of(floats: dict[str, Any], integers: dict[str, Any]) -> dict[str, Any]:
    """What integers cost, as differences of rates: above zero is worse; null where a rate cannot be shown."""

    def worse(before: float | None, after: float | None, sign: int) -> float | None:
        return None if before is None or after is None else sign * (after - before)

    return {
        "eer": worse(floats["eer"]["value"], integers["eer"]["value"], 1),
        "val": {
            key: worse(rate["value"], integers["tar_at_fmr"][key]["value"], -1)
            for key, rate in floats["tar_at_fmr"].items()
        },
        "accuracy": worse(floats["folds"]["accuracy"]["mean"], integers["folds"]["accuracy"]["mean"], -1),
    }


def batches_of(facts: ExportFacts, pictures: AlignedSet) -> Iterator[Pictures]:
    """A set as the network is fed it: float32, shape (B, 3, S, S)."""
    for start in range(0, len(pictures), _BATCH):
        yield from _fed(facts, pictures.take(np.arange(start, min(start + _BATCH, len(pictures)))))


def _fed(facts: ExportFacts, crops: Crops) -> Iterator[Pictures]:
    augment = Augment(AugmentSpec(standardise=facts.standardise), facts.size, facts.window)
    for start in range(0, len(crops), _BATCH):
        yield augment.plain(crops[start : start + _BATCH]).numpy()


def _trained(network: nn.Module, batch: Pictures) -> Embeddings:
    with evaluating(network):
        found: Embeddings = network(torch.from_numpy(batch)).numpy()
    return found


def _difference_fed(facts: ExportFacts, crops: Crops) -> float | None:
    """See :func:`facegate.training.export.parity.difference_fed`."""
    if facts.window != facts.size:
        return None
    start = (crops.shape[1] - facts.size) // 2
    windows = crops[:, start : start + facts.size, start : start + facts.size]
    return difference_fed(embedder_part(facts), windows, next(_fed(facts, crops)))
