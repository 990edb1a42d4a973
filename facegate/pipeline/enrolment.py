"""Taking samples: of the one face in a picture, and of the same person only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facegate import logs
from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import (
    PHOTO_GATE,
    sample_quality,
)
from facegate.domain.faces import SURE_WITHIN, Detection, principal
from facegate.domain.frames import BgrImage
from facegate.domain.fusion import fuse
from facegate.domain.ports import FaceDetector, Vision
from facegate.domain.quality import Defect, FaceQuality, QualityGate
from facegate.domain.templates import Template
from facegate.errors import EnrolmentError, ModelError

_BYSTANDER_SHARE = 0.25
"""A second face of this share of the largest one's area makes it unclear who is meant; people far
behind are smaller."""

_FRONTAL_EYES = 0.4
"""Share of its box's width that lies between the eyes of a face from the front, at least; 0.44 to 0.47 is usual. Where
the eyes are closer together in a box that is wide enough, the head is turned."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What one picture shows.

    Attributes:
        face: the one that the picture is of; None without one.
        defects: what is wrong with it.
        crop: aligned; None where there is no face or it is not clear whose is meant.
        quality: its components; None likewise.
    """

    face: Detection | None
    defects: tuple[Defect, ...]
    crop: BgrImage | None = None
    quality: FaceQuality | None = None


class SampleTaker:
    """Looks at one picture and takes a sample of the one face in it."""

    def __init__(self, vision: Vision, detector: FaceDetector, gate: QualityGate) -> None:
        self._vision = vision
        self._detector = detector
        self._gate = gate
        self._predictor = vision.quality_predictor

    @property
    def threshold(self) -> float:
        """Squared distance at which two samples are of one person."""
        return self._vision.operating_point.threshold

    def look(self, image: BgrImage) -> Look:
        """Find the face that is meant and measure it."""
        found = self._detector.detect(image)
        face = principal(found)
        if face is None:
            return Look(None, (Defect.NO_FACE,))
        rivals = (other for other in found if other.score >= face.score - SURE_WITHIN)
        if sum(other.box.area >= _BYSTANDER_SHARE * face.box.area for other in rivals) > 1:
            return Look(face, (Defect.SEVERAL_FACES,))
        crop = self._vision.aligner.align(image, face)
        quality = self._vision.assessor.assess(image, face, crop)
        return Look(face, self._gate.defects(quality), crop, quality)

    def embed(self, crop: BgrImage) -> Template:
        """The template of a crop."""
        return self._vision.extractor.extract([crop])[0]

    def sample(
        self, image: BgrImage, face: Detection, crop: BgrImage, quality: float, pose: str | None = None
    ) -> EnrolmentSample:
        """Embed a crop, and predict how well it will be recognised."""
        template = self.embed(crop)
        if self._predictor is None:
            return EnrolmentSample(template, quality, crop, pose)
        try:
            predicted = self._predictor.predict(image, face, crop, template)
        except ModelError as error:
            logs.models.warning("enrolling without predicted quality: %s", error.text())
            self._predictor = None
            return EnrolmentSample(template, quality, crop, pose)
        return EnrolmentSample(template, quality, crop, pose, predicted, self._predictor.model_id)


def photo_sample(vision: Vision, image: BgrImage, label: str) -> EnrolmentSample:
    """Take a sample from a photograph, which errors call ``label`` (a file name).

    Raises:
        EnrolmentError: the picture shows no face, several, or none good enough; it says which.
    """
    taker = SampleTaker(vision, vision.photo_detector, PHOTO_GATE)
    look = taker.look(image)
    if look.defects or look.face is None or look.crop is None or look.quality is None:
        defect = _main_defect(look)
        message, remedy = _PHOTO_ADVICE.get(defect, _ANY_ADVICE)
        raise EnrolmentError("Photograph not usable", "{photo}: " + message, remedy, photo=label, defect=defect)
    return taker.sample(image, look.face, look.crop, sample_quality(look.quality))


def _main_defect(look: Look) -> Defect:
    """What is to be said of a photograph: of a large face in profile not that it is too small."""
    first = look.defects[0]
    if first is Defect.TOO_SMALL and look.face is not None:
        close_by_turn = look.face.box.width * _FRONTAL_EYES >= PHOTO_GATE.min_inter_eye
        return Defect.TURNED if close_by_turn else first
    return first


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
