"""What a run says of its data: how faces are cut out, who is kept apart, how batches are made and varied.

Needs no PyTorch. The defaults are those of the sources named below; recipes say what they take instead.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Layout: TypeAlias = Literal["auto", "folders", "att", "lfw", "casia", "celeba"]
"""How a folder holds people; see :func:`facegate.training.data.layouts.read_people`."""

WithoutFace: TypeAlias = Literal["skip", "whole"]
"""What becomes of a picture in which no face is found: left out, or its central square is taken."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]

SMALLEST_SIZE, LARGEST_SIZE = 32, 512
"""Pixels: what a manifest allows for an embedder's input (``EmbedderPart.size``)."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DataSpec(_Strict):
    """How pictures become a training set.

    Attributes:
        layout: how the folder holds people.
        size: pixels along each side of the window that a network sees; its five points are ArcFace's, scaled.
        margin: share of ``size`` that is kept beyond that window at each edge, so that it can be moved about at
            random. Default: FaceNet's published code cuts 160 pixels out of 182.
        without_face: see :data:`WithoutFace`.
        fewest_pictures: people with fewer pictures take no part in training: one picture makes no pair.
        test_people: how many people are kept apart for validation, drawn with ``split_seed``; or who.
        split_seed: see above.
    """

    layout: Layout = "auto"
    size: Annotated[int, Field(ge=SMALLEST_SIZE, le=LARGEST_SIZE)] = 112
    margin: Annotated[float, Field(ge=0.0, le=1.0)] = 0.07
    without_face: WithoutFace = "skip"
    fewest_pictures: Annotated[int, Field(ge=1)] = 2
    test_people: Annotated[int, Field(ge=0)] | tuple[str, ...] = 0
    split_seed: Annotated[int, Field(ge=0)] = 0


class PeopleSamplerSpec(_Strict):
    """``people_per_batch`` people with up to ``images_per_person`` pictures each (FaceNet's code: 45 and 40)."""

    kind: Literal["people"] = "people"
    people_per_batch: Annotated[int, Field(ge=2)] = 45
    images_per_person: Annotated[int, Field(ge=1)] = 40


class PairsSamplerSpec(_Strict):
    """Pairs, half of them of one person (the siamese network's)."""

    kind: Literal["pairs"] = "pairs"
    pairs_per_batch: Annotated[int, Field(ge=2)] = 32


class ShuffledSamplerSpec(_Strict):
    """Every picture once an epoch, in random order (classification)."""

    kind: Literal["shuffled"] = "shuffled"
    batch_size: Annotated[int, Field(ge=2)] = 90


SamplerSpec: TypeAlias = Annotated[
    PeopleSamplerSpec | PairsSamplerSpec | ShuffledSamplerSpec, Field(discriminator="kind")
]
"""How batches are made."""


class AugmentSpec(_Strict):
    """How pictures are varied while training, and what numbers the network gets.

    Attributes:
        standardise: ``fixed``: (pixel - 127.5) / 128; ``image``: every picture to mean 0 and deviation 1 (FaceNet).
            It holds without variation, too.
        crop: move the window about within the margin; else it stays in the middle.
        flip: share of pictures that are mirrored.
        brightness: values are moved by up to this share of 255.
        contrast: values are drawn towards or away from the picture's mean by up to this share.
        grey: share of pictures that lose their colour.
        rotation: degrees, turned by up to this either way.
        scale: enlarged or reduced by up to this share.
        erase: share of pictures of which a rectangle is blotted out (Zhong et al. 2017, Random Erasing).
        erase_area: the rectangle's smallest and largest share of the picture.
    """

    standardise: Literal["fixed", "image"] = "fixed"
    crop: bool = True
    flip: Share = 0.5
    brightness: Share = 0.0
    contrast: Annotated[float, Field(ge=0.0, lt=1.0)] = 0.0
    grey: Share = 0.0
    rotation: Annotated[float, Field(ge=0.0, le=45.0)] = 0.0
    scale: Annotated[float, Field(ge=0.0, le=0.5)] = 0.0
    erase: Share = 0.0
    erase_area: tuple[Share, Share] = (0.02, 0.2)

    @model_validator(mode="after")
    def _area_in_order(self) -> Self:
        if not 0.0 < self.erase_area[0] <= self.erase_area[1]:
            raise ValueError("erase_area names the smallest share, then the largest, above nothing")
        return self
