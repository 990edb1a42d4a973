"""How usable one sample of a face is, from numbers that adapters measure.

Components are those of ISO/IEC 29794-5 where it has them; :data:`ISO_COMPONENTS` gives their names there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from facegate.domain.faces import Box, Landmarks


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """Measured components of one sample.

    Attributes:
        detection_score: 0..1.
        inter_eye: pixels in the original picture.
        yaw: degrees, rough, from five points; positive when the subject turns
            towards the picture's right edge; 0 is frontal.
        pitch: degrees, rough; positive when the subject looks up.
        roll: degrees; positive when the head tilts clockwise in the picture.
        sharpness: variance of the Laplacian of the aligned grey crop; 0 for a flat picture.
        brightness: mean grey of the aligned crop, 0..255.
        contrast: standard deviation of the grey of the aligned crop, 0..127.5.
        inside: share of the box that lies within the picture, 0..1.
    """

    detection_score: float
    inter_eye: float
    yaw: float
    pitch: float
    roll: float
    sharpness: float
    brightness: float
    contrast: float
    inside: float


class Defect(StrEnum):
    """Why a sample is not good enough, most basic first."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    OTHER_PERSON = "other_person"
    """Another person than in the samples before (enrolment only)."""
    CUT_OFF = "cut_off"
    TOO_SMALL = "too_small"
    DARK = "dark"
    BRIGHT = "bright"
    LOW_CONTRAST = "low_contrast"
    TURNED = "turned"
    TILTED = "tilted"
    EYES_CLOSED = "eyes_closed"
    """Guided enrolment only, where a model that sees eyelids is installed."""
    PICTURE = "picture"
    """A picture or a screen is held up (enrolment only)."""
    UNPROVEN = "unproven"
    """It cannot be said whether a person is there (enrolment only)."""
    BLURRED = "blurred"
    UNSURE = "unsure"


ISO_COMPONENTS: dict[Defect, tuple[str, ...]] = {
    Defect.SEVERAL_FACES: ("SingleFacePresent",),
    Defect.CUT_OFF: tuple(f"{side}wardCropOfTheFaceImage" for side in ("Left", "Right", "Up", "Down")),
    Defect.TOO_SMALL: ("InterEyeDistance",),
    Defect.DARK: ("UnderExposurePrevention",),
    Defect.BRIGHT: ("OverExposurePrevention",),
    Defect.LOW_CONTRAST: ("DynamicRange",),
    Defect.TURNED: ("HeadPoseYaw", "HeadPosePitch"),
    Defect.TILTED: ("HeadPoseRoll",),
    Defect.EYES_CLOSED: ("EyesOpen",),
    Defect.BLURRED: ("Sharpness",),
}
"""What ISO/IEC 29794-5:2025 calls the component behind a defect, as its reference program OFIQ writes it. How they are
measured differs: ours must keep up with a camera."""


@dataclass(frozen=True, slots=True)
class QualityGate:
    """Limits; a component beyond its limit is a defect. Fields as in :class:`FaceQuality`."""

    min_score: float
    min_inter_eye: float
    max_yaw: float
    max_pitch: float
    max_roll: float
    min_sharpness: float
    min_brightness: float
    max_brightness: float
    min_contrast: float
    min_inside: float

    def defects(self, quality: FaceQuality) -> tuple[Defect, ...]:
        """Everything that is wrong, most basic first; empty when the sample is good.

        A component that is NaN counts as beyond its limit.
        """
        within = (
            (Defect.CUT_OFF, quality.inside >= self.min_inside),
            (Defect.TOO_SMALL, quality.inter_eye >= self.min_inter_eye),
            (Defect.DARK, quality.brightness >= self.min_brightness),
            (Defect.BRIGHT, quality.brightness <= self.max_brightness),
            (Defect.LOW_CONTRAST, quality.contrast >= self.min_contrast),
            (Defect.TURNED, abs(quality.yaw) <= self.max_yaw and abs(quality.pitch) <= self.max_pitch),
            (Defect.TILTED, abs(quality.roll) <= self.max_roll),
            (Defect.BLURRED, quality.sharpness >= self.min_sharpness),
            (Defect.UNSURE, quality.detection_score >= self.min_score),
        )
        return tuple(defect for defect, good in within if not good)


RECOGNITION_GATE = QualityGate(
    min_score=0.6,
    min_inter_eye=10.0,
    max_yaw=65.0,
    max_pitch=60.0,
    max_roll=70.0,
    min_sharpness=4.0,
    min_brightness=18.0,
    max_brightness=242.0,
    min_contrast=6.0,
    min_inside=0.6,
)
"""Limits for looks at a gate. Lenient, because a refused look only costs time, but looks beyond
these limits say little of the person: embeddings of hardly visible faces gather in one place."""


# Five points say little about the head's depth, so these are working scales, not anatomy: with
# the nose tip out of the eyes' plane by about half the inter-eye distance, a turn by a moves the
# projected nose by half an inter-eye distance times sin(a).
_NOSE_DEPTH = 0.5
# Where the nose tip stands between eye line (0) and mouth line (1) in the ArcFace template.
_FRONTAL_NOSE_HEIGHT = 0.49


def head_pose(landmarks: Landmarks) -> tuple[float, float, float]:
    """Estimate (yaw, pitch, roll) in degrees from five landmarks; see :class:`FaceQuality` for signs.

    Rough: good to tell a frontal face from a turned one, not to measure angles.
    """
    points = landmarks.astype(np.float64)
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    across = points[1] - points[0]
    spread = float(np.linalg.norm(across))
    down = mouth - eyes
    drop = float(np.linalg.norm(down))
    if spread == 0.0 or drop == 0.0:
        return 90.0, 0.0, 0.0
    roll = float(np.degrees(np.arctan2(across[1], across[0])))
    x_axis = across / spread
    y_axis = np.array([-x_axis[1], x_axis[0]])
    nose = points[2] - eyes
    # The mid-line leans with the head; compare the nose with the point of the line at its height.
    height = float(nose @ y_axis) / drop
    lean = float(nose @ x_axis) - height * float(down @ x_axis)
    # A turned head also looks narrower: measure against the larger of the two extents.
    size = max(spread, drop)
    yaw = float(np.degrees(np.arcsin(np.clip(lean / (_NOSE_DEPTH * size), -1.0, 1.0))))
    pitch = float(np.degrees(np.arcsin(np.clip((_FRONTAL_NOSE_HEIGHT - height) / _NOSE_DEPTH, -1.0, 1.0))))
    return yaw, pitch, roll


def share_inside(box: Box, width: int, height: int) -> float:
    """Share of the box's area within a picture of that many pixels, 0..1."""
    if box.area == 0.0:
        return 0.0
    across = min(box.right, width) - max(box.x, 0.0)
    down = min(box.bottom, height) - max(box.y, 0.0)
    # Edges far out are rounded, so that their difference may exceed the width.
    return min(1.0, max(0.0, across) * max(0.0, down) / box.area)
