"""Enrolment: which samples are taken, and what the person is told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians

from facegate.domain.faces import Box
from facegate.domain.frames import DEMO_SPEC
from facegate.domain.head_pose import HeadPose
from facegate.domain.poses import Cue, Pose, PoseCount, PosePlan, Turn
from facegate.domain.quality import Defect, FaceQuality, QualityGate

SAMPLES_WANTED = 5
"""Of an enrolment that asks for frontal looks alone."""

ENROLMENT_GATE = QualityGate(
    min_score=0.8,
    # ISO/IEC 29794-5 asks 90 px of a passport photo; 32 is VeriLook's least for enrolment.
    min_inter_eye=32.0,
    max_yaw=25.0,
    max_pitch=25.0,
    max_roll=20.0,
    min_sharpness=40.0,
    min_brightness=50.0,
    max_brightness=215.0,
    min_contrast=18.0,
    min_inside=0.95,
)
"""Limits for frontal samples through the camera. Strict: a poor reference refuses its person every morning."""

GUIDED_GATE = replace(ENROLMENT_GATE, max_yaw=90.0, max_pitch=90.0, min_score=0.7)
"""The same where the plan of poses judges yaw and pitch. A face that is turned is found with a lower score."""

PHOTO_GATE = QualityGate(
    min_score=0.7,
    min_inter_eye=20.0,
    max_yaw=55.0,
    max_pitch=45.0,
    max_roll=60.0,
    min_sharpness=8.0,
    min_brightness=30.0,
    max_brightness=235.0,
    min_contrast=10.0,
    min_inside=0.75,
)
"""Limits for photographs, which nobody can ask to turn round."""

ADVISED_INTER_EYE = 64.0
"""Pixels between the eyes from which more does not help recognition (VeriLook's advice)."""

LEAST_EYE_OPENNESS = 0.13
"""Distance between the lids over the width of the eye, of the more closed eye. In blinks it fell to 0.07 to 0.10; of
460 photographs one in a hundred was below this."""


class Aid(StrEnum):
    """A model that makes an enrolment better; the program does without where it is not installed."""

    HEAD_POSE = "head_pose"
    """Without it, angles come from five landmarks."""
    EYES = "eyes"
    """Without it, nobody sees whether eyes are open."""
    QUALITY = "quality"
    """Without it, no prediction is stored with the references."""


@dataclass(frozen=True, slots=True)
class EnrolmentProgress:
    """What to show while samples are being taken.

    Attributes:
        taken, wanted: samples; poses that were skipped are not wanted.
        defects: what is wrong now, most basic first; empty: see ``cue``.
        box: the face that is looked at, pixels; None without one.
        just_taken: a sample was taken in this very frame.
        asked: the pose that is asked for; None when all samples are there.
        seen: the pose that the head is in, if samples of it are wanted.
        cue, turn: what the person should do, and which way.
        poses: how far each pose has come.
        small: the face would better be larger; samples are taken all the same.
        without: models that are not there.
    """

    taken: int
    wanted: int
    defects: tuple[Defect, ...]
    box: Box | None
    just_taken: bool
    asked: Pose | None = None
    seen: Pose | None = None
    cue: Cue = Cue.GO
    turn: Turn | None = None
    poses: tuple[PoseCount, ...] = ()
    small: bool = False
    without: tuple[Aid, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all samples are there."""
        return self.taken >= self.wanted


def frontal_plan() -> PosePlan:
    """Five frontal looks, for somebody who is not asked to turn."""
    return PosePlan((Pose.FRONT,), SAMPLES_WANTED)


def plan_for(source: str | None) -> PosePlan:
    """Every pose; frontal looks alone where the source is the demo, whose portrait cannot turn."""
    return frontal_plan() if source == DEMO_SPEC else PosePlan()


# The measurement ranges within which more of a component means a better sample; beyond the upper
# end more does not help. Inter-eye distance: 32 px least, 64 advised (VeriLook).
_INTER_EYE_RANGE = (20.0, ADVISED_INTER_EYE)
_SHARPNESS_RANGE = (8.0, 150.0)
_FRONTAL_LIMIT = 60.0


def _position(value: float, lower: float, upper: float) -> float:
    # max() keeps its first argument when the second is NaN.
    return min(1.0, max(0.0, (value - lower) / (upper - lower)))


def sample_quality(quality: FaceQuality) -> float:
    """One number for a sample, 0..1: the weakest of its components.

    The weakest, not the mean: a sharp picture does not make up for a turned head.
    A component that is NaN is as weak as can be.
    """
    return min(
        posed_quality(quality),
        _position(-abs(quality.yaw), -_FRONTAL_LIMIT, 0.0),
        _position(-abs(quality.pitch), -_FRONTAL_LIMIT, 0.0),
    )


def posed_quality(quality: FaceQuality) -> float:
    """The same for a sample whose pose was asked for: a head that is turned as it should be is no weakness."""
    return min(
        _position(quality.detection_score, 0.0, 1.0),
        _position(quality.inter_eye, *_INTER_EYE_RANGE),
        _position(quality.sharpness, *_SHARPNESS_RANGE),
    )


_LEAST_COSINE = 0.5
"""A head that is turned by more than 60 degrees is not looked at."""


def with_head_pose(quality: FaceQuality, head: HeadPose) -> FaceQuality:
    """The same sample with these angles, and with the inter-eye distance that the face would have from the front.

    ISO/IEC 29794-5 multiplies the distance with the secant of the yaw: it is a measure of the face's size.
    """
    inter_eye = quality.inter_eye / max(_LEAST_COSINE, cos(radians(head.yaw)))
    return replace(quality, yaw=head.yaw, pitch=head.pitch, roll=head.roll, inter_eye=inter_eye)


LANDMARK_PITCH = (-10.4, 0.5)
"""What five landmarks say of the pitch of people who look straight, degrees, and what they say of each degree more.

On 915 photographs of 116 people, against FSA-Net: the median is -10.4; the slope is 0.27 within a person (r = 0.45),
lowered by the noise of both. With the larger one, nine of ten people who look straight count as looking straight. Yaw
needs no correction: the slope is 1.00 (r = 0.95)."""


def landmark_pose(quality: FaceQuality) -> HeadPose:
    """Where a head is turned to as far as five landmarks tell; rough up and down."""
    level, slope = LANDMARK_PITCH
    return HeadPose(quality.yaw, (quality.pitch - level) / slope, quality.roll)
