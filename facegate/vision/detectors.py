"""The detector that a manifest describes, on its network."""

from __future__ import annotations

from facegate.vision.detector import YuNetDetector
from facegate.vision.detector_part import DetectorPart
from facegate.vision.one_pass import OnePassDetector
from facegate.vision.retinaface import RetinaFaceDetector
from facegate.vision.rows import RowDetector
from facegate.vision.session import Session

_BY_DECODER: dict[str, type[YuNetDetector | RetinaFaceDetector]] = {
    "yunet": YuNetDetector,
    "retinaface": RetinaFaceDetector,
}


def make_detector(
    session: Session, part: DetectorPart, detection_size: int, canvas: tuple[int, int] | None = None
) -> RowDetector:
    """A detector on a prepared network.

    Args:
        session: the network, one picture a run.
        part: of its manifest.
        detection_size: pixels of a picture's longer side as the network sees it.
        canvas: width and height where the network takes one size only, see :attr:`Manifest.fixed_canvas`.
    """
    detector: OnePassDetector = _BY_DECODER[part.decoder](session, part, detection_size, canvas)
    return detector
