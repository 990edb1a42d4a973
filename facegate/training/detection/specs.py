"""What a run that trains a detector is made of. Torch-free; every default is a published value, unless it says so."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from facegate.training.specs import Positive, Strict

DetectorBackbone: TypeAlias = Literal["mobilenet0.25", "resnet50"]
"""The trunks for which RetinaFace was published."""

MEAN_BGR = (104.0, 117.0, 123.0)
"""Of ImageNet, in the order blue, green, red; taken from every pixel, as RetinaFace's PyTorch version does."""

GRID = 32
"""Pixels a cell of the coarsest grid: sides of pictures are multiples of it."""


class AnchorSpec(Strict):
    """Where anchors lie, how large they are and how boxes are written relative to them.

    Attributes:
        steps: pixels from one anchor's middle to the next, of each level of the pyramid.
        min_sizes: sides in pixels of the square anchors in each cell of each level. As of RetinaFace's PyTorch version;
            the paper has three a cell, a third of an octave apart.
        variances: what offsets of middles and logarithms of sizes are divided by, as SSD has it (1512.02325).
        positive: intersection over union from which an anchor is a face's. 0.35: PyTorch version; paper 0.5.
        forced: from which a face gets its best anchor all the same.
    """

    steps: tuple[int, ...] = (8, 16, 32)
    min_sizes: tuple[tuple[int, ...], ...] = ((16, 32), (64, 128), (256, 512))
    variances: tuple[float, float] = (0.1, 0.2)
    positive: Annotated[float, Field(gt=0, lt=1)] = 0.35
    forced: Annotated[float, Field(ge=0, lt=1)] = 0.2

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.steps) != len(self.min_sizes) or len({len(sizes) for sizes in self.min_sizes}) != 1:
            raise ValueError("min_sizes needs as many sizes for every step, and as many rows as there are steps")
        return self


class DetectionLossSpec(Strict):
    """Weights of the three tasks (Deng et al., 1905.00641, equation 1) and the mining of negatives.

    Attributes:
        box, face, landmarks: weights. 2, 1, 1: PyTorch version; the paper has 0.25, 1, 0.1 with sums over other sets.
        negatives: hardest negatives a positive; 7: PyTorch version; the paper and SSD have 3.
    """

    box: Annotated[float, Field(ge=0)] = 2.0
    face: Annotated[float, Field(gt=0)] = 1.0
    landmarks: Annotated[float, Field(ge=0)] = 1.0
    negatives: Annotated[int, Field(ge=1)] = 7


class DetectionAugmentSpec(Strict):
    """How a picture is changed before the network sees it.

    Attributes:
        shares: sides of the square that is cut out, as shares of the picture's shorter side; one of them is drawn. Up
            to 1.0: RetinaFace. More than 1.0 keeps the whole picture and adds a border.
        faces: instead of that: a random face is brought to a size between these, in pixels of the square, all sizes
            alike on a scale of octaves (data-anchor-sampling, Tang et al., 1803.07737). Of few pictures a network
            then learns faces of every size.
        flip: share of the pictures that are mirrored.
        colour: how much light, contrast and saturation may change, as a share; 0: they stay.
        least_face: pixels that the shorter side of a face must have on the cut square, else it is not learned.
    """

    shares: Annotated[tuple[Annotated[float, Field(gt=0, le=4)], ...], Field(min_length=1)] = (0.3, 0.45, 0.6, 0.8, 1.0)
    faces: tuple[Positive, Positive] | None = None
    flip: Annotated[float, Field(ge=0, le=1)] = 0.5
    colour: Annotated[float, Field(ge=0, lt=1)] = 0.5
    least_face: Annotated[float, Field(ge=0)] = 8.0

    @model_validator(mode="after")
    def _check_faces(self) -> Self:
        if self.faces is not None and self.faces[0] > self.faces[1]:
            raise ValueError("of faces the smallest size is above the largest")
        return self
