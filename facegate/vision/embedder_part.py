"""What a manifest says of an embedder: how a face is cut out for it and turned into numbers."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facegate.domain.faces import LANDMARK_COUNT
from facegate.vision.match_curve import MatchCurve

CHANNELS = 3

_FARTHEST_POINT = 0.5
"""Of a crop's side that a template point may lie outside the crop: networks trained on tight crops exist."""

Scale = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Mean = Annotated[float, Field(allow_inf_nan=False)]
PerChannelMean = Annotated[tuple[Mean, ...], Field(min_length=CHANNELS, max_length=CHANNELS)]
PerChannelScale = Annotated[tuple[Scale, ...], Field(min_length=CHANNELS, max_length=CHANNELS)]
Point = Annotated[tuple[Mean, ...], Field(min_length=2, max_length=2)]
Points = Annotated[tuple[Point, ...], Field(min_length=LANDMARK_COUNT, max_length=LANDMARK_COUNT)]


class EmbedderPart(BaseModel):
    """How an embedder is fed: ``(pixel - mean) / scale`` in ``colour`` order, as float32.

    Attributes:
        dimension: length of its embedding.
        size: pixels along each side of its input.
        alignment: how a face is cut out. ``arcface``: landmarks onto the five-point template of ArcFace, scaled to
            ``size``; ``points``: onto ``points``; ``box``: the detector's box, enlarged by ``margin``, upright
            (FaceNet's kind).
        points: of ``alignment = "points"``: where the landmarks stand, (x, y) in pixels of the crop, in the order
            of :data:`facegate.domain.faces.Landmarks`.
        margin: of ``alignment = "box"``: share of the box's side that is added, half of it at each edge.
        stretch: of ``alignment = "box"``: take the box as wide and as high as it is and stretch it to a square;
            else a square around its centre, as wide as its longer side.
        colour: order of the channels.
        mean, scale: one number, or one a channel in ``colour`` order.
        standardise: ``image``: every picture is brought to mean 0 and standard deviation 1, the deviation being at
            least one over the root of the number of values (FaceNet's prewhitening); instead of ``mean`` and ``scale``.
        layout: order of the input's dimensions.
        output: name of the output that is the embedding, "" for the first.
        normalised: whether the network itself brings its embeddings to length 1: their length then says nothing
            of the sample.
        centre: the mean of its unit vectors over many people, ``dimension`` numbers, taken away from every embedding
            before that is normalised again; empty: nothing is. What all faces share tells nobody apart.
        norm_matches: what the length of its embeddings, before they are normalised and centred, says of recognition:
            then it predicts the quality of samples. None: nobody measured it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimension: Annotated[int, Field(gt=0, le=4096)]
    size: Annotated[int, Field(ge=32, le=512)]
    alignment: Literal["arcface", "points", "box"]
    points: Points | None = None
    margin: Annotated[float, Field(ge=0.0, le=2.0)] | None = None
    stretch: bool = False
    colour: Literal["rgb", "bgr"]
    mean: Mean | PerChannelMean = 0.0
    scale: Scale | PerChannelScale = 1.0
    standardise: Literal["no", "image"] = "no"
    layout: Literal["nchw", "nhwc"] = "nchw"
    output: str = ""
    normalised: bool = False
    centre: tuple[Mean, ...] = ()
    norm_matches: MatchCurve | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.points is not None) != (self.alignment == "points"):
            raise ValueError('points belong to alignment = "points", and only to that')
        if (self.margin is not None) != (self.alignment == "box"):
            raise ValueError('margin belongs to alignment = "box", and only to that')
        if self.stretch and self.alignment != "box":
            raise ValueError('stretch belongs to alignment = "box"')
        if self.standardise == "image" and (set(self.means) != {0.0} or set(self.scales) != {1.0}):
            raise ValueError('standardise = "image" takes the place of mean and scale')
        if self.centre and (len(self.centre) != self.dimension or not sum(x * x for x in self.centre) < 1.0):
            raise ValueError(f"centre must be {self.dimension} numbers, a point within the unit sphere")
        if self.normalised and self.norm_matches is not None:
            raise ValueError("norm_matches belongs to an embedder that does not bring its embeddings to length 1")
        self._check_points()
        return self

    def _check_points(self) -> None:
        if self.points is None:
            return
        low, high = -_FARTHEST_POINT * self.size, (1 + _FARTHEST_POINT) * self.size
        if not all(low <= value <= high for point in self.points for value in point):
            raise ValueError(f"points lie far outside a crop of {self.size} pixels")
        left, right = self.points[0][0], self.points[1][0]
        if not left < right:
            raise ValueError("the first point is the eye on the left of the picture, the second the other eye")

    @property
    def means(self) -> tuple[float, ...]:
        """One a channel, in ``colour`` order."""
        return self.mean if isinstance(self.mean, tuple) else (self.mean,) * CHANNELS

    @property
    def scales(self) -> tuple[float, ...]:
        """One a channel, in ``colour`` order."""
        return self.scale if isinstance(self.scale, tuple) else (self.scale,) * CHANNELS

    @property
    def picture_shape(self) -> tuple[int, int, int]:
        """Of one picture in the input."""
        return (CHANNELS, self.size, self.size) if self.layout == "nchw" else (self.size, self.size, CHANNELS)

    @property
    def crop_kind(self) -> tuple[object, ...]:
        """What two embedders that take the same crops have in common."""
        return self.size, self.alignment, self.points, self.margin, self.stretch
