from __future__ import annotations

import math

import pytest
from pydantic import TypeAdapter, ValidationError

from facegate.errors import TrainingError
from facegate.training.losses.bounds import lowest_alpha, lowest_normalised_loss, warnings_of
from facegate.training.losses.needs import needs_of
from facegate.training.losses.specs import (
    Annealing,
    ArcFaceSpec,
    CenterSpec,
    ContrastiveSpec,
    L2SoftmaxSpec,
    LossSpec,
    LossTerm,
    LSoftmaxSpec,
    NormFaceSpec,
    SoftmaxSpec,
    SphereFaceSpec,
    TripletSpec,
)

KINDS = (
    "triplet",
    "contrastive",
    "softmax",
    "l2_softmax",
    "center",
    "l_softmax",
    "sphereface",
    "normface",
    "am_softmax",
    "arcface",
)


def terms(*specs: LossSpec) -> list[LossTerm]:
    return [LossTerm(spec=spec) for spec in specs]


@pytest.mark.parametrize("kind", KINDS)
def test_every_loss_is_named_by_its_kind_alone_and_survives_json(kind: str) -> None:
    term = LossTerm.model_validate({"spec": {"kind": kind}})
    assert term.spec.kind == kind
    assert LossTerm.model_validate_json(term.model_dump_json()) == term


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "unheard_of"},
        {"kind": "triplet", "mining": "easiest"},
        {"kind": "triplet", "margin": 0.2},
        {"kind": "contrastive", "margin": 2.1},
        {"kind": "contrastive", "epsilon": 0.0},
        {"kind": "l_softmax", "margin": 5},
        {"kind": "sphereface", "margin": 0},
        {"kind": "l2_softmax", "alpha": 0.0},
        {"kind": "center", "alpha": 1.5},
        {"kind": "arcface", "scale": -1.0},
    ],
)
def test_what_no_loss_can_be_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[LossSpec](LossSpec).validate_python(record)


def test_a_weight_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        LossTerm(spec=SoftmaxSpec(), weight=0.0)


def test_the_plain_softmax_fades_out_as_in_the_sources() -> None:
    sphere, large = SphereFaceSpec().annealing, LSoftmaxSpec().annealing
    assert sphere.at(0) == 1000.0
    assert sphere.at(100) == pytest.approx(1000.0 / 13.0)
    assert sphere.at(10_000) == 5.0
    assert large.at(0) == 1000.0
    assert large.at(10_000) == pytest.approx(1000.0 * 1.25**-35)
    assert Annealing(start=0.0, lowest=0.0).at(7) == 0.0


@pytest.mark.parametrize(
    ("specs", "needs"),
    [
        ((SoftmaxSpec(), CenterSpec()), "classes"),
        ((TripletSpec(),), "people x images"),
        ((TripletSpec(), SoftmaxSpec()), "people x images"),
        ((TripletSpec(), ContrastiveSpec(pairs="all")), "people x images"),
        ((ContrastiveSpec(), ArcFaceSpec()), "pairs"),
        ((TripletSpec(mining="offline"),), "triplets"),
    ],
)
def test_losses_say_which_batches_they_need(specs: tuple[LossSpec, ...], needs: str) -> None:
    assert needs_of(terms(*specs)) == needs


def test_losses_that_need_different_batches_are_refused() -> None:
    with pytest.raises(TrainingError, match="pairs, people x images"):
        needs_of(terms(TripletSpec(), ContrastiveSpec()))


def test_the_bound_of_l2_softmax_by_hand() -> None:
    # p = 0.9 and 10,000 people: log(9 * 9998).
    assert lowest_alpha(10_000, 0.9) == pytest.approx(11.40736, abs=1e-5)
    assert lowest_alpha(3, 0.5) == 0.0


def test_the_bound_of_normalised_softmax_by_hand() -> None:
    assert lowest_normalised_loss(2, 1.0) == pytest.approx(math.log1p(math.exp(-2.0)))
    assert lowest_normalised_loss(1_000, 1.0) == pytest.approx(math.log1p(999 * math.exp(-1000 / 999)))


def test_a_small_alpha_is_warned_about() -> None:
    (sentence,) = warnings_of(terms(L2SoftmaxSpec(alpha=1.0)), dimension=128, classes=30)
    assert "below 5.53" in sentence
    assert not warnings_of(terms(L2SoftmaxSpec(alpha=6.0)), dimension=128, classes=30)


def test_beyond_twice_the_embedding_the_bound_proves_nothing() -> None:
    (sentence,) = warnings_of(terms(L2SoftmaxSpec(alpha=50.0)), dimension=128, classes=256)
    assert "fewer than 256 people" in sentence
    assert not warnings_of(terms(L2SoftmaxSpec(alpha=50.0)), dimension=128, classes=255)
    assert len(warnings_of(terms(L2SoftmaxSpec(alpha=1.0)), dimension=128, classes=256)) == 2


def test_two_people_have_no_bound() -> None:
    assert not warnings_of(terms(L2SoftmaxSpec(alpha=0.1)), dimension=4, classes=2)


def test_a_small_scale_is_warned_about() -> None:
    (sentence,) = warnings_of(terms(NormFaceSpec(scale=1.0)), dimension=128, classes=1000)
    assert "NormFace" in sentence
    assert not warnings_of(terms(NormFaceSpec()), dimension=128, classes=1000)
