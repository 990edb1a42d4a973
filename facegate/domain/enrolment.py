"""Enrolment: which samples are taken, and what the person is told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from facegate.domain.faces import Box
from facegate.domain.quality import Defect, FaceQuality, QualityGate

SAMPLES_WANTED = 5

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
"""Limits for samples through the camera. Strict: a poor reference refuses its person every morning."""

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

SAMPLE_SPACING = 0.35
"""Seconds between two samples, so that they are not the same look five times."""


@dataclass(frozen=True, slots=True)
class EnrolmentProgress:
    """What to show while samples are being taken.

    Attributes:
        taken, wanted: samples.
        defects: what is wrong now, most basic first; empty: hold still.
        box: the face that is looked at, pixels; None without one.
        just_taken: a sample was taken in this very frame.
    """

    taken: int
    wanted: int
    defects: tuple[Defect, ...]
    box: Box | None
    just_taken: bool

    @property
    def complete(self) -> bool:
        """Whether all samples are there."""
        return self.taken >= self.wanted


# The measurement ranges within which more of a component means a better sample; beyond the upper
# end more does not help. Inter-eye distance: 32 px least, 64 advised (VeriLook).
_INTER_EYE_RANGE = (20.0, 64.0)
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
        _position(quality.detection_score, 0.0, 1.0),
        _position(quality.inter_eye, *_INTER_EYE_RANGE),
        _position(quality.sharpness, *_SHARPNESS_RANGE),
        _position(-abs(quality.yaw), -_FRONTAL_LIMIT, 0.0),
        _position(-abs(quality.pitch), -_FRONTAL_LIMIT, 0.0),
    )
