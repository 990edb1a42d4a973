"""Which losses a run trains with, as data: names, parameters, weights. Needs no PyTorch.

Every default is the value of the source that the class names, but where another reason is given, or it is called ours.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Mining: TypeAlias = Literal["all", "semi_hard", "hardest", "random_violating", "offline"]
"""How triplets are chosen.

``all``: every triplet of the batch that violates the margin. ``semi_hard``: for each positive pair one random negative
that is further than the positive, by less than alpha. ``hardest``: for each anchor the furthest positive and the
nearest negative of the batch. ``random_violating``: for each positive pair one random negative among those that violate
the margin, as VGG Face does. ``offline``: chosen over the whole set each so many steps; the rows of a batch are then
anchor, positive, negative, anchor, positive, negative ...
"""

OfflineChoice: TypeAlias = Literal["semi_hard", "hardest", "random_violating"]
"""How the negative of each pair is chosen over the whole set."""

MOST_EUCLIDEAN = 2.0
"""The largest Euclidean distance of two unit vectors: a greater margin could never be reached."""


class _Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TripletSpec(_Spec):
    """Triplet loss of FaceNet (Schroff et al. 2015, arXiv 1503.03832, section 3.2).

    Attributes:
        alpha: margin between squared Euclidean distances of unit vectors, 0..4.
        mining: see :data:`Mining`.
        offline_choice: the negative of each pair, with ``offline``.
        refresh_steps: steps between two choices over the whole set, with ``offline``.
    """

    kind: Literal["triplet"] = "triplet"
    alpha: Annotated[float, Field(gt=0.0, le=4.0)] = 0.2
    mining: Mining = "semi_hard"
    offline_choice: OfflineChoice = "semi_hard"
    refresh_steps: Annotated[int, Field(ge=1)] = 1000


class ContrastiveSpec(_Spec):
    """Contrastive loss (Hadsell, Chopra and LeCun 2006), label 0 = same person.

    Attributes:
        margin: Euclidean distance of unit vectors that different people are pushed apart to, at most 2.
        epsilon: added under the square root, whose gradient at 0 would divide by zero.
        pairs: ``listed``: rows 0 and 1 of a batch are a pair, rows 2 and 3, and so on; ``all``: every two rows,
            same and different each averaged for itself.
    """

    kind: Literal["contrastive"] = "contrastive"
    margin: Annotated[float, Field(gt=0.0, le=MOST_EUCLIDEAN)] = 1.0
    epsilon: Annotated[float, Field(gt=0.0, le=1e-2)] = 1e-6
    pairs: Literal["listed", "all"] = "listed"


class SoftmaxSpec(_Spec):
    """Softmax with cross-entropy over the people of the training set."""

    kind: Literal["softmax"] = "softmax"


class L2SoftmaxSpec(_Spec):
    """L2-constrained softmax (Ranjan, Castillo and Chellappa 2017, arXiv 1703.09507).

    Attributes:
        alpha: length that every embedding is given; where ``learned``, what it starts from. 16 is ours: above the
            lower bound for a hundred thousand people.
        learned: alpha is a parameter of the training.
        probability: what the lower bound of alpha is computed for, see :mod:`facegate.training.losses.bounds`.
    """

    kind: Literal["l2_softmax"] = "l2_softmax"
    alpha: Annotated[float, Field(gt=0.0)] = 16.0
    learned: bool = False
    probability: Annotated[float, Field(gt=0.0, lt=1.0)] = 0.9


class CenterSpec(_Spec):
    """Center loss (Wen et al. 2016, ECCV); goes with softmax, the term's weight is the source's lambda.

    Attributes:
        alpha: how far a centre moves towards its members at each step, 0..1.
    """

    kind: Literal["center"] = "center"
    alpha: Annotated[float, Field(ge=0.0, le=1.0)] = 0.5


class Annealing(_Spec):
    """How the plain softmax fades out of an angular margin: lambda = max(lowest, start * (1 + gamma * step) ** -power).

    The target logit is ``(lambda * cos(theta) + psi(theta)) / (1 + lambda)``.
    """

    start: Annotated[float, Field(ge=0.0)] = 1000.0
    gamma: Annotated[float, Field(ge=0.0)] = 0.12
    power: Annotated[float, Field(ge=0.0)] = 1.0
    lowest: Annotated[float, Field(ge=0.0)] = 5.0

    def at(self, step: int) -> float:
        """Lambda at a step, counted from 0."""
        return float(max(self.lowest, self.start * (1.0 + self.gamma * step) ** -self.power))


class LSoftmaxSpec(_Spec):
    """Large-margin softmax (Liu et al. 2016, arXiv 1612.02295): the margin multiplies the angle, nothing is normalised.

    Attributes:
        margin: the integer m; 1 is the plain softmax without bias.
        annealing: the source's ends at 0: the whole margin.
    """

    kind: Literal["l_softmax"] = "l_softmax"
    margin: Annotated[int, Field(ge=1, le=4)] = 4
    annealing: Annealing = Annealing(start=1000.0, gamma=0.000025, power=35.0, lowest=0.0)


class SphereFaceSpec(_Spec):
    """A-Softmax (Liu et al. 2017, arXiv 1704.08063): as large-margin softmax, with the weights normalised.

    Attributes:
        margin: the integer m.
        annealing: the source's ends at 5.
    """

    kind: Literal["sphereface"] = "sphereface"
    margin: Annotated[int, Field(ge=1, le=4)] = 4
    annealing: Annealing = Annealing()


class NormFaceSpec(_Spec):
    """NormFace (Wang et al. 2017, arXiv 1704.06369): features and weights normalised, then scaled.

    Attributes:
        scale: s, of the cosines; the source learns it, too. 20 is ours: the loss of ten thousand people can fall
            below 1e-4.
    """

    kind: Literal["normface"] = "normface"
    scale: Annotated[float, Field(gt=0.0)] = 20.0


class AMSoftmaxSpec(_Spec):
    """AM-Softmax (Wang et al. 2018, arXiv 1801.05599), which is CosFace (arXiv 1801.09414): ``s (cos(theta) - m)``.

    Attributes:
        margin: m, taken from the cosine.
        scale: s.
    """

    kind: Literal["am_softmax"] = "am_softmax"
    margin: Annotated[float, Field(ge=0.0, le=1.0)] = 0.35
    scale: Annotated[float, Field(gt=0.0)] = 30.0


class ArcFaceSpec(_Spec):
    """ArcFace (Deng et al. 2019, arXiv 1801.07698): ``s cos(theta + m)``.

    Attributes:
        margin: m in radians.
        scale: s.
    """

    kind: Literal["arcface"] = "arcface"
    margin: Annotated[float, Field(ge=0.0, le=1.5)] = 0.5
    scale: Annotated[float, Field(gt=0.0)] = 64.0


LossSpec: TypeAlias = Annotated[
    TripletSpec
    | ContrastiveSpec
    | SoftmaxSpec
    | L2SoftmaxSpec
    | CenterSpec
    | LSoftmaxSpec
    | SphereFaceSpec
    | NormFaceSpec
    | AMSoftmaxSpec
    | ArcFaceSpec,
    Field(discriminator="kind"),
]
"""Any loss; ``kind`` says which."""


class LossTerm(_Spec):
    """A loss and what it counts in the sum.

    Attributes:
        spec: the loss.
        weight: its factor, above 0.
    """

    spec: LossSpec
    weight: Annotated[float, Field(gt=0.0)] = 1.0
