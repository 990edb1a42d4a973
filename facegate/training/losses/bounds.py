"""Scales below which a loss over unit vectors cannot be learned, in words. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log1p

from facegate.training.losses.specs import L2SoftmaxSpec, LossTerm, NormFaceSpec

FEWEST_CLASSES = 3
"""With two classes there is no other one to be told from: the bound of L2-softmax has the logarithm of 0."""


def lowest_alpha(classes: int, probability: float) -> float:
    """The least alpha with which L2-softmax gives the right person a probability of ``probability`` on average.

    ``log(p (C - 2) / (1 - p))`` (Ranjan et al. 2017), derived for features that are spread evenly, which there
    is room for only while C < 2 D.

    Args:
        classes: C, at least :data:`FEWEST_CLASSES`.
        probability: p, above 0 and below 1.
    """
    return log(probability * (classes - 2) / (1.0 - probability))


def lowest_normalised_loss(classes: int, scale: float) -> float:
    """The least cross-entropy that unit features and weights can reach, in nats.

    ``log(1 + (C - 1) exp(-s C / (C - 1)))`` (Wang et al. 2017).

    Args:
        classes: C, at least 2.
        scale: s, of the cosines.
    """
    return log1p((classes - 1) * exp(-scale * classes / (classes - 1)))


def warnings_of(terms: Sequence[LossTerm], dimension: int, classes: int) -> list[str]:
    """What should be known before training, a sentence each.

    Args:
        terms: the losses.
        dimension: D, of an embedding.
        classes: C, people of the training set.
    """
    found: list[str] = []
    for spec in (term.spec for term in terms):
        if isinstance(spec, L2SoftmaxSpec) and classes >= FEWEST_CLASSES:
            found += _of_l2_softmax(spec, dimension, classes)
        if isinstance(spec, NormFaceSpec):
            found += _of_normface(spec, classes)
    return found


def _of_l2_softmax(spec: L2SoftmaxSpec, dimension: int, classes: int) -> list[str]:
    lowest = lowest_alpha(classes, spec.probability)
    found = []
    if spec.alpha < lowest:
        found.append(
            f"L2-softmax's alpha = {spec.alpha:g} is below {lowest:.2f}, the least with which {classes} people can be "
            f"told apart with a probability of {spec.probability:g}: training may not converge."
        )
    if classes >= 2 * dimension:
        found.append(
            f"That bound of L2-softmax's alpha, {lowest:.2f}, holds only for fewer than {2 * dimension} people, twice "
            f"the embedding's size: for {classes} people it may have to be larger."
        )
    return found


_HIGH_LOSS = 1.0
"""Nats: above it the right person has a probability of less than 1/e even when everything is learned."""


def _of_normface(spec: NormFaceSpec, classes: int) -> list[str]:
    if classes < 2:
        return []
    lowest = lowest_normalised_loss(classes, spec.scale)
    if lowest <= _HIGH_LOSS:
        return []
    return [
        f"NormFace's scale = {spec.scale:g} keeps the loss of {classes} people above {lowest:.2f}: training may not "
        "converge."
    ]
