"""What a manifest says of a network that looks at a face which was found: how its input is cut out."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from facegate.vision.match_curve import MatchCurve


class _FacePart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    picture_shape: ClassVar[tuple[int, int, int]]
    """Of one picture in the input."""


class HeadPosePart(_FacePart):
    """A head pose estimator.

    Attributes:
        decoder: which code feeds it and reads its angles.
        margin: share of the box's side that is added, half of it at each edge.
        level_pitch: what it says (degrees, positive up) of people who look into the camera; taken away, so that
            these have the pitch 0.
    """

    picture_shape = (3, 64, 64)

    decoder: Literal["fsanet"]
    margin: Annotated[float, Field(ge=0.0, le=2.0)]
    level_pitch: Annotated[float, Field(ge=-45.0, le=45.0)] = 0.0


class EyesPart(_FacePart):
    """A network that finds the contours of one eye.

    Attributes:
        decoder: which code feeds it and reads its points.
        side: of the square around an eye that it sees, in inter-eye distances.
    """

    picture_shape = (64, 64, 3)

    decoder: Literal["mediapipe_iris"]
    side: Annotated[float, Field(ge=0.25, le=4.0)]


class QualityPart(_FacePart):
    """A network that says in one number how good a sample is.

    Attributes:
        decoder: which code feeds it.
        colour: order of the channels.
        matches: what its score says of recognition.
    """

    picture_shape = (96, 96, 3)

    decoder: Literal["lightqnet"]
    colour: Literal["rgb", "bgr"]
    matches: MatchCurve
