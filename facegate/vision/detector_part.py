"""What a manifest says of a detector: who reads its outputs, and from which scores."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facegate.vision.embedder_part import PerChannelMean

Rate = Annotated[float, Field(ge=0.0, le=1.0)]
Pixels = Annotated[int, Field(gt=0, le=4096)]
Variance = Annotated[float, Field(gt=0, le=1.0)]

_MEAN_BGR = (104.0, 117.0, 123.0)
"""Of ImageNet, which public RetinaFace networks take away from every pixel."""


class RetinaFaceReading(BaseModel):
    """How a RetinaFace is fed and read. The defaults are those of its public PyTorch version and of its exports.

    Attributes:
        steps: pixels from one anchor's middle to the next, of each level.
        min_sizes: sides in pixels of the square anchors in each cell of each level.
        variances: what offsets of middles, and logarithms of sizes, are multiplied with.
        colour: order of the channels.
        mean: taken from every pixel, one number a channel in ``colour`` order.
        scores: whether the network gives probabilities of background and face, or their logits.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: Annotated[tuple[Pixels, ...], Field(min_length=1, max_length=8)] = (8, 16, 32)
    min_sizes: tuple[Annotated[tuple[Pixels, ...], Field(min_length=1, max_length=8)], ...] = (
        (16, 32),
        (64, 128),
        (256, 512),
    )
    variances: tuple[Variance, Variance] = (0.1, 0.2)
    colour: Literal["bgr", "rgb"] = "bgr"
    mean: PerChannelMean = _MEAN_BGR
    scores: Literal["probabilities", "logits"] = "probabilities"

    @model_validator(mode="after")
    def _check_levels(self) -> Self:
        if len(self.steps) != len(self.min_sizes):
            raise ValueError("min_sizes needs a list for every one of steps")
        return self


class DetectorPart(BaseModel):
    """How a detector is read.

    Attributes:
        decoder: which code reads its outputs.
        score_threshold: faces with a lower score (0..1) are dropped.
        nms_threshold: of two boxes that overlap more (intersection over union), the better one stays.
        retinaface: of ``decoder = "retinaface"``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decoder: Literal["yunet", "retinaface"]
    score_threshold: Rate
    nms_threshold: Rate
    retinaface: RetinaFaceReading | None = None

    @model_validator(mode="after")
    def _check_decoder(self) -> Self:
        if (self.decoder == "retinaface") != (self.retinaface is not None):
            raise ValueError('decoder = "retinaface" needs the table [detector.retinaface], no other decoder has it')
        return self
