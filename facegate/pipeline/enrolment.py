"""Taking samples: from frames one after another, or from photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import (
    ENROLMENT_GATE,
    PHOTO_GATE,
    SAMPLE_SPACING,
    SAMPLES_WANTED,
    EnrolmentProgress,
    sample_quality,
)
from facegate.domain.faces import SURE_WITHIN, Box, Detection, principal
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.fusion import fuse
from facegate.domain.ports import FaceDetector, Vision
from facegate.domain.quality import Defect, QualityGate
from facegate.domain.templates import Template
from facegate.errors import EnrolmentError

_BYSTANDER_SHARE = 0.25
"""A second face of this share of the largest one's area makes it unclear who is meant; people far
behind are smaller."""


@dataclass(frozen=True, slots=True, eq=False)
class EnrolmentSample:
    """A face that was good enough.

    Attributes:
        template: of the embedder in use.
        quality: 0..1, :func:`facegate.domain.enrolment.sample_quality`.
        crop: aligned, BGR; kept only where the site keeps pictures.
        pose, predicted, predictor, digest: see :class:`facegate.domain.people.NewReference`.
    """

    template: Template
    quality: float
    crop: BgrImage
    pose: str | None = None
    predicted: float | None = None
    predictor: str | None = None
    digest: str | None = None


class SampleTaker:
    """Looks at one picture and takes a sample of the one face in it."""

    def __init__(self, vision: Vision, detector: FaceDetector, gate: QualityGate) -> None:
        self._vision = vision
        self._detector = detector
        self._gate = gate

    @property
    def threshold(self) -> float:
        """Squared distance at which two samples are of one person."""
        return self._vision.operating_point.threshold

    def look(self, image: BgrImage) -> tuple[Detection | None, tuple[Defect, ...], BgrImage | None, float]:
        """Return (face, defects, aligned crop, quality); the crop only when there are no defects."""
        found = self._detector.detect(image)
        face = principal(found)
        if face is None:
            return None, (Defect.NO_FACE,), None, 0.0
        rivals = (other for other in found if other.score >= face.score - SURE_WITHIN)
        if sum(other.box.area >= _BYSTANDER_SHARE * face.box.area for other in rivals) > 1:
            return face, (Defect.SEVERAL_FACES,), None, 0.0
        crop = self._vision.aligner.align(image, face)
        quality = self._vision.assessor.assess(image, face, crop)
        defects = self._gate.defects(quality)
        return face, defects, None if defects else crop, sample_quality(quality)

    def sample(self, crop: BgrImage, quality: float) -> EnrolmentSample:
        """Embed a crop."""
        return EnrolmentSample(self._vision.extractor.extract([crop])[0], quality, crop)


class EnrolmentSession:
    """Samples of one person through the camera. Lives on the inference thread while it runs.

    Once complete, its samples do not change and may be read by any thread.
    """

    def __init__(self, vision: Vision, wanted: int = SAMPLES_WANTED) -> None:
        self._taker = SampleTaker(vision, vision.detector, ENROLMENT_GATE)
        self._wanted = wanted
        self._samples: list[EnrolmentSample] = []
        self._last_taken = -np.inf

    @property
    def samples(self) -> tuple[EnrolmentSample, ...]:
        """What was taken so far."""
        return tuple(self._samples)

    def offer(self, frame: Frame) -> EnrolmentProgress:
        """Look at a frame and take a sample of it if it is good and time for one."""
        if len(self._samples) >= self._wanted:
            return self._progress((), None, False)
        face, defects, crop, quality = self._taker.look(frame.image)
        box = face.box if face else None
        # A recording that starts anew jumps back in time, and the next good look is no repetition then.
        if crop is None or 0.0 <= frame.time - self._last_taken < SAMPLE_SPACING:
            return self._progress(defects, box, False)
        sample = self._taker.sample(crop, quality)
        self._last_taken = frame.time
        if self._samples and not is_same_person(self._samples, sample.template, self._taker.threshold):
            # Whoever stands there now starts from nothing: samples of two people must never mix.
            self._samples.clear()
            return self._progress((Defect.OTHER_PERSON,), box, False)
        self._samples.append(sample)
        return self._progress((), box, True)

    def _progress(self, defects: tuple[Defect, ...], box: Box | None, taken: bool) -> EnrolmentProgress:
        return EnrolmentProgress(len(self._samples), self._wanted, defects, box, taken)


def photo_sample(vision: Vision, image: BgrImage, label: str) -> EnrolmentSample:
    """Take a sample from a photograph, which errors call ``label`` (a file name).

    Raises:
        EnrolmentError: the picture shows no face, several, or none good enough; it says which.
    """
    taker = SampleTaker(vision, vision.photo_detector, PHOTO_GATE)
    _, defects, crop, quality = taker.look(image)
    if crop is None:
        message, remedy = _PHOTO_ADVICE.get(defects[0], _ANY_ADVICE)
        raise EnrolmentError("Photograph not usable", "{photo}: " + message, remedy, photo=label, defect=defects[0])
    return taker.sample(crop, quality)


def check_one_person(samples: Sequence[EnrolmentSample], threshold: float) -> None:
    """Raise EnrolmentError unless every sample is of the same person as the others."""
    for index, sample in enumerate(samples):
        others = [other.template for position, other in enumerate(samples) if position != index]
        # The mean of the others, not the nearest: two pictures each of two people must not pass.
        if others and squared_distance(mean_template(others), sample.template) > threshold:
            raise EnrolmentError(
                "Photographs of different people",
                "Photograph {number} does not show the same person as the others.",
                "Remove it and try again.",
                number=index + 1,
            )


def is_same_person(samples: Sequence[EnrolmentSample], template: Template, threshold: float) -> bool:
    """Whether a template belongs to the samples: near to their mean or to any of them."""
    mean = mean_template([sample.template for sample in samples])
    nearest = min(squared_distance(sample.template, template) for sample in samples)
    return min(nearest, squared_distance(mean, template)) <= threshold


def mean_template(templates: Sequence[Template]) -> Template:
    """The direction of the sum of templates of one model; of opposite ones, the first.

    Raises:
        BugError: they are of different models.
    """
    try:
        return fuse(templates)
    except ValueError:
        return templates[0]


_PHOTO_ADVICE: dict[Defect, tuple[str, str]] = {
    Defect.NO_FACE: (
        "no face was found.",
        "Use a picture that shows the face from the front, at least 100 pixels wide.",
    ),
    Defect.SEVERAL_FACES: ("it shows several faces.", "Cut out the one that is meant."),
    Defect.CUT_OFF: ("the face is cut off by the edge of the picture.", "Use a picture with the whole face."),
    Defect.TOO_SMALL: ("the face is too small.", "Use a picture in which the eyes are at least 20 pixels apart."),
    Defect.DARK: ("the face is too dark.", "Use a brighter picture."),
    Defect.BRIGHT: ("the face is overexposed.", "Use a darker picture."),
    Defect.LOW_CONTRAST: ("the face has too little contrast.", "Use a picture with more even light."),
    Defect.TURNED: ("the face is turned away.", "Use a picture from the front."),
    Defect.TILTED: ("the head is tilted.", "Rotate the picture until the head is upright."),
    Defect.BLURRED: ("the face is blurred.", "Use a sharper picture."),
}
_ANY_ADVICE = ("the face is not clear enough.", "Use another picture.")
