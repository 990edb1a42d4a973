"""Taking samples: from frames one after another, or from photographs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facegate import logs
from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import (
    ADVISED_INTER_EYE,
    GUIDED_GATE,
    LEAST_EYE_OPENNESS,
    PHOTO_GATE,
    Aid,
    EnrolmentProgress,
    Shortcoming,
    choose_samples,
    landmark_pose,
    posed_quality,
    sample_quality,
    shortcomings,
    with_head_pose,
)
from facegate.domain.faces import SURE_WITHIN, Box, Detection, principal
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.fusion import fuse
from facegate.domain.head_pose import HeadPose
from facegate.domain.ports import FaceDetector, Vision
from facegate.domain.poses import RANGES, Pose, PosePlan, PoseStep
from facegate.domain.quality import Defect, FaceQuality, QualityGate
from facegate.domain.templates import Template
from facegate.errors import EnrolmentError, ModelError

_BYSTANDER_SHARE = 0.25
"""A second face of this share of the largest one's area makes it unclear who is meant; people far
behind are smaller."""

_FRONTAL_EYES = 0.4
"""Share of its box's width that lies between the eyes of a face from the front, at least; 0.44 to 0.47 is usual. Where
the eyes are closer together in a box that is wide enough, the head is turned."""

_CHECK_EVERY = 1.0
"""Seconds after which a frontal look that is not wanted is compared all the same: somebody else may have stepped in."""

_STRANGE_LOOKS = 3
"""Turned looks in a row that are not of the person in the samples before somebody else must be standing there: a head
that is turned far may be unlike its own front once."""


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


@dataclass(frozen=True, slots=True, eq=False)
class GuidedResult:
    """What a guided enrolment gave.

    Attributes:
        samples: those that are to become references.
        skipped: poses that the administrator skipped.
        shortcomings: why the samples are usable but not good; empty: they are good.
    """

    samples: tuple[EnrolmentSample, ...]
    skipped: tuple[Pose, ...]
    shortcomings: tuple[Shortcoming, ...]


class EnrolmentSession:
    """Samples of one person through the camera. :meth:`offer` belongs to the inference thread, the rest to any.

    A lock guards what was taken, not the models, so that nobody waits for those. Once complete, nothing changes.
    """

    def __init__(self, vision: Vision, plan: PosePlan | None = None) -> None:
        """Take samples as ``plan`` wants them: by itself, two each of five poses."""
        self._vision = vision
        self._taker = SampleTaker(vision, vision.detector, GUIDED_GATE)
        self._plan = plan or PosePlan()
        self._lock = threading.Lock()
        self._samples: list[EnrolmentSample] = []
        self._qualities: list[FaceQuality] = []
        self._strange = 0
        self._compared = 0.0
        there = {
            Aid.HEAD_POSE: vision.head_pose is not None,
            Aid.EYES: vision.eyes is not None,
            Aid.QUALITY: vision.quality_predictor is not None,
        }
        self._without = {aid for aid in Aid if not there[aid]}
        self._newest = self._tell(None, (), None)

    # -- any thread ------------------------------------------------------------------

    @property
    def samples(self) -> tuple[EnrolmentSample, ...]:
        """What was taken so far."""
        with self._lock:
            return tuple(self._samples)

    @property
    def progress(self) -> EnrolmentProgress:
        """How far it has come."""
        with self._lock:
            return self._newest

    def skip(self, pose: Pose) -> EnrolmentProgress:
        """Want no more of a pose. Raises ValueError for the front."""
        with self._lock:
            self._plan.skip(pose)
            self._newest = self._tell(self._plan.look_away(), (), self._newest.box)
            return self._newest

    def result(self) -> GuidedResult:
        """The samples to enrol with, once complete.

        Raises:
            EnrolmentError: there are not enough yet.
        """
        with self._lock:
            if not self._newest.complete:
                raise EnrolmentError(
                    "Too few samples",
                    "Only {taken} of {wanted} samples were good enough.",
                    "Stand in front of the camera, alone and well lit, and try again.",
                    taken=self._newest.taken,
                    wanted=self._newest.wanted,
                )
            vectors = [sample.template for sample in self._samples]
            distances = np.array([[squared_distance(one, other) for other in vectors] for one in vectors])
            poses = [Pose(sample.pose) if sample.pose else None for sample in self._samples]
            kept = choose_samples(poses, self._worths(), distances)
            skipped = self._plan.skipped
            samples = tuple(self._samples[index] for index in kept)
            predicted = [sample.predicted for sample in samples if sample.predicted is not None]
            told = shortcomings([self._qualities[index] for index in kept], skipped, predicted)
            return GuidedResult(samples, skipped, told)

    def _worths(self) -> list[float]:
        """How good each sample is: as the model predicts, which says more of recognition than the components."""
        predicted = [sample.predicted for sample in self._samples if sample.predicted is not None]
        return predicted if len(predicted) == len(self._samples) else [sample.quality for sample in self._samples]

    def forget(self) -> None:
        """Drop everything that was taken."""
        with self._lock:
            self._restart()
            self._newest = self._tell(None, (), None)

    # -- the inference thread ----------------------------------------------------------

    def offer(self, frame: Frame) -> EnrolmentProgress:
        """Look at a frame and take a sample of it if it is good, wanted and time for one."""
        with self._lock:
            if self._plan.complete:
                self._newest = self._tell(None, (), None)
                return self._newest
        look = self._taker.look(frame.image)
        if look.face is None or look.crop is None or look.quality is None:
            with self._lock:
                box = look.face.box if look.face else None
                self._newest = self._tell(self._plan.look_away(), look.defects, box)
                return self._newest
        head = self._head(frame.image, look.face, look.quality)
        quality = with_head_pose(look.quality, head)
        defects = list(GUIDED_GATE.defects(quality))
        with self._lock:
            step = self._plan.look(head, frame.time)
        if step.due and step.seen is Pose.FRONT and not defects and not self._eyes_open(frame.image, look.face):
            defects.append(Defect.EYES_CLOSED)
        if step.asked is Pose.FRONT and step.seen is None and not defects:
            defects.append(Defect.TURNED)
        taken = False
        if step.due and step.seen is not None and not defects:
            worth = sample_quality(quality) if step.seen is Pose.FRONT else posed_quality(quality)
            sample = self._taker.sample(frame.image, look.face, look.crop, worth, step.seen.value)
            defects, taken = self._keep(sample, quality, step.seen, head, frame.time)
        elif not defects and self._check_due(head, frame.time):
            defects = self._check(self._taker.embed(look.crop), Pose.FRONT, frame.time)
        with self._lock:
            small = quality.inter_eye < ADVISED_INTER_EYE
            self._newest = self._tell(step, tuple(defects), look.face.box, taken, small)
            return self._newest

    def _keep(
        self, sample: EnrolmentSample, quality: FaceQuality, pose: Pose, head: HeadPose, time: float
    ) -> tuple[list[Defect], bool]:
        """Add a sample if it is of the same person; what is wrong if not, and whether it was added."""
        defects = self._check(sample.template, pose, time)
        if defects:
            return defects, False
        with self._lock:
            if not self._plan.take(pose, head, time):
                return [], False
            self._samples.append(sample)
            self._qualities.append(quality)
            return [], True

    def _check_due(self, head: HeadPose, time: float) -> bool:
        frontal = RANGES[Pose.FRONT].excess(head.yaw, head.pitch) == (0.0, 0.0)
        return frontal and bool(self._samples) and not 0.0 <= time - self._compared < _CHECK_EVERY

    def _check(self, template: Template, pose: Pose, time: float) -> list[Defect]:
        """Whether it is the person of the samples so far; if not, they are dropped sooner or later."""
        with self._lock:
            self._compared = time
            if not self._samples or is_same_person(self._samples, template, self._taker.threshold):
                self._strange = 0
                return []
            self._strange += 1
            if pose is Pose.FRONT or self._strange >= _STRANGE_LOOKS:
                # Whoever stands there now starts from nothing: samples of two people must never mix.
                self._restart()
            self._plan.pause(time)
            return [Defect.OTHER_PERSON]

    def _restart(self) -> None:
        self._samples.clear()
        self._qualities.clear()
        self._strange = 0
        self._plan.restart()

    def _head(self, image: BgrImage, face: Detection, quality: FaceQuality) -> HeadPose:
        """From the model, or from the landmarks where there is none."""
        estimator = None if Aid.HEAD_POSE in self._without else self._vision.head_pose
        if estimator is not None:
            try:
                return estimator.estimate(image, face)
            except ModelError as error:
                self._do_without(Aid.HEAD_POSE, error)
        return landmark_pose(quality)

    def _eyes_open(self, image: BgrImage, face: Detection) -> bool:
        """Whether they are, as far as anybody can see."""
        eyes = None if Aid.EYES in self._without else self._vision.eyes
        if eyes is not None:
            try:
                return eyes.measure(image, face) >= LEAST_EYE_OPENNESS
            except ModelError as error:
                self._do_without(Aid.EYES, error)
        return True

    def _do_without(self, aid: Aid, error: ModelError) -> None:
        logs.models.warning("enrolling without the model for %s: %s", aid.value, error.text())
        self._without.add(aid)

    def _tell(
        self,
        step: PoseStep | None,
        defects: tuple[Defect, ...],
        box: Box | None,
        taken: bool = False,
        small: bool = False,
    ) -> EnrolmentProgress:
        counts = self._plan.counts
        step = step or self._plan.look_away()
        return EnrolmentProgress(
            taken=sum(count.taken for count in counts),
            wanted=sum(count.wanted for count in counts),
            defects=defects,
            box=box,
            just_taken=taken,
            asked=self._plan.asked,
            seen=step.seen,
            cue=step.cue,
            turn=step.turn,
            poses=counts,
            small=small,
            without=tuple(aid for aid in Aid if aid in self._without),
        )


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
