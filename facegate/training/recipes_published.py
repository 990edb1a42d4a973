"""Recipes with the values of their sources. Needs no PyTorch.

Sources that count iterations have epochs of a thousand of them here. What a source does not tell, or what is made
differently, its ``source`` says. Values that are left out are the sources' through the defaults of the specs.
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
    ShuffledSamplerSpec,
)
from facegate.training.losses import specs as losses
from facegate.training.losses.specs import LossTerm
from facegate.training.schedules import ConstantSchedule, CyclicalSchedule, StepsSchedule
from facegate.training.specs import AdagradSpec, AdamSpec, AveragingSpec, MomentumSpec, ValidationSpec

_THOUSAND = 1000
"""Iterations of an epoch, of sources that count iterations."""

_TEST_PEOPLE = 50
"""People kept apart of a set of thousands: a VAL at 1e-3 then rests on some ten thousand comparisons at least."""

_EVERY: Final = ValidationSpec(every=1)


def _tenths(rate: float, *after: int) -> StepsSchedule:
    """A rate that falls to a tenth after each of these epochs."""
    return StepsSchedule(rates=tuple((epoch, rate * 10.0**-place) for place, epoch in enumerate((0, *after))))


def _caffe(recipe: str, source: str, loss: tuple[LossTerm, ...], **different: Any) -> RunConfig:
    """What center loss and those after it share: Face-ResNet, momentum 0.9, decay 5e-4, tenths at 16,000 and 24,000."""
    values: dict[str, Any] = {
        "data": DataSpec(size=112, test_people=_TEST_PEOPLE),
        "sampler": ShuffledSamplerSpec(batch_size=256),
        "augment": AugmentSpec(standardise="fixed", crop=False, flip=0.5),
        "backbone": BackboneSpec(name="face_resnet"),
        "optimiser": MomentumSpec(momentum=0.9),
        "schedule": _tenths(0.1, 16, 24),
        "weight_decay": 5e-4,
        "epochs": 28,
        "steps_per_epoch": _THOUSAND,
        "validation": _EVERY,
    }
    return RunConfig(recipe=recipe, source=source, losses=loss, **(values | different))


def _facenet(recipe: str, source: str, loss: tuple[LossTerm, ...], **different: Any) -> RunConfig:
    """As FaceNet's code trains: 160 pixels, 45 people with 40 pictures, Adagrad, average 0.9999, no dropout."""
    values: dict[str, Any] = {
        "data": DataSpec(size=160, test_people=_TEST_PEOPLE),
        "sampler": PeopleSamplerSpec(people_per_batch=45, images_per_person=40),
        "augment": AugmentSpec(standardise="image", crop=True, flip=0.5),
        "backbone": BackboneSpec(name="inception_resnet_v1", dropout=0.0, checkpointing=True),
        "optimiser": AdagradSpec(),
        "schedule": ConstantSchedule(rate=0.1),
        "averaging": AveragingSpec(decay=0.9999),
        "epochs": 500,
        "validation": _EVERY,
    }
    return RunConfig(recipe=recipe, source=source, losses=loss, **(values | different))


PUBLISHED: Final[tuple[RunConfig, ...]] = (
    _facenet(
        "facenet-triplet",
        "Schroff et al. 2015 (FaceNet) with the values of Sandberg's code, with its options random crop and flip; all"
        " 1,800 pictures of a batch learn at once, there in portions, and an epoch is every picture once",
        (LossTerm(spec=losses.TripletSpec(alpha=0.2, mining="semi_hard")),),
    ),
    _facenet(
        "facenet-softmax-triplet",
        "FaceNet's triplets beside a softmax, weighted alike; the weights are ours",
        (LossTerm(spec=losses.SoftmaxSpec()), LossTerm(spec=losses.TripletSpec(alpha=0.2))),
    ),
    _facenet(
        "vgg-face-triplet",
        "Parkhi et al. 2015 (VGG Face): a random negative among those that violate the margin, momentum 0.9; meant to"
        " begin with a network trained by softmax (--start). The backbone and the margin of 0.2 are FaceNet's, the rate"
        " is ours",
        (LossTerm(spec=losses.TripletSpec(alpha=0.2, mining="random_violating")),),
        optimiser=MomentumSpec(momentum=0.9),
        schedule=ConstantSchedule(rate=0.01),
        weight_decay=5e-4,
        averaging=None,
        epochs=10,
    ),
    RunConfig(
        recipe="siamese-densenet",
        source="Hadsell et al. 2006 on DenseNet-121 with 32 numbers, Adam with beta2 0.99, rate and beta1 in opposite"
        " cycles (Smith 2018); the rates are ours",
        data=DataSpec(size=112, test_people=_TEST_PEOPLE),
        sampler=PairsSamplerSpec(pairs_per_batch=64),
        augment=AugmentSpec(standardise="image", crop=True, flip=0.5),
        backbone=BackboneSpec(name="densenet121", embedding_size=32, input_size=112),
        losses=(LossTerm(spec=losses.ContrastiveSpec(margin=1.0)),),
        optimiser=AdamSpec(beta2=0.99),
        schedule=CyclicalSchedule(lowest=1e-5, highest=1e-3, period=8.0),
        epochs=40,
        validation=_EVERY,
    ),
    _caffe(
        "l2-softmax",
        "Ranjan et al. 2017: L2-softmax on Face-ResNet; alpha 16 is ours, all else as in center-loss",
        (LossTerm(spec=losses.L2SoftmaxSpec(alpha=16.0)),),
    ),
    _caffe(
        "center-loss",
        "Wen et al. 2016: softmax and 0.003 center loss, alpha 0.5, batches of 256, 28,000 iterations",
        (LossTerm(spec=losses.SoftmaxSpec()), LossTerm(spec=losses.CenterSpec(alpha=0.5), weight=0.003)),
    ),
    _caffe(
        "l-softmax",
        "Liu et al. 2016 (L-Softmax): m 4, lambda annealed to 0, batches of 256; network and iterations as in"
        " center-loss",
        (LossTerm(spec=losses.LSoftmaxSpec(margin=4)),),
    ),
    _caffe(
        "sphereface",
        "Liu et al. 2017 (SphereFace): m 4, lambda annealed to 5, batches of 128; Face-ResNet instead of its own",
        (LossTerm(spec=losses.SphereFaceSpec(margin=4)),),
        sampler=ShuffledSamplerSpec(batch_size=128),
    ),
    _caffe(
        "normface",
        "Wang et al. 2017 (NormFace), meant to begin with a network trained by softmax (--start), at the small rate of"
        " its code, 0.001; scale 20 and the epochs are ours",
        (LossTerm(spec=losses.NormFaceSpec(scale=20.0)),),
        schedule=_tenths(0.001, 4),
        epochs=6,
    ),
    _caffe(
        "am-softmax",
        "Wang et al. 2018 (AM-Softmax), the same as CosFace: m 0.35, s 30, batches of 256, 30,000 iterations",
        (LossTerm(spec=losses.AMSoftmaxSpec(margin=0.35, scale=30.0)),),
        schedule=_tenths(0.1, 16, 24, 28),
        epochs=30,
    ),
    _caffe(
        "cosface",
        "Wang et al. 2018 (CosFace): m 0.35, s 64; everything else as am-softmax",
        (LossTerm(spec=losses.AMSoftmaxSpec(margin=0.35, scale=64.0)),),
        schedule=_tenths(0.1, 16, 24, 28),
        epochs=30,
    ),
    _caffe(
        "arcface-r50",
        "Deng et al. 2019 (ArcFace) on CASIA-WebFace: IR-50, m 0.5, s 64, batches of 512, 32,000 iterations",
        (LossTerm(spec=losses.ArcFaceSpec(margin=0.5, scale=64.0)),),
        sampler=ShuffledSamplerSpec(batch_size=512),
        backbone=BackboneSpec(name="ir50"),
        schedule=_tenths(0.1, 20, 28),
        epochs=32,
    ),
    _caffe(
        "mobilefacenet-arcface",
        "Chen et al. 2018 (MobileFaceNets): ArcFace, batches of 512, 60,000 iterations, decay 4e-5, without the 4e-4 of"
        " its last layers",
        (LossTerm(spec=losses.ArcFaceSpec(margin=0.5, scale=64.0)),),
        sampler=ShuffledSamplerSpec(batch_size=512),
        backbone=BackboneSpec(name="mobilefacenet"),
        schedule=_tenths(0.1, 36, 52, 58),
        weight_decay=4e-5,
        epochs=60,
    ),
)
