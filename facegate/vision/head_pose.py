"""Head pose from the picture of a face: FSA-Net (Yang et al. 2019, "FSA-Net: Learning Fine-Grained Structure
Aggregation for Head Pose Estimation from a Single Image"), several forms of it averaged.

Measured with two forms on 220 photographs of 116 people: mirrored pictures give
mirrored angles to 1.0 (yaw), 0.6 (roll) and 1.0 degree (pitch), a picture turned
by 20 degrees a roll that is larger by 20.1, a box moved by 5 % of its width
changes 0.7 degrees (medians). Of squares around the box with margins of 0 to
100 %, 40 % was best in all of these. Against the plane of MediaPipe's face mesh:
yaw 1.06 times as large (r = 0.94, median difference 1.8 degrees), pitch 0.79
times (r = 0.86, 2.8 degrees). On AFLW2000 its authors' mean errors are 4.6 (yaw),
6.1 (pitch) and 4.8 degrees (roll).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.head_pose import HeadPose
from facegate.domain.ids import ModelId
from facegate.vision.aligner import BoxAligner
from facegate.vision.face_parts import HeadPosePart
from facegate.vision.session import Session, first_row

_MEAN, _SCALE = 127.5, 128.0
_ANGLES = 3


class FsaNet:
    """One network. Thread-safe."""

    def __init__(self, session: Session, model_id: ModelId, part: HeadPosePart) -> None:
        """Take a prepared FSA-Net and what its manifest says of it."""
        self._session = session
        self._model_id = model_id
        self._level_pitch = part.level_pitch
        self._aligner = BoxAligner(part.picture_shape[1], part.margin)

    def estimate(self, image: BgrImage, detection: Detection) -> HeadPose:
        """Degrees. Raises ModelError."""
        crop = self._aligner.align(image, detection)
        batch = ((crop.astype(np.float32) - _MEAN) / _SCALE).transpose(2, 0, 1)[None]
        yaw, pitch, roll = (float(angle) for angle in first_row(self._session, batch, _ANGLES, self._model_id))
        # The network's yaw is positive towards the picture's left edge (300W-LP).
        return HeadPose(-yaw, pitch - self._level_pitch, roll)


class AveragedPose:
    """The mean of several estimates, which errs less than any of them. Thread-safe."""

    def __init__(self, networks: Sequence[FsaNet]) -> None:
        """Take at least one."""
        self._networks = tuple(networks)

    def estimate(self, image: BgrImage, detection: Detection) -> HeadPose:
        """Degrees. Raises ModelError."""
        poses = [network.estimate(image, detection) for network in self._networks]
        angles = np.mean([(pose.yaw, pose.pitch, pose.roll) for pose in poses], axis=0)
        return HeadPose(*(float(angle) for angle in angles))
