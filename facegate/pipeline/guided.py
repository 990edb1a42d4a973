"""An enrolment through the camera: looks at one person, pose by pose."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from facegate import logs
from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import (
    ADVISED_INTER_EYE,
    GUIDED_GATE,
    LEAST_EYE_OPENNESS,
    Aid,
    EnrolmentProgress,
    landmark_pose,
    posed_quality,
    sample_quality,
    with_head_pose,
)
from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage, Frame
from facegate.domain.head_pose import HeadPose
from facegate.domain.pad.evidence import TrackEvidence
from facegate.domain.pad.results import Pad
from facegate.domain.ports import Vision
from facegate.domain.poses import RANGES, Pose, PosePlan, PoseStep
from facegate.domain.quality import Defect, FaceQuality
from facegate.domain.sample_choice import Shortcoming, choose_samples, shortcomings
from facegate.domain.templates import Template
from facegate.errors import EnrolmentError, ModelError
from facegate.pipeline.enrolment import EnrolmentSample, SampleTaker, is_same_person

_CHECK_EVERY = 1.0
"""Seconds after which a frontal look that is not wanted is compared all the same: somebody else may have stepped in."""

_STRANGE_LOOKS = 3
"""Turned looks in a row that are not of the person in the samples before somebody else must be standing there: a head
that is turned far may be unlike its own front once."""


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

    def __init__(self, vision: Vision, plan: PosePlan | None = None, *, assess: bool = False) -> None:
        """Take samples as ``plan`` wants them: by itself, two each of five poses.

        ``assess``: only of a person who is there, as far as presentation attack detection can say; without its
        networks no sample is taken then. Frontal looks are judged: of turned heads the networks know little, and those
        have to be the same person's.
        """
        self._assess = assess
        self._vision = vision
        self._taker = SampleTaker(vision, vision.detector, GUIDED_GATE)
        self._plan = plan or PosePlan()
        self._lock = threading.Lock()
        self._samples: list[EnrolmentSample] = []
        self._qualities: list[FaceQuality] = []
        self._strange = 0
        self._evidence: TrackEvidence | None = None
        self._compared = 0.0
        there = {
            Aid.HEAD_POSE: vision.head_pose is not None,
            Aid.EYES: vision.eyes is not None,
            Aid.QUALITY: vision.quality_predictor is not None,
        }
        self._without = {aid for aid in Aid if not there[aid]}
        self._newest = self._tell(None, (), None)

    # -- any thread ------------------------------------------------------------------

    def assess_from_now(self, assess: bool) -> None:
        """Another camera, or another level: what was taken without being judged is dropped where it has to be."""
        with self._lock:
            if self._plan.complete:
                return
            if assess and not self._assess:
                self._restart()
            self._assess = assess

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
        if step.due and step.seen is Pose.FRONT and not defects and self._assess:
            defects += self._presence(frame.image, look.face, sample_quality(quality))
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

    def _presence(self, image: BgrImage, face: Detection, quality: float) -> list[Defect]:
        """What presentation attack detection says against a look."""
        model = self._vision.pad
        sample = None if model is None else model.sample(image, face, quality)
        if model is None or sample is None:
            return [Defect.UNPROVEN]
        try:
            (score,) = model.score([sample])
        except ModelError as error:
            logs.models.error("enrolling is not possible while attacks cannot be judged: %s", error.title)
            return [Defect.UNPROVEN]
        # With the looks before: one look alone would be tried again until one passes.
        with self._lock:
            evidence = self._evidence = self._evidence or TrackEvidence(model.rules)
            evidence.score([score])
            if evidence.result.pad is Pad.ATTACK:
                # What was taken before may be of the same picture.
                self._restart()
                return [Defect.PICTURE]
        return [] if evidence.result.pad is Pad.BONA_FIDE else [Defect.UNPROVEN]

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
        self._evidence = None
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
