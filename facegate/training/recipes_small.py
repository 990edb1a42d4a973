"""Recipes that train each loss on some thirty people in about a minute on two cores. Needs no PyTorch.

All but one share one thin Face-ResNet of 48 pixels, whose plain convolutions suit a processor, strong variation of the
pictures, Adam and one cycle of its rate; only the losses and the make of the batches differ, so that runs can be
compared. Margins and scales are smaller than the sources': theirs are for thousands of people.
"""

from __future__ import annotations

from typing import Any, Final

from facegate.training.backbones.specs import BackboneSpec
from facegate.training.config import RunConfig
from facegate.training.data.specs import (
    AugmentSpec,
    DataSpec,
    PairsSamplerSpec,
    PeopleSamplerSpec,
    SamplerSpec,
    ShuffledSamplerSpec,
)
from facegate.training.losses import specs as losses
from facegate.training.losses.specs import LossSpec, LossTerm
from facegate.training.schedules import CyclicalSchedule
from facegate.training.specs import AdamSpec, AveragingSpec, ValidationSpec

_EPOCHS = 60
_STEPS = 15
"""Of an epoch, whatever the batches are made of: each loss learns from as many pictures."""

_BATCH = 60
_PEOPLE = PeopleSamplerSpec(people_per_batch=15, images_per_person=4)
_PAIRS = PairsSamplerSpec(pairs_per_batch=30)
_SHUFFLED = ShuffledSamplerSpec(batch_size=_BATCH)

_DATA = DataSpec(size=48, margin=0.125, without_face="whole", test_people=10)
_AUGMENT = AugmentSpec(
    standardise="image", crop=True, flip=0.5, brightness=0.15, contrast=0.3, rotation=10.0, scale=0.1, erase=0.1
)
_BACKBONE = BackboneSpec(name="face_resnet", embedding_size=64, input_size=48, width=0.125, dropout=0.0)


def _small(name: str, *terms: LossTerm | LossSpec, sampler: SamplerSpec = _SHUFFLED, **different: Any) -> RunConfig:
    values: dict[str, Any] = {
        "data": _DATA,
        "augment": _AUGMENT,
        "backbone": _BACKBONE,
        "optimiser": AdamSpec(beta2=0.99),
        "schedule": CyclicalSchedule(lowest=1e-4, highest=3e-3),
        "averaging": AveragingSpec(decay=0.995),
        "weight_decay": 1e-4,
        "epochs": _EPOCHS,
        "steps_per_epoch": _STEPS,
        "validation": ValidationSpec(every=10),
    }
    return RunConfig(
        recipe=f"small-{name}",
        source="ours, for some thirty people on a processor",
        losses=tuple(each if isinstance(each, LossTerm) else LossTerm(spec=each) for each in terms),
        sampler=sampler,
        **(values | different),
    )


_GENTLE = CyclicalSchedule(lowest=1e-4, highest=1e-3)
"""Of pairs and triplets: at the others' rate these push everybody onto one point first, and some stay there."""

_QUICK = losses.Annealing(start=1000.0, gamma=0.5, lowest=5.0)
"""Reaches its end within half of these few steps, the sources' within tens of thousands. Faster and further (from 100
to 1) the network learned its thirty people and nobody else."""

_NORMALISED = BackboneSpec(name="mobilefacenet", embedding_size=64, input_size=48, width=0.25, dropout=0.0)
"""For the hardest triplets: they bring the others' network, which has no batch normalisation, onto one point."""

_TRIPLETS = {
    "triplet": losses.TripletSpec(mining="semi_hard"),
    "triplet-all": losses.TripletSpec(mining="all"),
    "vgg-face-triplet": losses.TripletSpec(mining="random_violating"),
}

SMALL: Final[tuple[RunConfig, ...]] = (
    *(_small(name, spec, sampler=_PEOPLE, schedule=_GENTLE) for name, spec in _TRIPLETS.items()),
    _small(
        "triplet-hardest",
        losses.TripletSpec(mining="hardest"),
        sampler=_PEOPLE,
        schedule=_GENTLE,
        backbone=_NORMALISED,
    ),
    _small("triplet-offline", losses.TripletSpec(mining="offline", refresh_steps=25), schedule=_GENTLE),
    _small("contrastive", losses.ContrastiveSpec(margin=1.4, pairs="all"), sampler=_PEOPLE, schedule=_GENTLE),
    _small("contrastive-pairs", losses.ContrastiveSpec(), sampler=_PAIRS, schedule=_GENTLE),
    _small("softmax", losses.SoftmaxSpec()),
    _small("softmax-triplet", losses.SoftmaxSpec(), losses.TripletSpec(), sampler=_PEOPLE),
    _small("l2-softmax", losses.L2SoftmaxSpec(alpha=10.0)),
    _small("l2-softmax-learned", losses.L2SoftmaxSpec(alpha=10.0, learned=True)),
    _small("center-loss", losses.SoftmaxSpec(), LossTerm(spec=losses.CenterSpec(), weight=0.01)),
    _small("l-softmax", losses.LSoftmaxSpec(margin=2, annealing=_QUICK)),
    _small("sphereface", losses.SphereFaceSpec(margin=2, annealing=_QUICK)),
    _small("normface", losses.NormFaceSpec(scale=16.0)),
    _small("am-softmax", losses.AMSoftmaxSpec(margin=0.2, scale=16.0)),
    _small("arcface", losses.ArcFaceSpec(margin=0.3, scale=16.0)),
)
