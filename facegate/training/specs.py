"""What a run says of its optimiser, its averaged weights, its validation and its end. Needs no PyTorch."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0.0, lt=1.0)]
"""Of a moving average: how much of the old value stays."""

Positive = Annotated[float, Field(gt=0.0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """Read-only, and a key that is misspelt is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AdagradSpec(Strict):
    """Rates that shrink with all squared gradients so far (Duchi et al. 2011), FaceNet's.

    Attributes:
        initial: what the sum of squares begins with; TensorFlow's 0.1, which FaceNet's later versions ran with,
            keeps the first steps from being of the full rate in every direction.
        epsilon: added to the root, so that nothing is divided by zero.
    """

    kind: Literal["adagrad"] = "adagrad"
    initial: Annotated[float, Field(ge=0.0)] = 0.1
    epsilon: Positive = 1e-10


class AdadeltaSpec(Strict):
    """Rates from moving averages of squared gradients and steps (Zeiler 2012).

    Attributes:
        decay: of both averages.
        epsilon: within both roots.
    """

    kind: Literal["adadelta"] = "adadelta"
    decay: Share = 0.9
    epsilon: Positive = 1e-6


class AdamSpec(Strict):
    """Moving averages of gradients and of their squares, corrected for their start (Kingma and Ba 2015).

    Attributes:
        beta1: of the gradients; a cyclical schedule replaces it at every step.
        beta2: of the squares.
        epsilon: added to the root. FaceNet's later versions take 0.1.
        decoupled: weight decay apart from the gradients (Loshchilov and Hutter 2019, AdamW) instead of in them.
    """

    kind: Literal["adam"] = "adam"
    beta1: Share = 0.9
    beta2: Share = 0.999
    epsilon: Positive = 1e-8
    decoupled: bool = False


class RmsPropSpec(Strict):
    """Gradients over the root of their moving average of squares (Tieleman and Hinton 2012), with momentum.

    Attributes:
        decay: of the squares.
        momentum: of the steps; a cyclical schedule replaces it at every step.
        epsilon: added to the root. FaceNet's later versions take 1.0, which TensorFlow adds within it: with gradients
            far below 1 both come to the gradient itself.
    """

    kind: Literal["rmsprop"] = "rmsprop"
    decay: Share = 0.9
    momentum: Share = 0.9
    epsilon: Positive = 1e-8


class MomentumSpec(Strict):
    """Stochastic gradient descent with momentum (Sutskever et al. 2013).

    Attributes:
        momentum: of the steps; a cyclical schedule replaces it at every step.
        nesterov: the gradient is that of where the momentum leads to.
    """

    kind: Literal["momentum"] = "momentum"
    momentum: Share = 0.9
    nesterov: bool = False


OptimiserSpec: TypeAlias = Annotated[
    AdagradSpec | AdadeltaSpec | AdamSpec | RmsPropSpec | MomentumSpec, Field(discriminator="kind")
]
"""How weights follow gradients; how fast, the schedule says."""


class AveragingSpec(Strict):
    """A moving average of the weights, which is what is validated and exported (Polyak and Juditsky 1992).

    Attributes:
        decay: of the average, each step.
        warm_up: begin with ``(1 + n) / (10 + n)`` after ``n`` steps where that is less, as TensorFlow does: a short
            run's average would else be its untrained weights.
    """

    decay: Share = 0.9999
    warm_up: bool = True


class StoppingSpec(Strict):
    """When a run ends before its last epoch.

    Attributes:
        patience: validations in a row without a better one.
        least: how much lower the equal error rate has to be to count as better.
    """

    patience: Count = 10
    least: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0


class ValidationSpec(Strict):
    """How a run is judged, on the people whom its data keeps apart.

    Attributes:
        every: epochs between two validations; the last epoch has one always.
        folds: of the accuracy and of VAL.
        seed: of the draw of pairs for the folds: not the run's, so that runs of several seeds are judged alike.
        flip: judge by the sum of the embeddings of a picture and its mirror image.
    """

    every: Count = 1
    folds: Annotated[int, Field(ge=2)] = 10
    seed: Annotated[int, Field(ge=0)] = 0
    flip: bool = False
