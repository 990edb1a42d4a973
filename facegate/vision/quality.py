"""Measures samples; what is good enough is decided in :mod:`facegate.domain.quality`."""

from __future__ import annotations

from facegate.cv import cv2
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ports import FaceAligner
from facegate.domain.quality import FaceQuality, head_pose, share_inside


class CropAssessor:
    """Components from the landmarks and from the grey of the aligned crop. Thread-safe."""

    def __init__(self, aligner: FaceAligner | None = None) -> None:
        """Assess the crops that the embedder takes, or those of ``aligner``.

        The limits in :mod:`facegate.domain.quality` are of crops of 112 pixels
        aligned as ArcFace's; an embedder that takes others needs an aligner here.
        """
        self._aligner = aligner

    def assess(self, image: BgrImage, detection: Detection, crop: BgrImage) -> FaceQuality:
        """Components of one sample; ``crop`` is the aligned one."""
        if self._aligner is not None:
            crop = self._aligner.align(image, detection)
        grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
        mean, deviation = cv2.meanStdDev(grey)
        _, roughness = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
        yaw, pitch, roll = head_pose(detection.landmarks)
        return FaceQuality(
            detection_score=detection.score,
            inter_eye=detection.inter_eye,
            yaw=yaw,
            pitch=pitch,
            roll=roll,
            sharpness=float(roughness[0, 0]) ** 2,
            brightness=float(mean[0, 0]),
            contrast=float(deviation[0, 0]),
            inside=share_inside(detection.box, image.shape[1], image.shape[0]),
        )
