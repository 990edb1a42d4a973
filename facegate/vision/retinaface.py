"""RetinaFace: faces with five landmarks, told relative to anchors (Deng et al., 1905.00641).

Reads networks with three outputs, in any order: (1, N, 4) boxes, (1, N, 2) scores of background and face, (1, N, 10)
landmarks, for N anchors. Those of the training lab are of this form, and so are public exports.
"""

from __future__ import annotations

import numpy as np

from facegate.domain.faces import LANDMARK_COUNT
from facegate.errors import BugError, ModelError
from facegate.vision.anchors import Floats, decode_boxes, decode_points, make_anchors
from facegate.vision.canvas import Colour
from facegate.vision.detector_part import DetectorPart, RetinaFaceReading
from facegate.vision.one_pass import OnePassDetector
from facegate.vision.rows import ROW, SCORE, Rows
from facegate.vision.session import Session, Tensor

_BOX, _CLASSES, _POINTS = 4, 2, 2 * LANDMARK_COUNT
"""Numbers that the outputs have for each anchor, by which they are told apart."""

_FACE = 1
"""Place of a face's score; 0: background's."""

_BRIGHTEST = 255

MOST_CANDIDATES = 5000
"""Anchors that are looked at, the surest ones, as in public versions. A network that is unsure everywhere would
otherwise take seconds to sort out; a thousand faces have several anchors each, and still fit."""


class RetinaFaceDetector(OnePassDetector):
    """Finds faces in pictures of any size. Thread-safe."""

    def __init__(
        self, session: Session, part: DetectorPart, detection_size: int, canvas: tuple[int, int] | None = None
    ) -> None:
        """Take a prepared RetinaFace and how it is read; the rest as in :class:`OnePassDetector`."""
        if part.retinaface is None:
            raise BugError("Wrong decoder", "The manifest does not describe a RetinaFace.", "Please report this.")
        self._reading = part.retinaface
        # The border is what the network sees as nothing.
        super().__init__(session, part.nms_threshold, detection_size, canvas, _border(self._reading))
        self._score_threshold = part.score_threshold
        self._mean = np.array(self._reading.mean, np.float32)[:, None, None]

    def _standardise(self, batch: Tensor) -> None:
        if self._reading.colour == "rgb":
            batch[:] = batch[:, ::-1].copy()
        batch -= self._mean

    def _decode(self, outputs: list[Tensor], canvas: tuple[int, int]) -> Rows:
        reading = self._reading
        anchors = make_anchors(reading.steps, reading.min_sizes, canvas)
        boxes, scores, points = self._sorted_out(outputs, len(anchors))
        faces = _face_scores(scores, reading)
        kept = np.flatnonzero(faces >= self._score_threshold)
        if len(kept) > MOST_CANDIDATES:
            kept = kept[np.argpartition(-faces[kept], MOST_CANDIDATES)[:MOST_CANDIDATES]]
        rows = np.empty((len(kept), ROW), np.float32)
        rows[:, :_BOX] = decode_boxes(boxes[kept], anchors[kept], reading.variances)
        rows[:, _BOX:SCORE] = decode_points(points[kept], anchors[kept], reading.variances)
        rows[:, SCORE] = faces[kept]
        return rows

    def _sorted_out(self, outputs: list[Tensor], count: int) -> tuple[Floats, Floats, Floats]:
        """Boxes, scores and points, each of shape (N, numbers). Raises ModelError where an output is of another."""
        found = {output.shape[-1]: output.reshape(-1, output.shape[-1]) for output in outputs if output.ndim > 1}
        if any(size not in found or len(found[size]) != count for size in (_BOX, _CLASSES, _POINTS)):
            raise ModelError(
                "Detector of another form",
                "Its outputs are {shapes}, and its description asks for 4, 2 and 10 numbers for {count} anchors.",
                "Mend steps and min_sizes in the model's description, or use another model.",
                shapes=", ".join(str(output.shape) for output in outputs),
                count=count,
            )
        return found[_BOX], found[_CLASSES], found[_POINTS]


def _face_scores(scores: Floats, reading: RetinaFaceReading) -> Floats:
    """Probabilities of a face, shape (N,)."""
    if reading.scores == "probabilities":
        return scores[:, _FACE]
    # Softmax of two is the logistic function of their difference.
    with np.errstate(over="ignore"):
        return np.float32(1) / (np.float32(1) + np.exp(scores[:, 1 - _FACE] - scores[:, _FACE]))


def _border(reading: RetinaFaceReading) -> Colour:
    mean = reading.mean if reading.colour == "bgr" else reading.mean[::-1]
    blue, green, red = (round(min(max(value, 0.0), _BRIGHTEST)) for value in mean)
    return blue, green, red
